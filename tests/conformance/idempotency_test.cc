#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;
using testing::SizeIs;

RefusalMatcher IsConflict() {
  return IsRefused(ErrorCode::kConflict, ErrorReason::kNone,
                   "Current request does not match request stored with this token.");
}

class ClientToken : public Conformance {
 protected:
  // A start that says everything it may, under one token.
  StartSnapshotRequest Full() {
    StartSnapshotRequest start = StartOf(3);
    start.client_token = "token";
    start.description = "nightly";
    start.tags = {{"team", "storage"}};
    start.encrypted = true;
    start.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/one";
    start.timeout_minutes = 30;
    return start;
  }
};
FAUXEBS_AT_EVERY_DOOR(ClientToken);

TEST_P(ClientToken, GivesTheOriginalAnswerAgain) {
  const StartSnapshotResponse original = Send(Full()).value();
  Advance(1h);

  const StartSnapshotResponse replayed = Send(Full()).value();

  EXPECT_EQ(replayed.snapshot_id, original.snapshot_id);
  EXPECT_EQ(replayed.owner_id, "111122223333");
  EXPECT_EQ(replayed.status, SnapshotStatus::kPending);
  EXPECT_THAT(replayed.start_time, IsTime("2026-01-01T00:00:00.000Z"));
  EXPECT_EQ(replayed.volume_size_gib, 3);
  EXPECT_EQ(replayed.block_size_bytes, 524288);
  EXPECT_THAT(replayed.description, Optional(Eq("nightly")));
  EXPECT_THAT(replayed.tags, ElementsAre(Tag{"team", "storage"}));
  EXPECT_THAT(replayed.kms_key_arn, Optional(Eq("arn:aws:kms:us-east-1:111122223333:key/one")));
  EXPECT_EQ(replayed.parent_snapshot_id, std::nullopt);
}

// AWS: client-5: how a client sends a start again that was not heard.
TEST_P(ClientToken, StartsOneSnapshotOnly) {
  Start(Full());
  Start(Full());

  EXPECT_THAT(ebs().Snapshots(), SizeIs(1));
}

TEST_P(ClientToken, SaysPendingThoughTheSnapshotIsCompletedMeanwhile) {
  const std::string id = Start(Full());
  Complete(id, 0);

  const StartSnapshotResponse replayed = Send(Full()).value();

  EXPECT_EQ(replayed.snapshot_id, id);
  EXPECT_EQ(replayed.status, SnapshotStatus::kPending);
}

TEST_P(ClientToken, SaysPendingThoughTheSnapshotFailedMeanwhile) {
  const std::string id = Start(Full());
  ebs().FailSnapshot(id);

  const StartSnapshotResponse replayed = Send(Full()).value();

  EXPECT_EQ(replayed.snapshot_id, id);
  EXPECT_EQ(replayed.status, SnapshotStatus::kPending);
}

TEST_P(ClientToken, IsRememberedForWeeks) {
  const std::string id = Start(Full());

  Advance(24h * 30);

  EXPECT_EQ(Start(Full()), id);
}

TEST_P(ClientToken, CoversAChildsStart) {
  StartSnapshotRequest start = ChildOf(Upload({}));
  start.client_token = "token";

  EXPECT_EQ(Start(start), Start(start));
}

TEST_P(ClientToken, ReplaysThoughTheParentIsDeletedMeanwhile) {
  const std::string parent = Upload({});
  StartSnapshotRequest start = ChildOf(parent);
  start.client_token = "token";
  const std::string id = Start(start);
  ebs().DeleteSnapshot(parent);

  EXPECT_EQ(Start(start), id);
}

TEST_P(ClientToken, ReplaysThoughTheSnapshotIsDeletedMeanwhile) {
  const std::string id = Start(Full());
  Complete(id, 0);
  ebs().DeleteSnapshot(id);

  EXPECT_EQ(Start(Full()), id);
}

TEST_P(ClientToken, DistinguishesStarts) {
  StartSnapshotRequest one = StartOf(1);
  one.client_token = "one";
  StartSnapshotRequest other = StartOf(1);
  other.client_token = "other";

  EXPECT_NE(Start(one), Start(other));
}

TEST_P(ClientToken, IsNeededForAReplay) { EXPECT_NE(Start(StartOf(1)), Start(StartOf(1))); }

// The same token for another request.

TEST_P(ClientToken, RejectsAnotherVolumeSize) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.volume_size_gib = 4;

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAnotherDescription) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.description = "weekly";

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAMissingDescription) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.description = std::nullopt;

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsOtherTags) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.tags = {{"team", "network"}};

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAnotherKmsKey) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/other";

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAMissingEncrypted) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.encrypted = std::nullopt;

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAMissingEncryptedWhereItWasFalse) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  start.encrypted = false;
  Start(start);
  start.encrypted = std::nullopt;

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAnotherTimeout) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.timeout_minutes = 60;

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, RejectsAnotherParent) {
  StartSnapshotRequest start = ChildOf(Upload({}));
  start.client_token = "token";
  Start(start);
  start.parent_snapshot_id = Upload({});

  EXPECT_THAT(Send(start), IsConflict());
}

TEST_P(ClientToken, KeepsTheOriginalAfterAConflict) {
  const std::string id = Start(Full());
  StartSnapshotRequest start = Full();
  start.volume_size_gib = 4;

  EXPECT_THAT(Send(start), IsConflict());
  EXPECT_EQ(Start(Full()), id);
}

TEST_P(ClientToken, IsNotBoundByAStartThatWasRefused) {
  StartSnapshotRequest start = ChildOf(kUnknownId);
  start.client_token = "token";
  EXPECT_THAT(Send(start), IsNotFound(kUnknownId));
  start.parent_snapshot_id = std::nullopt;

  EXPECT_THAT(Send(start), Succeeds());
}

TEST_P(ClientToken, IsLookedUpAfterTheConstraints) {
  Start(Full());
  StartSnapshotRequest start = Full();
  start.timeout_minutes = 9;

  EXPECT_THAT(Send(start),
              IsInvalid("9", "timeout", "Member must have value greater than or equal to 10"));
}

}  // namespace
}  // namespace fauxebs
