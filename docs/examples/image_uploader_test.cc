// The example's own tests: without faults, with each kind of fault, with many at once.

#include "image_uploader.h"

#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include <memory>
#include <string>

#include "example_support.h"

using namespace fauxebs::words;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace {

class ImageUploaderTest : public fauxebs::Test {
 protected:
  explicit ImageUploaderTest(const fauxebs::Fake::Options& options = {}) : fauxebs::Test(options) {}

  backup::ImageUploader Uploader(int workers = 2) {
    backup::Options options;
    options.workers = workers;
    options.page_size = 100;
    return {client_, ebs.clock().Sleeper(), waiter_, options};
  }

  std::string Upload() { return Uploader().Upload(image_.path()).snapshot_id; }

  // What a restore of the snapshot brings back.
  std::string Restored(const std::string& id) {
    const example::Image target("restored.img");
    Uploader().Restore(id, target.path(), example::Image::kSizeBytes);
    return target.Contents();
  }

  std::shared_ptr<Aws::EBS::EBSClient> client_ = MakeEBSClient(ebs);
  example::Waiter waiter_{ebs};
  example::Image image_{"image.img"};
};

TEST_F(ImageUploaderTest, UploadsAnImageWithoutItsZeros) {
  const backup::UploadReport report = Uploader().Upload(image_.path());

  EXPECT_THAT(ebs.Snapshot(report.snapshot_id), AllOf(IsCompleted(), HoldsImage(image_.path())));
  EXPECT_THAT(ebs.Snapshot(report.snapshot_id).block_indexes(),
              ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20));
  EXPECT_EQ(report.blocks_put, 11U);
}

TEST_F(ImageUploaderTest, RestoresWhatItUploaded) {
  EXPECT_TRUE(Restored(Upload()) == image_.Contents());
}

TEST_F(ImageUploaderTest, RestoresAnImageThatWasLoaded) {
  EXPECT_TRUE(Restored(ebs.LoadImage(image_.path())) == image_.Contents());
}

TEST_F(ImageUploaderTest, UploadsOnlyWhatDiffersFromTheParent) {
  const std::string parent = Upload();
  image_.Write(3, fauxebs::Block::Random(300));
  image_.Write(4, fauxebs::Block::Zero());
  image_.Write(22, fauxebs::Block::Random(22));

  const backup::UploadReport report = Uploader().UploadIncrement(image_.path(), parent);

  EXPECT_EQ(report.blocks_put, 3U);
  EXPECT_THAT(ebs.Snapshot(report.snapshot_id), AllOf(IsCompleted(), HoldsImage(image_.path())));
  EXPECT_TRUE(Restored(report.snapshot_id) == image_.Contents());
}

