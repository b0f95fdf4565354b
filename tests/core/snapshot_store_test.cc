#include "core/snapshot_store.h"

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
using internal::SnapshotRecord;
using internal::SnapshotStore;
using testing::ElementsAre;

SnapshotRecord Named(const std::string& id) {
  SnapshotRecord snapshot;
  snapshot.id = id;
  return snapshot;
}

TEST(SnapshotStore, SeesTimeThatNeverGoesBack) {
  SnapshotStore store;
  EXPECT_EQ(store.Latest(kClockEpoch + 2h), kClockEpoch + 2h);
  EXPECT_EQ(store.Latest(kClockEpoch + 1h), kClockEpoch + 2h);
  EXPECT_EQ(store.Latest(kClockEpoch + 3h), kClockEpoch + 3h);
}

TEST(SnapshotStore, CopiesTheTimeItHasSeen) {
  SnapshotStore store;
  store.Latest(kClockEpoch + 2h);
  SnapshotStore copy = store;
  EXPECT_EQ(copy.Latest(kClockEpoch), kClockEpoch + 2h);
}

TEST(SnapshotStore, KeepsSnapshotsInTheOrderOfTheirStart) {
  SnapshotStore store;
  const SnapshotRecord* first = &store.Add(Named("snap-2"), nullptr);
  const SnapshotRecord* second = &store.Add(Named("snap-1"), nullptr);
  EXPECT_THAT(store.InOrderOfStart(), ElementsAre(first, second));
}

TEST(SnapshotStore, GivesARootALineageOfItsOwn) {
  SnapshotStore store;
  const SnapshotRecord& first = store.Add(Named("snap-1"), nullptr);
  const SnapshotRecord& second = store.Add(Named("snap-2"), nullptr);
  EXPECT_NE(first.lineage, second.lineage);
}

TEST(SnapshotStore, GivesAGrandchildTheLineageOfItsRoot) {
  SnapshotStore store;
  const SnapshotRecord& root = store.Add(Named("snap-1"), nullptr);
  const SnapshotRecord& child = store.Add(Named("snap-2"), &root);
  const SnapshotRecord& grandchild = store.Add(Named("snap-3"), &child);
  EXPECT_EQ(grandchild.lineage, root.lineage);
  EXPECT_NE(grandchild.layer, child.layer);
}

TEST(SnapshotStore, DoesNotFindWhatWasErased) {
  SnapshotStore store;
  store.Add(Named("snap-1"), nullptr);
  store.Erase("snap-1");
  EXPECT_EQ(store.Find("snap-1"), nullptr);
}

// A clock as threads see it that read it before and are served after one another.
struct ClockThatGoesBack : Clock {
  TimePoint now = kClockEpoch;
  TimePoint Now() const override { return now; }
};

TEST(MemoryService, DoesNotBringASnapshotBackToLifeThatWasSeenDead) {
  const auto clock = std::make_shared<ClockThatGoesBack>();
  MemoryService service(clock);
  const std::string id = service.StartSnapshot(StartOf(), {}).value().snapshot_id;
  clock->now = kClockEpoch + 60min;
  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);

  clock->now = kClockEpoch + 60min - 1ms;

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);
  EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

TEST(MemoryService, DoesNotBringATokenBackToLifeThatWasSeenDead) {
  const auto clock = std::make_shared<ClockThatGoesBack>();
  MemoryService service(clock);
  const std::string id = service.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  const std::string token = TokenOf(service, id, 0);
  clock->now = kClockEpoch + 7 * 24h;
  EXPECT_THAT(service.GetSnapshotBlock(GetOf(id, 0, token), {}), FailsWith(ErrorCode::kValidation));

  clock->now = kClockEpoch + 7 * 24h - 1ms;

  EXPECT_THAT(service.GetSnapshotBlock(GetOf(id, 0, token), {}), FailsWith(ErrorCode::kValidation));
}

}  // namespace
}  // namespace fauxebs
