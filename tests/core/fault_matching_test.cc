// Which attempts a rule matches, and at which of them it is its turn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "calls.h"
#include "fault_rules.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::Matches;

struct FaultOccurrence : FaultRules {};

TEST_F(FaultOccurrence, OfNoneIsEveryAttempt) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "RRRRR");
}

TEST_F(FaultOccurrence, OnceIsTheFirst) {
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "R....");
}

TEST_F(FaultOccurrence, NthIsThatOneOnly) {
  ebs.On(PutSnapshotBlock).Nth(3).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "..R..");
}

TEST_F(FaultOccurrence, FirstIsSoMany) {
  ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "RR...");
}

TEST_F(FaultOccurrence, EveryIsOneOfSoMany) {
  ebs.On(PutSnapshotBlock).Every(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(7), ".R.R.R.");
}

TEST_F(FaultOccurrence, EveryStopsWhereFirstSaysSo) {
  ebs.On(PutSnapshotBlock).Every(2).First(4).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(8), ".R.R....");
}

TEST_F(FaultOccurrence, AfterIsAllButTheFirst) {
  ebs.On(PutSnapshotBlock).After(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "..RRR");
}

TEST_F(FaultOccurrence, SkipIsAllButTheFirst) {
  ebs.On(PutSnapshotBlock).Skip(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "..RRR");
}

TEST_F(FaultOccurrence, TimesIsSoMany) {
  ebs.On(PutSnapshotBlock).Times(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5), "RR...");
}

TEST_F(FaultOccurrence, SkipAndTimesAreSoManyAfterSoMany) {
  ebs.On(PutSnapshotBlock).Block(7).Skip(1).Times(2).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).Block(8).Times(2).Skip(1).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(5, 7), ".RR..");
  EXPECT_EQ(Puts(5, 8), ".RR..");
}

TEST_F(FaultOccurrence, EveryCountsWhatSkipLeaves) {
  ebs.On(PutSnapshotBlock).Every(2).Skip(1).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(6), "..R.R.");
}

TEST_F(FaultOccurrence, BetweenIsFromTheOneTimeToBeforeTheOther) {
  ebs.On(PutSnapshotBlock).Between(10s, 20s).Refuse(RequestThrottled());
  ebs.clock().Advance(9999ms);
  EXPECT_EQ(Puts(1), ".");
  ebs.clock().Advance(1ms);
  EXPECT_EQ(Puts(1), "R");
  ebs.clock().Advance(9999ms);
  EXPECT_EQ(Puts(1), "R");
  ebs.clock().Advance(1ms);
  EXPECT_EQ(Puts(1), ".");
}

TEST_F(FaultOccurrence, BetweenIsByTheCallersOwnTime) {
  ebs.On(PutSnapshotBlock).Between(10s, 20s).Refuse(RequestThrottled());
  CallContext earlier = From("a");
  earlier.started = ebs.clock().Now();
  ebs.clock().Advance(10s);
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(id, 7, Zero()), earlier), Succeeds());
  EXPECT_EQ(Puts(1), "R");
}

TEST_F(FaultOccurrence, BetweenCountsAttemptsOfItsTimeOnly) {
  ebs.On(PutSnapshotBlock).Between(10s, 20s).Nth(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), ".");
  ebs.clock().Advance(10s);
  EXPECT_EQ(Puts(3), ".R.");
}

TEST_F(FaultOccurrence, UntilEndsForGood) {
  bool over = false;
  ebs.On(PutSnapshotBlock).Until([&] { return over; }).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(2), "RR");
  over = true;
  EXPECT_EQ(Puts(2), "..");
  over = false;
  EXPECT_EQ(Puts(2), "..");
}

TEST_F(FaultOccurrence, UntilSeesTheAttempt) {
  ebs.On(PutSnapshotBlock)
      .Until([](const AttemptedCall& call) { return call.request.block_index() == 8; })
      .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(2, 7), "RR");
  EXPECT_EQ(Puts(1, 8), ".");
  EXPECT_EQ(Puts(1, 7), ".");
}

TEST_F(FaultOccurrence, UntilIsNotOverByAnAttemptThatAnEarlierRuleTakes) {
  bool over = true;
  ebs.On(PutSnapshotBlock).Once().Refuse(Throttling());
  ebs.On(PutSnapshotBlock).Until([&] { return over; }).Once().Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), "T");
  over = false;
  EXPECT_EQ(Puts(2), "R.");
}

