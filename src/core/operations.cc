#include "fauxebs/operations.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace fauxebs {
namespace {

// AWS: ops-1, ops-2. In the order of the enumerators.
constexpr std::array kOperations = {
    OperationInfo{Operation::kStartSnapshot, "StartSnapshot", "POST", "/snapshots", 201},
    OperationInfo{Operation::kPutSnapshotBlock, "PutSnapshotBlock", "PUT",
                  "/snapshots/{snapshotId}/blocks/{blockIndex}", 201},
    OperationInfo{Operation::kCompleteSnapshot, "CompleteSnapshot", "POST",
                  "/snapshots/completion/{snapshotId}", 202},
    OperationInfo{Operation::kGetSnapshotBlock, "GetSnapshotBlock", "GET",
                  "/snapshots/{snapshotId}/blocks/{blockIndex}", 200},
    OperationInfo{Operation::kListSnapshotBlocks, "ListSnapshotBlocks", "GET",
                  "/snapshots/{snapshotId}/blocks", 200},
    // AWS: ops-3: the label is the second snapshot.
    OperationInfo{Operation::kListChangedBlocks, "ListChangedBlocks", "GET",
                  "/snapshots/{secondSnapshotId}/changedblocks", 200},
};

const std::string kNoId;

}  // namespace

const OperationInfo& InfoOf(Operation operation) {
  const OperationInfo& info = kOperations.at(static_cast<std::size_t>(operation));
  assert(info.operation == operation);
  return info;
}

std::optional<Operation> OperationNamed(std::string_view name) {
  const auto* found = std::find_if(kOperations.begin(), kOperations.end(),
                                   [&](const OperationInfo& info) { return info.name == name; });
  if (found == kOperations.end()) return std::nullopt;
  return found->operation;
}

const char* NameOf(SnapshotStatus status) {
  constexpr std::array kStatuses = {"pending", "completed", "error"};
  return kStatuses.at(static_cast<std::size_t>(status));
}

PutSnapshotBlockRequest& PutSnapshotBlockRequest::SetBlock(const Block& block) {
  block_data = block;
  data_length = kBlockSizeBytes;
  checksum = block.checksum();
  checksum_algorithm = "SHA256";
  return *this;
}

const std::string& AnyRequest::snapshot_id() const {
  return Visit([](const auto& request) -> const std::string& {
    using Request = std::decay_t<decltype(request)>;
    if constexpr (std::is_same_v<Request, StartSnapshotRequest>) {
      return request.parent_snapshot_id ? *request.parent_snapshot_id : kNoId;
    } else if constexpr (std::is_same_v<Request, ListChangedBlocksRequest>) {
      return request.second_snapshot_id;
    } else {
      return request.snapshot_id;
    }
  });
}

std::optional<std::int64_t> AnyRequest::block_index() const {
  if (const auto* put = As<PutSnapshotBlockRequest>()) return put->block_index;
  if (const auto* get = As<GetSnapshotBlockRequest>()) return get->block_index;
  return std::nullopt;
}

std::string AnyRequest::path() const {
  std::string path;
  std::string_view rest = InfoOf(operation()).uri;
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::string_view label = rest.substr(open, rest.find('}') + 1 - open);
    path += rest.substr(0, open);
    path += label == "{blockIndex}" ? std::to_string(block_index().value()) : snapshot_id();
    rest.remove_prefix(open + label.size());
  }
  return path += rest;
}

}  // namespace fauxebs
