#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""min;
using testing::AllOf;
using testing::ElementsAre;
using testing::Eq;
using testing::Field;
using testing::IsEmpty;
using testing::Matcher;
using testing::Not;
using testing::Optional;

RefusalMatcher IsInvalidPageToken(const std::string& token) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidPageToken,
                   "The pagination token " + token + " is invalid.");
}

RefusalMatcher IsFirstMissing() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                   "First snapshot should not be empty or null");
}

// A changed block, by the sides that have it.
Matcher<ChangedBlockRef> InFirstOnly(std::int32_t index) {
  return AllOf(
      Field("block_index", &ChangedBlockRef::block_index, index),
      Field("first_block_token", &ChangedBlockRef::first_block_token, Optional(IsTokenText())),
      Field("second_block_token", &ChangedBlockRef::second_block_token, Eq(std::nullopt)));
}

Matcher<ChangedBlockRef> InSecondOnly(std::int32_t index) {
  return AllOf(
      Field("block_index", &ChangedBlockRef::block_index, index),
      Field("first_block_token", &ChangedBlockRef::first_block_token, Eq(std::nullopt)),
      Field("second_block_token", &ChangedBlockRef::second_block_token, Optional(IsTokenText())));
}

Matcher<ChangedBlockRef> InBoth(std::int32_t index) {
  return AllOf(
      Field("block_index", &ChangedBlockRef::block_index, index),
      Field("first_block_token", &ChangedBlockRef::first_block_token, Optional(IsTokenText())),
      Field("second_block_token", &ChangedBlockRef::second_block_token, Optional(IsTokenText())));
}

class ListChangedBlocks : public Conformance {
 protected:
  ListChangedBlocksRequest NextOf(const std::string& first, const std::string& second,
                                  const std::string& page_token) {
    ListChangedBlocksRequest list = ChangesOf(first, second);
    list.next_token = page_token;
    return list;
  }
};
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

  EXPECT_THAT(Send(GetOf(child, 0, token)),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlockToken,
                        "The block token " + token + " is invalid."));
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

// Where it starts.

TEST_P(ListChangedBlocks, StartsAtTheStartingBlockIndex) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}, {4, A()}, {9, A()}});

  EXPECT_THAT(Indexes(ChangesFrom(parent, child, 4)), ElementsAre(4, 9));
  EXPECT_THAT(Indexes(ChangesFrom(parent, child, 5)), ElementsAre(9));
}

TEST_P(ListChangedBlocks, ReportsNothingPastTheLastChange) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}});

  const ListChangedBlocksResponse page = ChangesFrom(parent, child, 1);

  EXPECT_THAT(page.changed_blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
}

TEST_P(ListChangedBlocks, ReportsNothingFromTheHighestIndexThatThereIs) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}});

  EXPECT_THAT(ChangesFrom(parent, child, 2147483647).changed_blocks, IsEmpty());
}

TEST_P(ListChangedBlocks, RejectsANegativeStartingBlockIndex) {
  const std::string id = Upload({});
  ListChangedBlocksRequest list = ChangesOf(id, id);
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

TEST_P(ListChangedBlocks, IgnoresTheStartingBlockIndexOnAFurtherPage) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  ListChangedBlocksRequest list = NextOf(parent, child, Changes(parent, child).next_token.value());
  list.starting_block_index = 140;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 149));
}

TEST_P(ListChangedBlocks, RejectsANegativeStartingBlockIndexOnAFurtherPageToo) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  ListChangedBlocksRequest list = NextOf(parent, child, Changes(parent, child).next_token.value());
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

// Pages: what counts is the blocks that either side has, changed or not.

TEST_P(ListChangedBlocks, ExaminesAHundredBlocksAPageUnlessToldOtherwise) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(page.next_token, Optional(IsTokenText()));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, page.next_token.value())), IsRange(100, 149));
}

TEST_P(ListChangedBlocks, AnswersWithAnEmptyPageWhereNothingOnItChanged) {
  const std::string parent = Holding(Range(0, 149));
  const std::string child = ChildHolding(parent, {{120, B()}});

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(page.changed_blocks, IsEmpty());
  EXPECT_THAT(page.next_token, Optional(IsTokenText()));
  EXPECT_THAT(page.volume_size_gib, Optional(1));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
  EXPECT_THAT(ChangesNext(parent, child, page.next_token.value()).changed_blocks,
              ElementsAre(InBoth(120)));
}

