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
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

RefusalMatcher IsFirstMissing() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                   "First snapshot should not be empty or null");
}

class ListChangedBlocks : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ListChangedBlocks);

TEST_P(ListChangedBlocks, AnswersWithIndexesTokensAndSizes) {
  const std::string parent = Upload({{0, A()}, {1, A()}});
  const std::string child = UploadChild(parent, {{1, B()}, {2, B()}});

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(page.changed_blocks, ElementsAre(InBoth(1), InSecondOnly(2)));
  EXPECT_THAT(page.expiry_time, Optional(IsTime("2026-01-08T00:00:00.000Z")));
  EXPECT_THAT(page.volume_size_gib, Optional(1));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.request_id, Not(IsEmpty()));
}

// Directions.

TEST_P(ListChangedBlocks, ComparesAParentWithItsChild) {
  const std::string parent = Upload({{0, A()}, {1, A()}});
  const std::string child = UploadChild(parent, {{1, B()}, {2, B()}});

  EXPECT_THAT(Changes(parent, child).changed_blocks, ElementsAre(InBoth(1), InSecondOnly(2)));
}

TEST_P(ListChangedBlocks, ComparesAChildWithItsParent) {
  const std::string parent = Upload({{0, A()}, {1, A()}});
  const std::string child = UploadChild(parent, {{1, B()}, {2, B()}});

  EXPECT_THAT(Changes(child, parent).changed_blocks, ElementsAre(InBoth(1), InFirstOnly(2)));
}

TEST_P(ListChangedBlocks, ComparesSiblings) {
  const std::string parent = Upload({{0, A()}});
  const std::string one = UploadChild(parent, {{1, A()}, {3, A()}});
  const std::string other = UploadChild(parent, {{2, A()}, {3, A()}});

  EXPECT_THAT(Changes(one, other).changed_blocks,
              ElementsAre(InFirstOnly(1), InSecondOnly(2), InBoth(3)));
}

TEST_P(ListChangedBlocks, ComparesAGrandparentWithItsGrandchild) {
  const std::string grandparent = Upload({{0, A()}, {1, A()}, {2, A()}});
  const std::string parent = UploadChild(grandparent, {{1, B()}});
  const std::string child = UploadChild(parent, {{2, B()}, {3, B()}});

  EXPECT_THAT(Changes(grandparent, child).changed_blocks,
              ElementsAre(InBoth(1), InBoth(2), InSecondOnly(3)));
}

TEST_P(ListChangedBlocks, ComparesCousins) {
  const std::string root = Upload({{0, A()}});
  const std::string one = UploadChild(UploadChild(root, {{1, A()}}), {});
  const std::string other = UploadChild(UploadChild(root, {{2, A()}}), {});

  EXPECT_THAT(Changes(one, other).changed_blocks, ElementsAre(InFirstOnly(1), InSecondOnly(2)));
}

TEST_P(ListChangedBlocks, FindsNoDifferenceOfASnapshotFromItself) {
  const std::string id = Upload({{0, A()}, {1, A()}});

  EXPECT_THAT(Changes(id, id).changed_blocks, IsEmpty());
}

TEST_P(ListChangedBlocks, FindsNoDifferenceInAChildThatWroteNothing) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});

  EXPECT_THAT(Changes(parent, child).changed_blocks, IsEmpty());
}

// What a change is.

TEST_P(ListChangedBlocks, ReportsABlockThatWasWrittenAgainWithTheSameData) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, A()}});

  EXPECT_THAT(Changes(parent, child).changed_blocks, ElementsAre(InBoth(0)));
}

TEST_P(ListChangedBlocks, ReportsABlockOfZerosWhereTheOtherSideHasNothing) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{1, Block::Zero()}});

  EXPECT_THAT(Changes(parent, child).changed_blocks, ElementsAre(InSecondOnly(1)));
}

TEST_P(ListChangedBlocks, ReportsInAscendingOrder) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{9, A()}, {0, A()}, {4, A()}});

  EXPECT_THAT(Indexes(Changes(parent, child)), ElementsAre(0, 4, 9));
}

