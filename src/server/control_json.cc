#include "server/control_json.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

#include "fauxebs/print.h"

namespace fauxebs::internal {
namespace {

// Of what is empty or absent.
Json OrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }
Json OrNull(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Answer Reply(int status, const char* content_type, std::string_view text) {
  return Answer{{status, {{"Content-Type", content_type}}, Bytes::Copy(text)}};
}

// The object that the body is, if it has that key and no other; else null.
Json ObjectWith(const char* key, std::string_view body) {
  // The parser takes a zero for the end.
  if (body.find('\0') != std::string_view::npos) return {};
  Json object = Json::parse(body, nullptr, false);
  const bool is_such = object.is_object() && object.size() == 1 && object.contains(key);
  return is_such ? object : Json();
}

}  // namespace

bool IsNothing(std::string_view body) { return body.empty() || body == "{}"; }

Answer JsonAnswer(int status, const Json& body) {
  // What clients sent may be no UTF-8.
  const std::string text = body.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return Reply(status, "application/json", text);
}

Answer TextAnswer(const char* content_type, std::string_view text) {
  return Reply(200, content_type, text);
}

Answer Refusal(int status, const std::string& message) {
  return JsonAnswer(status, {{"message", message}});
}

Json ToJson(const SnapshotView& snapshot) {
  Json tags = Json::array();
  for (const Tag& tag : snapshot.tags()) tags.push_back({{"Key", tag.key}, {"Value", tag.value}});
  return {{"SnapshotId", snapshot.id()},
          {"OwnerId", snapshot.account()},
          {"State", NameOf(snapshot.status())},
          {"StateMessage", OrNull(snapshot.state_message())},
          {"VolumeSize", snapshot.volume_size_gib()},
          {"ParentSnapshotId", OrNull(snapshot.parent_snapshot_id())},
          {"Description", OrNull(snapshot.description())},
          {"KmsKeyArn", OrNull(snapshot.kms_key_arn())},
          {"Tags", tags},
          {"StartTime", ToString(snapshot.start_time())},
          {"BlocksCount", snapshot.blocks()},
          {"ChangedBlocksCount", snapshot.changed_blocks()}};
}

Json ToJson(const std::vector<Rule>& rules, std::size_t first, std::size_t before) {
  Json all = Json::array();
  for (std::size_t i = first; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    all.push_back({{"number", before + i + 1},
                   {"text", rule.text()},
                   {"matched", rule.matched()},
                   {"fired", rule.fired()},
                   {"cancelled", !rule.in_force()},
                   {"near_miss", OrNull(rule.near_miss())}});
  }
  return all;
}

Told<std::chrono::milliseconds> SecondsIn(std::string_view body) {
  const Json told = ObjectWith("seconds", body);
  if (!told.contains("seconds") || !told["seconds"].is_number()) {
    return Malformed{R"(say how far the clock moves: {"seconds": 60})"};
  }
  const auto seconds = told["seconds"].get<double>();
  if (seconds < 0) return Malformed{"time does not move back; say 0 or more seconds"};
  constexpr double kMostSeconds = 1e12;
  if (!(seconds <= kMostSeconds)) {
    return Malformed{"that is beyond the clock's end; say fewer seconds"};
  }
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

Told<std::optional<std::string>> CheckpointIn(std::string_view body) {
  if (IsNothing(body)) return std::optional<std::string>();
  const Json told = ObjectWith("checkpoint", body);
  if (!told.contains("checkpoint") || !told["checkpoint"].is_string()) {
    return Malformed{
        R"(say which checkpoint: {"checkpoint": "1"}; without a body it is the latest)"};
  }
  return std::optional(told["checkpoint"].get<std::string>());
}

}  // namespace fauxebs::internal
