// SHA-256 in base64 of blocks and of lists of blocks, computed elsewhere. An aggregate is the
// SHA-256 of the raw 32-byte digests, one for each distinct index, in ascending order of indexes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

constexpr const char* kZeros = "B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=";
constexpr const char* kOnes = "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=";
constexpr const char* kFFs = "BD4jinZffPvGJZalDlPI/7axiKmTV7Dr7eJRcl1nWJ8=";
constexpr const char* kNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
constexpr const char* kAggregateOfZeros = "3QyamIjs9/uk1ge+ZPpwA6Yo7YmArJ8I121qDaF+DcI=";
constexpr const char* kAggregateOfZerosAsText = "vy2Ajd+aKdbXzgwsaCBgrP1Ye8PuIrgJqVcFRxP2UtA=";
constexpr const char* kAggregateOfZerosOnes = "HFRGTdrSd+vfQo2s4W+AwgFjuBSYcNtoI3LPFCEQbPw=";
constexpr const char* kAggregateOfOnesZeros = "MLligFpT5fEWxXp80/WJECfzU1lVDoPeSvjppm7/MM0=";
constexpr const char* kAggregateOfZerosOnesFFs = "X1qBeh42VJvi0UyeB1xZHfIw3wYORFlz8ABUPiNOXh4=";

Block Zeros() { return Block::Filled(0x00); }
Block Ones() { return Block::Filled(0x01); }
Block FFs() { return Block::Filled(0xFF); }

class BlockChecksum : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(BlockChecksum);

TEST_P(BlockChecksum, IsTheSha256OfItsZeros) {
  EXPECT_EQ(Send(PutOf(Start(1), 0, Zeros()))->checksum, kZeros);
}

TEST_P(BlockChecksum, IsTheSha256OfItsOnes) {
  EXPECT_EQ(Send(PutOf(Start(1), 0, Ones()))->checksum, kOnes);
}

TEST_P(BlockChecksum, IsTheSha256OfItsFFs) {
  EXPECT_EQ(Send(PutOf(Start(1), 0, FFs()))->checksum, kFFs);
}

TEST_P(BlockChecksum, IsAcceptedAsWrittenDown) {
  PutSnapshotBlockRequest put = PutOf(Start(1), 0, FFs());
  put.checksum = kFFs;

  EXPECT_THAT(Send(put), Succeeds());
}

TEST_P(BlockChecksum, IsReadBackWithTheBlock) {
  const std::string id = Upload({{0, Zeros()}, {1, FFs()}});

  EXPECT_EQ(Get(id, 0, Token(id, 0)).checksum, kZeros);
  EXPECT_EQ(Get(id, 1, Token(id, 1)).checksum, kFFs);
}

class AggregateChecksum : public Conformance {
 protected:
  // What becomes of a snapshot of these blocks that is completed with this aggregate.
  SnapshotStatus CompletedWith(const BlockList& blocks, const std::string& aggregate) {
    const std::string id = Start(1);
    PutAll(id, blocks);
    Complete(id, static_cast<std::int64_t>(blocks.size()), aggregate);
    return StatusOf(id);
  }
};
FAUXEBS_AT_EVERY_DOOR(AggregateChecksum);

TEST_P(AggregateChecksum, OfNoBlocksIsThatOfNothing) {
  EXPECT_EQ(CompletedWith({}, kNothing), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfNoBlocksMayBeLeftOut) {
  const std::string id = Start(1);

  Complete(id, 0);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfBlocksMayBeLeftOut) {
  const std::string id = Start(1);
  Put(id, 0, Ones());

  Complete(id, 1);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfOneBlockIsThatOfItsRawDigest) {
  EXPECT_EQ(CompletedWith({{0, Zeros()}}, kAggregateOfZeros), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfOneBlockIsNotItsOwnChecksum) {
  EXPECT_EQ(CompletedWith({{0, Zeros()}}, kZeros), SnapshotStatus::kError);
}

TEST_P(AggregateChecksum, IsNotOverChecksumsAsText) {
  EXPECT_EQ(CompletedWith({{0, Zeros()}}, kAggregateOfZerosAsText), SnapshotStatus::kError);
}

TEST_P(AggregateChecksum, IsInTheOrderOfIndexes) {
  EXPECT_EQ(CompletedWith({{0, Zeros()}, {1, Ones()}}, kAggregateOfZerosOnes),
            SnapshotStatus::kCompleted);
  EXPECT_EQ(CompletedWith({{0, Ones()}, {1, Zeros()}}, kAggregateOfOnesZeros),
            SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, IsNotInTheOrderOfWriting) {
  EXPECT_EQ(CompletedWith({{1, Ones()}, {0, Zeros()}}, kAggregateOfZerosOnes),
            SnapshotStatus::kCompleted);
  EXPECT_EQ(CompletedWith({{1, Ones()}, {0, Zeros()}}, kAggregateOfOnesZeros),
            SnapshotStatus::kError);
}

TEST_P(AggregateChecksum, SkipsIndexesThatWereNotWritten) {
  EXPECT_EQ(CompletedWith({{7, Zeros()}, {300, Ones()}, {2047, FFs()}}, kAggregateOfZerosOnesFFs),
            SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, TakesTheLastWriteOfEachIndex) {
  const std::string id = Start(1);
  PutAll(id, {{0, FFs()}, {1, Ones()}, {0, Zeros()}});

  Complete(id, 2, kAggregateOfZerosOnes);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, LeavesOutTheParentsBlocks) {
  const std::string child = StartChild(Upload({{0, FFs()}, {5, FFs()}}));
  PutAll(child, {{0, Zeros()}, {1, Ones()}});

  Complete(child, 2, kAggregateOfZerosOnes);

  EXPECT_EQ(StatusOf(child), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfAChildThatWroteNothingIsThatOfNothing) {
  const std::string child = StartChild(Upload({{0, FFs()}}));

  Complete(child, 0, kNothing);

  EXPECT_EQ(StatusOf(child), SnapshotStatus::kCompleted);
}

TEST_P(AggregateChecksum, OfBlocksIsNotThatOfNothing) {
  EXPECT_EQ(CompletedWith({{0, Zeros()}}, kNothing), SnapshotStatus::kError);
}

}  // namespace
}  // namespace fauxebs
