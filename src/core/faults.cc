#include "fauxebs/faults.h"

#include <fmt/format.h>

#include "core/draw.h"
#include "core/faults_state.h"
#include "core/hash.h"
#include "core/validate.h"

namespace fauxebs {
namespace {

using internal::FaultsState;
using internal::LiveRule;
using internal::LiveRules;
using internal::MutexLock;

// Marks that this thread runs the rule's predicate.
class Inside {
 public:
  explicit Inside(LiveRule& rule) : rule_(rule) {
    const MutexLock lock(rule_.mutex);
    const auto self = std::this_thread::get_id();
    already_ = std::find(rule_.inside.begin(), rule_.inside.end(), self) != rule_.inside.end();
    if (!already_) rule_.inside.push_back(self);
  }
  ~Inside() {
    if (already_) return;
    const MutexLock lock(rule_.mutex);
    rule_.inside.erase(
        std::find(rule_.inside.begin(), rule_.inside.end(), std::this_thread::get_id()));
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  bool already() const { return already_; }

 private:
  LiveRule& rule_;
  bool already_ = false;
};

bool IsAbout(const FaultRule& rule, Operation operation) {
  return !rule.operation || *rule.operation == operation;
}

// StartSnapshot is about no snapshot that exists; ListChangedBlocks is about two.
bool IsOnSnapshot(const AnyRequest& request, const std::string& id) {
  if (request.operation() == Operation::kStartSnapshot) return false;
  if (const auto* changed = request.As<ListChangedBlocksRequest>()) {
    if (changed->first_snapshot_id == id) return true;
  }
  return request.snapshot_id() == id;
}

bool Matches(LiveRule& live, const AnyRequest& request, const CallContext& context) {
  const FaultRule& rule = live.rule;
  if (live.cancelled || !IsAbout(rule, request.operation())) return false;
  if (rule.blocks) {
    const std::optional<std::int64_t> index = request.block_index();
    if (!index || *index < rule.blocks->first || *index > rule.blocks->last) return false;
  }
  if (rule.snapshot_id && !IsOnSnapshot(request, *rule.snapshot_id)) return false;
  if (!rule.where) return true;
  const Inside inside(live);
  return !inside.already() && rule.where(AttemptedCall{request, context});
}

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
    case Verb::kCorruptRequest:
      return Leg::kRequest;
    case Verb::kApplyThenFail:
    case Verb::kLoseReply:
    case Verb::kDelay:
    case Verb::kCorruptReply:
      break;
  }
  return Leg::kReply;
}

// Whether it is the rule's turn at its n-th match; `draw` is of the attempt.
bool IsItsTurn(const LiveRule& live, std::uint64_t n, std::uint64_t draw) {
  const FaultRule& rule = live.rule;
  if (n < rule.first || n > rule.last) return false;
  if ((n - rule.first + 1) % rule.every != 0) return false;
  if (rule.chance == 1) return true;
  const std::uint64_t hash = internal::Hasher(live.key).Add(draw).hash();
  constexpr double kTwoTo53 = 9007199254740992.0;
  return static_cast<double>(hash >> 11) / kTwoTo53 < rule.chance;
}

// The service refused by itself what the rule was to strike after: nothing of the rule was felt.
AnyResult Unfelt(LiveRule& live, AnyResult refusal) {
  --live.fired;
  ++live.unfelt;
  return refusal;
}

std::string HowNear(const LiveRule& live) {
  const FaultRule& rule = live.rule;
  const std::string calls =
      rule.operation ? fmt::format("{} calls", NameOf(*rule.operation)) : "calls";
  if (live.seen == 0) return fmt::format("there were no {}", calls);
  if (live.matched == 0 && live.taken > 0) {
    return fmt::format(
        "earlier rules took the {} {} that it would have matched: write it before them",
        live.taken.load(), calls);
  }
  if (live.matched == 0) {
    return fmt::format("none of the {} {} matched", live.seen.load(), calls);
  }
  const std::uint64_t wanted = rule.first + rule.every - 1;
  if (live.unfelt > 0) {
    return fmt::format("it struck {} {}, but the service refused these by itself",
                       live.unfelt.load(), calls);
  }
  if (live.matched < wanted) {
    return fmt::format("it matched {} of the {} {} that it waited for", live.matched.load(), wanted,
                       calls);
  }
  return fmt::format("it matched {} {}, and chance spared them all", live.matched.load(), calls);
}

}  // namespace

std::uint64_t Rule::fired() const { return live_->fired; }
std::uint64_t Rule::matched() const { return live_->matched; }
std::string Rule::text() const { return live_->rule.ToText(); }
void Rule::Cancel() { live_->cancelled = true; }
ScopedRule Rule::Scoped() { return ScopedRule(*this); }

