// What a user sees of a test that fails: judged_cases.cc, run one by one as a program of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "output_of.h"

namespace fauxebs {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

std::size_t Count(std::string_view output, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = output.find(text); at != std::string_view::npos;
       at = output.find(text, at + text.size())) {
    ++count;
  }
  return count;
}

// "file:line" of the rule, as the test told it.
std::string ToldPlace(const std::string& output) {
  static constexpr std::string_view kTold = "told: ";
  const std::size_t at = output.find(kTold);
  if (at == std::string::npos) return "nothing told";
  const std::size_t begin = at + kTold.size();
  return output.substr(begin, output.find('\n', begin) - begin);
}

constexpr const char* kFailure = ": Failure\n";
constexpr const char* kReport = "[ fauxebs  ]";
constexpr const char* kPassed = "[  PASSED  ] 1 test.";
constexpr const char* kFailed = "[  FAILED  ] 1 test,";

MATCHER_P(ListsTheUnusedRuleAt, place, "") {
  return testing::ExplainMatchResult(
             ContainsRegex("violations, not judged.*\n    .*: this rule never fired"), arg,
             result_listener) &&
         testing::ExplainMatchResult(HasSubstr("\n    " + place + ": this rule"), arg,
                                     result_listener);
}

TEST(JudgedTest, IsQuietWhenItPasses) {
  const std::string output = OutputOf("Case.Passes");

  EXPECT_THAT(output, HasSubstr(kPassed));
  EXPECT_EQ(Count(output, kReport), 0U);
}

TEST(JudgedTest, FailsAtTheLineOfARuleThatNeverFired) {
  const std::string output = OutputOf("Case.HasAnUnusedRule");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_THAT(output, HasSubstr("\n" + ToldPlace(output) + kFailure));
  EXPECT_EQ(Count(output, kFailure), 1U);
}

TEST(JudgedTest, ReportsOnceWithTheJournal) {
  const std::string output = OutputOf("Case.HasAnUnusedRule");

  EXPECT_EQ(Count(output, kReport), 1U);
  EXPECT_THAT(output, HasSubstr("[ fauxebs  ] Case.HasAnUnusedRule\n"));
  EXPECT_EQ(Count(output, "ListSnapshotBlocks S1"), 1U);
}

TEST(JudgedTest, IsNotBuriedUnderUnusedRulesAfterAFatalFailure) {
  const std::string output = OutputOf("Case.FailsFatally");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, HasSubstr("the real reason"));
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
  EXPECT_EQ(Count(output, kReport), 1U);
  EXPECT_EQ(Count(output, "ListSnapshotBlocks S1"), 1U);
}

TEST(JudgedTest, HearsOfFatalFailuresInSubroutines) {
  const std::string output = OutputOf("Case.FailsFatallyInASubroutine");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, HearsOfFatalFailuresInSetUp) {
  const std::string output = OutputOf("FailingSetUp.NeverRuns");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, HearsOfExceptions) {
  const std::string output = OutputOf("Case.Throws");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, ReportsFailuresThatHaveNothingToDoWithRules) {
  const std::string output = OutputOf("Case.FailsWithoutRules");

  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_EQ(Count(output, kReport), 1U);
  EXPECT_THAT(output, HasSubstr("rules: none"));
}

TEST(JudgedTest, JudgesRulesAfterAFailureThatLetItGoOn) {
  const std::string output = OutputOf("Case.FailsAndHasAnUnusedRule");

  EXPECT_EQ(Count(output, kFailure), 2U);
  EXPECT_THAT(output, HasSubstr("\n" + ToldPlace(output) + kFailure));
  EXPECT_EQ(Count(output, kReport), 1U);
}

TEST(JudgedTest, IsNotJudgedWhenSkipped) {
  const std::string output = OutputOf("Case.IsSkipped");

  EXPECT_THAT(output, HasSubstr("[  SKIPPED ] 1 test"));
  EXPECT_EQ(Count(output, kFailure), 0U);
  EXPECT_EQ(Count(output, kReport), 0U);
}

TEST(JudgedTest, ListsUnusedRulesWhenItFailsAndIsSkipped) {
  const std::string output = OutputOf("Case.FailsAndIsSkipped");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, NeedsNoFixture) {
  const std::string output = OutputOf("Plain.HasAnUnusedRule");

  EXPECT_THAT(output, HasSubstr("\n" + ToldPlace(output) + kFailure));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_EQ(Count(output, kReport), 1U);
}

TEST(JudgedTest, HearsOfExceptionsBeforeGoogleTestDoes) {
  const std::string output = OutputOf("Plain.Throws");

  EXPECT_THAT(output, HasSubstr(kFailed));
  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, ListsUnusedRulesOfAFakeMadeAfterAFatalFailure) {
  const std::string output = OutputOf("Plain.FailsFatallyBeforeItsFake");

  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, ListsTheUnusedRuleAt(ToldPlace(output)));
}

TEST(JudgedTest, TellsAllOfACallThatNobodyLetGoBecauseItFailedFatally) {
  const std::string output = OutputOf("Plain.FailsFatallyBeforeItLetsACallGo");

  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_THAT(output, HasSubstr("violations, not judged because the test was cut short:\n    " +
                                ToldPlace(output) + ": nobody let this call go"));
  EXPECT_THAT(output, ContainsRegex("real time:\n *#[0-9].* ListSnapshotBlocks snap-"));
  EXPECT_THAT(output, ContainsRegex("\n        it waited for Release\\(\\) of the rule: List"));
}

TEST(JudgedTest, LetsOnlyTheFakeSpeakInWhoseTimeItFailed) {
  const std::string output = OutputOf("Plain.HasOneBadUniverseOfThree");

  EXPECT_EQ(Count(output, kFailure), 1U);
  EXPECT_EQ(Count(output, kReport), 1U);
}

}  // namespace
}  // namespace fauxebs
