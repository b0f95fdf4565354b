// Rules as text, both ways.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "calls.h"
#include "fauxebs/rule.h"
#include "fauxebs/words.h"
#include "fixed_seed.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::IsEmpty;
using testing::SizeIs;

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
  return *rc::gen::oneOf(
      rc::gen::just(ZeroOut()),
      rc::gen::map(rc::gen::inRange<std::uint32_t>(0, kBitsOfABlock), &FlipBit),
      rc::gen::map(rc::gen::inRange<std::uint32_t>(0, kBitsOfABlock / 8), &TearAt));
}

std::chrono::milliseconds AnyTime(std::int64_t least) {
  return std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(least, 100'000'000));
}

void ChooseOccurrence(FaultRule& rule) {
  rule.first = *rc::gen::inRange<std::uint64_t>(1, 5);
  rule.every = *rc::gen::inRange<std::uint64_t>(1, 4);
  rule.last =
      *rc::gen::oneOf(rc::gen::just(FaultRule::kForEver),
                      rc::gen::inRange(rule.first + rule.every - 1, rule.first + rule.every + 5));
  rule.chance = *rc::gen::arbitrary<bool>() ? 1 : AnyChance();
  if (*rc::gen::arbitrary<bool>()) rule.from = AnyTime(0);
  if (*rc::gen::arbitrary<bool>()) rule.to = rule.from + AnyTime(1);
  if (*rc::gen::arbitrary<bool>()) rule.budget = *rc::gen::inRange<std::uint64_t>(1, 9);
}

void ChooseVerb(FaultRule& rule) {
  rule.verb = static_cast<Verb>(*rc::gen::inRange<int>(0, static_cast<int>(Verb::kDropHeader) + 1));
  switch (rule.verb) {
    case Verb::kRefuse:
    case Verb::kApplyThenFail:
      rule.error = AnyError();
      rule.anyway = true;
      break;
    case Verb::kDelay:
      rule.delay = AnyTime(1);
      break;
    case Verb::kDeliverLate:
    case Verb::kDuplicate:
      rule.delay = AnyTime(0);
      break;
    case Verb::kCutReply:
      rule.operation = Operation::kGetSnapshotBlock;
      rule.cut_bytes = *rc::gen::inRange<std::uint32_t>(0, kBitsOfABlock / 8);
      break;
    case Verb::kStall:
      rule.cut_bytes = *rc::gen::inRange<std::uint32_t>(0, kBitsOfABlock / 8);
      break;
    case Verb::kGarbleReply:
      rule.operation =
          *rc::gen::element(Operation::kStartSnapshot, Operation::kCompleteSnapshot,
                            Operation::kListSnapshotBlocks, Operation::kListChangedBlocks);
      break;
    case Verb::kDropHeader:
      rule.operation =
          *rc::gen::element(Operation::kPutSnapshotBlock, Operation::kGetSnapshotBlock);
      rule.header = *rc::gen::element<std::string>("x-amz-Checksum", "x-amz-checksum-algorithm");
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
    case Verb::kHold:
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
  if (*rc::gen::arbitrary<bool>()) rule.client = "c" + AnyText("ab \"\\;:({}#~%=-");
  rule.name = AnyText("ab \"\\:()[]#~%=");
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
  RC_ASSERT(a.client == b.client);
  RC_ASSERT(a.from == b.from);
  RC_ASSERT(a.to == b.to);
  RC_ASSERT(a.budget == b.budget);
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
  RC_ASSERT(a.corruption.byte == b.corruption.byte);
  RC_ASSERT(a.cut_bytes == b.cut_bytes);
  RC_ASSERT(a.header == b.header);
}

std::string Read(const char* text) { return FaultRule::Parse(text).ToText(); }

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
  EXPECT_EQ(Read("any[block=3-9,snapshot=snap-1,client=nightly]: lose-request"),
            "any[block=3-9,snapshot=snap-1,client=nightly]: lose-request");
}

TEST(RuleText, NamesEveryOccurrence) {
  EXPECT_EQ(Read("any#2-/3@1000ms-2500ms~0.125: lose-request"),
            "any#2-/3@1000ms-2500ms~0.125: lose-request");
  EXPECT_EQ(Read("any@1000ms-: lose-request"), "any@1000ms-: lose-request");
}

TEST(RuleText, NamesEveryPolicy) {
  EXPECT_EQ(Read("any{name=rain,budget=3,maybe,anyway}: delay(250ms)"),
            "any{name=rain,budget=3,maybe,anyway}: delay(250ms)");
}

struct RuleTextOfAVerb : testing::TestWithParam<const char*> {};

