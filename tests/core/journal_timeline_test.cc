// The journal as two lanes of text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "calls.h"
#include "core/text.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

// The lines of a text, without the empty one at its end.
std::vector<std::string> Lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A start, and what each test does after it.
struct JournalTimeline : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), From("starter")).value().snapshot_id;

  void Put(std::int64_t index = 7, const CallContext& context = From("uploader")) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), context));
  }
  std::vector<std::string> Shown() { return Lines(ebs.journal().Timeline()); }
};

TEST_F(JournalTimeline, IsARowForEachAttemptBelowItsHead) {
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
  ebs.On(CompleteSnapshot).Named("lost").LoseReply();
  Put();
  CallContext again = From("uploader");
  again.attempt = 2;
  again.backoff = 50ms;
  ebs.clock().Advance(50ms);
  Put(7, again);
  Put(4096);
  static_cast<void>(service->CompleteSnapshot(CompleteOf(id, 1), From("uploader")));

  EXPECT_EQ("S1 = " + id + R"(
#     time  who       call                                          client saw       | service did
#1 +0.000s  starter   StartSnapshot S1                              ok               | ok
#3 +0.000s  uploader  PutSnapshotBlock S1[7]                        RequestThrottled | nothing
      <- PutSnapshotBlock#1: refuse(RequestThrottled)
#4 +0.050s  uploader  PutSnapshotBlock S1[7] attempt 2 after 50 ms  ok               | ok
#6 +0.050s  uploader  PutSnapshotBlock S1[4096]                     Validation       | refused
      INVALID_BLOCK: Block index 4096 is beyond the volume size extent
#8 +0.050s  uploader  CompleteSnapshot S1                           Timeout          | ok  <- lost
)",
            ebs.journal().Timeline());
}

TEST_F(JournalTimeline, ShowsThatACallNeverArrived) {
  ebs.On(PutSnapshotBlock).LoseRequest();
  Put();
  EXPECT_THAT(ebs.journal().Timeline(),
              HasSubstr("Timeout    | nothing\n      <- PutSnapshotBlock: lose-"));
}

TEST_F(JournalTimeline, NamesTheSnapshotOfAStartWhoseReplyWasLost) {
  ebs.On(StartSnapshot).LoseReply();
  static_cast<void>(service->StartSnapshot(StartOf(2), {}));
  EXPECT_THAT(Shown().back(), HasSubstr("StartSnapshot S2"));
  EXPECT_THAT(Shown().front(), EndsWith("S2 = " + ebs.Snapshots().back().id()));
}

TEST_F(JournalTimeline, ShowsADuplicateInARowOfItsOwn) {
  ebs.On(PutSnapshotBlock).Duplicate(10s);
  Put();
  ebs.clock().Advance(10s);
  ebs.Drain();
  EXPECT_THAT(Shown().at(3), HasSubstr("ok          | ok"));
  EXPECT_THAT(Shown().back(), HasSubstr("(duplicate) | ok"));
}

TEST_F(JournalTimeline, ShowsADuplicateOfARefusal) {
  ebs.On(PutSnapshotBlock).Duplicate();
  Put(4096);
  ebs.Drain();
  EXPECT_THAT(ebs.journal().Timeline(), HasSubstr("(duplicate) | Validation"));
}

TEST_F(JournalTimeline, ShowsALateMessageWhoseCallerHeardNothing) {
  ebs.On(PutSnapshotBlock).DeliverLate(10s);
  Put();
  ebs.Drain();
  EXPECT_THAT(Shown().at(3), HasSubstr("Timeout         | nothing"));
  EXPECT_THAT(ebs.journal().Timeline(), HasSubstr("(not listening) | ok"));
}

TEST_F(JournalTimeline, ShowsALateMessageOfACallThatWasCleared) {
  ebs.On(PutSnapshotBlock).Duplicate(10s);
  Put();
  ebs.journal().Clear();
  ebs.Drain();
  EXPECT_THAT(Shown().back(), HasSubstr("(dropped)  | ok"));
}

TEST_F(JournalTimeline, ShowsTimesFromItsBeginning) {
  ebs.clock().Advance(2h);
  Put();
  EXPECT_THAT(Shown().at(2), HasSubstr("#1    +0.000s "));
  EXPECT_THAT(Shown().at(3), HasSubstr("#3 +7200.000s "));
}

