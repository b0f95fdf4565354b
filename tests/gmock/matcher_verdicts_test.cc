// The verdicts of the matchers of calls, snapshots and fakes, both ways; what they say stands in
// the other tests of this folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/gmock/journal_matchers.h"
#include "fauxebs/gmock/matchers.h"
#include "fauxebs/words.h"
#include "gmock/requests.h"
#include "gmock/snapshot_fixture.h"
#include "support/temp_file.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::AllOf;
using testing::Ge;
using testing::HasSubstr;
using testing::Matches;
using testing::Ne;
using testing::Not;
using testing::StartsWith;

// Requests and answers

TEST(ForSnapshotVerdict, IsOfWhatTheRequestIsAbout) {
  StartSnapshotRequest start;
  start.parent_snapshot_id = "snap-1";
  ListChangedBlocksRequest changed;
  changed.first_snapshot_id = "snap-0";
  changed.second_snapshot_id = "snap-1";
  const ListSnapshotBlocksRequest list = ListOf("snap-1");

  EXPECT_THAT(list, ForSnapshot("snap-1"));
  EXPECT_THAT(list, ForSnapshot(StartsWith("snap-")));
  EXPECT_THAT(list, Not(ForSnapshot("snap-2")));
  EXPECT_THAT(AnyRequest(list), ForSnapshot("snap-1"));
  EXPECT_THAT(start, ForSnapshot("snap-1"));
  EXPECT_THAT(changed, ForSnapshot("snap-1"));
  EXPECT_THAT(changed, Not(ForSnapshot("snap-0")));
}

TEST(ForBlockVerdict, IsOfWhatTheRequestIsAbout) {
  GetSnapshotBlockRequest get;
  get.block_index = 7;

  EXPECT_THAT(PutOf("snap-1", 7), ForBlock(7));
  EXPECT_THAT(get, ForBlock(Ge(7)));
  EXPECT_THAT(get, Not(ForBlock(8)));
  EXPECT_THAT(ListOf("snap-1"), Not(ForBlock(0)));
}

using Answer = Result<CompleteSnapshotResponse>;

TEST(ForBlockVerdict, SelectsTheCallsOfARule) {
  Fake ebs;
  const auto id = ebs.AddSnapshot();
  ebs.On(GetSnapshotBlock)
      .Where(Matches(AllOf(ForBlock(Ge(7)), ForSnapshot(id))))
      .Refuse(RequestThrottled());
  GetSnapshotBlockRequest get;
  get.snapshot_id = id;
  get.block_token = "token";
  get.block_index = 6;
  EXPECT_THAT(ebs.service()->GetSnapshotBlock(get, {}), FailsWith(ErrorCode::kValidation));
  get.block_index = 7;
  EXPECT_THAT(ebs.service()->GetSnapshotBlock(get, {}), FailsWith(ErrorCode::kRequestThrottled));
}

TEST(IsOkVerdict, TellsAnswersFromRefusals) {
  EXPECT_THAT(Answer(CompleteSnapshotResponse()), IsOk());
  EXPECT_THAT(Answer(Conflict()), Not(IsOk()));
}

TEST(FailsWithVerdict, ComparesCodeReasonAndMessage) {
  const Answer refusal = Validation(ErrorReason::kInvalidBlock, "no such block");

  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation));
  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation, "no such block"));
  EXPECT_THAT(refusal, FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock));
  EXPECT_THAT(refusal,
              FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, HasSubstr("such")));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kConflict)));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kValidation, "another")));
  EXPECT_THAT(refusal, Not(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidTag)));
  EXPECT_THAT(refusal,
              Not(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidTag, HasSubstr("such"))));
  EXPECT_THAT(refusal,
              Not(FailsWith(ErrorCode::kValidation, ErrorReason::kInvalidBlock, "another")));
}

TEST(FailsWithVerdict, ComparesWholeErrors) {
  const Answer refusal = SnapshotNotFound("snap-1");

  EXPECT_THAT(refusal, FailsWith(SnapshotNotFound("snap-1")));
  EXPECT_THAT(refusal, FailsWith(Ne(SnapshotNotFound("snap-2"))));
  EXPECT_THAT(refusal, FailsWith(_));
  EXPECT_THAT(refusal, Not(FailsWith(SnapshotNotFound("snap-2"))));
}

TEST(FailsWithVerdict, IsNoOfAnswersAndOfErrorsThemselvesTheSame) {
  EXPECT_THAT(Answer(CompleteSnapshotResponse()), Not(FailsWith(_)));
  EXPECT_THAT(Conflict(), FailsWith(ErrorCode::kConflict));
  EXPECT_THAT(Conflict(), Not(FailsWith(ErrorCode::kValidation)));
}

// Snapshots and fakes

struct SnapshotVerdicts : SnapshotTest {
  const Block one = Block::Filled(1);
  const Block two = Block::Filled(2);
  const Block zero = Block::Zero();
};

std::string Text(const Block& block) { return std::string(block.view()); }

TEST_F(SnapshotVerdicts, HoldsImageComparesWithAFile) {
  const TempFile image(Text(one) + Text(zero) + Text(two));

  EXPECT_THAT(Add({{0, one}, {2, two}}), HoldsImage(image.path()));
  EXPECT_THAT(Add({{0, one}, {2, one}}), Not(HoldsImage(image.path())));
  EXPECT_THROW(testing::Value(Add({}), HoldsImage("no-such-file.img")), std::runtime_error);
}

