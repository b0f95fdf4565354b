// Universes made from a checkpoint, and the hash that compares them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "fake_calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

TEST(Checkpoint, KeepsWhatIsStored) {
  Fake ebs;
  const std::string id = Start(ebs);
  static_cast<void>(Put(ebs, id, 7));
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(other.Snapshot(id).block(7), Optional(Block::Filled(1)));
  EXPECT_EQ(other.Snapshot(id).status(), SnapshotStatus::kPending);
}

TEST(Checkpoint, LetsBothUniversesGoOnIndependently) {
  Fake ebs;
  const std::string id = Start(ebs);
  Fake other(ebs.Checkpoint());

  static_cast<void>(Put(ebs, id, 1));
  static_cast<void>(Put(other, id, 2));
  other.DeleteSnapshot(other.AddSnapshot());
  ebs.AddSnapshot();

  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(1));
  EXPECT_THAT(other.Snapshot(id).block_indexes(), ElementsAre(2));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
  EXPECT_THAT(other.Snapshots(), SizeIs(1));
}

TEST(Checkpoint, DoesNotFollowTheUniverseItWasTakenOf) {
  Fake ebs;
  const std::string id = Start(ebs);
  const Checkpoint checkpoint = ebs.Checkpoint();
  static_cast<void>(Put(ebs, id, 1));
  ebs.clock().Advance(1h);
  Fake other(checkpoint);
  EXPECT_THAT(other.Snapshot(id).block_indexes(), IsEmpty());
  EXPECT_EQ(other.clock().Now(), kClockEpoch);
}

TEST(Checkpoint, MakesAsManyUniversesAsOneLikes) {
  Fake ebs;
  const std::string id = Start(ebs);
  const Checkpoint checkpoint = ebs.Checkpoint();
  Fake one(checkpoint);
  Fake two(checkpoint);
  static_cast<void>(Put(one, id, 1));
  EXPECT_THAT(two.Snapshot(id).block_indexes(), IsEmpty());
}

TEST(Checkpoint, OutlivesTheFakeItWasTakenOf) {
  auto ebs = std::make_unique<Fake>();
  const std::string id = Start(*ebs);
  const Checkpoint checkpoint = ebs->Checkpoint();
  ebs.reset();
  Fake other(checkpoint);
  EXPECT_THAT(Put(other, id, 1), Succeeds());
}

TEST(Checkpoint, KeepsTheTime) {
  Fake ebs;
  ebs.clock().Advance(1h);
  Fake other(ebs.Checkpoint());
  EXPECT_EQ(other.clock().Now(), kClockEpoch + 1h);
  other.clock().Advance(1h);
  EXPECT_EQ(ebs.clock().Now(), kClockEpoch + 1h);
}

TEST(Checkpoint, KeepsTheDeadlinesOfPendingSnapshots) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.clock().Advance(30min);
  Fake other(ebs.Checkpoint());
  other.clock().Advance(30min);
  EXPECT_EQ(other.Snapshot(id).status(), SnapshotStatus::kError);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kPending);
}

TEST(Checkpoint, KeepsOptions) {
  FakeOptions options = Seed(7);
  options.service.pending_limit = 1;
  Fake ebs(options);
  Fake other(ebs.Checkpoint());
  EXPECT_EQ(other.seed(), 7U);
  static_cast<void>(Start(other));
  EXPECT_THAT(other.service()->StartSnapshot(StartOf(), {}),
              FailsWith(ErrorCode::kConcurrentLimitExceeded));
}

TEST(Checkpoint, KeepsIdempotency) {
  Fake ebs;
  StartSnapshotRequest start = StartOf();
  start.client_token = "token";
  const std::string id = ebs.service()->StartSnapshot(start, {}).value().snapshot_id;
  Fake other(ebs.Checkpoint());
  EXPECT_EQ(other.service()->StartSnapshot(start, {}).value().snapshot_id, id);
  EXPECT_THAT(other.Snapshots(), SizeIs(1));
}

TEST(Checkpoint, DoesNotShareTokensThatAreBoundLater) {
  Fake ebs;
  Fake other(ebs.Checkpoint());
  StartSnapshotRequest start = StartOf();
  start.client_token = "token";
  static_cast<void>(ebs.service()->StartSnapshot(start, {}).value());
  start.volume_size_gib = 2;
  EXPECT_THAT(other.service()->StartSnapshot(start, {}), Succeeds());
}

TEST(Checkpoint, KeepsTokensOfListings) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  const std::string token = TokenOf(*ebs.service(), id, 0);
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(other.service()->GetSnapshotBlock(GetOf(id, 0, token), {}), Succeeds());
}

