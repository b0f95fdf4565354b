// What the matchers of the journal say; their verdicts are in journal_verdicts_test.cc.
#include "fauxebs/gmock/journal_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"
#include "gmock/journal_fixture.h"
#include "gmock/requests.h"
#include "support/matcher_text.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::_;
using testing::EndsWith;
using testing::Ge;
using testing::StartsWith;

struct JournalMatchers : JournalTest {
  JournalMatchers() { context.client = "uploader"; }

  void Put(std::int64_t index, const AnyResult& result = kOk) {
    Call(PutOf("snap-1", index), result);
  }
  void Complete() {
    CompleteSnapshotRequest request;
    request.snapshot_id = "snap-1";
    Call(request, AnyResponse(CompleteSnapshotResponse()));
  }
};

// Entries

TEST_F(JournalMatchers, OfEntriesExplainWhatTheEntryIs) {
  Put(7, kThrottled);
  const JournalEntry entry = Last();
  EXPECT_EQ(Explain(ForBlock(8), entry), "which is for block 7");
  EXPECT_EQ(Explain(ForSnapshot("snap-2"), entry), "which is for snapshot snap-1");
  EXPECT_EQ(Explain(By("other"), entry), "which is by uploader");
  EXPECT_EQ(Explain(By("uploader"), entry), "");
  EXPECT_THAT(Explain(IsOk(), entry), StartsWith("which failed with RequestThrottled/"));
  EXPECT_EQ(Explain(FailsWith(ErrorCode::kTimeout), entry), "whose code is RequestThrottled");
}

TEST_F(JournalMatchers, OfEntriesExplainThatACallStillRuns) {
  Begin(PutOf("snap-1", 7));
  EXPECT_EQ(Explain(IsOk(), journal.entries().back()), "which still runs");
}

TEST_F(JournalMatchers, OfEntriesDescribeTheClient) {
  EXPECT_EQ(Describe<JournalEntry>(By("uploader")),
            "is by a client whose name is equal to \"uploader\"");
  EXPECT_EQ(DescribeNegation<JournalEntry>(By("uploader")),
            "isn't by a client whose name is equal to \"uploader\"");
}

// Calls

TEST_F(JournalMatchers, CallsDescribeWhich) {
  EXPECT_EQ(Describe<Journal>(Calls(PutSnapshotBlock)), "has PutSnapshotBlock calls");
  EXPECT_EQ(DescribeNegation<Journal>(Calls(PutSnapshotBlock)), "has no PutSnapshotBlock calls");
  EXPECT_EQ(Describe<Journal>(Calls(_)), "has calls");
  EXPECT_EQ(Describe<Journal>(Calls(PutSnapshotBlock, AtService())),
            "has PutSnapshotBlock calls that arrived");
  EXPECT_EQ(Describe<Journal>(Calls(PutSnapshotBlock, ForBlock(7), IsOk())),
            "has PutSnapshotBlock calls (each is for a block that is equal to 7, is ok)");
}

TEST_F(JournalMatchers, CallsDescribeHowMany) {
  EXPECT_EQ(Describe<Journal>(Calls(PutSnapshotBlock, IsOk(), Times(Ge(3)))),
            "has a number of PutSnapshotBlock calls (each is ok) that is >= 3");
  EXPECT_EQ(DescribeNegation<Journal>(Calls(PutSnapshotBlock, Times(3))),
            "has a number of PutSnapshotBlock calls that isn't equal to 3");
}

TEST_F(JournalMatchers, CallsExplainThatThereWasNone) {
  EXPECT_EQ(Explain(Calls(PutSnapshotBlock), journal), "with no such call");
}

