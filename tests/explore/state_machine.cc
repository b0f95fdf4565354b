#include "explore/state_machine.h"

#include <fmt/format.h>

#include <utility>
#include <variant>
#include <vector>

#include "explore/call_fault.h"
#include "explore/framework_constraints.h"
#include "fauxebs/words.h"

namespace fauxebs::internal {
namespace {

using std::chrono::milliseconds;

template <typename Request>
AnyResult Send(Service& service, const Request& request, const CallContext& context) {
#define FAUXEBS_SEND(Name)                                          \
  if constexpr (std::is_same_v<Request, Name##Request>) {           \
    Result<Name##Response> result = service.Name(request, context); \
    if (!result) return result.error();                             \
    return AnyResponse(*std::move(result));                         \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_SEND)
#undef FAUXEBS_SEND
}

std::string OutcomeOf(const AnyResult& result) {
  if (result) return "ok";
  const Error& error = result.error();
  if (error.code == ErrorCode::kValidation && error.reason == ErrorReason::kNone) {
    return "constraint";
  }
  if (error == words::FailedToReadBlockData()) return "failed to read";
  return error.reason == ErrorReason::kNone ? InfoOf(error.code).name : WireName(error.reason);
}

// What DropHeader took from it.
void GiveBackTheChecksum(const AnyRequest& request, AnyResponse& response) {
  if (auto* got = std::get_if<GetSnapshotBlockResponse>(&response)) {
    got->checksum = got->block_data.checksum();
  } else if (auto* put = std::get_if<PutSnapshotBlockResponse>(&response)) {
    put->checksum = request.As<PutSnapshotBlockRequest>()->block_data.checksum();
  }
}

int OneOf(int number, std::initializer_list<int> values) {
  return *(values.begin() + number % static_cast<int>(values.size()));
}

}  // namespace

// Every option is the usual one below some number.
MemoryServiceOptions OptionsOf(const Scenario& scenario) {
  std::vector<int> numbers = scenario.options;
  numbers.resize(12, 0);
  const auto lasts = [](int number) {
    return milliseconds(number < 80 ? 0 : OneOf(number, {1, 1000, 60'000}));
  };
  MemoryServiceOptions options;
  options.visible_delay = lasts(numbers[0]);
  options.completion_delay = lasts(numbers[1]);
  options.mismatch_delay = lasts(numbers[2]);
  options.readable_delay = lasts(numbers[3]);
  options.timeout_lag = milliseconds(numbers[4] < 70 ? 0 : 300'000);
  options.completion_starts_pending = numbers[5] < 60;
  options.empty_last_page_is_bare = numbers[5] % 2 == 0;
  options.default_max_results = numbers[6] < 30 ? 100 : OneOf(numbers[6], {1, 2, 3});
  if (numbers[7] >= 70) options.block_token_life = std::chrono::minutes(5);
  if (numbers[7] % 2 == 1) options.page_token_life = std::chrono::minutes(2);
  if (numbers[8] >= 70) options.pending_limit = OneOf(numbers[8], {1, 2, 3});
  if (numbers[9] >= 70) options.snapshot_limit = OneOf(numbers[9], {1, 3, 5});
  options.encryption_by_default = numbers[10] >= 75;
  if (numbers[11] >= 75) {
    RateLimits slow{2, 1, 1, 1, 3, 3, 3, 3, numbers[11] % 2 == 1};
    (numbers[11] % 4 < 2 ? slow.get_snapshot_block_of_one : slow.get_snapshot_block) = 1;
    (numbers[11] % 4 < 2 ? slow.put_snapshot_block_of_one : slow.put_snapshot_block) = 2;
    options.rate_limits = slow;
  }
  return options;
}

StateMachine::StateMachine(const MemoryServiceOptions& options,
                           const MemoryServiceOptions& model_options, Counts& counts,
                           Decorator decorate)
    : counts_(counts), decorate_(std::move(decorate)), model_(model_options) {
  for (const Content& content : Contents()) script_.NameContent(content.block, content.source);
  script_.Options(options);
  script_.Line("Fake ebs(options);");
  script_.Line("std::shared_ptr<Service> service = ebs.service();");
  script_.Line("CallContext context;");
  Fake::Options fake;
  fake.service = options;
  Serve(std::make_unique<Fake>(fake), "ebs");
}

void StateMachine::Serve(std::unique_ptr<Fake> ebs, const std::string& name) {
  ebs_ = std::move(ebs);
  name_ = name;
  service_ = ebs_->service();
  if (decorate_) service_ = decorate_(service_);
}

std::optional<Discovery> StateMachine::Run(const Scenario& scenario) {
  std::optional<Difference> difference;
  for (const Step& step : scenario.steps) {
    ++number_;
    difference = Do(step);
    if (difference) break;
  }
  if (!difference) {
    subject_ = name_ + ".Snapshots()";
    difference = model_.DifferenceFrom(ebs_->Snapshots(), ebs_->clock().Now());
  }
  if (!difference) return std::nullopt;
  Expect(*difference);
  return Discovery{difference->ToText(subject_), script_.ToTest(), number_};
}

void StateMachine::Expect(const Difference& difference) {
  const std::string what = subject_ + difference.member;
  script_.Line("// " + difference.ToText(subject_) + ".");
  if (!difference.member.empty()) {
    script_.Line(fmt::format("EXPECT_EQ({}, {});", what, difference.expected));
  } else if (difference.expected == "a response") {
    script_.Line(fmt::format("EXPECT_TRUE({}.has_value());", what));
  } else {
    script_.Line(fmt::format("ASSERT_FALSE({}.has_value());", what));
    script_.Line(fmt::format("EXPECT_EQ({}.error(), {});", what, difference.expected));
  }
}

std::optional<Difference> StateMachine::Do(const Step& step) {
  const int what = step[Step::kWhat];
  // Most of what can be done needs a snapshot.
  bool any_alive = false;
  for (KnownSnapshot& each : known_.snapshots) {
    const auto status = model_.StatusOf(each.id, ebs_->clock().Now());
    each.dead = !status || status == SnapshotStatus::kError;
    any_alive |= !each.dead;
  }
  const bool usual = step[Step::kAccount] < 80;
  if (what < 12 || (usual && !any_alive && what < 81)) return Call(step, known_.Start(step));
  if (what < 40) return Call(step, known_.Put(step));
  if (what < 49) return Call(step, known_.Complete(step, model_));
  if (what < 62 && !(usual && known_.tokens.empty())) return Call(step, known_.Get(step));
  if (what < 73) return Call(step, known_.List(step));
  if (what < 81) return Call(step, known_.Changed(step));
  if (what < 88) {
    Move(step);
  } else if (what < 91) {
    Add(step);
  } else if (what < 96) {
    Change(step);
  } else if (what < 98) {
    Keep();
  } else {
    GoOn();
  }
  return std::nullopt;
}

template <typename Request>
std::optional<Difference> StateMachine::Call(const Step& step, const Request& request) {
  const Operation operation = OperationOf<Request>::kOperation;
  CallContext context;
  context.account = known_.Account(step, AnyRequest(request).snapshot_id());
  const CallFault fault = CallFault::Of(step, operation);
  const std::string variable = script_.Request(request, number_);
  if (context.account != account_) {
    script_.Line(fmt::format("context.account = {};", Source(context.account)));
    account_ = context.account;
  }
  std::optional<Rule> rule;
  if (fault.verb) {
    script_.Line(fmt::format("Rule rule{} = {}.On({}).Once().Maybe().{};", number_, name_,
                             NameOf(operation), fault.source));
    rule = fault.PutIntoForce(ebs_->On(operation).Once().Maybe());
  }
  subject_ = fmt::format("answer{}", number_);
  script_.Line(fmt::format("const auto {} = service->{}({}, context);", subject_, NameOf(operation),
                           variable));
  const TimePoint now = ebs_->clock().Now();
  const AnyResult actual = Send(*service_, request, context);
  if (rule) {
    script_.Line(fmt::format("rule{}.Cancel();", number_));
    rule->Cancel();
  }
  ++counts_[fmt::format("{} {}", NameOf(operation), OutcomeOf(actual))];
  if (auto difference = Judge(request, context, fault, now, actual)) return difference;
  Hear(request, context, actual);
  if (ebs_->clock().Now() == now + fault.Wait()) return std::nullopt;
  subject_ = name_;
  return Difference{".clock().Now()", Source(now + fault.Wait()), Source(ebs_->clock().Now())};
}

std::optional<Difference> StateMachine::Judge(const AnyRequest& request, const CallContext& context,
                                              const CallFault& fault, TimePoint now,
                                              AnyResult actual) {
  const auto is = [&](const Error& expected) {
    std::vector<Opaque> opaque;
    return FirstDifference(expected, actual, opaque);
  };
  const Error unheard = MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time");
  if (!fault.verb) return model_.Accept(request, context, now, actual);
  switch (*fault.verb) {
    case Verb::kRefuse:
      // A refusal never hides a broken constraint.
      if (!IsConnectionFailure(fault.error.code) && BrokenConstraints(request)) break;
      return is(fault.error);
    case Verb::kLoseRequest:
      return is(unheard);
    case Verb::kLoseReply:
    case Verb::kStall:
      static_cast<void>(model_.Apply(request, context, now));
      return is(unheard);
    case Verb::kDeliverLate:  // lands when the caller gives up
      static_cast<void>(model_.Apply(request, context, now + kPatience));
      return is(unheard);
    case Verb::kDuplicate: {
      auto difference = model_.Accept(request, context, now, actual);
      if (!difference) static_cast<void>(model_.Apply(request, context, now));
      return difference;
    }
    case Verb::kCutReply:
    case Verb::kGarbleReply:
      static_cast<void>(model_.Apply(request, context, now));
      return is(fault.error);
    case Verb::kHold:
      break;
    case Verb::kDelay:
      if (fault.delay < kPatience) break;
      static_cast<void>(model_.Apply(request, context, now));
      return is(unheard);
    case Verb::kApplyThenFail: {
      ReferenceModel applied = model_;
      const AnyResult result = applied.Apply(request, context, now);
      if (!result && !IsConnectionFailure(fault.error.code)) break;
      model_ = std::move(applied);
      return is(fault.error);
    }
    case Verb::kCorruptRequest: {
      PutSnapshotBlockRequest damaged = *request.As<PutSnapshotBlockRequest>();
      if (!damaged.block_data.empty()) {
        damaged.block_data = Corruption().ApplyTo(damaged.block_data);
      }
      return model_.Accept(damaged, context, now, actual);
    }
    case Verb::kDropHeader:
      if (actual) GiveBackTheChecksum(request, *actual);
      break;
    case Verb::kCorruptReply:
      if (actual) {
        // A bit that was flipped is flipped back.
        Bytes& data = std::get<GetSnapshotBlockResponse>(*actual).block_data;
        data = Corruption().ApplyTo(data);
      }
      break;
  }
  return model_.Accept(request, context, now, actual);
}

void StateMachine::Hear(const AnyRequest& request, const CallContext& context,
                        const AnyResult& actual) {
  if (!actual) return;
  const std::string answer = subject_ + "->";
  if (request.operation() == Operation::kCompleteSnapshot) known_.Seal(request.snapshot_id());
  if (const auto* started = std::get_if<StartSnapshotResponse>(&*actual)) {
    script_.Name(started->snapshot_id, answer + "snapshot_id");
    known_.Hear(context.account, *started);
  } else if (const auto* page = std::get_if<ListSnapshotBlocksResponse>(&*actual)) {
    for (std::size_t i = 0; i < page->blocks.size(); ++i) {
      script_.Name(page->blocks[i].block_token,
                   fmt::format("{}blocks.at({}).block_token", answer, i));
    }
    if (page->next_token) script_.Name(*page->next_token, "*" + answer + "next_token");
    known_.Hear(*request.As<ListSnapshotBlocksRequest>(), *page);
  } else if (const auto* changed = std::get_if<ListChangedBlocksResponse>(&*actual)) {
    for (std::size_t i = 0; i < changed->changed_blocks.size(); ++i) {
      const ChangedBlockRef& block = changed->changed_blocks[i];
      const std::string at = fmt::format("*{}changed_blocks.at({}).", answer, i);
      if (block.first_block_token) script_.Name(*block.first_block_token, at + "first_block_token");
      if (block.second_block_token) {
        script_.Name(*block.second_block_token, at + "second_block_token");
      }
    }
    if (changed->next_token) script_.Name(*changed->next_token, "*" + answer + "next_token");
    known_.Hear(*request.As<ListChangedBlocksRequest>(), *changed);
  }
}

// Mostly to where something changes, or to just before.
void StateMachine::Move(const Step& step) {
  const TimePoint now = ebs_->clock().Now();
  milliseconds by{OneOf(step[Step::kIndex], {1, 1, 500, 1000, 60'000, 600'000})};
  const std::vector<TimePoint> instants = model_.InstantsAfter(now);
  if (step[Step::kContent] < 60 && !instants.empty()) {
    const auto which = static_cast<std::size_t>(step[Step::kIndex] / 10) % instants.size();
    by = instants[which] - now - milliseconds(step[Step::kContent] % 2);
  }
  script_.Line(
      fmt::format("{}.clock().Advance(std::chrono::milliseconds({}));", name_, by.count()));
  ebs_->clock().Advance(by);
}

void StateMachine::Add(const Step& step) {
  const TimePoint now = ebs_->clock().Now();
  SnapshotSpec spec;
  spec.account = known_.Account(step, known_.OtherSealed(step));
  spec.blocks.emplace_back(step[Step::kIndex] % 8, ContentOf(step).block);
  spec.blocks.emplace_back(step[Step::kToken] % 8, Contents()[0].block);
  if (step[Step::kTwist] >= 70) spec.status = SnapshotStatus::kPending;
  if (step[Step::kTwist] >= 85) spec.status = SnapshotStatus::kError;
  for (const KnownSnapshot& parent : known_.snapshots) {
    const bool fits = parent.id == known_.OtherSealed(step) && parent.account == spec.account &&
                      model_.StatusOf(parent.id, now) == SnapshotStatus::kCompleted;
    if (!fits) continue;
    spec.parent_snapshot_id = parent.id;
    spec.volume_size_gib = ebs_->Snapshot(parent.id).volume_size_gib();
  }
  const std::string variable = script_.Spec(spec, number_);
  if (spec.volume_size_gib != 1) {
    script_.Line(fmt::format("{}.volume_size_gib = {};", variable, spec.volume_size_gib));
  }
  const std::string id = ebs_->AddSnapshot(spec);
  script_.Line(
      fmt::format("const std::string added{} = {}.AddSnapshot({});", number_, name_, variable));
  script_.Name(id, fmt::format("added{}", number_));
  model_.AddSnapshot(spec, id, now);
  known_.snapshots.push_back({id, spec.account, spec.status == SnapshotStatus::kCompleted, false});
}

// What tests do to a snapshot without going through the API, where there is one.
void StateMachine::Change(const Step& step) {
  const TimePoint now = ebs_->clock().Now();
  const std::string id = step[Step::kWhat] < 93 ? known_.Open(step) : known_.Sealed(step);
  const std::optional<SnapshotStatus> status = model_.StatusOf(id, now);
  if (!status) return;
  const auto say = [&](const std::string& call) { script_.Line(name_ + "." + call + ");"); };
  const std::string named = script_.Of(id);
  if (step[Step::kWhat] == 91) {
    say("DeleteSnapshot(" + named);
    ebs_->DeleteSnapshot(id);
    model_.DeleteSnapshot(id);
  } else if (step[Step::kWhat] == 92 && status == SnapshotStatus::kPending) {
    say("FailSnapshot(" + named);
    ebs_->FailSnapshot(id);
    model_.FailSnapshot(id, "Internal error", now);
  } else if (step[Step::kWhat] == 93) {
    say("MakePublic(" + named);
    ebs_->MakePublic(id);
    model_.MakePublic(id);
  } else if (step[Step::kWhat] > 93) {
    say("ShareSnapshot(" + named + ", " + Source(kOtherAccount));
    ebs_->ShareSnapshot(id, kOtherAccount);
    model_.ShareSnapshot(id, kOtherAccount);
  }
}

void StateMachine::Keep() {
  std::string name = fmt::format("kept{}", number_);
  script_.Line(fmt::format("const Checkpoint {} = {}.Checkpoint();", name, name_));
  kept_.emplace(Kept{std::move(name), ebs_->Checkpoint(), model_, known_});
}

void StateMachine::GoOn() {
  if (!kept_) return;
  const std::string name = fmt::format("ebs{}", number_);
  script_.Line(fmt::format("Fake {}({});", name, kept_->name));
  script_.Line(fmt::format("service = {}.service();", name));
  Serve(std::make_unique<Fake>(kept_->checkpoint), name);
  model_ = kept_->model;
  known_ = kept_->known;
}

}  // namespace fauxebs::internal