TEST_F(FaultOccurrence, IsSaidInOneWayOnly) {
  const RuleBuilder put = ebs.On(PutSnapshotBlock);
  EXPECT_THAT([&] { static_cast<void>(put.Once().Skip(2)); },
              Misuses("Skip cannot be said beside Once, Nth, First or After"));
  EXPECT_THAT([&] { static_cast<void>(put.Skip(2).Once()); },
              Misuses("Once, Nth, First or After cannot be said beside Skip"));
  EXPECT_THAT([&] { static_cast<void>(put.Times(3).After(2)); },
              Misuses("only Skip and Times go together"));
  EXPECT_THAT([&] { static_cast<void>(put.Nth(1).Nth(2)); }, Misuses("was said twice"));
  EXPECT_THAT([&] { static_cast<void>(put.Skip(1).Skip(2)); }, Misuses("Skip was said twice"));
}

TEST_F(FaultOccurrence, IsRefusedWhereItHasNoEffect) {
  const RuleBuilder put = ebs.On(PutSnapshotBlock);
  EXPECT_THAT([&] { static_cast<void>(put.Skip(0)); }, Misuses("Skip has no effect"));
  EXPECT_THAT([&] { static_cast<void>(put.After(0)); }, Misuses("has no effect"));
  EXPECT_THAT([&] { static_cast<void>(put.Every(1)); }, Misuses("Every has no effect"));
  EXPECT_THAT([&] { static_cast<void>(put.Chance(1)); }, Misuses("Chance has no effect"));
  EXPECT_THAT([&] { static_cast<void>(put.Named("")); }, Misuses("Named has no effect"));
}

TEST_F(FaultOccurrence, UntilIsNotAskedAboutWhatDoesNotMatch) {
  ebs.On(PutSnapshotBlock).Block(7).Until([] { return true; }).Maybe().Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 8), ".");
  EXPECT_THAT(ebs.RulesTable(), testing::HasSubstr("of 1 PutSnapshotBlock call none matched: 1 "
                                                   "was for other blocks"));
}

TEST_F(FaultOccurrence, UntilMayLookAtWhatTheFakeHolds) {
  ebs.On(PutSnapshotBlock)
      .Until([&] { return ebs.Snapshot(id).blocks() == 2; })
      .Every(2)
      .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(2, 0), ".R");
  EXPECT_EQ(Puts(1, 1), ".");
  EXPECT_EQ(Puts(3, 2), "...");
}

TEST_F(FaultOccurrence, BudgetIsHowOftenItStrikesAtMost) {
  ebs.On(PutSnapshotBlock).Every(2).Budget(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(8), ".R.R....");
}

TEST_F(FaultOccurrence, BudgetLeavesTheRestToLaterRules) {
  ebs.On(PutSnapshotBlock).Budget(1).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).Once().Refuse(Throttling());
  EXPECT_EQ(Puts(3), "RT.");
}

TEST_F(FaultOccurrence, FromTextMayBeginLater) {
  ebs.Load("PutSnapshotBlock#3-: refuse(RequestThrottled)");
  EXPECT_EQ(Puts(5), "..RRR");
}

TEST_F(FaultOccurrence, FromTextMayBeARange) {
  ebs.Load("PutSnapshotBlock#2-3: refuse(RequestThrottled)");
  EXPECT_EQ(Puts(5), ".RR..");
}

TEST_F(FaultOccurrence, EveryCountsFromTheFirstOfARange) {
  ebs.Load("PutSnapshotBlock#2-/2: refuse(RequestThrottled)");
  EXPECT_EQ(Puts(6), "..R.R.");
}

TEST_F(FaultOccurrence, CountsWhatMatchesOnly) {
  ebs.On(PutSnapshotBlock).Block(7).Nth(2).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 7), ".");
  EXPECT_EQ(Puts(3, 8), "...");
  EXPECT_EQ(Puts(2, 7), "R.");
}

TEST_F(FaultOccurrence, IsCountedForAllClientsTogether) {
  ebs.On(PutSnapshotBlock).Nth(2).Refuse(RequestThrottled());
  EXPECT_THAT(Put(7, "a"), Succeeds());
  EXPECT_THAT(Put(7, "b"), FailsWith(ErrorCode::kRequestThrottled));
}

