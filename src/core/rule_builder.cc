// How a rule is written down: each word a copy of the rule so far, the verb puts it into force.

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "fauxebs/faults.h"

namespace fauxebs {
namespace {

constexpr std::uint64_t kForEver = FaultRule::kForEver;

std::uint64_t Sum(std::uint64_t a, std::uint64_t b) { return a > kForEver - b ? kForEver : a + b; }

}  // namespace

RuleBuilder RuleBuilder::Blocks(std::int64_t first, std::int64_t last) const {
  RuleBuilder next = OnlyOnce(!rule_.blocks, "Block");
  next.rule_.blocks = {first, last};
  return next;
}
RuleBuilder RuleBuilder::Snapshot(std::string id) const {
  RuleBuilder next = OnlyOnce(!rule_.snapshot_id, "Snapshot");
  next.rule_.snapshot_id = std::move(id);
  return next;
}
RuleBuilder RuleBuilder::Client(std::string name) const {
  RuleBuilder next = OnlyOnce(!rule_.client, "Client");
  next.rule_.client = std::move(name);
  return next;
}
RuleBuilder RuleBuilder::Where(CallPredicate predicate) const {
  RuleBuilder next = OnlyOnce(!rule_.where, "Where");
  next.rule_.where = std::move(predicate);
  return next;
}
RuleBuilder RuleBuilder::Range(std::uint64_t first, std::uint64_t last) const {
  const bool unsaid = rule_.first == 1 && rule_.last == FaultRule::kForEver;
  RuleBuilder next = OnlyOnce(unsaid, "Once, Nth, First, After, Skip or Times");
  next.rule_.first = first;
  next.rule_.last = last;
  return next;
}
RuleBuilder RuleBuilder::After(std::uint64_t n) const { return Range(Sum(n, 1), kForEver); }
RuleBuilder RuleBuilder::Skip(std::uint64_t n) const {
  RuleBuilder next = OnlyOnce(rule_.first == 1, "Skip, After or Nth");
  next.rule_.first = Sum(n, 1);
  next.rule_.last = Sum(rule_.last, n);
  return next;
}
RuleBuilder RuleBuilder::Times(std::uint64_t n) const {
  RuleBuilder next = OnlyOnce(rule_.last == kForEver, "Times, Once, Nth or First");
  next.rule_.last = Sum(rule_.first - 1, n);
  return next;
}
RuleBuilder RuleBuilder::Every(std::uint64_t n) const {
  RuleBuilder next = OnlyOnce(rule_.every == 1, "Every");
  next.rule_.every = n;
  return next;
}
RuleBuilder RuleBuilder::Between(std::chrono::milliseconds t0, std::chrono::milliseconds t1) const {
  const bool unsaid = rule_.from.count() == 0 && rule_.to == std::chrono::milliseconds::max();
  RuleBuilder next = OnlyOnce(unsaid, "Between");
  next.rule_.from = t0;
  next.rule_.to = t1;
  return next;
}
RuleBuilder RuleBuilder::Until(CallPredicate predicate) const {
  RuleBuilder next = OnlyOnce(!rule_.until, "Until");
  next.rule_.until = std::move(predicate);
  return next;
}
RuleBuilder RuleBuilder::Chance(double probability) const {
  RuleBuilder next = OnlyOnce(rule_.chance == 1, "Chance");
  next.rule_.chance = probability;
  return next;
}
RuleBuilder RuleBuilder::OnlyOnce(bool unsaid, const char* what) const {
  if (unsaid) return *this;
  throw std::logic_error(
      fmt::format("{} was said twice of one rule; say it once, or write two rules", what));
}
RuleBuilder RuleBuilder::Named(std::string name) const {
  RuleBuilder next = OnlyOnce(rule_.name.empty(), "Named");
  next.rule_.name = std::move(name);
  return next;
}
RuleBuilder RuleBuilder::Maybe() const {
  RuleBuilder next = *this;
  next.rule_.maybe = true;
  return next;
}
RuleBuilder RuleBuilder::Budget(std::uint64_t strikes) const {
  RuleBuilder next = OnlyOnce(rule_.budget == kForEver, "Budget");
  next.rule_.budget = strikes;
  return next;
}
RuleBuilder RuleBuilder::Anyway() const {
  RuleBuilder next = *this;
  next.rule_.anyway = true;
  return next;
}

// The verb ends the sentence.
template <typename Change>
Rule RuleBuilder::With(Verb verb, const Change& change) const {
  FaultRule rule = rule_;
  rule.verb = verb;
  change(rule);
  return faults_->Add(std::move(rule));
}

namespace {

constexpr auto kAsItIs = [](FaultRule& /*rule*/) {};

}  // namespace

Rule RuleBuilder::Refuse(Error error) const {
  return With(Verb::kRefuse, [&](FaultRule& rule) { rule.error = std::move(error); });
}
Rule RuleBuilder::LoseRequest() const { return With(Verb::kLoseRequest, kAsItIs); }
Rule RuleBuilder::DeliverLate(std::chrono::milliseconds late) const {
  return With(Verb::kDeliverLate, [&](FaultRule& rule) { rule.delay = late; });
}
Rule RuleBuilder::Duplicate(std::chrono::milliseconds later) const {
  return With(Verb::kDuplicate, [&](FaultRule& rule) { rule.delay = later; });
}
Rule RuleBuilder::CorruptRequest(Corruption how) const {
  return With(Verb::kCorruptRequest, [&](FaultRule& rule) { rule.corruption = how; });
}
Rule RuleBuilder::Hold() const { return With(Verb::kHold, kAsItIs); }
Rule RuleBuilder::ApplyThenFail(Error error) const {
  return With(Verb::kApplyThenFail, [&](FaultRule& rule) { rule.error = std::move(error); });
}
Rule RuleBuilder::LoseReply() const { return With(Verb::kLoseReply, kAsItIs); }
Rule RuleBuilder::Delay(std::chrono::milliseconds duration) const {
  return With(Verb::kDelay, [&](FaultRule& rule) { rule.delay = duration; });
}
Rule RuleBuilder::CorruptReply(Corruption how) const {
  return With(Verb::kCorruptReply, [&](FaultRule& rule) { rule.corruption = how; });
}
Rule RuleBuilder::CutReply(std::uint32_t bytes) const {
  return With(Verb::kCutReply, [&](FaultRule& rule) { rule.cut_bytes = bytes; });
}

}  // namespace fauxebs
