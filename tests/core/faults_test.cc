// Rules beside each other: order, chance, handles, predicates.

#include "fauxebs/faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "calls.h"
#include "fault_rules.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::Le;
using testing::SizeIs;

struct FaultOrder : FaultRules {};

TEST_F(FaultOrder, LetsTheFirstRuleWithAVerdictTakeTheAttempt) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  const Rule second = ebs.On(PutSnapshotBlock).Maybe().Refuse(Throttling());
  EXPECT_EQ(Puts(2), "RR");
  EXPECT_EQ(second.matched(), 0U);
}

TEST_F(FaultOrder, LetsLaterRulesCountOnlyWhatEarlierOnesLetPass) {
  const Rule first = ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());
  const Rule second = ebs.On(PutSnapshotBlock).Once().Refuse(Throttling());
  EXPECT_EQ(Puts(5), "RRT..");
  EXPECT_EQ(first.matched(), 5U);
  EXPECT_EQ(second.matched(), 3U);
}

TEST_F(FaultOrder, LetsTwoRulesTakeTurns) {
  ebs.On(PutSnapshotBlock).Every(2).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).Every(2).Refuse(Throttling());
  EXPECT_EQ(Puts(8), ".RTR.RTR");
}

TEST_F(FaultOrder, LetsADelayPassTheAttemptOn) {
  const Rule delay = ebs.On(PutSnapshotBlock).Delay(1s);
  const Rule refusal = ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), "R");
  EXPECT_EQ(delay.fired(), 1U);
  EXPECT_EQ(refusal.fired(), 1U);
}

TEST_F(FaultOrder, LetsNoDelayBehindAVerdictSeeTheAttempt) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  const Rule delay = ebs.On(PutSnapshotBlock).Maybe().Delay(1s);
  EXPECT_EQ(Puts(1), "R");
  EXPECT_EQ(delay.matched(), 0U);
  EXPECT_EQ(ebs.clock().Now(), kClockEpoch);
}

TEST_F(FaultOrder, IsTheOrderInWhichRulesWereWritten) {
  ebs.Load("PutSnapshotBlock: refuse(Throttling); PutSnapshotBlock{maybe}: refuse(InternalServer)");
  EXPECT_EQ(Puts(1), "T");
  EXPECT_EQ(ebs.rules().at(0).text(), "PutSnapshotBlock: refuse(Throttling)");
}

struct FaultChance : FaultRules {};

TEST_F(FaultChance, StrikesItsShare) {
  const Rule rule = ebs.On(PutSnapshotBlock).Chance(0.3).Refuse(RequestThrottled());
  Puts(1000);
  EXPECT_EQ(rule.matched(), 1000U);
  EXPECT_THAT(rule.fired(), AllOf(Ge(250U), Le(350U)));
}

TEST_F(FaultChance, StrikesTheSameAttemptsInEveryRun) {
  Fake other;
  const std::string other_id = other.service()->StartSnapshot(StartOf(), {}).value().snapshot_id;
  ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  const std::string letters = Puts(50);
  other.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  service = other.service();
  ASSERT_EQ(id, other_id);
  EXPECT_EQ(Puts(50), letters);
}

TEST_F(FaultChance, StrikesOtherAttemptsWithAnotherSeed) {
  FakeOptions options;
  options.service.seed = 2;
  Fake other(options);
  ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  const std::string letters = Puts(50);
  other.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  service = other.service();
  id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  EXPECT_NE(Puts(50), letters);
}

TEST_F(FaultChance, IsDrawnForEachRuleByItself) {
  const Rule first = ebs.On(PutSnapshotBlock).Chance(0.5).Delay(1ms);
  const Rule second = ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  Puts(100);
  EXPECT_THAT(second.fired(), AllOf(Ge(30U), Le(70U)));
  EXPECT_NE(first.fired(), second.fired());
}

TEST_F(FaultChance, IsDrawnForTwoEqualRulesApart) {
  ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  const Rule second = ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  Puts(100);
  EXPECT_THAT(second.fired(), AllOf(Ge(10U), Le(40U)));
}

// (block, attempt) of each put that a rule struck.
using Struck = std::set<std::pair<std::int64_t, int>>;

// Eight workers, each with 80 blocks of its own, try each of them five times.
Struck StruckAmongEightThreads(Fake& ebs) {
  const std::string id = ebs.service()->StartSnapshot(StartOf(), {}).value().snapshot_id;
  const Block block = Block::Zero();
  const auto work = [&](std::int64_t first) {
    for (std::int64_t index = first; index < first + 80; ++index) {
      for (int attempt = 1; attempt <= 5; ++attempt) {
        CallContext context;
        context.attempt = attempt;
        static_cast<void>(ebs.service()->PutSnapshotBlock(PutOf(id, index, block), context));
      }
    }
  };
  std::vector<std::thread> workers;
  for (std::int64_t first = 0; first < 640; first += 80) workers.emplace_back(work, first);
  for (std::thread& worker : workers) worker.join();

  Struck struck;
  for (const JournalEntry& entry : ebs.journal().entries(Side::kClient)) {
    const bool rained = entry.rule.find("rain") != std::string::npos;
    if (rained) struck.emplace(entry.block_index.value_or(-1), entry.attempt);
  }
  return struck;
}

