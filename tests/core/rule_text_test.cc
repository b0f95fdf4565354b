// Rules as text, both ways.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "calls.h"
#include "fauxebs/rule.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::IsEmpty;
using testing::SizeIs;

// Runs repeat: RapidCheck prints this seed, or the one given in RC_PARAMS.
[[maybe_unused]] const int kSeedIsFixed = setenv("RC_PARAMS", "seed=20190711", /*overwrite=*/0);

constexpr std::uint32_t kBitsOfABlock = 524288 * 8;

// Text that must be quoted, or survive as it is.
std::string AnyText(const std::string& alphabet) {
  return *rc::gen::container<std::string>(rc::gen::elementOf(alphabet));
}

// More than 0, at most 1, with all bits that a double has there.
double AnyChance() {
  const auto numerator = *rc::gen::inRange<std::uint64_t>(1, (std::uint64_t{1} << 53) + 1);
  const auto shift = *rc::gen::inRange(0, 20);
  return std::ldexp(static_cast<double>(numerator), -53 - shift);
}

Error AnyError() {
  const auto code = static_cast<ErrorCode>(
      *rc::gen::inRange<int>(0, static_cast<int>(ErrorCode::kServiceUnavailable) + 1));
  const auto reason = static_cast<ErrorReason>(*rc::gen::inRange<int>(
      0, static_cast<int>(ErrorReason::kDependencyServiceQuotaExceeded) + 1));
  return MakeError(code, reason, AnyText("ab \"\\;:()\n'/"));
}

Corruption AnyCorruption() {
  return *rc::gen::arbitrary<bool>() ? ZeroOut()
                                     : FlipBit(*rc::gen::inRange<std::uint32_t>(0, kBitsOfABlock));
}

void ChooseOccurrence(FaultRule& rule) {
  rule.first = *rc::gen::inRange<std::uint64_t>(1, 5);
  rule.every = *rc::gen::inRange<std::uint64_t>(1, 4);
  rule.last =
      *rc::gen::oneOf(rc::gen::just(FaultRule::kForEver),
                      rc::gen::inRange(rule.first + rule.every - 1, rule.first + rule.every + 5));
  rule.chance = *rc::gen::arbitrary<bool>() ? 1 : AnyChance();
}

void ChooseVerb(FaultRule& rule) {
  rule.verb =
      static_cast<Verb>(*rc::gen::inRange<int>(0, static_cast<int>(Verb::kCorruptReply) + 1));
  switch (rule.verb) {
    case Verb::kRefuse:
    case Verb::kApplyThenFail:
      rule.error = AnyError();
      rule.anyway = true;
      break;
    case Verb::kDelay:
      rule.delay = std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(1, 100'000'000));
      break;
    case Verb::kCorruptRequest:
      rule.operation = Operation::kPutSnapshotBlock;
      rule.corruption = AnyCorruption();
      break;
    case Verb::kCorruptReply:
      rule.operation = Operation::kGetSnapshotBlock;
      rule.corruption = AnyCorruption();
      break;
    case Verb::kLoseRequest:
    case Verb::kLoseReply:
      break;
  }
}

// Any rule that passes its own check.
FaultRule AnyRule() {
  FaultRule rule;
  if (*rc::gen::arbitrary<bool>()) {
    rule.operation = static_cast<Operation>(*rc::gen::inRange<int>(0, 6));
  }
  rule.anyway = *rc::gen::arbitrary<bool>();
  ChooseVerb(rule);
  ChooseOccurrence(rule);
  const bool may_have_blocks = !rule.operation || *rule.operation == Operation::kPutSnapshotBlock ||
                               *rule.operation == Operation::kGetSnapshotBlock;
  if (may_have_blocks && *rc::gen::arbitrary<bool>()) {
    const auto first = *rc::gen::inRange<std::int64_t>(0, 1000);
    rule.blocks = {first, first + *rc::gen::inRange<std::int64_t>(0, 3)};
  }
  if (rule.operation != Operation::kStartSnapshot && *rc::gen::arbitrary<bool>()) {
    rule.snapshot_id = "snap-" + AnyText("0123456789abcdef");
  }
  rule.name = AnyText("ab \"\\;:()[]#~%=");
  rule.maybe = *rc::gen::arbitrary<bool>();
  rule.Check();
  return rule;
}

