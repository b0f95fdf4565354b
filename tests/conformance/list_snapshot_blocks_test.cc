#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""min;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;
using testing::SizeIs;

class ListSnapshotBlocks : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ListSnapshotBlocks);

TEST_P(ListSnapshotBlocks, AnswersWithIndexesTokensAndSizes) {
  const std::string id = Start(3);
  PutAll(id, {{0, A()}, {6143, B()}});
  Complete(id, 2);

  const ListSnapshotBlocksResponse page = List(id);

  EXPECT_THAT(Indexes(page), ElementsAre(0, 6143));
  EXPECT_THAT(page.blocks, Each(Field(&BlockRef::block_token, IsTokenText())));
  EXPECT_THAT(page.expiry_time, Optional(IsTime("2026-01-08T00:00:00.000Z")));
  EXPECT_THAT(page.volume_size_gib, Optional(3));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.request_id, Not(IsEmpty()));
}

TEST_P(ListSnapshotBlocks, ListsInAscendingOrderWhatWasWrittenInAnyOrder) {
  const std::string id = Upload({{9, A()}, {0, B()}, {4, C()}});

  EXPECT_THAT(Indexes(List(id)), ElementsAre(0, 4, 9));
}

TEST_P(ListSnapshotBlocks, ListsBlocksOfZeros) {
  const std::string id = Upload({{4, Block::Zero()}});

  EXPECT_THAT(Indexes(List(id)), ElementsAre(4));
}

TEST_P(ListSnapshotBlocks, ListsAnOverwrittenBlockOnce) {
  const std::string id = Start(1);
  PutAll(id, {{4, A()}, {4, B()}});
  Complete(id, 1);

  EXPECT_THAT(Indexes(List(id)), ElementsAre(4));
}

TEST_P(ListSnapshotBlocks, ListsNothingOfASnapshotWithoutBlocks) {
  const ListSnapshotBlocksResponse page = List(Upload({}));

  EXPECT_THAT(page.blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.expiry_time, Optional(IsTime("2026-01-01T00:00:00.000Z")));
  EXPECT_THAT(page.volume_size_gib, Optional(1));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
}

// Where it starts.

TEST_P(ListSnapshotBlocks, StartsAtTheStartingBlockIndex) {
  const std::string id = Upload({{0, A()}, {4, A()}, {9, A()}});

  EXPECT_THAT(Indexes(ListFrom(id, 4)), ElementsAre(4, 9));
}

TEST_P(ListSnapshotBlocks, StartsAtTheNextBlockWhereTheStartingOneWasNotWritten) {
  const std::string id = Upload({{0, A()}, {4, A()}, {9, A()}});

  EXPECT_THAT(Indexes(ListFrom(id, 5)), ElementsAre(9));
}

TEST_P(ListSnapshotBlocks, ListsNothingPastTheLastBlock) {
  const std::string id = Upload({{0, A()}, {4, A()}});

  const ListSnapshotBlocksResponse page = ListFrom(id, 5);

  EXPECT_THAT(page.blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.expiry_time, Optional(IsTime("2026-01-01T00:00:00.000Z")));
}

TEST_P(ListSnapshotBlocks, ListsNothingPastTheVolume) {
  const std::string id = Upload({{0, A()}});

  EXPECT_THAT(ListFrom(id, 2048).blocks, IsEmpty());
}

TEST_P(ListSnapshotBlocks, ListsNothingFromTheHighestIndexThatThereIs) {
  const std::string id = Upload({{0, A()}});

  EXPECT_THAT(ListFrom(id, 2147483647).blocks, IsEmpty());
}

TEST_P(ListSnapshotBlocks, IgnoresTheStartingBlockIndexOnAFurtherPage) {
  const std::string id = Holding(Range(0, 149));
  ListSnapshotBlocksRequest list = ListOf(id, List(id).next_token.value());
  list.starting_block_index = 140;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 149));
}

TEST_P(ListSnapshotBlocks, RejectsANegativeStartingBlockIndexOnAFurtherPageToo) {
  const std::string id = Holding(Range(0, 149));
  ListSnapshotBlocksRequest list = ListOf(id, List(id).next_token.value());
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

// Pages.

TEST_P(ListSnapshotBlocks, ListsAHundredBlocksAPageUnlessToldOtherwise) {
  const std::string id = Holding(Range(0, 100));

  const ListSnapshotBlocksResponse page = List(id);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(page.next_token, Optional(IsTokenText()));
}

TEST_P(ListSnapshotBlocks, EndsWithAPageWithoutToken) {
  const std::string id = Holding(Range(0, 100));

  const ListSnapshotBlocksResponse page = ListNext(id, List(id).next_token.value());

  EXPECT_THAT(Indexes(page), ElementsAre(100));
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.volume_size_gib, Optional(1));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
}

