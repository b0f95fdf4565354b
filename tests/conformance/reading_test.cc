#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;
using testing::SizeIs;

RefusalMatcher IsInvalidBlockToken(const std::string& token) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlockToken,
                   "The block token " + token + " is invalid.");
}

RefusalMatcher IsInvalidPageToken(const std::string& token) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidPageToken,
                   "The pagination token " + token + " is invalid.");
}

// ListSnapshotBlocks: one page.

class ListSnapshotBlocks : public Conformance {
 protected:
  // What follows the first page of a listing.
  ListSnapshotBlocksRequest NextOf(const std::string& id, const std::string& page_token) {
    ListSnapshotBlocksRequest list = ListOf(id);
    list.next_token = page_token;
    return list;
  }
};
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

// ListSnapshotBlocks: where it starts.

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

TEST_P(ListSnapshotBlocks, RejectsANegativeStartingBlockIndex) {
  ListSnapshotBlocksRequest list = ListOf(Upload({}));
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

TEST_P(ListSnapshotBlocks, IgnoresTheStartingBlockIndexOnAFurtherPage) {
  const std::string id = Holding(Range(0, 149));
  ListSnapshotBlocksRequest list = NextOf(id, List(id).next_token.value());
  list.starting_block_index = 140;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(100, 149));
}

TEST_P(ListSnapshotBlocks, RejectsANegativeStartingBlockIndexOnAFurtherPageToo) {
  const std::string id = Holding(Range(0, 149));
  ListSnapshotBlocksRequest list = NextOf(id, List(id).next_token.value());
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsInvalid("-1", "startingBlockIndex",
                                    "Member must have value greater than or equal to 0"));
}

// ListSnapshotBlocks: pages.

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
  ListSnapshotBlocksRequest list = NextOf(id, List(id).next_token.value());
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

TEST_P(ListSnapshotBlocks, AcceptsTheSmallestPageSize) {
  ListSnapshotBlocksRequest list = ListOf(Upload({}));
  list.max_results = 100;

  EXPECT_THAT(Send(list), Succeeds());
}

TEST_P(ListSnapshotBlocks, RejectsAPageSizeBelow100) {
  ListSnapshotBlocksRequest list = ListOf(Upload({}));
  list.max_results = 99;

  EXPECT_THAT(Send(list),
              IsInvalid("99", "maxResults", "Member must have value greater than or equal to 100"));
}

TEST_P(ListSnapshotBlocks, AcceptsTheLargestPageSize) {
  ListSnapshotBlocksRequest list = ListOf(Upload({}));
  list.max_results = 10000;

  EXPECT_THAT(Send(list), Succeeds());
}

TEST_P(ListSnapshotBlocks, RejectsAPageSizeAbove10000) {
  ListSnapshotBlocksRequest list = ListOf(Upload({}));
  list.max_results = 10001;

  EXPECT_THAT(Send(list), IsInvalid("10001", "maxResults",
                                    "Member must have value less than or equal to 10000"));
}

// ListSnapshotBlocks: page tokens.

