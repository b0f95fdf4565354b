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
using testing::AllOf;
using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::Optional;
using testing::SizeIs;
using testing::StartsWith;

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

TEST_P(StartSnapshot, AcceptsTheSmallestVolume) { EXPECT_THAT(Send(StartOf(1)), Succeeds()); }

TEST_P(StartSnapshot, AcceptsTheLargestVolume) { EXPECT_THAT(Send(StartOf(65536)), Succeeds()); }

TEST_P(StartSnapshot, RejectsAMissingVolumeSize) {
  EXPECT_THAT(Send(StartSnapshotRequest{}), IsMissing("volumeSize"));
}

TEST_P(StartSnapshot, RejectsAVolumeOfZeroGib) {
  EXPECT_THAT(Send(StartOf(0)),
              IsInvalid("0", "volumeSize", "Member must have value greater than or equal to 1"));
}

TEST_P(StartSnapshot, RejectsANegativeVolumeSize) {
  EXPECT_THAT(Send(StartOf(-1)),
              IsInvalid("-1", "volumeSize", "Member must have value greater than or equal to 1"));
}

TEST_P(StartSnapshot, RejectsAVolumeAbove64Tib) {
  EXPECT_THAT(Send(StartOf(65537)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize,
                        "Invalid volume size: 65537"));
}

TEST_P(StartSnapshot, RejectsAVolumeSizeThatNeedsMoreThan32Bits) {
  EXPECT_THAT(Send(StartOf(99999999999)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize,
                        "Invalid volume size: 99999999999"));
}

TEST_P(StartSnapshot, AcceptsTheShortestTimeout) {
  StartSnapshotRequest start = StartOf(1);
  start.timeout_minutes = 10;

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(StartSnapshot, RejectsATimeoutBelow10Minutes) {
  StartSnapshotRequest start = StartOf(1);
  start.timeout_minutes = 9;

  EXPECT_THAT(Send(start),
              IsInvalid("9", "timeout", "Member must have value greater than or equal to 10"));
}

TEST_P(StartSnapshot, AcceptsTheLongestTimeout) {
  StartSnapshotRequest start = StartOf(1);
  start.timeout_minutes = 4320;

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(StartSnapshot, RejectsATimeoutAbove3Days) {
  StartSnapshotRequest start = StartOf(1);
  start.timeout_minutes = 4321;

  EXPECT_THAT(Send(start),
              IsInvalid("4321", "timeout", "Member must have value less than or equal to 4320"));
}

TEST_P(StartSnapshot, AcceptsTheLongestDescription) {
  StartSnapshotRequest start = StartOf(1);
  start.description = std::string(255, 'd');

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(StartSnapshot, RejectsADescriptionAbove255Characters) {
  StartSnapshotRequest start = StartOf(1);
  start.description = std::string(256, 'd');

  EXPECT_THAT(Send(start),
              IsInvalid("description", "Member must have length less than or equal to 255"));
}

TEST_P(StartSnapshot, RejectsAnEmptyDescription) {
  StartSnapshotRequest start = StartOf(1);
  start.description = "";

  EXPECT_THAT(
      Send(start),
      IsInvalid("", "description", R"(Member must satisfy regular expression pattern: ^[\S\s]+$)"));
}

TEST_P(StartSnapshot, RejectsAMalformedParentId) {
  EXPECT_THAT(Send(ChildOf("vol-1")),
              IsInvalid("vol-1", "parentSnapshotId",
                        "Member must satisfy regular expression pattern: ^snap-[0-9a-f]+$"));
}

TEST_P(StartSnapshot, RejectsAParentIdAbove64Characters) {
  EXPECT_THAT(Send(ChildOf("snap-" + std::string(60, 'a'))),
              IsInvalid("parentSnapshotId", "Member must have length less than or equal to 64"));
}

TEST_P(StartSnapshot, RejectsAKmsKeyThatIsNoArn) {
  StartSnapshotRequest start = StartOf(1);
  start.kms_key_arn = "alias/backup";

  EXPECT_THAT(Send(start), IsInvalid("kmsKeyArn",
                                     "Member must satisfy regular expression pattern: "
                                     R"(arn:aws[a-z\-]*:kms:.*:[0-9]{12}:key/.*)"));
}

TEST_P(StartSnapshot, ReportsEveryBrokenConstraintAtOnce) {
  StartSnapshotRequest start = StartOf(0);
  start.timeout_minutes = 9;

  EXPECT_THAT(
      Send(start),
      IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                AllOf(StartsWith("2 validation errors detected: Value '"), HasSubstr("; Value '"),
                      HasSubstr("Value '0' at 'volumeSize' failed to satisfy constraint: Member "
                                "must have value greater than or equal to 1"),
                      HasSubstr("Value '9' at 'timeout' failed to satisfy constraint: Member "
                                "must have value greater than or equal to 10"))));
}

TEST_P(StartSnapshot, ChecksConstraintsBeforeTheParent) {
  StartSnapshotRequest start = ChildOf(kUnknownId);
  start.timeout_minutes = 9;

  EXPECT_THAT(Send(start),
              IsInvalid("9", "timeout", "Member must have value greater than or equal to 10"));
}

TEST_P(StartSnapshot, AcceptsTheLongestTag) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{std::string(127, 'k'), std::string(255, 'v')}};

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(StartSnapshot, RejectsATagKeyAbove127Characters) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{std::string(128, 'k'), "value"}};

  EXPECT_THAT(Send(start),
              IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                        AllOf(StartsWith("1 validation error detected: Value '"),
                              HasSubstr("Member must have length less than or equal to 127"))));
}

TEST_P(StartSnapshot, RejectsATagValueAbove255Characters) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{"key", std::string(256, 'v')}};

  EXPECT_THAT(Send(start),
              IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                        AllOf(StartsWith("1 validation error detected: Value '"),
                              HasSubstr("Member must have length less than or equal to 255"))));
}

TEST_P(StartSnapshot, RejectsAnEmptyTagKey) {
  StartSnapshotRequest start = StartOf(1);
  start.tags = {{"", "value"}};

  EXPECT_THAT(Send(start), IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                                     AllOf(StartsWith("1 validation error detected: Value ''"),
                                           HasSubstr(R"(pattern: ^[\S\s]+$)"))));
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

}  // namespace
}  // namespace fauxebs
