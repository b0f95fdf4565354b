// Gate: where a rule's Hold() stops calls, until somebody lets them go.
//
//   // on the caller's thread
//   if (const auto let_go = gate.Pass(call, arrived)) ... else ...  // the watchdog lost patience
//   // on the test's thread
//   gate.AwaitArrival(1);
//   gate.Release(now);
//
// A gate belongs to the thread that made it, which is who is expected to let calls go. Nobody waits
// at it for longer than the watchdog's patience, in real time. Safe for concurrent use.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "core/mutex.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// Whether this thread waits in real time because a watchdog watches. Nothing else of fauxebs does.
bool WatchdogWaits();

class Gate {
 public:
  // A patience of 0: no watchdog.
  explicit Gate(std::chrono::milliseconds patience) : patience_(patience) {}

  std::chrono::milliseconds patience() const { return patience_; }
  bool IsOwnedHere() const { return std::this_thread::get_id() == owner_; }

  // Waits until the gate is opened or the call let go: by the clock, when it was, which may be
  // before this thread runs again. Nothing where patience ended first.
  std::optional<TimePoint> Pass(std::uint64_t call, TimePoint arrived);

  // Waits until so many calls wait here at once; false where patience ended, or the gate was
  // opened, before.
  bool AwaitArrival(std::size_t calls);

  // Lets those go that wait here; how many they were.
  std::size_t Release(TimePoint now);

  // For good.
  void Open(TimePoint now);
  bool is_open() const;

  // The calls that wait here.
  std::set<std::uint64_t> waiting() const;

 private:
  std::size_t LetGo(TimePoint now) FAUXEBS_REQUIRES(mutex_);

  using Deadline = std::optional<std::chrono::steady_clock::time_point>;
  Deadline DeadlineFromNow() const;
  // Until something changes or the deadline is there; false where it is.
  bool Wait(const Deadline& deadline) FAUXEBS_REQUIRES(mutex_);

  const std::chrono::milliseconds patience_;
  const std::thread::id owner_ = std::this_thread::get_id();
  mutable Mutex mutex_;
  Condition changed_;
  bool open_ FAUXEBS_GUARDED_BY(mutex_) = false;
  std::set<std::uint64_t> waiting_ FAUXEBS_GUARDED_BY(mutex_);
  std::map<std::uint64_t, TimePoint> let_go_ FAUXEBS_GUARDED_BY(mutex_);  // and not yet gone
};

}  // namespace fauxebs::internal
