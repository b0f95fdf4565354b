// MemoryServiceOptions: what each setting changes, and when. The defaults are tested with the rest
// of the contract; encryption's settings in encryption_test.cc, rates in rate_limits_test.cc, the
// last page's in list_changed_blocks_pages_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;

RefusalMatcher IsAlreadyCompleted() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                   "Snapshot is already completed");
}

RefusalMatcher IsIncompleteParent(const std::string& id) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                   "Source snapshot (" + id + ") is not complete.");
}

RefusalMatcher IsTooManyPending() {
  return IsRefused(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone, Not(IsEmpty()));
}

RefusalMatcher IsTooManySnapshots() {
  return IsRefused(ErrorCode::kServiceQuotaExceeded, ErrorReason::kDependencyServiceQuotaExceeded,
                   Not(IsEmpty()));
}

// A new snapshot that its writers do not find at once.

class VisibleDelay : public Conformance {
 protected:
  VisibleDelay() : Conformance(With([](auto& options) { options.visible_delay = 2min; })) {}
};
FAUXEBS_AT_EVERY_DOOR(VisibleDelay);

TEST_P(VisibleDelay, HidesANewSnapshotFromPuts) {
  const std::string id = Start(1);

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));

  Advance(1min);
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));

  Advance(59999ms);
  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));

  Advance(1ms);
  EXPECT_THAT(Send(PutOf(id, 0, A())), Succeeds());
}

TEST_P(VisibleDelay, HidesANewSnapshotFromItsCompletion) {
  const std::string id = Start(1);

  EXPECT_THAT(Send(CompleteOf(id, 0)), IsNotFound(id));

  Advance(2min);
  EXPECT_THAT(Send(CompleteOf(id, 0)), Succeeds());
}

TEST_P(VisibleDelay, LetsAStartBeReplayedMeanwhile) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";

  EXPECT_EQ(Start(start), Start(start));
}

TEST_P(VisibleDelay, IsPartOfTheTimeout) {
  const std::string id = Start(1);

  Advance(1h);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

// Completion that takes time. More of it: SealedSnapshot, in complete_snapshot_test.cc.

class CompletionDelay : public Conformance {
 protected:
  CompletionDelay()
      : Conformance(With([](auto& options) {
          options.completion_delay = 2s;
          options.mismatch_delay = 10min;
        })) {}
};
FAUXEBS_AT_EVERY_DOOR(CompletionDelay);

TEST_P(CompletionDelay, EndsToTheMillisecond) {
  const std::string id = Start(1);
  Complete(id, 0);

  Advance(1999ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(1ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(CompletionDelay, IsLongerWhereTheCountIsWrong) {
  const std::string id = Start(1);
  Complete(id, 1);

  Advance(5min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(301999ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(1ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Changed blocks count mismatch for snapshot");
}

TEST_P(CompletionDelay, IsLongerWhereTheAggregateIsWrong) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Complete(id, 1, A().checksum());

  Advance(10min);
  EXPECT_EQ(Complete(id, 1), SnapshotStatus::kPending);

  Advance(2s);
  EXPECT_EQ(Complete(id, 1), SnapshotStatus::kError);
  EXPECT_EQ(ebs().Snapshot(id).state_message(), "Checksum mismatch for snapshot");
}

TEST_P(CompletionDelay, SealsASnapshotWhoseCountIsWrongAtOnce) {
  const std::string id = Start(1);
  Complete(id, 1);
  Advance(5min);

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsAlreadyCompleted());
}

// Completed, and not readable yet.

class ReadableDelay : public Conformance {
 protected:
  ReadableDelay()
      : Conformance(With([](auto& options) {
          options.completion_delay = 2s;
          options.readable_delay = 1min;
        })) {}

  // Completed, but that is all.
  std::string JustCompleted() {
    const std::string id = Upload({{0, A()}});
    Advance(2s);
    return id;
  }
};
FAUXEBS_AT_EVERY_DOOR(ReadableDelay);

TEST_P(ReadableDelay, DoesNotDelayTheStatus) {
  const std::string id = JustCompleted();

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
  EXPECT_EQ(Complete(id, 1), SnapshotStatus::kCompleted);
}

TEST_P(ReadableDelay, KeepsACompletedSnapshotFromBeingListed) {
  const std::string id = JustCompleted();

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));

  Advance(30s);
  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));

  Advance(29999ms);
  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));

  Advance(1ms);
  EXPECT_THAT(Send(ListOf(id)), Succeeds());
}

