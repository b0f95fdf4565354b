#include "core/gate.h"

namespace fauxebs::internal {
namespace {

thread_local bool watchdog_waits = false;

}  // namespace

bool WatchdogWaits() { return watchdog_waits; }

std::optional<TimePoint> Gate::Pass(std::uint64_t call, TimePoint arrived) {
  const Deadline deadline = DeadlineFromNow();
  const MutexLock lock(mutex_);
  if (open_) return arrived;
  waiting_.insert(call);
  changed_.NotifyAll();
  while (waiting_.count(call) > 0) {
    if (Wait(deadline)) continue;
    waiting_.erase(call);
    return std::nullopt;
  }
  return let_go_.extract(call).mapped();
}

bool Gate::AwaitArrival(std::size_t calls) {
  const Deadline deadline = DeadlineFromNow();
  const MutexLock lock(mutex_);
  while (waiting_.size() < calls) {
    if (open_ || !Wait(deadline)) return false;
  }
  return true;
}

std::size_t Gate::Release(TimePoint now) {
  const MutexLock lock(mutex_);
  return LetGo(now);
}

void Gate::Open(TimePoint now) {
  const MutexLock lock(mutex_);
  open_ = true;
  LetGo(now);
}

std::size_t Gate::LetGo(TimePoint now) {
  const std::size_t released = waiting_.size();
  for (const std::uint64_t call : waiting_) let_go_.emplace(call, now);
  waiting_.clear();
  changed_.NotifyAll();
  return released;
}

bool Gate::is_open() const {
  const MutexLock lock(mutex_);
  return open_;
}

std::set<std::uint64_t> Gate::waiting() const {
  const MutexLock lock(mutex_);
  return waiting_;
}

Gate::Deadline Gate::DeadlineFromNow() const {
  constexpr std::chrono::milliseconds kForEver = std::chrono::hours(365 * 24);
  if (patience_.count() == 0 || patience_ > kForEver) return std::nullopt;
  return std::chrono::steady_clock::now() + patience_;
}

bool Gate::Wait(const Deadline& deadline) {
  if (!deadline) {
    changed_.Wait(mutex_);
    return true;
  }
  if (std::chrono::steady_clock::now() >= *deadline) return false;
  watchdog_waits = true;
  changed_.WaitUntil(mutex_, *deadline);
  watchdog_waits = false;
  return true;
}

}  // namespace fauxebs::internal
