// How real clients use the service: what coldsnap, flexible-snapshot-proxy and uploaders on slow
// links ask of it, in the order in which they ask it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

// An image of a disk: A, zeros, C, and less than a block.
std::string Image() {
  std::string image(A().view());
  image.append(kBlockSizeBytes, '\0');
  image.append(C().view());
  return image + "the end";
}

Block LastBlock() {
  std::string padded = "the end";
  padded.resize(kBlockSizeBytes, '\0');
  return Block::Copy(padded);
}

// coldsnap. AWS: client-1, client-2

class Coldsnap : public Conformance {
 protected:
  static StartSnapshotRequest StartFor(const std::string& image) {
    constexpr std::size_t kGib = std::size_t{1} << 30U;
    StartSnapshotRequest start =
        StartOf(static_cast<std::int64_t>((image.size() + kGib - 1) / kGib));
    start.timeout_minutes = 10;
    return start;
  }

  // The blocks that it sends: those that are not all zeros, the last one padded.
  static std::map<std::int32_t, Block> BlocksOf(const std::string& image, std::size_t block_size) {
    std::map<std::int32_t, Block> blocks;
    for (std::size_t at = 0; at < image.size(); at += block_size) {
      std::string data = image.substr(at, block_size);
      data.resize(block_size, '\0');
      if (data.find_first_not_of('\0') == std::string::npos) continue;
      blocks.emplace(static_cast<std::int32_t>(at / block_size), Block::Copy(data));
    }
    return blocks;
  }

  static std::string Aggregate(const std::map<std::int32_t, Block>& blocks) {
    std::string digests;
    for (const auto& [index, block] : blocks) {
      const auto& raw = block.digest().bytes;
      digests.append(raw.begin(), raw.end());
    }
    return Sha256(digests).base64();
  }

