// Faults: the layer that makes messages go wrong, by rules.
//
//   ebs.On(PutSnapshotBlock).Block(7).First(2).Refuse(RequestThrottled());
//   fauxebs::Rule lost = ebs.On(CompleteSnapshot).Once().LoseReply();
//   ...
//   EXPECT_EQ(lost.fired(), 1);
//
// Rules form a list in the order written. Each attempt goes down the list; a rule that matches
// counts it; the first one whose turn it is takes it. Delays and holds do not take: they add up.
// No lock is held while a predicate runs; it may call the service, and those calls do not match its
// rule. Safe for concurrent use.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fauxebs/clock.h"
#include "fauxebs/interceptor.h"
#include "fauxebs/journal.h"
#include "fauxebs/latency.h"
#include "fauxebs/rule.h"

namespace fauxebs {

class Faults;
class ScopedRule;

namespace internal {
struct LiveRule;
struct FaultsState;
}  // namespace internal

// A handle on a rule in force. Copies are handles on the same rule.
class Rule {
 public:
  std::uint64_t fired() const;
  std::uint64_t matched() const;  // attempts that it counted
  std::string near_miss() const;  // what it lacked; "" once it has fired
  std::string text() const;
  bool in_force() const;  // neither cancelled nor over by its Until
  void Cancel();          // no effect on what it has done; calls that it holds go on
  ScopedRule Scoped();    // cancels at the end of the scope

  // Of Hold(); std::logic_error for other rules.
  // Waits until so many calls are held at once. std::logic_error where that takes longer, in real
  // time, than the fake's watchdog bears (FakeOptions::watchdog): it says who waits for what.
  void AwaitArrival(std::size_t calls = 1) const;
  // Lets those go that are held now; later ones stop again. std::logic_error where none is. Whoever
  // awaits a call releases it: a second one would wait for the next.
  void Release() const;

 private:
  friend class Faults;
  explicit Rule(std::shared_ptr<internal::LiveRule> live) : live_(std::move(live)) {}
  std::shared_ptr<internal::LiveRule> live_;
};

class [[nodiscard]] ScopedRule {
 public:
  explicit ScopedRule(Rule rule) : rule_(std::move(rule)) {}
  ScopedRule(const ScopedRule&) = delete;
  ScopedRule& operator=(const ScopedRule&) = delete;
  ~ScopedRule() { rule_.Cancel(); }
  const Rule& rule() const { return rule_; }

 private:
  Rule rule_;
};

// A rule being written. Selectors, occurrences and policies in any order, each at most once, and of
// Once, Nth, First, After only one; a verb ends it and puts it into force. std::logic_error for
// what can have no effect or cannot happen.
class [[nodiscard]] RuleBuilder {
 public:
  RuleBuilder(std::shared_ptr<Faults> faults, FaultRule rule)
      : faults_(std::move(faults)), rule_(std::move(rule)) {}

  // Selectors: all must hold.
  RuleBuilder Block(std::int64_t index) const { return Blocks(index, index); }
  RuleBuilder Blocks(std::int64_t first, std::int64_t last) const;  // inclusive
  RuleBuilder Snapshot(std::string id) const;
  RuleBuilder Client(std::string name) const;  // ClientOptions::name, CallContext::client
  RuleBuilder Where(CallPredicate predicate) const;

  // Occurrences, counted in matching attempts, from 1.
  RuleBuilder Once() const { return First(1); }
  RuleBuilder Nth(std::uint64_t n) const { return Range(n, n); }
  RuleBuilder First(std::uint64_t n) const { return Range(1, n); }
  RuleBuilder After(std::uint64_t n) const;  // all but the first n
  // So many after so many: Skip(2).Times(3) is the third to the fifth. Each stands alone, too.
  RuleBuilder Skip(std::uint64_t n) const;
  RuleBuilder Times(std::uint64_t n) const;
  RuleBuilder Every(std::uint64_t n) const;
  // Attempts that begin from t0 on and before t1, in time since the fake's start.
  RuleBuilder Between(std::chrono::milliseconds t0, std::chrono::milliseconds t1) const;
  // Before the first matching attempt for which it is true, and never after.
  RuleBuilder Until(CallPredicate predicate) const;
  RuleBuilder Chance(double probability) const;  // by hash: the same attempts in every run

