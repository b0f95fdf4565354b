// The verdicts of all matchers of the core, both ways; what they say stands in the other tests of
// this folder. One file, which mutants of the matchers' headers are compiled with.
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
#include "support/temp_file.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::AllOf;
using testing::Field;
using testing::Ge;
using testing::HasSubstr;
using testing::Matches;
using testing::Ne;
using testing::Not;
using testing::StartsWith;

// Requests and answers

ListSnapshotBlocksRequest ListOf(std::string id) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = std::move(id);
  return request;
}

PutSnapshotBlockRequest PutOf(std::string id, std::int64_t index) {
  PutSnapshotBlockRequest request;
  request.snapshot_id = std::move(id);
  request.block_index = index;
  return request;
}

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

struct SnapshotVerdicts : testing::Test {
  SnapshotView Add(std::vector<std::pair<std::int32_t, Block>> blocks,
                   SnapshotStatus status = SnapshotStatus::kCompleted) {
    SnapshotSpec spec;
    spec.blocks = std::move(blocks);
    spec.status = status;
    return ebs.Snapshot(ebs.AddSnapshot(spec));
  }
  SnapshotView AddErrored(const std::string& message) {
    const std::string id = Add({}, SnapshotStatus::kPending).id();
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

// The journal

const AnyResult kOk = AnyResponse(PutSnapshotBlockResponse());
const AnyResult kThrottled = RequestThrottled();

struct JournalVerdicts : testing::Test {
  Journal journal;
  TimePoint now = kClockEpoch;
  CallContext context;

  std::uint64_t Begin(const AnyRequest& request, Side side = Side::kClient) {
    return journal.Begin(side, request, context, now);
  }
  void Call(const AnyRequest& request, const AnyResult& result = kOk) {
    journal.End(Begin(request), result, now);
  }
  // So long after the last; with the client's own words on it, or none.
  void Retry(const AnyRequest& request, std::chrono::milliseconds passed,
             const AnyResult& result = kThrottled) {
    now += passed;
    Call(request, result);
  }
  JournalEntry Last() const { return journal.entries().back(); }
};

TEST_F(JournalVerdicts, EntriesAreForSnapshotsAndBlocks) {
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(Last(), ForSnapshot("snap-1"));
  EXPECT_THAT(Last(), Not(ForSnapshot("snap-2")));
  EXPECT_THAT(Last(), ForBlock(7));
  EXPECT_THAT(Last(), Not(ForBlock(8)));
  Call(ListOf("snap-1"));
  EXPECT_THAT(Last(), Not(ForBlock(0)));
}

TEST_F(JournalVerdicts, EntriesAreOkOrFailOrStillRun) {
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(Last(), IsOk());
  EXPECT_THAT(Last(), Not(FailsWith(_)));
  Call(PutOf("snap-1", 7), kThrottled);
  EXPECT_THAT(Last(), Not(IsOk()));
  EXPECT_THAT(Last(), FailsWith(ErrorCode::kRequestThrottled));
  EXPECT_THAT(Last(), Not(FailsWith(ErrorCode::kTimeout)));
  Begin(PutOf("snap-1", 7));
  EXPECT_THAT(Last(), Not(IsOk()));
  EXPECT_THAT(Last(), Not(FailsWith(_)));
}

TEST_F(JournalVerdicts, EntriesAreByClients) {
  context.client = "uploader";
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(Last(), By("uploader"));
  EXPECT_THAT(Last(), By(StartsWith("up")));
  EXPECT_THAT(Last(), Not(By("other")));
}

TEST_F(JournalVerdicts, CallsAskForOneOfTheOperation) {
  EXPECT_THAT(journal, Not(Calls(_)));
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock));
  EXPECT_THAT(journal, Not(Calls(ListSnapshotBlocks)));
  EXPECT_THAT(journal, Calls(_));
}

TEST_F(JournalVerdicts, CallsAskForOneThatAllMatchersMatch) {
  Call(PutOf("snap-1", 7));
  Call(PutOf("snap-1", 8), kThrottled);
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, ForBlock(7), IsOk()));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, FailsWith(ErrorCode::kRequestThrottled)));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, Field(&JournalEntry::attempt, 1)));
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock, ForBlock(8), IsOk())));
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock, IsOk(), ForBlock(8))));
}

TEST_F(JournalVerdicts, CallsCompareTheirNumber) {
  Call(PutOf("snap-1", 7));
  Call(PutOf("snap-1", 7));
  Call(PutOf("snap-1", 8));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, Times(3)));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, ForBlock(7), Times(2)));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, Times(Ge(2)), ForBlock(7)));
  EXPECT_THAT(journal, Calls(ListSnapshotBlocks, Times(0)));
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock, ForBlock(7), Times(3))));
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock, ForBlock(7), Times(Ge(3)))));
}

