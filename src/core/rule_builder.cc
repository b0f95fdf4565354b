// How a rule is written down: each word a copy of the rule so far, the verb puts it into force.

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "fauxebs/faults.h"

namespace fauxebs {

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
RuleBuilder RuleBuilder::Where(CallPredicate predicate) const {
  RuleBuilder next = OnlyOnce(!rule_.where, "Where");
  next.rule_.where = std::move(predicate);
  return next;
}
RuleBuilder RuleBuilder::Nth(std::uint64_t n) const { return Range(n, n); }
RuleBuilder RuleBuilder::First(std::uint64_t n) const { return Range(1, n); }
RuleBuilder RuleBuilder::Range(std::uint64_t first, std::uint64_t last) const {
  const bool unsaid = rule_.first == 1 && rule_.last == FaultRule::kForEver;
  RuleBuilder next = OnlyOnce(unsaid, "Once, Nth or First");
  next.rule_.first = first;
  next.rule_.last = last;
  return next;
}
RuleBuilder RuleBuilder::Every(std::uint64_t n) const {
  RuleBuilder next = OnlyOnce(rule_.every == 1, "Every");
  next.rule_.every = n;
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
RuleBuilder RuleBuilder::Anyway() const {
  RuleBuilder next = *this;
  next.rule_.anyway = true;
  return next;
}

Rule RuleBuilder::Refuse(Error error) const {
  FaultRule rule = rule_;
  rule.verb = Verb::kRefuse;
  rule.error = std::move(error);
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::LoseRequest() const {
  FaultRule rule = rule_;
  rule.verb = Verb::kLoseRequest;
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::CorruptRequest(Corruption how) const {
  FaultRule rule = rule_;
  rule.verb = Verb::kCorruptRequest;
  rule.corruption = how;
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::ApplyThenFail(Error error) const {
  FaultRule rule = rule_;
  rule.verb = Verb::kApplyThenFail;
  rule.error = std::move(error);
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::LoseReply() const {
  FaultRule rule = rule_;
  rule.verb = Verb::kLoseReply;
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::Delay(std::chrono::milliseconds duration) const {
  FaultRule rule = rule_;
  rule.verb = Verb::kDelay;
  rule.delay = duration;
  return faults_->Add(std::move(rule));
}
Rule RuleBuilder::CorruptReply(Corruption how) const {
  FaultRule rule = rule_;
  rule.verb = Verb::kCorruptReply;
  rule.corruption = how;
  return faults_->Add(std::move(rule));
}

}  // namespace fauxebs