TEST_P(ListSnapshotBlocks, NeedsNoFurtherPageForWhatFitsOne) {
  EXPECT_EQ(List(Holding(Range(0, 99))).next_token, std::nullopt);
}

TEST_P(ListSnapshotBlocks, ListsEveryBlockOnceOverAllItsPages) {
  const std::string id = Holding(Range(1000, 1249));

  EXPECT_THAT(ListAll(id), SizeIs(250));
}

TEST_P(ListSnapshotBlocks, ListsAsManyBlocksAsAskedFor) {
  ListSnapshotBlocksRequest list = ListOf(Holding(Range(0, 249)));
  list.max_results = 200;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(0, 199));
}

TEST_P(ListSnapshotBlocks, AcceptsAnotherPageSizeOnAFurtherPage) {
  const std::string id = Holding(Range(0, 349));
  ListSnapshotBlocksRequest list = ListOf(id, List(id).next_token.value());
  list.max_results = 200;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 299));
}

TEST_P(ListSnapshotBlocks, PagesOnFromAStartingBlockIndex) {
  const std::string id = Holding(Range(0, 299));

  const ListSnapshotBlocksResponse first = ListFrom(id, 150);

  EXPECT_THAT(Indexes(first), IsRange(150, 249));
  EXPECT_THAT(Indexes(ListNext(id, first.next_token.value())), IsRange(250, 299));
}

TEST_P(ListSnapshotBlocks, GivesTheSamePageAgainForItsToken) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  EXPECT_THAT(Indexes(ListNext(id, token)), IsRange(100, 149));
  EXPECT_THAT(Indexes(ListNext(id, token)), IsRange(100, 149));
}

// Page tokens.

TEST_P(ListSnapshotBlocks, RejectsAPageTokenOfAnotherSnapshot) {
  const std::string id = Holding(Range(0, 149));
  const std::string other = Holding(Range(0, 149));
  const std::string token = List(other).next_token.value();

  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsAPageTokenOfListChangedBlocks) {
  const std::string parent = Holding({});
  const std::string id = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, id).next_token.value();

  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsABlockTokenAsAPageToken) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsAPageTokenThatItNeverGave) {
  EXPECT_THAT(Send(ListOf(Upload({}), "AAAA")), IsInvalidPageToken("AAAA"));
}

TEST_P(ListSnapshotBlocks, HonoursAPageTokenForAnHour) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  Advance(30min);
  EXPECT_THAT(Send(ListOf(id, token)), Succeeds());

  Advance(30min);
  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, GivesEveryPageTokenAnHourOfItsOwn) {
  const std::string id = Holding(Range(0, 249));
  const std::string first = List(id).next_token.value();
  Advance(40min);
  const std::string second = ListNext(id, first).next_token.value();

  Advance(40min);

  EXPECT_THAT(Send(ListOf(id, first)), IsInvalidPageToken(first));
  EXPECT_THAT(Send(ListOf(id, second)), Succeeds());
}

TEST_P(ListSnapshotBlocks, GivesANewPageTokenInEachListing) {
  const std::string id = Holding(Range(0, 149));

  EXPECT_NE(List(id).next_token, List(id).next_token);
}

// The snapshot.

TEST_P(ListSnapshotBlocks, RejectsAnUnknownSnapshot) {
  EXPECT_THAT(Send(ListOf(kUnknownId)), IsNotFound(kUnknownId));
}

TEST_P(ListSnapshotBlocks, RejectsAPendingSnapshot) {
  const std::string id = Start(1);
  Put(id, 0, A());

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
}

TEST_P(ListSnapshotBlocks, RejectsAnErroredSnapshot) {
  const std::string id = Start(1);
  ebs().FailSnapshot(id);

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
}

TEST_P(ListSnapshotBlocks, RejectsADeletedSnapshot) {
  const std::string id = Upload({{0, A()}});
  ebs().DeleteSnapshot(id);

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
}

TEST_P(ListSnapshotBlocks, ChecksTheSnapshotBeforeThePageToken) {
  EXPECT_THAT(Send(ListOf(kUnknownId, "AAAA")), IsNotFound(kUnknownId));
}

TEST_P(ListSnapshotBlocks, GivesEachAnswerItsOwnRequestId) {
  const std::string id = Upload({});

  EXPECT_NE(List(id).request_id, List(id).request_id);
}

}  // namespace
}  // namespace fauxebs
