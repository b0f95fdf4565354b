// Calls that a rule holds at its gate.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

FakeOptions WithWatchdog(std::chrono::milliseconds patience) {
  FakeOptions options;
  options.watchdog = patience;
  return options;
}

struct HeldCall : testing::Test {
  explicit HeldCall(std::chrono::milliseconds patience = FakeOptions().watchdog)
      : ebs(WithWatchdog(patience)) {}

  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;

  using Put = Result<PutSnapshotBlockResponse>;
  std::future<Put> PutElsewhere(std::int64_t index = 7) {
    return std::async(std::launch::async, [this, index] {
      return service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), From("worker"));
    });
  }
  std::uint64_t Written() { return ebs.Snapshot(id).blocks(); }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }
};

TEST_F(HeldCall, HasNoEffectUntilItIsLetGo) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  EXPECT_EQ(Written(), 0U);
  held.Release();
  EXPECT_THAT(put.get(), Succeeds());
  EXPECT_EQ(Written(), 1U);
}

TEST_F(HeldCall, LetsOthersPassMeanwhile) {
  const Rule held = ebs.On(PutSnapshotBlock).Block(7).Hold();
  std::future<Put> put = PutElsewhere(7);
  held.AwaitArrival();
  EXPECT_THAT(PutElsewhere(8).get(), Succeeds());
  held.Release();
  EXPECT_THAT(put.get(), Succeeds());
}

TEST_F(HeldCall, IsAwaitedByNumber) {
  const Rule held = ebs.On(PutSnapshotBlock).Hold();
  std::vector<std::future<Put>> puts;
  for (int i = 0; i < 3; ++i) puts.push_back(PutElsewhere(i));
  held.AwaitArrival(3);
  EXPECT_EQ(held.fired(), 3U);
  held.Release();
  for (std::future<Put>& put : puts) EXPECT_THAT(put.get(), Succeeds());
}

TEST_F(HeldCall, OfALaterAttemptIsHeldAgain) {
  const Rule held = ebs.On(PutSnapshotBlock).Hold();
  std::future<Put> first = PutElsewhere();
  held.AwaitArrival();
  held.Release();
  EXPECT_THAT(first.get(), Succeeds());
  std::future<Put> second = PutElsewhere();
  held.AwaitArrival();
  held.Release();
  EXPECT_THAT(second.get(), Succeeds());
}

TEST_F(HeldCall, GoesOnWhereItsRuleIsCancelled) {
  Rule held = ebs.On(PutSnapshotBlock).Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  held.Cancel();
  EXPECT_THAT(put.get(), Succeeds());
  EXPECT_THAT(PutElsewhere().get(), Succeeds());
}

TEST_F(HeldCall, GoesOnAtTheEndOfItsRulesScope) {
  std::future<Put> put;
  {
    const ScopedRule held = ebs.On(PutSnapshotBlock).Hold().Scoped();
    put = PutElsewhere();
    held.rule().AwaitArrival();
  }
  EXPECT_THAT(put.get(), Succeeds());
}

TEST(HeldCallOfAFake, GoesOnWhenTheFakeDies) {
  auto ebs = std::make_unique<Fake>();
  const std::shared_ptr<Service> service = ebs->service();
  const Rule held = ebs->On(StartSnapshot).Hold();
  auto start = std::async(std::launch::async,
                          [&] { return service->StartSnapshot(StartOf(), From("worker")); });
  held.AwaitArrival();
  ebs.reset();
  EXPECT_THAT(start.get(), Succeeds());
}

TEST_F(HeldCall, TakesTheTimeThatPassesMeanwhile) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  ebs.clock().Advance(2999ms);
  held.Release();
  EXPECT_THAT(put.get(), Succeeds());
  EXPECT_EQ(Elapsed(), 2999ms);
}

TEST_F(HeldCall, PastItsDeadlineIsATimeOutThatLandsAllTheSame) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  ebs.clock().Advance(3s);
  held.Release();
  EXPECT_THAT(put.get(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Written(), 1U);
  EXPECT_TRUE(ebs.journal().entries(Side::kService).back().late);
}