TEST_P(ListChangedBlocks, AnswersWithAShortPageWhereLittleOnItChanged) {
  const std::string parent = Holding(Range(0, 149));
  const std::string child = ChildHolding(parent, {{7, B()}, {99, B()}, {100, B()}});

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(Indexes(page), ElementsAre(7, 99));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, page.next_token.value())), ElementsAre(100));
}

TEST_P(ListChangedBlocks, EndsWithAnEmptyPageWithoutSizes) {
  const std::string id = Holding(Range(0, 149));
  const ListChangedBlocksResponse first = Changes(id, id);

  const ListChangedBlocksResponse last = ChangesNext(id, id, first.next_token.value());

  EXPECT_THAT(first.changed_blocks, IsEmpty());
  EXPECT_THAT(last.changed_blocks, IsEmpty());
  EXPECT_EQ(last.next_token, std::nullopt);
  EXPECT_EQ(last.expiry_time, std::nullopt);
  EXPECT_EQ(last.volume_size_gib, std::nullopt);
  EXPECT_EQ(last.block_size_bytes, std::nullopt);
}

TEST_P(ListChangedBlocks, CountsTheBlocksOfBothSides) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 59));
  const std::string other = ChildHolding(parent, Range(60, 119));

  const ListChangedBlocksResponse page = Changes(one, other);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(page.changed_blocks.at(59), InFirstOnly(59));
  EXPECT_THAT(page.changed_blocks.at(60), InSecondOnly(60));
  EXPECT_THAT(Indexes(ChangesNext(one, other, page.next_token.value())), IsRange(100, 119));
}

TEST_P(ListChangedBlocks, CountsABlockThatBothSidesHaveOnce) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 99));
  const std::string other = ChildHolding(parent, Range(0, 100));

  const ListChangedBlocksResponse page = Changes(one, other);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(Indexes(ChangesNext(one, other, page.next_token.value())), ElementsAre(100));
}

TEST_P(ListChangedBlocks, ExaminesAsManyBlocksAsAskedFor) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 249));
  ListChangedBlocksRequest list = ChangesOf(parent, child);
  list.max_results = 200;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(0, 199));
}

TEST_P(ListChangedBlocks, GivesTheSamePageAgainForItsToken) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  EXPECT_THAT(Indexes(ChangesNext(parent, child, token)), IsRange(100, 149));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, token)), IsRange(100, 149));
}

TEST_P(ListChangedBlocks, AcceptsTheSmallestPageSize) {
  const std::string id = Upload({});
  ListChangedBlocksRequest list = ChangesOf(id, id);
  list.max_results = 100;

  EXPECT_THAT(Send(list), Succeeds());
}

TEST_P(ListChangedBlocks, RejectsAPageSizeBelow100) {
  const std::string id = Upload({});
  ListChangedBlocksRequest list = ChangesOf(id, id);
  list.max_results = 99;

  EXPECT_THAT(Send(list),
              IsInvalid("99", "maxResults", "Member must have value greater than or equal to 100"));
}

TEST_P(ListChangedBlocks, AcceptsTheLargestPageSize) {
  const std::string id = Upload({});
  ListChangedBlocksRequest list = ChangesOf(id, id);
  list.max_results = 10000;

  EXPECT_THAT(Send(list), Succeeds());
}

TEST_P(ListChangedBlocks, RejectsAPageSizeAbove10000) {
  const std::string id = Upload({});
  ListChangedBlocksRequest list = ChangesOf(id, id);
  list.max_results = 10001;

  EXPECT_THAT(Send(list), IsInvalid("10001", "maxResults",
                                    "Member must have value less than or equal to 10000"));
}

// Page tokens.