TEST_P(ReadableDelay, KeepsACompletedSnapshotFromBeingCompared) {
  const std::string id = JustCompleted();

  EXPECT_THAT(Send(ChangesOf(id, id)), IsNotFound(id));

  Advance(1min);
  EXPECT_THAT(Send(ChangesOf(id, id)), Succeeds());
}

TEST_P(ReadableDelay, KeepsACompletedSnapshotFromBeingRead) {
  const std::string id = JustCompleted();

  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));

  Advance(1min);
  EXPECT_EQ(Read(id, 0), A());
}

TEST_P(ReadableDelay, KeepsACompletedSnapshotFromBeingAParent) {
  const std::string id = JustCompleted();

  EXPECT_THAT(Send(ChildOf(id)), IsIncompleteParent(id));

  Advance(1min);
  EXPECT_THAT(Send(ChildOf(id)), Succeeds());
}

TEST_P(ReadableDelay, KeepsACompletedSnapshotClosedToPuts) {
  const std::string id = JustCompleted();

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsAlreadyCompleted());
}

// A service that is late to notice a time-out.

class TimeoutLag : public Conformance {
 protected:
  TimeoutLag() : Conformance(With([](auto& options) { options.timeout_lag = 5min; })) {}
};
FAUXEBS_AT_EVERY_DOOR(TimeoutLag);

