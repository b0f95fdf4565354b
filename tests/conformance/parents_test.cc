#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

class ChildSnapshot : public Conformance {
 protected:
  StartSnapshotRequest ChildOfSize(const std::string& parent, std::int64_t gib) {
    StartSnapshotRequest start = StartOf(gib);
    start.parent_snapshot_id = parent;
    return start;
  }
};
FAUXEBS_AT_EVERY_DOOR(ChildSnapshot);

TEST_P(ChildSnapshot, NamesItsParent) {
  const std::string parent = Upload({});

  const StartSnapshotResponse started = Send(ChildOf(parent)).value();

  EXPECT_THAT(started.parent_snapshot_id, Optional(Eq(parent)));
  EXPECT_THAT(ebs().Snapshot(started.snapshot_id).parent_snapshot_id(), Optional(Eq(parent)));
}

TEST_P(ChildSnapshot, ShowsItsParentsBlocks) {
  const std::string parent = Upload({{0, A()}, {4, B()}});

  const std::string child = UploadChild(parent, {});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 4));
  EXPECT_EQ(Read(child, 0), A());
  EXPECT_EQ(Read(child, 4), B());
}

TEST_P(ChildSnapshot, ShowsItsOwnBlocksAmongItsParents) {
  const std::string parent = Upload({{0, A()}, {4, A()}});

  const std::string child = UploadChild(parent, {{2, B()}, {9, B()}});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 2, 4, 9));
  EXPECT_EQ(Read(child, 2), B());
}

TEST_P(ChildSnapshot, IsAsLargeAsItsWholeView) {
  const std::string parent = Upload({{0, A()}, {4, A()}});

  const std::string child = UploadChild(parent, {{4, B()}, {9, B()}});

  EXPECT_EQ(ebs().Snapshot(child).blocks(), 3U);
  EXPECT_EQ(ebs().Snapshot(child).bytes(), 1572864U);
}

TEST_P(ChildSnapshot, OverridesItsParentsBlocks) {
  const std::string parent = Upload({{0, A()}, {4, A()}});

  const std::string child = UploadChild(parent, {{4, B()}});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 4));
  EXPECT_EQ(Read(child, 0), A());
  EXPECT_EQ(Read(child, 4), B());
}

TEST_P(ChildSnapshot, OverridesItsParentsBlocksWithZeros) {
  const std::string parent = Upload({{4, A()}});

  const std::string child = UploadChild(parent, {{4, Block::Zero()}});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(4));
  EXPECT_EQ(Read(child, 4), Block::Zero());
}

TEST_P(ChildSnapshot, LeavesItsParentAsItWas) {
  const std::string parent = Upload({{4, A()}});

  UploadChild(parent, {{4, B()}, {5, B()}});

  EXPECT_THAT(Indexes(List(parent)), ElementsAre(4));
  EXPECT_EQ(Read(parent, 4), A());
}

TEST_P(ChildSnapshot, ShowsTheBlocksOfEveryAncestor) {
  const std::string grandparent = Upload({{0, A()}, {1, A()}});
  const std::string parent = UploadChild(grandparent, {{1, B()}, {2, B()}});

  const std::string child = UploadChild(parent, {{2, C()}, {3, C()}});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(Read(child, 0), A());
  EXPECT_EQ(Read(child, 1), B());
  EXPECT_EQ(Read(child, 2), C());
  EXPECT_EQ(Read(child, 3), C());
}

TEST_P(ChildSnapshot, CountsOnlyItsOwnBlocksAsChanged) {
  const std::string child = StartChild(Upload({{0, A()}, {1, A()}}));
  Put(child, 1, B());

  Complete(child, 1);

  EXPECT_EQ(StatusOf(child), SnapshotStatus::kCompleted);
  EXPECT_EQ(ebs().Snapshot(child).changed_blocks(), 1U);
}

TEST_P(ChildSnapshot, FailsWhenItsParentsBlocksAreCountedAsChanged) {
  const std::string child = StartChild(Upload({{0, A()}}));
  Put(child, 1, B());

  Complete(child, 2);

  EXPECT_EQ(StatusOf(child), SnapshotStatus::kError);
}

// Deleting the parent.

TEST_P(ChildSnapshot, KeepsAllItsDataWhenItsParentIsDeleted) {
  const std::string parent = Upload({{0, A()}, {4, A()}});
  const std::string child = UploadChild(parent, {{4, B()}});

  ebs().DeleteSnapshot(parent);

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 4));
  EXPECT_EQ(Read(child, 0), A());
  EXPECT_EQ(Read(child, 4), B());
}

TEST_P(ChildSnapshot, CanBeCompletedWhenItsParentIsDeleted) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = StartChild(parent);
  ebs().DeleteSnapshot(parent);
  Put(child, 1, B());

  Complete(child, 1);

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 1));
}

// Volume sizes.

TEST_P(ChildSnapshot, MayBeLargerThanItsParent) {
  const std::string parent = Upload({{0, A()}});

  const std::string child = Start(ChildOfSize(parent, 2));

  EXPECT_THAT(Send(PutOf(child, 4095, B())), Succeeds());
  EXPECT_EQ(ebs().Snapshot(child).volume_size_gib(), 2);
}

TEST_P(ChildSnapshot, MayBeAsLargeAsItsParent) {
  const std::string parent = Upload({{0, A()}});

  EXPECT_THAT(Send(ChildOfSize(parent, 1)), Succeeds());
}

TEST_P(ChildSnapshot, MayNotBeSmallerThanItsParent) {
  const std::string parent = Start(2);
  Complete(parent, 0);

  EXPECT_THAT(Send(ChildOfSize(parent, 1)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize, _));
}

// Parents that are not there.

TEST_P(ChildSnapshot, CannotHaveAPendingParent) {
  const std::string parent = Start(1);

  EXPECT_THAT(Send(ChildOf(parent)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                        "Source snapshot (" + parent + ") is not complete."));
}

TEST_P(ChildSnapshot, CannotHaveAnUnknownParent) {
  EXPECT_THAT(Send(ChildOf(kUnknownId)), IsNotFound(kUnknownId));
}

TEST_P(ChildSnapshot, CannotHaveAnErroredParent) {
  const std::string parent = Start(1);
  ebs().FailSnapshot(parent);

  EXPECT_THAT(Send(ChildOf(parent)), IsNotFound(parent));
}

TEST_P(ChildSnapshot, CannotHaveADeletedParent) {
  const std::string parent = Upload({});
  ebs().DeleteSnapshot(parent);

  EXPECT_THAT(Send(ChildOf(parent)), IsNotFound(parent));
}

}  // namespace
}  // namespace fauxebs
