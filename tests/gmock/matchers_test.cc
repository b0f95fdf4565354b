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
#include "gmock/snapshot_fixture.h"
#include "support/matcher_text.h"
#include "support/temp_file.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::AllOf;
using testing::HasSubstr;
using testing::Ne;
using testing::Not;
using testing::StartsWith;

struct Matchers : SnapshotTest {};

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
  EXPECT_EQ(Describe<SnapshotView>(HoldsImage("disk.img")), "holds the image disk.img");
  EXPECT_EQ(DescribeNegation<SnapshotView>(HoldsImage("disk.img")),
            "does not hold the image disk.img");
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

  EXPECT_EQ(Describe<SnapshotView>(HoldsImage(image)), "holds an image of 2 blocks");
  EXPECT_EQ(DescribeNegation<SnapshotView>(HoldsImage(image)),
            "does not hold an image of 2 blocks");
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
  EXPECT_EQ(Describe<SnapshotView>(HasBlock(7)), "has block 7");
  EXPECT_EQ(DescribeNegation<SnapshotView>(HasBlock(7)), "has no block 7");
}

TEST_F(HasBlockTest, ShowsTheContentInShortAndWhereItDiffers) {
  const std::string explanation = Explain(HasBlock(7, two), Add({{7, one}}));

  EXPECT_THAT(explanation, StartsWith("whose block 7 is 524288 B [01 01"));
  EXPECT_THAT(explanation, testing::EndsWith(", which differs from byte 0 on"));
  EXPECT_LT(explanation.size(), 120U);
}

TEST_F(HasBlockTest, DescribesTheContentInShort) {
  EXPECT_THAT(Describe<SnapshotView>(HasBlock(7, one)),
              StartsWith("has block 7 that is equal to 524288 B [01 01"));
  EXPECT_THAT(DescribeNegation<SnapshotView>(HasBlock(7, one)),
              StartsWith("has no block 7 that is equal to 524288 B [01 01"));
}

TEST_F(HasBlockTest, DescribesMatchersOfBlocks) {
  EXPECT_THAT(Describe<SnapshotView>(HasBlock(7, Ne(one))),
              StartsWith("has block 7 that isn't equal to"));
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
  EXPECT_EQ(Describe<SnapshotView>(IsCompleted()), "is completed");
  EXPECT_EQ(DescribeNegation<SnapshotView>(IsCompleted()), "isn't completed");
  EXPECT_EQ(Describe<SnapshotView>(IsPending()), "is pending");
  EXPECT_EQ(DescribeNegation<SnapshotView>(IsPending()), "isn't pending");
  EXPECT_EQ(Describe<SnapshotView>(IsErrored()), "is in error");
  EXPECT_EQ(DescribeNegation<SnapshotView>(IsErrored()), "isn't in error");
}

TEST_F(StatusTest, SaysTheMessageOfAnError) {
  const SnapshotView snapshot = AddErrored("Internal error");

  EXPECT_EQ(Explain(IsErrored("Snapshot timed out"), snapshot),
            "whose message is \"Internal error\"");
}

TEST_F(StatusTest, DescribesTheMessageOfAnError) {
  EXPECT_EQ(Describe<SnapshotView>(IsErrored("x")),
            "is in error with a message that is equal to \"x\"");
  EXPECT_EQ(DescribeNegation<SnapshotView>(IsErrored("x")),
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
  EXPECT_EQ(Describe<Fake>(HasNoOrphans()), "has no snapshots started but not completed");
  EXPECT_EQ(DescribeNegation<Fake>(HasNoOrphans()), "has snapshots started but not completed");
}

}  // namespace
}  // namespace fauxebs
