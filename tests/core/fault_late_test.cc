// Messages that land when their caller has stopped listening.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::Field;
using testing::Optional;
using testing::SizeIs;

const Block& Old() {
  static const Block kOld = Block::Filled(1);
  return kOld;
}
const Block& New() {
  static const Block kNew = Block::Filled(2);
  return kNew;
}

struct Messages : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;

  Result<PutSnapshotBlockResponse> Put(const Block& block, std::int64_t index = 7) {
    return service->PutSnapshotBlock(PutOf(id, index, block), {});
  }
  Result<CompleteSnapshotResponse> Complete(std::int64_t blocks) {
    return service->CompleteSnapshot(CompleteOf(id, blocks), {});
  }
  std::uint64_t Held() { return ebs.Snapshot(id).blocks(); }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }
  std::vector<JournalEntry> Landed() {
    std::vector<JournalEntry> landed;
    for (const JournalEntry& entry : ebs.journal().entries(Side::kService)) {
      if (entry.late) landed.push_back(entry);
    }
    return landed;
  }
};

struct DeliverLateFault : Messages {};

TEST_F(DeliverLateFault, IsATimeOutToTheClient) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  EXPECT_THAT(Put(Old()), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DeliverLateFault, LandsSoLongAfterTheClientGaveUp) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  static_cast<void>(Put(Old()));
  ebs.clock().Advance(29999ms);
  EXPECT_EQ(Held(), 0U);
  ebs.clock().Advance(1ms);
  EXPECT_EQ(Held(), 1U);
}

TEST_F(DeliverLateFault, OverwritesWhatARetryHasWritten) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  static_cast<void>(Put(Old()));
  EXPECT_THAT(Put(New()), Succeeds());
  ebs.clock().Advance(30s);
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(Old()));
}

TEST_F(DeliverLateFault, IsRefusedByASnapshotThatIsCompletedMeanwhile) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  static_cast<void>(Put(Old()));
  static_cast<void>(Put(New()));
  EXPECT_THAT(Complete(1), Succeeds());
  ebs.clock().Advance(30s);
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(New()));
  EXPECT_THAT(Landed(),
              ElementsAre(Field("error", &JournalEntry::error, testing::Ne(std::nullopt))));
}

TEST_F(DeliverLateFault, LandsBeforeACallOfThatTime) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  static_cast<void>(Put(Old()));
  ebs.clock().Advance(30s);
  EXPECT_THAT(Put(New()), Succeeds());
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(New()));
}

TEST_F(DeliverLateFault, LandsAtItsOwnTimeHoweverFarTheClockMoves) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30min);  // restarts the time-out of an hour
  static_cast<void>(Put(Old()));
  ebs.clock().Advance(70min);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kPending);
  EXPECT_THAT(Landed(),
              ElementsAre(Field("started", &JournalEntry::started, kClockEpoch + 3s + 30min)));
}

TEST_F(DeliverLateFault, LandsTooLateForASnapshotThatTimedOut) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(2h);
  static_cast<void>(Put(Old()));
  ebs.clock().Advance(3h);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kError);
  EXPECT_EQ(Held(), 0U);
}

TEST_F(DeliverLateFault, OfSeveralMessagesKeepsTheOrderOfTheirTimes) {
  ebs.On(PutSnapshotBlock).Nth(1).DeliverLate(60s);
  ebs.On(PutSnapshotBlock).Once().DeliverLate(30s);
  static_cast<void>(Put(Old()));
  static_cast<void>(Put(New()));
  ebs.clock().Advance(60s);
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(Old()));
  EXPECT_THAT(Landed(), SizeIs(2));
}

TEST_F(DeliverLateFault, LandsAloneWhereOthersAreNotDueYet) {
  ebs.On(PutSnapshotBlock).Nth(1).DeliverLate(30s);
  ebs.On(PutSnapshotBlock).Once().DeliverLate(60s);
  static_cast<void>(Put(Old(), 0));
  static_cast<void>(Put(Old(), 1));
  ebs.clock().Advance(30s);
  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(0));
}

TEST_F(DeliverLateFault, OfAStartIsASnapshotThatNobodyKnows) {
  ebs.On(StartSnapshot).Once().DeliverLate(1s);
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
  ebs.clock().Advance(1s);
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
}

TEST_F(DeliverLateFault, StandsOnTheServicesSideOfTheJournalOnly) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(1s);
  static_cast<void>(Put(Old()));
  ebs.clock().Advance(1s);
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 1U);
  const std::uint64_t call = ebs.journal().entries(Side::kClient).back().number;
  EXPECT_THAT(Landed(), ElementsAre(Field("call", &JournalEntry::call, call)));
}

TEST_F(DeliverLateFault, InAThousandYearsIsALostRequest) {
  EXPECT_THAT([&] { ebs.On(PutSnapshotBlock).DeliverLate(std::chrono::milliseconds::max()); },
              Misuses("a message that lands in a thousand years is lost; use LoseRequest"));
}

TEST_F(DeliverLateFault, LandsBeforeACallWhosePredicateMovesTheClockPastIt) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(2s);
  static_cast<void>(Put(Old()));
  ebs.On(PutSnapshotBlock)
      .Where([&] {
        ebs.clock().Advance(10s);
        return false;
      })
      .Maybe()
      .Delay(1ms);
  EXPECT_THAT(Put(New()), Succeeds());
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(New()));
}

