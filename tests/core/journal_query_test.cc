// Which entries a query means, and how it says so.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::ThrowsMessage;

std::string Print(const JournalQuery& query) {
  std::ostringstream out;
  out << query;
  return out.str();
}

// The client's calls: #1 start, #3 put of block 7 refused by the rule "rain", #4 its second attempt
// a second later, #6 put of block 9 by another client, #8 completion whose reply is lost, #10 not
// sent, #11 still running; the service's: #2, #5, #7, #9, and #12, late.
struct JournalQueries : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), From("uploader")).value().snapshot_id;

  JournalQueries() {
    ebs.On(PutSnapshotBlock).Once().Named("rain").Refuse(RequestThrottled());
    ebs.On(CompleteSnapshot).Named("slow").Delay(1s);
    ebs.On(CompleteSnapshot).LoseReply();
    CallContext again = From("uploader");
    again.attempt = 2;
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), From("uploader")));
    ebs.clock().Advance(1s);
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), again));
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, 9, Block::Zero()), From("other")));
    static_cast<void>(service->CompleteSnapshot(CompleteOf(id, 2), From("uploader")));
    const TimePoint now = ebs.clock().Now();
    ebs.journal().NoteUnsent(ListOf("snap-2"), From("uploader"), "no", now);
    ebs.journal().Begin(Side::kClient, ListOf("snap-2"), From("uploader"), now);
    CallContext late;
    late.arrival = now;
    ebs.journal().Begin(Side::kService, ListOf("snap-3"), late, now);
  }

  std::vector<std::uint64_t> Found(const JournalQuery& query) {
    std::vector<std::uint64_t> numbers;
    for (const JournalEntry& entry : ebs.journal().entries(query)) {
      numbers.push_back(entry.number);
    }
    EXPECT_EQ(ebs.journal().Count(query), numbers.size());
    return numbers;
  }
};

TEST_F(JournalQueries, MeanWhatTheClientSent) {
  EXPECT_THAT(Found({}), ElementsAre(1, 3, 4, 6, 8, 11));
  EXPECT_EQ(Print({}), "calls");
}

TEST_F(JournalQueries, AreOperations) {
  EXPECT_THAT(Found(PutSnapshotBlock), ElementsAre(3, 4, 6));
  EXPECT_EQ(Print(PutSnapshotBlock), "PutSnapshotBlock calls");
}

TEST_F(JournalQueries, MayMeanWhatArrived) {
  EXPECT_THAT(Found(JournalQuery().On(Side::kService)), ElementsAre(2, 5, 7, 9, 12));
  EXPECT_EQ(Print(JournalQuery(PutSnapshotBlock).On(Side::kService)),
            "PutSnapshotBlock calls that arrived");
}

TEST_F(JournalQueries, FindBlocks) {
  EXPECT_THAT(Found(JournalQuery().Block(7)), ElementsAre(3, 4));
  EXPECT_THAT(Found(JournalQuery().Blocks(8, 9)), ElementsAre(6));
  EXPECT_THAT(Found(JournalQuery().Blocks(7, 9)), ElementsAre(3, 4, 6));
  EXPECT_THAT(Found(JournalQuery().Blocks(10, 11)), IsEmpty());
  EXPECT_EQ(Print(JournalQuery().Block(7)), "calls for block 7");
  EXPECT_EQ(Print(JournalQuery().Blocks(7, 9)), "calls for blocks 7-9");
}

TEST_F(JournalQueries, RefuseBlocksThatEndBeforeTheyBegin) {
  EXPECT_THAT(Found(JournalQuery().Blocks(7, 7)), ElementsAre(3, 4));
  EXPECT_THAT(
      [] { static_cast<void>(JournalQuery().Blocks(5, 1)); },
      ThrowsMessage<std::logic_error>("Blocks(5, 1) of a query: the first block comes first"));
}

TEST_F(JournalQueries, FindSnapshots) {
  EXPECT_THAT(Found(JournalQuery().Snapshot("snap-2")), ElementsAre(11));
  EXPECT_EQ(Print(JournalQuery().Snapshot("snap-2")), "calls on snap-2");
}

TEST_F(JournalQueries, FindClients) {
  EXPECT_THAT(Found(JournalQuery().Client("other")), ElementsAre(6));
  EXPECT_EQ(Print(JournalQuery().Client("other\n")), "calls by other ");
}

TEST_F(JournalQueries, FindFirstAttempts) {
  EXPECT_THAT(Found(JournalQuery(PutSnapshotBlock).FirstAttempts()), ElementsAre(3, 6));
  EXPECT_EQ(Print(JournalQuery(PutSnapshotBlock).FirstAttempts()),
            "first attempts at PutSnapshotBlock calls");
}

TEST_F(JournalQueries, FindTimes) {
  EXPECT_THAT(Found(JournalQuery().Between(0s, 1s)), ElementsAre(1, 3));
  EXPECT_THAT(Found(JournalQuery().Between(1s, 2s)), ElementsAre(4, 6, 8));
  EXPECT_EQ(Print(JournalQuery().Between(0s, 1500ms)),
            "calls that began between +0.000s and +1.500s");
}

