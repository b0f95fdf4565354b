#include "core/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace fauxebs::internal {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
template <typename Predicate>
bool Every(std::string_view text, Predicate predicate) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

bool IsSnapshotId(std::string_view text) {
  return text.substr(0, 5) == "snap-" &&
         Every(text.substr(5), [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
}
bool IsAnything(std::string_view text) { return !text.empty(); }
bool HasNoSpace(std::string_view text) {
  return Every(text, [](char c) { return !IsSpace(c); });
}
bool IsAlphanumeric(std::string_view text) { return Every(text, IsAlnum); }
bool IsBase64(std::string_view text) {
  return Every(text, [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '='; });
}
bool IsToken(std::string_view text) {
  return Every(text, [](char c) {
    return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
  });
}
// arn:aws[a-z\-]*:kms:.*:[0-9]{12}:key/.*
bool IsKmsKeyArn(std::string_view text) {
  constexpr std::string_view kStart = "arn:aws";
  constexpr std::string_view kKms = ":kms:";
  if (text.substr(0, kStart.size()) != kStart) return false;
  text.remove_prefix(kStart.size());
  const std::size_t partition =
      std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), text.size());
  text.remove_prefix(partition);
  if (text.substr(0, kKms.size()) != kKms) return false;
  text.remove_prefix(kKms.size());
  for (std::size_t at = text.find(":key/"); at != std::string_view::npos;
       at = text.find(":key/", at + 1)) {
    if (at >= 13 && text[at - 13] == ':' && Every(text.substr(at - 12, 12), IsDigit)) return true;
  }
  return false;
}

// AWS: service model 2019-11-02 (limits and patterns); tokens: the pattern that the service was
// observed to apply, which also allows "_" and "-".
struct TextLimit {
  const char* field;
  std::size_t min_length;
  std::size_t max_length;
  const char* pattern;
  bool (*matches)(std::string_view);
  bool sensitive = false;
};
constexpr const char* kSnapshotIdPattern = "^snap-[0-9a-f]+$";
constexpr TextLimit kSnapshotId{"snapshotId", 1, 64, kSnapshotIdPattern, IsSnapshotId};
constexpr TextLimit kFirstSnapshotId{"firstSnapshotId", 1, 64, kSnapshotIdPattern, IsSnapshotId};
constexpr TextLimit kSecondSnapshotId{"secondSnapshotId", 1, 64, kSnapshotIdPattern, IsSnapshotId};
constexpr TextLimit kParentSnapshotId{"parentSnapshotId", 1, 64, kSnapshotIdPattern, IsSnapshotId};
constexpr TextLimit kDescription{"description", 0, 255, "^[\\S\\s]+$", IsAnything};
constexpr TextLimit kClientToken{"clientToken", 0, 255, "^[\\S]+$", HasNoSpace};
constexpr TextLimit kKmsKeyArn{"kmsKeyArn", 1,   2048, "arn:aws[a-z\\-]*:kms:.*:[0-9]{12}:key/.*",
                               IsKmsKeyArn, true};
constexpr TextLimit kTagKey{"key", 0, 127, "^[\\S\\s]+$", IsAnything};
constexpr TextLimit kTagValue{"value", 0, 255, "^[\\S\\s]*$", nullptr};
constexpr TextLimit kChecksum{"checksum", 0, 64, "^[A-Za-z0-9+/=]+$", IsBase64};
constexpr TextLimit kChecksumAlgorithm{"checksumAlgorithm", 0, 32, "^[A-Za-z0-9]+$",
                                       IsAlphanumeric};
constexpr TextLimit kBlockToken{"blockToken", 0, 256, "^[A-Za-z0-9+/=_-]+$", IsToken};
constexpr TextLimit kNextToken{"nextToken", 0, 256, "^[A-Za-z0-9+/=_-]+$", IsToken};

struct NumberLimit {
  const char* field;
  std::int64_t min;
  std::int64_t max;
};
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
constexpr NumberLimit kVolumeSize{"volumeSize", 1, kNoLimit};  // above 65536: the service's error
constexpr NumberLimit kTimeout{"timeout", 10, 4320};
constexpr NumberLimit kBlockIndex{"blockIndex", 0, kNoLimit};
constexpr NumberLimit kProgress{"progress", 0, 100};
constexpr NumberLimit kDataLength{"dataLength", std::numeric_limits<std::int64_t>::min(), kNoLimit};
constexpr NumberLimit kChangedBlocksCount{"changedBlocksCount", 0, kNoLimit};
constexpr NumberLimit kMaxResults{"maxResults", 100, 10000};
constexpr NumberLimit kStartingBlockIndex{"startingBlockIndex", 0, kNoLimit};

// In characters of UTF-8: all bytes but those that continue one.
std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  }));
}

class Violations {
 public:
  template <typename T>
  void Require(const char* field, const std::optional<T>& value) {
    if (!value) {
      texts_.push_back(fmt::format(
          "Value null at '{}' failed to satisfy constraint: Member must not be null", field));
    }
  }

