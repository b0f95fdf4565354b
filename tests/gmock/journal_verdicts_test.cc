// The verdicts of the matchers of the journal, both ways; what they say stands in
// journal_matchers_test.cc.
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
#include "fauxebs/words.h"
#include "gmock/journal_fixture.h"
#include "gmock/requests.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::Field;
using testing::Ge;
using testing::Not;
using testing::StartsWith;

struct JournalVerdicts : JournalTest {
  // So long after the last; with the client's own words on it, or none.
  void Retry(const AnyRequest& request, std::chrono::milliseconds passed,
             const AnyResult& result = kThrottled) {
    now += passed;
    Call(request, result);
  }
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
