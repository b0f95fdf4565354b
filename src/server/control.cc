#include "server/control.h"

#include <fmt/format.h>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "fauxebs/print.h"
#include "http/front_end.h"
#include "server/control_json.h"

namespace fauxebs::internal {
namespace {

constexpr std::string_view kOneRule = "faults/";  // and its number
constexpr std::size_t kMostRulesInAText = 1000;
// Between two threads that have read the time of day.
constexpr std::chrono::milliseconds kUnnoticed{100};
// The end of the year 2261: the system's clock, by which times are printed, ends soon after.
constexpr TimePoint kLastTime{std::chrono::milliseconds(9214646399999)};

FakeOptions StartingNow(FakeOptions options, bool follow_real_time) {
  if (follow_real_time) options.start = RealTime();
  return options;
}

Json ClockJson(bool follow_real_time, TimePoint now) {
  return {{"clock", follow_real_time ? "real" : "manual"},
          {"now", ToString(now)},
          {"now_ms", now.time_since_epoch().count()}};
}

}  // namespace

struct Control::Universe {
  explicit Universe(const UniverseOptions& options)
      : ebs(StartingNow(options.fake, options.http.follow_real_time)),
        front_end(ebs, options.http) {
    if (!options.rules.empty()) ebs.Load(options.rules, "--rules", 0);
    for (const auto& [id, path] : options.images) ebs.LoadImage(path, {id, options.http.account});
  }
  Universe(const Checkpoint& checkpoint, std::chrono::milliseconds how_far_ahead,
           const UniverseOptions& options)
      : ebs(checkpoint), front_end(ebs, options.http), ahead(how_far_ahead) {}
  // Whoever wants to know which rules never fired asks for them in time.
  ~Universe() { ebs.Verify(); }
  Universe(const Universe&) = delete;
  Universe& operator=(const Universe&) = delete;

  // What calls were charged counts as advanced: the clock never stands still until the time of day
  // has caught up.
  void FollowRealTime() {
    const TimePoint now = RealTime();
    const std::chrono::milliseconds charged = ebs.clock().Now() - now;
    if (charged > ahead.load() + kUnnoticed) ahead = charged;
    ebs.clock().Charge(now, ahead.load());
  }
  void CancelRules() const {
    for (Rule& rule : ebs.rules()) rule.Cancel();
  }

  Fake ebs;
  FrontEnd front_end;
  std::atomic<std::chrono::milliseconds> ahead{};  // of real time: what it was advanced
};

struct Control::Kept {
  Checkpoint checkpoint;
  std::chrono::milliseconds ahead;
};

struct Control::Endpoint {
  std::string_view method;
  std::string_view name;
  Answer (Control::*handler)(const Bytes& body);
};

const std::vector<Control::Endpoint>& Control::Endpoints() {
  static const std::vector<Endpoint> endpoints = {
      {"GET", "snapshots", &Control::ShowSnapshots},
      {"GET", "faults", &Control::ShowFaults},
      {"POST", "faults", &Control::AddFaults},
      {"DELETE", "faults", &Control::CancelFaults},
      {"GET", "clock", &Control::ShowClock},
      {"POST", "clock/advance", &Control::AdvanceClock},
      {"GET", "journal", &Control::ShowJournal},
      {"DELETE", "journal", &Control::ClearJournal},
      {"POST", "checkpoint", &Control::TakeCheckpoint},
      {"POST", "restore", &Control::RestoreCheckpoint},
      {"POST", "reset", &Control::Reset},
  };
  return endpoints;
}

Control::Control(UniverseOptions options)
    : options_(std::move(options)), universe_(std::make_shared<Universe>(options_)) {}
Control::~Control() = default;

Answer Control::operator()(const HttpRequest& request) {
  const SharedUniverse universe = Current();
  const std::optional<HttpTarget> target = ParseTarget(request.target);
  if (!target || target->path.front() != "_fauxebs") return universe->front_end(request);
  // No page in a browser is to reset what a test works with.
  if (Header(request.headers, "Origin")) {
    return Refusal(403, "control endpoints are not for web pages; ask without the header Origin");
  }
  if (!request.whole) return Refusal(400, "the body did not arrive whole; send it again");
  const std::vector<std::string>& path = target->path;
  return Do(request.method, fmt::format("{}", fmt::join(path.begin() + 1, path.end(), "/")),
            request.body);
}

void Control::CancelRules() { Current()->CancelRules(); }

Control::SharedUniverse Control::Current() const {
  SharedUniverse universe;
  {
    const MutexLock lock(mutex_);
    universe = universe_;
  }
  if (options_.http.follow_real_time) universe->FollowRealTime();
  return universe;
}

// What rules hold in the old one has nobody left to let it go.
void Control::Replace(SharedUniverse universe) {
  {
    const MutexLock lock(mutex_);
    universe_.swap(universe);
  }
  universe->CancelRules();
}

Answer Control::Do(const std::string& method, const std::string& name, const Bytes& body) {
  const bool is_one_rule = name.compare(0, kOneRule.size(), kOneRule) == 0;
  if (method == "DELETE" && is_one_rule) return CancelFault(name.substr(kOneRule.size()));
  std::vector<std::string_view> allowed;
  std::vector<std::string> known;
  for (const Endpoint& endpoint : Endpoints()) {
    known.push_back(fmt::format("{} /_fauxebs/{}", endpoint.method, endpoint.name));
    if (endpoint.name != name) continue;
    if (endpoint.method == method) return (this->*endpoint.handler)(body);
    allowed.push_back(endpoint.method);
  }
  if (allowed.empty()) {
    return Refusal(404, fmt::format("there is no such control endpoint; there are {}",
                                    fmt::join(known, ", ")));
  }
  const std::string methods = fmt::format("{}", fmt::join(allowed, ", "));
  Answer answer = Refusal(405, fmt::format("/_fauxebs/{} takes {}", name, methods));
  answer.reply.headers.emplace_back("Allow", methods);
  return answer;
}

Answer Control::ShowSnapshots(const Bytes& /*body*/) {
  Json snapshots = Json::array();
  for (const SnapshotView& snapshot : Current()->ebs.Snapshots()) {
    snapshots.push_back(ToJson(snapshot));
  }
  return JsonAnswer(200, {{"Snapshots", std::move(snapshots)}});
}

Answer Control::ShowFaults(const Bytes& /*body*/) {
  return JsonAnswer(200, {{"rules", ToJson(Current()->ebs.rules(), 0)}});
}

Answer Control::AddFaults(const Bytes& body) {
  const SharedUniverse universe = Current();
  try {
    if (FaultRule::ParseAll(body.view()).size() > kMostRulesInAText) {
      return Refusal(400, "that are more than 1000 rules; POST them in several texts");
    }
    // One at a time, so that the numbers are those of these rules.
    const MutexLock lock(mutex_);
    const std::size_t before = universe->ebs.rules().size();
    universe->ebs.Load(body.view(), "/_fauxebs/faults", 0);
    return JsonAnswer(200, {{"rules", ToJson(universe->ebs.rules(), before)}});
  } catch (const std::logic_error& error) {
    return Refusal(400, error.what());
  }
}

Answer Control::CancelFaults(const Bytes& /*body*/) {
  const SharedUniverse universe = Current();
  universe->CancelRules();
  return JsonAnswer(200, {{"rules", ToJson(universe->ebs.rules(), 0)}});
}

Answer Control::CancelFault(const std::string& number) {
  std::vector<Rule> rules = Current()->ebs.rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (std::to_string(i + 1) != number) continue;
    rules[i].Cancel();
    return JsonAnswer(200, {{"rules", ToJson({rules[i]}, 0, i)}});
  }
  return Refusal(404, "there is no such rule; GET /_fauxebs/faults shows them with their numbers");
}

