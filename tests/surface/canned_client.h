// A fake as users write it by hand: it derives from the SDK's client and overrides the operations.
// It keeps blocks by index and answers two blocks a page.
#pragma once

#include <aws/core/auth/AWSCredentials.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "surface/sdk_environment.h"

namespace fauxebs {

class CannedClient : public Aws::EBS::EBSClient {
 public:
  explicit CannedClient(const Aws::EBS::EBSClientConfiguration& config = OfflineConfiguration())
      : EBSClient(Aws::Auth::AWSCredentials("id", "secret"), nullptr, config) {}

  Aws::EBS::Model::StartSnapshotOutcome StartSnapshot(
      const Aws::EBS::Model::StartSnapshotRequest& request) const override {
    Aws::EBS::Model::StartSnapshotResult result;
    result.SetSnapshotId("snap-canned");
    result.SetVolumeSize(request.GetVolumeSize());
    result.SetStatus(Aws::EBS::Model::Status::pending);
    return result;
  }

  Aws::EBS::Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto body = request.GetBody();
    body->clear();
    body->seekg(0);
    blocks_[request.GetBlockIndex()] = ReadAll(*body);
    Aws::EBS::Model::PutSnapshotBlockResult result;
    result.SetChecksum(request.GetChecksum());
    result.SetChecksumAlgorithm(request.GetChecksumAlgorithm());
    return result;
  }

  Aws::EBS::Model::CompleteSnapshotOutcome CompleteSnapshot(
      const Aws::EBS::Model::CompleteSnapshotRequest& request) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (request.GetChangedBlocksCount() != static_cast<int>(blocks_.size())) {
      return Aws::Client::AWSError<Aws::EBS::EBSErrors>(
          Aws::EBS::EBSErrors::CONFLICT, "ConflictException", "blocks are missing", false);
    }
    return Aws::EBS::Model::CompleteSnapshotResult().WithStatus(Aws::EBS::Model::Status::completed);
  }

  Aws::EBS::Model::GetSnapshotBlockOutcome GetSnapshotBlock(
      const Aws::EBS::Model::GetSnapshotBlockRequest& request) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto block = blocks_.find(request.GetBlockIndex());
    if (block == blocks_.end()) {
      return Aws::Client::AWSError<Aws::EBS::EBSErrors>(Aws::EBS::EBSErrors::RESOURCE_NOT_FOUND,
                                                        "ResourceNotFoundException", "no", false);
    }
    Aws::IOStream* body = request.GetResponseStreamFactory()();
    *body << block->second;
    body->flush();
    Aws::EBS::Model::GetSnapshotBlockResult result;
    result.SetDataLength(static_cast<int>(block->second.size()));
    result.ReplaceBody(body);
    return Aws::EBS::Model::GetSnapshotBlockOutcome(std::move(result));
  }

  Aws::EBS::Model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const Aws::String token = request.GetNextToken();
    if (token == "expired") {
      return Aws::Client::AWSError<Aws::EBS::EBSErrors>(Aws::EBS::EBSErrors::VALIDATION,
                                                        "ValidationException", "expired", false);
    }
    Aws::EBS::Model::ListSnapshotBlocksResult result;
    auto block = token.empty() ? blocks_.begin() : blocks_.lower_bound(std::stoi(token));
    for (int i = 0; i < 2 && block != blocks_.end(); ++i, ++block) {
      result.AddBlocks(Aws::EBS::Model::Block().WithBlockIndex(block->first).WithBlockToken("t"));
    }
    if (block != blocks_.end()) result.SetNextToken(std::to_string(block->first));
    return result;
  }

  // Block 0 is new in the second snapshot, the others differ.
  Aws::EBS::Model::ListChangedBlocksOutcome ListChangedBlocks(
      const Aws::EBS::Model::ListChangedBlocksRequest&) const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    Aws::EBS::Model::ListChangedBlocksResult result;
    for (const auto& block : blocks_) {
      Aws::EBS::Model::ChangedBlock changed;
      changed.SetBlockIndex(block.first);
      changed.SetSecondBlockToken("second");
      if (block.first != 0) changed.SetFirstBlockToken("first");
      result.AddChangedBlocks(std::move(changed));
    }
    return result;
  }

  std::map<int, std::string> blocks() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return blocks_;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::map<int, std::string> blocks_;
};

}  // namespace fauxebs
