// HoldCall: lets a call wait at the gate of a rule.
//
//   gone = HoldCall(live, call, arrived);  // returns when it is let go
//
// Safe for concurrent use; no lock may be held.
#pragma once

#include <cstdint>

#include "core/faults_state.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// When the call goes on, by the clock. Where the watchdog has lost patience, that is noted in the
// rule. Throws std::logic_error on the thread that wrote the rule.
TimePoint HoldCall(LiveRule& live, std::uint64_t call, TimePoint arrived);

}  // namespace fauxebs::internal
