// How a rule is written down: each word a copy of the rule so far, the verb puts it into force.

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "fauxebs/faults.h"

namespace fauxebs {
namespace {

constexpr std::uint64_t kForEver = FaultRule::kForEver;

std::uint64_t Sum(std::uint64_t a, std::uint64_t b) { return a > kForEver - b ? kForEver : a + b; }

}  // namespace

enum class RuleBuilder::Word : std::uint8_t {
  kBlock,
  kSnapshot,
  kClient,
  kWhere,
  kRange,  // Once, Nth, First, After
  kSkip,
  kTimes,
  kEvery,
  kBetween,
  kUntil,
  kChance,
  kNamed,
  kMaybe,
  kBudget,
  kAnyway,
};

RuleBuilder RuleBuilder::Say(Word word, bool has_effect, std::initializer_list<Word> others) const {
  static constexpr std::array kNames = {
      "Block",  "Snapshot", "Client", "Where",   "Once, Nth, First or After",
      "Skip",   "Times",    "Every",  "Between", "Until",
      "Chance", "Named",    "Maybe",  "Budget",  "Anyway"};
  const auto bit = [](Word one) { return 1U << static_cast<unsigned>(one); };
  const char* name = kNames.at(static_cast<std::size_t>(word));
  if ((said_ & bit(word)) != 0) {
    throw std::logic_error(
        fmt::format("{} was said twice of one rule; say it once, or write two rules", name));
  }
  for (const Word other : others) {
    if ((said_ & bit(other)) == 0) continue;
    throw std::logic_error(fmt::format(
        "{} cannot be said beside {}: which attempts are counted is said once; only Skip and Times "
        "go together",
        name, kNames.at(static_cast<std::size_t>(other))));
  }
  if (!has_effect) {
    throw std::logic_error(fmt::format("{} has no effect as it is said; leave it out", name));
  }
  RuleBuilder next = *this;
  next.said_ |= bit(word);
  return next;
}

RuleBuilder RuleBuilder::Blocks(std::int64_t first, std::int64_t last) const {
  RuleBuilder next = Say(Word::kBlock, true);
  next.rule_.blocks = {first, last};
  return next;
}
RuleBuilder RuleBuilder::Snapshot(std::string id) const {
  RuleBuilder next = Say(Word::kSnapshot, true);
  next.rule_.snapshot_id = std::move(id);
  return next;
}
RuleBuilder RuleBuilder::Client(std::string name) const {
  RuleBuilder next = Say(Word::kClient, true);
  next.rule_.client = std::move(name);
  return next;
}
RuleBuilder RuleBuilder::Where(CallPredicate predicate) const {
  RuleBuilder next = Say(Word::kWhere, static_cast<bool>(predicate));
  next.rule_.where = std::move(predicate);
  return next;
}
RuleBuilder RuleBuilder::Range(std::uint64_t first, std::uint64_t last) const {
  const bool has_effect = first != 1 || last != kForEver;
  RuleBuilder next = Say(Word::kRange, has_effect, {Word::kSkip, Word::kTimes});
  next.rule_.first = first;
  next.rule_.last = last;
  return next;
}
RuleBuilder RuleBuilder::After(std::uint64_t n) const { return Range(Sum(n, 1), kForEver); }
RuleBuilder RuleBuilder::Skip(std::uint64_t n) const {
  RuleBuilder next = Say(Word::kSkip, n > 0, {Word::kRange});
  next.rule_.first = Sum(n, 1);
  next.rule_.last = Sum(rule_.last, n);
  return next;
}
RuleBuilder RuleBuilder::Times(std::uint64_t n) const {
  RuleBuilder next = Say(Word::kTimes, true, {Word::kRange});
  next.rule_.last = Sum(rule_.first - 1, n);
  return next;
}
RuleBuilder RuleBuilder::Every(std::uint64_t n) const {
  RuleBuilder next = Say(Word::kEvery, n != 1);
  next.rule_.every = n;
  return next;
}
RuleBuilder RuleBuilder::Between(std::chrono::milliseconds t0, std::chrono::milliseconds t1) const {
  const bool has_effect = t0.count() != 0 || t1 != std::chrono::milliseconds::max();
  RuleBuilder next = Say(Word::kBetween, has_effect);
  next.rule_.from = t0;
  next.rule_.to = t1;
  return next;
}
RuleBuilder RuleBuilder::Until(CallPredicate predicate) const {
  RuleBuilder next = Say(Word::kUntil, static_cast<bool>(predicate));
  next.rule_.until = std::move(predicate);
  return next;
}
RuleBuilder RuleBuilder::Chance(double probability) const {
  RuleBuilder next = Say(Word::kChance, probability != 1);
  next.rule_.chance = probability;
  return next;
}
RuleBuilder RuleBuilder::Named(std::string name) const {
  RuleBuilder next = Say(Word::kNamed, !name.empty());
  next.rule_.name = std::move(name);
  return next;
}
RuleBuilder RuleBuilder::Maybe() const {
  RuleBuilder next = Say(Word::kMaybe, true);
  next.rule_.maybe = true;
  return next;
}
RuleBuilder RuleBuilder::Budget(std::uint64_t strikes) const {
  RuleBuilder next = Say(Word::kBudget, strikes != kForEver);
  next.rule_.budget = strikes;
  return next;
}
RuleBuilder RuleBuilder::Anyway() const {
  RuleBuilder next = Say(Word::kAnyway, true);
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
Rule RuleBuilder::Stall(std::uint32_t bytes) const {
  return With(Verb::kStall, [&](FaultRule& rule) { rule.cut_bytes = bytes; });
}
Rule RuleBuilder::GarbleReply() const { return With(Verb::kGarbleReply, kAsItIs); }
Rule RuleBuilder::DropHeader(std::string name) const {
  return With(Verb::kDropHeader, [&](FaultRule& rule) { rule.header = std::move(name); });
}

}  // namespace fauxebs
