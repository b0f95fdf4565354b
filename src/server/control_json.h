// What the control endpoints say and are told, as JSON.
//
//   Answer answer = JsonAnswer(200, {{"rules", ToJson(ebs.rules())}});
//
// Pure functions.
#pragma once

#include <chrono>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fauxebs/fake.h"
#include "http/message.h"

namespace fauxebs::internal {

using Json = nlohmann::ordered_json;

Answer JsonAnswer(int status, const Json& body);
Answer TextAnswer(const char* content_type, std::string_view text);
// {"message": "a sentence that says what to do"}
Answer Refusal(int status, const std::string& message);

// Names as AWS has them; null is what there is not.
Json ToJson(const SnapshotView& snapshot);
// Of the rules from `first` on, which counts from 0; their numbers count from 1, if not from later.
Json ToJson(const std::vector<Rule>& rules, std::size_t first, std::size_t before = 0);

// What a request's body says, or what it should have said.
struct Malformed {
  std::string message;
};
template <typename T>
using Told = std::variant<T, Malformed>;

// Whether it is empty, or {}.
bool IsNothing(std::string_view body);
// {"seconds": 1.5}
Told<std::chrono::milliseconds> SecondsIn(std::string_view body);
// {"checkpoint": "1"}; nothing where the body is empty, or has none.
Told<std::optional<std::string>> CheckpointIn(std::string_view body);

}  // namespace fauxebs::internal
