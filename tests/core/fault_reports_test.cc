// What is said of rules that never fired.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

auto Says(const std::string& text) { return Field("text", &Violation::text, HasSubstr(text)); }

struct UnusedRule : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;

  void Put(std::int64_t index = 7) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), {}));
  }
};

TEST_F(UnusedRule, IsReportedAtItsOwnLine) {
  ebs.On(PutSnapshotBlock).LoseReply();
  const int line = __LINE__ - 1;
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(AllOf(Field("file", &Violation::file, EndsWith("fault_reports_test.cc")),
                                Field("line", &Violation::line, line))));
}

TEST_F(UnusedRule, OfAnyOperationIsReportedAtItsOwnLine) {
  ebs.OnAny().Block(7).LoseReply();
  const int line = __LINE__ - 1;
  EXPECT_THAT(ebs.Verify(), ElementsAre(Field("line", &Violation::line, line)));
}

TEST_F(UnusedRule, FromTextIsReportedWhereItWasLoaded) {
  ebs.Load("PutSnapshotBlock: lose-reply");
  const int line = __LINE__ - 1;
  EXPECT_THAT(ebs.Verify(), ElementsAre(Field("line", &Violation::line, line)));
}

TEST_F(UnusedRule, IsNamedByItsText) {
  ebs.On(PutSnapshotBlock).Block(7).First(2).Refuse(RequestThrottled());
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(Says("this rule never fired: PutSnapshotBlock[block=7]#1-2: "
                               "refuse(RequestThrottled)\n")));
}

TEST_F(UnusedRule, IsReportedWithWhatToDo) {
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("Remove it, or say Maybe() if it may stay unused.")));
}

TEST_F(UnusedRule, ThatMayStayUnusedIsNotReported) {
  ebs.On(PutSnapshotBlock).Maybe().LoseReply();
  EXPECT_THAT(ebs.Verify(), IsEmpty());
}

TEST_F(UnusedRule, IsOneThatNeverFiredAndNoOther) {
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  ebs.On(CompleteSnapshot).LoseReply();
  Put();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("CompleteSnapshot: lose-reply")));
}

TEST_F(UnusedRule, IsReportedInTheOrderOfTheRules) {
  ebs.On(CompleteSnapshot).LoseReply();
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("CompleteSnapshot"), Says("PutSnapshotBlock")));
}

TEST_F(UnusedRule, ThatWasCancelledIsReportedToo) {
  ebs.On(PutSnapshotBlock).LoseReply().Cancel();
  EXPECT_THAT(ebs.Verify(), SizeIs(1));
}

TEST_F(UnusedRule, SaysThatThereWereNoCalls) {
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("there were no PutSnapshotBlock calls")));
}

TEST_F(UnusedRule, SaysThatNoneOfTheCallsMatched) {
  ebs.On(PutSnapshotBlock).Block(9).LoseReply();
  Put(7);
  Put(8);
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("of 2 PutSnapshotBlock calls none")));
}

TEST_F(UnusedRule, SaysWhatTheCallsWereInstead) {
  ebs.On(PutSnapshotBlock).Snapshot("snap-1").LoseReply();
  ebs.On(PutSnapshotBlock).Block(9).LoseReply();
  ebs.On(PutSnapshotBlock).Client("nightly").LoseReply();
  ebs.On(PutSnapshotBlock).Between(1h, 2h).LoseReply();
  ebs.On(PutSnapshotBlock).Where([] { return false; }).LoseReply();
  ebs.On(PutSnapshotBlock).Until([] { return true; }).LoseReply();
  Put();
  Put();
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(Says("matched: 2 were about other snapshots"),
                          Says("matched: 2 were for other blocks"),
                          Says("matched: 2 were from other clients"),
                          Says("matched: 2 were at other times"),
                          Says("matched: 2 were turned down by its predicate"),
                          Says("matched: 2 were made when it was no longer in force")));
}

TEST_F(UnusedRule, SaysWhatEachOfTheCallsWasInstead) {
  ebs.On(PutSnapshotBlock).Block(9).Client("nightly").LoseReply();
  Put(7);
  Put(8);
  Put(9);
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("of 3 PutSnapshotBlock calls none matched: 2 were "
                                             "for other blocks, 1 was from other clients")));
}