  std::string UploadImage(const std::string& image) {
    const StartSnapshotResponse started = Send(StartFor(image)).value();
    const auto blocks = BlocksOf(image, static_cast<std::size_t>(started.block_size_bytes));
    // Its workers put in any order.
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
      Put(started.snapshot_id, block->first, block->second);
    }
    Complete(started.snapshot_id, static_cast<std::int64_t>(blocks.size()), Aggregate(blocks));
    return started.snapshot_id;
  }

  // All tokens first, with the largest pages that there are.
  std::vector<BlockRef> AllBlocks(const std::string& id) {
    ListSnapshotBlocksRequest list = ListOf(id);
    list.max_results = 10000;
    std::vector<BlockRef> all;
    do {
      ListSnapshotBlocksResponse page = Send(list).value();
      all.insert(all.end(), page.blocks.begin(), page.blocks.end());
      list.next_token = page.next_token;
    } while (list.next_token);
    return all;
  }

  // Checks of each block what it checks. Zeros where nothing was written.
  std::string DownloadImage(const std::string& id, std::size_t size) {
    std::string image(size, '\0');
    for (const BlockRef& block : AllBlocks(id)) {
      const GetSnapshotBlockResponse got = Get(id, block.block_index, block.block_token);
      EXPECT_EQ(got.checksum_algorithm, "SHA256");
      EXPECT_EQ(got.checksum, got.block_data.checksum());
      EXPECT_EQ(got.data_length, 524288);
      EXPECT_EQ(got.block_data.size(), 524288U);
      const std::size_t at = static_cast<std::size_t>(block.block_index) * kBlockSizeBytes;
      const std::string_view data = got.block_data.view().substr(0, size - at);
      std::copy(data.begin(), data.end(), image.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return image;
  }
};
FAUXEBS_AT_EVERY_DOOR(Coldsnap);

TEST_P(Coldsnap, UploadsAnImage) {
  const std::string id = UploadImage(Image());

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
  EXPECT_EQ(ebs().Snapshot(id).volume_size_gib(), 1);
  EXPECT_THAT(ebs().Snapshot(id).block_indexes(), ElementsAre(0, 2, 3));
  EXPECT_THAT(ebs().Snapshot(id).block(3), Optional(LastBlock()));
}

TEST_P(Coldsnap, DownloadsWhatItUploaded) {
  const std::string image = Image();
  const std::string id = UploadImage(image);

  EXPECT_TRUE(DownloadImage(id, image.size()) == image);
}

TEST_P(Coldsnap, UploadsAnImageOfZeros) {
  const std::string id = UploadImage(std::string(kBlockSizeBytes, '\0'));

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
  EXPECT_THAT(AllBlocks(id), IsEmpty());
}

TEST_P(Coldsnap, ListsTenThousandBlocksInOnePage) {
  const std::string id = ebs().AddSnapshot({/*volume_size_gib=*/5, Range(0, 10000)});
  ListSnapshotBlocksRequest list = ListOf(id);
  list.max_results = 10000;

  EXPECT_THAT(Send(list)->blocks, SizeIs(10000));
  EXPECT_THAT(AllBlocks(id), SizeIs(10001));
}

// A snapshot that its writers do not find at once.
class ColdsnapWithDelay : public Conformance {
 protected:
  ColdsnapWithDelay()
      : Conformance(With([](auto& options) { options.visible_delay = std::chrono::minutes(2); })) {}

  // Twelve attempts, after waits of 2 s, 4 s and so on: for 132 s in all. How many it took.
  int PutPatiently(const std::string& id) {
    for (int attempt = 1; attempt <= 12; ++attempt) {
      if (Send(PutOf(id, 0, A()))) return attempt;
      Advance(std::chrono::seconds(2 * attempt));
    }
    return 0;
  }
};
FAUXEBS_AT_EVERY_DOOR(ColdsnapWithDelay);

TEST_P(ColdsnapWithDelay, PutsUntilTheSnapshotIsFound) { EXPECT_EQ(PutPatiently(Start(1)), 12); }

// flexible-snapshot-proxy. AWS: client-3

class SnapshotProxy : public Conformance {
 protected:
  // No MaxResults, no aggregate; an unwritten block is left alone.
  std::string CopyOf(const std::string& source) {
    std::string copy = Start(1);
    int count = 0;
    ListSnapshotBlocksResponse page = List(source);
    count += CopyPage(source, page, copy);
    while (page.next_token) {
      page = ListNext(source, *page.next_token);
      count += CopyPage(source, page, copy);
    }
    Complete(copy, count);
    return copy;
  }

  // A child of the copy of `first`, which holds what `second` does.
  std::string DeltaCopyOf(const std::string& first, const std::string& second,
                          const std::string& copy_of_first) {
    std::string child = StartChild(copy_of_first);
    int count = 0;
    ListChangedBlocksResponse page = Changes(first, second);
    count += CopyChanges(second, page, child);
    while (page.next_token) {
      page = ChangesNext(first, second, *page.next_token);
      count += CopyChanges(second, page, child);
    }
    Complete(child, count);
    return child;
  }

 private:
  int CopyPage(const std::string& source, const ListSnapshotBlocksResponse& page,
               const std::string& copy) {
    for (const BlockRef& block : page.blocks) {
      CopyBlock(source, block.block_index, block.block_token, copy);
    }
    return static_cast<int>(page.blocks.size());
  }

  int CopyChanges(const std::string& second, const ListChangedBlocksResponse& page,
                  const std::string& child) {
    for (const ChangedBlockRef& block : page.changed_blocks) {
      CopyBlock(second, block.block_index, block.second_block_token.value(), child);
    }
    return static_cast<int>(page.changed_blocks.size());
  }

  void CopyBlock(const std::string& source, std::int32_t index, const std::string& token,
                 const std::string& copy) {
    Put(copy, index, Block::Of(Get(source, index, token).block_data));
  }
};
FAUXEBS_AT_EVERY_DOOR(SnapshotProxy);

TEST_P(SnapshotProxy, CopiesASnapshotOfSeveralPages) {
  const std::string source = Holding(Range(0, 100, C()));

  const std::string copy = CopyOf(source);

  EXPECT_EQ(StatusOf(copy), SnapshotStatus::kCompleted);
  EXPECT_THAT(ListAll(copy), SizeIs(101));
  EXPECT_EQ(Read(copy, 100), C());
}

TEST_P(SnapshotProxy, CopiesWhatChangedIntoAChildOfTheCopy) {
  const std::string first = Holding(Range(0, 100));
  const std::string second = ChildHolding(first, {{0, B()}, {100, C()}, {2000, D()}});
  const std::string copy_of_first = CopyOf(first);

  const std::string copy = DeltaCopyOf(first, second, copy_of_first);

  EXPECT_EQ(StatusOf(copy), SnapshotStatus::kCompleted);
  EXPECT_EQ(ebs().Snapshot(copy).changed_blocks(), 3U);
  EXPECT_THAT(ListAll(copy), SizeIs(102));
  EXPECT_EQ(Read(copy, 0), B());
  EXPECT_EQ(Read(copy, 1), A());
  EXPECT_EQ(Read(copy, 100), C());
  EXPECT_EQ(Read(copy, 2000), D());
}

// Uploaders on slow links. AWS: client-4

class SlowLink : public Conformance {
 protected:
  // How many attempts it takes.
  int PutUntilRead(const PutSnapshotBlockRequest& put) {
    int attempts = 1;
    while (!Send(put)) ++attempts;
    return attempts;
  }
};
FAUXEBS_AT_EVERY_DOOR(SlowLink);

TEST_P(SlowLink, PutsAgainWhatCouldNotBeRead) {
  const std::string id = Start(1);
  ebs().On(Operation::kPutSnapshotBlock).First(3).Refuse(words::FailedToReadBlockData());

  EXPECT_EQ(PutUntilRead(PutOf(id, 0, A())), 4);
  EXPECT_EQ(Complete(id, 1), SnapshotStatus::kPending);
  EXPECT_EQ(Read(id, 0), A());
}

TEST_P(SlowLink, IsToldThatItMayPutAgain) {
  PutSnapshotBlockRequest put = PutOf(Start(1), 0, A());
  put.block_data = Bytes::Copy("short");

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                                   "Failed to read block data"));
  EXPECT_THAT(Send(PutOf(put.snapshot_id, 0, A())), Succeeds());
}

}  // namespace
}  // namespace fauxebs