TEST_P(ListSnapshotBlocks, RejectsAPageTokenOfAnotherSnapshot) {
  const std::string id = Holding(Range(0, 149));
  const std::string other = Holding(Range(0, 149));
  const std::string token = List(other).next_token.value();

  EXPECT_THAT(Send(NextOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsAPageTokenOfListChangedBlocks) {
  const std::string parent = Holding({});
  const std::string id = ChildHolding(parent, Range(0, 149));
  const std::string token = Changes(parent, id).next_token.value();

  EXPECT_THAT(Send(NextOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsABlockTokenAsAPageToken) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(NextOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, RejectsAPageTokenThatItNeverGave) {
  EXPECT_THAT(Send(NextOf(Upload({}), "AAAA")), IsInvalidPageToken("AAAA"));
}

TEST_P(ListSnapshotBlocks, RejectsAMalformedPageToken) {
  EXPECT_THAT(Send(NextOf(Upload({}), "no token!")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                        testing::StartsWith("1 validation error detected: Value 'no token!' at "
                                            "'nextToken' failed to satisfy constraint: Member "
                                            "must satisfy regular expression pattern: ")));
}

TEST_P(ListSnapshotBlocks, RejectsAPageTokenAbove256Characters) {
  EXPECT_THAT(Send(NextOf(Upload({}), std::string(257, 'A'))),
              IsInvalid("nextToken", "Member must have length less than or equal to 256"));
}

TEST_P(ListSnapshotBlocks, HonoursAPageTokenForAnHour) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  Advance(30min);
  EXPECT_THAT(Send(NextOf(id, token)), Succeeds());

  Advance(30min);
  EXPECT_THAT(Send(NextOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ListSnapshotBlocks, GivesEveryPageTokenAnHourOfItsOwn) {
  const std::string id = Holding(Range(0, 249));
  const std::string first = List(id).next_token.value();
  Advance(40min);
  const std::string second = ListNext(id, first).next_token.value();

  Advance(40min);

  EXPECT_THAT(Send(NextOf(id, first)), IsInvalidPageToken(first));
  EXPECT_THAT(Send(NextOf(id, second)), Succeeds());
}

TEST_P(ListSnapshotBlocks, GivesANewPageTokenInEachListing) {
  const std::string id = Holding(Range(0, 149));

  EXPECT_NE(List(id).next_token, List(id).next_token);
}

// ListSnapshotBlocks: the snapshot.

TEST_P(ListSnapshotBlocks, RejectsAMalformedSnapshotId) {
  EXPECT_THAT(Send(ListOf("vol-1")),
              IsInvalid("vol-1", "snapshotId",
                        "Member must satisfy regular expression pattern: ^snap-[0-9a-f]+$"));
}

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
  ebs.FailSnapshot(id);

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
}

TEST_P(ListSnapshotBlocks, RejectsADeletedSnapshot) {
  const std::string id = Upload({{0, A()}});
  ebs.DeleteSnapshot(id);

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
}

TEST_P(ListSnapshotBlocks, ChecksConstraintsBeforeTheSnapshot) {
  ListSnapshotBlocksRequest list = ListOf(kUnknownId);
  list.max_results = 99;

  EXPECT_THAT(Send(list),
              IsInvalid("99", "maxResults", "Member must have value greater than or equal to 100"));
}

TEST_P(ListSnapshotBlocks, ChecksTheSnapshotBeforeThePageToken) {
  EXPECT_THAT(Send(NextOf(kUnknownId, "AAAA")), IsNotFound(kUnknownId));
}

TEST_P(ListSnapshotBlocks, ReportsEveryBrokenConstraintAtOnce) {
  ListSnapshotBlocksRequest list = ListOf("vol-1");
  list.max_results = 99;
  list.starting_block_index = -1;

  EXPECT_THAT(Send(list), IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                                    testing::StartsWith("3 validation errors detected: Value '")));
}

TEST_P(ListSnapshotBlocks, GivesEachAnswerItsOwnRequestId) {
  const std::string id = Upload({});

  EXPECT_NE(List(id).request_id, List(id).request_id);
}

// GetSnapshotBlock.

class GetSnapshotBlock : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(GetSnapshotBlock);

TEST_P(GetSnapshotBlock, AnswersWithTheDataAndItsChecksum) {
  const std::string id = Upload({{7, Block::Filled(0x01)}});
  const std::string token = Token(id, 7);

  const GetSnapshotBlockResponse got = Send(GetOf(id, 7, token)).value();

  EXPECT_EQ(got.block_data, Block::Filled(0x01));
  EXPECT_EQ(got.data_length, 524288);
  EXPECT_EQ(got.checksum, "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=");
  EXPECT_EQ(got.checksum_algorithm, "SHA256");
  EXPECT_THAT(got.request_id, Not(IsEmpty()));
}

TEST_P(GetSnapshotBlock, ReadsEachBlockByItsOwnToken) {
  const std::string id = Upload({{0, A()}, {4, C()}, {2047, D()}});

  EXPECT_EQ(Read(id, 0), A());
  EXPECT_EQ(Read(id, 4), C());
  EXPECT_EQ(Read(id, 2047), D());
}

TEST_P(GetSnapshotBlock, ReadsABlockOfZeros) {
  const std::string id = Upload({{4, Block::Zero()}});

  EXPECT_EQ(Read(id, 4), Block::Zero());
}

TEST_P(GetSnapshotBlock, ReadsTheLastWrite) {
  const std::string id = Start(1);
  PutAll(id, {{4, A()}, {4, B()}});
  Complete(id, 1);

  EXPECT_EQ(Read(id, 4), B());
}

TEST_P(GetSnapshotBlock, RejectsANegativeIndex) {
  EXPECT_THAT(Send(GetOf(Upload({}), -1, "AAAA")),
              IsInvalid("-1", "blockIndex", "Member must have value greater than or equal to 0"));
}

TEST_P(GetSnapshotBlock, RejectsAMalformedSnapshotId) {
  EXPECT_THAT(Send(GetOf("vol-1", 0, "AAAA")),
              IsInvalid("vol-1", "snapshotId",
                        "Member must satisfy regular expression pattern: ^snap-[0-9a-f]+$"));
}

TEST_P(GetSnapshotBlock, RejectsAnUnknownSnapshot) {
  EXPECT_THAT(Send(GetOf(kUnknownId, 0, "AAAA")), IsNotFound(kUnknownId));
}

TEST_P(GetSnapshotBlock, RejectsAPendingSnapshot) {
  const std::string id = Start(1);
  Put(id, 0, A());

  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));
}

TEST_P(GetSnapshotBlock, RejectsAnErroredSnapshot) {
  const std::string id = Start(1);
  ebs.FailSnapshot(id);

  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));
}

TEST_P(GetSnapshotBlock, RejectsADeletedSnapshotThoughTheTokenIsItsOwn) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);
  ebs.DeleteSnapshot(id);

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsNotFound(id));
}