TEST_F(JournalQueries, FindTimesUpToTheEnd) {
  EXPECT_THAT(Found(JournalQuery().Between(1s, std::chrono::milliseconds::max())),
              ElementsAre(4, 6, 8, 11));
  EXPECT_EQ(Print(JournalQuery().Between(1s, std::chrono::milliseconds::max())),
            "calls that began at +1.000s or later");
}

TEST_F(JournalQueries, RefuseTimesThatEndBeforeTheyBegin) {
  EXPECT_THAT(Found(JournalQuery().Between(1s, 1s)), IsEmpty());
  EXPECT_THAT([] { static_cast<void>(JournalQuery().Between(5ms, 1ms)); },
              ThrowsMessage<std::logic_error>(
                  "Between(5ms, 1ms) of a query: the earlier time comes first"));
}

TEST_F(JournalQueries, FindEnds) {
  EXPECT_THAT(Found(JournalQuery().Succeeded()), ElementsAre(1, 4, 6));
  EXPECT_THAT(Found(JournalQuery().Failed()), ElementsAre(3, 8));
  EXPECT_THAT(Found(JournalQuery().FailedWith(ErrorCode::kTimeout)), ElementsAre(8));
  EXPECT_THAT(Found(JournalQuery().StillRunning()), ElementsAre(11));
  EXPECT_EQ(Print(JournalQuery().Succeeded()), "calls that succeeded");
  EXPECT_EQ(Print(JournalQuery().Failed()), "calls that failed");
  EXPECT_EQ(Print(JournalQuery().FailedWith(ErrorCode::kTimeout)),
            "calls that failed with Timeout");
  EXPECT_EQ(Print(JournalQuery().StillRunning()), "calls that still run");
}

TEST_F(JournalQueries, TakeTheLastWordOnTheEnd) {
  const JournalQuery query = JournalQuery().FailedWith(ErrorCode::kTimeout).Failed();
  EXPECT_THAT(Found(query), ElementsAre(3, 8));
  EXPECT_EQ(Print(query), "calls that failed");
}

TEST_F(JournalQueries, FindRules) {
  EXPECT_THAT(Found(JournalQuery().Struck()), ElementsAre(3, 8));
  EXPECT_THAT(Found(JournalQuery().StruckBy("rain")), ElementsAre(3));
  EXPECT_THAT(Found(JournalQuery().StruckBy("slow")), ElementsAre(8));
  EXPECT_THAT(Found(JournalQuery().StruckBy("CompleteSnapshot: lose-reply")), ElementsAre(8));
  EXPECT_THAT(Found(JournalQuery().StruckBy("lose-reply")), IsEmpty());
  EXPECT_THAT(Found(JournalQuery().StruckBy("Complete")), IsEmpty());
  EXPECT_THAT(Found(JournalQuery().StruckBy("slo")), IsEmpty());
  EXPECT_EQ(Print(JournalQuery().Struck()), "calls that were struck by a rule");
  EXPECT_EQ(Print(JournalQuery().StruckBy("rain")), "calls that were struck by rain");
}

TEST_F(JournalQueries, FindWhatLandedLate) {
  EXPECT_THAT(Found(JournalQuery().On(Side::kService).Late()), ElementsAre(12));
  EXPECT_EQ(Print(JournalQuery().On(Side::kService).Late()), "calls that arrived and were late");
}

TEST_F(JournalQueries, RefuseToFindWhatLandedLateAtTheClient) {
  const JournalQuery query = JournalQuery(PutSnapshotBlock).Late();
  const auto refuses = ThrowsMessage<std::logic_error>(
      "Late() asks for what landed at the service late: say On(Side::kService), too");
  const Journal empty;
  EXPECT_THAT([&] { static_cast<void>(ebs.journal().entries(query)); }, refuses);
  EXPECT_THAT([&] { static_cast<void>(empty.entries(query)); }, refuses);
  EXPECT_THAT([&] { static_cast<void>(empty.Count(query)); }, refuses);
  EXPECT_THAT([&] { static_cast<void>(query.Matches({}, kClockEpoch)); }, refuses);
}

TEST_F(JournalQueries, FindWhatWasNotSent) {
  EXPECT_THAT(Found(JournalQuery().Unsent()), ElementsAre(10));
  EXPECT_EQ(Print(JournalQuery().Unsent()), "calls that were not sent");
}

TEST_F(JournalQueries, NarrowWithEachWord) {
  const JournalQuery query =
      JournalQuery(PutSnapshotBlock).Block(7).Snapshot(id).Client("uploader").Struck().Failed();
  EXPECT_THAT(Found(query), ElementsAre(3));
  EXPECT_THAT(Found(query.Client("other")), IsEmpty());
  EXPECT_EQ(Print(query.Snapshot("snap-1").Between(0s, 9s)),
            "PutSnapshotBlock calls for block 7 on snap-1 by uploader that began between +0.000s "
            "and +9.000s, were struck by a rule and failed");
}

TEST_F(JournalQueries, DoNotChangeTheOneTheyNarrow) {
  const JournalQuery puts = PutSnapshotBlock;
  static_cast<void>(puts.Failed());
  EXPECT_THAT(Found(puts), ElementsAre(3, 4, 6));
}

}  // namespace
}  // namespace fauxebs
