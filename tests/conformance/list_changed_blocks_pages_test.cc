#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""min;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

// ListChangedBlocks in pages, and where they begin.
class ListChangedBlocksPages : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ListChangedBlocksPages);

// Where it starts.

TEST_P(ListChangedBlocksPages, StartsAtTheStartingBlockIndex) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}, {4, A()}, {9, A()}});

  EXPECT_THAT(Indexes(ChangesFrom(parent, child, 4)), ElementsAre(4, 9));
  EXPECT_THAT(Indexes(ChangesFrom(parent, child, 5)), ElementsAre(9));
}

TEST_P(ListChangedBlocksPages, ReportsNothingPastTheLastChange) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}});

  const ListChangedBlocksResponse page = ChangesFrom(parent, child, 1);

  EXPECT_THAT(page.changed_blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
}

TEST_P(ListChangedBlocksPages, ReportsNothingFromTheHighestIndexThatThereIs) {
  const std::string parent = Upload({});
  const std::string child = UploadChild(parent, {{0, A()}});

  EXPECT_THAT(ChangesFrom(parent, child, 2147483647).changed_blocks, IsEmpty());
}

TEST_P(ListChangedBlocksPages, IgnoresTheStartingBlockIndexOnAFurtherPage) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  ListChangedBlocksRequest list =
      ChangesOf(parent, child, Changes(parent, child).next_token.value());
  list.starting_block_index = 140;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 149));
}

TEST_P(ListChangedBlocksPages, RejectsANegativeStartingBlockIndexOnAFurtherPageToo) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  ListChangedBlocksRequest list =
      ChangesOf(parent, child, Changes(parent, child).next_token.value());
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

// Pages: what counts is the blocks that either side has, changed or not.

TEST_P(ListChangedBlocksPages, ExaminesAHundredBlocksAPageUnlessToldOtherwise) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(page.next_token, Optional(IsTokenText()));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, page.next_token.value())), IsRange(100, 149));
}

TEST_P(ListChangedBlocksPages, AnswersWithAnEmptyPageWhereNothingOnItChanged) {
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

TEST_P(ListChangedBlocksPages, AnswersWithAShortPageWhereLittleOnItChanged) {
  const std::string parent = Holding(Range(0, 149));
  const std::string child = ChildHolding(parent, {{7, B()}, {99, B()}, {100, B()}});

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(Indexes(page), ElementsAre(7, 99));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, page.next_token.value())), ElementsAre(100));
}

TEST_P(ListChangedBlocksPages, EndsWithAnEmptyPageWithoutSizes) {
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

TEST_P(ListChangedBlocksPages, CountsTheBlocksOfBothSides) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 59));
  const std::string other = ChildHolding(parent, Range(60, 119));

  const ListChangedBlocksResponse page = Changes(one, other);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(page.changed_blocks.at(59), InFirstOnly(59));
  EXPECT_THAT(page.changed_blocks.at(60), InSecondOnly(60));
  EXPECT_THAT(Indexes(ChangesNext(one, other, page.next_token.value())), IsRange(100, 119));
}

TEST_P(ListChangedBlocksPages, CountsABlockThatBothSidesHaveOnce) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 99));
  const std::string other = ChildHolding(parent, Range(0, 100));

  const ListChangedBlocksResponse page = Changes(one, other);

  EXPECT_THAT(Indexes(page), IsRange(0, 99));
  EXPECT_THAT(Indexes(ChangesNext(one, other, page.next_token.value())), ElementsAre(100));
}

TEST_P(ListChangedBlocksPages, ExaminesAsManyBlocksAsAskedFor) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 249));
  ListChangedBlocksRequest list = ChangesOf(parent, child);
  list.max_results = 200;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(0, 199));
}

TEST_P(ListChangedBlocksPages, AcceptsAnotherPageSizeOnAFurtherPage) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 349));
  ListChangedBlocksRequest list =
      ChangesOf(parent, child, Changes(parent, child).next_token.value());
  list.max_results = 200;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 299));
}

TEST_P(ListChangedBlocksPages, PagesOnFromAStartingBlockIndex) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 299));

  const ListChangedBlocksResponse first = ChangesFrom(parent, child, 150);

  EXPECT_THAT(Indexes(first), IsRange(150, 249));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, first.next_token.value())), IsRange(250, 299));
}

TEST_P(ListChangedBlocksPages, GivesTheSamePageAgainForItsToken) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  EXPECT_THAT(Indexes(ChangesNext(parent, child, token)), IsRange(100, 149));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, token)), IsRange(100, 149));
}

// Page tokens.

TEST_P(ListChangedBlocksPages, RejectsAPageTokenOfAnotherPair) {
  const std::string parent = Holding({});
  const std::string one = ChildHolding(parent, Range(0, 149));
  const std::string other = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, one).next_token.value();

  EXPECT_THAT(Send(ChangesOf(parent, other, token)), IsInvalidPageToken(token));
  EXPECT_THAT(Send(ChangesOf(other, one, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocksPages, RejectsAPageTokenOfThePairTheOtherWayRound) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  EXPECT_THAT(Send(ChangesOf(child, parent, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocksPages, RejectsAPageTokenOfListSnapshotBlocks) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  EXPECT_THAT(Send(ChangesOf(id, id, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocksPages, RejectsABlockTokenAsAPageToken) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(ChangesOf(id, id, token)), IsInvalidPageToken(token));
}

TEST_P(ListChangedBlocksPages, RejectsAPageTokenThatItNeverGave) {
  const std::string id = Upload({});

  EXPECT_THAT(Send(ChangesOf(id, id, "AAAA")), IsInvalidPageToken("AAAA"));
}

TEST_P(ListChangedBlocksPages, HonoursAPageTokenForAnHour) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, child).next_token.value();

  Advance(30min);
  EXPECT_THAT(Send(ChangesOf(parent, child, token)), Succeeds());

  Advance(30min);
  EXPECT_THAT(Send(ChangesOf(parent, child, token)), IsInvalidPageToken(token));
}

// The switch for last pages.

class SizedLastPage : public Conformance {
 protected:
  SizedLastPage()
      : Conformance(With([](auto& options) { options.empty_last_page_is_bare = false; })) {}
};
FAUXEBS_AT_EVERY_DOOR(SizedLastPage);

TEST_P(SizedLastPage, HasSizesThoughItIsEmpty) {
  const std::string id = Upload({{0, A()}});

  const ListChangedBlocksResponse page = Changes(id, id);

  EXPECT_THAT(page.changed_blocks, IsEmpty());
  EXPECT_EQ(page.next_token, std::nullopt);
  EXPECT_THAT(page.expiry_time, Optional(IsTime("2026-01-08T00:00:00.000Z")));
  EXPECT_THAT(page.volume_size_gib, Optional(1));
  EXPECT_THAT(page.block_size_bytes, Optional(524288));
}

}  // namespace
}  // namespace fauxebs
