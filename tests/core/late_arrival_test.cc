// A message that was late on its way is judged when it arrives, not when it was sent and not when
// the clock is read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "calls.h"
#include "fauxebs/clock.h"
#include "fauxebs/memory_service.h"

namespace fauxebs {
namespace {

using namespace std::chrono_literals;

CallContext Arriving(TimePoint time) {
  CallContext context;
  context.arrival = time;
  return context;
}

struct LateArrival : testing::Test {
  std::shared_ptr<ManualClock> clock = ManualClock::Create();
  MemoryService service{clock};

  std::string Start() { return service.StartSnapshot(StartOf(), {}).value().snapshot_id; }
};

TEST_F(LateArrival, StartsASnapshotAtThatTime) {
  clock->Advance(2h);

  const auto started = service.StartSnapshot(StartOf(), Arriving(kClockEpoch + 1h));

  EXPECT_EQ(started->start_time, kClockEpoch + 1h);
}

TEST_F(LateArrival, PutsABlockBeforeTheDeadlineThoughTheClockIsPastIt) {
  const std::string id = Start();
  clock->Advance(2h);

  EXPECT_THAT(
      service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), Arriving(kClockEpoch + 1h - 1ms)),
      Succeeds());
}

TEST_F(LateArrival, PutsNoBlockAtTheDeadline) {
  const std::string id = Start();
  clock->Advance(2h);

  EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), Arriving(kClockEpoch + 1h)),
              FailsWith(ErrorCode::kResourceNotFound));
}

TEST_F(LateArrival, OfABlockStartsTheTimeoutAnew) {
  const std::string id = Start();
  clock->Advance(90min);

  static_cast<void>(
      service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), Arriving(kClockEpoch + 40min))
          .value());

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kPending);
  clock->Advance(10min);
  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);
}

TEST_F(LateArrival, CompletesASnapshotBeforeTheDeadline) {
  const std::string id = Start();
  clock->Advance(2h);

  static_cast<void>(
      service.CompleteSnapshot(CompleteOf(id, 0), Arriving(kClockEpoch + 1h - 1ms)).value());

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST_F(LateArrival, ReadsWithATokenThatIsGoodThen) {
  const std::string id = service.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  const std::string token = TokenOf(service, id, 0);
  clock->Advance(10 * 24h);

  EXPECT_THAT(service.GetSnapshotBlock(GetOf(id, 0, token), Arriving(kClockEpoch + 7 * 24h - 1ms)),
              Succeeds());
  EXPECT_THAT(service.GetSnapshotBlock(GetOf(id, 0, token), Arriving(kClockEpoch + 7 * 24h)),
              FailsWith(ErrorCode::kValidation));
}

TEST_F(LateArrival, ListsWithTokensThatExpireFromThen) {
  const std::string id = service.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  clock->Advance(2h);

  EXPECT_EQ(service.ListSnapshotBlocks(ListOf(id), Arriving(kClockEpoch + 1h))->expiry_time,
            kClockEpoch + 1h + 7 * 24h);
}

TEST_F(LateArrival, ComparesWithTokensThatExpireFromThen) {
  const std::string id = service.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  ListChangedBlocksRequest changes;
  changes.first_snapshot_id = service.AddSnapshot(SpecOf(1));
  SnapshotSpec child;
  child.parent_snapshot_id = changes.first_snapshot_id;
  child.blocks = {{0, Block::Filled(1)}};
  changes.second_snapshot_id = service.AddSnapshot(child);
  clock->Advance(2h);

  EXPECT_EQ(service.ListChangedBlocks(changes, Arriving(kClockEpoch + 1h))->expiry_time,
            kClockEpoch + 1h + 7 * 24h);
}

TEST_F(LateArrival, IsPaidForByTheRateOfThen) {
  RateLimits limits;
  limits.start_snapshot = 1;
  service.Limits(limits);
  Start();
  clock->Advance(1h);

  EXPECT_THAT(service.StartSnapshot(StartOf(), Arriving(kClockEpoch + 999ms)),
              FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service.StartSnapshot(StartOf(), Arriving(kClockEpoch + 1s)), Succeeds());
}

TEST_F(LateArrival, IsServedWhereTheAccountIsThrottledNoMore) {
  service.ThrottleAccount(kDefaultAccount, 10s);

  EXPECT_THAT(service.StartSnapshot(StartOf(), Arriving(kClockEpoch + 9999ms)),
              FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service.StartSnapshot(StartOf(), Arriving(kClockEpoch + 10s)), Succeeds());
}

TEST_F(LateArrival, BringsNothingBackToLifeThatWasSeenDead) {
  const std::string id = Start();
  clock->Advance(2h);
  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);

  EXPECT_THAT(
      service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), Arriving(kClockEpoch + 1min)),
      FailsWith(ErrorCode::kResourceNotFound));
}

TEST_F(LateArrival, MakesTheTimeThatTheStoreHasSeen) {
  const std::string id = Start();

  static_cast<void>(service.ListSnapshotBlocks(ListOf(id), Arriving(kClockEpoch + 1h)).has_value());

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);
}

// A put reads the time twice: to find the snapshot, and to write. While it hashes, the clock goes
// past the deadline.
struct ClockThatJumps : Clock {
  mutable int readings = 0;
  TimePoint Now() const override { return kClockEpoch + std::chrono::hours(readings++); }
};

TEST(LateArrivalOfAPut, IsJudgedTwiceAtTheSameTime) {
  MemoryService service(std::make_shared<ClockThatJumps>());
  const std::string id = service.StartSnapshot(StartOf(), {}).value().snapshot_id;

  EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), Arriving(kClockEpoch + 1s)),
              Succeeds());
}

}  // namespace
}  // namespace fauxebs