struct DuplicateFault : Messages {};

TEST_F(DuplicateFault, IsASuccessToTheClient) {
  ebs.On(PutSnapshotBlock).Once().Duplicate();
  EXPECT_THAT(Put(Old()), Succeeds());
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(DuplicateFault, LandsTwice) {
  ebs.On(PutSnapshotBlock).Once().Duplicate();
  static_cast<void>(Put(Old()));
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 2U);
  EXPECT_THAT(Landed(), SizeIs(1));
}

TEST_F(DuplicateFault, OfAStartWithoutAClientTokenIsASecondSnapshot) {
  ebs.On(StartSnapshot).Once().Duplicate();
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), Succeeds());
  EXPECT_THAT(ebs.Snapshots(), SizeIs(3));
}

TEST_F(DuplicateFault, OfAStartWithAClientTokenIsOneSnapshot) {
  ebs.On(StartSnapshot).Once().Duplicate();
  StartSnapshotRequest start = StartOf();
  start.client_token = "token";
  EXPECT_THAT(service->StartSnapshot(start, {}), Succeeds());
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
}

TEST_F(DuplicateFault, MayLandLater) {
  ebs.On(PutSnapshotBlock).Once().Duplicate(10s);
  static_cast<void>(Put(Old()));
  static_cast<void>(Put(New()));
  ebs.clock().Advance(9999ms);
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(New()));
  ebs.clock().Advance(1ms);
  EXPECT_THAT(ebs.Snapshot(id).block(7), Optional(Old()));
}

TEST_F(DuplicateFault, ComesAfterTheDelayOfTheAnswer) {
  ebs.On(PutSnapshotBlock).Delay(2s);
  ebs.On(PutSnapshotBlock).Once().Duplicate(10s);
  static_cast<void>(Put(Old()));
  EXPECT_EQ(Elapsed(), 2s);
  ebs.Drain();
  EXPECT_EQ(Elapsed(), 12s);
}

struct DrainedMessages : Messages {};

TEST_F(DrainedMessages, AllLandAtTheirOwnTimes) {
  ebs.On(PutSnapshotBlock).Nth(1).DeliverLate(10s);
  ebs.On(PutSnapshotBlock).Once().DeliverLate(20s);
  static_cast<void>(Put(Old(), 0));
  static_cast<void>(Put(Old(), 1));
  ebs.Drain();
  EXPECT_EQ(Held(), 2U);
  EXPECT_EQ(Elapsed(), 26s);
  EXPECT_THAT(Landed(), ElementsAre(Field("started", &JournalEntry::started, kClockEpoch + 13s),
                                    Field("started", &JournalEntry::started, kClockEpoch + 26s)));
}

TEST_F(DrainedMessages, AreNoneWhereNothingIsUnderWay) {
  ebs.Drain();
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(DrainedMessages, GoOnInAnotherUniverse) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(10s);
  static_cast<void>(Put(Old()));
  Fake other(ebs.Checkpoint());
  other.Drain();
  EXPECT_EQ(other.Snapshot(id).blocks(), 1U);
  EXPECT_EQ(Held(), 0U);
}

TEST_F(DrainedMessages, LandOnceThoughEightThreadsLookAtOnce) {
  ebs.On(StartSnapshot).DeliverLate(1s);
  for (int i = 0; i < 8; ++i) static_cast<void>(service->StartSnapshot(StartOf(), {}));
  ebs.clock().Advance(1s);
  std::vector<std::thread> threads;
  std::vector<std::size_t> seen(8);
  for (std::size_t& snapshots : seen) {
    threads.emplace_back([&] { snapshots = ebs.Snapshots().size(); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(seen, testing::Each(9U));
}

TEST_F(DrainedMessages, AreSeenByWhateverLooksAtTheFake) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(1s);
  static_cast<void>(Put(Old()));
  const std::uint64_t before = ebs.StateHash();
  ebs.clock().Advance(1s);
  EXPECT_NE(ebs.StateHash(), before);
}

struct CutReplyFault : Messages {
  std::string completed = ebs.AddSnapshot(SpecOf(1, {{0, Old()}}));
  GetSnapshotBlockRequest get = GetOf(completed, 0, TokenOf(*service, completed, 0));
};

TEST_F(CutReplyFault, IsAnErrorOfItsOwn) {
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);
  const auto got = service->GetSnapshotBlock(get, {});
  ASSERT_THAT(got, FailsWith(ErrorCode::kReplyCut));
  EXPECT_EQ(got.error().message, "the reply ended after 1000 bytes of its body");
}

TEST_F(CutReplyFault, LeavesTheEffect) {
  ebs.On(CompleteSnapshot).Once().CutReply(5);
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kReplyCut));
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST_F(CutReplyFault, CutsARefusalToo) {
  ebs.On(CompleteSnapshot).Once().CutReply(5);
  EXPECT_THAT(service->CompleteSnapshot(CompleteOf("snap-0123456789abcdef0", 0), {}),
              FailsWith(ErrorCode::kReplyCut));
}

}  // namespace
}  // namespace fauxebs
