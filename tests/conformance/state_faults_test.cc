// State faults: what a client sees of data that rots, tears or is forgotten at rest, and of tokens
// that end early.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "fauxebs/corruption.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
using words::FlipBit;
using words::TearAt;
using words::ZeroOut;

std::string AggregateOf(const Block& block) {
  const Digest digest = block.digest();
  return Sha256({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()}).base64();
}

// The first half of one, the second half of the other.
std::string HalfAndHalf(const Block& first, const Block& second) {
  constexpr std::size_t kHalf = kBlockSizeBytes / 2;
  return std::string(first.view().substr(0, kHalf)) + std::string(second.view().substr(kHalf));
}

class RottenBlock : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(RottenBlock);

TEST_P(RottenBlock, IsReadWithTheChecksumThatWasRecorded) {
  const std::string id = Upload({{7, A()}});

  ebs().RotBlock(id, 7);

  const GetSnapshotBlockResponse read = Get(id, 7, Token(id, 7));
  EXPECT_EQ(read.checksum, A().checksum());
  EXPECT_NE(read.block_data.checksum(), read.checksum);
  EXPECT_EQ(read.block_data.size(), kBlockSizeBytes);
}

TEST_P(RottenBlock, IsDamagedAsTheTestSays) {
  const std::string id = Upload({{0, A()}, {1, A()}, {2, A()}});

  ebs().RotBlock(id, 0, FlipBit(1));
  ebs().RotBlock(id, 1, ZeroOut());
  ebs().RotBlock(id, 2, TearAt(262144));

  EXPECT_THAT(Read(id, 0).view(), StartsWith("\x03\x01"));
  EXPECT_EQ(Read(id, 1), Block::Zero());
  EXPECT_EQ(Read(id, 2).view(), HalfAndHalf(A(), Block::Zero()));
}

TEST_P(RottenBlock, LeavesTheOtherBlocksAlone) {
  const std::string id = Upload({{0, A()}, {1, A()}});

  ebs().RotBlock(id, 0);

  EXPECT_EQ(Read(id, 1), A());
}

TEST_P(RottenBlock, IsListedAsEver) {
  const std::string id = Upload({{7, A()}});

  ebs().RotBlock(id, 7);

  EXPECT_THAT(Indexes(List(id)), ElementsAre(7));
}

TEST_P(RottenBlock, IsNoChange) {
  const std::string parent = Upload({{7, A()}});
  const std::string child = UploadChild(parent, {});

  ebs().RotBlock(parent, 7);

  EXPECT_THAT(Changes(parent, child).changed_blocks, IsEmpty());
}

TEST_P(RottenBlock, IsNotNoticedByTheCompletion) {
  const std::string id = Start(1);
  Put(id, 0, A());

  ebs().RotBlock(id, 0);
  Complete(id, 1, AggregateOf(A()));

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(RottenBlock, IsHealedByAnotherPut) {
  const std::string id = Start(1);
  Put(id, 0, A());
  ebs().RotBlock(id, 0);

  Put(id, 0, A());
  Complete(id, 1);

  EXPECT_EQ(Read(id, 0), A());
}

TEST_P(RottenBlock, DoesNotSpoilThatContentElsewhere) {
  const std::string id = Start(1);
  Put(id, 0, C());
  ebs().RotBlock(id, 0);

  Put(id, 1, C());
  Complete(id, 2);

  EXPECT_EQ(Read(id, 1), C());
}

TEST_P(RottenBlock, IsSoundInChildrenThatThereWere) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});

  ebs().RotBlock(parent, 0);

  EXPECT_EQ(Read(child, 0), A());
}

TEST_P(RottenBlock, IsInheritedByChildrenToCome) {
  const std::string parent = Upload({{0, A()}});
  ebs().RotBlock(parent, 0, ZeroOut());

  const std::string child = UploadChild(parent, {});

  EXPECT_EQ(Read(child, 0), Block::Zero());
}

TEST_P(RottenBlock, CanBeAnInheritedOneOfAChildAlone) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});

  ebs().RotBlock(child, 0);

  EXPECT_NE(Read(child, 0), A());
  EXPECT_EQ(Read(parent, 0), A());
}

class TornBlock : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(TornBlock);

