#include "fauxebs/fake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "fake_calls.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Optional;
using testing::SizeIs;

TEST(Fake, IsEmptyAtFirst) {
  Fake ebs;
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
  EXPECT_THAT(ebs.journal().entries(), IsEmpty());
  EXPECT_THAT(ebs.rules(), IsEmpty());
  EXPECT_THAT(ebs.Verify(), IsEmpty());
  EXPECT_EQ(ebs.clock().Now(), kClockEpoch);
}

TEST(Fake, StartsAtTheTimeItIsTold) {
  FakeOptions options;
  options.start = kClockEpoch - 24h;
  Fake ebs(options);
  EXPECT_EQ(ebs.Snapshot(Start(ebs)).start_time(), kClockEpoch - 24h);
}

TEST(Fake, KnowsItsSeed) { EXPECT_EQ(Fake(Seed(7)).seed(), 7U); }

TEST(Fake, ShowsSnapshotsInTheOrderOfTheirStart) {
  Fake ebs;
  const std::string first = Start(ebs);
  const std::string second = ebs.AddSnapshot();
  const std::string third = Start(ebs);
  ASSERT_THAT(ebs.Snapshots(), SizeIs(3));
  EXPECT_EQ(ebs.Snapshots()[0].id(), first);
  EXPECT_EQ(ebs.Snapshots()[1].id(), second);
  EXPECT_EQ(ebs.Snapshots()[2].id(), third);
}

TEST(Fake, NamesTheSnapshotsItHasWhereOneIsAskedForThatItHasNot) {
  Fake ebs;
  EXPECT_THAT([&] { static_cast<void>(ebs.Snapshot("snap-0")); },
              Misuses("there is no snapshot 'snap-0'; this fake holds none"));
  const std::string id = ebs.AddSnapshot();
  EXPECT_THAT([&] { static_cast<void>(ebs.Snapshot("snap-0")); },
              Misuses("there is no snapshot 'snap-0'; this fake holds " + id));
}

TEST(Fake, AnswersWithASentenceWhenItIsGone) {
  auto ebs = std::make_unique<Fake>();
  const std::shared_ptr<Service> service = ebs->service();
  ebs.reset();
  const Error error = service->StartSnapshot(StartOf(), {}).error();
  EXPECT_EQ(error.code, ErrorCode::kConnection);
  EXPECT_EQ(error.message,
            "the fauxebs::Fake behind this client is gone: let the fake outlive what calls it, "
            "for instance by making it the first member of the test fixture");
}

TEST(Fake, LetsASleeperOutliveIt) {
  auto ebs = std::make_unique<Fake>();
  const Sleeper sleep = ebs->clock().Sleeper();
  ebs.reset();
  EXPECT_NO_THROW(sleep(1h));
}

TEST(Fake, MayDieDuringACall) {
  auto ebs = std::make_unique<Fake>();
  const std::shared_ptr<Service> service = ebs->service();
  ebs->On(StartSnapshot)
      .Where([&](const AttemptedCall&) { return ebs.reset(), true; })
      .Maybe()
      .Refuse(Throttling());
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kConnection));
}

TEST(TwoFakes, NeverMeet) {
  Fake one;
  Fake two;
  one.On(StartSnapshot).Nth(9).Maybe().LoseReply();
  one.clock().Advance(1h);
  const std::string id = Start(one);
  EXPECT_THAT(two.Snapshots(), IsEmpty());
  EXPECT_THAT(two.journal().entries(), IsEmpty());
  EXPECT_THAT(two.rules(), IsEmpty());
  EXPECT_EQ(two.clock().Now(), kClockEpoch);
  EXPECT_THAT(Put(two, id, 0), FailsWith(ErrorCode::kResourceNotFound));
}

TEST(SnapshotIds, LookAsTheServices) {
  Fake ebs;
  EXPECT_THAT(Start(ebs), MatchesRegex("snap-[0-9a-f]{17}"));
  EXPECT_THAT(ebs.AddSnapshot(), MatchesRegex("snap-[0-9a-f]{17}"));
}

TEST(SnapshotIds, AreTheSameForTheSameSeed) {
  Fake one(Seed(7));
  Fake two(Seed(7));
  EXPECT_EQ(Start(one), Start(two));
  EXPECT_EQ(Start(one), Start(two));
  EXPECT_EQ(one.AddSnapshot(), two.AddSnapshot());
}

TEST(SnapshotIds, AreOthersForAnotherSeed) {
  Fake one(Seed(7));
  Fake two(Seed(8));
  EXPECT_NE(Start(one), Start(two));
  EXPECT_NE(one.AddSnapshot(), two.AddSnapshot());
}

TEST(SnapshotIds, DifferForEqualRequests) {
  Fake ebs;
  EXPECT_NE(Start(ebs), Start(ebs));
  EXPECT_NE(ebs.AddSnapshot(), ebs.AddSnapshot());
}

