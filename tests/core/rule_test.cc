#include "fauxebs/rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calls.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;

TEST(RuleCheck, NamesTheRuleThatItRefuses) {
  EXPECT_THAT(Reading("CompleteSnapshot[block=7]: lose-reply"),
              Misuses("\n  in the rule: CompleteSnapshot[block=7]: lose-reply"));
}

TEST(RuleCheck, RefusesABlockOfAnOperationThatHasNone) {
  EXPECT_THAT(Reading("CompleteSnapshot[block=7]: lose-reply"),
              Misuses("CompleteSnapshot is not about a block; only PutSnapshotBlock and "
                      "GetSnapshotBlock are"));
}

TEST(RuleCheck, RefusesASnapshotOfAStartWhichHasNoneYet) {
  EXPECT_THAT(Reading("StartSnapshot[snapshot=snap-1]: lose-reply"), Misuses("StartSnapshot"));
}

TEST(RuleCheck, RefusesAStatusThatIsNotTheErrorsOwn) {
  FaultRule rule;
  rule.error = InternalServer();
  rule.error.http_status = 502;
  EXPECT_THAT([&] { rule.Check(); }, Misuses("status and retryability follow from code"));
}

TEST(Corruption, DamagesZerosToo) {
  EXPECT_NE(ZeroOut().ApplyTo(Block::Zero()), Block::Zero().bytes());
}

TEST(RuleCheck, RefusesASnapshotWithoutAnId) {
  FaultRule rule;
  rule.verb = Verb::kLoseReply;
  rule.snapshot_id = "";
  EXPECT_THAT([&] { rule.Check(); }, Misuses("in the rule"));
}

TEST(RuleCheck, RefusesASnapshotIdThatCouldNotBeReadBack) {
  FaultRule rule;
  rule.verb = Verb::kLoseReply;
  rule.snapshot_id = "snap-1,snap-2";
  EXPECT_THAT([&] { rule.Check(); }, Misuses("in the rule"));
}

TEST(RuleCheck, RefusesToCountFromZero) {
  EXPECT_THAT(Reading("any#0: lose-reply"), Misuses("attempts are counted from 1"));
  EXPECT_THAT(Reading("any/0: lose-reply"), Misuses("attempts are counted from 1"));
}

TEST(RuleCheck, RefusesAnEmptyRange) {
  EXPECT_THAT(Reading("any#3-2: lose-reply"),
              Misuses("this rule can have no effect: it ends before its first attempt"));
}

TEST(RuleCheck, RefusesEveryThirdOfTwo) {
  EXPECT_THAT(Reading("any#1-2/3: lose-reply"), Misuses("this rule can have no effect"));
}

TEST(RuleCheck, RefusesEveryOfMoreThanThereAre) {
  EXPECT_THAT(Reading("any#2-9/18446744073709551615: lose-reply"), Misuses("can have no effect"));
  EXPECT_NO_THROW(Reading("any#2-/18446744073709551615: lose-reply")());
}

TEST(RuleCheck, AllowsEveryThirdOfThree) { EXPECT_NO_THROW(Reading("any#1-3/3: lose-reply")()); }

TEST(RuleCheck, RefusesChancesThatAreNone) {
  EXPECT_THAT(Reading("any~0: lose-reply"), Misuses("a chance is more than 0 and at most 1"));
  EXPECT_THAT(Reading("any~1.01: lose-reply"), Misuses("a chance is more than 0 and at most 1"));
  EXPECT_THAT(Reading("any~-1: lose-reply"), Misuses("a chance is more than 0 and at most 1"));
  EXPECT_THAT(Reading("any~nan: lose-reply"), Misuses("a chance is more than 0 and at most 1"));
}

TEST(RuleCheck, RefusesBlocksThatAreNone) {
  EXPECT_THAT(Reading("any[block=-1]: lose-reply"), Misuses("blocks -1 to -1 are no range"));
  EXPECT_THAT(Reading("any[block=9-3]: lose-reply"), Misuses("blocks 9 to 3 are no range"));
}

TEST(RuleCheck, RefusesADelayOfNothing) {
  EXPECT_THAT(Reading("any: delay(0ms)"), Misuses("a delay of 0 ms has no effect"));
  EXPECT_THAT(Reading("any: delay(-3ms)"), Misuses("a delay of -3 ms has no effect"));
}