Faults::Faults(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock,
               std::shared_ptr<Journal> journal, std::uint64_t seed)
    : Interceptor(std::move(next)),
      clock_(std::move(clock)),
      journal_(std::move(journal)),
      state_(std::make_unique<FaultsState>(seed)) {}

Faults::Faults(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock,
               std::shared_ptr<Journal> journal, const internal::FaultsState& state)
    : Interceptor(std::move(next)),
      clock_(std::move(clock)),
      journal_(std::move(journal)),
      state_(state.Copy()) {}

Faults::~Faults() = default;

std::unique_ptr<internal::FaultsState> Faults::Save() const { return state_->Copy(); }

Rule Faults::Add(FaultRule rule) {
  rule.Check();
  std::string label = rule.label();
  const MutexLock lock(state_->mutex);
  std::uint64_t equals = 0;
  for (const auto& live : *state_->rules) equals += live->label == label ? 1 : 0;
  const std::uint64_t key = internal::Hasher(state_->seed).Add(label).Add(equals).hash();
  auto live = std::make_shared<LiveRule>(std::move(rule), std::move(label), key);
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
    if (live->fired > 0 || live->rule.maybe) continue;
    violations.push_back(
        {live->rule.file, live->rule.line,
         fmt::format("this rule never fired: {}\n  {}. Remove it, or say Maybe() if it may stay "
                     "unused.",
                     live->rule.ToText(), HowNear(*live))});
  }
  return violations;
}

struct Faults::Plan {
  std::shared_ptr<LiveRule> verdict;  // null: nothing but delays
  std::chrono::milliseconds delay{0};
  std::string labels;
  Leg leg = Leg::kReply;  // of the verdict, or of the delays
  std::uint64_t draw = 0;
};

Faults::Plan Faults::Decide(const AnyRequest& request, const CallContext& context) {
  const std::shared_ptr<const LiveRules> rules = state_->Rules();
  // Match: no lock, each predicate once.
  LiveRules about;
  std::vector<bool> matches;
  for (const auto& live : *rules) {
    if (!IsAbout(live->rule, request.operation())) continue;
    about.push_back(live);
    matches.push_back(Matches(*live, request, context));
  }
  // A refusal never hides that the request breaks the limits of the model.
  const bool refusable = about.empty() || !internal::Validate(request);

  const std::uint64_t resource = ResourceOf(request, context);
  Plan plan;
  const MutexLock lock(state_->mutex);
  plan.draw = internal::Hasher(resource).Add(state_->attempts.Increment(resource)).hash();
  for (std::size_t i = 0; i < about.size(); ++i) {
    LiveRule& live = *about[i];
    if (live.cancelled) continue;
    ++live.seen;
    if (!matches[i]) continue;
    if (plan.verdict != nullptr) {
      ++live.taken;
      continue;
    }
    const bool answers =
        live.rule.verb == Verb::kRefuse && !IsConnectionFailure(live.rule.error.code);
    if (answers && !refusable) continue;
    const std::uint64_t n = ++live.matched;
    if (!IsItsTurn(live, n, plan.draw)) continue;
    ++live.fired;
    if (!plan.labels.empty()) plan.labels += "; ";
    plan.labels += live.label;
    if (live.rule.verb == Verb::kDelay) {
      plan.delay += std::min(live.rule.delay, std::chrono::milliseconds::max() - plan.delay);
    } else {
      plan.verdict = about[i];
      plan.leg = LegOf(live.rule.verb);
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
    case Verb::kLoseReply:
      static_cast<void>(Forward(request, context));
      break;
    case Verb::kLoseRequest:
    case Verb::kDelay:
      break;
  }
  return MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time");
}

AnyResult Faults::Around(const AnyRequest& request, const CallContext& context) {
  const TimePoint started = context.started.value_or(clock_->Now());
  const TimePoint deadline = context.deadline.value_or(started + kPatience);
  const Plan plan = Decide(request, context);
  if (!plan.labels.empty()) journal_->NoteRule(context.call, plan.labels, plan.leg);
  AnyResult result = Execute(plan, request, context);

  std::chrono::milliseconds waited = plan.delay;
  const bool unheard = !result && result.error().code == ErrorCode::kTimeout;
  if (unheard || (plan.delay.count() > 0 && plan.delay >= deadline - started)) {
    // FAKE: sdk-1: who would wait for ever loses patience all the same, or the test would hang.
    waited = deadline == TimePoint::max() ? kPatience : deadline - started;
    result = MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time");
  }
  clock_->Charge(started, waited);
  if (context.waited != nullptr) *context.waited = waited;
  return result;
}

}  // namespace fauxebs