Answer Control::ShowClock(const Bytes& /*body*/) {
  const SharedUniverse universe = Current();
  return JsonAnswer(200, ClockJson(options_.http.follow_real_time, universe->ebs.clock().Now()));
}

Answer Control::AdvanceClock(const Bytes& body) {
  const auto told = SecondsIn(body.view());
  if (const auto* wrong = std::get_if<Malformed>(&told)) return Refusal(400, wrong->message);
  const auto duration = std::get<std::chrono::milliseconds>(told);
  const SharedUniverse universe = Current();
  const MutexLock lock(mutex_);
  ManualClock& clock = universe->ebs.clock();
  if (duration > kLastTime - clock.Now()) {
    return Refusal(400, "the clock ends with the year 2261; say fewer seconds");
  }
  clock.Advance(duration);
  universe->ahead = universe->ahead.load() + duration;
  return JsonAnswer(200, ClockJson(options_.http.follow_real_time, clock.Now()));
}

Answer Control::ShowJournal(const Bytes& /*body*/) {
  return TextAnswer("application/x-ndjson", Current()->ebs.journal().ToJsonLines());
}

Answer Control::ClearJournal(const Bytes& /*body*/) {
  Current()->ebs.journal().Clear();
  return JsonAnswer(200, Json::object());
}

Answer Control::TakeCheckpoint(const Bytes& body) {
  if (!IsNothing(body.view())) return Refusal(400, "a checkpoint is taken without a body");
  const SharedUniverse universe = Current();
  std::optional<Checkpoint> checkpoint;
  try {
    checkpoint = universe->ebs.Checkpoint();
  } catch (const std::logic_error&) {
    return Refusal(409,
                   "calls are under way: let them end, then take the checkpoint; what a rule holds "
                   "goes on with DELETE /_fauxebs/faults");
  }
  const MutexLock lock(mutex_);
  checkpoints_.push_back({*checkpoint, universe->ahead.load()});
  return JsonAnswer(200, {{"checkpoint", std::to_string(checkpoints_.size())}});
}

Answer Control::RestoreCheckpoint(const Bytes& body) {
  const auto told = CheckpointIn(body.view());
  if (const auto* wrong = std::get_if<Malformed>(&told)) return Refusal(400, wrong->message);
  const auto& name = std::get<std::optional<std::string>>(told);
  std::optional<Kept> kept;
  {
    const MutexLock lock(mutex_);
    for (std::size_t number = 1; number <= checkpoints_.size(); ++number) {
      if (name.value_or(std::to_string(number)) == std::to_string(number)) {
        kept = checkpoints_[number - 1];
      }
    }
  }
  if (!kept) {
    return Refusal(404, "there is no such checkpoint; take one with POST /_fauxebs/checkpoint");
  }
  Replace(std::make_shared<Universe>(kept->checkpoint, kept->ahead, options_));
  return JsonAnswer(200, Json::object());
}

Answer Control::Reset(const Bytes& body) {
  if (!IsNothing(body.view())) {
    return Refusal(400, "reset begins anew as the program's options say, and takes no body");
  }
  try {
    Replace(std::make_shared<Universe>(options_));
  } catch (const std::exception& error) {  // an image has changed
    return Refusal(409, error.what());
  }
  return JsonAnswer(200, Json::object());
}

}  // namespace fauxebs::internal
