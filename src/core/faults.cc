#include "fauxebs/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "core/draw.h"
#include "core/faults_state.h"
#include "core/hash.h"
#include "core/held_call.h"
#include "core/reply_headers.h"
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
    case Verb::kStall:
    case Verb::kGarbleReply:
    case Verb::kDropHeader:
      break;
  }
  return Leg::kReply;
}

// Whether the request is under way when its caller has stopped listening.
bool LandsLater(Verb verb) { return verb == Verb::kDeliverLate || verb == Verb::kDuplicate; }

// The service refused by itself what the rule was to strike after: nothing of the rule was felt.
AnyResult Unfelt(LiveRule& live, AnyResult refusal) {
  --live.counts.fired;
  ++live.counts.unfelt;
  return refusal;
}

// What chance is drawn by: the rule's name, or what it does, without where it stands in the source
// and what it is said for reports only.
std::string ChanceText(FaultRule rule) {
  if (!rule.name.empty()) return rule.name;
  rule.where = rule.until = {};
  rule.maybe = rule.anyway = false;
  rule.budget = FaultRule::kForEver;
  return rule.ToText();
}

Error NoAnswer() { return MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time"); }

// What a door that sends replies is told of one that does not arrive as it was sent.
void TellSender(const CallContext& context, const FaultRule& rule, AnyResult answer) {
  if (context.sent == nullptr) return;
  *context.sent = {std::make_shared<const AnyResult>(std::move(answer)), rule.cut_bytes,
                   rule.verb == Verb::kStall};
}

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

}  // namespace

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
  std::string text = ChanceText(rule);
  const MutexLock lock(state_->mutex);
  std::uint64_t equals = 0;
  for (const auto& live : *state_->rules) equals += live->chance_text == text ? 1 : 0;
  const std::uint64_t key = internal::Hasher(state_->seed).Add(text).Add(equals).hash();
  auto live = std::make_shared<LiveRule>(std::move(rule), std::move(text), key, journal_, clock_,
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
  milliseconds delay{0};    // of rules
  milliseconds latency{0};  // of the network
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
    ++live->counts.seen;
    try {
      candidates.push_back({live.get(), internal::Match(*live, attempt)});
    } catch (...) {
      live->counts.Note(Mismatch::kThrew);
      throw;
    }
  }
  // A refusal never hides that the request breaks the limits of the model.
  const bool refusable = candidates.empty() || !internal::Validate(request);

  const std::uint64_t resource = ResourceOf(request, context);
  const MutexLock lock(state_->mutex);
  plan.draw = internal::Hasher(resource).Add(state_->attempts.Increment(resource)).hash();
  plan.bytes_per_second = state_->network.bytes_per_second;
  const auto& latency = state_->network.latency[static_cast<std::size_t>(request.operation())];
  if (latency) {
    plan.latency = latency->At(
        internal::ShareOf(internal::Hasher(state_->seed).Add("latency").Add(plan.draw).hash()));
  }
  for (const Candidate& candidate : candidates) {
    LiveRule& live = *candidate.live;
    const Verb verb = live.rule.verb;
    const bool is_last = candidate.mismatch == Mismatch::kUntil;
    if (live.cancelled || (candidate.mismatch != Mismatch::kNone && !is_last)) {
      live.counts.Note(live.cancelled ? Mismatch::kInForce : candidate.mismatch);
      continue;
    }
    if (plan.verdict != nullptr) {
      ++live.counts.taken;
      continue;
    }
    if (is_last) {
      live.over = true;
      live.counts.Note(Mismatch::kInForce);
      continue;
    }
    const bool answers = verb == Verb::kRefuse && !IsConnectionFailure(live.rule.error.code);
    if (answers && !refusable) {
      live.counts.Note(Mismatch::kModel);
      continue;
    }
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
  if (IsConnectionFailure(error.code) || IsBare(error)) return error;
  error.request_id =
      internal::RequestId(internal::Hasher(state_->seed).Add("fault").Add(draw).hash());
  return error;
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
    case Verb::kDropHeader: {
      AnyResult applied = Forward(request, context);
      if (!applied) return Unfelt(*plan.verdict, applied);
      internal::DropReplyHeader(rule.header, *applied);
      return applied;
    }
    case Verb::kCutReply:
      TellSender(context, rule, Forward(request, context));
      return MakeError(ErrorCode::kReplyCut, ErrorReason::kNone,
                       fmt::format("the reply ended after {} bytes of its body", rule.cut_bytes));
    case Verb::kGarbleReply:
      TellSender(context, rule, Forward(request, context));
      return MakeError(ErrorCode::kReplyGarbled, ErrorReason::kNone,
                       "the body of the reply is no JSON");
    case Verb::kStall:
      TellSender(context, rule, Forward(request, context));
      break;
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
  TimePoint gone = started;
  CallContext delivered = context;
  if (!plan.holds.empty()) {
    const TimePoint arrived = gone = clock_->Now();
    for (LiveRule* live : plan.holds) {
      gone = std::max(gone, internal::HoldCall(*live, context.call, gone));
    }
    waited = gone - arrived;
    if (waited >= deadline - started) delivered.arrival = gone;
  }
  LandDue();  // predicates and the test may have moved the clock
  AnyResult result = Execute(plan, request, delivered);
  const milliseconds network =
      Sum(plan.latency, TransferTime(request, result, plan.bytes_per_second));
  waited = Sum(waited, Sum(plan.delay, network));
  const bool unheard = !result && result.error().code == ErrorCode::kTimeout;
  const bool too_late = waited.count() > 0 && waited >= deadline - started;
  if (too_late && context.sent != nullptr) *context.sent = {};  // not even its beginning came
  if (unheard || too_late) {
    if (!unheard && network >= deadline - started) {
      journal_->NoteRule(context.call, fmt::format("the network took {} ms", network.count()),
                         Leg::kReply);
    }
    // FAKE: sdk-1: who would wait for ever loses patience all the same, or the test would hang.
    waited = deadline == TimePoint::max() ? kPatience : deadline - started;
    result = NoAnswer();
  }
  clock_->Charge(started, waited);
  if (context.waited != nullptr) *context.waited = waited;
  if (plan.verdict != nullptr && LandsLater(plan.verdict->rule.verb)) {
    const TimePoint end = std::max(gone, started + waited);
    state_->mailbox.Post(request, delivered, end + plan.verdict->rule.delay);
  }
  return result;
}

}  // namespace fauxebs