TEST_F(UnusedRule, SaysThatTheModelComesFirst) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  Put(-3);
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("matched: 1 was beyond the limits of the model")));
}

TEST_F(UnusedRule, SaysThatItsPredicateThrew) {
  ebs.On(PutSnapshotBlock).Where([]() -> bool { throw std::runtime_error("no"); }).LoseReply();
  EXPECT_THROW(Put(), std::runtime_error);
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(Says("matched: 1 was ended by an exception of its predicate")));
}

TEST_F(UnusedRule, SaysThatItWasCancelled) {
  ebs.On(PutSnapshotBlock).LoseReply().Cancel();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("cancelled; there were no PutSnapshotBlock calls")));
}

TEST_F(UnusedRule, SaysThatEarlierRulesTookSomeOfItsCalls) {
  ebs.On(PutSnapshotBlock).Times(2).LoseReply();
  ebs.On(PutSnapshotBlock).Nth(3).LoseReply();
  Put();
  Put();
  Put();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("it matched 1 of the 3 PutSnapshotBlock calls that it "
                                             "waited for; earlier rules took 2 more")));
}

TEST_F(UnusedRule, SaysHowManyOfTheCallsItWaitedForItMatched) {
  ebs.On(PutSnapshotBlock).Nth(3).LoseReply();
  Put();
  Put();
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(Says("it matched 2 of the 3 PutSnapshotBlock calls that it waited for")));
}

TEST_F(UnusedRule, CountsTheCallsThatEveryWaitsFor) {
  ebs.On(PutSnapshotBlock).Every(4).LoseReply();
  Put();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("it matched 1 of the 4 PutSnapshotBlock calls")));
}

TEST_F(UnusedRule, SaysThatChanceSparedTheCalls) {
  ebs.On(PutSnapshotBlock).Chance(1e-12).LoseReply();
  Put();
  EXPECT_THAT(ebs.Verify(),
              ElementsAre(Says("it matched 1 PutSnapshotBlock call, and chance spared it")));
}

TEST_F(UnusedRule, DoesNotSayThatThereWereNoCallsWhereAnEarlierRuleTookThem) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).LoseReply();
  Put();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Not(Says("there were no PutSnapshotBlock calls"))));
}

TEST_F(UnusedRule, IsOneWhoseCallsTheServiceRefusedByItself) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(InternalServer());
  Put(2048);
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("struck 1 PutSnapshotBlock call, but the service "
                                             "refused it by itself")));
}

TEST_F(UnusedRule, SaysThatEarlierRulesTookItsCalls) {
  ebs.On(PutSnapshotBlock).Block(7).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).LoseReply();
  Put();
  EXPECT_THAT(ebs.Verify(), ElementsAre(Says("earlier rules took the 1 PutSnapshotBlock call that "
                                             "it would have matched: write it before them")));
}

TEST_F(UnusedRule, IsReportedEachTimeSomebodyAsks) {
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(ebs.Verify(), SizeIs(1));
  EXPECT_THAT(ebs.Verify(), SizeIs(1));
}

TEST_F(UnusedRule, IsReportedByAUniverseThatTookItOver) {
  ebs.On(PutSnapshotBlock).LoseReply();
  const int line = __LINE__ - 1;
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(other.Verify(), ElementsAre(Field("line", &Violation::line, line)));
  static_cast<void>(ebs.Verify());
}

TEST_F(UnusedRule, IsNotReportedByAUniverseThatTookItOverAfterItFired) {
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  Put();
  Fake other(ebs.Checkpoint());
  EXPECT_THAT(other.Verify(), IsEmpty());
}

TEST(RulesTable, HasALineForEachRuleAndWhatTheUnusedOnesLacked) {
  Fake ebs;
  const std::shared_ptr<Service> service = ebs.service();
  const std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  ebs.On(PutSnapshotBlock).Nth(2).Refuse(RequestThrottled());
  ebs.On(CompleteSnapshot).LoseReply().Cancel();
  for (int i = 0; i < 12; ++i) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, i, Block::Zero()), {}));
  }
  EXPECT_EQ(ebs.RulesTable(),
            "matched   fired  rule\n"
            "     12       1  PutSnapshotBlock#2: refuse(RequestThrottled)\n"
            "      0       0  CompleteSnapshot: lose-reply\n"
            "                 cancelled; there were no CompleteSnapshot calls\n");
  static_cast<void>(ebs.Verify());
}

