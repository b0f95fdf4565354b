// What the recipes of docs/cookbook.md share: requests as a correct client sends them, and a
// fixture.
#pragma once

#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/sdk.h>
#include <fauxebs/gmock/test.h>

#include <chrono>
#include <memory>
#include <string>

#include "example_support.h"
#include "image_uploader.h"

namespace example {

inline Aws::EBS::Model::StartSnapshotRequest Start() {
  Aws::EBS::Model::StartSnapshotRequest request;  // the SDK gives it a client token
  request.SetVolumeSize(1);
  return request;
}

inline Aws::EBS::Model::PutSnapshotBlockRequest Put(const std::string& id, int index,
                                                    const fauxebs::Block& block) {
  Aws::EBS::Model::PutSnapshotBlockRequest request;
  request.SetSnapshotId(id);
  request.SetBlockIndex(index);
  request.SetDataLength(static_cast<int>(fauxebs::kBlockSizeBytes));
  request.SetChecksum(block.checksum());
  request.SetChecksumAlgorithm(Aws::EBS::Model::ChecksumAlgorithm::SHA256);
  request.SetBody(Aws::MakeShared<Aws::StringStream>("cookbook", std::string(block.view())));
  return request;
}

inline Aws::EBS::Model::CompleteSnapshotRequest Complete(const std::string& id, int blocks) {
  Aws::EBS::Model::CompleteSnapshotRequest request;
  request.SetSnapshotId(id);
  request.SetChangedBlocksCount(blocks);
  return request;
}

inline Aws::EBS::Model::ListSnapshotBlocksRequest List(const std::string& id) {
  Aws::EBS::Model::ListSnapshotBlocksRequest request;
  request.SetSnapshotId(id);
  return request;
}

// One thread, so that calls have one order.
inline backup::Options OneWorker() {
  backup::Options options;
  options.workers = 1;
  return options;
}

// [fixture]
struct CookbookTest : fauxebs::Test {  // owns `ebs`, the fake
  fauxebs::AwsSdk sdk;                 // InitAPI, before the first configuration
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  example::Waiter waiter{ebs};  // stands for what polls EC2 in production
  backup::ImageUploader uploader{client, ebs.clock().Sleeper(), waiter};
  example::Image image{"cookbook.img"};  // 12 MiB, data in the blocks 0 to 9 and 20

  std::string Pending() {  // a snapshot to put blocks into
    fauxebs::SnapshotSpec open;
    open.status = fauxebs::SnapshotStatus::kPending;
    return ebs.AddSnapshot(open);
  }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - fauxebs::kClockEpoch; }
};
// [fixture]

}  // namespace example