Struck StruckWithoutOtherRules() {
  Fake ebs;
  ebs.On(PutSnapshotBlock).Chance(0.3).Named("rain").Refuse(RequestThrottled());
  return StruckAmongEightThreads(ebs);
}

TEST_F(FaultChance, DoesNotDependOnTheOrderOfThreads) {
  std::set<Struck> all;
  for (int repeat = 0; repeat < 20; ++repeat) all.insert(StruckWithoutOtherRules());
  EXPECT_THAT(all, ElementsAre(SizeIs(AllOf(Ge(860U), Le(1060U)))));
}

TEST_F(FaultChance, DoesNotDependOnOtherRules) {
  Fake other;
  other.On(GetSnapshotBlock).Maybe().LoseReply();
  other.On(PutSnapshotBlock).Chance(0.5).Delay(1ms);
  other.On(PutSnapshotBlock).Chance(0.3).Named("rain").Refuse(RequestThrottled());
  EXPECT_EQ(StruckAmongEightThreads(other), StruckWithoutOtherRules());
}

TEST_F(FaultChance, DependsOnWhatARuleDoesAndNotOnWhereItStands) {
  const auto any = [](const AttemptedCall&) { return true; };
  Fake first;
  first.On(PutSnapshotBlock).Where(any).Chance(0.5).Refuse(RequestThrottled());
  Fake second;
  second.On(PutSnapshotBlock)
      .Where(any)
      .Maybe()
      .Budget(1'000'000)
      .Chance(0.5)
      .Refuse(RequestThrottled());
  const auto letters = [this](Fake& fake) {
    service = fake.service();
    id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
    return Puts(50);
  };
  EXPECT_EQ(letters(first), letters(second));
}

struct FaultHandle : FaultRules {};

TEST_F(FaultHandle, CountsWhatMatchedAndWhatFired) {
  const Rule rule = ebs.On(PutSnapshotBlock).Block(7).Nth(2).Refuse(RequestThrottled());
  Puts(3, 7);
  Puts(1, 8);
  EXPECT_EQ(rule.matched(), 3U);
  EXPECT_EQ(rule.fired(), 1U);
}

TEST_F(FaultHandle, IsRefusedForABlockThatNoVolumeHas) {
  EXPECT_THAT([&] { ebs.OnAny().Block(134217728).LoseReply(); },
              Misuses("no volume has a block 134217728"));
}

TEST_F(FaultHandle, IsRefusedForATextWithoutARule) {
  EXPECT_THAT([&] { ebs.Load(" "); }, Misuses("there is no rule in the text"));
}

TEST_F(FaultHandle, IsRefusedWhereSomethingIsSaidTwice) {
  EXPECT_THAT([&] { static_cast<void>(ebs.OnAny().Nth(2).First(5)); }, Misuses("said twice"));
  EXPECT_THAT([&] { static_cast<void>(ebs.OnAny().Block(1).Block(2)); }, Misuses("said twice"));
  EXPECT_THAT([&] { static_cast<void>(ebs.OnAny().Chance(0.5).Chance(0.1)); },
              Misuses("said twice"));
}

TEST_F(FaultHandle, ShowsTheRuleAsText) {
  const Rule rule = ebs.On(PutSnapshotBlock).Block(7).First(2).Maybe().Refuse(RequestThrottled());
  EXPECT_EQ(rule.text(), "PutSnapshotBlock[block=7]#1-2{maybe}: refuse(RequestThrottled)");
}

TEST_F(FaultHandle, CancelsTheRule) {
  Rule rule = ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), "R");
  rule.Cancel();
  EXPECT_EQ(Puts(1), ".");
  EXPECT_EQ(rule.fired(), 1U);
}

TEST_F(FaultHandle, CancelsForACallThatIsMatchedAlready) {
  Rule first = ebs.On(PutSnapshotBlock).Maybe().Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) { return first.Cancel(), true; })
      .Refuse(Throttling());
  EXPECT_EQ(Puts(1), "T");
  EXPECT_EQ(first.matched(), 0U);
}

TEST_F(FaultHandle, OutlivesItsFake) {
  auto other = std::make_unique<Fake>();
  Rule rule = other->On(PutSnapshotBlock).Maybe().LoseReply();
  other.reset();
  rule.Cancel();
  EXPECT_EQ(rule.fired(), 0U);
}