TEST(NearMiss, SaysWhatARuleLackedUntilItFires) {
  Fake ebs;
  const Rule rule = ebs.On(StartSnapshot).Nth(2).LoseReply();
  EXPECT_THAT(ebs.service()->StartSnapshot(StartOf(), {}), Succeeds());
  EXPECT_THAT(rule.near_miss(), HasSubstr("StartSnapshot"));
  EXPECT_THAT(ebs.service()->StartSnapshot(StartOf(), {}), Not(Succeeds()));
  EXPECT_EQ(rule.near_miss(), "");
}

TEST(RulesTable, TellsWhichRulesAreNoLongerInForce) {
  Fake ebs;
  const Rule over = ebs.On(StartSnapshot).Until([] { return true; }).Maybe().LoseReply();
  Rule outage = ebs.On(StartSnapshot).Refuse(InternalServer());
  static_cast<void>(ebs.service()->StartSnapshot(StartOf(), {}));
  outage.Cancel();
  EXPECT_FALSE(over.in_force());
  EXPECT_FALSE(outage.in_force());
  EXPECT_THAT(ebs.RulesTable(),
              AllOf(HasSubstr("over by its Until; of 1 StartSnapshot call none matched: 1 was made "
                              "when it was no longer in force"),
                    HasSubstr("refuse(InternalServer)\n                 cancelled; \n")));
}

TEST(RulesTable, IsEmptyWhereThereIsNothingToTell) { EXPECT_EQ(Fake().RulesTable(), ""); }

TEST(RulesTable, TellsTheNetworksSpeed) {
  Fake ebs;
  ebs.Latency(PutSnapshotBlock, Percentiles({{50, 8ms}, {99, 40ms}}));
  ebs.Bandwidth(1'000'000);
  EXPECT_EQ(ebs.RulesTable(),
            "latency of PutSnapshotBlock: 50 % in 8 ms, 99 % in 40 ms\n"
            "bandwidth: 1000000 bytes a second\n");
}

TEST(UncollectedViolations, ArePrintedWhenTheFakeDies) {
  auto ebs = std::make_unique<Fake>();
  ebs->On(PutSnapshotBlock).LoseReply();
  const std::string line = std::to_string(__LINE__ - 1);
  CaptureStderr();
  ebs.reset();
  EXPECT_THAT(GetCapturedStderr(),
              AllOf(HasSubstr("fault_reports_test.cc:" + line +
                              ": fauxebs: this rule never fired: PutSnapshotBlock: lose-reply"),
                    HasSubstr("fauxebs::Test"), HasSubstr("fauxebs::Reporter"),
                    HasSubstr("Fake::Verify()")));
}

TEST(UncollectedViolations, AreNotPrintedOnceTheyAreCollected) {
  auto ebs = std::make_unique<Fake>();
  ebs->On(PutSnapshotBlock).LoseReply();
  static_cast<void>(ebs->Verify());
  CaptureStderr();
  ebs.reset();
  EXPECT_EQ(GetCapturedStderr(), "");
}

TEST(UncollectedViolations, ArePrintedWhereTheRuleIsNewerThanTheLastVerify) {
  auto ebs = std::make_unique<Fake>();
  static_cast<void>(ebs->Verify());
  ebs->On(PutSnapshotBlock).LoseReply();
  CaptureStderr();
  ebs.reset();
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("this rule never fired"));
}

TEST(UncollectedViolations, AreNoneWhereAllIsWell) {
  auto ebs = std::make_unique<Fake>();
  ebs->On(PutSnapshotBlock).Maybe().LoseReply();
  CaptureStderr();
  ebs.reset();
  EXPECT_EQ(GetCapturedStderr(), "");
}

}  // namespace
}  // namespace fauxebs
