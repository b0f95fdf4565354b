#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

class PutSnapshotBlock : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(PutSnapshotBlock);

// What becomes of a body that has not the size of a block, whatever the request says of it.
RefusalMatcher IsUnreadable() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                   "Failed to read block data");
}

TEST_P(PutSnapshotBlock, AnswersWithTheChecksumOfTheBlock) {
  const std::string id = Start(1);

  const PutSnapshotBlockResponse put = Send(PutOf(id, 7, Block::Filled(0x01))).value();

  EXPECT_EQ(put.checksum, "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=");
  EXPECT_EQ(put.checksum_algorithm, "SHA256");
  EXPECT_THAT(put.request_id, Not(IsEmpty()));
}

TEST_P(PutSnapshotBlock, StoresTheBlockAtItsIndex) {
  const std::string id = Start(1);

  Put(id, 7, C());

  EXPECT_THAT(ebs().Snapshot(id).block_indexes(), ElementsAre(7));
  EXPECT_THAT(ebs().Snapshot(id).block(7), Optional(C()));
}

TEST_P(PutSnapshotBlock, StoresBlocksInAnyOrder) {
  const std::string id = Start(1);

  Put(id, 9, A());
  Put(id, 0, B());
  Put(id, 4, C());

  EXPECT_THAT(ebs().Snapshot(id).block_indexes(), ElementsAre(0, 4, 9));
}

TEST_P(PutSnapshotBlock, StoresABlockOfZeros) {
  const std::string id = Start(1);

  Put(id, 3, Block::Zero());

  EXPECT_THAT(ebs().Snapshot(id).block_indexes(), ElementsAre(3));
  EXPECT_THAT(ebs().Snapshot(id).block(3), Optional(Block::Zero()));
}

TEST_P(PutSnapshotBlock, LetsTheLastWriteWin) {
  const std::string id = Start(1);
  Put(id, 3, A());

  Put(id, 3, B());

  EXPECT_THAT(ebs().Snapshot(id).block(3), Optional(B()));
  EXPECT_EQ(ebs().Snapshot(id).changed_blocks(), 1U);
}

TEST_P(PutSnapshotBlock, AcceptsTheSameBlockAgain) {
  const std::string id = Start(1);
  Put(id, 3, A());

  EXPECT_THAT(Send(PutOf(id, 3, A())), Succeeds());
  EXPECT_EQ(ebs().Snapshot(id).changed_blocks(), 1U);
}

TEST_P(PutSnapshotBlock, LeavesTheSnapshotPending) {
  const std::string id = Start(1);

  Put(id, 3, A());

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
}

TEST_P(PutSnapshotBlock, GoesOnAfterAProgressOf100) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.progress = 100;
  static_cast<void>(Send(put).value());

  EXPECT_THAT(Send(PutOf(id, 1, B())), Succeeds());
}

TEST_P(PutSnapshotBlock, KeepsSnapshotsApart) {
  const std::string one = Start(1);
  const std::string other = Start(1);
  Put(one, 3, A());
  Put(other, 3, B());

  EXPECT_THAT(ebs().Snapshot(one).block(3), Optional(A()));
  EXPECT_THAT(ebs().Snapshot(other).block(3), Optional(B()));
}

// Extent of the volume.

TEST_P(PutSnapshotBlock, AcceptsTheLastIndexOfTheVolume) {
  const std::string id = Start(1);

  EXPECT_THAT(Send(PutOf(id, 2047, A())), Succeeds());
}

TEST_P(PutSnapshotBlock, RejectsTheFirstIndexPastTheVolume) {
  const std::string id = Start(1);

  EXPECT_THAT(Send(PutOf(id, 2048, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                        "Block index 2048 is beyond the volume size extent"));
}

TEST_P(PutSnapshotBlock, MeasuresTheExtentByTheSnapshotsOwnVolume) {
  const std::string id = Start(3);

  EXPECT_THAT(Send(PutOf(id, 6143, A())), Succeeds());
  EXPECT_THAT(Send(PutOf(id, 6144, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                        "Block index 6144 is beyond the volume size extent"));
}

TEST_P(PutSnapshotBlock, AcceptsTheLastIndexOfTheLargestVolume) {
  const std::string id = Start(65536);

  EXPECT_THAT(Send(PutOf(id, 134217727, A())), Succeeds());
}

TEST_P(PutSnapshotBlock, RejectsTheFirstIndexPastTheLargestVolume) {
  const std::string id = Start(65536);

  EXPECT_THAT(Send(PutOf(id, 134217728, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                        "Block index 134217728 is beyond the volume size extent"));
}

// The body and its length.

TEST_P(PutSnapshotBlock, RejectsABodyThatIsTooShort) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.block_data = Bytes::Copy(std::string(524287, '\x01'));

  EXPECT_THAT(Send(put), IsUnreadable());
}

TEST_P(PutSnapshotBlock, RejectsAShortBodyThoughItsLengthAndChecksumAreRight) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.block_data = Bytes::Copy("short");
  put.data_length = 5;
  put.checksum = put.block_data.checksum();

  EXPECT_THAT(Send(put), IsUnreadable());
}

TEST_P(PutSnapshotBlock, RejectsAnEmptyBody) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.block_data = Bytes();

  EXPECT_THAT(Send(put), IsUnreadable());
}

