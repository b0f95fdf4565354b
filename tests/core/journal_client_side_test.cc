// What only the client knows: calls that it did not send, answers that it lost, waits before
// retries.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct ClientSide : testing::Test {
  Fake ebs;
  Journal& journal = ebs.journal();
  ListSnapshotBlocksRequest request = ListOf("snap-1");

  JournalEntry Only() {
    EXPECT_THAT(journal.entries(), SizeIs(1));
    return journal.entries().front();
  }
};

TEST_F(ClientSide, TellsACallThatWasNotSentAndWhy) {
  journal.NoteUnsent(request, From("lister"), "it is too late", kClockEpoch + 5ms);
  const JournalEntry entry = Only();
  EXPECT_EQ(entry.side, Side::kClient);
  EXPECT_EQ(entry.client, "lister");
  EXPECT_EQ(entry.operation, ListSnapshotBlocks);
  EXPECT_EQ(entry.snapshot_id, "snap-1");
  EXPECT_EQ(entry.outcome, "not sent: it is too late");
  EXPECT_EQ(entry.started, kClockEpoch + 5ms);
  EXPECT_EQ(entry.finished, kClockEpoch + 5ms);
  EXPECT_EQ(entry.invoked, 1U);
  EXPECT_EQ(entry.returned, 2U);
  EXPECT_FALSE(entry.sent);
  EXPECT_FALSE(entry.ok());
}

TEST_F(ClientSide, CountsWhatWasSent) {
  journal.NoteUnsent(request, {}, "no", kClockEpoch);
  static_cast<void>(ebs.service()->ListSnapshotBlocks(request, {}));
  EXPECT_EQ(journal.Count(ListSnapshotBlocks), 1U);
}

TEST_F(ClientSide, TellsAnAnswerThatTheClientLost) {
  CallContext context;
  std::uint64_t recorded = 0;
  context.recorded = &recorded;
  static_cast<void>(ebs.service()->StartSnapshot(StartOf(), context));
  journal.NoteLost(recorded, "no room");
  const JournalEntry entry = journal.entries(Side::kClient).front();
  EXPECT_EQ(entry.outcome, "lost: no room");
  EXPECT_TRUE(entry.sent);
  EXPECT_FALSE(entry.ok());
  EXPECT_TRUE(journal.entries(Side::kService).front().ok());
}

TEST_F(ClientSide, LosesNothingOfWhatWasDropped) {
  journal.NoteLost(99, "no room");
  EXPECT_THAT(journal.entries(), IsEmpty());
}

TEST_F(ClientSide, TellsWhatTheClientWaitedBeforeAnAttempt) {
  CallContext context = From("lister");
  context.attempt = 2;
  context.backoff = 50ms;
  static_cast<void>(ebs.service()->ListSnapshotBlocks(request, context));
  EXPECT_EQ(journal.entries(Side::kClient).front().backoff, 50ms);
  EXPECT_THAT(journal.Timeline(),
              HasSubstr("lister  ListSnapshotBlocks snap-1 attempt 2 after 50 ms "));
  std::ostringstream text;
  text << journal.entries(Side::kClient).front();
  EXPECT_THAT(text.str(), HasSubstr("ListSnapshotBlocks snap-1 attempt 2 after 50 ms "));
}

TEST_F(ClientSide, KeepsNothingWhereThereIsNoRoom) {
  Journal none(0);
  none.NoteUnsent(request, {}, "no", kClockEpoch);
  EXPECT_THAT(none.entries(), IsEmpty());
}

}  // namespace
}  // namespace fauxebs
