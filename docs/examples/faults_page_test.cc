// The code of docs/faults.md.

#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include <future>
#include <memory>
#include <string>

#include "example_support.h"
#include "image_uploader.h"

using namespace fauxebs::words;

namespace {

struct FaultsPageTest : fauxebs::Test {
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  example::Waiter waiter{ebs};
  backup::ImageUploader uploader{client, ebs.clock().Sleeper(), waiter};
  example::Image image{"faults.img"};
};

TEST_F(FaultsPageTest, SeveralRulesStrikeOneAttempt) {
  // Slow, and every third answer is lost.
  ebs.On(PutSnapshotBlock).Delay(200ms);
  ebs.On(PutSnapshotBlock).Every(3).LoseReply();

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  EXPECT_THAT(ebs.Snapshot(id), HoldsImage(image.path()));
}

TEST_F(FaultsPageTest, ALateWriteComesToNothing) {
  ebs.On(PutSnapshotBlock).Block(7).Once().DeliverLate(30s);  // the retry wins, for half a minute
  const std::string id = uploader.Upload(image.path()).snapshot_id;
  ebs.Drain();
  EXPECT_THAT(ebs.Snapshot(id), HoldsImage(image.path()));  // completed: the late write is refused
}

TEST_F(FaultsPageTest, ACallIsHeldInItsMiddle) {
  const fauxebs::Rule held = ebs.On(CompleteSnapshot).Once().Hold();
  auto uploaded = std::async([&] { return uploader.Upload(image.path()).snapshot_id; });
  held.AwaitArrival();
  const std::string id = ebs.Snapshots().front().id();
  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsPending(), HoldsImage(image.path())));
  held.Release();
  EXPECT_EQ(uploaded.get(), id);
  EXPECT_THAT(ebs.Snapshot(id), IsCompleted());
}

}  // namespace