TEST_F(JournalMatchers, CallsExplainWhichThereWere) {
  Put(7, kThrottled);
  Put(7);
  Begin(PutOf("snap-1", 7));
  EXPECT_EQ(Explain(Calls(PutSnapshotBlock, Times(2)), journal), R"(with 3 such calls:
    #1 uploader PutSnapshotBlock snap-1[7]: RequestThrottled
    #2 uploader PutSnapshotBlock snap-1[7]: ok
    #3 uploader PutSnapshotBlock snap-1[7]: still runs)");
}

TEST_F(JournalMatchers, CallsExplainWhatArrived) {
  Begin(PutOf("snap-1", 7), Side::kService);
  EXPECT_EQ(Explain(Calls(_, AtService()), journal), R"(with 1 such call:
    #1 service PutSnapshotBlock snap-1[7]: still runs)");
}

TEST_F(JournalMatchers, CallsExplainAFewOfMany) {
  for (int i = 0; i < 14; ++i) Put(7);
  EXPECT_THAT(Explain(Calls(PutSnapshotBlock), journal),
              EndsWith("\n    #12 uploader PutSnapshotBlock snap-1[7]: ok\n    and 2 more"));
}

TEST_F(JournalMatchers, CallsExplainWhatCameNearest) {
  Put(1);
  Put(2);
  Put(3);
  Put(7, kThrottled);
  EXPECT_EQ(Explain(Calls(PutSnapshotBlock, ForBlock(7), FailsWith(ErrorCode::kTimeout)), journal),
            R"(with no such call
  the nearest of 4 other calls:
    #4 uploader PutSnapshotBlock snap-1[7]: RequestThrottled, whose code is RequestThrottled
    #1 uploader PutSnapshotBlock snap-1[1]: ok, which is for block 1
    #2 uploader PutSnapshotBlock snap-1[2]: ok, which is for block 2)");
}

TEST_F(JournalMatchers, CallsExplainMissesWithoutAReason) {
  Put(1);
  EXPECT_EQ(Explain(Calls(_, testing::Truly([](const JournalEntry&) { return false; })), journal),
            R"(with no such call
  the nearest of 1 other call:
    #1 uploader PutSnapshotBlock snap-1[1]: ok, didn't satisfy the given predicate)");
}

TEST_F(JournalMatchers, AFakeExplainsItsJournal) {
  const Fake ebs;
  EXPECT_EQ(Explain(Calls(PutSnapshotBlock), ebs), "with no such call");
}

// Never

TEST_F(JournalMatchers, NeverDescribesWhich) {
  EXPECT_EQ(Describe<Journal>(Never(PutSnapshotBlock, ForBlock(7))),
            "has no PutSnapshotBlock calls (each is for a block that is equal to 7)");
  EXPECT_EQ(DescribeNegation<Journal>(Never(PutSnapshotBlock)), "has PutSnapshotBlock calls");
  EXPECT_EQ(
      Describe<Journal>(Never(PutSnapshotBlock, After(CompleteSnapshot, IsOk()))),
      "has no PutSnapshotBlock calls after the end of the first of the CompleteSnapshot calls "
      "(each is ok)");
}

TEST_F(JournalMatchers, NeverExplainsWhichThereWere) {
  Put(7);
  EXPECT_EQ(Explain(Never(PutSnapshotBlock), journal), R"(with 1 such call:
    #1 uploader PutSnapshotBlock snap-1[7]: ok)");
  EXPECT_EQ(Explain(Never(CompleteSnapshot), journal), "");
}

TEST_F(JournalMatchers, NeverExplainsWhichCameAfterWhich) {
  Put(6);
  Complete();
  Complete();
  Put(7, kThrottled);
  Put(8);
  EXPECT_EQ(Explain(Never(PutSnapshotBlock, After(CompleteSnapshot)), journal),
            R"(with 2 such calls:
    #4 uploader PutSnapshotBlock snap-1[7]: RequestThrottled
    #5 uploader PutSnapshotBlock snap-1[8]: ok
  after
    #2 uploader CompleteSnapshot snap-1: ok pending)");
}

TEST_F(JournalMatchers, NeverExplainsThatNoneCameAfter) {
  Put(6);
  EXPECT_EQ(Explain(Never(PutSnapshotBlock, After(CompleteSnapshot)), journal),
            "where no such call ended that others could be after");
  Complete();
  EXPECT_EQ(Explain(Never(PutSnapshotBlock, After(CompleteSnapshot)), journal),
            "where none came after\n    #2 uploader CompleteSnapshot snap-1: ok pending");
}

// InOrder

TEST_F(JournalMatchers, InOrderDescribesItsSteps) {
  const auto in_order = InOrder(Calls(PutSnapshotBlock, ForBlock(7)), Calls(CompleteSnapshot));
  EXPECT_EQ(
      Describe<Journal>(in_order),
      "has in this order: one of PutSnapshotBlock calls (each is for a block that is equal to "
      "7), one of CompleteSnapshot calls");
  EXPECT_EQ(
      DescribeNegation<Journal>(in_order),
      "hasn't in this order: one of PutSnapshotBlock calls (each is for a block that is equal "
      "to 7), one of CompleteSnapshot calls");
}

TEST_F(JournalMatchers, InOrderExplainsTheChain) {
  Put(7);
  Complete();
  EXPECT_EQ(Explain(InOrder(Calls(PutSnapshotBlock), Calls(CompleteSnapshot)), journal), R"(as in
    #1 uploader PutSnapshotBlock snap-1[7]: ok
    #2 uploader CompleteSnapshot snap-1: ok pending)");
}

TEST_F(JournalMatchers, InOrderExplainsWhichStepIsMissing) {
  Put(7);
  EXPECT_EQ(
      Explain(InOrder(Calls(PutSnapshotBlock), Calls(PutSnapshotBlock, ForBlock(8))), journal),
      R"(where step 2, one of PutSnapshotBlock calls (each is for a block that is equal to 8), is missing
  the nearest of 1 other call:
    #1 uploader PutSnapshotBlock snap-1[7]: ok, which is for block 7)");
}

TEST_F(JournalMatchers, InOrderExplainsWhichStepCameTooEarly) {
  Put(7);
  Complete();
  EXPECT_EQ(Explain(InOrder(Calls(CompleteSnapshot), Calls(PutSnapshotBlock)), journal),
            R"(where step 2, one of PutSnapshotBlock calls, did not begin after
    #2 uploader CompleteSnapshot snap-1: ok pending
  had ended, but before:
    #1 uploader PutSnapshotBlock snap-1[7]: ok)");
}

// Retries

TEST_F(JournalMatchers, RetriesDescribeWhatTheyWant) {
  EXPECT_EQ(Describe<Journal>(Retries(PutSnapshotBlock)), "has retries of PutSnapshotBlock calls");
  EXPECT_EQ(
      Describe<Journal>(Retries(PutSnapshotBlock, ForBlock(7), Times(3), BackoffAtLeast(100ms))),
      "has retries of PutSnapshotBlock calls (each is for a block that is equal to 7), a "
      "number of attempts that is equal to 3, at least 100 ms before each");
  EXPECT_EQ(DescribeNegation<Journal>(Retries(PutSnapshotBlock)),
            "hasn't retries of PutSnapshotBlock calls");
}

TEST_F(JournalMatchers, RetriesExplainThatThereWereNone) {
  Put(7);
  Put(8);
  EXPECT_EQ(Explain(Retries(PutSnapshotBlock, ForBlock(7)), journal),
            R"(where nothing was tried again: 1 such call
    #1 uploader PutSnapshotBlock snap-1[7]: ok
  the nearest of 1 other call:
    #2 uploader PutSnapshotBlock snap-1[8]: ok, which is for block 8)");
}

TEST_F(JournalMatchers, RetriesExplainTheAttemptsThereWere) {
  Put(7, kThrottled);
  now += 100ms;
  Put(7);
  const std::string attempts = R"(
    #1 uploader PutSnapshotBlock snap-1[7]: RequestThrottled
    #2 uploader PutSnapshotBlock snap-1[7]: ok, after 100 ms)";
  EXPECT_EQ(Explain(Retries(PutSnapshotBlock), journal), "where there were 2 attempts:" + attempts);
  EXPECT_EQ(Explain(Retries(PutSnapshotBlock, Times(3)), journal),
            "where there were 2 attempts:" + attempts);
}

TEST_F(JournalMatchers, RetriesExplainWhichCameTooSoon) {
  Put(7, kThrottled);
  now += 100ms;
  Put(7, kThrottled);
  now += 50ms;
  Put(7);
  EXPECT_EQ(Explain(Retries(PutSnapshotBlock, BackoffAtLeast(100ms)), journal),
            R"(where there were 3 attempts, the one at #3 after only 50 ms:
    #1 uploader PutSnapshotBlock snap-1[7]: RequestThrottled
    #2 uploader PutSnapshotBlock snap-1[7]: RequestThrottled, after 100 ms
    #3 uploader PutSnapshotBlock snap-1[7]: ok, after 50 ms)");
}

TEST_F(JournalMatchers, RetriesExplainAFewOfManyAttempts) {
  for (int i = 0; i < 14; ++i) Put(7, kThrottled);
  EXPECT_THAT(Explain(Retries(PutSnapshotBlock), journal), EndsWith("after 0 ms\n    and 2 more"));
}

}  // namespace
}  // namespace fauxebs