TEST_P(TornBlock, HasZerosWhereNothingWasBefore) {
  const std::string id = Upload({{0, A()}});

  ebs().TearBlock(id, 0, 262144);

  EXPECT_EQ(Read(id, 0).view(), HalfAndHalf(A(), Block::Zero()));
}

TEST_P(TornBlock, HasTheParentsDataWhereItWasNotWritten) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});

  ebs().TearBlock(child, 0, 262144);

  EXPECT_EQ(Read(child, 0).view(), HalfAndHalf(B(), A()));
}

TEST_P(TornBlock, TornAtItsFirstByteHasAllThatWasThereBefore) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});

  ebs().TearBlock(child, 0, 0);

  EXPECT_EQ(Read(child, 0), A());
}

TEST_P(TornBlock, IsReadWithTheChecksumThatWasRecorded) {
  const std::string id = Upload({{0, A()}});

  ebs().TearBlock(id, 0, 524287);

  EXPECT_EQ(Get(id, 0, Token(id, 0)).checksum, A().checksum());
}

TEST_P(TornBlock, IsNotNoticedByTheCompletion) {
  const std::string id = Start(1);
  Put(id, 0, A());

  ebs().TearBlock(id, 0, 1);
  Complete(id, 1, AggregateOf(A()));

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

class ForgottenBlock : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ForgottenBlock);

TEST_P(ForgottenBlock, IsNotListed) {
  const std::string id = Upload({{0, A()}, {1, B()}});

  ebs().ForgetBlock(id, 0);

  EXPECT_THAT(Indexes(List(id)), ElementsAre(1));
}

TEST_P(ForgottenBlock, IsReadAsIfItWasNeverWritten) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  ebs().ForgetBlock(id, 0);

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(ForgottenBlock, MakesTheCountOfACorrectClientWrong) {
  const std::string id = Start(1);
  PutAll(id, {{0, A()}, {1, B()}});

  ebs().ForgetBlock(id, 0);
  Complete(id, 2);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Changed blocks count mismatch for snapshot");
}

TEST_P(ForgottenBlock, IsNotInTheAggregate) {
  const std::string id = Start(1);
  PutAll(id, {{0, A()}, {1, B()}});

  ebs().ForgetBlock(id, 0);
  Complete(id, 1, AggregateOf(B()));

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(ForgottenBlock, CanBePutAgain) {
  const std::string id = Start(1);
  Put(id, 0, A());
  ebs().ForgetBlock(id, 0);

  Put(id, 0, A());
  Complete(id, 1);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
  EXPECT_EQ(Read(id, 0), A());
}

TEST_P(ForgottenBlock, LetsTheParentsShowThrough) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});

  ebs().ForgetBlock(child, 0);

  EXPECT_EQ(Read(child, 0), A());
  EXPECT_THAT(Changes(parent, child).changed_blocks, IsEmpty());
}

TEST_P(ForgottenBlock, IsRememberedByChildrenThatThereWere) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});

  ebs().ForgetBlock(parent, 0);

  EXPECT_EQ(Read(child, 0), A());
  EXPECT_THAT(Changes(parent, child).changed_blocks, ElementsAre(InSecondOnly(0)));
}

class ExpiredTokens : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ExpiredTokens);

TEST_P(ExpiredTokens, OpenNoBlock) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  ebs().ExpireTokens();

  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(ExpiredTokens, ContinueNoListing) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  ebs().ExpireTokens();

  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(ExpiredTokens, ContinueNoComparison) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = Changes(id, id).next_token.value();

  ebs().ExpireTokens();

  EXPECT_THAT(Send(ChangesOf(id, id, token)), IsInvalidPageToken(token));
}

TEST_P(ExpiredTokens, AreReplacedByThoseOfAnotherListing) {
  const std::string id = Holding(Range(0, 149));
  ebs().ExpireTokens();

  EXPECT_EQ(Read(id, 0), A());
  EXPECT_THAT(Indexes(ListNext(id, List(id).next_token.value())), IsRange(100, 149));
}

TEST_P(ExpiredTokens, ExpireAtTheSameTime) {
  const TimePoint before = ebs().clock().Now();

  ebs().ExpireTokens();

  EXPECT_EQ(ebs().clock().Now(), before);
}

}  // namespace
}  // namespace fauxebs