TEST_F(FaultHandle, ScopedStrikesWithinItsScopeOnly) {
  {
    const ScopedRule rule = ebs.On(PutSnapshotBlock).Refuse(RequestThrottled()).Scoped();
    EXPECT_EQ(Puts(2), "RR");
    EXPECT_EQ(rule.rule().fired(), 2U);
  }
  EXPECT_EQ(Puts(2), "..");
}

TEST_F(FaultHandle, IsRefusedWhereTheRuleCanHaveNoEffect) {
  EXPECT_THAT([&] { ebs.On(CompleteSnapshot).Block(7).LoseReply(); }, Misuses("not about a block"));
  EXPECT_THAT([&] { ebs.On(GetSnapshotBlock).Refuse(Conflict()); }, Misuses("never answers"));
  EXPECT_THAT(ebs.rules(), SizeIs(0));
}

TEST_F(FaultHandle, IsGivenForAnIllegalFaultThatIsMeant) {
  ebs.On(PutSnapshotBlock).Anyway().Refuse(Conflict());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kConflict));
}

TEST_F(FaultHandle, IsGivenForAllRulesOfATextOrForNone) {
  EXPECT_THAT([&] { ebs.Load("any: lose-reply; any: explode"); }, Misuses("found 'explode'"));
  EXPECT_THAT(ebs.rules(), SizeIs(0));
}

struct FaultPredicate : FaultRules {
  ListSnapshotBlocksRequest list = ListOf("snap-0");
};

TEST_F(FaultPredicate, MayCallTheService) {
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) { return !service->ListSnapshotBlocks(list, {}); })
      .Refuse(RequestThrottled());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kRequestThrottled));
}

TEST_F(FaultPredicate, MayMakeCallsThatDoNotMatchItsOwnRule) {
  std::string inside;
  const Rule rule = ebs.On(PutSnapshotBlock)
                        .Where([&](const AttemptedCall&) { return inside = Puts(2, 9), true; })
                        .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), "R");
  EXPECT_EQ(inside, "..");
  EXPECT_EQ(rule.matched(), 1U);
}

TEST_F(FaultPredicate, MayMakeCallsThatMatchOtherRules) {
  std::string inside;
  ebs.On(PutSnapshotBlock).Block(9).Refuse(Throttling());
  ebs.On(PutSnapshotBlock)
      .Block(7)
      .Where([&](const AttemptedCall&) { return inside = Puts(2, 9), true; })
      .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1), "R");
  EXPECT_EQ(inside, "TT");
}

TEST_F(FaultPredicate, MayCallWhileAnotherPredicateCallsIt) {
  int asked = 0;
  const auto put_another = [&](const AttemptedCall&) {
    ++asked;
    static_cast<void>(Put(9));
    return false;
  };
  ebs.On(PutSnapshotBlock).Where(put_another).Maybe().LoseReply();
  ebs.On(PutSnapshotBlock).Where(put_another).Maybe().LoseReply();
  EXPECT_EQ(Puts(1), ".");
  EXPECT_EQ(asked, 4);
}

TEST_F(FaultPredicate, StillMatchesInAnotherThreadMeanwhile) {
  std::string inside;
  const auto put_from_another_thread = [&] {
    std::thread([&] { inside = Puts(1, 9); }).join();
    return true;
  };
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall& call) {
        return call.request.block_index() == 9 || put_from_another_thread();
      })
      .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(1, 7), "R");
  EXPECT_EQ(inside, "R");
}

TEST_F(FaultPredicate, MayAddRulesForTheCallsToCome) {
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) {
        ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
        return true;
      })
      .Nth(2)
      .Refuse(Throttling());
  EXPECT_EQ(Puts(1), ".");
  EXPECT_EQ(Puts(1), "T");
  EXPECT_EQ(Puts(1), "R");
  static_cast<void>(ebs.Verify());
}

TEST_F(FaultPredicate, MayMoveTheClock) {
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) { return ebs.clock().Advance(1s), true; })
      .Delay(3s - 1ms);
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(ebs.clock().Now(), kClockEpoch + 3s - 1ms);
}

TEST_F(FaultPredicate, MayLookAtTheFake) {
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall& call) {
        return ebs.Snapshot(call.request.snapshot_id()).blocks() == 1 &&
               !ebs.journal().Timeline().empty() && !ebs.rules().empty();
      })
      .Refuse(RequestThrottled());
  EXPECT_EQ(Puts(3), ".RR");
}

TEST_F(FaultPredicate, ThrowsThroughTheCallAndIsAskedAgainByTheNext) {
  bool thrown = false;
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) -> bool {
        return std::exchange(thrown, true) ? true : throw std::runtime_error("predicate");
      })
      .Refuse(RequestThrottled());
  EXPECT_THROW(static_cast<void>(Put()), std::runtime_error);
  EXPECT_EQ(Puts(1), "R");
}

}  // namespace
}  // namespace fauxebs
