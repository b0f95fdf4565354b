#include "fauxebs/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Eq;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::Optional;
using testing::SizeIs;

std::string Print(const JournalEntry& entry) {
  std::ostringstream out;
  out << entry;
  return out.str();
}

// A start (entries 1 and 2 of the journal), and what each test does after it.
struct JournalOfAFake : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), From("starter")).value().snapshot_id;

  void Put(std::int64_t index = 7, const CallContext& context = From("uploader")) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), context));
  }
  JournalEntry Last(Side side) { return ebs.journal().entries(side).back(); }
};

TEST_F(JournalOfAFake, HasTwoEntriesForACallThatArrived) {
  Put();
  EXPECT_THAT(ebs.journal().entries(Side::kClient), SizeIs(2));
  EXPECT_THAT(ebs.journal().entries(Side::kService), SizeIs(2));
  EXPECT_THAT(ebs.journal().entries(), SizeIs(4));
}

TEST_F(JournalOfAFake, LinksBothSidesByTheClientsNumber) {
  Put();
  EXPECT_EQ(Last(Side::kClient).number, 3U);
  EXPECT_EQ(Last(Side::kClient).call, 3U);
  EXPECT_EQ(Last(Side::kService).number, 4U);
  EXPECT_EQ(Last(Side::kService).call, 3U);
}

TEST_F(JournalOfAFake, NumbersEveryBeginningAndEnd) {
  Put();
  EXPECT_EQ(Last(Side::kClient).invoked, 5U);
  EXPECT_EQ(Last(Side::kService).invoked, 6U);
  EXPECT_EQ(Last(Side::kService).returned, 7U);
  EXPECT_EQ(Last(Side::kClient).returned, 8U);
}

TEST_F(JournalOfAFake, TellsWhoCalledWhatAboutWhich) {
  CallContext context = From("uploader");
  context.attempt = 2;
  Put(7, context);
  const JournalEntry entry = Last(Side::kClient);
  EXPECT_EQ(entry.client, "uploader");
  EXPECT_EQ(entry.operation, PutSnapshotBlock);
  EXPECT_EQ(entry.snapshot_id, id);
  EXPECT_THAT(entry.block_index, Optional(7));
  EXPECT_EQ(entry.attempt, 2);
  EXPECT_EQ(entry.size_bytes, 524288U);
  EXPECT_EQ(entry.digest, Block::Zero().checksum().substr(0, 8));
  EXPECT_TRUE(entry.ok());
}

TEST_F(JournalOfAFake, TellsTheIdThatAStartWasGiven) {
  EXPECT_EQ(Last(Side::kClient).snapshot_id, id);
  EXPECT_EQ(Last(Side::kService).snapshot_id, id);
  EXPECT_THAT(Last(Side::kClient).block_index, Eq(std::nullopt));
}

TEST_F(JournalOfAFake, TellsTheSizeAndDigestOfWhatWasRead) {
  const std::string read = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  const std::string token = TokenOf(*service, read, 0);
  static_cast<void>(service->GetSnapshotBlock(GetOf(read, 0, token), {}));
  EXPECT_EQ(Last(Side::kClient).size_bytes, 524288U);
  EXPECT_EQ(Last(Side::kClient).digest, Block::Filled(1).checksum().substr(0, 8));
}

TEST_F(JournalOfAFake, TellsAnErrorOnBothSides) {
  Put(2048);
  EXPECT_FALSE(Last(Side::kClient).ok());
  EXPECT_THAT(Last(Side::kClient).error,
              Optional(Field("reason", &Error::reason, ErrorReason::kInvalidBlock)));
  EXPECT_THAT(Last(Side::kService).error,
              Optional(Field("reason", &Error::reason, ErrorReason::kInvalidBlock)));
}

TEST_F(JournalOfAFake, TellsTheTimesOfACall) {
  ebs.On(PutSnapshotBlock).Delay(2s);
  ebs.clock().Advance(1h);
  Put();
  EXPECT_EQ(Last(Side::kClient).started, kClockEpoch + 1h);
  EXPECT_EQ(Last(Side::kClient).finished, kClockEpoch + 1h + 2s);
}

TEST_F(JournalOfAFake, ShowsARefusalByARuleOnTheClientsSideOnly) {
  ebs.On(PutSnapshotBlock).Named("rain").Refuse(RequestThrottled());
  Put();
  EXPECT_EQ(Last(Side::kClient).operation, PutSnapshotBlock);
  EXPECT_EQ(Last(Side::kClient).rule, "rain");
  EXPECT_THAT(Last(Side::kClient).error, Optional(RequestThrottled()));
  EXPECT_EQ(Last(Side::kService).operation, StartSnapshot);
}

