#include "fauxebs/block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>
#include <thread>

#include "calls.h"

namespace fauxebs {
namespace {

using testing::PrintToString;
using testing::SizeIs;

std::string Raw(const Digest& digest) { return {digest.bytes.begin(), digest.bytes.end()}; }

// The expected digests were computed elsewhere; the service was observed to give the same.

TEST(Digest, OfABlockOfZerosIsTheOneThatClientsKnowAsSparse) {
  EXPECT_EQ(Block::Zero().checksum(), "B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=");
}

TEST(Digest, OfABlockOfOnesIsAsRecorded) {
  EXPECT_EQ(Block::Filled(0x01).checksum(), "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=");
}

TEST(Digest, OfABlockOfFfIsAsRecorded) {
  EXPECT_EQ(Block::Filled(0xFF).checksum(), "BD4jinZffPvGJZalDlPI/7axiKmTV7Dr7eJRcl1nWJ8=");
}

TEST(Digest, OfNothingIsAsRecorded) {
  EXPECT_EQ(Sha256("").base64(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(Digest, OfRawDigestsInARowIsTheRecordedAggregate) {
  const std::string digests = Raw(Block::Zero().digest()) + Raw(Block::Filled(0x01).digest()) +
                              Raw(Block::Filled(0xFF).digest());
  EXPECT_EQ(Sha256(digests).base64(), "X1qBeh42VJvi0UyeB1xZHfIw3wYORFlz8ABUPiNOXh4=");
}

TEST(Digest, Has44CharactersOfBase64) { EXPECT_THAT(Sha256("data").base64(), SizeIs(44)); }

TEST(Digest, PrintsItsFirstFourBytes) { EXPECT_EQ(PrintToString(Sha256("")), "sha256:e3b0c442"); }

TEST(Bytes, AreEmptyByDefault) {
  EXPECT_TRUE(Bytes().empty());
  EXPECT_EQ(Bytes(), Bytes::Copy(""));
  EXPECT_EQ(Bytes().digest(), Sha256(""));
}

TEST(Bytes, DoNotFollowWhatTheyWereCopiedFrom) {
  std::string source = "before";
  const Bytes bytes = Bytes::Copy(source);
  source = "AFTER!";
  EXPECT_EQ(bytes.view(), "before");
}

TEST(Bytes, ShareThePayloadWhenCopied) {
  const Bytes bytes = Bytes::Copy("data");
  const Bytes copy = bytes;  // NOLINT(performance-unnecessary-copy-initialization): what is tested
  EXPECT_TRUE(copy.shares_with(bytes));
  EXPECT_EQ(copy.view().data(), bytes.view().data());
}

TEST(Bytes, AreEqualByContent) {
  EXPECT_EQ(Bytes::Copy("data"), Bytes::Copy("data"));
  EXPECT_NE(Bytes::Copy("data"), Bytes::Copy("dat"));
  EXPECT_FALSE(Bytes::Copy("data").shares_with(Bytes::Copy("data")));
}

TEST(Bytes, AreReadInPlaceAndCutToWhatWasRead) {
  const Bytes bytes = Bytes::Read(100, [](char* to, std::size_t) {
    std::memcpy(to, "data", 4);
    return std::size_t{4};
  });
  EXPECT_EQ(bytes.view(), "data");
  EXPECT_EQ(bytes.digest(), Sha256("data"));
}

TEST(Bytes, AreOfferedTheWholeSizeToReadInto) {
  std::size_t offered = 0;
  static_cast<void>(Bytes::Read(100, [&](char*, std::size_t size) {
    offered = size;
    return std::size_t{0};
  }));
  EXPECT_EQ(offered, 100U);
}

TEST(Bytes, HaveOneDigestForAllCopies) {
  const Bytes bytes = Bytes::Copy("data");
  const Bytes copy = bytes;  // NOLINT(performance-unnecessary-copy-initialization): what is tested
  EXPECT_EQ(&copy.digest(), &bytes.digest());
}

TEST(Bytes, HaveOneDigestForAllThreads) {
  const Bytes bytes = Block::Random(1).bytes();
  const Digest* first = nullptr;
  const Digest* second = nullptr;
  std::thread one([&] { first = &bytes.digest(); });
  std::thread two([&] { second = &bytes.digest(); });
  one.join();
  two.join();
  EXPECT_EQ(first, second);
  EXPECT_EQ(*first, Sha256(bytes.view()));
}

TEST(Bytes, PrintAsSizeFirstBytesAndDigest) {
  EXPECT_EQ(PrintToString(Bytes::Copy("ab")), "2 B [61 62] sha256:fb8e20fc");
}

TEST(Bytes, PrintWithoutBytesWhereThereAreNone) {
  EXPECT_EQ(PrintToString(Bytes()), "0 B sha256:e3b0c442");
}

TEST(WeakBytes, FindAPayloadThatIsAlive) {
  const Bytes bytes = Bytes::Copy("data");
  const WeakBytes weak(bytes);
  EXPECT_FALSE(weak.expired());
  EXPECT_TRUE(weak.Lock().shares_with(bytes));
}

TEST(WeakBytes, DoNotKeepAPayloadAlive) {
  Bytes bytes = Bytes::Copy("data");
  const WeakBytes weak(bytes);
  bytes = Bytes();
  EXPECT_TRUE(weak.expired());
  EXPECT_TRUE(weak.Lock().empty());
}

TEST(WeakBytes, FindNothingByDefault) {
  EXPECT_TRUE(WeakBytes().expired());
  EXPECT_TRUE(WeakBytes().Lock().empty());
}

TEST(Block, Has512KiB) {
  EXPECT_THAT(Block::Zero().view(), SizeIs(524288));
  EXPECT_THAT(Block::Random(1).view(), SizeIs(524288));
}

TEST(Block, OfThreeBytesIsRefusedWithASentence) {
  EXPECT_THAT([] { static_cast<void>(Block::Copy("abc")); },
              Misuses("a block has exactly 524288 bytes, these are 3; pad them, or send them as "
                      "Bytes to see the service refuse them"));
}

TEST(Block, OfOneByteTooManyIsRefused) {
  EXPECT_THAT([] { static_cast<void>(Block::Copy(std::string(524289, 'x'))); },
              Misuses("these are 524289"));
}

TEST(Block, OfNoBytesIsRefused) {
  EXPECT_THAT([] { static_cast<void>(Block::Of(Bytes())); }, Misuses("these are 0"));
}

TEST(Block, IsMadeOfBytesWithoutACopy) {
  const Bytes bytes = Bytes::Copy(std::string(524288, 'x'));
  EXPECT_TRUE(Block::Of(bytes).bytes().shares_with(bytes));
}

TEST(Block, IsFilledToItsEnds) {
  EXPECT_EQ(Block::Filled(0x5A), Block::Copy(std::string(524288, 0x5A)));
}

TEST(Block, OfOneSeedIsAlwaysTheSame) { EXPECT_EQ(Block::Random(7), Block::Random(7)); }

TEST(Block, OfAnotherSeedIsAnother) { EXPECT_NE(Block::Random(7), Block::Random(8)); }

// The value that every machine and every release must draw, or replay lines would not replay.
TEST(Block, OfASeedIsTheSameOnEveryMachine) {
  EXPECT_EQ(Block::Random(1).checksum(), "omk5xRgFj9SL4siw6eFV268CB6ryIUAJwh4QgTtG2nA=");
}

TEST(Block, PrintsShortlyAndNotItsPayload) {
  EXPECT_EQ(PrintToString(Block::Filled(0x01)),
            "524288 B [01 01 01 01 01 01 01 01 ...] sha256:33a150bc");
}

TEST(FirstDifference, IsWhereTheBytesDiffer) {
  EXPECT_EQ(FirstDifference("abc", "abd"), 2U);
  EXPECT_EQ(FirstDifference("abc", "abc"), std::nullopt);
}

TEST(FirstDifference, TakesWhatIsLackingForZeros) {
  EXPECT_EQ(FirstDifference("ab", std::string_view("ab\0\0", 4)), std::nullopt);
  EXPECT_EQ(FirstDifference(std::string_view("ab\0c", 4), "ab"), 3U);
}

TEST(IsAllZero, HoldsForABlockOfZerosAndForNothing) {
  EXPECT_TRUE(IsAllZero(Block::Zero().view()));
  EXPECT_TRUE(IsAllZero(""));
}

TEST(IsAllZero, DoesNotHoldWhereTheLastByteIsSet) {
  std::string bytes(524288, '\0');
  bytes.back() = 1;
  EXPECT_FALSE(IsAllZero(bytes));
}

TEST(IsAllZero, DoesNotHoldWhereTheFirstByteIsSet) {
  std::string bytes(524288, '\0');
  bytes.front() = 1;
  EXPECT_FALSE(IsAllZero(bytes));
}

}  // namespace
}  // namespace fauxebs