TEST_F(JournalVerdicts, CallsAreOfTheClientUnlessTheServiceIsNamed) {
  Begin(PutOf("snap-1", 7), Side::kService);
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock)));
  EXPECT_THAT(journal, Calls(PutSnapshotBlock, AtService()));
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock, ForBlock(8), AtService())));
}

TEST_F(JournalVerdicts, CallsWereSent) {
  journal.NoteUnsent(PutOf("snap-1", 7), {}, "too late", now);
  EXPECT_THAT(journal, Not(Calls(PutSnapshotBlock)));
}

TEST_F(JournalVerdicts, NoneIsGivenOfAJournalThatDroppedEntries) {
  Journal small(1);
  small.Begin(Side::kClient, PutOf("snap-1", 7), context, now);
  EXPECT_THAT(small, Calls(PutSnapshotBlock));
  small.Begin(Side::kClient, PutOf("snap-1", 7), context, now);
  EXPECT_THROW(testing::Value(small, Never(ListSnapshotBlocks)), std::logic_error);
  small.Clear();
  EXPECT_THAT(small, Never(_));
}

TEST_F(JournalVerdicts, AFakeMeansItsJournal) {
  Fake ebs;
  static_cast<void>(ebs.service()->ListSnapshotBlocks(ListOf("snap-1"), {}));
  EXPECT_THAT(ebs, Calls(ListSnapshotBlocks));
  EXPECT_THAT(ebs, Not(Calls(PutSnapshotBlock)));
  EXPECT_THAT(ebs, Never(PutSnapshotBlock));
}

TEST_F(JournalVerdicts, NeverRejectsAnyOne) {
  EXPECT_THAT(journal, Never(_));
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Never(ListSnapshotBlocks));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, ForBlock(8)));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock)));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, ForBlock(7))));
}

TEST_F(JournalVerdicts, NeverAfterRejectsWhatBeganAfterTheFirstEnd) {
  Call(PutOf("snap-1", 7));
  Call(ListOf("snap-1"));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, After(ListSnapshotBlocks)));
  Call(PutOf("snap-1", 8));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, ForBlock(7), After(ListSnapshotBlocks)));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks))));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks), ForBlock(8))));
  Call(ListOf("snap-1"));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks))));
}

TEST_F(JournalVerdicts, NeverAfterAsksWhichEnded) {
  Call(ListOf("snap-1"), kThrottled);
  Call(PutOf("snap-1", 7));
  Call(ListOf("snap-1"));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, After(ListSnapshotBlocks, IsOk())));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks, Not(IsOk())))));
}

TEST_F(JournalVerdicts, NeverAfterLeavesWhatOverlapsAlone) {
  const std::uint64_t list = Begin(ListOf("snap-1"));
  Begin(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, After(ListSnapshotBlocks)));
  journal.End(list, kOk, now);
  EXPECT_THAT(journal, Never(PutSnapshotBlock, After(ListSnapshotBlocks)));
  Begin(PutOf("snap-1", 8));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks))));
}

TEST_F(JournalVerdicts, NeverAfterTakesTheFirstThatEndedNotTheFirstThatBegan) {
  const std::uint64_t slow = Begin(ListOf("snap-1"));
  Call(ListOf("snap-1"));
  Begin(PutOf("snap-1", 7));
  journal.End(slow, kOk, now);
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks))));
}

TEST_F(JournalVerdicts, NeverAfterMayBeAtTheService) {
  journal.End(Begin(ListOf("snap-1"), Side::kService), kOk, now);
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, After(ListSnapshotBlocks)));
  EXPECT_THAT(journal, Not(Never(PutSnapshotBlock, After(ListSnapshotBlocks, AtService()))));
  EXPECT_THAT(journal, Never(PutSnapshotBlock, AtService(), After(_, AtService())));
}

TEST_F(JournalVerdicts, InOrderAsksForAChain) {
  Call(ListOf("snap-1"));
  Call(PutOf("snap-1", 7));
  Call(PutOf("snap-1", 8));
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks)));
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock, ForBlock(8))));
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock, ForBlock(7)),
                               Calls(PutSnapshotBlock, ForBlock(8))));
  EXPECT_THAT(journal, InOrder(Calls(PutSnapshotBlock), Calls(PutSnapshotBlock)));
  EXPECT_THAT(journal, Not(InOrder(Calls(PutSnapshotBlock), Calls(ListSnapshotBlocks))));
  EXPECT_THAT(journal, Not(InOrder(Calls(ListSnapshotBlocks), Calls(ListSnapshotBlocks))));
  EXPECT_THAT(journal, Not(InOrder(Calls(GetSnapshotBlock), Calls(PutSnapshotBlock))));
}

