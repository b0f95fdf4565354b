// What the matchers of snapshots and fakes say; their verdicts are in matcher_verdicts_test.cc.
#include "fauxebs/gmock/matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"
#include "support/temp_file.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::AllOf;
using testing::DescribeMatcher;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Ne;
using testing::Not;
using testing::StartsWith;

// What the matcher says of a value beyond the value itself.
template <typename T, typename Matcher>
std::string Explain(const Matcher& matcher, const T& value) {
  testing::StringMatchResultListener listener;
  testing::SafeMatcherCast<const T&>(matcher).MatchAndExplain(value, &listener);
  return listener.str();
}

template <typename Matcher>
std::string Describe(const Matcher& matcher) {
  return DescribeMatcher<const SnapshotView&>(matcher);
}

template <typename Matcher>
std::string DescribeNegation(const Matcher& matcher) {
  return DescribeMatcher<const SnapshotView&>(matcher, true);
}

class Matchers : public testing::Test {
 protected:
  SnapshotView Add(std::vector<std::pair<std::int32_t, Block>> blocks,
                   SnapshotStatus status = SnapshotStatus::kCompleted) {
    SnapshotSpec spec;
    spec.blocks = std::move(blocks);
    spec.status = status;
    return ebs.Snapshot(ebs.AddSnapshot(spec));
  }

  SnapshotView AddPending() { return Add({}, SnapshotStatus::kPending); }

  SnapshotView AddErrored(const std::string& message) {
    const std::string id = AddPending().id();
    ebs.FailSnapshot(id, message);
    return ebs.Snapshot(id);
  }

  // By the API; without blocks.
  std::string Start() {
    StartSnapshotRequest request;
    request.volume_size_gib = 1;
    return ebs.service()->StartSnapshot(request, {})->snapshot_id;
  }

  Result<CompleteSnapshotResponse> Complete(const std::string& id) {
    CompleteSnapshotRequest request;
    request.snapshot_id = id;
    request.changed_blocks_count = 0;
    return ebs.service()->CompleteSnapshot(request, {});
  }

  Fake ebs;
};

std::string Text(const Block& block) { return std::string(block.view()); }

// HoldsImage

class HoldsImageTest : public Matchers {
 protected:
  const Block one = Block::Filled(1);
  const Block two = Block::Filled(2);
};

TEST_F(HoldsImageTest, SaysWhichBlockIsAnother) {
  const TempFile image(Text(one) + Text(two));
  const SnapshotView snapshot = Add({{0, one}, {1, one}});

  EXPECT_THAT(Explain(HoldsImage(image.path()), snapshot), StartsWith("where block 1 differs"));
}

TEST_F(HoldsImageTest, NamesTheImage) {
  EXPECT_EQ(Describe(HoldsImage("disk.img")), "holds the image disk.img");
  EXPECT_EQ(DescribeNegation(HoldsImage("disk.img")), "does not hold the image disk.img");
}

TEST_F(HoldsImageTest, SaysWhichBlockIsMissing) {
  const std::map<std::int32_t, Block> image = {{0, one}, {7, two}};
  const SnapshotView snapshot = Add({{0, one}});

  EXPECT_EQ(Explain(HoldsImage(image), snapshot),
            "where block 7 differs from byte 0 on: it was never written");
}

TEST_F(HoldsImageTest, SaysWhichBlockIsTooMany) {
  const std::map<std::int32_t, Block> image = {{0, one}};
  const SnapshotView snapshot = Add({{0, one}, {7, two}});

  EXPECT_EQ(Explain(HoldsImage(image), snapshot), "where block 7 differs from byte 0 on");
}

TEST_F(HoldsImageTest, SaysHowManyBlocksItWants) {
  const std::map<std::int32_t, Block> image = {{0, one}, {7, two}};

  EXPECT_EQ(Describe(HoldsImage(image)), "holds an image of 2 blocks");
  EXPECT_EQ(DescribeNegation(HoldsImage(image)), "does not hold an image of 2 blocks");
}

TEST_F(HoldsImageTest, SaysWhichByteOfBytesDiffers) {
  const Bytes image = Bytes::Copy(Text(one) + "tail");

  EXPECT_EQ(Explain(HoldsImage(image), Add({{0, one}, {1, two}})),
            "where block 1 differs from byte 0 on");
  EXPECT_EQ(Explain(HoldsImage(Bytes::Copy("\1\1")), Add({{0, one}})),
            "where block 0 differs from byte 2 on");
}

// HasBlock

class HasBlockTest : public HoldsImageTest {};

TEST_F(HasBlockTest, SaysWhatThereIs) {
  const SnapshotView snapshot = Add({{0, one}, {7, two}});

  EXPECT_EQ(Explain(HasBlock(1), snapshot), "which has only 0, 7");
  EXPECT_EQ(Explain(HasBlock(1), Add({})), "which has no blocks");
}

