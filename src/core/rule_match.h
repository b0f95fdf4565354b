// Whether a rule strikes an attempt: what it is about, and whether it is its turn.
//
//   if (Match(live, attempt) == Mismatch::kNone && IsItsTurn(live, ++live.counts.matched, draw))
//   ...
//
// No lock is held while predicates run. Safe for concurrent use.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/faults_state.h"
#include "core/reply_headers.h"
#include "fauxebs/operations.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

struct Attempt {
  const AnyRequest& request;
  const CallContext& context;
  std::chrono::milliseconds since_start;
};

inline bool IsAbout(const FaultRule& rule, Operation operation) {
  if (rule.operation) return *rule.operation == operation;
  return rule.verb != Verb::kDropHeader || HasReplyHeader(operation, rule.header);
}

// Asks the predicates last, and only where all else matches.
// Requires: IsAbout.
Mismatch Match(LiveRule& live, const Attempt& attempt);

// At its n-th match; `draw` is of the attempt.
bool IsItsTurn(const LiveRule& live, std::uint64_t n, std::uint64_t draw);

// Of a rule that has not fired: what it lacked.
std::string HowNear(const LiveRule& live);

}  // namespace fauxebs::internal