TEST_F(JournalVerdicts, InOrderFindsAChainAmongMany) {
  Call(PutOf("snap-1", 8));
  Call(ListOf("snap-1"));
  Call(PutOf("snap-1", 8));
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock, ForBlock(8))));
}

TEST_F(JournalVerdicts, InOrderWantsEachToEndBeforeTheNextBegins) {
  const std::uint64_t list = Begin(ListOf("snap-1"));
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Not(InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock))));
  journal.End(list, kOk, now);
  EXPECT_THAT(journal, Not(InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock))));
  Begin(PutOf("snap-1", 8));
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock)));
}

TEST_F(JournalVerdicts, InOrderGoesOnFromTheFirstThatEnds) {
  const std::uint64_t slow = Begin(ListOf("snap-1"));
  Call(ListOf("snap-1"));
  Call(PutOf("snap-1", 7));
  journal.End(slow, kOk, now);
  EXPECT_THAT(journal, InOrder(Calls(ListSnapshotBlocks), Calls(PutSnapshotBlock)));
}

TEST_F(JournalVerdicts, InOrderTakesNoTimes) {
  EXPECT_THROW(InOrder(Calls(ListSnapshotBlocks, Times(2))), std::logic_error);
}

TEST_F(JournalVerdicts, RetriesAskForAtLeastOne) {
  EXPECT_THAT(journal, Not(Retries(_)));
  Call(PutOf("snap-1", 7), kThrottled);
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock)));
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, ForBlock(7)));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, ForBlock(8))));
}

TEST_F(JournalVerdicts, RetriesEndWithSuccess) {
  Call(PutOf("snap-1", 7));
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock)));
}

TEST_F(JournalVerdicts, RetriesAreByTheSameClientOfTheSameThing) {
  Call(PutOf("snap-1", 7), kThrottled);
  Call(PutOf("snap-1", 8), kThrottled);
  Call(PutOf("snap-2", 7), kThrottled);
  Call(ListOf("snap-1"), kThrottled);
  context.client = "other";
  Call(PutOf("snap-1", 7), kThrottled);
  EXPECT_THAT(journal, Not(Retries(_)));
}

TEST_F(JournalVerdicts, RetriesOfAStartNeedNoSnapshot) {
  StartSnapshotResponse response;
  response.snapshot_id = "snap-1";
  Call(StartSnapshotRequest(), kThrottled);
  Call(StartSnapshotRequest(), AnyResponse(response));
  EXPECT_THAT(journal, Retries(StartSnapshot, Times(2)));
}

TEST_F(JournalVerdicts, RetriesCompareTheNumberOfAttempts) {
  Call(PutOf("snap-1", 7), kThrottled);
  Call(PutOf("snap-1", 8), kThrottled);
  Call(PutOf("snap-1", 7), kThrottled);
  Call(PutOf("snap-1", 7));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, Times(3)));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, Times(Ge(2))));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, Times(2))));
  Call(PutOf("snap-1", 8), kThrottled);
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, Times(3))));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, ForBlock(7), Times(3)));
}

TEST_F(JournalVerdicts, RetriesCompareWhatPassedOnTheClock) {
  Call(PutOf("snap-1", 7), kThrottled);
  Retry(PutOf("snap-1", 7), 100ms);
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, BackoffAtLeast(100ms)));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, BackoffAtLeast(101ms))));
  Retry(PutOf("snap-1", 7), 99ms);
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, BackoffAtLeast(100ms))));
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, BackoffAtLeast(99ms), Times(3)));
}

TEST_F(JournalVerdicts, RetriesBelieveWhatTheClientSaysThatItWaited) {
  Call(PutOf("snap-1", 7), kThrottled);
  context.attempt = 2;
  context.backoff = 50ms;
  Retry(PutOf("snap-1", 7), 1s);
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, BackoffAtLeast(50ms)));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, BackoffAtLeast(51ms))));
}

TEST_F(JournalVerdicts, RetriesDoNotWaitForWhatStillRuns) {
  Begin(PutOf("snap-1", 7));
  Retry(PutOf("snap-1", 7), 1s);
  EXPECT_THAT(journal, Retries(PutSnapshotBlock, Times(2)));
  EXPECT_THAT(journal, Not(Retries(PutSnapshotBlock, BackoffAtLeast(1ms))));
}

}  // namespace
}  // namespace fauxebs
