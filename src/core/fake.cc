#include "fauxebs/fake.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>

#include "core/faults_state.h"

namespace fauxebs {
namespace internal {

// The outermost layer: counts calls in flight, and turns them away once the fake is gone.
class Doorkeeper final : public Interceptor {
 public:
  using Interceptor::Interceptor;
  void Close() { open_ = false; }
  int in_flight() const { return in_flight_; }
  std::uint64_t begun() const { return begun_; }

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    if (!open_) {
      return MakeError(
          ErrorCode::kConnection, ErrorReason::kNone,
          "the fauxebs::Fake behind this client is gone: let the fake outlive what calls it, for "
          "instance by making it the first member of the test fixture");
    }
    const struct InFlight {
      explicit InFlight(Doorkeeper& doorkeeper) : doorkeeper_(doorkeeper) {
        ++doorkeeper_.in_flight_;
        ++doorkeeper_.begun_;
      }
      ~InFlight() { --doorkeeper_.in_flight_; }
      InFlight(const InFlight&) = delete;
      InFlight& operator=(const InFlight&) = delete;
      Doorkeeper& doorkeeper_;
    } in_flight(*this);
    return Forward(request, context);
  }

 private:
  std::atomic<bool> open_{true};
  std::atomic<int> in_flight_{0};
  std::atomic<std::uint64_t> begun_{0};
};

struct CheckpointState {
  TimePoint start;  // of the first fake
  TimePoint now;
  std::size_t journal_capacity = 0;
  std::shared_ptr<MemoryService> memory;
  std::unique_ptr<FaultsState> faults;
};

}  // namespace internal

namespace {

// Writes one side of the journal.
class Recorder final : public Interceptor {
 public:
  Recorder(std::shared_ptr<Service> next, Side side, std::shared_ptr<Journal> journal,
           std::shared_ptr<const Clock> clock)
      : Interceptor(std::move(next)),
        side_(side),
        journal_(std::move(journal)),
        clock_(std::move(clock)) {}

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    const std::uint64_t number = journal_->Begin(side_, request, context, StartOf(context));
    CallContext numbered = context;
    if (side_ == Side::kClient) {
      numbered.call = number;
      if (context.recorded != nullptr) *context.recorded = number;
    }
    try {
      AnyResult result = Forward(request, numbered);
      journal_->End(number, result, EndOf(context));
      return result;
    } catch (...) {
      journal_->End(
          number, MakeError(ErrorCode::kClient, ErrorReason::kNone, "an exception ended the call"),
          EndOf(context));
      throw;
    }
  }

 private:
  // A caller may keep its own time; the service goes by the clock, or by when a message arrived.
  TimePoint StartOf(const CallContext& context) const {
    const auto& own = side_ == Side::kClient ? context.started : context.arrival;
    return own.value_or(clock_->Now());
  }
  TimePoint EndOf(const CallContext& context) const {
    const bool own_time = context.started && context.waited != nullptr;
    if (side_ == Side::kClient && own_time) return *context.started + *context.waited;
    return context.arrival.value_or(clock_->Now());
  }

  const Side side_;
  const std::shared_ptr<Journal> journal_;
  const std::shared_ptr<const Clock> clock_;
};

}  // namespace

Checkpoint::Checkpoint(std::shared_ptr<const internal::CheckpointState> state)
    : state_(std::move(state)) {}

namespace {

const FakeOptions& Checked(const FakeOptions& options) {
  if (options.watchdog.count() >= 0) return options;
  throw std::logic_error(
      fmt::format("FakeOptions::watchdog is {} ms; it is a time to wait, or 0 for no watchdog",
                  options.watchdog.count()));
}

}  // namespace

Fake::Fake(const Options& options)
    : clock_(ManualClock::Create(Checked(options).start)),
      journal_(std::make_shared<Journal>(options.journal_capacity, options.start)),
      memory_(std::make_shared<MemoryService>(clock_, options.service)) {
  Assemble(std::make_unique<internal::FaultsState>(memory_->options().seed, options.watchdog));
}

Fake::Fake(const fauxebs::Checkpoint& checkpoint)
    : clock_(ManualClock::Create(checkpoint.state_->now)),
      journal_(
          std::make_shared<Journal>(checkpoint.state_->journal_capacity, checkpoint.state_->start)),
      memory_(checkpoint.state_->memory->Fork(clock_)) {
  Assemble(checkpoint.state_->faults->Copy(journal_, clock_));
}

// The one place that knows the order of the layers:
// Doorkeeper -> Journal (client) -> Faults -> Journal (service) -> MemoryService.
void Fake::Assemble(std::unique_ptr<internal::FaultsState> faults) {
  auto service_side = std::make_shared<Recorder>(memory_, Side::kService, journal_, clock_);
  faults_ = std::make_shared<Faults>(std::move(service_side), clock_, journal_, std::move(faults));
  auto client_side = std::make_shared<Recorder>(faults_, Side::kClient, journal_, clock_);
  doorkeeper_ = std::make_shared<internal::Doorkeeper>(std::move(client_side));
}

