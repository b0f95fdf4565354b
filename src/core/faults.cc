#include "fauxebs/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "core/draw.h"
#include "core/faults_state.h"
#include "core/hash.h"
#include "core/rule_match.h"
#include "core/validate.h"

namespace fauxebs {
namespace {

using internal::FaultsState;
using internal::LiveRule;
using internal::LiveRules;
using internal::Mismatch;
using internal::MutexLock;
using std::chrono::milliseconds;

// What attempts are counted by, for chance: the block, or else all that the request says.
std::uint64_t ResourceOf(const AnyRequest& request, const CallContext& context) {
  if (!request.block_index()) return internal::HashOf(request, context);
  return internal::Hasher(static_cast<std::uint64_t>(request.operation()))
      .Add(context.account)
      .Add(request.snapshot_id())
      .Add(request.block_index())
      .hash();
}

Leg LegOf(Verb verb) {
  switch (verb) {
    case Verb::kRefuse:
    case Verb::kLoseRequest:
    case Verb::kDeliverLate:
    case Verb::kCorruptRequest:
    case Verb::kDuplicate:
    case Verb::kHold:
      return Leg::kRequest;
    case Verb::kApplyThenFail:
    case Verb::kLoseReply:
    case Verb::kDelay:
    case Verb::kCorruptReply:
    case Verb::kCutReply:
      break;
  }
  return Leg::kReply;
}

// The service refused by itself what the rule was to strike after: nothing of the rule was felt.
AnyResult Unfelt(LiveRule& live, AnyResult refusal) {
  --live.counts.fired;
  ++live.counts.unfelt;
  return refusal;
}

Error NoAnswer() { return MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time"); }

milliseconds Sum(milliseconds a, milliseconds b) {
  return a > milliseconds::max() - b ? milliseconds::max() : a + b;
}

// How long the blocks of a call are on their way.
milliseconds TransferTime(const AnyRequest& request, const AnyResult& result,
                          std::uint64_t bytes_per_second) {
  if (bytes_per_second == 0) return milliseconds(0);
  std::uint64_t bytes = 0;
  if (const auto* put = request.As<PutSnapshotBlockRequest>()) bytes = put->block_data.size();
  if (result) {
    const auto* got = std::get_if<GetSnapshotBlockResponse>(&*result);
    if (got != nullptr) bytes = got->block_data.size();
  }
  return milliseconds((bytes * 1000 + bytes_per_second - 1) / bytes_per_second);
}

std::string Place(const FaultRule& rule) { return fmt::format("{}:{}", rule.file, rule.line); }

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

std::uint64_t Rule::fired() const { return live_->counts.fired; }
std::uint64_t Rule::matched() const { return live_->counts.matched; }
std::string Rule::text() const { return live_->rule.ToText(); }
void Rule::Cancel() {
  live_->cancelled = true;
  live_->gate.Open(live_->clock->Now());
}
ScopedRule Rule::Scoped() { return ScopedRule(*this); }

void Rule::AwaitArrival(std::size_t calls) const {
  const LiveRule& live = Holding(*live_);
  if (live_->gate.AwaitArrival(calls)) return;
  const std::set<std::uint64_t> held = live.gate.waiting();
  throw std::logic_error(fmt::format(
      "{} calls were awaited at the gate of a rule, and {} came{}\n  rule: {} ({})\n  so far: {}\n"
      "  calls that run:{}",
      calls, held.size(),
      live.gate.is_open() ? "; it is open, for the rule was cancelled or its fake is gone"
                          : fmt::format(" within {} ms of real time", live.gate.patience().count()),
      live.rule.ToText(), Place(live.rule),
      live.counts.fired > 0 ? fmt::format("it held {}", std::uint64_t{live.counts.fired})
                            : internal::HowNear(live),
      Running(*live.journal)));
}

void Rule::Release() const {
  if (Holding(*live_).gate.is_open() || live_->gate.Release(live_->clock->Now()) > 0) return;
  throw std::logic_error(fmt::format(
      "no call waits at the gate of this rule; AwaitArrival() comes before Release()\n  rule: {} "
      "({})",
      live_->rule.ToText(), Place(live_->rule)));
}

Faults::Faults(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock,
               std::shared_ptr<Journal> journal, std::unique_ptr<internal::FaultsState> state)
    : Interceptor(std::move(next)),
      clock_(std::move(clock)),
      journal_(std::move(journal)),
      state_(std::move(state)) {}

Faults::~Faults() = default;

std::unique_ptr<internal::FaultsState> Faults::Save() const {
  return state_->Copy(nullptr, nullptr);
}

Rule Faults::Add(FaultRule rule) {
  rule.Check();
  std::string label = rule.label();
  const MutexLock lock(state_->mutex);
  std::uint64_t equals = 0;
  for (const auto& live : *state_->rules) equals += live->label == label ? 1 : 0;
  const std::uint64_t key = internal::Hasher(state_->seed).Add(label).Add(equals).hash();
  auto live = std::make_shared<LiveRule>(std::move(rule), std::move(label), key, journal_, clock_,
                                         state_->watchdog);
  auto rules = std::make_shared<LiveRules>(*state_->rules);
  rules->push_back(live);
  state_->rules = std::move(rules);
  return Rule(live);
}

std::vector<Rule> Faults::rules() const {
  const std::shared_ptr<const LiveRules> rules = state_->Rules();
  std::vector<Rule> handles;
  handles.reserve(rules->size());
  for (const auto& live : *rules) handles.push_back(Rule(live));
  return handles;
}

std::vector<Violation> Faults::Unused(std::size_t from) const {
  const std::shared_ptr<const LiveRules> rules = state_->Rules();
  std::vector<Violation> violations;
  for (std::size_t i = from; i < rules->size(); ++i) {
    const auto& live = (*rules)[i];
    if (live->counts.fired > 0 || live->rule.maybe) continue;
    violations.push_back(
        {live->rule.file, live->rule.line,
         fmt::format("this rule never fired: {}\n  {}. Remove it, or say Maybe() if it may stay "
                     "unused.",
                     live->rule.ToText(), internal::HowNear(*live))});
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
  std::string table = fmt::format("{:>7} {:>7}  rule\n", "matched", "fired");
  for (const auto& live : *state_->Rules()) {
    table += fmt::format("{:>7} {:>7}  {}\n", std::uint64_t{live->counts.matched},
                         std::uint64_t{live->counts.fired}, live->rule.ToText());
    if (live->counts.fired == 0) {
      table += fmt::format("{:>17}{}{}\n", "", live->cancelled ? "cancelled; " : "",
                           internal::HowNear(*live));
    }
  }
  return table;
}

void Faults::Land(TimePoint by) {
  state_->mailbox.LandDue(by, [&](const internal::Message& message) {
    static_cast<void>(Forward(message.request.any(), message.context));
  });
}

void Faults::LandDue() { Land(clock_->Now()); }

void Faults::Drain() {
  while (const std::optional<TimePoint> last = state_->mailbox.last_due()) {
    clock_->Charge(*last, milliseconds(0));
    Land(*last);
  }
}

void Faults::SetLatency(Operation operation, LatencyModel model) {
  const MutexLock lock(state_->mutex);
  state_->network.latency[static_cast<std::size_t>(operation)] = std::move(model);
}

void Faults::SetBandwidth(std::uint64_t bytes_per_second) {
  const MutexLock lock(state_->mutex);
  state_->network.bytes_per_second = bytes_per_second;
}

void Faults::OpenGates() {
  for (const auto& live : *state_->Rules()) live->gate.Open(clock_->Now());
}

struct Faults::Plan {
  std::shared_ptr<const LiveRules> rules;  // keeps alive what the others name
  LiveRule* verdict = nullptr;             // null: nothing but delays and holds
  std::vector<LiveRule*> holds;
  milliseconds delay{0};
  std::uint64_t bytes_per_second = 0;
  std::string labels;
  Leg leg = Leg::kReply;  // of the verdict, or of the delays
  std::uint64_t draw = 0;
};

Faults::Plan Faults::Decide(const AnyRequest& request, const CallContext& context,
                            TimePoint started) {
  Plan plan;
  plan.rules = state_->Rules();
  const internal::Attempt attempt{request, context, started - journal_->origin()};
  // Match: no lock, each predicate once.
  struct Candidate {
    LiveRule* live;
    Mismatch mismatch;
  };
  std::vector<Candidate> candidates;
  for (const auto& live : *plan.rules) {
    if (!internal::IsAbout(live->rule, request.operation())) continue;
    candidates.push_back({live.get(), internal::Match(*live, attempt)});
  }
  // A refusal never hides that the request breaks the limits of the model.
  const bool refusable = candidates.empty() || !internal::Validate(request);

  const std::uint64_t resource = ResourceOf(request, context);
  const MutexLock lock(state_->mutex);
  plan.draw = internal::Hasher(resource).Add(state_->attempts.Increment(resource)).hash();
  plan.bytes_per_second = state_->network.bytes_per_second;
  const auto& latency = state_->network.latency[static_cast<std::size_t>(request.operation())];
  if (latency) {
    plan.delay = latency->At(
        internal::ShareOf(internal::Hasher(state_->seed).Add("latency").Add(plan.draw).hash()));
  }
  for (const Candidate& candidate : candidates) {
    LiveRule& live = *candidate.live;
    const Verb verb = live.rule.verb;
    ++live.counts.seen;
    ++live.counts.mismatches[static_cast<std::size_t>(candidate.mismatch)];
    if (candidate.mismatch != Mismatch::kNone || live.cancelled) continue;
    if (plan.verdict != nullptr) {
      ++live.counts.taken;
      continue;
    }
    const bool answers = verb == Verb::kRefuse && !IsConnectionFailure(live.rule.error.code);
    if (answers && !refusable) continue;
    if (!internal::IsItsTurn(live, ++live.counts.matched, plan.draw)) continue;
    ++live.counts.fired;
    if (!plan.labels.empty()) plan.labels += "; ";
    plan.labels += live.label;
    if (verb == Verb::kDelay) {
      plan.delay = Sum(plan.delay, live.rule.delay);
    } else if (verb == Verb::kHold) {
      plan.holds.push_back(&live);
      plan.leg = Leg::kRequest;
    } else {
      plan.verdict = &live;
      plan.leg = plan.holds.empty() ? LegOf(verb) : Leg::kRequest;
    }
  }
  return plan;
}

Error Faults::Answer(Error error, std::uint64_t draw) const {
  if (IsConnectionFailure(error.code)) return error;
  error.request_id =
      internal::RequestId(internal::Hasher(state_->seed).Add("fault").Add(draw).hash());
  return error;
}

// When the call goes on.
TimePoint Faults::Hold(const Plan& plan, std::uint64_t call, TimePoint arrived) {
  TimePoint gone = arrived;
  for (LiveRule* live : plan.holds) {
    const std::string gate = fmt::format("{} ({})", live->rule.ToText(), Place(live->rule));
    if (live->gate.IsOwnedHere()) {
      throw std::logic_error(fmt::format(
          "a call would wait for its own thread: the thread that wrote this rule is the one to "
          "Release() it; make the call on another thread\n  rule: {}",
          gate));
    }
    if (const std::optional<TimePoint> let_go = live->gate.Pass(call, gone)) {
      gone = std::max(gone, *let_go);
      continue;
    }
    gone = clock_->Now();
    const std::set<std::uint64_t> self = {call};
    std::string hang = fmt::format(
        "nobody let this call go, so it went on by itself after {} ms of real time:{}\n  it waited "
        "for Release() of the rule: {}",
        live->gate.patience().count(), Running(*journal_, &self), gate);
    const MutexLock lock(live->mutex);
    live->hangs.push_back(std::move(hang));
  }
  return gone;
}

AnyResult Faults::Execute(const Plan& plan, const AnyRequest& request, const CallContext& context) {
  if (plan.verdict == nullptr) return Forward(request, context);
  const FaultRule& rule = plan.verdict->rule;
  switch (rule.verb) {
    case Verb::kRefuse:
      return Answer(rule.error, plan.draw);
    case Verb::kApplyThenFail: {
      const AnyResult applied = Forward(request, context);
      // A connection that is reset loses the service's own refusal too.
      if (!applied && !IsConnectionFailure(rule.error.code)) {
        return Unfelt(*plan.verdict, applied);
      }
      return Answer(rule.error, plan.draw);
    }
    case Verb::kCorruptRequest: {
      PutSnapshotBlockRequest damaged = *request.As<PutSnapshotBlockRequest>();
      if (damaged.block_data.empty()) return Unfelt(*plan.verdict, Forward(request, context));
      damaged.block_data = rule.corruption.ApplyTo(damaged.block_data);
      return Forward(damaged, context);
    }
    case Verb::kCorruptReply: {
      AnyResult applied = Forward(request, context);
      if (!applied) return Unfelt(*plan.verdict, applied);
      auto& got = std::get<GetSnapshotBlockResponse>(*applied);
      got.block_data = rule.corruption.ApplyTo(got.block_data);
      return applied;
    }
    case Verb::kCutReply: {
      const AnyResult applied = Forward(request, context);
      const auto* got = applied ? std::get_if<GetSnapshotBlockResponse>(&*applied) : nullptr;
      if (got != nullptr && context.received != nullptr) {
        *context.received = Bytes::Copy(got->block_data.view().substr(0, rule.cut_bytes));
      }
      return MakeError(ErrorCode::kReplyCut, ErrorReason::kNone,
                       fmt::format("the reply ended after {} bytes of its body", rule.cut_bytes));
    }
    case Verb::kDuplicate:
    case Verb::kDelay:
    case Verb::kHold:
      return Forward(request, context);
    case Verb::kLoseReply:
      static_cast<void>(Forward(request, context));
      break;
    case Verb::kLoseRequest:
    case Verb::kDeliverLate:
      break;
  }
  return NoAnswer();
}

AnyResult Faults::Around(const AnyRequest& request, const CallContext& context) {
  LandDue();
  const TimePoint started = context.started.value_or(clock_->Now());
  const TimePoint deadline = context.deadline.value_or(started + kPatience);
  const Plan plan = Decide(request, context, started);
  if (!plan.labels.empty()) journal_->NoteRule(context.call, plan.labels, plan.leg);

  milliseconds waited{0};
  CallContext delivered = context;
  if (!plan.holds.empty()) {
    const TimePoint arrived = clock_->Now();
    const TimePoint gone = Hold(plan, context.call, arrived);
    waited = gone - arrived;
    if (waited >= deadline - started) delivered.arrival = gone;
  }
  AnyResult result = Execute(plan, request, delivered);
  waited = Sum(waited, Sum(plan.delay, TransferTime(request, result, plan.bytes_per_second)));
  const bool unheard = !result && result.error().code == ErrorCode::kTimeout;
  if (unheard || (waited.count() > 0 && waited >= deadline - started)) {
    // FAKE: sdk-1: who would wait for ever loses patience all the same, or the test would hang.
    waited = deadline == TimePoint::max() ? kPatience : deadline - started;
    result = NoAnswer();
  }
  clock_->Charge(started, waited);
  if (context.waited != nullptr) *context.waited = waited;

  if (plan.verdict != nullptr && (plan.verdict->rule.verb == Verb::kDeliverLate ||
                                  plan.verdict->rule.verb == Verb::kDuplicate)) {
    const milliseconds left = TimePoint::max() - started;
    const milliseconds under_way = Sum(waited, plan.verdict->rule.delay);
    state_->mailbox.Post(request, delivered, started + std::min(under_way, left));
  }
  return result;
}

}  // namespace fauxebs