TEST_P(RuleTextOfAVerb, ReadsBack) { EXPECT_EQ(Read(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    All, RuleTextOfAVerb,
    testing::Values("any: refuse(InternalServer)", "any: lose-request",
                    "any: deliver-late(30000ms)", "any: duplicate", "any: duplicate(5000ms)",
                    "any: hold", "any: lose-reply", "PutSnapshotBlock: corrupt-request(flip 7)",
                    "GetSnapshotBlock: corrupt-reply(tear 4096)",
                    "GetSnapshotBlock: corrupt-reply(zero)", "GetSnapshotBlock: cut-reply(1000)",
                    "any: apply-then-fail(ConnectionReset)", "any: delay(8ms)", "any: stall(0)",
                    "CompleteSnapshot: garble-reply", "any: drop-header(x-amz-Checksum)",
                    "any: refuse(ServiceUnavailable \"\")"),
    [](const testing::TestParamInfo<const char*>& tested) {
      return "Verb" + std::to_string(tested.index);
    });

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
  rule.until = rule.where;
  EXPECT_EQ(rule.ToText(), "any[where=<backup_test.cc:7>,until=<backup_test.cc:7>]: lose-reply");
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

struct ParseErrorCase {
  const char* name;
  const char* text;
  const char* says;
};

void PrintTo(const ParseErrorCase& shown, std::ostream* out) { *out << shown.text; }

struct ParseError : testing::TestWithParam<ParseErrorCase> {};

TEST_P(ParseError, NamesThePlaceAndWhatWasExpected) {
  EXPECT_THAT(Reading(GetParam().text), Misuses(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Of, ParseError,
    testing::Values(
        ParseErrorCase{"AnUnknownOperation", "DescribeSnapshots: lose-reply",
                       "rules, line 1, column 1: expected an operation (StartSnapshot, "
                       "PutSnapshotBlock, CompleteSnapshot, GetSnapshotBlock, ListSnapshotBlocks, "
                       "ListChangedBlocks, or any), found 'DescribeSnapshots'\n"
                       "  DescribeSnapshots: lose-reply\n"
                       "  ^"},
        ParseErrorCase{"AnUnknownVerb", "PutSnapshotBlock#1: explode-now",
                       "rules, line 1, column 21: expected a verb (refuse, lose-request, "
                       "deliver-late, duplicate, corrupt-request, hold, apply-then-fail, "
                       "lose-reply, delay, corrupt-reply, cut-reply, stall, garble-reply, "
                       "drop-header), found 'explode-now'\n"
                       "  PutSnapshotBlock#1: explode-now\n"
                       "                      ^"},
        ParseErrorCase{"ARuleOnALaterLine", "any: lose-reply;\n  any: explode;\nany: hold",
                       "rules, line 2, column 8: expected a verb"},
        ParseErrorCase{"ALaterLineShowsItself", "any: lose-reply;\n  any: explode;\nany: hold",
                       "found 'explode'\n    any: explode;\n         ^"},
        ParseErrorCase{"ALineThatEndsAsInWindows", "any: hold;\r\nany: explode;\r\n",
                       "found 'explode'\n  any: explode;\n       ^"},
        ParseErrorCase{"APlaceBehindOtherLetters", "any{name=\u00fcber}: explode",
                       "column 17: expected a verb"},
        ParseErrorCase{"ALetterThatIsNone", "any\u00fc: hold",
                       "column 4: expected ':', found '\u00fc'"},
        ParseErrorCase{"ASelectorSaidTwice", "any[block=1,block=2]: lose-reply",
                       "column 13: block= was said twice"},
        ParseErrorCase{"APolicySaidTwice", "any{maybe,maybe}: lose-reply",
                       "column 11: maybe was said twice"},
        ParseErrorCase{"AnUnknownSelector", "any[volume=3]: lose-reply",
                       "column 5: expected a selector (block=, snapshot= or client=), found "
                       "'volume'"},
        ParseErrorCase{"APredicate", "any[where=<a.cc:3>]: lose-reply",
                       "column 5: a predicate cannot be read back from text; write the rule in "
                       "the test"},
        ParseErrorCase{"AMissingNumber", "any#: lose-reply",
                       "column 5: expected a number, found ':'"},
        ParseErrorCase{"ANumberThatIsNone", "any[block=x]: lose-reply",
                       "column 11: expected a number, found 'x'"},
        ParseErrorCase{"ANumberThatIsTooLarge", "any#99999999999999999999: lose-reply",
                       "column 5: expected a smaller number, found '99999999999999999999'"},
        ParseErrorCase{"AMissingBracket", "any[block=3: lose-reply",
                       "column 12: expected ']', found ':'"},
        ParseErrorCase{"AMissingParenthesis", "any: delay(3ms",
                       "column 15: expected ')', found the end"},
        ParseErrorCase{"AMissingUnit", "any: delay(3)", "column 13: expected 'ms', found ')'"},
        ParseErrorCase{"AMissingEndOfATime", "any@1000: lose-reply",
                       "column 9: expected 'ms', found ':'"},
        ParseErrorCase{"AMissingName", "any{name=}: lose-reply",
                       "column 10: expected a name that ends before ',' or '}', found '}'"},
        ParseErrorCase{"AnUnknownError", "any: refuse(Nope)",
                       "column 13: expected an error (one of fauxebs::words, such as"},
        ParseErrorCase{"AnUnknownReason", "any: refuse(Validation/NOPE)",
                       "column 24: expected a reason, such as INVALID_BLOCK, or NONE, found "
                       "'NOPE'"},
        ParseErrorCase{"AnUnknownDamage", "GetSnapshotBlock: corrupt-reply(melt)",
                       "column 33: expected a kind of damage (flip <bit>, tear <byte> or zero), "
                       "found 'melt'"},
        ParseErrorCase{"AMessageThatDoesNotEnd", "any: refuse(Throttling \"slow)",
                       "column 24: this quoted message does not end"},
        ParseErrorCase{"TextAfterARule", "any: lose-reply any: lose-reply",
                       "column 17: expected ';', found 'any'"},
        ParseErrorCase{"AnUnknownPolicy", "any{often}: lose-reply",
                       "column 5: expected a policy (name=, budget=, maybe or anyway), found "
                       "'often'"},
        ParseErrorCase{"ARuleThatCannotBe", "any: hold;\nCompleteSnapshot[block=7]: hold",
                       "rules, line 2, column 1: CompleteSnapshot is not about a block"}),
    [](const testing::TestParamInfo<ParseErrorCase>& tested) { return tested.param.name; });

}  // namespace
}  // namespace fauxebs
