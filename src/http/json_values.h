// The members of messages as JSON, by the table of src/core/service_model.h.
//
//   Json body = JsonOf(response);                      // absent members are null
//   std::optional<std::string> why_not = ReadJson(body, request);
//
// Pure functions.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/service_model.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

using Json = nlohmann::json;

// Writing.

template <typename Struct>
Json JsonOf(const Struct& message);

inline Json JsonValue(const std::string& text) { return text; }
inline Json JsonValue(bool value) { return value; }
inline Json JsonValue(int value) { return value; }
inline Json JsonValue(std::int64_t value) { return value; }
inline Json JsonValue(SnapshotStatus status) { return NameOf(status); }

// Seconds since 1970.
// FAKE: http-3: the service writes 1.790337440328E9; the same number, as a decimal fraction.
inline Json JsonValue(TimePoint time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1000.0;
}

template <typename T>
Json JsonValue(const std::optional<T>& value) {
  return value ? JsonValue(*value) : Json(nullptr);
}

template <typename T>
Json JsonValue(const std::vector<T>& list) {
  Json array = Json::array();
  for (const T& element : list) array.push_back(JsonOf(element));
  return array;
}

// AWS: http-4: an empty list of tags is null; other lists are lists.
inline Json JsonValue(const std::vector<Tag>& tags) {
  return tags.empty() ? Json(nullptr) : JsonValue<Tag>(tags);
}

inline Json JsonValue(const Bytes& /*payload*/) { return nullptr; }  // never in a body of JSON

// The members that travel in the body, in alphabetical order.
// AWS: http-4: absent members are null.
template <typename Struct>
Json JsonOf(const Struct& message) {
  Json object = Json::object();
  ForEachField(message, [&](const Member& member, const auto& value) {
    if (member.place == Place::kBody) object[std::string(member.name)] = JsonValue(value);
  });
  return object;
}

// Reading. Each returns why it cannot, or nothing.

using WhyNotRead = std::optional<std::string>;

template <typename Struct>
WhyNotRead ReadJson(const Json& object, Struct& message);

inline WhyNotRead ReadValue(const Json& json, std::string& text) {
  if (!json.is_string()) return "is no string";
  text = json.get<std::string>();
  return std::nullopt;
}

inline WhyNotRead ReadValue(const Json& json, bool& value) {
  if (!json.is_boolean()) return "is no boolean";
  value = json.get<bool>();
  return std::nullopt;
}

template <typename Integer>
WhyNotRead ReadInteger(const Json& json, Integer& value) {
  constexpr const char* kWhyNot = sizeof(Integer) == 4 ? "is no integer" : "is no long";
  if (!json.is_number_integer()) return kWhyNot;
  if (json.is_number_unsigned() &&
      json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
    return kWhyNot;
  }
  const auto wide = json.get<std::int64_t>();
  value = static_cast<Integer>(wide);
  if (value != wide) return kWhyNot;
  return std::nullopt;
}
inline WhyNotRead ReadValue(const Json& json, int& value) { return ReadInteger(json, value); }
inline WhyNotRead ReadValue(const Json& json, std::int64_t& value) {
  return ReadInteger(json, value);
}

inline WhyNotRead ReadValue(const Json& json, SnapshotStatus& status) {
  for (const SnapshotStatus each :
       {SnapshotStatus::kPending, SnapshotStatus::kCompleted, SnapshotStatus::kError}) {
    if (json == NameOf(each)) {
      status = each;
      return std::nullopt;
    }
  }
  return "is no status";
}

inline WhyNotRead ReadValue(const Json& json, TimePoint& time) {
  constexpr double kMost = 1e12;  // seconds
  if (!json.is_number() || std::abs(json.get<double>()) > kMost) return "is no time";
  time = TimePoint(std::chrono::milliseconds(std::llround(json.get<double>() * 1000)));
  return std::nullopt;
}

template <typename T>
WhyNotRead ReadValue(const Json& json, std::optional<T>& value) {
  return ReadValue(json, value.emplace());
}

template <typename T>
WhyNotRead ReadValue(const Json& json, std::vector<T>& list) {
  if (!json.is_array()) return "is no list";
  for (const Json& element : json) {
    if (auto why_not = ReadJson(element, list.emplace_back())) return why_not;
  }
  return std::nullopt;
}

inline WhyNotRead ReadValue(const Json& /*json*/, Bytes& /*payload*/) { return std::nullopt; }

// The members that travel in a body. What is null or not there stays as it is; what is no member is
// passed over.
template <typename Struct>
WhyNotRead ReadJson(const Json& object, Struct& message) {
  if (!object.is_object()) return "is no object";
  WhyNotRead why_not;
  ForEachField(message, [&](const Member& member, auto& value) {
    if (why_not || member.place != Place::kBody) return;
    const auto found = object.find(member.name);
    if (found == object.end() || found->is_null()) return;
    if (const auto reason = ReadValue(*found, value)) {
      why_not = "'" + std::string(member.name) + "' " + *reason;
    }
  });
  return why_not;
}

}  // namespace fauxebs::internal