TEST(RuleCheck, RefusesToCorruptARequestWithoutABlock) {
  EXPECT_THAT(Reading("CompleteSnapshot: corrupt-request(zero)"),
              Misuses("only the request of PutSnapshotBlock carries a block"));
  EXPECT_THAT(Reading("any: corrupt-request(zero)"),
              Misuses("only the request of PutSnapshotBlock carries a block"));
}

TEST(RuleCheck, RefusesToCorruptAReplyWithoutABlock) {
  EXPECT_THAT(Reading("PutSnapshotBlock: corrupt-reply(zero)"),
              Misuses("only the reply of GetSnapshotBlock carries a block"));
}

TEST(RuleCheck, RefusesABitOutsideOfABlock) {
  EXPECT_NO_THROW(Reading("GetSnapshotBlock: corrupt-reply(flip 4194303)")());
  EXPECT_THAT(Reading("GetSnapshotBlock: corrupt-reply(flip 4194304)"),
              Misuses("a block has the bits 0 to 4194303, not 4194304"));
}

TEST(RuleCheck, RefusesAnErrorThatTheOperationNeverReturns) {
  EXPECT_THAT(Reading("GetSnapshotBlock: refuse(Conflict)"),
              Misuses("the service never answers GetSnapshotBlock with Conflict"));
  EXPECT_THAT(Reading("GetSnapshotBlock: apply-then-fail(Conflict)"),
              Misuses("choose another error, or say Anyway() if that is meant"));
}

TEST(RuleCheck, RefusesAnErrorThatSomeOperationNeverReturns) {
  EXPECT_THAT(Reading("any: refuse(ConcurrentLimitExceeded)"),
              Misuses("the service never answers PutSnapshotBlock with ConcurrentLimitExceeded"));
}

TEST(RuleCheck, RefusesAReasonOfAnotherError) {
  EXPECT_THAT(Reading("any: refuse(Validation/SNAPSHOT_NOT_FOUND)"), Misuses("never answers"));
}

TEST(RuleCheck, AllowsAnErrorThatIsNeverReturnedIfThatIsMeant) {
  EXPECT_NO_THROW(Reading("GetSnapshotBlock{anyway}: refuse(Conflict)")());
}

TEST(RuleCheck, AllowsAConflictOnAStart) {
  EXPECT_NO_THROW(Reading("StartSnapshot: refuse(Conflict)")());
}

TEST(RuleCheck, RefusesTheLackOfAnAnswerAsAnAnswer) {
  EXPECT_THAT(Reading("any: refuse(Timeout)"),
              Misuses("Timeout is not an answer but the lack of one; use LoseRequest or "
                      "LoseReply"));
  EXPECT_THAT(Reading("any{anyway}: refuse(Connection)"), Misuses("the lack of one"));
}

TEST(RuleCheck, RefusesAClientThatWouldNotReadBack) {
  FaultRule rule;
  rule.verb = Verb::kLoseReply;
  rule.client = "a,b";
  EXPECT_THAT([&] { rule.Check(); }, Misuses("'a,b' cannot be a client's name in a rule"));
}

TEST(RuleCheck, RefusesABudgetOfNothing) {
  EXPECT_THAT(Reading("any{budget=0}: lose-reply"), Misuses("its budget is 0"));
}

TEST(RuleCheck, RefusesATimeThatIsNone) {
  EXPECT_THAT(Reading("any@2000ms-2000ms: lose-reply"), Misuses("from 2000 ms to 2000 ms is no"));
  EXPECT_THAT(Reading("any@-5ms-2000ms: lose-reply"), Misuses("from -5 ms to 2000 ms is no time"));
}

TEST(RuleCheck, RefusesAMessageThatLandsBeforeItsTime) {
  EXPECT_THAT(Reading("any: deliver-late(-1ms)"), Misuses("cannot land 1 ms before its time"));
  EXPECT_THAT(Reading("any: duplicate(-1ms)"), Misuses("cannot land 1 ms before its time"));
}

TEST(RuleCheck, RefusesACutThatLeavesAllThere) {
  EXPECT_NO_THROW(Reading("GetSnapshotBlock: cut-reply(524287)")());
  EXPECT_THAT(Reading("GetSnapshotBlock: cut-reply(524288)"),
              Misuses("the reply has 524288 bytes, of which 524288 arrive"));
}

