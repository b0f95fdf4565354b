#include "explore/script.h"

#include <fmt/format.h>

#include "explore/difference.h"

namespace fauxebs::internal {
namespace {

const char* VariableOf(Operation operation) {
  switch (operation) {
    case Operation::kStartSnapshot:
      return "start";
    case Operation::kPutSnapshotBlock:
      return "put";
    case Operation::kCompleteSnapshot:
      return "complete";
    case Operation::kGetSnapshotBlock:
      return "get";
    case Operation::kListSnapshotBlocks:
      return "list";
    case Operation::kListChangedBlocks:
      break;
  }
  return "changed";
}

}  // namespace

void Script::NameContent(const Bytes& content, const std::string& expression) {
  contents_[content.checksum()] = expression;
  names_[content.checksum()] = expression + ".checksum()";
}

std::string Script::Of(const std::string& text) const {
  const auto name = names_.find(text);
  return name == names_.end() ? Source(text) : name->second;
}

std::string Script::Of(const Bytes& content) const {
  const auto name = contents_.find(content.checksum());
  if (name != contents_.end()) return name->second;
  return fmt::format("Bytes::Copy(std::string({}, 'x'))", content.size());
}

template <typename T>
void Script::Set(const std::string& variable, const char* member, const std::optional<T>& value) {
  if (!value) return;
  if constexpr (std::is_same_v<T, std::string>) {
    Line(fmt::format("{}.{} = {};", variable, member, Of(*value)));
  } else {
    Line(fmt::format("{}.{} = {};", variable, member, Source(*value)));
  }
}

std::string Script::Request(const AnyRequest& request, int number) {
  std::string variable = fmt::format("{}{}", VariableOf(request.operation()), number);
  Line(fmt::format("{}Request {};", NameOf(request.operation()), variable));
  request.Visit([&](const auto& concrete) { Fill(variable, concrete); });
  return variable;
}

void Script::Fill(const std::string& variable, const StartSnapshotRequest& request) {
  Set(variable, "volume_size_gib", request.volume_size_gib);
  Set(variable, "parent_snapshot_id", request.parent_snapshot_id);
  if (!request.tags.empty()) Line(fmt::format("{}.tags = {};", variable, Source(request.tags)));
  Set(variable, "description", request.description);
  Set(variable, "client_token", request.client_token);
  Set(variable, "encrypted", request.encrypted);
  Set(variable, "kms_key_arn", request.kms_key_arn);
  Set(variable, "timeout_minutes", request.timeout_minutes);
}

void Script::Fill(const std::string& variable, const PutSnapshotBlockRequest& request) {
  Set(variable, "snapshot_id", std::optional(request.snapshot_id));
  Set(variable, "block_index", std::optional(request.block_index));
  PutSnapshotBlockRequest usual;
  if (request.block_data.size() == kBlockSizeBytes) {
    Line(fmt::format("{}.SetBlock({});", variable, Of(request.block_data)));
    usual.SetBlock(Block::Of(request.block_data));
  } else {
    Line(fmt::format("{}.block_data = {};", variable, Of(request.block_data)));
  }
  const auto differs = [&](const char* member, const auto& value, const auto& as_usual) {
    if (value == as_usual) return;
    if (value) {
      Set(variable, member, value);
    } else {
      Line(fmt::format("{}.{}.reset();", variable, member));
    }
  };
  differs("data_length", request.data_length, usual.data_length);
  differs("checksum", request.checksum, usual.checksum);
  differs("checksum_algorithm", request.checksum_algorithm, usual.checksum_algorithm);
  Set(variable, "progress", request.progress);
}

void Script::Fill(const std::string& variable, const CompleteSnapshotRequest& request) {
  Set(variable, "snapshot_id", std::optional(request.snapshot_id));
  Set(variable, "changed_blocks_count", request.changed_blocks_count);
  Set(variable, "checksum", request.checksum);
  Set(variable, "checksum_algorithm", request.checksum_algorithm);
  Set(variable, "checksum_aggregation_method", request.checksum_aggregation_method);
}

void Script::Fill(const std::string& variable, const GetSnapshotBlockRequest& request) {
  Set(variable, "snapshot_id", std::optional(request.snapshot_id));
  Set(variable, "block_index", std::optional(request.block_index));
  Set(variable, "block_token", request.block_token);
}

void Script::Fill(const std::string& variable, const ListSnapshotBlocksRequest& request) {
  Set(variable, "snapshot_id", std::optional(request.snapshot_id));
  Set(variable, "next_token", request.next_token);
  Set(variable, "max_results", request.max_results);
  Set(variable, "starting_block_index", request.starting_block_index);
}

void Script::Fill(const std::string& variable, const ListChangedBlocksRequest& request) {
  Set(variable, "first_snapshot_id", request.first_snapshot_id);
  Set(variable, "second_snapshot_id", std::optional(request.second_snapshot_id));
  Set(variable, "next_token", request.next_token);
  Set(variable, "max_results", request.max_results);
  Set(variable, "starting_block_index", request.starting_block_index);
}

std::string Script::Spec(const SnapshotSpec& spec, int number) {
  std::string variable = fmt::format("spec{}", number);
  Line(fmt::format("SnapshotSpec {};", variable));
  for (const auto& [index, block] : spec.blocks) {
    Line(fmt::format("{}.blocks.emplace_back({}, {});", variable, index, Of(block.bytes())));
  }
  Set(variable, "status", std::optional(spec.status));
  Set(variable, "parent_snapshot_id", spec.parent_snapshot_id);
  Set(variable, "kms_key_arn", spec.kms_key_arn);
  Set(variable, "account", std::optional(spec.account));
  return variable;
}

void Script::Options(const MemoryServiceOptions& options) {
  const MemoryServiceOptions usual;
  const auto differs = [&](const char* member, const auto& value, const auto& as_usual) {
    if (value != as_usual) Set("options.service", member, std::optional(value));
  };
  const auto lasts = [&](const char* member, std::chrono::milliseconds value,
                         std::chrono::milliseconds as_usual) {
    if (value == as_usual) return;
    Line(fmt::format("options.service.{} = std::chrono::milliseconds({});", member, value.count()));
  };
  Line("Fake::Options options;");
  lasts("block_token_life", options.block_token_life, usual.block_token_life);
  lasts("page_token_life", options.page_token_life, usual.page_token_life);
  lasts("visible_delay", options.visible_delay, usual.visible_delay);
  lasts("completion_delay", options.completion_delay, usual.completion_delay);
  lasts("mismatch_delay", options.mismatch_delay, usual.mismatch_delay);
  lasts("readable_delay", options.readable_delay, usual.readable_delay);
  lasts("timeout_lag", options.timeout_lag, usual.timeout_lag);
  differs("default_max_results", options.default_max_results, usual.default_max_results);
  differs("empty_last_page_is_bare", options.empty_last_page_is_bare,
          usual.empty_last_page_is_bare);
  differs("completion_starts_pending", options.completion_starts_pending,
          usual.completion_starts_pending);
  differs("pending_limit", options.pending_limit, usual.pending_limit);
  differs("snapshot_limit", options.snapshot_limit, usual.snapshot_limit);
  differs("encryption_by_default", options.encryption_by_default, usual.encryption_by_default);
  if (options.rate_limits) {
    const RateLimits& rates = *options.rate_limits;
    Line(
        fmt::format("options.service.rate_limits = RateLimits{{{}, {}, {}, {}, {}, {}, {}, {}, "
                    "{}}};",
                    rates.start_snapshot, rates.complete_snapshot, rates.list_snapshot_blocks,
                    rates.list_changed_blocks, rates.get_snapshot_block, rates.put_snapshot_block,
                    rates.get_snapshot_block_of_one, rates.put_snapshot_block_of_one,
                    rates.account_throttled_by_model));
  }
}

std::string Script::ToTest() const {
  std::string text = "TEST(Service, AnswersAsTheReferenceModelDoes) {\n";
  for (const std::string& line : lines_) text += "  " + line + "\n";
  return text + "}\n";
}

}  // namespace fauxebs::internal