TEST_P(PutSnapshotBlock, RejectsABodyThatIsTooLong) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.block_data = Bytes::Copy(std::string(524289, '\x01'));

  EXPECT_THAT(Send(put), IsUnreadable());
}

// The checksum.

TEST_P(PutSnapshotBlock, RejectsDataThatDoesNotMatchItsChecksum) {
  const std::string id = Start(1);
  PutSnapshotBlockRequest put = PutOf(id, 0, Block::Filled(0x01));
  put.checksum = "BD4jinZffPvGJZalDlPI/7axiKmTV7Dr7eJRcl1nWJ8=";

  EXPECT_THAT(
      Send(put),
      IsRefused(ErrorCode::kInvalidSignature, ErrorReason::kNone,
                "The value passed in as x-amz-Checksum does not match the computed checksum. "
                "Computed checksum: M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs= "
                "expected checksum: BD4jinZffPvGJZalDlPI/7axiKmTV7Dr7eJRcl1nWJ8="));
}

TEST_P(PutSnapshotBlock, RejectsAWrongChecksumOfABlockThatItHoldsAlready) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Put(id, 1, B());
  PutSnapshotBlockRequest put = PutOf(id, 2, A());
  put.checksum = B().checksum();

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kInvalidSignature, ErrorReason::kNone,
                                   testing::StartsWith("The value passed in as x-amz-Checksum")));
}

TEST_P(PutSnapshotBlock, LeavesTheOldBlockWhereItRefusesTheNewOne) {
  const std::string id = Start(1);
  Put(id, 0, A());
  PutSnapshotBlockRequest put = PutOf(id, 0, B());
  put.checksum = A().checksum();

  EXPECT_FALSE(Send(put).has_value());
  EXPECT_THAT(ebs().Snapshot(id).block(0), Optional(A()));
}

// The snapshot.

TEST_P(PutSnapshotBlock, RejectsAnUnknownSnapshot) {
  EXPECT_THAT(Send(PutOf(kUnknownId, 0, A())), IsNotFound(kUnknownId));
}

TEST_P(PutSnapshotBlock, RejectsACompletedSnapshot) {
  const std::string id = Start(1);
  Complete(id, 0);

  EXPECT_THAT(Send(PutOf(id, 0, A())),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                        "Snapshot is already completed"));
}

TEST_P(PutSnapshotBlock, RejectsAnErroredSnapshot) {
  const std::string id = Start(1);
  ebs().FailSnapshot(id);

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));
}

TEST_P(PutSnapshotBlock, RejectsADeletedSnapshot) {
  const std::string id = Start(1);
  Complete(id, 0);
  ebs().DeleteSnapshot(id);

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));
}

// Order of checks: each request is wrong in two ways.

TEST_P(PutSnapshotBlock, ChecksTheSnapshotBeforeTheBody) {
  PutSnapshotBlockRequest put = PutOf(kUnknownId, 0, A());
  put.block_data = Bytes::Copy("short");

  EXPECT_THAT(Send(put), IsNotFound(kUnknownId));
}

TEST_P(PutSnapshotBlock, ChecksTheStateBeforeTheBody) {
  const std::string id = Start(1);
  Complete(id, 0);
  PutSnapshotBlockRequest put = PutOf(id, 0, A());
  put.block_data = Bytes::Copy("short");

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                                   "Snapshot is already completed"));
}

TEST_P(PutSnapshotBlock, ChecksTheBodyBeforeItsLength) {
  PutSnapshotBlockRequest put = PutOf(Start(1), 0, A());
  put.block_data = Bytes::Copy("short");
  put.data_length = 1;

  EXPECT_THAT(Send(put), IsUnreadable());
}

TEST_P(PutSnapshotBlock, ChecksTheLengthBeforeTheExtent) {
  PutSnapshotBlockRequest put = PutOf(Start(1), 2048, A());
  put.data_length = 1;

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                                   "Block data length 1 is not valid, expected 524288"));
}

TEST_P(PutSnapshotBlock, ChecksTheExtentBeforeTheAlgorithm) {
  FAUXEBS_SKIP_IF_DOOR(cannot_name_unknown_algorithms);
  PutSnapshotBlockRequest put = PutOf(Start(1), 2048, A());
  put.checksum_algorithm = "SHA1";

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                                   "Block index 2048 is beyond the volume size extent"));
}

TEST_P(PutSnapshotBlock, ChecksTheAlgorithmBeforeTheChecksum) {
  FAUXEBS_SKIP_IF_DOOR(cannot_name_unknown_algorithms);
  PutSnapshotBlockRequest put = PutOf(Start(1), 0, A());
  put.checksum = B().checksum();
  put.checksum_algorithm = "SHA1";

  EXPECT_THAT(Send(put),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                        "Unsupported Checksum Algorithm 'SHA1', supported algorithms are SHA256"));
}

TEST_P(PutSnapshotBlock, ChecksTheExtentBeforeTheChecksum) {
  PutSnapshotBlockRequest put = PutOf(Start(1), 2048, A());
  put.checksum = B().checksum();

  EXPECT_THAT(Send(put), IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock,
                                   "Block index 2048 is beyond the volume size extent"));
}

}  // namespace
}  // namespace fauxebs