TEST(RuleCheck, RefusesACutOfAReplyWithoutABody) {
  EXPECT_THAT(Reading("PutSnapshotBlock: cut-reply(0)"), Misuses("has no body that could be cut"));
  EXPECT_THAT(Reading("any: cut-reply(0)"), Misuses("name the operation"));
}

TEST(RuleCheck, RefusesAStallThatComesAfterTheEnd) {
  EXPECT_NO_THROW(Reading("GetSnapshotBlock: stall(524287)")());
  EXPECT_NO_THROW(Reading("any: stall(0)")());
  EXPECT_THAT(Reading("GetSnapshotBlock: stall(524288)"),
              Misuses("the reply has 524288 bytes, of which 524288 arrive"));
}

TEST(RuleCheck, RefusesToGarbleAReplyWithoutJson) {
  EXPECT_THAT(Reading("PutSnapshotBlock: garble-reply"),
              Misuses("the reply to PutSnapshotBlock has no JSON that could be garbled"));
  EXPECT_THAT(Reading("GetSnapshotBlock: garble-reply"),
              Misuses("the reply to GetSnapshotBlock has no JSON that could be garbled"));
  EXPECT_THAT(Reading("any: garble-reply"), Misuses("name the operation"));
}

TEST(RuleCheck, RefusesToDropAHeaderThatTheReplyDoesNotHave) {
  EXPECT_THAT(Reading("PutSnapshotBlock: drop-header(x-amz-Data-Length)"),
              Misuses("'x-amz-Data-Length' is no header of the reply to PutSnapshotBlock: it has "
                      "x-amz-Checksum, x-amz-Checksum-Algorithm"));
  EXPECT_THAT(Reading("any: drop-header(Date)"),
              Misuses("'Date' is no header of the reply to any operation: it has x-amz-Checksum, "
                      "x-amz-Checksum-Algorithm, x-amz-Data-Length"));
  EXPECT_THAT(Reading("CompleteSnapshot: drop-header(x-amz-Checksum)"),
              Misuses("the reply to CompleteSnapshot has no header that could be dropped"));
}

TEST(RuleCheck, RefusesWhatACallerNoticesByItselfAsAnAnswer) {
  EXPECT_THAT(Reading("any: refuse(ReplyGarbled)"), Misuses("is not an answer"));
}

TEST(RuleCheck, NamesTheBudgetWhereEveryNeverComes) {
  EXPECT_THAT(Reading("any#1-2/3: lose-reply"), Misuses("for so many strikes at most say Budget"));
}

TEST(RuleCheck, RefusesANameThatWouldNotReadBack) {
  FaultRule rule;
  rule.verb = Verb::kLoseReply;
  rule.name = "rain, heavy";
  EXPECT_THAT([&] { rule.Check(); },
              Misuses("a name may not hold commas, semicolons, braces or line breaks"));
}

TEST(Corruption, FlipsOneBit) {
  EXPECT_EQ(FlipBit(0).ApplyTo(Bytes::Copy("aa")).view(), "`a");
  EXPECT_EQ(FlipBit(9).ApplyTo(Bytes::Copy("aa")).view(), "ac");
}

TEST(Corruption, FlipsTheLastBitOfABlock) {
  const Bytes damaged = FlipBit(4194303).ApplyTo(Block::Zero());
  EXPECT_EQ(damaged.view().back(), '\x80');
  EXPECT_TRUE(IsAllZero(damaged.view().substr(0, 524287)));
}

TEST(Corruption, FlipsABitOfWhatIsTooShort) {
  EXPECT_NE(FlipBit(4194303).ApplyTo(Bytes::Copy("abc")), Bytes::Copy("abc"));
  EXPECT_EQ(FlipBit(0).ApplyTo(Bytes()), Bytes());
}

TEST(Corruption, PutsZerosInPlaceOfEverything) {
  EXPECT_EQ(ZeroOut().ApplyTo(Block::Filled(7)), Block::Zero().bytes());
}

TEST(Corruption, LeavesWhatItIsAppliedTo) {
  const Bytes bytes = Bytes::Copy("aa");
  static_cast<void>(FlipBit(0).ApplyTo(bytes));
  EXPECT_EQ(bytes.view(), "aa");
}

}  // namespace
}  // namespace fauxebs