TEST_F(HeldCall, IsStruckByAnotherRuleOnceItIsLetGo) {
  const Rule held = ebs.On(PutSnapshotBlock).Hold();
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  held.Release();
  EXPECT_THAT(put.get(), FailsWith(ErrorCode::kRequestThrottled));
}

TEST_F(HeldCall, ComesAfterLateMessagesThatWereDueBeforeItIsLetGo) {
  ebs.On(PutSnapshotBlock).Once().DeliverLate(2s);
  const auto old = service->PutSnapshotBlock(PutOf(id, 7, Block::Filled(1)), {});
  EXPECT_THAT(old, FailsWith(ErrorCode::kTimeout));
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  ebs.clock().Advance(10s);
  held.Release();
  put.wait();
  EXPECT_THAT(ebs.Snapshot(id).block(7), testing::Optional(Block::Zero()));
}

TEST_F(HeldCall, LandsOnceMoreAfterItIsLetGo) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  ebs.On(PutSnapshotBlock).Once().Duplicate(1s);
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  ebs.clock().Advance(10s);
  held.Release();
  put.wait();
  ebs.Drain();
  EXPECT_EQ(Elapsed(), 11s);
}

TEST_F(HeldCall, OfACancelledRuleInAnotherUniverseIsAwaitedByNobody) {
  ebs.On(PutSnapshotBlock).Maybe().Hold().Cancel();
  Fake other(ebs.Checkpoint());
  EXPECT_THAT([&] { other.rules().front().AwaitArrival(); }, Misuses("it is open"));
}

TEST_F(HeldCall, IsAwaitedAtLeastOnce) {
  const Rule held = ebs.On(PutSnapshotBlock).Maybe().Hold();
  EXPECT_THAT([&] { held.AwaitArrival(0); }, Misuses("one call at least"));
}

TEST(WatchdogOfAFake, HasNoPatienceThatIsNegative) {
  EXPECT_THAT([] { Fake ebs(WithWatchdog(-5ms)); }, Misuses("FakeOptions::watchdog is -5 ms"));
}

TEST_F(HeldCall, ShowsInTheJournalAsRunning) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  EXPECT_EQ(ebs.journal().entries(Side::kClient).back().returned, 0U);
  EXPECT_EQ(ebs.journal().entries(Side::kClient).back().rule, "PutSnapshotBlock#1: hold");
  held.Release();
  put.wait();
}

TEST_F(HeldCall, IsInFlightForACheckpoint) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  std::future<Put> put = PutElsewhere();
  held.AwaitArrival();
  EXPECT_THAT([&] { static_cast<void>(ebs.Checkpoint()); }, Misuses("calls were in flight"));
  held.Release();
  put.wait();
  EXPECT_NO_THROW(static_cast<void>(ebs.Checkpoint()));
}

TEST_F(HeldCall, OfEightThatWaitTogetherCostsTheLongestAndNotTheSum) {
  const Rule held = ebs.On(PutSnapshotBlock).Hold();
  ebs.On(PutSnapshotBlock).Delay(2s);
  std::vector<std::future<Put>> puts;
  for (int i = 0; i < 8; ++i) puts.push_back(PutElsewhere(i));
  held.AwaitArrival(8);
  held.Release();
  for (std::future<Put>& put : puts) EXPECT_THAT(put.get(), Succeeds());
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(HeldCall, OnTheThreadOfTheRuleIsRefusedAtOnce) {
  ebs.On(PutSnapshotBlock).Hold();
  EXPECT_THAT(
      [&] { static_cast<void>(service->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), {})); },
      Misuses("a call would wait for its own thread"));
}

TEST_F(HeldCall, MayBeMadeOnAnyThreadWhereNoLineOfATestWroteTheRule) {
  Rule held = ebs.Load("PutSnapshotBlock#1: hold", "faults.txt", 0).front();
  std::future<void> cancelled = std::async(std::launch::async, [&] {
    held.AwaitArrival();
    held.Cancel();
  });
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), {}), Succeeds());
  cancelled.get();
}

