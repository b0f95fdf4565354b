#include "explore/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "fauxebs/print.h"

namespace fauxebs::internal {
namespace {

// What tells the caller nothing of whether it was done.
bool TellsNothing(const AnyResult& answer) {
  if (answer) return false;
  switch (answer.error().code) {
    case ErrorCode::kTimeout:
    case ErrorCode::kConnectionReset:
    case ErrorCode::kReplyCut:
    case ErrorCode::kReplyGarbled:
    case ErrorCode::kInternalServer:
    case ErrorCode::kServiceUnavailable:
      return true;
    default:
      return false;
  }
}

bool NeverSent(const AnyResult& answer) {
  if (answer) return false;
  const ErrorCode code = answer.error().code;
  return code == ErrorCode::kConnectionRefused || code == ErrorCode::kConnection ||
         code == ErrorCode::kClient;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Event& event) {
  out << fmt::format("t{} [{:3},{:>3}] ", event.thread, event.invoked,
                     event.running ? "" : std::to_string(event.returned));
  if (event.request() == nullptr) {
    return out << "the clock moves to " << ToString(std::get<ClockMove>(event.what).to);
  }
  VisitRequest(*event.request(), [&](const AnyRequest& request) { out << request; });
  if (event.account != kDefaultAccount) out << " by " << event.account;
  if (!event.answer) return out << " -> nothing heard";
  return out << " -> " << *event.answer;
}

HistoryRecorder::HistoryRecorder(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock)
    : Interceptor(std::move(next)), clock_(std::move(clock)) {}

void HistoryRecorder::Advance(std::chrono::milliseconds duration) {
  Event event;
  event.invoked = Tick();
  const TimePoint start = clock_->Now();
  clock_->Charge(start, duration);
  event.what = ClockMove{start + duration};
  event.returned = Tick();
  Add(std::move(event));
}

AnyResult HistoryRecorder::Around(const AnyRequest& request, const CallContext& context) {
  Event event;
  event.account = context.account;
  request.Visit([&](const auto& concrete) { event.what = OwnedRequest(concrete); });
  std::chrono::milliseconds waited{0};
  CallContext timed = context;
  timed.waited = &waited;
  event.invoked = Tick();
  if (!timed.started) timed.started = clock_->Now();
  AnyResult answer = Forward(request, timed);
  event.returned = Tick();
  if (context.waited != nullptr) *context.waited = waited;
  std::optional<Event> move;
  if (waited.count() > 0) {
    move.emplace();
    move->invoked = event.invoked;
    move->returned = event.returned;
    move->what = ClockMove{*timed.started + waited};
  }
  if (!NeverSent(answer)) {
    if (!TellsNothing(answer)) event.answer = answer;
    Add(std::move(event));
  }
  if (move) Add(*std::move(move));
  return answer;
}

std::uint64_t HistoryRecorder::Tick() {
  const MutexLock lock(mutex_);
  return ++ticks_;
}

void HistoryRecorder::Add(Event event) {
  const MutexLock lock(mutex_);
  const auto thread = threads_.emplace(std::this_thread::get_id(), threads_.size() + 1);
  event.thread = thread.first->second;
  events_.push_back(std::move(event));
}

History HistoryRecorder::history() const {
  const MutexLock lock(mutex_);
  History history = events_;
  std::stable_sort(history.begin(), history.end(),
                   [](const Event& a, const Event& b) { return a.invoked < b.invoked; });
  return history;
}

}  // namespace fauxebs::internal