// Tokens of changed blocks.

TEST_P(ListChangedBlocks, GivesATokenForEachSide) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});

  const ChangedBlockRef changed = Changes(parent, child).changed_blocks.at(0);

  EXPECT_EQ(Get(parent, 0, changed.first_block_token.value()).block_data, A());
  EXPECT_EQ(Get(child, 0, changed.second_block_token.value()).block_data, B());
}

TEST_P(ListChangedBlocks, GivesFirstTokensThatDoNotOpenTheSecondSnapshot) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});
  const std::string token = Changes(parent, child).changed_blocks.at(0).first_block_token.value();

  EXPECT_THAT(Send(GetOf(child, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(ListChangedBlocks, GivesSecondTokensThatDoNotOpenTheFirstSnapshot) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});
  const std::string token = Changes(parent, child).changed_blocks.at(0).second_block_token.value();

  EXPECT_THAT(Send(GetOf(parent, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(ListChangedBlocks, GivesTokensForSevenDays) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});
  const ChangedBlockRef changed = Changes(parent, child).changed_blocks.at(0);
  const std::string first = changed.first_block_token.value();
  const std::string second = changed.second_block_token.value();

  Advance(84h);
  EXPECT_THAT(Send(GetOf(parent, 0, first)), Succeeds());
  EXPECT_THAT(Send(GetOf(child, 0, second)), Succeeds());

  Advance(84h);
  EXPECT_THAT(Send(GetOf(parent, 0, first)), IsInvalidBlockToken(first));
  EXPECT_THAT(Send(GetOf(child, 0, second)), IsInvalidBlockToken(second));
}

TEST_P(ListChangedBlocks, GivesFirstTokensThatOpenInheritedBlocks) {
  const std::string child = UploadChild(Upload({{0, A()}}), {});
  const std::string grandchild = UploadChild(child, {{0, B()}});
  const std::string token =
      Changes(child, grandchild).changed_blocks.at(0).first_block_token.value();

  EXPECT_EQ(Get(child, 0, token).block_data, A());
}

TEST_P(ListChangedBlocks, GivesNewTokensInEachListing) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}});

  EXPECT_NE(Changes(parent, child).changed_blocks.at(0).second_block_token,
            Changes(parent, child).changed_blocks.at(0).second_block_token);
}

// Sizes.

TEST_P(ListChangedBlocks, AnswersWithTheVolumeSizeOfTheSecond) {
  const std::string parent = Upload({{0, A()}});
  StartSnapshotRequest start = StartOf(3);
  start.parent_snapshot_id = parent;
  const std::string child = Start(start);
  Put(child, 6143, A());
  Complete(child, 1);

  EXPECT_THAT(Changes(parent, child).volume_size_gib, Optional(3));
  EXPECT_THAT(Changes(child, parent).volume_size_gib, Optional(1));
}

TEST_P(ListChangedBlocks, ReportsBlocksPastTheSmallerVolume) {
  const std::string parent = Upload({{0, A()}});
  StartSnapshotRequest start = StartOf(3);
  start.parent_snapshot_id = parent;
  const std::string child = Start(start);
  Put(child, 6143, A());
  Complete(child, 1);

  EXPECT_THAT(Changes(parent, child).changed_blocks, ElementsAre(InSecondOnly(6143)));
  EXPECT_THAT(Changes(child, parent).changed_blocks, ElementsAre(InFirstOnly(6143)));
}