TEST(SnapshotIds, DoNotDependOnWhatElseWasAsked) {
  Fake one;
  Fake two;
  static_cast<void>(two.service()->ListSnapshotBlocks(ListOf("snap-0"), {}));
  static_cast<void>(two.service()->StartSnapshot(StartOf(8), {}));
  EXPECT_EQ(Start(one), Start(two));
}

TEST(SnapshotIds, DoNotDependOnTheClientToken) {
  Fake one;
  Fake two;
  StartSnapshotRequest start = StartOf();
  start.client_token = "random";
  EXPECT_EQ(Start(one), two.service()->StartSnapshot(start, {}).value().snapshot_id);
}

TEST(AddSnapshot, MakesACompletedSnapshotOfItsBlocks) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot(SpecOf(2, {{9, Block::Filled(2)}, {0, Block::Filled(1)}}));
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
  EXPECT_EQ(ebs.Snapshot(id).volume_size_gib(), 2);
  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(0, 9));
  EXPECT_THAT(ebs.Snapshot(id).block(9), Optional(Block::Filled(2)));
}

TEST(AddSnapshot, MakesAPendingOneThatCanBeWrittenAndCompleted) {
  Fake ebs;
  SnapshotSpec spec = SpecOf(1, {{0, Block::Filled(1)}});
  spec.status = SnapshotStatus::kPending;
  const std::string id = ebs.AddSnapshot(spec);
  EXPECT_THAT(Put(ebs, id, 1), Succeeds());
  EXPECT_THAT(ebs.service()->CompleteSnapshot(CompleteOf(id, 2), {}), Succeeds());
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST(AddSnapshot, MakesOneInError) {
  Fake ebs;
  SnapshotSpec spec;
  spec.status = SnapshotStatus::kError;
  const std::string id = ebs.AddSnapshot(spec);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kError);
  EXPECT_THAT(Put(ebs, id, 0), FailsWith(ErrorCode::kResourceNotFound));
}

TEST(AddSnapshot, MakesAChildThatIsRelatedToItsParent) {
  Fake ebs;
  SnapshotSpec child = SpecOf(1, {{1, Block::Filled(2)}});
  child.parent_snapshot_id = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  ListChangedBlocksRequest changes;
  changes.first_snapshot_id = child.parent_snapshot_id;
  changes.second_snapshot_id = ebs.AddSnapshot(child);
  EXPECT_THAT(ebs.service()->ListChangedBlocks(changes, {}).value().changed_blocks, SizeIs(1));
}

TEST(AddSnapshot, RefusesABlockOutsideOfTheVolumeWithASentence) {
  Fake ebs;
  EXPECT_THAT(
      [&] {
        ebs.AddSnapshot(SpecOf(1, {{2048, Block::Zero()}}));
      },
      Misuses("block 2048 is outside of the volume: 1 GiB have the blocks 0 to 2047; "
              "raise SnapshotSpec::volume_size_gib"));
  EXPECT_THAT(
      [&] {
        ebs.AddSnapshot(SpecOf(1, {{-1, Block::Zero()}}));
      },
      Misuses("block -1 is outside"));
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
}

TEST(AddSnapshot, RefusesAVolumeThatCannotBe) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.AddSnapshot(SpecOf(0)); }, Misuses("a volume has 1 to 65536 GiB, not 0"));
  EXPECT_THAT([&] { ebs.AddSnapshot(SpecOf(65537)); }, Misuses("not 65537"));
}

TEST(AddSnapshot, TakesTheLastBlockOfTheLargestVolume) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot(SpecOf(65536, {{134217727, Block::Zero()}}));
  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(134217727));
}

TEST(AddSnapshot, RefusesAParentThatIsUnknownOrNotCompleted) {
  Fake ebs;
  SnapshotSpec child;
  child.parent_snapshot_id = "snap-0";
  EXPECT_THAT([&] { ebs.AddSnapshot(child); }, Misuses("there is no snapshot 'snap-0'"));
  child.parent_snapshot_id = Start(ebs);
  EXPECT_THAT([&] { ebs.AddSnapshot(child); },
              Misuses("the parent '" + *child.parent_snapshot_id + "' is pending; complete it"));
}

TEST(AddSnapshot, GivesAChildItsParentsKeyAndNoOther) {
  Fake ebs;
  SnapshotSpec parent;
  parent.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/a";
  SnapshotSpec child;
  child.parent_snapshot_id = ebs.AddSnapshot(parent);
  EXPECT_EQ(ebs.Snapshot(ebs.AddSnapshot(child)).kms_key_arn(), parent.kms_key_arn);
  child.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/b";
  EXPECT_THAT([&] { ebs.AddSnapshot(child); }, Misuses("a child has its parent's key"));
}