TEST(Checkpoint, LetsBothUniversesDrawTheSameIds) {
  Fake ebs;
  static_cast<void>(Start(ebs));
  Fake other(ebs.Checkpoint());
  EXPECT_EQ(Start(other), Start(ebs));
}

TEST(Checkpoint, KeepsRulesWithTheirCounts) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.On(PutSnapshotBlock).Nth(3).Refuse(RequestThrottled());
  static_cast<void>(Put(ebs, id, 0));
  static_cast<void>(Put(ebs, id, 1));

  Fake other(ebs.Checkpoint());

  EXPECT_EQ(other.rules().at(0).matched(), 2U);
  EXPECT_THAT(Put(other, id, 2), FailsWith(ErrorCode::kRequestThrottled));
  EXPECT_EQ(ebs.rules().at(0).matched(), 2U);
  EXPECT_THAT(Put(ebs, id, 2), FailsWith(ErrorCode::kRequestThrottled));
}

TEST(Checkpoint, KeepsPredicates) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.On(PutSnapshotBlock)
      .Where([](const AttemptedCall& call) { return call.request.block_index() == 7; })
      .Maybe()
      .Refuse(RequestThrottled());
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(Put(other, id, 6), Succeeds());
  EXPECT_THAT(Put(other, id, 7), FailsWith(ErrorCode::kRequestThrottled));
}

TEST(Checkpoint, KeepsThatARuleIsCancelled) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.On(PutSnapshotBlock).Maybe().Refuse(RequestThrottled()).Cancel();
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(Put(other, id, 0), Succeeds());
}

TEST(Checkpoint, LeavesHandlesWithTheRulesOfTheirOwnUniverse) {
  Fake ebs;
  const std::string id = Start(ebs);
  Rule rule = ebs.On(PutSnapshotBlock).Maybe().Refuse(RequestThrottled());
  Fake other(ebs.Checkpoint());
  rule.Cancel();
  EXPECT_THAT(Put(other, id, 0), FailsWith(ErrorCode::kRequestThrottled));
  EXPECT_EQ(rule.fired(), 0U);
}

TEST(Checkpoint, DoesNotShareRulesThatAreAddedLater) {
  Fake ebs;
  const std::string id = Start(ebs);
  Fake other(ebs.Checkpoint());
  ebs.On(PutSnapshotBlock).Maybe().Refuse(RequestThrottled());
  EXPECT_THAT(Put(other, id, 0), Succeeds());
}

// One letter for each of fifty attempts at one block: R where it was refused.
std::string Attempts(Fake& ebs, const std::string& id) {
  std::string letters;
  for (int i = 0; i < 50; ++i) letters += Put(ebs, id, 7) ? '.' : 'R';
  return letters;
}

TEST(Checkpoint, LetsChanceGoOnEquallyInBothUniverses) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  const std::string before = Attempts(ebs, id);
  Fake other(ebs.Checkpoint());
  const std::string after = Attempts(ebs, id);
  EXPECT_EQ(Attempts(other, id), after);
  EXPECT_NE(after, before);
}

TEST(Checkpoint, LetsARuleThatIsAddedToBothStrikeTheSameAttempts) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.On(PutSnapshotBlock).Chance(0.5).Maybe().Delay(1ms);
  Fake other(ebs.Checkpoint());
  ebs.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  other.On(PutSnapshotBlock).Chance(0.5).Refuse(RequestThrottled());
  EXPECT_EQ(Attempts(ebs, id), Attempts(other, id));
}

TEST(Checkpoint, StartsWithAnEmptyJournal) {
  Fake ebs;
  static_cast<void>(Start(ebs));
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(other.journal().entries(), IsEmpty());
  static_cast<void>(Start(other));
  EXPECT_EQ(other.journal().entries().front().number, 1U);
  EXPECT_EQ(ebs.journal().Count(StartSnapshot), 1U);
}

TEST(Checkpoint, LeavesClientsWithTheirOwnUniverse) {
  Fake ebs;
  const std::shared_ptr<Service> service = ebs.service();
  Fake other(ebs.Checkpoint());
  static_cast<void>(service->StartSnapshot(StartOf(), {}));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
  EXPECT_THAT(other.Snapshots(), IsEmpty());
}