void AssertSame(const FaultRule& a, const FaultRule& b) {
  RC_ASSERT(a.operation == b.operation);
  RC_ASSERT(a.blocks.has_value() == b.blocks.has_value());
  RC_ASSERT(a.blocks.value_or(BlockRange()).first == b.blocks.value_or(BlockRange()).first);
  RC_ASSERT(a.blocks.value_or(BlockRange()).last == b.blocks.value_or(BlockRange()).last);
  RC_ASSERT(a.snapshot_id == b.snapshot_id);
  RC_ASSERT(a.first == b.first);
  RC_ASSERT(a.last == b.last);
  RC_ASSERT(a.every == b.every);
  RC_ASSERT(a.chance == b.chance);
  RC_ASSERT(a.name == b.name);
  RC_ASSERT(a.maybe == b.maybe);
  RC_ASSERT(a.anyway == b.anyway);
  RC_ASSERT(a.verb == b.verb);
  RC_ASSERT(a.error == b.error);
  RC_ASSERT(a.error.retryable == b.error.retryable);
  RC_ASSERT(a.delay == b.delay);
  RC_ASSERT(a.corruption.kind == b.corruption.kind);
  RC_ASSERT(a.corruption.bit == b.corruption.bit);
}

std::string Read(const char* text) { return FaultRule::Parse(text).ToText(); }

auto Reading(const char* text) {
  return [text] { static_cast<void>(FaultRule::ParseAll(text)); };
}

RC_GTEST_PROP(RuleText, ReadsBackAsTheSameRule, ()) {
  const FaultRule rule = AnyRule();
  AssertSame(FaultRule::Parse(rule.ToText()), rule);
}

RC_GTEST_PROP(RuleText, ReadsBackAsTheSameText, ()) {
  const std::string text = AnyRule().ToText();
  RC_ASSERT(FaultRule::Parse(text).ToText() == text);
}

RC_GTEST_PROP(RuleText, ReadsBackAChanceExactly, ()) {
  FaultRule rule;
  rule.verb = Verb::kLoseReply;
  rule.chance = AnyChance();
  RC_ASSERT(FaultRule::Parse(rule.ToText()).chance == rule.chance);
}

RC_GTEST_PROP(RuleText, OfSeveralRulesReadsBackInOrder, ()) {
  const FaultRule first = AnyRule();
  const FaultRule second = AnyRule();
  const std::vector<FaultRule> rules = FaultRule::ParseAll(first.ToText() + "; " + second.ToText());
  RC_ASSERT(rules.size() == 2U);
  AssertSame(rules[0], first);
  AssertSame(rules[1], second);
}

TEST(RuleText, IsTheTextOfTheDocuments) {
  EXPECT_EQ(Read("PutSnapshotBlock[block=7]#1-2: refuse(RequestThrottled)"),
            "PutSnapshotBlock[block=7]#1-2: refuse(RequestThrottled)");
  EXPECT_EQ(Read("CompleteSnapshot#1: lose-reply"), "CompleteSnapshot#1: lose-reply");
}

TEST(RuleText, NamesEverySelector) {
  EXPECT_EQ(Read("any[block=3-9,snapshot=snap-1]: lose-request"),
            "any[block=3-9,snapshot=snap-1]: lose-request");
}

TEST(RuleText, NamesEveryOccurrence) {
  EXPECT_EQ(Read("any#2-/3~0.125: lose-request"), "any#2-/3~0.125: lose-request");
}

TEST(RuleText, NamesEveryPolicy) {
  EXPECT_EQ(Read("any{name=rain,maybe,anyway}: delay(250ms)"),
            "any{name=rain,maybe,anyway}: delay(250ms)");
}

TEST(RuleText, SaysOfAnErrorOnlyWhatIsNotUsual) {
  EXPECT_EQ(Read("any: refuse(RequestThrottled/RESOURCE_LEVEL_THROTTLE)"),
            "any: refuse(RequestThrottled)");
  EXPECT_EQ(Read("any: refuse(RequestThrottled/ACCOUNT_THROTTLED \"slow \\\"down\\\"\")"),
            "any: refuse(RequestThrottled/ACCOUNT_THROTTLED \"slow \\\"down\\\"\")");
}

TEST(RuleText, ReadsAnErrorWithTheServicesOwnWords) {
  EXPECT_EQ(FaultRule::Parse("any: refuse(Throttling)").error, Throttling());
}

TEST(RuleText, KeepsThatABlockWhichFailedToBeReadMayBeSentAgain) {
  FaultRule rule;
  rule.operation = PutSnapshotBlock;
  rule.error = FailedToReadBlockData();
  EXPECT_TRUE(FaultRule::Parse(rule.ToText()).error.retryable);
}

TEST(RuleText, NamesThePlaceOfAPredicate) {
  FaultRule rule;
  rule.where = [](const AttemptedCall&) { return true; };
  rule.file = "tests/some/backup_test.cc";
  rule.line = 7;
  rule.verb = Verb::kLoseReply;
  EXPECT_EQ(rule.ToText(), "any[where=<backup_test.cc:7>]: lose-reply");
}

