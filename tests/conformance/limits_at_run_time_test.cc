// Limits that come and go in the middle of a test, and an account that is throttled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::IsEmpty;
using testing::Not;

class LimitsSetLater : public Conformance {
 protected:
  // One start a second, two puts.
  static RateLimits Few() {
    RateLimits limits;
    limits.start_snapshot = 1;
    limits.put_snapshot_block = 2;
    return limits;
  }
};
FAUXEBS_AT_EVERY_DOOR(LimitsSetLater);

TEST_P(LimitsSetLater, BeginWithFullBuckets) {
  StartMany(5);
  ebs().Limits(Few());

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(LimitsSetLater, BeginWithFullBucketsEachTime) {
  ebs().Limits(Few());
  Start(1);
  ebs().Limits(Few());

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(LimitsSetLater, RefillAsTheClockMoves) {
  const std::string id = Start(1);
  ebs().Limits(Few());
  PutAll(id, Range(0, 1));

  Advance(499ms);
  EXPECT_THAT(Send(PutOf(id, 2, A())), IsThrottled());

  Advance(1ms);
  EXPECT_THAT(Send(PutOf(id, 2, A())), Succeeds());
}

TEST_P(LimitsSetLater, CanBeTakenAway) {
  ebs().Limits(Few());
  Start(1);
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());

  ebs().NoLimits();

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

class LimitsTakenAway : public Conformance {
 protected:
  LimitsTakenAway() : Conformance(With([](auto& options) { options.rate_limits.emplace(); })) {}
};
FAUXEBS_AT_EVERY_DOOR(LimitsTakenAway);

TEST_P(LimitsTakenAway, CanBeThoseOfTheOptions) {
  ebs().NoLimits();
  StartMany(10);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

class ThrottledAccount : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(ThrottledAccount);

TEST_P(ThrottledAccount, IsRefusedEveryOperation) {
  const std::string pending = Start(1);
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  ebs().ThrottleAccount(kDefaultAccount, 10s);

  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
  EXPECT_THAT(Send(PutOf(pending, 0, A())), IsThrottled());
  EXPECT_THAT(Send(CompleteOf(pending, 0)), IsThrottled());
  EXPECT_THAT(Send(GetOf(id, 0, token)), IsThrottled());
  EXPECT_THAT(Send(ListOf(id)), IsThrottled());
  EXPECT_THAT(Send(ChangesOf(id, id)), IsThrottled());
}

TEST_P(ThrottledAccount, IsServedAgainWhenTheTimeHasPassed) {
  ebs().ThrottleAccount(kDefaultAccount, 10s);

  Advance(5s);
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());

  Advance(4999ms);
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());

  Advance(1ms);
  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(ThrottledAccount, IsThrottledUntilTheLastWordSays) {
  ebs().ThrottleAccount(kDefaultAccount, 10s);
  ebs().ThrottleAccount(kDefaultAccount, 1s);

  Advance(1s);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(ThrottledAccount, IsCheckedAfterTheSnapshotAndBeforeItsState) {
  const std::string id = Upload({});

  ebs().ThrottleAccount(kDefaultAccount, 10s);

  EXPECT_THAT(Send(PutOf(kUnknownId, 0, A())), IsNotFound(kUnknownId));
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottled());
}

TEST_P(ThrottledAccount, IsNoOther) {
  ebs().ThrottleAccount(kDefaultAccount, 10s);

  EXPECT_THAT(As("tester", "999988887777").Send(StartOf(1)), Succeeds());
}

TEST_P(ThrottledAccount, StaysThrottledWhenLimitsChange) {
  ebs().ThrottleAccount(kDefaultAccount, 10s);

  ebs().Limits(RateLimits());
  ebs().NoLimits();

  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(ThrottledAccount, IsRefusedAsTheModelSaysWhereThatIsChosen) {
  RateLimits by_model;
  by_model.account_throttled_by_model = true;
  ebs().Limits(by_model);

  ebs().ThrottleAccount(kDefaultAccount, 10s);

  EXPECT_THAT(Send(StartOf(1)), IsRefused(ErrorCode::kRequestThrottled,
                                          ErrorReason::kAccountThrottled, Not(IsEmpty())));
}

}  // namespace
}  // namespace fauxebs
