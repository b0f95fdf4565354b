#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

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
  ebs().FailSnapshot(id);

  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));
}

TEST_P(GetSnapshotBlock, RejectsADeletedSnapshotThoughTheTokenIsItsOwn) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);
  ebs().DeleteSnapshot(id);

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsNotFound(id));
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
