// Told: an answer of the reference model, as the service would tell it; and the names of what is
// told about.
//
//   AnyResult answer = Told(model.Apply(request, {}, now), 7);   // its request id is made of 7
//
// Pure.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "fauxebs/block.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

inline constexpr const char* kId = "snap-00000000000000001";
inline constexpr SnapshotStatus kPending = SnapshotStatus::kPending;
inline constexpr SnapshotStatus kCompleted = SnapshotStatus::kCompleted;
inline constexpr SnapshotStatus kError = SnapshotStatus::kError;
inline const Block kOne = Block::Filled(1);
inline const Block kTwo = Block::Filled(2);

inline std::string RequestId(int number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 12 - digits.size(), '0');
  return "00000000-0000-4000-8000-" + digits;
}

inline AnyResult Told(AnyResult answer, int number) {
  if (!answer) {
    Error error = answer.error();
    error.request_id = RequestId(number);
    return error;
  }
  std::visit([&](auto& response) { response.request_id = RequestId(number); }, *answer);
  if (auto* started = std::get_if<StartSnapshotResponse>(&*answer)) {
    // The model's name for what is new.
    if (started->snapshot_id[0] == '?') {
      started->snapshot_id.replace(0, 1, "snap-0000000000000009");
    }
  }
  return answer;
}

}  // namespace fauxebs::internal