TEST_P(GetSnapshotBlock, ChecksConstraintsBeforeTheSnapshot) {
  EXPECT_THAT(Send(GetOf(kUnknownId, -1, "AAAA")),
              IsInvalid("-1", "blockIndex", "Member must have value greater than or equal to 0"));
}

// Block tokens.

class BlockTokens : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(BlockTokens);

TEST_P(BlockTokens, OpenNoOtherIndex) {
  const std::string id = Upload({{0, A()}, {1, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(GetOf(id, 1, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, OpenNoIndexThatWasNeverWritten) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(GetOf(id, 5, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, OpenNoIndexPastTheVolume) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(Send(GetOf(id, 2048, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, OpenNoOtherSnapshot) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(Upload({{0, A()}}), 0);

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, OfTheParentDoNotOpenInheritedBlocks) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});
  const std::string token = Token(parent, 0);

  EXPECT_THAT(Send(GetOf(child, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, OfTheChildOpenInheritedBlocks) {
  const std::string child = UploadChild(Upload({{0, A()}}), {});

  EXPECT_EQ(Get(child, 0, Token(child, 0)).block_data, A());
}

TEST_P(BlockTokens, AreNoPageTokens) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, AreNotMadeByTheCaller) {
  EXPECT_THAT(Send(GetOf(Upload({{0, A()}}), 0, "AAAA")), IsInvalidBlockToken("AAAA"));
}

TEST_P(BlockTokens, MayBeSpelledInTheUrlAlphabet) {
  EXPECT_THAT(Send(GetOf(Upload({{0, A()}}), 0, "AAAA_-")), IsInvalidBlockToken("AAAA_-"));
}

TEST_P(BlockTokens, CannotBeEmpty) {
  EXPECT_THAT(Send(GetOf(Upload({{0, A()}}), 0, "")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                        testing::StartsWith("1 validation error detected: Value '' at "
                                            "'blockToken' failed to satisfy constraint: Member "
                                            "must satisfy regular expression pattern: ")));
}

TEST_P(BlockTokens, CannotBeMalformed) {
  EXPECT_THAT(Send(GetOf(Upload({{0, A()}}), 0, "no token!")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                        testing::StartsWith("1 validation error detected: Value 'no token!' at "
                                            "'blockToken' failed to satisfy constraint: Member "
                                            "must satisfy regular expression pattern: ")));
}

TEST_P(BlockTokens, HaveAtMost256Characters) {
  EXPECT_THAT(Send(GetOf(Upload({{0, A()}}), 0, std::string(257, 'A'))),
              IsInvalid("blockToken", "Member must have length less than or equal to 256"));
}

TEST_P(BlockTokens, CannotBeOmitted) {
  FAUXEBS_SKIP_IF_DOOR(cannot_omit_required_members);
  GetSnapshotBlockRequest get = GetOf(Upload({{0, A()}}), 0, "");
  get.block_token = std::nullopt;

  EXPECT_THAT(Send(get), IsMissing("blockToken"));
}

TEST_P(BlockTokens, AreNewInEachListing) {
  const std::string id = Upload({{0, A()}});

  EXPECT_NE(Token(id, 0), Token(id, 0));
}

TEST_P(BlockTokens, StayValidWhenTheBlocksAreListedAgain) {
  const std::string id = Upload({{0, A()}});
  const std::string old = Token(id, 0);

  List(id);

  EXPECT_EQ(Get(id, 0, old).block_data, A());
}

TEST_P(BlockTokens, MayBeUsedAgain) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_EQ(Get(id, 0, token).block_data, A());
  EXPECT_EQ(Get(id, 0, token).block_data, A());
}

TEST_P(BlockTokens, AreHonouredForSevenDays) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  Advance(84h);
  EXPECT_THAT(Send(GetOf(id, 0, token)), Succeeds());

  Advance(84h);
  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(BlockTokens, LiveFromTheListingThatGaveThem) {
  const std::string id = Upload({{0, A()}});
  const std::string old = Token(id, 0);
  Advance(84h);
  const std::string young = Token(id, 0);

  Advance(84h);

  EXPECT_THAT(Send(GetOf(id, 0, old)), IsInvalidBlockToken(old));
  EXPECT_THAT(Send(GetOf(id, 0, young)), Succeeds());
}

TEST_P(BlockTokens, ExpireWhenTheListingSaid) {
  const std::string id = Upload({{0, A()}});
  Advance(36h);

  EXPECT_THAT(List(id).expiry_time, Optional(IsTime("2026-01-09T12:00:00.000Z")));
}

TEST_P(BlockTokens, OfAFurtherPageOpenItsBlocks) {
  const std::string id = Holding(Range(0, 100, C()));
  const BlockRef last = ListNext(id, List(id).next_token.value()).blocks.at(0);

  EXPECT_EQ(Get(id, 100, last.block_token).block_data, C());
}

}  // namespace
}  // namespace fauxebs