  void Check(const TextLimit& limit, std::string_view value, const std::string& path = "") {
    const std::string field = path + limit.field;
    // FAKE: how the service masks sensitive values in these messages is not recorded.
    const std::string_view shown = limit.sensitive ? "***" : value;
    const std::size_t length = Length(value);
    if (length < limit.min_length) {
      Add(field, shown, fmt::format("have length greater than or equal to {}", limit.min_length));
    }
    if (length > limit.max_length) {
      Add(field, shown, fmt::format("have length less than or equal to {}", limit.max_length));
    }
    if (limit.matches != nullptr && !limit.matches(value)) {
      Add(field, shown, fmt::format("satisfy regular expression pattern: {}", limit.pattern));
    }
  }

  void Check(const NumberLimit& limit, std::int64_t value) {
    if (value < limit.min) {
      Add(limit.field, value, fmt::format("have value greater than or equal to {}", limit.min));
    }
    if (value > limit.max) {
      Add(limit.field, value, fmt::format("have value less than or equal to {}", limit.max));
    }
  }

  template <typename Limit, typename T>
  void CheckIfPresent(const Limit& limit, const std::optional<T>& value) {
    if (value) Check(limit, *value);
  }

  template <typename Limit, typename T>
  void RequireAndCheck(const Limit& limit, const std::optional<T>& value) {
    Require(limit.field, value);
    CheckIfPresent(limit, value);
  }

  void CheckEnum(const char* field, const std::optional<std::string>& value,
                 std::string_view allowed) {
    if (value && *value != allowed) {
      Add(field, *value, fmt::format("satisfy enum value set: [{}]", allowed));
    }
  }

  // FAKE: only messages with one violation were observed; the form for more is the framework's
  // usual one.
  std::optional<Error> ToError() const {
    if (texts_.empty()) return std::nullopt;
    return MakeError(ErrorCode::kValidation, ErrorReason::kNone,
                     fmt::format("{} validation error{} detected: {}", texts_.size(),
                                 texts_.size() == 1 ? "" : "s", fmt::join(texts_, "; ")));
  }

 private:
  template <typename Value>
  void Add(std::string_view field, const Value& value, const std::string& must) {
    texts_.push_back(fmt::format("Value '{}' at '{}' failed to satisfy constraint: Member must {}",
                                 value, field, must));
  }

  std::vector<std::string> texts_;
};

void Collect(const StartSnapshotRequest& request, Violations& violations) {
  violations.RequireAndCheck(kVolumeSize, request.volume_size_gib);
  violations.CheckIfPresent(kParentSnapshotId, request.parent_snapshot_id);
  for (std::size_t i = 0; i < request.tags.size(); ++i) {
    const std::string path = fmt::format("tags.{}.member.", i + 1);
    violations.Check(kTagKey, request.tags[i].key, path);
    violations.Check(kTagValue, request.tags[i].value, path);
  }
  violations.CheckIfPresent(kDescription, request.description);
  violations.CheckIfPresent(kClientToken, request.client_token);
  violations.CheckIfPresent(kKmsKeyArn, request.kms_key_arn);
  violations.CheckIfPresent(kTimeout, request.timeout_minutes);
}

void Collect(const PutSnapshotBlockRequest& request, Violations& violations) {
  violations.Check(kSnapshotId, request.snapshot_id);
  violations.Check(kBlockIndex, request.block_index);
  violations.RequireAndCheck(kDataLength, request.data_length);
  violations.CheckIfPresent(kProgress, request.progress);
  violations.RequireAndCheck(kChecksum, request.checksum);
  violations.RequireAndCheck(kChecksumAlgorithm, request.checksum_algorithm);
}

void Collect(const CompleteSnapshotRequest& request, Violations& violations) {
  violations.Check(kSnapshotId, request.snapshot_id);
  violations.RequireAndCheck(kChangedBlocksCount, request.changed_blocks_count);
  violations.CheckIfPresent(kChecksum, request.checksum);
  violations.CheckEnum("checksumAlgorithm", request.checksum_algorithm, "SHA256");
  violations.CheckEnum("checksumAggregationMethod", request.checksum_aggregation_method, "LINEAR");
}

void Collect(const GetSnapshotBlockRequest& request, Violations& violations) {
  violations.Check(kSnapshotId, request.snapshot_id);
  violations.Check(kBlockIndex, request.block_index);
  violations.RequireAndCheck(kBlockToken, request.block_token);
}

template <typename ListRequest>
void CollectPaging(const ListRequest& request, Violations& violations) {
  violations.CheckIfPresent(kNextToken, request.next_token);
  violations.CheckIfPresent(kMaxResults, request.max_results);
  violations.CheckIfPresent(kStartingBlockIndex, request.starting_block_index);
}

void Collect(const ListSnapshotBlocksRequest& request, Violations& violations) {
  violations.Check(kSnapshotId, request.snapshot_id);
  CollectPaging(request, violations);
}

void Collect(const ListChangedBlocksRequest& request, Violations& violations) {
  // AWS: observed: an empty first id is the service's error, as a missing one.
  if (request.first_snapshot_id && !request.first_snapshot_id->empty()) {
    violations.Check(kFirstSnapshotId, *request.first_snapshot_id);
  }
  violations.Check(kSecondSnapshotId, request.second_snapshot_id);
  CollectPaging(request, violations);
}

}  // namespace

std::optional<Error> Validate(const AnyRequest& request) {
  Violations violations;
  request.Visit([&](const auto& concrete) { Collect(concrete, violations); });
  return violations.ToError();
}

}  // namespace fauxebs::internal
