// Time that moves only when told to.
//
//   Clock         one function, Now()
//   ManualClock   starts at kClockEpoch; moved by the test, by sleepers, by what calls are charged;
//                 stops at kClockEnd
//   Sleeper       a callable for production code's back-off: sleeps on a ManualClock
//
//   ebs.clock().Advance(std::chrono::minutes(60));
//   Uploader uploader(client, ebs.clock().Sleeper());
//
// Safe for concurrent use.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "fauxebs/operations.h"

namespace fauxebs {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint Now() const = 0;
};

// 2026-01-01T00:00:00Z.
inline constexpr TimePoint kClockEpoch{std::chrono::milliseconds(1767225600000)};

// What is due some thousand years later is still a time.
inline constexpr TimePoint kClockEnd = TimePoint::max() - std::chrono::hours(24 * 365 * 10000);

class ManualClock;

// Copies may outlive the fake: they go on moving the clock they were made for.
class Sleeper {
 public:
  explicit Sleeper(std::shared_ptr<ManualClock> clock) : clock_(std::move(clock)) {}

  // Returns at once; the clock then shows at least `duration` more than at the call. Rounds up to
  // milliseconds.
  template <typename Rep, typename Period>
  void operator()(std::chrono::duration<Rep, Period> duration) const {
    Sleep(std::chrono::ceil<std::chrono::milliseconds>(duration));
  }

 private:
  void Sleep(std::chrono::milliseconds duration) const;
  std::shared_ptr<ManualClock> clock_;
};

class ManualClock final : public Clock, public std::enable_shared_from_this<ManualClock> {
 public:
  static std::shared_ptr<ManualClock> Create(TimePoint start = kClockEpoch);
  ManualClock(const ManualClock&) = delete;
  ManualClock& operator=(const ManualClock&) = delete;

  TimePoint Now() const override;

  // Requires: duration >= 0; std::logic_error otherwise.
  void Advance(std::chrono::milliseconds duration);

  // Requires: time >= Now(); std::logic_error otherwise.
  void AdvanceTo(TimePoint time);

  // For what happens in parallel: whoever started at `start` and took `duration` is done at
  // start + duration. No effect where the clock is there already. Eight waits of 3 s from one
  // start cost 3 s.
  void Charge(TimePoint start, std::chrono::milliseconds duration);

  fauxebs::Sleeper Sleeper();

 private:
  explicit ManualClock(TimePoint start);
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace fauxebs
