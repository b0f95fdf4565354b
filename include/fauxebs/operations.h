// The six operations: requests, responses, and the one table that describes them.
//
//   StartSnapshot PutSnapshotBlock CompleteSnapshot GetSnapshotBlock ListSnapshotBlocks
//   ListChangedBlocks        each with its XRequest and XResponse
//   Operation, OperationOf   enum and traits (request, response)
//   OperationInfo, InfoOf    name, method, URI, status
//   AnyRequest, AnyResponse  any of the six
//
//   PutSnapshotBlockRequest put;
//   put.snapshot_id = id;  put.block_index = 7;
//   put.SetBlock(Block::Filled(1));
//
// Members carry AWS's names in snake case. An empty optional is a member that was not sent.
// Plain values, not synchronised.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fauxebs/block.h"
#include "fauxebs/result.h"

namespace fauxebs {

using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

enum class Operation : std::uint8_t {
  kStartSnapshot,
  kPutSnapshotBlock,
  kCompleteSnapshot,
  kGetSnapshotBlock,
  kListSnapshotBlocks,
  kListChangedBlocks,
};

enum class SnapshotStatus : std::uint8_t { kPending, kCompleted, kError };

struct Tag {
  std::string key;
  std::string value;

  friend bool operator==(const Tag& a, const Tag& b) {
    return a.key == b.key && a.value == b.value;
  }
};

struct StartSnapshotRequest {
  std::optional<std::int64_t> volume_size_gib{};  // required
  std::optional<std::string> parent_snapshot_id{};
  std::vector<Tag> tags{};
  std::optional<std::string> description{};
  std::optional<std::string> client_token{};
  std::optional<bool> encrypted{};
  std::optional<std::string> kms_key_arn{};  // sensitive: not printed
  std::optional<int> timeout_minutes{};      // 10 to 4320, default 60
};

struct StartSnapshotResponse {
  std::string snapshot_id{};
  std::string owner_id{};
  SnapshotStatus status = SnapshotStatus::kPending;
  TimePoint start_time{};
  std::int64_t volume_size_gib = 0;
  int block_size_bytes = 0;
  std::vector<Tag> tags{};
  std::optional<std::string> description{};
  std::optional<std::string> parent_snapshot_id{};
  std::optional<std::string> kms_key_arn{};  // sensitive: not printed
  std::string request_id{};
};

struct PutSnapshotBlockRequest {
  std::string snapshot_id{};
  std::int64_t block_index = 0;
  Bytes block_data{};  // sensitive: not printed
  std::optional<std::int64_t> data_length{};
  std::optional<int> progress{};  // percent
  std::optional<std::string> checksum{};
  std::optional<std::string> checksum_algorithm{};