TEST_F(SnapshotVerdicts, HoldsImageComparesWithBlocks) {
  const std::map<std::int32_t, Block> image = {{0, one}, {7, two}};

  EXPECT_THAT(Add({{0, one}, {7, two}}), HoldsImage({{0, one}, {7, two}}));
  EXPECT_THAT(Add({{0, one}, {1, zero}}), HoldsImage({{0, one}, {2, zero}}));
  EXPECT_THAT(Add({{0, one}}), Not(HoldsImage(image)));
  EXPECT_THAT(Add({{0, one}, {7, two}, {8, two}}), Not(HoldsImage(image)));
}

TEST_F(SnapshotVerdicts, HoldsImageComparesWithBytes) {
  const Block tail = Block::Copy("tail" + std::string(kBlockSizeBytes - 4, '\0'));

  EXPECT_THAT(Add({{0, one}, {1, two}}), HoldsImage(Bytes::Copy(Text(one) + Text(two))));
  EXPECT_THAT(Add({{0, one}, {1, tail}}), HoldsImage(Bytes::Copy(Text(one) + "tail")));
  EXPECT_THAT(Add({{0, one}, {1, two}}), Not(HoldsImage(Bytes::Copy(Text(one) + "tail"))));
}

TEST_F(SnapshotVerdicts, HasBlockAsksForWhatWasWritten) {
  EXPECT_THAT(Add({{7, one}}), HasBlock(7));
  EXPECT_THAT(Add({{7, one}}), Not(HasBlock(8)));
}

TEST_F(SnapshotVerdicts, HasBlockComparesTheContent) {
  const SnapshotView snapshot = Add({{7, one}});

  EXPECT_THAT(snapshot, HasBlock(7, one));
  EXPECT_THAT(snapshot, HasBlock(7, Ne(two)));
  EXPECT_THAT(snapshot, HasBlock(7, _));
  EXPECT_THAT(snapshot, Not(HasBlock(7, two)));
  EXPECT_THAT(snapshot, Not(HasBlock(7, Ne(one))));
  EXPECT_THAT(snapshot, Not(HasBlock(8, one)));
}

TEST_F(SnapshotVerdicts, EachStateHasItsMatcher) {
  const SnapshotView completed = Add({});
  const SnapshotView pending = Add({}, SnapshotStatus::kPending);
  const SnapshotView errored = AddErrored("Internal error");

  EXPECT_THAT(completed, IsCompleted());
  EXPECT_THAT(completed, Not(IsPending()));
  EXPECT_THAT(completed, Not(IsErrored()));
  EXPECT_THAT(pending, Not(IsCompleted()));
  EXPECT_THAT(pending, IsPending());
  EXPECT_THAT(pending, Not(IsErrored()));
  EXPECT_THAT(errored, Not(IsCompleted()));
  EXPECT_THAT(errored, Not(IsPending()));
  EXPECT_THAT(errored, IsErrored());
}

TEST_F(SnapshotVerdicts, IsErroredComparesTheMessage) {
  const SnapshotView snapshot = AddErrored("Internal error");

  EXPECT_THAT(snapshot, IsErrored("Internal error"));
  EXPECT_THAT(snapshot, IsErrored(HasSubstr("error")));
  EXPECT_THAT(snapshot, Not(IsErrored("Snapshot timed out")));
}

TEST_F(SnapshotVerdicts, HasNoOrphansAcceptsWhatIsCompletedOrFailed) {
  EXPECT_THAT(ebs, HasNoOrphans());
  Add({});
  AddErrored("Internal error");
  ASSERT_THAT(Complete(Start()), IsOk());
  EXPECT_THAT(ebs, HasNoOrphans());
}

TEST_F(SnapshotVerdicts, HasNoOrphansRejectsWhatWasOnlyStarted) {
  Start();
  EXPECT_THAT(ebs, Not(HasNoOrphans()));
  ebs.clock().Advance(60min);
  EXPECT_THAT(ebs, Not(HasNoOrphans()));
}

TEST_F(SnapshotVerdicts, HasNoOrphansAcceptsACompletionThatTakesItsTime) {
  FakeOptions options;
  options.service.completion_delay = 5min;
  Fake slow(options);
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  CompleteSnapshotRequest complete;
  complete.snapshot_id = slow.service()->StartSnapshot(start, {})->snapshot_id;
  complete.changed_blocks_count = 0;

  ASSERT_THAT(slow, Not(HasNoOrphans()));
  ASSERT_THAT(slow.service()->CompleteSnapshot(complete, {}), IsOk());
  EXPECT_THAT(slow.Snapshots().front(), IsPending());
  EXPECT_THAT(slow, HasNoOrphans());
}

TEST_F(SnapshotVerdicts, HasNoOrphansAcceptsACompletionWhoseReplyWasLost) {
  ebs.On(CompleteSnapshot).Once().LoseReply();
  ASSERT_THAT(Complete(Start()), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(ebs, HasNoOrphans());
}

TEST_F(SnapshotVerdicts, HasNoOrphansRejectsACompletionThatGotLost) {
  ebs.On(CompleteSnapshot).Once().LoseRequest();
  ASSERT_THAT(Complete(Start()), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(ebs, Not(HasNoOrphans()));
}

}  // namespace
}  // namespace fauxebs