TEST(AddSnapshot, RefusesWhatTheServiceWouldNotStart) {
  Fake ebs;
  SnapshotSpec spec;
  spec.description = std::string(256, 'a');
  EXPECT_THAT([&] { ebs.AddSnapshot(spec); }, Misuses("'description'"));
}

TEST(Options, WithWhichNothingCouldWorkAreRefused) {
  FakeOptions endless_listing;
  endless_listing.service.default_max_results = 0;
  EXPECT_THAT([&] { Fake ebs(endless_listing); }, Misuses("default_max_results"));
  FakeOptions endless_life;
  endless_life.service.block_token_life = std::chrono::milliseconds::max();
  EXPECT_THAT([&] { Fake ebs(endless_life); }, Misuses("block_token_life"));
  FakeOptions backwards;
  backwards.service.readable_delay = std::chrono::milliseconds(-1);
  EXPECT_THAT([&] { Fake ebs(backwards); }, Misuses("readable_delay is 0 ms to 1000 years"));
  FakeOptions nothing_held;
  nothing_held.service.snapshot_limit = 0;
  EXPECT_THAT([&] { Fake ebs(nothing_held); }, Misuses("snapshot_limit"));
}

TEST(Options, NameTheRateThatGrantsNothing) {
  FakeOptions options;
  options.service.rate_limits.emplace().list_changed_blocks = 0;
  EXPECT_THAT([&] { Fake ebs(options); },
              Misuses("rate_limits->list_changed_blocks is 1 to 1000000 requests a second, not 0"));
}

TEST(ShareSnapshot, RefusesAnUnknownSnapshot) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.ShareSnapshot("snap-0", "444455556666"); },
              Misuses("there is no snapshot 'snap-0'"));
  EXPECT_THAT([&] { ebs.MakePublic("snap-0"); }, Misuses("there is no snapshot 'snap-0'"));
}

TEST(AddSnapshot, RefusesAChildThatIsSmallerThanItsParent) {
  Fake ebs;
  SnapshotSpec child;
  child.parent_snapshot_id = ebs.AddSnapshot(SpecOf(2));
  EXPECT_THAT([&] { ebs.AddSnapshot(child); }, Misuses("has 2 GiB, its child cannot have 1"));
}

TEST(AddSnapshot, RefusesAParentOfAnotherAccount) {
  Fake ebs;
  SnapshotSpec child;
  child.parent_snapshot_id = ebs.AddSnapshot();
  child.account = "444455556666";
  EXPECT_THAT([&] { ebs.AddSnapshot(child); }, Misuses("account"));
}

TEST(DeleteSnapshot, RefusesAnUnknownSnapshot) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.DeleteSnapshot("snap-0"); }, Misuses("there is no snapshot 'snap-0'"));
}

TEST(DeleteSnapshot, LeavesNothingToRead) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot();
  ebs.DeleteSnapshot(id);
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
  EXPECT_THAT(ebs.service()->ListSnapshotBlocks(ListOf(id), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

TEST(FailSnapshot, TurnsAPendingSnapshotToError) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.FailSnapshot(id);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kError);
  EXPECT_EQ(ebs.Snapshot(id).state_message(), "Internal error");
  EXPECT_THAT(Put(ebs, id, 0), FailsWith(ErrorCode::kResourceNotFound));
}

TEST(FailSnapshot, GivesTheStateMessage) {
  Fake ebs;
  const std::string id = Start(ebs);
  ebs.FailSnapshot(id, "Out of ink");
  EXPECT_EQ(ebs.Snapshot(id).state_message(), "Out of ink");
}

TEST(FailSnapshot, TurnsASnapshotToErrorThatWaitsForItsCompletion) {
  FakeOptions options;
  options.service.completion_delay = 1min;
  Fake ebs(options);
  const std::string id = Start(ebs);
  static_cast<void>(ebs.service()->CompleteSnapshot(CompleteOf(id, 0), {}));
  ebs.FailSnapshot(id);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kError);
  ebs.clock().Advance(1min);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kError);
}

TEST(FailSnapshot, RefusesASnapshotThatIsNotPending) {
  Fake ebs;
  const std::string id = ebs.AddSnapshot();
  EXPECT_THAT([&] { ebs.FailSnapshot(id); },
              Misuses("'" + id + "' is completed; only a pending snapshot can turn to error"));
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST(FailSnapshot, RefusesToSayNothing) {
  Fake ebs;
  const std::string id = Start(ebs);
  EXPECT_THAT([&] { ebs.FailSnapshot(id, ""); },
              Misuses("say why the snapshot fails: a state message"));
}

TEST(FailSnapshot, RefusesAnUnknownSnapshot) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.FailSnapshot("snap-0"); }, Misuses("there is no snapshot 'snap-0'"));
}

}  // namespace
}  // namespace fauxebs
