#include "fauxebs/print.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ostream>

namespace fauxebs {
namespace {

template <typename T>
void Member(std::ostream& out, const char* name, const std::optional<T>& value) {
  if (value) out << ' ' << name << '=' << *value;
}

void Tags(std::ostream& out, const std::vector<Tag>& tags) {
  for (const Tag& tag : tags) out << ' ' << tag;
}

// Tokens are long and say nothing; that there is one does.
const char* Presence(const std::optional<std::string>& token) { return token ? "+" : "-"; }

void PrintRequest(std::ostream& out, const StartSnapshotRequest& request) {
  Member(out, "gib", request.volume_size_gib);
  Member(out, "parent", request.parent_snapshot_id);
  Member(out, "description", request.description);
  Member(out, "token", request.client_token);
  Member(out, "encrypted", request.encrypted);
  if (request.kms_key_arn) out << " kms-key=<hidden>";
  Member(out, "timeout-minutes", request.timeout_minutes);
  Tags(out, request.tags);
}

void PrintRequest(std::ostream& out, const PutSnapshotBlockRequest& request) {
  out << fmt::format(" {}[{}] {} B", request.snapshot_id, request.block_index,
                     request.block_data.size());
  Member(out, "data-length", request.data_length);
  Member(out, "checksum", request.checksum);
  Member(out, "algorithm", request.checksum_algorithm);
  Member(out, "progress", request.progress);
}

void PrintRequest(std::ostream& out, const CompleteSnapshotRequest& request) {
  out << ' ' << request.snapshot_id;
  Member(out, "count", request.changed_blocks_count);
  Member(out, "checksum", request.checksum);
  Member(out, "algorithm", request.checksum_algorithm);
  Member(out, "method", request.checksum_aggregation_method);
}

void PrintRequest(std::ostream& out, const GetSnapshotBlockRequest& request) {
  out << fmt::format(" {}[{}]", request.snapshot_id, request.block_index);
  Member(out, "token", request.block_token);
}

template <typename ListRequest>
void PrintPaging(std::ostream& out, const ListRequest& request) {
  Member(out, "max", request.max_results);
  Member(out, "from", request.starting_block_index);
  Member(out, "next", request.next_token);
}

void PrintRequest(std::ostream& out, const ListSnapshotBlocksRequest& request) {
  out << ' ' << request.snapshot_id;
  PrintPaging(out, request);
}

void PrintRequest(std::ostream& out, const ListChangedBlocksRequest& request) {
  out << ' ' << request.first_snapshot_id.value_or("(none)") << ".." << request.second_snapshot_id;
  PrintPaging(out, request);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, Operation operation) {
  return out << NameOf(operation);
}

std::ostream& operator<<(std::ostream& out, SnapshotStatus status) { return out << NameOf(status); }

std::ostream& operator<<(std::ostream& out, const Tag& tag) {
  return out << tag.key << '=' << tag.value;
}

std::ostream& operator<<(std::ostream& out, const BlockRef& block) {
  return out << '[' << block.block_index << ']';
}

std::ostream& operator<<(std::ostream& out, const ChangedBlockRef& block) {
  return out << '[' << block.block_index << ' ' << Presence(block.first_block_token)
             << Presence(block.second_block_token) << ']';
}

void internal::Print(std::ostream& out, const AnyRequest& request) {
  out << request.operation();
  request.Visit([&](const auto& concrete) { PrintRequest(out, concrete); });
}

std::ostream& operator<<(std::ostream& out, const StartSnapshotResponse& response) {
  out << response.snapshot_id << ' ' << response.status << ' ' << response.volume_size_gib
      << " GiB";
  Member(out, "parent", response.parent_snapshot_id);
  if (response.kms_key_arn) out << " kms-key=<hidden>";
  Tags(out, response.tags);
  return out;
}

std::ostream& operator<<(std::ostream& out, const PutSnapshotBlockResponse& response) {
  return out << response.checksum_algorithm << ' ' << response.checksum;
}

std::ostream& operator<<(std::ostream& out, const CompleteSnapshotResponse& response) {
  return out << response.status;
}

std::ostream& operator<<(std::ostream& out, const GetSnapshotBlockResponse& response) {
  return out << response.data_length << " B " << response.checksum;
}

std::ostream& operator<<(std::ostream& out, const ListSnapshotBlocksResponse& response) {
  return out << response.blocks.size() << " blocks" << (response.next_token ? ", more" : "");
}

std::ostream& operator<<(std::ostream& out, const ListChangedBlocksResponse& response) {
  return out << response.changed_blocks.size() << " changed blocks"
             << (response.next_token ? ", more" : "");
}

void internal::Print(std::ostream& out, const AnyResponse& response) {
  std::visit([&](const auto& concrete) { out << concrete; }, response);
}

std::string ToString(TimePoint time) {
  const auto ms = time.time_since_epoch().count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)), ms);
}

}  // namespace fauxebs