TEST_F(JournalTimeline, ShowsTheLastRowsAndHowManyCameBefore) {
  Put(1);
  Put(2);
  Put(3);
  const std::string timeline = ebs.journal().Timeline(2);
  EXPECT_THAT(timeline, AllOf(HasSubstr("[2]"), HasSubstr("[3]"), HasSubstr("... 2 earlier rows")));
  EXPECT_THAT(timeline, Not(HasSubstr("[1]")));
}

TEST_F(JournalTimeline, NamesThreadsWhereThereAreSeveral) {
  Put();
  EXPECT_THAT(Shown().back(), Not(HasSubstr("uploader t1")));
  std::thread([&] { Put(); }).join();
  EXPECT_THAT(Shown().at(3), HasSubstr("uploader t1"));
  EXPECT_THAT(Shown().back(), HasSubstr("uploader t2"));
}

TEST_F(JournalTimeline, ExplainsTheShortNamesOfTheSnapshotsThatItShows) {
  const std::string other = service->StartSnapshot(StartOf(2), {}).value().snapshot_id;
  EXPECT_EQ(Shown().front(), "S1 = " + id + ", S2 = " + other);
  EXPECT_THAT(ebs.journal().Timeline(1), StartsWith("S1 = " + other + "\n"));
}

TEST_F(JournalTimeline, SpreadsManySnapshotsOverLines) {
  static_cast<void>(service->StartSnapshot(StartOf(2), {}));
  static_cast<void>(service->StartSnapshot(StartOf(3), {}));
  static_cast<void>(service->StartSnapshot(StartOf(4), {}));
  EXPECT_THAT(Shown().at(0), MatchesRegex("S1 = [^ ]+, S2 = [^ ]+, S3 = [^ ]+"));
  EXPECT_THAT(Shown().at(1), MatchesRegex("S4 = [^ ]+"));
}

TEST_F(JournalTimeline, HidesKeys) {
  StartSnapshotRequest start = StartOf();
  start.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/secret";
  static_cast<void>(service->StartSnapshot(start, {}).value());
  EXPECT_THAT(ebs.journal().Timeline(), Not(HasSubstr("secret")));
}

// What layers write, without a fake.
struct JournalTimelineOf : testing::Test {
  Journal journal;
  const ListSnapshotBlocksRequest request = ListOf("snap-1");

  std::uint64_t Begin(Side side, std::uint64_t call = 0, TimePoint now = kClockEpoch,
                      std::optional<TimePoint> arrival = {}) {
    CallContext context = From("lister");
    context.call = call;
    context.arrival = arrival;
    return journal.Begin(side, request, context, now);
  }
  void End(std::uint64_t number, const AnyResult& result, TimePoint now = kClockEpoch) {
    journal.End(number, result, now);
  }
  std::vector<std::string> Shown() { return Lines(journal.Timeline()); }
};

const AnyResult kNothingListed = AnyResponse(ListSnapshotBlocksResponse());

TEST_F(JournalTimelineOf, IsOnlyAHeadAtFirst) { EXPECT_THAT(Shown(), SizeIs(1)); }

TEST_F(JournalTimelineOf, ShowsCallsThatStillRun) {
  const std::uint64_t call = Begin(Side::kClient);
  EXPECT_THAT(Shown().back(), EndsWith("still runs | nothing"));
  Begin(Side::kService, call);
  EXPECT_THAT(Shown().back(), EndsWith("still runs | still runs"));
}

TEST_F(JournalTimelineOf, ShowsALateMessageAtItsOwnTime) {
  const std::uint64_t call = Begin(Side::kClient);
  End(call, MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time"));
  const TimePoint later = kClockEpoch + 5s;
  End(Begin(Side::kService, call, later, later), kNothingListed, later);
  EXPECT_THAT(
      Shown(),
      ElementsAre("#     time  who     call                       client saw      | service did",
                  "#1 +0.000s  lister  ListSnapshotBlocks snap-1  Timeout         | nothing",
                  "#2 +5.000s  lister  ListSnapshotBlocks snap-1  (not listening) | ok"));
}

TEST_F(JournalTimelineOf, ShowsWhatTheServiceRefusedAndWhy) {
  const std::uint64_t call = Begin(Side::kClient);
  const AnyResult refusal(Validation(ErrorReason::kInvalidBlock, "there is none"));
  End(Begin(Side::kService, call), refusal);
  End(call, refusal);
  EXPECT_THAT(Shown().back(), EndsWith("Validation | refused  INVALID_BLOCK: there is none"));
}

TEST_F(JournalTimelineOf, ShowsARefusalThatTheClientDidNotHear) {
  const std::uint64_t call = Begin(Side::kClient);
  End(Begin(Side::kService, call), AnyResult(Throttling()));
  End(call, MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "no answer in time"));
  EXPECT_THAT(Shown().back(), EndsWith("Timeout    | Throttling  Rate exceeded"));
}

