#include "fauxebs/clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>

#include "calls.h"

namespace fauxebs {
namespace {

using namespace std::chrono_literals;

TEST(ManualClock, StartsAtAFixedTime) {
  EXPECT_EQ(ManualClock::Create()->Now(), kClockEpoch);
  EXPECT_EQ(ToString(kClockEpoch), "2026-01-01T00:00:00.000Z");
}

TEST(ManualClock, StartsWhereItIsTold) {
  EXPECT_EQ(ManualClock::Create(kClockEpoch - 1h)->Now(), kClockEpoch - 1h);
}

TEST(ManualClock, MovesBySteps) {
  const auto clock = ManualClock::Create();
  clock->Advance(1h);
  clock->Advance(1ms);
  EXPECT_EQ(clock->Now(), kClockEpoch + 1h + 1ms);
}

TEST(ManualClock, MovesToATime) {
  const auto clock = ManualClock::Create();
  clock->AdvanceTo(kClockEpoch + 1h);
  EXPECT_EQ(clock->Now(), kClockEpoch + 1h);
}

TEST(ManualClock, MayBeMovedToWhereItIs) {
  const auto clock = ManualClock::Create();
  clock->AdvanceTo(kClockEpoch);
  clock->Advance(0ms);
  EXPECT_EQ(clock->Now(), kClockEpoch);
}

TEST(ManualClock, RefusesToMoveBackWithASentence) {
  const auto clock = ManualClock::Create();
  EXPECT_THAT(
      [&] { clock->Advance(-5ms); },
      Misuses("time cannot move by -5 ms, it never moves back; make a new Fake, or start it "
              "earlier (FakeOptions::start)"));
  EXPECT_THAT([&] { clock->AdvanceTo(kClockEpoch - 5ms); },
              Misuses("time cannot move back: the clock is 5 ms past that; make a new Fake, or "
                      "start it earlier (FakeOptions::start)"));
  EXPECT_EQ(clock->Now(), kClockEpoch);
}

TEST(ManualClock, IsChargedFromWhereTheWaitBegan) {
  const auto clock = ManualClock::Create();
  clock->Charge(kClockEpoch, 3s);
  EXPECT_EQ(clock->Now(), kClockEpoch + 3s);
}

TEST(ManualClock, IsNotChargedForWaitsThatEndBeforeNow) {
  const auto clock = ManualClock::Create();
  clock->Advance(1h);
  clock->Charge(kClockEpoch, 3s);
  EXPECT_EQ(clock->Now(), kClockEpoch + 1h);
}

TEST(ManualClock, ChargesEightWaitsOfThreeSecondsFromOneStartThreeSeconds) {
  const auto clock = ManualClock::Create();
  const auto wait = [&] { clock->Charge(kClockEpoch, 3s); };
  std::thread threads[] = {std::thread(wait), std::thread(wait), std::thread(wait),
                           std::thread(wait), std::thread(wait), std::thread(wait),
                           std::thread(wait), std::thread(wait)};
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(clock->Now(), kClockEpoch + 3s);
}

TEST(ManualClock, ChargesOverlappingWaitsToTheEndOfTheLast) {
  const auto clock = ManualClock::Create();
  clock->Charge(kClockEpoch, 3s);
  clock->Charge(kClockEpoch + 1s, 3s);
  EXPECT_EQ(clock->Now(), kClockEpoch + 4s);
}

TEST(ManualClock, StopsAtItsEnd) {
  const auto clock = ManualClock::Create();
  clock->Advance(std::chrono::milliseconds::max());
  EXPECT_EQ(clock->Now(), kClockEnd);
  clock->AdvanceTo(TimePoint::max());
  EXPECT_EQ(clock->Now(), kClockEnd);
}

TEST(ManualClock, LosesNoStepOfManyThreads) {
  const auto clock = ManualClock::Create();
  const auto step = [&] {
    for (int i = 0; i < 1000; ++i) clock->Advance(1ms);
  };
  std::thread one(step);
  std::thread two(step);
  one.join();
  two.join();
  EXPECT_EQ(clock->Now(), kClockEpoch + 2s);
}

TEST(Sleeper, MovesTheClockAndReturnsAtOnce) {
  const auto clock = ManualClock::Create();
  const Sleeper sleep = clock->Sleeper();
  sleep(1h);
  sleep(1h);
  EXPECT_EQ(clock->Now(), kClockEpoch + 2h);
}

TEST(Sleeper, RoundsUpToMilliseconds) {
  const auto clock = ManualClock::Create();
  clock->Sleeper()(1us);
  EXPECT_EQ(clock->Now(), kClockEpoch + 1ms);
}

TEST(Sleeper, TakesFractionsOfASecond) {
  const auto clock = ManualClock::Create();
  clock->Sleeper()(std::chrono::duration<double>(0.25));
  EXPECT_EQ(clock->Now(), kClockEpoch + 250ms);
}

TEST(Sleeper, OfNoTimeMovesNothing) {
  const auto clock = ManualClock::Create();
  clock->Sleeper()(0ms);
  EXPECT_EQ(clock->Now(), kClockEpoch);
}

TEST(Sleeper, MayOutliveWhoMadeIt) {
  auto clock = ManualClock::Create();
  const Sleeper sleep = clock->Sleeper();
  const std::weak_ptr<ManualClock> watched = clock;
  clock.reset();
  sleep(1h);
  EXPECT_EQ(watched.lock()->Now(), kClockEpoch + 1h);
}

}  // namespace
}  // namespace fauxebs
