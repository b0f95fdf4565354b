#include "fauxebs/clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace fauxebs {
namespace {

std::int64_t Later(std::int64_t start_ms, std::chrono::milliseconds duration) {
  constexpr std::int64_t kEnd = kClockEnd.time_since_epoch().count();
  const std::int64_t ms = duration.count();
  return start_ms > kEnd - std::max<std::int64_t>(ms, 0) ? kEnd : start_ms + ms;
}

}  // namespace

std::shared_ptr<ManualClock> ManualClock::Create(TimePoint start) {
  return std::shared_ptr<ManualClock>(new ManualClock(start));
}

ManualClock::ManualClock(TimePoint start) : now_ms_(start.time_since_epoch().count()) {}

TimePoint ManualClock::Now() const { return TimePoint(std::chrono::milliseconds(now_ms_.load())); }

void ManualClock::Advance(std::chrono::milliseconds duration) {
  if (duration.count() < 0) {
    throw std::logic_error(fmt::format(
        "time cannot move by {} ms, it never moves back; make a new Fake, or start it earlier "
        "(FakeOptions::start)",
        duration.count()));
  }
  std::int64_t now = now_ms_.load();
  while (!now_ms_.compare_exchange_weak(now, Later(now, duration))) {
  }
}

void ManualClock::AdvanceTo(TimePoint time) {
  const TimePoint now = Now();
  if (time < now) {
    throw std::logic_error(fmt::format(
        "time cannot move back: the clock is {} ms past that; make a new Fake, or start it earlier "
        "(FakeOptions::start)",
        (now - time).count()));
  }
  Charge(time, std::chrono::milliseconds(0));
}

void ManualClock::Charge(TimePoint start, std::chrono::milliseconds duration) {
  const std::int64_t end = Later(start.time_since_epoch().count(), duration);
  std::int64_t now = now_ms_.load();
  while (now < end && !now_ms_.compare_exchange_weak(now, end)) {
  }
}

Sleeper ManualClock::Sleeper() { return fauxebs::Sleeper(shared_from_this()); }

void Sleeper::Sleep(std::chrono::milliseconds duration) const {
  clock_->Charge(clock_->Now(), duration);
}

}  // namespace fauxebs
