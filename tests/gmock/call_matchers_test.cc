#include "fauxebs/gmock/call_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::AllOf;
using testing::DescribeMatcher;
using testing::Ge;
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

// Requests

ListSnapshotBlocksRequest ListRequest(std::string id) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = std::move(id);
  return request;
}

GetSnapshotBlockRequest GetRequest(std::string id, std::int64_t index) {
  GetSnapshotBlockRequest request;
  request.snapshot_id = std::move(id);
  request.block_index = index;
  return request;
}

TEST(ForSnapshotTest, IsWhatTheRequestIsAbout) {
  StartSnapshotRequest start;
  start.parent_snapshot_id = "snap-1";
  ListChangedBlocksRequest changed;
  changed.first_snapshot_id = "snap-0";
  changed.second_snapshot_id = "snap-1";

  EXPECT_THAT(ListRequest("snap-1"), ForSnapshot("snap-1"));
  EXPECT_THAT(ListRequest("snap-1"), ForSnapshot(StartsWith("snap-")));
  EXPECT_THAT(start, ForSnapshot("snap-1"));
  EXPECT_THAT(changed, AllOf(ForSnapshot("snap-1"), Not(ForSnapshot("snap-0"))));
}

TEST(ForSnapshotTest, IsAskedOfRequestsOfAnyKind) {
  const ListSnapshotBlocksRequest list = ListRequest("snap-1");

  EXPECT_THAT(AnyRequest(list), ForSnapshot("snap-1"));
}

TEST(ForSnapshotTest, Explains) {
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), ListRequest("snap-2")), "which is for snapshot snap-2");
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), StartSnapshotRequest()), "which is for no snapshot");
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), ListRequest("snap-1")), "");
}

TEST(ForSnapshotTest, Describes) {
  EXPECT_EQ(DescribeMatcher<const ListSnapshotBlocksRequest&>(ForSnapshot("snap-1")),
            "is for a snapshot that is equal to \"snap-1\"");
  EXPECT_EQ(DescribeMatcher<const ListSnapshotBlocksRequest&>(ForSnapshot("snap-1"), true),
            "isn't for a snapshot that is equal to \"snap-1\"");
}

TEST(ForBlockTest, IsWhatTheRequestIsAbout) {
  PutSnapshotBlockRequest put;
  put.block_index = 7;

  EXPECT_THAT(put, ForBlock(7));
  EXPECT_THAT(GetRequest("snap-1", 7), AllOf(ForSnapshot("snap-1"), ForBlock(Ge(7))));
  EXPECT_THAT(GetRequest("snap-1", 7), Not(ForBlock(8)));
  EXPECT_THAT(ListRequest("snap-1"), Not(ForBlock(0)));
}

TEST(ForBlockTest, Explains) {
  EXPECT_EQ(Explain(ForBlock(8), GetRequest("snap-1", 7)), "which is for block 7");
  EXPECT_EQ(Explain(ForBlock(8), ListRequest("snap-1")), "which is for no block");
  EXPECT_EQ(Explain(ForBlock(7), GetRequest("snap-1", 7)), "");
}

TEST(ForBlockTest, Describes) {
  EXPECT_EQ(DescribeMatcher<const GetSnapshotBlockRequest&>(ForBlock(Ge(7))),
            "is for a block that is >= 7");
  EXPECT_EQ(DescribeMatcher<const GetSnapshotBlockRequest&>(ForBlock(7), true),
            "isn't for a block that is equal to 7");
}

// Answers

using Answer = Result<CompleteSnapshotResponse>;

TEST(IsOkTest, TellsAnswersFromRefusals) {
  const Answer answer = CompleteSnapshotResponse();
  const Answer refusal = Conflict();

  EXPECT_THAT(answer, IsOk());
  EXPECT_THAT(refusal, Not(IsOk()));
  EXPECT_EQ(Explain(IsOk(), answer), "");
  EXPECT_EQ(Explain(IsOk(), refusal),
            "which failed with Conflict 409 \"" + Conflict().message + "\"");
  EXPECT_EQ(DescribeMatcher<const Answer&>(IsOk()), "is ok");
  EXPECT_EQ(DescribeMatcher<const Answer&>(IsOk(), true), "isn't ok");
}

TEST(FailsWithTest, ComparesCodeReasonAndMessage) {
  const Answer refusal = Validation(ErrorReason::kInvalidBlock, "no such block");

  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation));
  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation, "no such block"));
  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock));
  EXPECT_THAT(refusal,
              FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, HasSubstr("such")));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kConflict)));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kValidation, "another")));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidTag)));
}

TEST(FailsWithTest, ComparesWholeErrors) {
  const Answer refusal = SnapshotNotFound("snap-1");

  EXPECT_THAT(refusal, FailsWith(SnapshotNotFound("snap-1")));
  EXPECT_THAT(refusal, FailsWith(Ne(SnapshotNotFound("snap-2"))));
  EXPECT_THAT(refusal, FailsWith(_));
  EXPECT_THAT(refusal, Not(FailsWith(SnapshotNotFound("snap-2"))));
}

TEST(FailsWithTest, RejectsAnswers) {
  const Answer answer = CompleteSnapshotResponse();

  EXPECT_THAT(answer, Not(FailsWith(_)));
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
  EXPECT_EQ(DescribeMatcher<const Answer&>(
                FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, HasSubstr("x"))),
            "is an error that has code Validation, reason INVALID_BLOCK, a message that has "
            "substring \"x\"");
  EXPECT_EQ(DescribeMatcher<const Answer&>(FailsWith(ErrorCode::kConflict), true),
            "isn't an error that has code Conflict");
}

TEST(FailsWithTest, AppliesToAnErrorItself) {
  EXPECT_THAT(Conflict(), FailsWith(ErrorCode::kConflict));
  EXPECT_THAT(Conflict(), Not(FailsWith(ErrorCode::kValidation)));
}

}  // namespace
}  // namespace fauxebs
