#include "core/held_call.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/rule_match.h"
#include "fauxebs/faults.h"

namespace fauxebs {
namespace {

using internal::LiveRule;

// "PutSnapshotBlock#3: hold (backup_test.cc:12)"
std::string Named(const FaultRule& rule) {
  return fmt::format("{} ({}:{})", rule.ToText(), rule.file, rule.line);
}

// The calls that have begun and not ended, one line each; of these only, where some are named.
std::string Running(const Journal& journal, const std::set<std::uint64_t>* only = nullptr) {
  std::string text;
  for (const JournalEntry& entry : journal.entries(Side::kClient)) {
    if (entry.returned != 0 || (only != nullptr && only->count(entry.number) == 0)) continue;
    std::ostringstream out;
    out << entry;
    text += fmt::format("\n    {}", out.str());
  }
  return text.empty() ? " none" : text;
}

const LiveRule& Holding(const LiveRule& live) {
  if (live.rule.verb == Verb::kHold) return live;
  throw std::logic_error(
      fmt::format("only a rule that holds calls has a gate; this one does not: {}", live.label));
}

}  // namespace

namespace internal {

TimePoint HoldCall(LiveRule& live, std::uint64_t call, TimePoint arrived) {
  // What no line of a test wrote belongs to no thread.
  if (live.rule.line != 0 && live.gate.IsOwnedHere()) {
    throw std::logic_error(fmt::format(
        "a call would wait for its own thread: the thread that wrote this rule is the one to "
        "Release() it; make the call on another thread\n  rule: {}",
        Named(live.rule)));
  }
  if (const std::optional<TimePoint> let_go = live.gate.Pass(call, arrived)) return *let_go;
  const std::set<std::uint64_t> self = {call};
  std::string hang = fmt::format(
      "nobody let this call go, so it went on by itself after {} ms of real time:{}\n  it waited "
      "for Release() of the rule: {}",
      live.gate.patience().count(), Running(*live.journal, &self), Named(live.rule));
  const MutexLock lock(live.mutex);
  live.hangs.push_back(std::move(hang));
  return live.clock->Now();
}

}  // namespace internal

void Rule::AwaitArrival(std::size_t calls) const {
  const LiveRule& live = Holding(*live_);
  if (calls == 0) throw std::logic_error("AwaitArrival waits for one call at least");
  if (live_->gate.AwaitArrival(calls)) return;
  const std::set<std::uint64_t> held = live.gate.waiting();
  throw std::logic_error(fmt::format(
      "{} awaited at the gate of a rule, and {} came{}\n  rule: {}\n  so far: {}\n"
      "  calls that run:{}",
      calls == 1 ? "1 call was" : fmt::format("{} calls were", calls), held.size(),
      live.gate.is_open() ? "; it is open, for the rule was cancelled or its fake is gone"
                          : fmt::format(" within {} ms of real time", live.gate.patience().count()),
      Named(live.rule),
      live.counts.fired > 0 ? fmt::format("it held {}", std::uint64_t{live.counts.fired})
                            : internal::HowNear(live),
      Running(*live.journal)));
}

void Rule::Release() const {
  if (Holding(*live_).gate.is_open() || live_->gate.Release(live_->clock->Now()) > 0) return;
  throw std::logic_error(fmt::format(
      "no call waits at the gate of this rule; AwaitArrival() comes before Release()\n  rule: {}",
      Named(live_->rule)));
}

}  // namespace fauxebs