TEST_F(ImageUploaderTest, UploadsNothingOnTopOfAnEqualParent) {
  const std::string parent = Upload();

  const backup::UploadReport report = Uploader().UploadIncrement(image_.path(), parent);

  EXPECT_EQ(report.blocks_put, 0U);
  EXPECT_THAT(ebs.Snapshot(report.snapshot_id), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, StartsOneSnapshotThoughTheAnswerIsLost) {
  ebs.On(StartSnapshot).First(20).LoseReply();

  Upload();

  EXPECT_EQ(ebs.Snapshots().size(), 1U);
  EXPECT_THAT(ebs, HasNoOrphans());
}

TEST_F(ImageUploaderTest, RidesOutThrottlingThatTheSdkGivesUpOn) {
  ebs.On(PutSnapshotBlock).Block(7).First(20).Refuse(RequestThrottled());

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, RidesOutAServerThatFails) {
  ebs.On(PutSnapshotBlock).First(3).Refuse(InternalServer());
  ebs.On(CompleteSnapshot).First(2).ApplyThenFail(InternalServer());

  EXPECT_THAT(ebs.Snapshot(Upload()), AllOf(IsCompleted(), HoldsImage(image_.path())));
}

TEST_F(ImageUploaderTest, RidesOutASnapshotThatIsNotKnownEverywhereYet) {
  ebs.On(PutSnapshotBlock).First(4).Refuse(SnapshotNotFound("snap-0"));

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, RidesOutBlocksThatAreNotReadWhole) {
  ebs.On(PutSnapshotBlock).Every(3).Refuse(FailedToReadBlockData());

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, SendsAgainWhatWasDamagedOnItsWay) {
  ebs.On(PutSnapshotBlock).Block(5).Once().CorruptRequest(FlipBit(4194303));

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, PutsAgainWhatWasLost) {
  ebs.On(PutSnapshotBlock).Block(5).First(13).LoseRequest();

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, CompletesThoughTheAnswerIsLost) {
  ebs.On(CompleteSnapshot).First(13).LoseReply();

  EXPECT_THAT(ebs.Snapshot(Upload()), IsCompleted());
}

TEST_F(ImageUploaderTest, WaitsLongerForASlowAnswer) {
  ebs.On(PutSnapshotBlock).Block(2).Once().Delay(2s);
  ebs.On(PutSnapshotBlock).Block(3).Once().Delay(10min);  // past the time-out: as if lost

  EXPECT_THAT(ebs.Snapshot(Upload()), HoldsImage(image_.path()));
}

TEST_F(ImageUploaderTest, ReadsAgainWhatWasDamagedOnItsWay) {
  const std::string id = ebs.LoadImage(image_.path());
  ebs.On(GetSnapshotBlock).Every(2).CorruptReply();

  EXPECT_TRUE(Restored(id) == image_.Contents());
}

TEST_F(ImageUploaderTest, RestoresThoughListingIsThrottled) {
  const std::string id = ebs.LoadImage(image_.path());
  ebs.On(ListSnapshotBlocks).First(15).Refuse(Throttling());

  EXPECT_TRUE(Restored(id) == image_.Contents());
}

TEST_F(ImageUploaderTest, RestoresASnapshotThatIsNotKnownEverywhereYet) {
  const std::string id = ebs.LoadImage(image_.path());
  ebs.On(ListSnapshotBlocks).First(4).Refuse(SnapshotNotFound(id));

  EXPECT_TRUE(Restored(id) == image_.Contents());
}

TEST_F(ImageUploaderTest, DoesNotCutWhatItRestores) {
  const std::string id = ebs.LoadImage(image_.path());
  const example::Image target("short.img");

  EXPECT_THAT([&] { Uploader().Restore(id, target.path(), fauxebs::kBlockSizeBytes); },
              ThrowsMessage<backup::Error>(HasSubstr("beyond the image's size")));
}

TEST_F(ImageUploaderTest, SurvivesManyFaultsAtOnce) {
  ebs.OnAny().Chance(0.1).Maybe().Refuse(Throttling());
  ebs.OnAny().Chance(0.1).Maybe().LoseReply();
  ebs.OnAny().Chance(0.1).Maybe().LoseRequest();
  ebs.OnAny().Chance(0.2).Maybe().Delay(250ms);
  ebs.On(PutSnapshotBlock).Chance(0.1).Maybe().CorruptRequest();
  ebs.On(GetSnapshotBlock).Chance(0.1).Maybe().CorruptReply();

  const std::string parent = Upload();
  image_.Write(3, fauxebs::Block::Random(300));
  const std::string child = Uploader(8).UploadIncrement(image_.path(), parent).snapshot_id;

  EXPECT_TRUE(Restored(child) == image_.Contents());
  EXPECT_THAT(ebs, HasNoOrphans());
}

TEST_F(ImageUploaderTest, SaysWhatIsWrongWhenItGivesUp) {
  ebs.On(PutSnapshotBlock).Block(5).Refuse(AccessDenied());

  EXPECT_THAT([&] { Upload(); },
              ThrowsMessage<backup::Error>(AllOf(HasSubstr("PutSnapshotBlock"), HasSubstr("5"),
                                                 HasSubstr("AccessDeniedException"))));
}

TEST_F(ImageUploaderTest, ReportsASnapshotThatTurnsToErrorUnderIt) {
  ebs.On(CompleteSnapshot)
      .Once()
      .Where([this](const fauxebs::AttemptedCall& call) {
        ebs.FailSnapshot(call.request.snapshot_id());
        return true;
      })
      .Delay(1ms);

  EXPECT_THAT([&] { Upload(); }, ThrowsMessage<backup::Error>(HasSubstr("turned to error")));
}

TEST_F(ImageUploaderTest, GivesUpOnASnapshotThatTimesOutMeanwhile) {
  ebs.On(PutSnapshotBlock)
      .Block(5)
      .Once()
      .Where([this](const fauxebs::AttemptedCall&) {
        ebs.clock().Advance(61min);
        return true;
      })
      .LoseRequest();

  EXPECT_THAT([&] { Upload(); }, ThrowsMessage<backup::Error>(HasSubstr("does not exist")));
}

// With one worker a run is the same to the last line of the journal.
TEST_F(ImageUploaderTest, RunsTheSameWayTwice) {
  const auto run = [this] {
    fauxebs::Fake other;
    other.Load("any~0.2{maybe}: refuse(Throttling); PutSnapshotBlock/4: lose-reply");
    example::Waiter waiter(other);
    backup::Options options;
    options.workers = 1;
    options.client_token = [] { return "token"; };
    const backup::ImageUploader uploader(MakeEBSClient(other), other.clock().Sleeper(), waiter,
                                         options);
    uploader.Upload(image_.path());
    other.Verify();
    return other.journal().Timeline();
  };

  EXPECT_EQ(run(), run());
}

struct SlowCompletion : ImageUploaderTest {
  SlowCompletion() : ImageUploaderTest(Options()) {}
  static fauxebs::Fake::Options Options() {
    fauxebs::Fake::Options options;
    options.service.completion_delay = 10min;
    return options;
  }
};

TEST_F(SlowCompletion, IsWaitedFor) { EXPECT_THAT(ebs.Snapshot(Upload()), IsCompleted()); }

}  // namespace
