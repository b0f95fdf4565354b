// RateLimits: requests a second, to an account and to one snapshot, on virtual time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::IsEmpty;
using testing::Not;

RefusalMatcher IsThrottledForTheSnapshot() {
  return IsRefused(ErrorCode::kRequestThrottled, ErrorReason::kResourceLevelThrottle,
                   Not(IsEmpty()));
}

class RateLimitsBase : public Conformance {
 protected:
  explicit RateLimitsBase(const RateLimits& limits)
      : Conformance(With([&](auto& options) { options.rate_limits = limits; })) {}

  // Sends it so often, and wants it granted each time.
  template <typename Request>
  void Repeat(int times, const Request& request) {
    for (int sent = 0; sent < times; ++sent) static_cast<void>(Send(request).value());
  }

  // A pending snapshot that no start was needed for.
  std::string Pending() {
    SnapshotSpec spec;
    spec.status = SnapshotStatus::kPending;
    return ebs().AddSnapshot(spec);
  }
};

TEST(RateLimits, AreTheDocumentedQuotas) {
  EXPECT_EQ(RateLimits().start_snapshot, 10);
  EXPECT_EQ(RateLimits().complete_snapshot, 10);
  EXPECT_EQ(RateLimits().list_snapshot_blocks, 50);
  EXPECT_EQ(RateLimits().list_changed_blocks, 50);
  EXPECT_EQ(RateLimits().get_snapshot_block, 1000);
  EXPECT_EQ(RateLimits().put_snapshot_block, 1000);
  EXPECT_EQ(RateLimits().get_snapshot_block_of_one, 1000);
  EXPECT_EQ(RateLimits().put_snapshot_block_of_one, 1000);
}

class NoRateLimits : public Conformance {};
FAUXEBS_AT_EVERY_DOOR(NoRateLimits);

TEST_P(NoRateLimits, UnlessToldOtherwise) {
  StartMany(99);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

// The quotas as they are.

class RealRateLimits : public RateLimitsBase {
 protected:
  RealRateLimits() : RateLimitsBase(RateLimits{}) {}
};
FAUXEBS_AT_EVERY_DOOR(RealRateLimits);

TEST_P(RealRateLimits, GrantTenStartsAtOnce) {
  Repeat(10, StartOf(1));

  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(RealRateLimits, GrantTenCompletionsAtOnce) {
  const std::string id = Pending();
  Repeat(10, CompleteOf(id, 0));

  EXPECT_THAT(Send(CompleteOf(id, 0)), IsThrottled());
}

TEST_P(RealRateLimits, GrantFiftyListingsAtOnce) {
  const std::string id = Holding({});
  Repeat(50, ListOf(id));

  EXPECT_THAT(Send(ListOf(id)), IsThrottled());
}

TEST_P(RealRateLimits, GrantFiftyComparisonsAtOnce) {
  const std::string id = Holding({});
  Repeat(50, ChangesOf(id, id));

  EXPECT_THAT(Send(ChangesOf(id, id)), IsThrottled());
}

TEST_P(RealRateLimits, GrantAnotherStartAfterATenthOfASecond) {
  Repeat(10, StartOf(1));

  Advance(50ms);
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());

  Advance(49ms);
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());

  Advance(1ms);
  EXPECT_THAT(Send(StartOf(1)), Succeeds());
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(RealRateLimits, GrantAnotherListingAfterAFiftiethOfASecond) {
  const std::string id = Holding({});
  Repeat(50, ListOf(id));

  Advance(19ms);
  EXPECT_THAT(Send(ListOf(id)), IsThrottled());

  Advance(1ms);
  EXPECT_THAT(Send(ListOf(id)), Succeeds());
}

TEST_P(RealRateLimits, GrantAllAgainAfterASecond) {
  Repeat(10, StartOf(1));

  Advance(1s);

  Repeat(10, StartOf(1));
  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(RealRateLimits, GrantNoMoreAtOnceHoweverLongNothingWasAsked) {
  Advance(24h);
  Repeat(10, StartOf(1));

  EXPECT_THAT(Send(StartOf(1)), IsThrottled());
}

TEST_P(RealRateLimits, CountReplays) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  Repeat(10, start);

  EXPECT_THAT(Send(start), IsThrottled());
}

TEST_P(RealRateLimits, AreEachOperationsOwn) {
  const std::string id = Holding({});
  Repeat(50, ListOf(id));

  EXPECT_THAT(Send(ChangesOf(id, id)), Succeeds());
  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(RealRateLimits, AreEachAccountsOwn) {
  Repeat(10, StartOf(1));

  EXPECT_THAT(As("tester", "999988887777").Send(StartOf(1)), Succeeds());
}

TEST_P(RealRateLimits, AreSharedByTheClientsOfAnAccount) {
  Repeat(10, StartOf(1));

  EXPECT_THAT(As("colleague", kDefaultAccount).Send(StartOf(1)), IsThrottled());
}

// Account and snapshot, and the order of checks: of smaller quotas.

RateLimits Small() {
  RateLimits limits;
  limits.start_snapshot = 1;
  limits.complete_snapshot = 1;
  limits.list_snapshot_blocks = 1;
  limits.list_changed_blocks = 1;
  limits.get_snapshot_block = 5;
  limits.get_snapshot_block_of_one = 4;
  limits.put_snapshot_block = 3;
  limits.put_snapshot_block_of_one = 2;
  return limits;
}

class SmallRateLimits : public RateLimitsBase {
 protected:
  SmallRateLimits() : RateLimitsBase(Small()) {}

  // One that succeeds; its token is taken from a listing, which leaves none for a second.
  GetSnapshotBlockRequest GetOfNew() {
    const std::string id = Holding({{0, A()}});
    Advance(1s);
    return GetOf(id, 0, Token(id, 0));
  }
};
FAUXEBS_AT_EVERY_DOOR(SmallRateLimits);

TEST_P(SmallRateLimits, OfASnapshotRefusePuts) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));

  EXPECT_THAT(Send(PutOf(id, 1, A())), IsThrottledForTheSnapshot());
}

