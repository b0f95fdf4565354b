// Within one process: failures are caught before they reach the test that makes them. What only a
// test that really fails can show is in judged_test.cc.
#include "fauxebs/gmock/reporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// What becomes of a test with a fake and a reporter.
struct Judgement {
  testing::TestPartResultArray failures;
  std::string printed;
};

template <typename Body>
void Judge(Judgement& judgement, const Body& body) {
  testing::internal::CaptureStdout();
  {
    const testing::ScopedFakeTestPartResultReporter intercept(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD,
        &judgement.failures);
    try {
      Fake ebs;
      const Reporter reporter(ebs);
      body(ebs);
    } catch (const std::runtime_error&) {  // as GoogleTest does, of the test's body
    }
  }
  judgement.printed = testing::internal::GetCapturedStdout();
}

void List(Fake& ebs) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = ebs.AddSnapshot();
  static_cast<void>(ebs.service()->ListSnapshotBlocks(request, {}));
}

TEST(Reporter, IsSilentWhereAllIsWell) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(ListSnapshotBlocks).Once().LoseReply();
    List(ebs);
  });

  EXPECT_EQ(judgement.failures.size(), 0);
  EXPECT_THAT(judgement.printed, IsEmpty());
}

TEST(Reporter, FailsAtTheLineOfARuleThatNeverFired) {
  Judgement judgement;
  const int line = __LINE__ + 1;
  Judge(judgement, [](Fake& ebs) { ebs.On(PutSnapshotBlock).Nth(3).LoseReply(); });

  ASSERT_EQ(judgement.failures.size(), 1);
  const testing::TestPartResult& failure = judgement.failures.GetTestPartResult(0);
  EXPECT_STREQ(failure.file_name(), __FILE__);
  EXPECT_EQ(failure.line_number(), line);
  EXPECT_TRUE(failure.nonfatally_failed());
  EXPECT_THAT(failure.message(), HasSubstr("PutSnapshotBlock#3: lose-reply"));
}

TEST(Reporter, FailsOnceForEachRule) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    ebs.On(ListSnapshotBlocks).Once().LoseReply();
    ebs.OnAny().Nth(9).LoseRequest();
    List(ebs);
  });

  EXPECT_EQ(judgement.failures.size(), 2);
}

TEST(Reporter, FailsAtTheLineThatLoadedTheRule) {
  Judgement judgement;
  const int line = __LINE__ + 1;
  Judge(judgement, [](Fake& ebs) { ebs.Load("PutSnapshotBlock#1: lose-reply"); });

  ASSERT_EQ(judgement.failures.size(), 1);
  EXPECT_EQ(judgement.failures.GetTestPartResult(0).line_number(), line);
}

TEST(Reporter, LeavesRulesAloneThatMayStayUnused) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) { ebs.On(PutSnapshotBlock).Maybe().LoseReply(); });

  EXPECT_EQ(judgement.failures.size(), 0);
}

TEST(Reporter, PrintsSeedTimeRulesAndCallsOnFailure) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    ebs.On(ListSnapshotBlocks).Once().Delay(250ms);
    List(ebs);
    ebs.clock().Advance(1750ms);
  });

  EXPECT_THAT(
      judgement.printed,
      AllOf(HasSubstr("[ fauxebs  ] Reporter.PrintsSeedTimeRulesAndCallsOnFailure\n"),
            HasSubstr("  seed: 1\n"),
            HasSubstr("  virtual time: 2026-01-01T00:00:02.000Z, 2000 ms since the start\n"),
            HasSubstr("          0       0  PutSnapshotBlock: lose-reply\n"),
            HasSubstr("          1       1  ListSnapshotBlocks#1: delay(250ms)\n"),
            ContainsRegex("  the last calls:\nS1 = snap-.*\n#.*\n#1.*ListSnapshotBlocks S1")));
  EXPECT_THAT(judgement.printed, Not(HasSubstr("not judged")));
}

TEST(Reporter, PrintsHowToRunItAgain) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    ebs.On(ListSnapshotBlocks).Maybe().LoseReply();
  });

  EXPECT_THAT(judgement.printed, HasSubstr(R"text(
  to run it again:
    ebs.Load("PutSnapshotBlock: lose-reply");
    ebs.Load("ListSnapshotBlocks{maybe}: lose-reply");
)text"));
}

// Loaded again, they would be in force until the end.
TEST(Reporter, LeavesOutRulesThatWereCancelledWhereItIsRunAgain) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    { const ScopedRule outage = ebs.OnAny().Maybe().Refuse(RequestThrottled()).Scoped(); }
    ebs.On(PutSnapshotBlock).LoseReply();
  });

  EXPECT_THAT(judgement.printed, HasSubstr(R"text(
  to run it again:
    // was in force for a while: any{maybe}: refuse(RequestThrottled)
    ebs.Load("PutSnapshotBlock: lose-reply");
)text"));
}

TEST(Reporter, SaysNothingOfRunningAgainWithoutSeedAndRules) {
  Judgement judgement;
  Judge(judgement, [](Fake&) { ADD_FAILURE() << "the real reason"; });

  EXPECT_THAT(judgement.printed, Not(HasSubstr("to run it again")));
}

TEST(Reporter, PrintsTheEndOfALongJournal) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    for (int i = 0; i < 41; ++i) List(ebs);
  });

  EXPECT_THAT(judgement.printed, HasSubstr("1 earlier"));
}

TEST(Reporter, ListsUnusedRulesOfABodyThatThrew) {
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    throw std::runtime_error("the code under test gave up");
  });

  EXPECT_EQ(judgement.failures.size(), 0);
  EXPECT_THAT(judgement.printed,
              ContainsRegex("not judged.*\n.*reporter_test.cc:[0-9]+: this rule"));
}

TEST(Reporter, CollectsWhatTheFakeWouldShoutAtItsEnd) {
  testing::internal::CaptureStderr();
  Judgement judgement;
  Judge(judgement, [](Fake& ebs) {
    ebs.On(PutSnapshotBlock).LoseReply();
    throw std::runtime_error("the code under test gave up");
  });

  EXPECT_THAT(testing::internal::GetCapturedStderr(), IsEmpty());
}

}  // namespace
}  // namespace fauxebs