TEST(Checkpoint, IsRefusedWhileACallIsInFlight) {
  Fake ebs;
  std::string what;
  ebs.On(StartSnapshot)
      .Where([&](const AttemptedCall&) {
        try {
          static_cast<void>(ebs.Checkpoint());
        } catch (const std::logic_error& error) {
          what = error.what();
        }
        return true;
      })
      .Refuse(Throttling());
  static_cast<void>(ebs.service()->StartSnapshot(StartOf(), {}));
  EXPECT_THAT(what, HasSubstr("a checkpoint was taken while calls were in flight"));
  EXPECT_THAT(what, HasSubstr("let them end first"));
}

TEST(Checkpoint, IsTakenAgainOnceTheCallHasEndedInAnException) {
  Fake ebs;
  ebs.On(StartSnapshot)
      .Where([&](const AttemptedCall&) { return static_cast<void>(ebs.Checkpoint()), true; })
      .Maybe()
      .Refuse(Throttling());
  EXPECT_THAT([&] { static_cast<void>(ebs.service()->StartSnapshot(StartOf(), {})); },
              Misuses("a checkpoint was taken while"));
  EXPECT_NO_THROW(static_cast<void>(ebs.Checkpoint()));
}

TEST(Checkpoint, OfAUniverseFromACheckpointIsOneToo) {
  Fake ebs;
  const std::string id = Start(ebs);
  Fake second(ebs.Checkpoint());
  static_cast<void>(Put(second, id, 1));
  Fake third(second.Checkpoint());
  EXPECT_THAT(third.Snapshot(id).block_indexes(), ElementsAre(1));
}

struct StateHash : testing::Test {
  Fake ebs;
  std::string id = Start(ebs);
  Fake other{ebs.Checkpoint()};
};

TEST_F(StateHash, IsTheSameInAUniverseFromACheckpoint) {
  EXPECT_EQ(other.StateHash(), ebs.StateHash());
}

TEST_F(StateHash, ChangesWithABlock) {
  static_cast<void>(Put(ebs, id, 0));
  EXPECT_NE(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, DoesNotDependOnTheOrderOfWrites) {
  static_cast<void>(Put(ebs, id, 0));
  static_cast<void>(Put(ebs, id, 1));
  static_cast<void>(Put(other, id, 1));
  static_cast<void>(Put(other, id, 0));
  EXPECT_EQ(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, DoesNotRememberWhatWasOverwritten) {
  static_cast<void>(Put(ebs, id, 0, Block::Filled(2)));
  static_cast<void>(Put(ebs, id, 0, Block::Filled(1)));
  static_cast<void>(Put(other, id, 0, Block::Filled(1)));
  EXPECT_EQ(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, DependsOnWhereABlockIs) {
  static_cast<void>(Put(ebs, id, 0));
  static_cast<void>(Put(other, id, 1));
  EXPECT_NE(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, ChangesWithACompletion) {
  static_cast<void>(ebs.service()->CompleteSnapshot(CompleteOf(id, 0), {}));
  EXPECT_NE(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, ChangesWhenASnapshotTimesOut) {
  ebs.clock().Advance(60min);
  EXPECT_NE(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, ChangesWithANewSnapshotAndBackWithItsEnd) {
  const std::string added = ebs.AddSnapshot();
  EXPECT_NE(ebs.StateHash(), other.StateHash());
  ebs.DeleteSnapshot(added);
  EXPECT_EQ(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, DoesNotChangeByReading) {
  static_cast<void>(ebs.service()->ListSnapshotBlocks(ListOf(id), {}));
  static_cast<void>(ebs.Snapshot(id));
  EXPECT_EQ(ebs.StateHash(), other.StateHash());
}

// With threads of the user's own the order is nobody's, and the end state must still be comparable.
TEST_F(StateHash, DoesNotDependOnTheOrderOfStarts) {
  const StartSnapshotRequest large = StartOf(8);
  const std::string id_of_large = ebs.service()->StartSnapshot(large, {}).value().snapshot_id;
  const std::string id_of_small = Start(ebs);
  static_cast<void>(Start(other));
  static_cast<void>(other.service()->StartSnapshot(large, {}));
  static_cast<void>(Put(ebs, id_of_large, 0));
  static_cast<void>(Put(ebs, id_of_small, 0));
  static_cast<void>(Put(other, id_of_large, 0));
  static_cast<void>(Put(other, id_of_small, 0));
  EXPECT_EQ(ebs.StateHash(), other.StateHash());
}

TEST_F(StateHash, IsTheSameInAnotherRun) {
  Fake again;
  static_cast<void>(Start(again));
  EXPECT_EQ(again.StateHash(), ebs.StateHash());
}

}  // namespace
}  // namespace fauxebs
