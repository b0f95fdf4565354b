#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""min;
using testing::_;
using testing::ElementsAre;
using testing::Eq;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::Optional;
using testing::SizeIs;

class StartSnapshot : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(StartSnapshot);

TEST_P(StartSnapshot, AnswersWithThePendingSnapshot) {
  StartSnapshotRequest start = StartOf(3);
  start.description = "nightly";
  start.tags = {{"team", "storage"}, {"empty", ""}};

  const StartSnapshotResponse started = Send(start).value();

  EXPECT_THAT(started.snapshot_id, MatchesRegex("snap-[0-9a-f]{17}"));
  EXPECT_EQ(started.owner_id, "111122223333");
  EXPECT_EQ(started.status, SnapshotStatus::kPending);
  EXPECT_THAT(started.start_time, IsTime("2026-01-01T00:00:00.000Z"));
  EXPECT_EQ(started.volume_size_gib, 3);
  EXPECT_EQ(started.block_size_bytes, 524288);
  EXPECT_THAT(started.tags, ElementsAre(Tag{"team", "storage"}, Tag{"empty", ""}));
  EXPECT_THAT(started.description, Optional(Eq("nightly")));
  EXPECT_EQ(started.parent_snapshot_id, std::nullopt);
  EXPECT_EQ(started.kms_key_arn, std::nullopt);
  EXPECT_THAT(started.request_id, Not(IsEmpty()));
}

TEST_P(StartSnapshot, AnswersWithoutWhatWasNotSent) {
  const StartSnapshotResponse started = Send(StartOf(1)).value();

  EXPECT_THAT(started.tags, IsEmpty());
  EXPECT_EQ(started.description, std::nullopt);
  EXPECT_EQ(started.parent_snapshot_id, std::nullopt);
  EXPECT_EQ(started.kms_key_arn, std::nullopt);
}

TEST_P(StartSnapshot, KeepsWhatItWasTold) {
  StartSnapshotRequest start = StartOf(3);
  start.description = "nightly";
  start.tags = {{"team", "storage"}};

  const SnapshotView snapshot = ebs().Snapshot(Start(start));

  EXPECT_EQ(snapshot.status(), SnapshotStatus::kPending);
  EXPECT_EQ(snapshot.account(), "111122223333");
  EXPECT_EQ(snapshot.volume_size_gib(), 3);
  EXPECT_THAT(snapshot.description(), Optional(Eq("nightly")));
  EXPECT_THAT(snapshot.tags(), ElementsAre(Tag{"team", "storage"}));
  EXPECT_THAT(snapshot.block_indexes(), IsEmpty());
}

TEST_P(StartSnapshot, TakesTheTimeOfTheCallAsItsStartTime) {
  Advance(90min);

  const StartSnapshotResponse started = Send(StartOf(1)).value();

  EXPECT_THAT(started.start_time, IsTime("2026-01-01T01:30:00.000Z"));
}

TEST_P(StartSnapshot, GivesEverySnapshotItsOwnId) {
  const std::string one = Start(1);
  const std::string other = Start(1);

  EXPECT_NE(one, other);
  EXPECT_THAT(ebs().Snapshots(), SizeIs(2));
}

TEST_P(StartSnapshot, AcceptsFiftyTags) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = Tags(50);

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(StartSnapshot, RejectsMoreThanFiftyTags) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = Tags(51);

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidTag, _));
}

TEST_P(StartSnapshot, RejectsTwoTagsWithOneKey) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{"key", "one"}, {"key", "other"}};

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidTag, _));
}

TEST_P(StartSnapshot, RejectsTagKeysReservedForAws) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{"aws:owner", "value"}};

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidTag, _));
}

TEST_P(StartSnapshot, AcceptsTheHundredthPendingSnapshot) {
  StartMany(99);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(StartSnapshot, RefusesTheHundredAndFirstPendingSnapshot) {
  StartMany(100);

  EXPECT_THAT(Send(StartOf(1)),
              IsRefused(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone, Not(IsEmpty())));
}

TEST_P(StartSnapshot, AcceptsAnotherOnceAPendingSnapshotIsCompleted) {
  const std::string id = Start(1);
  StartMany(99);

  Complete(id, 0);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(StartSnapshot, AcceptsAnotherOncePendingSnapshotsHaveTimedOut) {
  StartMany(100);

  Advance(60min);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(StartSnapshot, ReplaysAStartThoughTheLimitIsReached) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  const std::string id = Start(start);
  StartMany(99);

  EXPECT_EQ(Send(start)->snapshot_id, id);
}

// Order of checks: each request is wrong in two ways.

TEST_P(StartSnapshot, ChecksTheClientTokenBeforeTheSize) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  Start(start);
  start.volume_size_gib = 65537;

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kConflict, ErrorReason::kNone, _));
}

TEST_P(StartSnapshot, ChecksTheSizeBeforeTheCombination) {
  StartSnapshotRequest start = ChildOf(kUnknownId);
  start.encrypted = true;
  start.volume_size_gib = 65537;

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize, _));
}

TEST_P(StartSnapshot, ChecksTheCombinationBeforeTheTags) {
  StartSnapshotRequest start = ChildOf(kUnknownId);
  start.encrypted = true;
  start.tags = Tags(51);

  EXPECT_THAT(Send(start),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue, _));
}

TEST_P(StartSnapshot, ChecksTheTagsBeforeTheParent) {
  StartSnapshotRequest start = ChildOf(kUnknownId);
  start.tags = Tags(51);

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidTag, _));
}

class CrowdedAccount : public Conformance {
 protected:
  static Fake::Options Options() {
    Fake::Options options;
    options.service.pending_limit = 1;
    options.service.snapshot_limit = 1;
    options.service.encryption_by_default = true;
    return options;
  }
  CrowdedAccount() : Conformance(Options()) {}

  // A parent that is neither complete nor encrypted.
  std::string AddPendingParent() {
    SnapshotSpec spec;
    spec.status = SnapshotStatus::kPending;
    return ebs().AddSnapshot(spec);
  }
};
FAUXEBS_AT_EVERY_DOOR(CrowdedAccount);

TEST_P(CrowdedAccount, ChecksTheParentBeforeTheEncryption) {
  const std::string parent = AddPendingParent();

  EXPECT_THAT(Send(ChildOf(parent)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                        "Source snapshot (" + parent + ") is not complete."));
}

TEST_P(CrowdedAccount, ChecksTheEncryptionBeforeTheLimitOfPendingSnapshots) {
  Start(1);
  StartSnapshotRequest start = StartOf(1);
  start.encrypted = false;

  EXPECT_THAT(Send(start),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Encrypt cannot be false when encryption by default is enabled"));
}

TEST_P(CrowdedAccount, ChecksTheLimitOfPendingSnapshotsBeforeTheQuota) {
  Start(1);

  EXPECT_THAT(Send(StartOf(1)), IsRefused(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone,
                                          words::ConcurrentLimitExceeded().message));
}

TEST_P(StartSnapshot, ChecksTheParentBeforeTheLimit) {
  StartMany(100);

  EXPECT_THAT(Send(ChildOf(kUnknownId)), IsNotFound(kUnknownId));
}

}  // namespace
}  // namespace fauxebs