struct FaultSelector : FaultRules {};

TEST_F(FaultSelector, BlockIsThatIndex) {
  ebs.On(PutSnapshotBlock).Block(7).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 6) + Puts(1, 7) + Puts(1, 8), ".R.");
}

TEST_F(FaultSelector, BlocksIsARangeWithBothItsEnds) {
  ebs.On(PutSnapshotBlock).Blocks(7, 9).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 6) + Puts(1, 7) + Puts(1, 8) + Puts(1, 9) + Puts(1, 10), ".RRR.");
}

TEST_F(FaultSelector, BlockOfAnyOperationIsOneThatHasBlocks) {
  ebs.OnAny().Block(0).Maybe().Refuse(RequestThrottled());
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), Succeeds());
}

TEST_F(FaultSelector, SnapshotIsThatIdOnly) {
  const std::string other = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  ebs.On(PutSnapshotBlock).Snapshot(id).Refuse(RequestThrottled());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kRequestThrottled));
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(other, 7, Zero()), {}), Succeeds());
}

TEST_F(FaultSelector, SnapshotIsEitherOneOfAComparison) {
  const std::string first = ebs.AddSnapshot();
  SnapshotSpec spec;
  spec.parent_snapshot_id = first;
  ListChangedBlocksRequest changes;
  changes.first_snapshot_id = first;
  changes.second_snapshot_id = ebs.AddSnapshot(spec);
  ebs.On(ListChangedBlocks).Snapshot(first).Once().Refuse(Throttling());
  ebs.On(ListChangedBlocks).Snapshot(changes.second_snapshot_id).Refuse(InternalServer());
  EXPECT_THAT(service->ListChangedBlocks(changes, {}), FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service->ListChangedBlocks(changes, {}), FailsWith(ErrorCode::kInternalServer));
}

TEST_F(FaultSelector, SnapshotOfAnyOperationIsNotTheParentOfAStart) {
  const std::string parent = ebs.AddSnapshot();
  ebs.OnAny().Snapshot(parent).Maybe().Refuse(Throttling());
  StartSnapshotRequest child = StartOf();
  child.parent_snapshot_id = parent;
  EXPECT_THAT(service->StartSnapshot(child, {}), Succeeds());
}

TEST_F(FaultSelector, ClientIsThatNameOnly) {
  ebs.On(PutSnapshotBlock).Client("b").Refuse(RequestThrottled());
  EXPECT_THAT(Put(7, "a"), Succeeds());
  EXPECT_THAT(Put(7, "b"), FailsWith(ErrorCode::kRequestThrottled));
}

TEST_F(FaultSelector, AllMustHold) {
  ebs.On(PutSnapshotBlock).Block(7).Snapshot("snap-0").Maybe().Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 7), ".");
}

MATCHER_P(IsFrom, client, "") { return arg.context.client == client; }

TEST_F(FaultSelector, WhereTakesAMatcherAsAFunction) {
  ebs.On(PutSnapshotBlock).Where(Matches(IsFrom("b"))).Refuse(RequestThrottled());
  EXPECT_THAT(Put(7, "a"), Succeeds());
  EXPECT_THAT(Put(7, "b"), FailsWith(ErrorCode::kRequestThrottled));
}

TEST_F(FaultSelector, WhereSeesTheRequest) {
  ebs.On(StartSnapshot)
      .Where([](const AttemptedCall& call) {
        return call.request.As<StartSnapshotRequest>()->volume_size_gib == 8;
      })
      .Refuse(RequestThrottled());
  EXPECT_THAT(service->StartSnapshot(StartOf(4), {}), Succeeds());
  EXPECT_THAT(service->StartSnapshot(StartOf(8), {}), FailsWith(ErrorCode::kRequestThrottled));
}

TEST_F(FaultSelector, WhereIsAskedOnceForEachAttempt) {
  int asked = 0;
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) { return ++asked > 0; })
      .Nth(3)
      .LoseReply();
  Puts(3);
  EXPECT_EQ(asked, 3);
}

TEST_F(FaultSelector, WhereIsNotAskedAboutOtherOperations) {
  ebs.On(PutSnapshotBlock)
      .Where([](const AttemptedCall&) -> bool { throw std::runtime_error("asked"); })
      .Maybe()
      .LoseReply();
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), Succeeds());
}

}  // namespace
}  // namespace fauxebs
