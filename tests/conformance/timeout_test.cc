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

class Timeout : public Conformance {
 protected:
  std::string StartWithTimeout(int minutes) {
    StartSnapshotRequest start = StartOf(1);
    start.timeout_minutes = minutes;
    return Start(start);
  }

  // A snapshot that has timed out.
  std::string Abandoned() {
    const std::string id = StartWithTimeout(10);
    Advance(10min);
    return id;
  }
};
FAUXEBS_AT_EVERY_DOOR(Timeout);

TEST_P(Timeout, IsAnHourUnlessToldOtherwise) {
  const std::string id = Start(1);

  Advance(30min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(30min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, IsAsShortAsAskedFor) {
  const std::string id = StartWithTimeout(10);

  Advance(5min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(5min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, IsAsLongAsAskedFor) {
  const std::string id = StartWithTimeout(4320);

  Advance(36h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(36h);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, SaysWhyTheSnapshotIsInError) {
  EXPECT_EQ(ebs().Snapshot(Abandoned()).state_message(), "Snapshot timed out");
}

TEST_P(Timeout, StartsAgainWithEachBlock) {
  const std::string id = Start(1);
  Advance(40min);
  Put(id, 0, A());

  Advance(30min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);

  Advance(30min);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, StartsAgainWithTheSameBlockToo) {
  const std::string id = Start(1);
  Put(id, 0, A());
  Advance(40min);
  Put(id, 0, A());

  Advance(40min);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
}

TEST_P(Timeout, DoesNotStartAgainWithABlockThatIsRefused) {
  const std::string id = Start(1);
  Advance(40min);
  EXPECT_FALSE(Send(PutOf(id, 2048, A())).has_value());

  Advance(20min);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, DoesNotStartAgainWithABlockOfAnotherSnapshot) {
  const std::string id = Start(1);
  const std::string other = Start(1);
  Advance(40min);
  Put(other, 0, A());

  Advance(20min);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
  EXPECT_EQ(StatusOf(other), SnapshotStatus::kPending);
}

TEST_P(Timeout, DoesNotStartAgainWhenTheStartIsReplayed) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  const std::string id = Start(start);
  Advance(40min);
  Start(start);

  Advance(20min);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, EndsWithCompletion) {
  const std::string id = Start(1);
  Advance(30min);
  Complete(id, 0);

  Advance(24h);

  EXPECT_EQ(StatusOf(id), SnapshotStatus::kCompleted);
}

TEST_P(Timeout, MakesPuttingFail) {
  const std::string id = Abandoned();

  EXPECT_THAT(Send(PutOf(id, 0, A())), IsNotFound(id));
}

TEST_P(Timeout, MakesReadingFail) {
  const std::string id = Abandoned();

  EXPECT_THAT(Send(ListOf(id)), IsNotFound(id));
  EXPECT_THAT(Send(GetOf(id, 0, "AAAA")), IsNotFound(id));
}

TEST_P(Timeout, MakesComparingFail) {
  const std::string id = Abandoned();

  EXPECT_THAT(Send(ChangesOf(id, id)), IsNotFound(id));
}

TEST_P(Timeout, MakesInheritingFail) {
  const std::string id = Abandoned();

  EXPECT_THAT(Send(ChildOf(id)), IsNotFound(id));
}

TEST_P(Timeout, MakesCompletingAnswerWithError) {
  const std::string id = Abandoned();

  EXPECT_EQ(Complete(id, 0), SnapshotStatus::kError);
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kError);
}

TEST_P(Timeout, DoesNotTouchAChildsParent) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = StartChild(parent);

  Advance(1h);

  EXPECT_EQ(StatusOf(child), SnapshotStatus::kError);
  EXPECT_EQ(StatusOf(parent), SnapshotStatus::kCompleted);
}

}  // namespace
}  // namespace fauxebs
