#include "explore/framework_constraints.h"

#include <map>
#include <regex>
#include <string>
#include <vector>

namespace fauxebs::internal {
namespace {

struct TextConstraint {
  std::size_t min;
  std::size_t max;
  std::string pattern;
};

const TextConstraint& TextConstraintOn(const std::string& member) {
  static const TextConstraint kSnapshotId{1, 64, "^snap-[0-9a-f]+$"};
  static const TextConstraint kToken{0, 256, "^[A-Za-z0-9+/=_-]+$"};
  static const std::map<std::string, TextConstraint> kTable = {
      {"snapshotId", kSnapshotId},
      {"firstSnapshotId", kSnapshotId},
      {"secondSnapshotId", kSnapshotId},
      {"parentSnapshotId", kSnapshotId},
      {"key", {0, 127, "^[\\S\\s]+$"}},
      {"value", {0, 255, "^[\\S\\s]*$"}},
      {"description", {0, 255, "^[\\S\\s]+$"}},
      {"clientToken", {0, 255, "^[\\S]+$"}},
      {"kmsKeyArn", {1, 2048, "arn:aws[a-z\\-]*:kms:.*:[0-9]{12}:key/.*"}},
      {"checksum", {0, 64, "^[A-Za-z0-9+/=]+$"}},
      {"checksumAlgorithm", {0, 32, "^[A-Za-z0-9]+$"}},
      {"blockToken", kToken},
      {"nextToken", kToken},
  };
  return kTable.at(member);
}

bool Matches(const std::string& text, const std::string& pattern) {
  static std::map<std::string, std::regex> made = [] {
    std::map<std::string, std::regex> all;
    for (const char* member : {"snapshotId", "key", "value", "clientToken", "kmsKeyArn", "checksum",
                               "checksumAlgorithm", "blockToken"}) {
      const std::string& each = TextConstraintOn(member).pattern;
      all.emplace(each, std::regex(each));
    }
    return all;
  }();
  return std::regex_match(text, made.at(pattern));
}

std::size_t CharactersIn(const std::string& utf8) {
  std::size_t characters = 0;
  for (const char byte : utf8) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
    characters += continues ? 0 : 1;
  }
  return characters;
}

struct Broken {
  std::vector<std::string> sentences;

  void Say(const std::string& value, const std::string& at, const std::string& must) {
    sentences.push_back("Value " + value + " at '" + at +
                        "' failed to satisfy constraint: Member must " + must);
  }
  template <typename T>
  void NotNull(const std::string& member, const std::optional<T>& value) {
    if (!value) Say("null", member, "not be null");
  }
  void Text(const std::string& member, const std::string& value, const std::string& path = "") {
    const TextConstraint& constraint = TextConstraintOn(member);
    const std::string quoted = member == "kmsKeyArn" ? "'***'" : "'" + value + "'";
    const std::size_t length = CharactersIn(value);
    if (length < constraint.min) {
      Say(quoted, path + member,
          "have length greater than or equal to " + std::to_string(constraint.min));
    }
    if (length > constraint.max) {
      Say(quoted, path + member,
          "have length less than or equal to " + std::to_string(constraint.max));
    }
    if (!Matches(value, constraint.pattern)) {
      Say(quoted, path + member, "satisfy regular expression pattern: " + constraint.pattern);
    }
  }
  void Text(const std::string& member, const std::optional<std::string>& value) {
    if (value) Text(member, *value);
  }
  template <typename T>
  void AtLeast(std::int64_t min, const std::string& member, const std::optional<T>& value) {
    if (value && *value < min) {
      Say("'" + std::to_string(*value) + "'", member,
          "have value greater than or equal to " + std::to_string(min));
    }
  }
  template <typename T>
  void AtMost(std::int64_t max, const std::string& member, const std::optional<T>& value) {
    if (value && *value > max) {
      Say("'" + std::to_string(*value) + "'", member,
          "have value less than or equal to " + std::to_string(max));
    }
  }
  void Only(const std::string& one, const std::string& member,
            const std::optional<std::string>& value) {
    if (value && *value != one) {
      Say("'" + *value + "'", member, "satisfy enum value set: [" + one + "]");
    }
  }
  template <typename ListRequest>
  void Paging(const ListRequest& request) {
    Text("nextToken", request.next_token);
    AtLeast(100, "maxResults", request.max_results);
    AtMost(10000, "maxResults", request.max_results);
    AtLeast(0, "startingBlockIndex", request.starting_block_index);
  }

  void Look(const StartSnapshotRequest& request) {
    NotNull("volumeSize", request.volume_size_gib);
    AtLeast(1, "volumeSize", request.volume_size_gib);
    Text("parentSnapshotId", request.parent_snapshot_id);
    int number = 0;
    for (const Tag& tag : request.tags) {
      const std::string path = "tags." + std::to_string(++number) + ".member.";
      Text("key", tag.key, path);
      Text("value", tag.value, path);
    }
    Text("description", request.description);
    Text("clientToken", request.client_token);
    Text("kmsKeyArn", request.kms_key_arn);
    AtLeast(10, "timeout", request.timeout_minutes);
    AtMost(4320, "timeout", request.timeout_minutes);
  }
  void Look(const PutSnapshotBlockRequest& request) {
    Text("snapshotId", request.snapshot_id);
    AtLeast(0, "blockIndex", std::optional(request.block_index));
    NotNull("dataLength", request.data_length);
    AtLeast(0, "progress", request.progress);
    AtMost(100, "progress", request.progress);
    NotNull("checksum", request.checksum);
    Text("checksum", request.checksum);
    NotNull("checksumAlgorithm", request.checksum_algorithm);
    Text("checksumAlgorithm", request.checksum_algorithm);
  }
  void Look(const CompleteSnapshotRequest& request) {
    Text("snapshotId", request.snapshot_id);
    NotNull("changedBlocksCount", request.changed_blocks_count);
    AtLeast(0, "changedBlocksCount", request.changed_blocks_count);
    Text("checksum", request.checksum);
    Only("SHA256", "checksumAlgorithm", request.checksum_algorithm);
    Only("LINEAR", "checksumAggregationMethod", request.checksum_aggregation_method);
  }
  void Look(const GetSnapshotBlockRequest& request) {
    Text("snapshotId", request.snapshot_id);
    AtLeast(0, "blockIndex", std::optional(request.block_index));
    NotNull("blockToken", request.block_token);
    Text("blockToken", request.block_token);
  }
  void Look(const ListSnapshotBlocksRequest& request) {
    Text("snapshotId", request.snapshot_id);
    Paging(request);
  }
  void Look(const ListChangedBlocksRequest& request) {
    // An empty first id is the service's own error.
    if (request.first_snapshot_id != "") Text("firstSnapshotId", request.first_snapshot_id);
    Text("secondSnapshotId", request.second_snapshot_id);
    Paging(request);
  }
};

}  // namespace

std::optional<Error> BrokenConstraints(const AnyRequest& request) {
  Broken broken;
  request.Visit([&](const auto& concrete) { broken.Look(concrete); });
  if (broken.sentences.empty()) return std::nullopt;
  const std::size_t count = broken.sentences.size();
  std::string message =
      std::to_string(count) + (count == 1 ? " validation error" : " validation errors");
  message += " detected: ";
  for (std::size_t i = 0; i < count; ++i) message += (i == 0 ? "" : "; ") + broken.sentences[i];
  return MakeError(ErrorCode::kValidation, ErrorReason::kNone, message);
}

}  // namespace fauxebs::internal