Fake::~Fake() {
  doorkeeper_->Close();
  faults_->OpenGates();
  std::vector<Violation> violations = faults_->Unused(verified_rules_);
  for (Violation& hang : faults_->TakeHangs()) violations.push_back(std::move(hang));
  for (const Violation& violation : violations) {
    std::fputs(
        fmt::format("{}:{}: fauxebs: {}\n", violation.file, violation.line, violation.text).c_str(),
        stderr);
  }
  if (!violations.empty()) {
    std::fputs(
        "fauxebs: nobody asked this fake for its violations: derive the test from fauxebs::Test, "
        "or declare a fauxebs::Reporter after the fake, so that they fail the test; or collect "
        "them with Fake::Verify().\n",
        stderr);
  }
}

Connection Fake::connection() { return {doorkeeper_, clock_, journal_}; }

RuleBuilder Fake::On(Operation operation, const char* file, int line) {
  FaultRule rule;
  rule.operation = operation;
  rule.file = file;
  rule.line = line;
  return {faults_, std::move(rule)};
}

RuleBuilder Fake::OnAny(const char* file, int line) {
  FaultRule rule;
  rule.file = file;
  rule.line = line;
  return {faults_, std::move(rule)};
}

std::vector<Rule> Fake::Load(std::string_view rules, const char* file, int line) {
  std::vector<FaultRule> parsed = FaultRule::ParseAll(rules);
  if (parsed.empty()) throw std::logic_error("there is no rule in the text to load");
  for (const FaultRule& rule : parsed) rule.Check();
  std::vector<Rule> loaded;
  for (FaultRule& rule : parsed) {
    rule.file = file;
    rule.line = line;
    loaded.push_back(faults_->Add(std::move(rule)));
  }
  return loaded;
}

void Fake::Drain() { faults_->Drain(); }

void Fake::Latency(Operation operation, const LatencyModel& model) {
  faults_->SetLatency(operation, model);
}
void Fake::Latency(const LatencyModel& model) {
#define FAUXEBS_SET_LATENCY(Name) faults_->SetLatency(Operation::k##Name, model);
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_SET_LATENCY)
#undef FAUXEBS_SET_LATENCY
}
void Fake::Bandwidth(std::uint64_t bytes_per_second) { faults_->SetBandwidth(bytes_per_second); }

// Whoever looks sees what has landed by now.
MemoryService& Fake::memory() const {
  faults_->LandDue();
  return *memory_;
}

std::string Fake::AddSnapshot(const SnapshotSpec& spec) { return memory().AddSnapshot(spec); }
std::string Fake::LoadImage(const std::string& path, const ImageSpec& spec) {
  return memory().LoadImage(path, spec);
}
SnapshotView Fake::Snapshot(const std::string& id) const { return memory().Snapshot(id); }
std::vector<SnapshotView> Fake::Snapshots() const { return memory().Snapshots(); }
void Fake::DeleteSnapshot(const std::string& id) { memory().DeleteSnapshot(id); }
void Fake::ShareSnapshot(const std::string& id, const std::string& account) {
  memory().ShareSnapshot(id, account);
}
void Fake::MakePublic(const std::string& id) { memory().MakePublic(id); }
void Fake::FailSnapshot(const std::string& id, const std::string& state_message) {
  memory().FailSnapshot(id, state_message);
}
void Fake::RotBlock(const std::string& id, std::int64_t index, Corruption how) {
  memory().RotBlock(id, index, how);
}
void Fake::TearBlock(const std::string& id, std::int64_t index, std::int64_t byte) {
  memory().TearBlock(id, index, byte);
}
void Fake::ForgetBlock(const std::string& id, std::int64_t index) {
  memory().ForgetBlock(id, index);
}
void Fake::ExpireTokens() { memory().ExpireTokens(); }
void Fake::Limits(const RateLimits& limits) { memory().Limits(limits); }
void Fake::NoLimits() { memory().NoLimits(); }
void Fake::ThrottleAccount(const std::string& account, std::chrono::milliseconds duration) {
  memory().ThrottleAccount(account, duration);
}
std::uint64_t Fake::StateHash() const { return memory().StateHash(); }

fauxebs::Checkpoint Fake::Checkpoint() const {
  const std::uint64_t begun = doorkeeper_->begun();
  const bool busy = doorkeeper_->in_flight() > 0;
  auto state = std::make_shared<internal::CheckpointState>();
  state->start = journal_->origin();
  state->now = clock_->Now();
  state->journal_capacity = journal_->capacity();
  state->memory = memory().Fork(clock_);
  state->faults = faults_->Save();
  // A call in between would be in one of them and not in the other.
  if (busy || doorkeeper_->begun() != begun) {
    throw std::logic_error(
        "a checkpoint was taken while calls were in flight: let them end first (Drain() of the "
        "client waits for them)");
  }
  return fauxebs::Checkpoint(std::move(state));
}

std::vector<Violation> Fake::Verify() {
  verified_rules_ = faults_->rules().size();
  std::vector<Violation> violations = faults_->Unused();
  for (Violation& hang : faults_->TakeHangs()) violations.push_back(std::move(hang));
  return violations;
}

}  // namespace fauxebs
