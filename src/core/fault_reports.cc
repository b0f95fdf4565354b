// What is told of rules: to whoever holds a handle, and of those that never fired.

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "core/faults_state.h"
#include "core/rule_match.h"
#include "fauxebs/faults.h"

namespace fauxebs {
namespace {

using internal::HowNear;
using internal::LiveRule;
using internal::LiveRules;
using internal::MutexLock;

// "cancelled; "
std::string Standing(const LiveRule& live) {
  return live.cancelled ? "cancelled; " : live.over ? "over by its Until; " : "";
}

std::string NetworkText(const internal::FaultsState& state) {
  const MutexLock lock(state.mutex);
  std::string text;
#define FAUXEBS_TELL_LATENCY(Name)                                                                 \
  if (const auto& latency = state.network.latency[static_cast<std::size_t>(Operation::k##Name)]) { \
    text += fmt::format("latency of " #Name ": {}\n", latency->ToText());                          \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_TELL_LATENCY)
#undef FAUXEBS_TELL_LATENCY
  if (state.network.bytes_per_second > 0) {
    text += fmt::format("bandwidth: {} bytes a second\n", state.network.bytes_per_second);
  }
  return text;
}

}  // namespace

std::uint64_t Rule::fired() const { return live_->counts.fired; }
std::uint64_t Rule::matched() const { return live_->counts.matched; }
bool Rule::in_force() const { return !live_->cancelled && !live_->over; }
std::string Rule::text() const { return live_->rule.ToText(); }
std::string Rule::near_miss() const { return live_->counts.fired > 0 ? "" : HowNear(*live_); }
void Rule::Cancel() {
  live_->cancelled = true;
  live_->gate.Open(live_->clock->Now());
}
ScopedRule Rule::Scoped() { return ScopedRule(*this); }

std::vector<Violation> Faults::Unused(std::size_t from) const {
  const std::shared_ptr<const LiveRules> rules = state_->Rules();
  std::vector<Violation> violations;
  for (std::size_t i = from; i < rules->size(); ++i) {
    const auto& live = (*rules)[i];
    if (live->counts.fired > 0 || live->rule.maybe) continue;
    violations.push_back(
        {live->rule.file, live->rule.line,
         fmt::format("this rule never fired: {}\n  {}{}. Remove it, or say Maybe() if it may stay "
                     "unused.",
                     live->rule.ToText(), Standing(*live), HowNear(*live))});
  }
  return violations;
}

std::vector<Violation> Faults::TakeHangs() {
  std::vector<Violation> violations;
  for (const auto& live : *state_->Rules()) {
    const MutexLock lock(live->mutex);
    for (std::string& hang : live->hangs) {
      violations.push_back({live->rule.file, live->rule.line, std::move(hang)});
    }
    live->hangs.clear();
  }
  return violations;
}

std::string Faults::Table() const {
  const std::shared_ptr<const LiveRules> rules = state_->Rules();
  std::string table;
  if (!rules->empty()) table = fmt::format("{:>7} {:>7}  rule\n", "matched", "fired");
  for (const auto& live : *rules) {
    table += fmt::format("{:>7} {:>7}  {}\n", std::uint64_t{live->counts.matched},
                         std::uint64_t{live->counts.fired}, live->rule.ToText());
    const std::string remark = Standing(*live) + (live->counts.fired == 0 ? HowNear(*live) : "");
    if (!remark.empty()) table += fmt::format("{:>17}{}\n", "", remark);
  }
  return table + NetworkText(*state_);
}

}  // namespace fauxebs