  // Data, length, checksum and algorithm, as a correct client sends them.
  PutSnapshotBlockRequest& SetBlock(const Block& block);
};

struct PutSnapshotBlockResponse {
  std::string checksum{};
  std::string checksum_algorithm{};
  std::string request_id{};
};

struct CompleteSnapshotRequest {
  std::string snapshot_id{};
  std::optional<std::int64_t> changed_blocks_count{};  // required
  std::optional<std::string> checksum{};
  std::optional<std::string> checksum_algorithm{};
  std::optional<std::string> checksum_aggregation_method{};
};

struct CompleteSnapshotResponse {
  SnapshotStatus status = SnapshotStatus::kPending;
  std::string request_id{};
};

struct GetSnapshotBlockRequest {
  std::string snapshot_id{};
  std::int64_t block_index = 0;
  std::optional<std::string> block_token{};  // required
};

struct GetSnapshotBlockResponse {
  Bytes block_data{};
  std::int64_t data_length = 0;
  std::string checksum{};
  std::string checksum_algorithm{};
  std::string request_id{};
};

struct BlockRef {
  std::int32_t block_index = 0;
  std::string block_token{};
};

struct ListSnapshotBlocksRequest {
  std::string snapshot_id{};
  std::optional<std::string> next_token{};
  std::optional<int> max_results{};  // 100 to 10000
  std::optional<std::int64_t> starting_block_index{};
};

struct ListSnapshotBlocksResponse {
  std::vector<BlockRef> blocks{};  // ascending
  std::optional<TimePoint> expiry_time{};
  std::optional<std::int64_t> volume_size_gib{};
  std::optional<int> block_size_bytes{};
  std::optional<std::string> next_token{};  // a page may be empty and still have one
  std::string request_id{};
};

struct ChangedBlockRef {
  std::int32_t block_index = 0;
  std::optional<std::string> first_block_token{};   // absent where only the second has the block
  std::optional<std::string> second_block_token{};  // absent where only the first has it
};

struct ListChangedBlocksRequest {
  std::optional<std::string> first_snapshot_id{};  // required by the service, not by its model
  std::string second_snapshot_id{};
  std::optional<std::string> next_token{};
  std::optional<int> max_results{};  // 100 to 10000
  std::optional<std::int64_t> starting_block_index{};
};

struct ListChangedBlocksResponse {
  std::vector<ChangedBlockRef> changed_blocks{};  // ascending
  std::optional<TimePoint> expiry_time{};
  std::optional<std::int64_t> volume_size_gib{};
  std::optional<int> block_size_bytes{};
  std::optional<std::string> next_token{};
  std::string request_id{};
};

// Request -> operation and response. The operation's name is NameOf(OperationOf<R>::kOperation).
template <typename Request>
struct OperationOf;

#define FAUXEBS_FOR_EACH_OPERATION(X) \
  X(StartSnapshot)                    \
  X(PutSnapshotBlock)                 \
  X(CompleteSnapshot)                 \
  X(GetSnapshotBlock)                 \
  X(ListSnapshotBlocks)               \
  X(ListChangedBlocks)

#define FAUXEBS_OPERATION_TRAITS(Name)                          \
  template <>                                                   \
  struct OperationOf<Name##Request> {                           \
    static constexpr Operation kOperation = Operation::k##Name; \
    using Response = Name##Response;                            \
  };
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_OPERATION_TRAITS)
#undef FAUXEBS_OPERATION_TRAITS

template <typename Request>
using ResponseTo = typename OperationOf<Request>::Response;

struct OperationInfo {
  Operation operation;
  const char* name;    // AWS's
  const char* method;  // of HTTP
  const char* uri;     // its path, with labels in braces
  int success;         // HTTP status
};

const OperationInfo& InfoOf(Operation operation);

// AWS's name: "PutSnapshotBlock".
inline const char* NameOf(Operation operation) { return InfoOf(operation).name; }
std::optional<Operation> OperationNamed(std::string_view name);
const char* NameOf(SnapshotStatus status);  // "pending", "completed", "error"

using AnyResponse =
    std::variant<StartSnapshotResponse, PutSnapshotBlockResponse, CompleteSnapshotResponse,
                 GetSnapshotBlockResponse, ListSnapshotBlocksResponse, ListChangedBlocksResponse>;
using AnyResult = Result<AnyResponse>;

// Refers to a request of any of the six kinds, which must outlive it.
class AnyRequest {
 public:
  template <typename Request, Operation kOperation = OperationOf<Request>::kOperation>
  AnyRequest(const Request& request)  // NOLINT(google-explicit-constructor)
      : operation_(kOperation), request_(&request) {}

  Operation operation() const { return operation_; }

  // The request if it is of this kind, null otherwise.
  template <typename Request>
  const Request* As() const {
    return operation_ == OperationOf<Request>::kOperation ? static_cast<const Request*>(request_)
                                                          : nullptr;
  }

  template <typename Visitor>
  decltype(auto) Visit(Visitor&& visitor) const {
    switch (operation_) {
#define FAUXEBS_VISIT_OPERATION(Name) \
  case Operation::k##Name:            \
    return visitor(*As<Name##Request>());
      FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_VISIT_OPERATION)
#undef FAUXEBS_VISIT_OPERATION
    }
    std::abort();  // there is no other operation
  }

  // The snapshot it is about: the second one for ListChangedBlocks, the parent's or "" for
  // StartSnapshot.
  const std::string& snapshot_id() const;
  std::optional<std::int64_t> block_index() const;

  // Its URI with the labels filled in, as they are.
  std::string path() const;

 private:
  // A variant of pointers would cost each file that includes this far more to compile.
  Operation operation_{};
  const void* request_ = nullptr;
};

}  // namespace fauxebs