TEST_F(HeldCall, IsNotReleasedBeforeItIsThere) {
  const Rule held = ebs.On(PutSnapshotBlock).Maybe().Hold();
  EXPECT_THAT([&] { held.Release(); }, Misuses("AwaitArrival() comes before Release()"));
}

TEST_F(HeldCall, IsNotAwaitedOfARuleThatHoldsNone) {
  const Rule lost = ebs.On(PutSnapshotBlock).Maybe().LoseReply();
  EXPECT_THAT([&] { lost.AwaitArrival(); }, Misuses("only a rule that holds calls has a gate"));
  EXPECT_THAT([&] { lost.Release(); }, Misuses("only a rule that holds calls has a gate"));
}

TEST_F(HeldCall, IsNotAwaitedOfARuleThatIsCancelled) {
  Rule held = ebs.On(PutSnapshotBlock).Maybe().Hold();
  held.Cancel();
  EXPECT_THAT([&] { held.AwaitArrival(); }, Misuses("it is open, for the rule was cancelled"));
}

// These let a watchdog bite, which takes real time.
struct Watchdog : HeldCall {
  Watchdog() : HeldCall(50ms) {}
};

TEST_F(Watchdog, LetsACallGoThatNobodyReleases) {
  const Rule held = ebs.On(PutSnapshotBlock).Once().Hold();
  const std::string line = std::to_string(__LINE__ - 1);
  EXPECT_THAT(PutElsewhere().get(), Succeeds());
  EXPECT_THAT(
      ebs.Verify(),
      ElementsAre(Field(
          "text", &Violation::text,
          AllOf(HasSubstr("nobody let this call go, so it went on by itself after 50 ms of real "
                          "time:\n    #3 worker t2 PutSnapshotBlock " +
                          id + "[7]"),
                HasSubstr("it waited for Release() of the rule: PutSnapshotBlock#1: hold ("),
                HasSubstr("fault_gates_test.cc:" + line)))));
  EXPECT_THAT(ebs.Verify(), IsEmpty());
}

TEST_F(Watchdog, EndsTheWaitForACallThatNeverComes) {
  const Rule held = ebs.On(PutSnapshotBlock).Block(7).Hold();
  EXPECT_THAT(PutElsewhere(8).get(), Succeeds());
  EXPECT_THAT([&] { held.AwaitArrival(); },
              Misuses("1 call was awaited at the gate of a rule, and 0 came within 50 ms of real "
                      "time\n  rule: PutSnapshotBlock[block=7]: hold ("));
  EXPECT_THAT([&] { held.AwaitArrival(); },
              Misuses("so far: of 1 PutSnapshotBlock call none matched: 1 was for other "
                      "blocks\n  calls that run: none"));
  static_cast<void>(ebs.Verify());
}

TEST_F(Watchdog, NamesTheCallsThatRun) {
  std::promise<void> runs;
  std::promise<void> may_end;
  const Rule other = ebs.On(CompleteSnapshot).Maybe().Hold();
  ebs.On(PutSnapshotBlock)
      .Where([&] {
        runs.set_value();
        may_end.get_future().wait();
        return true;
      })
      .Delay(1ms);
  std::future<Put> put = PutElsewhere();
  runs.get_future().wait();
  EXPECT_THAT([&] { other.AwaitArrival(); }, Misuses("worker t2 PutSnapshotBlock " + id));
  may_end.set_value();
  EXPECT_THAT(put.get(), Succeeds());
}

TEST_F(Watchdog, IsToldWhenTheFakeDies) {
  auto dying = std::make_unique<Fake>(WithWatchdog(50ms));
  static_cast<void>(dying->On(StartSnapshot).Hold());
  const std::shared_ptr<Service> its_service = dying->service();
  std::async(std::launch::async, [&] {
    return its_service->StartSnapshot(StartOf(), From("worker"));
  }).wait();
  testing::internal::CaptureStderr();
  dying.reset();
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("nobody let this call go"));
}

}  // namespace
}  // namespace fauxebs