TEST_P(SmallRateLimits, OfASnapshotRefuseGets) {
  const GetSnapshotBlockRequest get = GetOfNew();
  Repeat(4, get);

  EXPECT_THAT(Send(get), IsThrottledForTheSnapshot());
}

TEST_P(SmallRateLimits, OfASnapshotLeaveOthersAlone) {
  Repeat(2, PutOf(Pending(), 0, A()));

  EXPECT_THAT(Send(PutOf(Pending(), 0, A())), Succeeds());
}

TEST_P(SmallRateLimits, OfTheAccountRefusePutsToAnySnapshot) {
  Repeat(2, PutOf(Pending(), 0, A()));
  Repeat(1, PutOf(Pending(), 0, A()));

  EXPECT_THAT(Send(PutOf(Pending(), 0, A())), IsThrottled());
}

TEST_P(SmallRateLimits, OfTheAccountRefuseGetsOfAnySnapshot) {
  const GetSnapshotBlockRequest one = GetOfNew();
  const GetSnapshotBlockRequest other = GetOfNew();
  Repeat(4, one);
  Repeat(1, other);

  EXPECT_THAT(Send(other), IsThrottled());
}

TEST_P(SmallRateLimits, OfTheAccountAreCheckedFirst) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));
  Repeat(1, PutOf(Pending(), 0, A()));

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottled());
}

TEST_P(SmallRateLimits, OfASnapshotComeBackInHalfASecond) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));

  Advance(499ms);
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottledForTheSnapshot());

  Advance(1ms);
  EXPECT_THAT(Send(PutOf(id, 0, A())), Succeeds());
}

TEST_P(SmallRateLimits, LoseNothingToRefusedRequests) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottledForTheSnapshot());
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottledForTheSnapshot());

  EXPECT_THAT(Send(PutOf(Pending(), 0, A())), Succeeds());
}

TEST_P(SmallRateLimits, AreCheckedAfterTheConstraints) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));

  EXPECT_THAT(Send(PutOf(id, -1, A())),
              IsInvalid("-1", "blockIndex", "Member must have value greater than or equal to 0"));
}

TEST_P(SmallRateLimits, LoseNothingToBrokenConstraints) {
  EXPECT_FALSE(Send(StartOf(0)).has_value());

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(SmallRateLimits, AreCheckedAfterTheSnapshot) {
  const std::string id = Holding({});
  Repeat(1, ListOf(id));
  Repeat(1, ChangesOf(id, id));
  Repeat(1, CompleteOf(id, 0));

  EXPECT_THAT(Send(ListOf(kUnknownId)), IsNotFound(kUnknownId));
  EXPECT_THAT(Send(ChangesOf(id, kUnknownId)), IsNotFound(kUnknownId));
  EXPECT_THAT(Send(CompleteOf(kUnknownId, 0)), IsNotFound(kUnknownId));
}

TEST_P(SmallRateLimits, LoseNothingToUnknownSnapshots) {
  EXPECT_THAT(Send(ListOf(kUnknownId)), IsNotFound(kUnknownId));

  EXPECT_THAT(Send(ListOf(Holding({}))), Succeeds());
}

TEST_P(SmallRateLimits, OfPutsAreCheckedAfterTheSnapshotAndBeforeItsState) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));
  Complete(id, 1);

  EXPECT_THAT(Send(PutOf(kUnknownId, 0, A())), IsNotFound(kUnknownId));
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottledForTheSnapshot());
}

TEST_P(SmallRateLimits, OfReadsAreCheckedBeforeTheState) {
  Repeat(1, ListOf(Holding({})));

  EXPECT_THAT(Send(ListOf(Pending())), IsThrottled());
}

TEST_P(SmallRateLimits, OfStartsAreCheckedBeforeTheParent) {
  Repeat(1, StartOf(1));

  EXPECT_THAT(Send(ChildOf(kUnknownId)), IsThrottled());
}

// The model's word for an account that asks too often.

class RateLimitsByModel : public RateLimitsBase {
 protected:
  RateLimitsByModel() : RateLimitsBase(ByModel()) {}

 private:
  static RateLimits ByModel() {
    RateLimits limits = Small();
    limits.account_throttled_by_model = true;
    return limits;
  }
};
FAUXEBS_AT_EVERY_DOOR(RateLimitsByModel);

TEST_P(RateLimitsByModel, RefuseAnAccountWithRequestThrottledException) {
  Repeat(1, StartOf(1));

  EXPECT_THAT(Send(StartOf(1)), IsRefused(ErrorCode::kRequestThrottled,
                                          ErrorReason::kAccountThrottled, Not(IsEmpty())));
}

TEST_P(RateLimitsByModel, RefuseASnapshotAsEver) {
  const std::string id = Pending();
  Repeat(2, PutOf(id, 0, A()));

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsThrottledForTheSnapshot());
}

}  // namespace
}  // namespace fauxebs
