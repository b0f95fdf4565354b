#include "fauxebs/gmock/printers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

using testing::HasSubstr;
using testing::Not;
using testing::PrintToString;
using testing::StartsWith;

// Holds one block, and has answered one call.
class Printers : public testing::Test {
 protected:
  Printers() {
    SnapshotSpec spec;
    spec.volume_size_gib = 2;
    spec.blocks = {{7, Block::Filled('x')}};
    id = ebs.AddSnapshot(spec);
    ListSnapshotBlocksRequest request;
    request.snapshot_id = id;
    listed = ebs.service()->ListSnapshotBlocks(request, {});
  }

  Fake ebs;
  std::string id;
  Result<ListSnapshotBlocksResponse> listed = ListSnapshotBlocksResponse();
};

TEST_F(Printers, ASnapshotIsItsIdStateAndSize) {
  EXPECT_EQ(PrintToString(ebs.Snapshot(id)), id + " (completed, 2 GiB, blocks: 1)");
}

TEST_F(Printers, ASnapshotInErrorSaysWhy) {
  SnapshotSpec spec;
  spec.status = SnapshotStatus::kPending;
  const std::string failed = ebs.AddSnapshot(spec);
  ebs.FailSnapshot(failed, "Internal error");

  EXPECT_EQ(PrintToString(ebs.Snapshot(failed)),
            failed + " (error \"Internal error\", 1 GiB, blocks: 0)");
}

TEST_F(Printers, AFakeIsWhatItHolds) {
  ebs.On(PutSnapshotBlock).Maybe().LoseReply();

  EXPECT_EQ(PrintToString(ebs), "Fake (snapshots: 1, rules: 1, calls: 1)");
}

TEST_F(Printers, AJournalIsHowManyCallsItTells) {
  EXPECT_EQ(PrintToString(ebs.journal()), "Journal (calls: 1)");
}

TEST_F(Printers, AJournalSaysWhatItDropped) {
  Journal small(1);
  ListSnapshotBlocksRequest request;
  small.Begin(Side::kClient, request, {}, kClockEpoch);
  small.Begin(Side::kClient, request, {}, kClockEpoch);

  EXPECT_EQ(PrintToString(small), "Journal (calls: 1, entries dropped: 1)");
}

TEST_F(Printers, AQueryIsWords) {
  EXPECT_EQ(PrintToString(JournalQuery(PutSnapshotBlock).Block(7).Failed()),
            "PutSnapshotBlock calls for block 7 that failed");
}

TEST_F(Printers, ARuleIsItsTextAndCounts) {
  const Rule rule = ebs.On(PutSnapshotBlock).Block(7).Once().Maybe().LoseReply();

  EXPECT_EQ(PrintToString(rule), rule.text() + " (matched 0, fired 0)");
}

TEST_F(Printers, AViolationIsAPlaceAndALine) {
  ebs.On(PutSnapshotBlock).LoseReply();

  const std::string text = PrintToString(ebs.Verify().at(0));

  EXPECT_THAT(text, StartsWith(__FILE__ ":"));
  EXPECT_THAT(text, Not(HasSubstr("\n")));
}

TEST_F(Printers, ACallContextIsWhoCalls) {
  CallContext context;
  context.client = "reader";
  context.attempt = 2;

  EXPECT_EQ(PrintToString(context), "reader, attempt 2");
}

TEST_F(Printers, AJournalEntryIsALine) {
  const std::string text = PrintToString(ebs.journal().entries().at(0));

  EXPECT_THAT(text, HasSubstr("ListSnapshotBlocks " + id));
  EXPECT_THAT(text, Not(HasSubstr("\n")));
}

TEST_F(Printers, NothingPrintsAPayload) {
  GetSnapshotBlockRequest request;
  request.snapshot_id = id;
  request.block_index = 7;
  request.block_token = listed->blocks.at(0).block_token;

  const Result<GetSnapshotBlockResponse> got = ebs.service()->GetSnapshotBlock(request, {});

  ASSERT_TRUE(got);
  EXPECT_THAT(PrintToString(got), Not(HasSubstr("xxxx")));
  EXPECT_THAT(PrintToString(ebs.Snapshot(id).block(7)), Not(HasSubstr("xxxx")));
  EXPECT_THAT(PrintToString(ebs.journal().entries()), Not(HasSubstr("xxxx")));
}

}  // namespace
}  // namespace fauxebs