TEST(RuleText, MayBeSpreadOverLines) {
  EXPECT_THAT(FaultRule::ParseAll("\n  any: lose-reply;\n  any: lose-request;\n"), SizeIs(2));
}

TEST(RuleText, MayBeEmpty) { EXPECT_THAT(FaultRule::ParseAll(" "), IsEmpty()); }

TEST(RuleText, OfOneRuleMustNotBeTwo) {
  EXPECT_THAT([] { FaultRule::Parse("any: lose-reply; any: lose-reply"); },
              Misuses("expected one rule, found 2"));
}

TEST(RuleText, IsWhatARulePrints) {
  const FaultRule rule = FaultRule::Parse("any: lose-reply");
  EXPECT_EQ(testing::PrintToString(rule), "any: lose-reply");
}

TEST(RuleLabel, IsTheNameIfThereIsOneAndElseTheText) {
  EXPECT_EQ(FaultRule::Parse("any{name=rain}: lose-reply").label(), "rain");
  EXPECT_EQ(FaultRule::Parse("any: lose-reply").label(), "any: lose-reply");
}

TEST(ParseError, PointsAtAnUnknownOperation) {
  EXPECT_THAT(Reading("DescribeSnapshots: lose-reply"),
              Misuses("'DescribeSnapshots' is neither an operation nor 'any' at position 1 of the "
                      "rules\n"
                      "  DescribeSnapshots: lose-reply\n"
                      "  ^"));
}

TEST(ParseError, PointsAtAnUnknownVerb) {
  EXPECT_THAT(
      Reading("PutSnapshotBlock#1: explode"),
      Misuses("lose-request, lose-reply, delay, corrupt-request, corrupt-reply at position 21 of "
              "the rules\n"
              "  PutSnapshotBlock#1: explode\n"
              "                      ^"));
}

TEST(ParseError, PointsAtItsPlaceInALongerText) {
  EXPECT_THAT(Reading("any: lose-reply; any: explode"),
              Misuses("corrupt-reply at position 23 of the rules"));
}

TEST(ParseError, PointsAtASelectorThatWasSaidTwice) {
  EXPECT_THAT(Reading("any[block=1,block=2]: lose-reply"), Misuses("block= was said twice"));
}

TEST(ParseError, PointsAtAnUnknownSelector) {
  EXPECT_THAT(Reading("any[volume=3]: lose-reply"),
              Misuses("expected block= or snapshot= at position 5"));
}

TEST(ParseError, PointsAtAPredicate) {
  EXPECT_THAT(Reading("any[where=<a.cc:3>]: lose-reply"),
              Misuses("a predicate cannot be read back from text; write the rule in the test at "
                      "position 11"));
}

TEST(ParseError, PointsAtAMissingNumber) {
  EXPECT_THAT(Reading("any#: lose-reply"), Misuses("expected a number at position 5"));
  EXPECT_THAT(Reading("any[block=x]: lose-reply"), Misuses("expected a number at position 11"));
}

TEST(ParseError, PointsAtANumberThatIsTooLarge) {
  EXPECT_THAT(Reading("any#99999999999999999999: lose-reply"),
              Misuses("expected a number at position 5"));
}

TEST(ParseError, PointsAtAMissingBracket) {
  EXPECT_THAT(Reading("any[block=3: lose-reply"), Misuses("expected ']' at position 12"));
  EXPECT_THAT(Reading("any: delay(3ms"), Misuses("expected ')' at position 15"));
}

TEST(ParseError, PointsAtAMissingUnit) {
  EXPECT_THAT(Reading("any: delay(3)"), Misuses("expected 'ms' at position 13"));
}

TEST(ParseError, PointsAtAnUnknownErrorAndReason) {
  EXPECT_THAT(Reading("any: refuse(Nope)"), Misuses("'Nope' is no error; write one of"));
  EXPECT_THAT(Reading("any: refuse(Validation/NOPE)"),
              Misuses("'NOPE' is no reason at position 24"));
}

TEST(ParseError, PointsAtTheEndOfAMessageThatDoesNotEnd) {
  EXPECT_THAT(Reading("any: refuse(Throttling \"slow)"),
              Misuses("the quoted message does not end at position 30"));
}

TEST(ParseError, PointsAtTextAfterARule) {
  EXPECT_THAT(Reading("any: lose-reply any: lose-reply"), Misuses("expected ';' at position 17"));
}

TEST(ParseError, PointsAtAnUnknownPolicy) {
  EXPECT_THAT(Reading("any{often}: lose-reply"),
              Misuses("expected name=, maybe or anyway at position 5"));
}

}  // namespace
}  // namespace fauxebs
