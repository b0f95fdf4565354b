// What docs/cookbook.md quotes on the journal: queries, proofs, exports.

#include <gmock/gmock.h>

#include <fstream>
#include <string>

#include "cookbook.h"

using namespace fauxebs::words;
using fauxebs::Block;
using fauxebs::JournalEntry;
using fauxebs::JournalQuery;
using fauxebs::Side;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

using example::Complete;
using example::OneWorker;
using example::Put;

struct Journal : example::CookbookTest {};

TEST_F(Journal, OfWhatHappened) {
  // [journal]
  ebs.On(PutSnapshotBlock).Block(7).Once().LoseReply();

  uploader.Upload(image.path());

  const auto of_seven = JournalQuery(PutSnapshotBlock).Block(7);
  EXPECT_EQ(ebs.journal().Count(of_seven), 2U);                     // attempts of the client
  EXPECT_EQ(ebs.journal().Count(of_seven.Failed()), 1U);            // one was not answered
  EXPECT_EQ(ebs.journal().Count(of_seven.On(Side::kService)), 2U);  // both were applied
  // [journal]
}

TEST_F(Journal, HeldAgainstMatchers) {
  // [matchers]
  ebs.On(PutSnapshotBlock).Block(7).First(2).Refuse(RequestThrottled());

  uploader.Upload(image.path());

  EXPECT_THAT(ebs, Calls(PutSnapshotBlock, ForBlock(7), Times(3)));
  EXPECT_THAT(ebs, Retries(PutSnapshotBlock, ForBlock(7), Times(3)));
  EXPECT_THAT(ebs, InOrder(Calls(StartSnapshot), Calls(PutSnapshotBlock, ForBlock(7), IsOk()),
                           Calls(CompleteSnapshot)));
  EXPECT_THAT(ebs, Never(PutSnapshotBlock, After(CompleteSnapshot)));
  // [matchers]
}

TEST_F(Journal, ShowsEnoughBackOff) {
  // [enough-back-off]
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  const backup::ImageUploader patient(bare, ebs.clock().Sleeper(), waiter, OneWorker());
  ebs.On(PutSnapshotBlock).Block(7).First(3).Refuse(RequestThrottled());

  patient.Upload(image.path());

  EXPECT_THAT(ebs, Retries(PutSnapshotBlock, Times(4), BackoffAtLeast(100ms)));
  // [enough-back-off]
}

TEST_F(Journal, AsATimeline) {
  // [timeline]
  const std::string id = Pending();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  client->PutSnapshotBlock(Put(id, 7, Block::Filled(1)));

  const std::string timeline = ebs.journal().Timeline();  // what a failed test prints

  EXPECT_THAT(timeline, AllOf(HasSubstr("PutSnapshotBlock"), HasSubstr("lose-reply")));
  // [timeline]
}

TEST_F(Journal, ProvesThatNothingIsUploadedTwice) {
  // [once]
  ebs.On(CompleteSnapshot).Once().LoseReply();

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  for (const std::int32_t index : ebs.Snapshot(id).block_indexes()) {
    EXPECT_EQ(ebs.journal().Count(JournalQuery(PutSnapshotBlock).Block(index)), 1U) << index;
  }
  EXPECT_EQ(uploader.UploadIncrement(image.path(), id).blocks_put, 0U);  // nothing has changed
  // [once]
}

TEST_F(Journal, FindsWhatLandedLate) {
  // [late]
  const std::string id = Pending();
  ebs.On(PutSnapshotBlock).Once().DeliverLate(10s);
  client->PutSnapshotBlock(Put(id, 7, Block::Filled(1)));  // the SDK tries again
  client->CompleteSnapshot(Complete(id, 1));

  ebs.Drain();

  EXPECT_THAT(ebs.journal().entries(JournalQuery().On(Side::kService).Late()),
              ElementsAre(AllOf(Field(&JournalEntry::block_index, 7),
                                Field(&JournalEntry::outcome, HasSubstr("already completed")))));
  // [late]
}

TEST_F(Journal, AsATraceForPerfetto) {
  const std::string path = example::Image::TempPath("upload.trace.json");
  // [trace]
  uploader.Upload(image.path());

  std::ofstream(path) << ebs.journal().ToChromeTrace();  // open it at ui.perfetto.dev
  // [trace]
  EXPECT_THAT(example::Image::ContentsOf(path), StartsWith("{"));
  std::remove(path.c_str());
}

}  // namespace
