#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

constexpr const char* kChecksumOfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

class CompleteSnapshot : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(CompleteSnapshot);

TEST_P(CompleteSnapshot, AnswersThatTheSnapshotIsPendingYet) {
  const std::string id = Start(1);

  const CompleteSnapshotResponse completed = Send(CompleteOf(id, 0)).value();

  EXPECT_EQ(completed.status, SnapshotStatus::kPending);
  EXPECT_THAT(completed.request_id, Not(IsEmpty()));
}

TEST_P(CompleteSnapshot, CompletesTheSnapshot) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Put(id, 5, B());

  Complete(id, 2);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
  EXPECT_THAT(ebs().Snapshot(id).state_message(), IsEmpty());
  EXPECT_THAT(ebs().Snapshot(id).block_indexes(), ElementsAre(0, 5));
  EXPECT_THAT(ebs().Snapshot(id).block(5), Optional(B()));
}

TEST_P(CompleteSnapshot, CompletesASnapshotWithoutBlocks) {
  const std::string id = Start(1);

  Complete(id, 0);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(CompleteSnapshot, AnswersWithTheStatusWhenCalledAgain) {
  const std::string id = Start(1);
  Complete(id, 0);

  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kCompleted);
}

TEST_P(CompleteSnapshot, IgnoresCountAndChecksumWhenCalledAgain) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Complete(id, 1);

  EXPECT_EQ(Complete(id, 99, kChecksumOfNothing), SnapshotStatus::kCompleted);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(CompleteSnapshot, DoesNotHealASnapshotInErrorWhenCalledAgain) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Complete(id, 99);

  EXPECT_EQ(Complete(id, 1), SnapshotStatus::kError);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(CompleteSnapshot, AnswersWithErrorForASnapshotThatFailed) {
  const std::string id = Start(1);
  ebs().FailSnapshot(id);

  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kError);
}

// The count of changed blocks.

