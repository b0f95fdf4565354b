#include "core/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "fauxebs/clock.h"
#include "fixed_seed.h"

namespace fauxebs::internal {
namespace {

using namespace std::chrono_literals;
using testing::Eq;
using testing::Le;
using testing::MatchesRegex;
using testing::Optional;
using testing::SizeIs;

constexpr TimePoint kNow = kClockEpoch;
constexpr TimePoint kExpiry = kNow + 1h;
constexpr const char* kId = "snap-0123456789abcdef0";
constexpr const char* kOtherId = "snap-0123456789abcdef1";
constexpr Tokens::ListKey kList{Operation::kListSnapshotBlocks, "", kId};
constexpr Tokens::ListKey kChanges{Operation::kListChangedBlocks, kOtherId, kId};

const Tokens& Ours() {
  static const Tokens kTokens(1);
  return kTokens;
}

std::string BlockToken() { return Ours().ForBlock({kId, 7}, 0, kExpiry); }
std::string PageToken() { return Ours().ForPage(kList, 300, 0, kExpiry); }

// The same token with another character in one place.
std::string Spoilt(std::string token) {
  const auto position = *rc::gen::inRange<std::size_t>(0, token.size());
  const char other = *rc::gen::suchThat(
      rc::gen::elementOf(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789+/=")),
      [&](char c) { return c != token[position]; });
  token[position] = other;
  return token;
}

TEST(BlockToken, OpensItsBlock) { EXPECT_TRUE(Ours().OpensBlock(BlockToken(), {kId, 7}, kNow)); }

TEST(BlockToken, OpensNoOtherBlock) {
  EXPECT_FALSE(Ours().OpensBlock(BlockToken(), {kId, 8}, kNow));
}

TEST(BlockToken, OpensNoBlockOfAnotherSnapshot) {
  EXPECT_FALSE(Ours().OpensBlock(BlockToken(), {kOtherId, 7}, kNow));
}

TEST(BlockToken, LivesUntilItsExpiry) {
  EXPECT_TRUE(Ours().OpensBlock(BlockToken(), {kId, 7}, kNow + 30min));
  EXPECT_TRUE(Ours().OpensBlock(BlockToken(), {kId, 7}, kExpiry - 1ms));
  EXPECT_FALSE(Ours().OpensBlock(BlockToken(), {kId, 7}, kExpiry));
}

TEST(BlockToken, OpensNoPage) {
  EXPECT_THAT(Ours().OpenPage(BlockToken(), kList, kNow), Eq(std::nullopt));
}

TEST(BlockToken, OpensNothingElsewhere) {
  EXPECT_FALSE(Tokens(2).OpensBlock(BlockToken(), {kId, 7}, kNow));
}

TEST(BlockToken, DiffersByListingAndBothOpen) {
  const std::string other = Ours().ForBlock({kId, 7}, 1, kExpiry);
  EXPECT_NE(other, BlockToken());
  EXPECT_TRUE(Ours().OpensBlock(other, {kId, 7}, kNow));
}

TEST(BlockToken, IsTheSameInEveryRun) {
  EXPECT_EQ(Tokens(1).ForBlock({kId, 7}, 0, kExpiry), BlockToken());
}

TEST(BlockToken, LooksAsTheServiceAllows) {
  EXPECT_THAT(BlockToken(), SizeIs(Le(256U)));
  EXPECT_THAT(BlockToken(), MatchesRegex("[A-Za-z0-9+/=_-]+"));
}

TEST(BlockToken, DoesNotOpenCutOrLengthened) {
  EXPECT_FALSE(Ours().OpensBlock("", {kId, 7}, kNow));
  EXPECT_FALSE(Ours().OpensBlock(BlockToken().substr(4), {kId, 7}, kNow));
  EXPECT_FALSE(Ours().OpensBlock(BlockToken() + "AAAA", {kId, 7}, kNow));
}

TEST(BlockToken, DoesNotOpenWhereItIsNoBase64) {
  EXPECT_FALSE(Ours().OpensBlock(std::string(BlockToken().size(), '-'), {kId, 7}, kNow));
}

TEST(BlockToken, DoesNotOpenWithItsLastCharacterChanged) {
  std::string token = BlockToken();
  token.back() = token.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(Ours().OpensBlock(token, {kId, 7}, kNow));
}

RC_GTEST_PROP(BlockToken, DoesNotOpenWithAnyCharacterChanged, ()) {
  RC_ASSERT(!Ours().OpensBlock(Spoilt(BlockToken()), {kId, 7}, kNow));
}

TEST(PageToken, OpensItsPage) {
  EXPECT_THAT(Ours().OpenPage(PageToken(), kList, kNow), Optional(300U));
}

TEST(PageToken, OpensItsPageAgain) {
  const std::string token = PageToken();
  static_cast<void>(Ours().OpenPage(token, kList, kNow));
  EXPECT_THAT(Ours().OpenPage(token, kList, kNow), Optional(300U));
}

TEST(PageToken, OpensThePageAfterTheLastBlock) {
  const std::string token = Ours().ForPage(kList, 1U << 27, 0, kExpiry);
  EXPECT_THAT(Ours().OpenPage(token, kList, kNow), Optional(1U << 27));
}

TEST(PageToken, OpensNoOtherOperation) {
  const std::string token = Ours().ForPage(kChanges, 300, 0, kExpiry);
  EXPECT_THAT(Ours().OpenPage(token, kChanges, kNow), Optional(300U));
  EXPECT_THAT(Ours().OpenPage(token, kList, kNow), Eq(std::nullopt));
}

TEST(PageToken, OpensNoOtherSnapshot) {
  const Tokens::ListKey other{Operation::kListSnapshotBlocks, "", kOtherId};
  EXPECT_THAT(Ours().OpenPage(PageToken(), other, kNow), Eq(std::nullopt));
}

TEST(PageToken, OpensNoPairTheOtherWayRound) {
  const std::string token = Ours().ForPage(kChanges, 300, 0, kExpiry);
  const Tokens::ListKey swapped{Operation::kListChangedBlocks, kId, kOtherId};
  EXPECT_THAT(Ours().OpenPage(token, swapped, kNow), Eq(std::nullopt));
}

TEST(PageToken, LivesUntilItsExpiry) {
  EXPECT_THAT(Ours().OpenPage(PageToken(), kList, kExpiry - 1ms), Optional(300U));
  EXPECT_THAT(Ours().OpenPage(PageToken(), kList, kExpiry), Eq(std::nullopt));
}

TEST(PageToken, OpensNoBlock) { EXPECT_FALSE(Ours().OpensBlock(PageToken(), {kId, 300}, kNow)); }

TEST(ExpiredTokens, OpenNothing) {
  Tokens tokens = Ours();

  tokens.ExpireAll();

  EXPECT_FALSE(tokens.OpensBlock(BlockToken(), {kId, 7}, kNow));
  EXPECT_THAT(tokens.OpenPage(PageToken(), kList, kNow), Eq(std::nullopt));
}

TEST(ExpiredTokens, AreThoseOfThisValueOnly) {
  Tokens tokens = Ours();

  tokens.ExpireAll();

  EXPECT_TRUE(Ours().OpensBlock(BlockToken(), {kId, 7}, kNow));
}

TEST(ExpiredTokens, AreFollowedByTokensThatOpen) {
  Tokens tokens = Ours();
  tokens.ExpireAll();

  const std::string later = tokens.ForBlock({kId, 7}, 0, kExpiry);

  EXPECT_TRUE(tokens.OpensBlock(later, {kId, 7}, kNow));
  tokens.ExpireAll();
  EXPECT_FALSE(tokens.OpensBlock(later, {kId, 7}, kNow));
}

RC_GTEST_PROP(PageToken, DoesNotOpenWithAnyCharacterChanged, ()) {
  RC_ASSERT(!Ours().OpenPage(Spoilt(PageToken()), kList, kNow));
}

}  // namespace
}  // namespace fauxebs::internal