TEST_F(JournalTimelineOf, ShowsWhatWasNotSentAndWhy) {
  journal.NoteUnsent(request, From("lister"), "it is too late", kClockEpoch);
  EXPECT_THAT(Shown().back(),
              EndsWith("ListSnapshotBlocks snap-1  not sent   | nothing  it is too late"));
}

TEST_F(JournalTimelineOf, ShowsWhatTheClientLostAndWhy) {
  const std::uint64_t call = Begin(Side::kClient);
  End(Begin(Side::kService, call), kNothingListed);
  End(call, kNothingListed);
  journal.NoteLost(call, "no room");
  EXPECT_THAT(Shown().back(), EndsWith("Client     | ok  no room"));
}

TEST_F(JournalTimelineOf, ShowsARuleBelowWhereThereIsNoRoomBehind) {
  const std::uint64_t call = Begin(Side::kClient);
  End(call, AnyResult(Throttling()));
  journal.NoteRule(call, "a name of twenty-five ...", Leg::kRequest);
  EXPECT_THAT(Shown().back(), EndsWith("Throttling | nothing  <- a name of twenty-five ..."));
  journal.NoteRule(call, std::string(200, 'x'), Leg::kRequest);
  EXPECT_EQ(Shown().back(), "      <- a name of twenty-five ...; " + std::string(61, 'x') + "...");
}

TEST_F(JournalTimelineOf, TellsWhatTheServiceDidOfACallThatWasDropped) {
  Journal small(1);
  CallContext context = From("lister");
  context.call = small.Begin(Side::kClient, request, context, kClockEpoch);
  small.End(small.Begin(Side::kService, request, context, kClockEpoch), AnyResult(Throttling()),
            kClockEpoch);
  EXPECT_THAT(small.Timeline(), HasSubstr("... 1 entries were dropped\n"));
  EXPECT_THAT(small.Timeline(), HasSubstr("(dropped)  | Throttling"));
}

TEST_F(JournalTimelineOf, IsOneLineWhateverTheNamesHold) {
  CallContext context = From("two\nlines\x01\xff");
  journal.Begin(Side::kClient, request, context, kClockEpoch);
  EXPECT_THAT(Shown().back(), HasSubstr(" two lines ?  ListSnapshotBlocks "));
}

RC_GTEST_PROP(JournalTimelineProperty, HasNoLineLongerThan100Columns, ()) {
  Journal journal(*rc::gen::inRange<std::size_t>(1, 20));
  const auto text = rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                                   rc::gen::container<std::string>(300, rc::gen::arbitrary<char>()),
                                   rc::gen::just(std::string(2000, 'x')),
                                   rc::gen::just(std::string("snap-0123456789abcdef0")));
  const int calls = *rc::gen::inRange(0, 20);
  for (int i = 0; i < calls; ++i) {
    PutSnapshotBlockRequest put;
    put.snapshot_id = *text;
    put.block_index = *rc::gen::elementOf(std::vector<std::int64_t>{0, 134217727, INT64_MIN});
    CallContext context = From(*text);
    context.attempt = *rc::gen::inRange(1, 12);
    context.backoff = std::chrono::milliseconds(*rc::gen::inRange(0, 100000));
    context.call = *rc::gen::inRange<std::uint64_t>(0, 20);
    const TimePoint now =
        kClockEpoch + std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(0, INT64_MAX / 2));
    const Side side = *rc::gen::element(Side::kClient, Side::kService);
    const std::uint64_t number = journal.Begin(side, put, context, now);
    if (*rc::gen::arbitrary<bool>()) journal.NoteRule(number, *text, Leg::kReply);
    if (*rc::gen::arbitrary<bool>()) {
      journal.End(number,
                  MakeError(*rc::gen::element(ErrorCode::kValidation, ErrorCode::kClient,
                                              ErrorCode::kMissingAuthenticationToken),
                            ErrorReason::kNone, *text),
                  now);
    }
    if (*rc::gen::arbitrary<bool>()) journal.NoteUnsent(put, context, *text, now);
  }
  for (const std::string& line : Lines(journal.Timeline())) {
    RC_ASSERT(internal::ColumnsOf(line) <= 100U);
    RC_ASSERT(internal::OneLine(line) == line);
  }
}

}  // namespace
}  // namespace fauxebs