TEST_P(CompleteSnapshot, CountsDistinctIndexes) {
  const std::string id = Start(1);
  Put(id, 4, A());
  Put(id, 4, B());
  Put(id, 4, B());
  Put(id, 5, B());

  Complete(id, 2);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(CompleteSnapshot, CountsBlocksOfZeros) {
  const std::string id = Start(1);
  Put(id, 0, Block::Zero());
  Put(id, 1, Block::Zero());

  Complete(id, 2);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(CompleteSnapshot, AcceptsACountThatIsTooHighAndThenFails) {
  const std::string id = Start(1);
  Put(id, 4, A());
  Put(id, 4, B());

  EXPECT_EQ(Complete(id, 2), SnapshotStatus::kPending);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Changed blocks count mismatch for snapshot");
}

TEST_P(CompleteSnapshot, AcceptsACountThatIsTooLowAndThenFails) {
  const std::string id = Start(1);
  Put(id, 4, A());

  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kPending);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Changed blocks count mismatch for snapshot");
}

// The aggregate checksum; its values are in checksum_vectors_test.cc.

TEST_P(CompleteSnapshot, AcceptsAWrongAggregateAndThenFails) {
  const std::string id = Start(1);
  Put(id, 0, A());

  EXPECT_EQ(Complete(id, 1, kChecksumOfNothing), SnapshotStatus::kPending);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Checksum mismatch for snapshot");
}

TEST_P(CompleteSnapshot, RejectsAChecksumWithoutAlgorithmAndMethod) {
  CompleteSnapshotRequest complete = CompleteOf(Start(1), 0);
  complete.checksum = kChecksumOfNothing;

  EXPECT_THAT(Send(complete),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Invalid parameter combination. Checksum algorithm is missing."));
}

TEST_P(CompleteSnapshot, RejectsAChecksumWithoutMethod) {
  CompleteSnapshotRequest complete = CompleteOf(Start(1), 0);
  complete.checksum = kChecksumOfNothing;
  complete.checksum_algorithm = "SHA256";

  EXPECT_THAT(Send(complete),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Invalid parameter combination. Checksum aggregation method is missing."));
}

TEST_P(CompleteSnapshot, RejectsAChecksumWithoutAlgorithm) {
  CompleteSnapshotRequest complete = CompleteOf(Start(1), 0);
  complete.checksum = kChecksumOfNothing;
  complete.checksum_aggregation_method = "LINEAR";

  EXPECT_THAT(Send(complete),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Invalid parameter combination. Checksum algorithm is missing."));
}

TEST_P(CompleteSnapshot, RejectsAnAlgorithmWithoutChecksum) {
  CompleteSnapshotRequest complete = CompleteOf(Start(1), 0);
  complete.checksum_algorithm = "SHA256";

  EXPECT_THAT(Send(complete),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Invalid parameter combination. Snapshot checksum is missing."));
}

TEST_P(CompleteSnapshot, RejectsAMethodWithoutChecksum) {
  CompleteSnapshotRequest complete = CompleteOf(Start(1), 0);
  complete.checksum_aggregation_method = "LINEAR";

  EXPECT_THAT(Send(complete),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Invalid parameter combination. Snapshot checksum is missing."));
}

TEST_P(CompleteSnapshot, ChecksTheSnapshotBeforeTheChecksum) {
  CompleteSnapshotRequest complete = CompleteOf(kUnknownId, 0);
  complete.checksum_aggregation_method = "LINEAR";

  EXPECT_THAT(Send(complete), IsNotFound(kUnknownId));
}

TEST_P(CompleteSnapshot, ChecksTheStateBeforeTheChecksum) {
  CompleteSnapshotRequest complete = CompleteOf(Upload({}), 0);
  complete.checksum_aggregation_method = "LINEAR";

  EXPECT_THAT(Send(complete), Succeeds());
}

// The snapshot.

TEST_P(CompleteSnapshot, RejectsAnUnknownSnapshot) {
  EXPECT_THAT(Send(CompleteOf(kUnknownId, 0)), IsNotFound(kUnknownId));
}

TEST_P(CompleteSnapshot, RejectsADeletedSnapshot) {
  const std::string id = Start(1);
  Complete(id, 0);
  ebs().DeleteSnapshot(id);

  EXPECT_THAT(Send(CompleteOf(id, 0)), IsNotFound(id));
}

// Where the work behind CompleteSnapshot takes time: the snapshot is sealed, and pending yet.

class SealedSnapshot : public Conformance {
 protected:
  SealedSnapshot() : Conformance(SlowToComplete()) {}
};
FAUXEBS_AT_EVERY_DOOR(SealedSnapshot);

TEST_P(SealedSnapshot, StaysPendingUntilTheWorkIsDone) {
  const std::string id = Start(1);
  Complete(id, 0);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(SealedSnapshot, AnswersWithTheStatusOfTheMomentWhenCompletedAgain) {
  const std::string id = Start(1);
  Complete(id, 0);

  Advance(1h);
  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kPending);

  Advance(1h);
  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kCompleted);
}

TEST_P(SealedSnapshot, IsNotCompletedAnewByASecondCall) {
  const std::string id = Start(1);
  Complete(id, 0);
  Advance(1h);

  Complete(id, 99);
  Advance(1h);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(SealedSnapshot, RejectsBlocks) {
  const std::string id = Start(1);
  Complete(id, 0);

  EXPECT_THAT(Send(PutOf(id, 0, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                        "Snapshot is already completed"));
}

TEST_P(SealedSnapshot, RejectsBlocksThoughItsCountIsWrong) {
  const std::string id = Start(1);
  Complete(id, 1);

  EXPECT_THAT(Send(PutOf(id, 0, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                        "Snapshot is already completed"));
}

TEST_P(SealedSnapshot, CannotBeRead) {
  const std::string id = Start(1);
  Complete(id, 0);

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));
}

TEST_P(SealedSnapshot, CannotBeAParent) {
  const std::string id = Start(1);
  Complete(id, 0);

  EXPECT_THAT(Send(ChildOf(id)), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                                           "Source snapshot (" + id + ") is not complete."));
}

TEST_P(SealedSnapshot, DoesNotTimeOut) {
  const std::string id = Start(1);
  Advance(30min);
  Complete(id, 0);

  Advance(2h);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(SealedSnapshot, ShowsAWrongCountWhenTheWorkIsDone) {
  const std::string id = Start(1);
  Complete(id, 1);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
  EXPECT_THAT(ebs().Snapshot(id).state_message(), IsEmpty());

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Changed blocks count mismatch for snapshot");
}

TEST_P(SealedSnapshot, ShowsAWrongAggregateWhenTheWorkIsDone) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Complete(id, 1, kChecksumOfNothing);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Checksum mismatch for snapshot");
}

TEST_P(SealedSnapshot, CanFailBeforeTheWorkIsDone) {
  const std::string id = Start(1);
  Complete(id, 0);

  ebs().FailSnapshot(id, "Internal error");

  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Internal error");
}

TEST_P(SealedSnapshot, RejectsBlocksAsUnknownOnceItFailed) {
  const std::string id = Start(1);
  Complete(id, 1);
  Advance(2h);

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));
}

TEST_P(SealedSnapshot, CountsAsPendingForTheLimit) {
  const std::string id = Start(1);
  StartMany(99);
  Complete(id, 0);

  EXPECT_THAT(Send(StartOf(1)),
              IsRefused(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone, Not(IsEmpty())));
}

}  // namespace
}  // namespace fauxebs