TEST_P(ListChangedBlocks, AnswersWithoutSizesWhereTheLastPageIsEmpty) {
  const std::string id = Upload({{0, A()}});

  const ListChangedBlocksResponse page = Changes(id, id);

  EXPECT_THAT(page.changed_blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_EQ(page.expiry_time, std::nullopt);
  EXPECT_EQ(page.volume_size_gib, std::nullopt);
  EXPECT_EQ(page.block_size_bytes, std::nullopt);
}

// The snapshots.

TEST_P(ListChangedBlocks, RejectsAnUnknownFirstSnapshot) {
  EXPECT_THAT(Send(ChangesOf(kUnknownId, Upload({}))), IsNotFound(kUnknownId));
}

TEST_P(ListChangedBlocks, RejectsAnUnknownSecondSnapshot) {
  EXPECT_THAT(Send(ChangesOf(Upload({}), kUnknownId)), IsNotFound(kUnknownId));
}

TEST_P(ListChangedBlocks, RejectsAPendingSnapshotOnEitherSide) {
  const std::string parent = Upload({});
  const std::string child = StartChild(parent);

  EXPECT_THAT(Send(ChangesOf(parent, child)), IsNotFound(child));
  EXPECT_THAT(Send(ChangesOf(child, parent)), IsNotFound(child));
}

TEST_P(ListChangedBlocks, RejectsAnErroredSnapshotOnEitherSide) {
  const std::string parent = Upload({});
  const std::string child = StartChild(parent);
  ebs().FailSnapshot(child);

  EXPECT_THAT(Send(ChangesOf(parent, child)), IsNotFound(child));
  EXPECT_THAT(Send(ChangesOf(child, parent)), IsNotFound(child));
}

TEST_P(ListChangedBlocks, RejectsADeletedSnapshotOnEitherSide) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {});
  ebs().DeleteSnapshot(parent);

  EXPECT_THAT(Send(ChangesOf(parent, child)), IsNotFound(parent));
  EXPECT_THAT(Send(ChangesOf(child, parent)), IsNotFound(parent));
}

TEST_P(ListChangedBlocks, RejectsUnrelatedSnapshots) {
  const std::string one = Upload({{0, A()}});
  const std::string other = Upload({{0, A()}});

  EXPECT_THAT(Send(ChangesOf(one, other)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kUnrelatedSnapshots,
                        one + " and " + other + " are not related"));
}

TEST_P(ListChangedBlocks, ComparesSiblingsWhoseParentIsDeleted) {
  const std::string parent = Upload({{0, A()}});
  const std::string one = UploadChild(parent, {{1, A()}});
  const std::string other = UploadChild(parent, {{2, A()}});
  ebs().DeleteSnapshot(parent);

  EXPECT_THAT(Changes(one, other).changed_blocks, ElementsAre(InFirstOnly(1), InSecondOnly(2)));
}

// Order of checks: each request is wrong in two ways.

TEST_P(ListChangedBlocks, ChecksThatThereIsAFirstSnapshotBeforeTheSecondOne) {
  ListChangedBlocksRequest list;
  list.second_snapshot_id = kUnknownId;

  EXPECT_THAT(Send(list), IsFirstMissing());
}

TEST_P(ListChangedBlocks, ChecksTheFirstSnapshotBeforeTheSecondOne) {
  EXPECT_THAT(Send(ChangesOf("snap-aaaaaaaaaaaaaaaaa", "snap-bbbbbbbbbbbbbbbbb")),
              IsNotFound("snap-aaaaaaaaaaaaaaaaa"));
}

TEST_P(ListChangedBlocks, ChecksThatBothSnapshotsExistBeforeTheirState) {
  EXPECT_THAT(Send(ChangesOf(Start(1), kUnknownId)), IsNotFound(kUnknownId));
}

TEST_P(ListChangedBlocks, ChecksTheSnapshotsBeforeThePageToken) {
  EXPECT_THAT(Send(ChangesOf(Upload({}), kUnknownId, "AAAA")), IsNotFound(kUnknownId));
}

TEST_P(ListChangedBlocks, ChecksTheRelationBeforeThePageToken) {
  const std::string one = Upload({});
  const std::string other = Upload({});

  EXPECT_THAT(Send(ChangesOf(one, other, "AAAA")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kUnrelatedSnapshots,
                        one + " and " + other + " are not related"));
}

}  // namespace
}  // namespace fauxebs
