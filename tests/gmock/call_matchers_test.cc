// What the matchers of calls say; their verdicts are in matcher_verdicts_test.cc.
#include "fauxebs/gmock/call_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"
#include "gmock/requests.h"
#include "support/matcher_text.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::Ge;
using testing::HasSubstr;

TEST(ForSnapshotTest, Explains) {
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), ListOf("snap-2")), "which is for snapshot snap-2");
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), StartSnapshotRequest()), "which is for no snapshot");
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), ListOf("snap-1")), "");
}

TEST(ForSnapshotTest, Describes) {
  EXPECT_EQ(Describe<ListSnapshotBlocksRequest>(ForSnapshot("snap-1")),
            "is for a snapshot that is equal to \"snap-1\"");
  EXPECT_EQ(DescribeNegation<ListSnapshotBlocksRequest>(ForSnapshot("snap-1")),
            "isn't for a snapshot that is equal to \"snap-1\"");
}

TEST(ForBlockTest, Explains) {
  EXPECT_EQ(Explain(ForBlock(8), GetOf("snap-1", 7)), "which is for block 7");
  EXPECT_EQ(Explain(ForBlock(8), ListOf("snap-1")), "which is for no block");
  EXPECT_EQ(Explain(ForBlock(7), GetOf("snap-1", 7)), "");
}

TEST(ForBlockTest, Describes) {
  EXPECT_EQ(Describe<GetSnapshotBlockRequest>(ForBlock(Ge(7))), "is for a block that is >= 7");
  EXPECT_EQ(DescribeNegation<GetSnapshotBlockRequest>(ForBlock(7)),
            "isn't for a block that is equal to 7");
}

// Answers

using Answer = Result<CompleteSnapshotResponse>;

TEST(IsOkTest, ExplainsRefusals) {
  const Answer answer = CompleteSnapshotResponse();
  const Answer refusal = Conflict();

  EXPECT_EQ(Explain(IsOk(), answer), "");
  EXPECT_EQ(Explain(IsOk(), refusal),
            "which failed with Conflict 409 \"" + Conflict().message + "\"");
  EXPECT_EQ(Describe<Answer>(IsOk()), "is ok");
  EXPECT_EQ(DescribeNegation<Answer>(IsOk()), "isn't ok");
}

TEST(FailsWithTest, ExplainsAnswers) {
  const Answer answer = CompleteSnapshotResponse();

  EXPECT_EQ(Explain(FailsWith(_), answer), "which is no error");
}

TEST(FailsWithTest, SaysWhatIsWrongFirst) {
  const Answer refusal = Validation(ErrorReason::kInvalidBlock, "no such block");

  EXPECT_EQ(Explain(FailsWith(ErrorCode::kConflict, "x"), refusal), "whose code is Validation");
  EXPECT_EQ(Explain(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidTag, "x"), refusal),
            "whose reason is INVALID_BLOCK");
  EXPECT_EQ(Explain(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, "x"), refusal),
            "whose message is \"no such block\"");
}

TEST(FailsWithTest, DescribesTheError) {
  EXPECT_EQ(Describe<Answer>(
                FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, HasSubstr("x"))),
            "is an error that has code Validation, reason INVALID_BLOCK, a message that has "
            "substring \"x\"");
  EXPECT_EQ(DescribeNegation<Answer>(FailsWith(ErrorCode::kConflict)),
            "isn't an error that has code Conflict");
}

}  // namespace
}  // namespace fauxebs
