#include "fauxebs/operations.h"

#include <algorithm>
#include <array>

namespace fauxebs {
namespace {

#define FAUXEBS_OPERATION_NAME(Name) #Name,
constexpr std::array kNames = {FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_OPERATION_NAME)};
#undef FAUXEBS_OPERATION_NAME

const std::string kNoId;

}  // namespace

const char* NameOf(Operation operation) { return kNames.at(static_cast<std::size_t>(operation)); }

std::optional<Operation> OperationNamed(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Operation>(found - kNames.begin());
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

}  // namespace fauxebs