TEST_F(JournalOfAFake, ShowsThatALostReplyWasASuccessToTheService) {
  ebs.On(PutSnapshotBlock).LoseReply();
  Put();
  EXPECT_FALSE(Last(Side::kClient).ok());
  EXPECT_TRUE(Last(Side::kService).ok());
}

TEST_F(JournalOfAFake, NamesARuleWithoutANameByItsText) {
  ebs.On(PutSnapshotBlock).LoseReply();
  Put();
  EXPECT_EQ(Last(Side::kClient).rule, "PutSnapshotBlock: lose-reply");
}

TEST_F(JournalOfAFake, NamesAllRulesThatStruckACall) {
  ebs.On(PutSnapshotBlock).Named("slow").Delay(1s);
  ebs.On(PutSnapshotBlock).Named("rain").Refuse(RequestThrottled());
  Put();
  EXPECT_EQ(Last(Side::kClient).rule, "slow; rain");
}

TEST_F(JournalOfAFake, TellsWhichMessageARuleStruck) {
  ebs.On(PutSnapshotBlock).Block(1).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).Block(2).LoseReply();
  Put(1);
  EXPECT_THAT(Last(Side::kClient).struck, Optional(Leg::kRequest));
  Put(2);
  EXPECT_THAT(Last(Side::kClient).struck, Optional(Leg::kReply));
  Put(3);
  EXPECT_THAT(Last(Side::kClient).struck, Eq(std::nullopt));
}

TEST_F(JournalOfAFake, NamesNoRuleWhereNoneStruck) {
  ebs.On(PutSnapshotBlock).Nth(2).Maybe().LoseReply();
  Put();
  EXPECT_EQ(Last(Side::kClient).rule, "");
}

TEST_F(JournalOfAFake, NamesThreadsInTheOrderOfTheirAppearance) {
  std::thread([&] { Put(); }).join();
  EXPECT_EQ(Last(Side::kClient).thread, "t2");
  EXPECT_EQ(Last(Side::kService).thread, "t2");
  Put();
  EXPECT_EQ(Last(Side::kClient).thread, "t1");
}

TEST_F(JournalOfAFake, PrintsWhatALateMessageAndARunningCallAre) {
  JournalEntry entry = Last(Side::kService);
  entry.late = true;
  EXPECT_THAT(Print(entry), EndsWith(" GiB (late)"));
  entry.returned = 0;
  EXPECT_THAT(Print(entry), EndsWith(" still runs (late)"));
}

TEST_F(JournalOfAFake, LetsGoOfPayloads) {
  Bytes payload = Bytes::Copy("not a block");
  const WeakBytes watched(payload);
  PutSnapshotBlockRequest put = PutOf(id, 7, Block::Zero());
  put.block_data = std::move(payload);
  static_cast<void>(service->PutSnapshotBlock(put, {}));
  put.block_data = Bytes();
  EXPECT_THAT(ebs.journal().entries(Side::kService), SizeIs(2));
  EXPECT_TRUE(watched.expired());
}

TEST_F(JournalOfAFake, CountsByOperationAndSide) {
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
  Put();
  Put();
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 2U);
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 1U);
  EXPECT_EQ(ebs.journal().Count(CompleteSnapshot), 0U);
}

TEST_F(JournalOfAFake, ShowsACallThatStillRuns) {
  std::vector<JournalEntry> meanwhile;
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) {
        meanwhile = ebs.journal().entries();
        return true;
      })
      .LoseReply();
  Put();
  EXPECT_EQ(meanwhile.back().operation, PutSnapshotBlock);
  EXPECT_EQ(meanwhile.back().returned, 0U);
  EXPECT_FALSE(meanwhile.back().ok());
}

TEST_F(JournalOfAFake, IsEmptiedAndNumbersOn) {
  ebs.journal().Clear();
  EXPECT_THAT(ebs.journal().entries(), IsEmpty());
  Put();
  EXPECT_EQ(Last(Side::kClient).number, 3U);
}

