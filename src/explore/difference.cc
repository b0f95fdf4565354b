#include "explore/difference.h"

#include <fmt/format.h>

#include <cctype>
#include <regex>
#include <utility>
#include <variant>

namespace fauxebs::internal {
namespace {

bool IsOpaque(const std::string& expected) { return expected.substr(0, 1) == "?"; }

// kInvalidBlock of INVALID_BLOCK.
std::string EnumeratorOf(const std::string& wire_name) {
  std::string enumerator = "k";
  bool upper = true;
  for (const char c : wire_name) {
    if (c != '_') {
      enumerator += upper ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    upper = c == '_';
  }
  return enumerator;
}

class AnswerComparison : public Comparison {
 public:
  explicit AnswerComparison(std::vector<Opaque>& opaque) : opaque_(opaque) {}

  void Invented(Opaque::Kind kind, const std::string& member, const std::string& expected,
                const std::string& actual) {
    if (IsOpaque(expected)) {
      opaque_.push_back({kind, member, expected, actual});
    } else {
      Member(member, expected, actual);
    }
  }

  void Token(const std::string& member, const std::optional<std::string>& expected,
             const std::optional<std::string>& actual) {
    Member(member + ".has_value()", expected.has_value(), actual.has_value());
    if (expected && actual) Invented(Opaque::Kind::kToken, "*" + member, *expected, *actual);
  }

  void RequestId(const std::string& member, const std::string& actual) {
    opaque_.push_back({Opaque::Kind::kRequestId, member, "", actual});
  }

  void Compare(const StartSnapshotResponse& expected, const StartSnapshotResponse& actual) {
    Invented(Opaque::Kind::kSnapshotId, "->snapshot_id", expected.snapshot_id, actual.snapshot_id);
    Member("->owner_id", expected.owner_id, actual.owner_id);
    Member("->status", expected.status, actual.status);
    Member("->start_time", expected.start_time, actual.start_time);
    Member("->volume_size_gib", expected.volume_size_gib, actual.volume_size_gib);
    Member("->block_size_bytes", expected.block_size_bytes, actual.block_size_bytes);
    Member("->tags", expected.tags, actual.tags);
    Member("->description", expected.description, actual.description);
    Member("->parent_snapshot_id", expected.parent_snapshot_id, actual.parent_snapshot_id);
    Member("->kms_key_arn", expected.kms_key_arn, actual.kms_key_arn);
  }

  void Compare(const PutSnapshotBlockResponse& expected, const PutSnapshotBlockResponse& actual) {
    Member("->checksum", expected.checksum, actual.checksum);
    Member("->checksum_algorithm", expected.checksum_algorithm, actual.checksum_algorithm);
  }

  void Compare(const CompleteSnapshotResponse& expected, const CompleteSnapshotResponse& actual) {
    Member("->status", expected.status, actual.status);
  }

  void Compare(const GetSnapshotBlockResponse& expected, const GetSnapshotBlockResponse& actual) {
    Member("->checksum", expected.checksum, actual.checksum);
    Member("->checksum_algorithm", expected.checksum_algorithm, actual.checksum_algorithm);
    Member("->data_length", expected.data_length, actual.data_length);
    // By payload where that is cheap; texts differ where payloads do.
    if (expected.block_data != actual.block_data) {
      Member("->block_data.checksum()", expected.block_data.checksum(),
             actual.block_data.checksum());
    }
  }

  void Compare(const ListSnapshotBlocksResponse& expected,
               const ListSnapshotBlocksResponse& actual) {
    Member("->blocks.size()", expected.blocks.size(), actual.blocks.size());
    for (std::size_t i = 0; i < expected.blocks.size() && !first(); ++i) {
      const std::string block = fmt::format("->blocks.at({})", i);
      Member(block + ".block_index", expected.blocks[i].block_index, actual.blocks[i].block_index);
      Invented(Opaque::Kind::kToken, block + ".block_token", expected.blocks[i].block_token,
               actual.blocks[i].block_token);
    }
    ComparePage(expected, actual);
  }

  void Compare(const ListChangedBlocksResponse& expected, const ListChangedBlocksResponse& actual) {
    Member("->changed_blocks.size()", expected.changed_blocks.size(), actual.changed_blocks.size());
    for (std::size_t i = 0; i < expected.changed_blocks.size() && !first(); ++i) {
      const std::string block = fmt::format("->changed_blocks.at({})", i);
      const ChangedBlockRef& a = expected.changed_blocks[i];
      const ChangedBlockRef& b = actual.changed_blocks[i];
      Member(block + ".block_index", a.block_index, b.block_index);
      Token(block + ".first_block_token", a.first_block_token, b.first_block_token);
      Token(block + ".second_block_token", a.second_block_token, b.second_block_token);
    }
    ComparePage(expected, actual);
  }

 private:
  template <typename ListResponse>
  void ComparePage(const ListResponse& expected, const ListResponse& actual) {
    Member("->expiry_time", expected.expiry_time, actual.expiry_time);
    Member("->volume_size_gib", expected.volume_size_gib, actual.volume_size_gib);
    Member("->block_size_bytes", expected.block_size_bytes, actual.block_size_bytes);
    Token("->next_token", expected.next_token, actual.next_token);
  }

  std::vector<Opaque>& opaque_;
};

std::string SourceOfOutcome(const AnyResult& result) {
  return result ? "a response" : Source(result.error());
}

}  // namespace

std::string Difference::ToText(const std::string& of) const {
  return fmt::format("{}{} is {}, not {} as expected", of, member, actual, expected);
}

std::optional<Difference> FirstDifference(const AnyResult& expected, const AnyResult& actual,
                                          std::vector<Opaque>& opaque) {
  if (expected.has_value() != actual.has_value()) {
    return Difference{"", SourceOfOutcome(expected), SourceOfOutcome(actual)};
  }
  AnswerComparison comparison(opaque);
  if (!expected) {
    comparison.Member(".error()", expected.error(), actual.error());
    comparison.RequestId(".error().request_id", actual.error().request_id);
    return comparison.first();
  }
  if (expected->index() != actual->index()) return Difference{"", "another response", "a response"};
  std::visit(
      [&](const auto& response) {
        const auto& other = std::get<std::decay_t<decltype(response)>>(*actual);
        comparison.Compare(response, other);
        comparison.RequestId("->request_id", other.request_id);
      },
      *expected);
  return comparison.first();
}

std::optional<Difference> FormDifference(const Opaque& opaque) {
  static const std::regex kSnapshotId("snap-[0-9a-f]{17}");
  static const std::regex kToken("[A-Za-z0-9+/=]{1,256}");
  static const std::regex kRequestId(
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  const std::regex& form = opaque.kind == Opaque::Kind::kSnapshotId ? kSnapshotId
                           : opaque.kind == Opaque::Kind::kToken    ? kToken
                                                                    : kRequestId;
  if (std::regex_match(opaque.actual, form)) return std::nullopt;
  return Difference{opaque.member, "of the usual form", Source(opaque.actual)};
}

std::string Source(const std::string& text) {
  std::string source = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') source += '\\';
    if (c == '\n') {
      source += "\\n";
    } else {
      source += c;
    }
  }
  return source + '"';
}

std::string Source(SnapshotStatus status) {
  return std::string("SnapshotStatus::") + (status == SnapshotStatus::kPending     ? "kPending"
                                            : status == SnapshotStatus::kCompleted ? "kCompleted"
                                                                                   : "kError");
}

std::string Source(TimePoint time) {
  return fmt::format("TimePoint(std::chrono::milliseconds({}))", time.time_since_epoch().count());
}

std::string Source(const std::vector<Tag>& tags) {
  std::string source = "std::vector<Tag>{";
  for (const Tag& tag : tags) {
    source += (source.back() == '{' ? "{" : ", {") + Source(tag.key) + ", " + Source(tag.value);
    source += "}";
  }
  return source + "}";
}

std::string Source(const Error& error) {
  return fmt::format(
      "MakeError(ErrorCode::k{}, ErrorReason::{}, {})", InfoOf(error.code).name,
      error.reason == ErrorReason::kNone ? "kNone" : EnumeratorOf(WireName(error.reason)),
      Source(error.message));
}

}  // namespace fauxebs::internal