TEST_P(ListChangedBlocks, RejectsAPageTokenOfAnotherPair) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 149));
  const std::string other = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, one).next_token.value();

  EXPECT_THAT(Send(NextOf(parent, other, token)), IsInvalidPageToken(token));
  EXPECT_THAT(Send(NextOf(other, one, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocks, RejectsAPageTokenOfThePairTheOtherWayRound) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  EXPECT_THAT(Send(NextOf(child, parent, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocks, RejectsAPageTokenOfListSnapshotBlocks) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  EXPECT_THAT(Send(NextOf(id, id, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocks, RejectsABlockTokenAsAPageToken) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(NextOf(id, id, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocks, RejectsAPageTokenThatItNeverGave) {
  const std::string id = Upload({});

  EXPECT_THAT(Send(NextOf(id, id, "AAAA")), IsInvalidPageToken("AAAA"));
}

TEST_P(ListChangedBlocks, HonoursAPageTokenForAnHour) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  Advance(30min);
  EXPECT_THAT(Send(NextOf(parent, child, token)), Succeeds());

  Advance(30min);
  EXPECT_THAT(Send(NextOf(parent, child, token)), IsInvalidPageToken(token));
}

// The snapshots.

TEST_P(ListChangedBlocks, RejectsAMissingFirstSnapshot) {
  ListChangedBlocksRequest list;
  list.second_snapshot_id = Upload({});

  EXPECT_THAT(Send(list), IsFirstMissing());
}

TEST_P(ListChangedBlocks, RejectsAnEmptyFirstSnapshot) {
  EXPECT_THAT(Send(ChangesOf("", Upload({}))), IsFirstMissing());
}

TEST_P(ListChangedBlocks, RejectsAMalformedFirstSnapshot) {
  EXPECT_THAT(Send(ChangesOf("vol-1", Upload({}))),
              IsInvalid("vol-1", "firstSnapshotId",
                        "Member must satisfy regular expression pattern: ^snap-[0-9a-f]+$"));
}

TEST_P(ListChangedBlocks, RejectsAMalformedSecondSnapshot) {
  EXPECT_THAT(Send(ChangesOf(Upload({}), "vol-1")),
              IsInvalid("vol-1", "secondSnapshotId",
                        "Member must satisfy regular expression pattern: ^snap-[0-9a-f]+$"));
}

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
  ebs.FailSnapshot(child);

  EXPECT_THAT(Send(ChangesOf(parent, child)), IsNotFound(child));
  EXPECT_THAT(Send(ChangesOf(child, parent)), IsNotFound(child));
}

TEST_P(ListChangedBlocks, RejectsADeletedSnapshotOnEitherSide) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {});
  ebs.DeleteSnapshot(parent);

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
  ebs.DeleteSnapshot(parent);

  EXPECT_THAT(Changes(one, other).changed_blocks, ElementsAre(InFirstOnly(1), InSecondOnly(2)));
}

// Order of checks: each request is wrong in two ways.

TEST_P(ListChangedBlocks, ChecksConstraintsBeforeTheFirstSnapshot) {
  ListChangedBlocksRequest list;
  list.second_snapshot_id = kUnknownId;
  list.max_results = 99;

  EXPECT_THAT(Send(list),
              IsInvalid("99", "maxResults", "Member must have value greater than or equal to 100"));
}

TEST_P(ListChangedBlocks, ChecksThatThereIsAFirstSnapshotBeforeTheSecondOne) {
  ListChangedBlocksRequest list;
  list.second_snapshot_id = kUnknownId;

  EXPECT_THAT(Send(list), IsFirstMissing());
}

TEST_P(ListChangedBlocks, ChecksTheFirstSnapshotBeforeTheSecondOne) {
  EXPECT_THAT(Send(ChangesOf("snap-aaaaaaaaaaaaaaaaa", "snap-bbbbbbbbbbbbbbbbb")),
              IsNotFound("snap-aaaaaaaaaaaaaaaaa"));
}

TEST_P(ListChangedBlocks, ChecksTheSnapshotsBeforeThePageToken) {
  EXPECT_THAT(Send(NextOf(Upload({}), kUnknownId, "AAAA")), IsNotFound(kUnknownId));
}

TEST_P(ListChangedBlocks, ChecksTheRelationBeforeThePageToken) {
  const std::string one = Upload({});
  const std::string other = Upload({});

  EXPECT_THAT(Send(NextOf(one, other, "AAAA")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kUnrelatedSnapshots,
                        one + " and " + other + " are not related"));
}

}  // namespace
}  // namespace fauxebs