  // Policies.
  RuleBuilder Named(std::string name) const;
  RuleBuilder Maybe() const;
  RuleBuilder Budget(std::uint64_t strikes) const;  // it strikes no more often
  RuleBuilder Anyway() const;

  // Verbs: to the request.
  Rule Refuse(Error error) const;
  Rule LoseRequest() const;
  // The caller hears nothing; `late` after it has given up the request is applied.
  Rule DeliverLate(std::chrono::milliseconds late) const;
  // Applied and answered; `later` than the answer it is applied once more.
  Rule Duplicate(std::chrono::milliseconds later = {}) const;
  Rule CorruptRequest(Corruption how = {}) const;  // PutSnapshotBlock
  // The call waits, in real time, until the rule's Release(): on a thread that is not the rule's.
  Rule Hold() const;
  // Verbs: to the reply; the request is applied.
  Rule ApplyThenFail(Error error) const;
  Rule LoseReply() const;
  Rule Delay(std::chrono::milliseconds duration) const;  // to the deadline or past it: a lost reply
  Rule CorruptReply(Corruption how = {}) const;          // GetSnapshotBlock
  // The connection breaks after so many bytes of the body. Not PutSnapshotBlock; of replies other
  // than GetSnapshotBlock's at least a byte is lost.
  Rule CutReply(std::uint32_t bytes) const;
  // After so many bytes of the body nothing more comes, until the caller gives up.
  Rule Stall(std::uint32_t bytes) const;
  // The body is no JSON. Not PutSnapshotBlock and GetSnapshotBlock, whose replies have none.
  Rule GarbleReply() const;
  // The reply lacks the header: of PutSnapshotBlock x-amz-Checksum or x-amz-Checksum-Algorithm, of
  // GetSnapshotBlock also x-amz-Data-Length.
  Rule DropHeader(std::string name) const;

 private:
  enum class Word : std::uint8_t;

  RuleBuilder Range(std::uint64_t first, std::uint64_t last) const;
  // The rule so far, with a word more. Throws where it, or one of `others`, was said before, or
  // where it has no effect.
  RuleBuilder Say(Word word, bool has_effect, std::initializer_list<Word> others = {}) const;
  template <typename Change>
  Rule With(Verb verb, const Change& change) const;

  std::shared_ptr<Faults> faults_;
  FaultRule rule_;
  std::uint32_t said_ = 0;  // bits, by Word
};

// Something the test should hear of, at a place in its source.
struct Violation {
  std::string file;
  int line = 0;
  std::string text;
};

class Faults final : public Interceptor, public std::enable_shared_from_this<Faults> {
 public:
  Faults(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock,
         std::shared_ptr<Journal> journal, std::unique_ptr<internal::FaultsState> state);
  ~Faults() override;

  Rule Add(FaultRule rule);  // throws as FaultRule::Check
  std::vector<Rule> rules() const;

  // Rules that never fired and may not stay unused, with how near they came; of the rules() from
  // this one on.
  std::vector<Violation> Unused(std::size_t from = 0) const;
  // Calls that a watchdog let go; each is told once.
  std::vector<Violation> TakeHangs();
  // All rules with their counts, one line each, and what the unused ones lacked.
  std::string Table() const;

  // Late messages: those that are due by now, and all of them, at their own times.
  void LandDue();
  void Drain();

  void SetLatency(Operation operation, LatencyModel model);
  void SetBandwidth(std::uint64_t bytes_per_second);  // 0: no limit

  void OpenGates();
  std::unique_ptr<internal::FaultsState> Save() const;

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override;

 private:
  struct Plan;
  Plan Decide(const AnyRequest& request, const CallContext& context, TimePoint started);
  AnyResult Execute(const Plan& plan, const AnyRequest& request, const CallContext& context);
  Error Answer(Error error, std::uint64_t draw) const;
  void Land(TimePoint by);

  std::shared_ptr<ManualClock> clock_;
  std::shared_ptr<Journal> journal_;
  std::shared_ptr<internal::FaultsState> state_;
};

}  // namespace fauxebs
