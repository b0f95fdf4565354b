// Five things that a fake can do, as the README quotes them.

#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include <memory>
#include <string>

#include "example_support.h"
#include "image_uploader.h"

using namespace fauxebs::words;
using testing::AllOf;

using testing::HasSubstr;
using testing::SizeIs;

namespace {

class FiveThings : public fauxebs::Test {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  example::Waiter waiter{ebs};
  backup::ImageUploader uploader{client, ebs.clock().Sleeper(), waiter};
  example::Image image{"five.img"};
};

TEST_F(FiveThings, Faults) {
  // [faults]
  ebs.On(PutSnapshotBlock).Every(3).LoseReply();            // stored, and the caller hears nothing
  ebs.On(GetSnapshotBlock).Block(4).Once().CorruptReply();  // one bit flips on the way back
  const std::string id = uploader.Upload(image.path()).snapshot_id;
  uploader.Restore(id, image.path());
  EXPECT_THAT(ebs.Snapshot(id), HoldsImage(image.path()));
  // [faults]
}

TEST_F(FiveThings, Time) {
  // [time]
  fauxebs::SnapshotSpec open;
  open.status = fauxebs::SnapshotStatus::kPending;
  const std::string abandoned = ebs.AddSnapshot(open);
  ebs.clock().Advance(59min);
  EXPECT_THAT(ebs.Snapshot(abandoned), IsPending());
  ebs.clock().Advance(1min);  // nobody sleeps
  EXPECT_THAT(ebs.Snapshot(abandoned), IsErrored(HasSubstr("timed out")));
  // [time]
}

TEST_F(FiveThings, State) {
  // [state]
  const std::string monday = ebs.LoadImage(image.path());  // holes and zeros are skipped
  image.Write(3, fauxebs::Block::Filled(0xff));
  const std::string tuesday = uploader.UploadIncrement(image.path(), monday).snapshot_id;
  EXPECT_EQ(ebs.Snapshot(tuesday).changed_blocks(), 1U);
  EXPECT_THAT(ebs.Snapshot(tuesday), AllOf(IsCompleted(), HoldsImage(image.path())));
  // [state]
}

TEST_F(FiveThings, Journal) {
  // [journal]
  ebs.On(CompleteSnapshot).First(2).LoseReply();
  uploader.Upload(image.path());
  EXPECT_EQ(ebs.journal().Count(CompleteSnapshot), 3U);  // the SDK's client tried again by itself
  EXPECT_THAT(ebs.journal().Timeline(), HasSubstr("<- CompleteSnapshot#1-2: lose-reply"));
  // [journal]
}

TEST_F(FiveThings, Universes) {
  // [universes]
  const std::string id = ebs.LoadImage(image.path());
  const fauxebs::Checkpoint before = ebs.Checkpoint();  // costs the same for any number of blocks
  ebs.DeleteSnapshot(id);
  fauxebs::Fake other(before);
  EXPECT_THAT(ebs.Snapshots(), SizeIs(0));
  EXPECT_THAT(other.Snapshot(id), HoldsImage(image.path()));
  // [universes]
}

}  // namespace
