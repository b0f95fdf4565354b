// What the tests of the aws door share: a fake, and requests as production code writes them.
//
//   ClientTest      owns `ebs`
//   StreamOf, TextIn, PutRequest, GetRequest ...
//
// One thread at a time.
#pragma once

#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/fauxebs.h>
#include <gmock/gmock.h>

#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fauxebs {

inline std::shared_ptr<Aws::IOStream> StreamOf(std::string_view bytes) {
  auto stream = Aws::MakeShared<Aws::StringStream>("test");
  stream->write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return stream;
}

inline std::string TextIn(Aws::IOStream& stream) {
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Without a body.
inline Aws::EBS::Model::PutSnapshotBlockRequest PutRequestWithoutBody(const std::string& id,
                                                                      int index,
                                                                      const Block& block) {
  Aws::EBS::Model::PutSnapshotBlockRequest request;
  request.SetSnapshotId(id);
  request.SetBlockIndex(index);
  request.SetDataLength(static_cast<int>(kBlockSizeBytes));
  request.SetChecksum(block.checksum());
  request.SetChecksumAlgorithm(Aws::EBS::Model::ChecksumAlgorithm::SHA256);
  return request;
}

inline Aws::EBS::Model::PutSnapshotBlockRequest PutRequest(const std::string& id, int index,
                                                           const Block& block) {
  Aws::EBS::Model::PutSnapshotBlockRequest request = PutRequestWithoutBody(id, index, block);
  request.SetBody(StreamOf(block.view()));
  return request;
}

inline Aws::EBS::Model::ListSnapshotBlocksRequest ListRequest(const std::string& id) {
  Aws::EBS::Model::ListSnapshotBlocksRequest request;
  request.SetSnapshotId(id);
  return request;
}

class ClientTest : public testing::Test {
 protected:
  // The rules that did not fire.
  void TearDown() override {
    for (const Violation& violation : ebs.Verify()) {
      GTEST_MESSAGE_AT_(violation.file.c_str(), violation.line, violation.text.c_str(),
                        testing::TestPartResult::kNonFatalFailure);
    }
  }

  std::string PendingSnapshot() {
    SnapshotSpec spec;
    spec.status = SnapshotStatus::kPending;
    return ebs.AddSnapshot(spec);
  }

  std::string CompletedSnapshot(std::vector<std::pair<std::int32_t, Block>> blocks) {
    SnapshotSpec spec;
    spec.blocks = std::move(blocks);
    return ebs.AddSnapshot(spec);
  }

  // For the block with this index, by a token from the direct door.
  Aws::EBS::Model::GetSnapshotBlockRequest GetRequest(const std::string& id, int index) {
    ListSnapshotBlocksRequest list;
    list.snapshot_id = id;
    list.starting_block_index = index;
    const auto page = ebs.service()->ListSnapshotBlocks(list, {});
    Aws::EBS::Model::GetSnapshotBlockRequest request;
    request.SetSnapshotId(id);
    request.SetBlockIndex(index);
    request.SetBlockToken(page->blocks.at(0).block_token);
    return request;
  }

  // Which attempts the client sent, by their numbers: {1, 2, 3} after two retries.
  std::vector<int> Attempts(Operation operation) {
    std::vector<int> attempts;
    for (const JournalEntry& entry : ebs.journal().entries(Side::kClient)) {
      if (entry.operation == operation && entry.sent) attempts.push_back(entry.attempt);
    }
    return attempts;
  }

  // Why the last call was not sent, or what became of it, as the client's side tells.
  std::string LastOutcome() { return ebs.journal().entries(Side::kClient).back().outcome; }

  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }

  Fake ebs;
};

}  // namespace fauxebs