TEST_F(HasBlockTest, NamesAFewBlocksOfMany) {
  const SnapshotView snapshot = Add({{0, one},
                                     {2, one},
                                     {3, one},
                                     {4, one},
                                     {5, one},
                                     {6, one},
                                     {7, one},
                                     {8, one},
                                     {9, one},
                                     {10, one}});

  EXPECT_EQ(Explain(HasBlock(1), snapshot), "which has only 0, 2, 3, 4, 5, 6, 7, 8 and 2 more");
}

TEST_F(HasBlockTest, DescribesTheIndex) {
  EXPECT_EQ(Describe(HasBlock(7)), "has block 7");
  EXPECT_EQ(DescribeNegation(HasBlock(7)), "has no block 7");
}

TEST_F(HasBlockTest, ShowsTheContentInShortAndWhereItDiffers) {
  const std::string explanation = Explain(HasBlock(7, two), Add({{7, one}}));

  EXPECT_THAT(explanation, StartsWith("whose block 7 is 524288 B [01 01"));
  EXPECT_THAT(explanation, testing::EndsWith(", which differs from byte 0 on"));
  EXPECT_LT(explanation.size(), 120U);
}

TEST_F(HasBlockTest, DescribesTheContentInShort) {
  EXPECT_THAT(Describe(HasBlock(7, one)),
              StartsWith("has block 7 that is equal to 524288 B [01 01"));
  EXPECT_THAT(DescribeNegation(HasBlock(7, one)),
              StartsWith("has no block 7 that is equal to 524288 B [01 01"));
}

TEST_F(HasBlockTest, DescribesMatchersOfBlocks) {
  EXPECT_THAT(Describe(HasBlock(7, Ne(one))), StartsWith("has block 7 that isn't equal to"));
}

// Status

class StatusTest : public Matchers {};

TEST_F(StatusTest, SaysTheStatusAndWhy) {
  EXPECT_EQ(Explain(IsCompleted(), AddPending()), "whose status is pending");
  EXPECT_EQ(Explain(IsPending(), Add({})), "whose status is completed");
  EXPECT_EQ(Explain(IsCompleted(), AddErrored("Internal error")),
            "whose status is error: Internal error");
  EXPECT_EQ(Explain(IsCompleted(), Add({})), "");
}

TEST_F(StatusTest, DescribesTheState) {
  EXPECT_EQ(Describe(IsCompleted()), "is completed");
  EXPECT_EQ(DescribeNegation(IsCompleted()), "isn't completed");
  EXPECT_EQ(Describe(IsPending()), "is pending");
  EXPECT_EQ(DescribeNegation(IsPending()), "isn't pending");
  EXPECT_EQ(Describe(IsErrored()), "is in error");
  EXPECT_EQ(DescribeNegation(IsErrored()), "isn't in error");
}

TEST_F(StatusTest, SaysTheMessageOfAnError) {
  const SnapshotView snapshot = AddErrored("Internal error");

  EXPECT_EQ(Explain(IsErrored("Snapshot timed out"), snapshot),
            "whose message is \"Internal error\"");
}

TEST_F(StatusTest, DescribesTheMessageOfAnError) {
  EXPECT_EQ(Describe(IsErrored("x")), "is in error with a message that is equal to \"x\"");
  EXPECT_EQ(DescribeNegation(IsErrored("x")),
            "isn't in error with a message that is equal to \"x\"");
}

// HasNoOrphans

class HasNoOrphansTest : public Matchers {};

TEST_F(HasNoOrphansTest, NamesASnapshotThatWasOnlyStarted) {
  const std::string id = Start();

  EXPECT_THAT(Explain(HasNoOrphans(), ebs), StartsWith("with " + id + " (pending"));
}

TEST_F(HasNoOrphansTest, NamesASnapshotThatTimedOut) {
  const std::string id = Start();
  ebs.clock().Advance(60min);

  EXPECT_THAT(Explain(HasNoOrphans(), ebs),
              StartsWith("with " + id + " (error \"Snapshot timed out\""));
}

TEST_F(HasNoOrphansTest, ListsThemAll) {
  const std::string first = Start();
  const std::string completed = Start();
  const std::string second = Start();
  ASSERT_THAT(Complete(completed), IsOk());

  const std::string explanation = Explain(HasNoOrphans(), ebs);

  EXPECT_THAT(explanation, AllOf(HasSubstr(first), HasSubstr(", " + second)));
  EXPECT_THAT(explanation, Not(HasSubstr(completed)));
}

TEST_F(HasNoOrphansTest, SaysWhatAnOrphanIs) {
  EXPECT_EQ(DescribeMatcher<const Fake&>(HasNoOrphans()),
            "has no snapshots started but not completed");
  EXPECT_EQ(DescribeMatcher<const Fake&>(HasNoOrphans(), true),
            "has snapshots started but not completed");
}

}  // namespace
}  // namespace fauxebs