TEST_F(JournalOfAFake, MayBeEmptiedDuringACall) {
  ebs.On(PutSnapshotBlock)
      .Where([&](const AttemptedCall&) { return ebs.journal().Clear(), true; })
      .LoseReply();
  Put();
  EXPECT_THAT(ebs.journal().entries(Side::kClient), IsEmpty());
  EXPECT_EQ(Last(Side::kService).call, 3U);
}

TEST_F(JournalOfAFake, PrintsOneLineForEachEntry) {
  Put(7);
  EXPECT_EQ(Print(Last(Side::kClient)),
            "#3 uploader t1 PutSnapshotBlock " + id + "[7] B4VNL+8p ok");
  EXPECT_EQ(Print(Last(Side::kService)),
            "#4 service t1 PutSnapshotBlock " + id + "[7] B4VNL+8p ok");
}

TEST_F(JournalOfAFake, PrintsTheRuleThatStruck) {
  ebs.On(PutSnapshotBlock).Named("rain").Refuse(RequestThrottled());
  Put();
  EXPECT_THAT(Print(Last(Side::kClient)), MatchesRegex(".* RequestThrottled.* <- rain"));
}

TEST_F(JournalOfAFake, HidesKeys) {
  StartSnapshotRequest start = StartOf();
  start.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/secret";
  static_cast<void>(service->StartSnapshot(start, {}).value());
  EXPECT_THAT(Print(Last(Side::kClient)), Not(HasSubstr("secret")));
  EXPECT_THAT(ebs.journal().Timeline(), Not(HasSubstr("secret")));
}

// So many calls that the client made and the service never saw.
void Record(Journal& journal, int calls) {
  const ListSnapshotBlocksRequest request = ListOf("snap-1");
  for (int i = 0; i < calls; ++i) {
    journal.End(journal.Begin(Side::kClient, request, {}, kClockEpoch), AnyResult(Throttling()),
                kClockEpoch);
  }
}

TEST(Journal, DropsItsOldestEntriesWhereItIsFull) {
  Journal journal(3);
  Record(journal, 10);
  EXPECT_THAT(journal.entries(), SizeIs(3));
  EXPECT_EQ(journal.entries().front().number, 8U);
  EXPECT_EQ(journal.dropped(), 7U);
}

TEST(Journal, TakesTheEndOfACallThatItHasDropped) {
  Journal journal(1);
  const std::uint64_t first = journal.Begin(Side::kClient, ListOf("snap-1"), {}, kClockEpoch);
  Record(journal, 1);
  journal.NoteRule(first, "rain", Leg::kRequest);
  journal.End(first, AnyResult(Throttling()), kClockEpoch);
  EXPECT_THAT(journal.entries(), ElementsAre(Field(&JournalEntry::number, 2U)));
  EXPECT_EQ(journal.entries().front().rule, "");
}

TEST(Journal, MayKeepNothing) {
  Journal journal(0);
  Record(journal, 2);
  EXPECT_THAT(journal.entries(), IsEmpty());
  EXPECT_EQ(journal.dropped(), 2U);
}

// Uploads forty blocks through faults by chance, retries each until it is put, and completes.
std::string JournalOfAScenario(std::uint64_t seed) {
  FakeOptions options;
  options.service.seed = seed;
  Fake ebs(options);
  const std::shared_ptr<Service> service = ebs.service();
  ebs.On(PutSnapshotBlock).Chance(0.2).Refuse(RequestThrottled());
  ebs.On(PutSnapshotBlock).Chance(0.2).LoseReply();
  ebs.On(PutSnapshotBlock).Chance(0.2).CorruptRequest();
  ebs.OnAny().Chance(0.3).Delay(100ms);
  ebs.On(CompleteSnapshot).Once().LoseReply();
  const std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  for (std::int64_t index = 0; index < 40; ++index) {
    CallContext context;
    while (!service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), context)) {
      ebs.clock().Sleeper()(context.attempt++ * 50ms);
    }
  }
  static_cast<void>(service->CompleteSnapshot(CompleteOf(id, 40), {}));
  std::ostringstream text;
  for (const JournalEntry& entry : ebs.journal().entries()) text << entry << '\n';
  return text.str() + ebs.journal().Timeline();
}

TEST(Journal, IsTheSameToTheLastLineInTwoRunsOfOneScenario) {
  EXPECT_EQ(JournalOfAScenario(1), JournalOfAScenario(1));
}

TEST(Journal, IsAnotherWithAnotherSeed) { EXPECT_NE(JournalOfAScenario(1), JournalOfAScenario(2)); }

}  // namespace
}  // namespace fauxebs