TEST_P(TimeoutLag, IsAddedToTheDefaultTimeout) {
  const std::string id = Start(1);

  Advance(1h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(299999ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(1ms);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(TimeoutLag, IsAddedToATimeoutThatWasAskedFor) {
  StartSnapshotRequest start = StartOf(1);
  start.timeout_minutes = 10;
  const std::string id = Start(start);

  Advance(10min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(5min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(TimeoutLag, IsTimeToWriteStill) {
  const std::string id = Start(1);
  Advance(1h);
  Put(id, 0, A());

  Advance(1h);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
}

// CompleteSnapshot that says how it went.

class ImmediateStatus : public Conformance {
 protected:
  ImmediateStatus()
      : Conformance(With([](auto& options) { options.completion_starts_pending = false; })) {}
};
FAUXEBS_AT_EVERY_DOOR(ImmediateStatus);

TEST_P(ImmediateStatus, IsCompletedForACompletedSnapshot) {
  EXPECT_EQ(Complete(Start(1), 0), SnapshotStatus::kCompleted);
}

TEST_P(ImmediateStatus, IsErrorForAWrongCount) {
  EXPECT_EQ(Complete(Start(1), 1), SnapshotStatus::kError);
}

class ImmediateStatusOfSlowCompletion : public Conformance {
 protected:
  ImmediateStatusOfSlowCompletion()
      : Conformance(With([](auto& options) {
          options.completion_starts_pending = false;
          options.completion_delay = 2s;
        })) {}
};
FAUXEBS_AT_EVERY_DOOR(ImmediateStatusOfSlowCompletion);

TEST_P(ImmediateStatusOfSlowCompletion, IsPending) {
  EXPECT_EQ(Complete(Start(1), 0), SnapshotStatus::kPending);
}

// Lives of tokens.

class TokenLives : public Conformance {
 protected:
  TokenLives()
      : Conformance(With([](auto& options) {
          options.block_token_life = 2h;
          options.page_token_life = 10min;
        })) {}
};
FAUXEBS_AT_EVERY_DOOR(TokenLives);

TEST_P(TokenLives, OfBlocksEndToTheMillisecond) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  Advance(1h);
  EXPECT_THAT(Send(GetOf(id, 0, token)), Succeeds());

  Advance(3599999ms);
  EXPECT_THAT(Send(GetOf(id, 0, token)), Succeeds());

  Advance(1ms);
  EXPECT_THAT(Send(GetOf(id, 0, token)), IsInvalidBlockToken(token));
}

TEST_P(TokenLives, OfBlocksAreToldByListings) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {{0, B()}});

  EXPECT_THAT(List(child).expiry_time, Optional(IsTime("2026-01-01T02:00:00.000Z")));
  EXPECT_THAT(Changes(parent, child).expiry_time, Optional(IsTime("2026-01-01T02:00:00.000Z")));
}

TEST_P(TokenLives, OfPagesEndToTheMillisecond) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = List(id).next_token.value();

  Advance(5min);
  EXPECT_THAT(Send(ListOf(id, token)), Succeeds());

  Advance(299999ms);
  EXPECT_THAT(Send(ListOf(id, token)), Succeeds());

  Advance(1ms);
  EXPECT_THAT(Send(ListOf(id, token)), IsInvalidPageToken(token));
}

TEST_P(TokenLives, OfPagesOfChangesEndToTheMillisecond) {
  const std::string id = Holding(Range(0, 149));
  const std::string token = Changes(id, id).next_token.value();

  Advance(599999ms);
  EXPECT_THAT(Send(ChangesOf(id, id, token)), Succeeds());

  Advance(1ms);
  EXPECT_THAT(Send(ChangesOf(id, id, token)), IsInvalidPageToken(token));
}

// Pages without MaxResults.

class DefaultMaxResults : public Conformance {
 protected:
  DefaultMaxResults() : Conformance(With([](auto& options) { options.default_max_results = 3; })) {}
};
FAUXEBS_AT_EVERY_DOOR(DefaultMaxResults);

TEST_P(DefaultMaxResults, IsThePageSizeOfListings) {
  const std::string id = Holding(Range(0, 3));

  const ListSnapshotBlocksResponse page = List(id);

  EXPECT_THAT(Indexes(page), IsRange(0, 2));
  EXPECT_THAT(Indexes(ListNext(id, page.next_token.value())), IsRange(3, 3));
}

TEST_P(DefaultMaxResults, IsThePageSizeOfComparisons) {
  const std::string parent = Holding({});
  const std::string child = ChildHolding(parent, Range(0, 3));

  const ListChangedBlocksResponse page = Changes(parent, child);

  EXPECT_THAT(Indexes(page), IsRange(0, 2));
  EXPECT_THAT(Indexes(ChangesNext(parent, child, page.next_token.value())), IsRange(3, 3));
}

TEST_P(DefaultMaxResults, GivesWayToMaxResults) {
  ListSnapshotBlocksRequest list = ListOf(Holding(Range(0, 100)));
  list.max_results = 100;

  EXPECT_THAT(Indexes(Send(list).value()), IsRange(0, 99));
}

// Quotas of an account.

class PendingLimit : public Conformance {
 protected:
  PendingLimit() : Conformance(With([](auto& options) { options.pending_limit = 2; })) {}
};
FAUXEBS_AT_EVERY_DOOR(PendingLimit);

TEST_P(PendingLimit, StopsFurtherStarts) {
  StartMany(2);

  EXPECT_THAT(Send(StartOf(1)), IsTooManyPending());
}

TEST_P(PendingLimit, CountsPendingSnapshotsOnly) {
  Upload({});
  ebs().FailSnapshot(Start(1));
  Start(1);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

class SnapshotLimit : public Conformance {
 protected:
  SnapshotLimit() : Conformance(With([](auto& options) { options.snapshot_limit = 2; })) {}
};
FAUXEBS_AT_EVERY_DOOR(SnapshotLimit);

TEST_P(SnapshotLimit, CountsSnapshotsInAnyState) {
  Upload({});
  EXPECT_THAT(Send(StartOf(1)), Succeeds());

  EXPECT_THAT(Send(StartOf(1)), IsTooManySnapshots());
}

TEST_P(SnapshotLimit, AllowsAnotherOnceOneIsDeleted) {
  const std::string id = Upload({});
  Start(1);

  ebs().DeleteSnapshot(id);

  EXPECT_THAT(Send(StartOf(1)), Succeeds());
}

TEST_P(SnapshotLimit, AllowsReplays) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  const std::string id = Start(start);
  Start(1);

  EXPECT_EQ(Start(start), id);
}

TEST_P(SnapshotLimit, IsEachAccountsOwn) {
  StartMany(2);

  EXPECT_THAT(As("tester", "999988887777").Send(StartOf(1)), Succeeds());
}

}  // namespace
}  // namespace fauxebs
