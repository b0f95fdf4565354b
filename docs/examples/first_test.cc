// The test of the README: production code, a disk image, two faults.

// [first-test]
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include "example_support.h"
#include "image_uploader.h"  // production code: it knows the SDK, and nothing of fauxebs

using namespace fauxebs::words;

struct BackupTest : fauxebs::Test {
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  example::Waiter waiter{ebs};
  backup::ImageUploader uploader{client, ebs.clock().Sleeper(), waiter};
  example::Image image{"first.img"};
};

TEST_F(BackupTest, RidesOutThrottlingAndAnUnheardCompletion) {
  ebs.On(PutSnapshotBlock).Block(7).First(20).Refuse(RequestThrottled());
  ebs.On(CompleteSnapshot).Once().LoseReply();  // applied; the caller hears nothing

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage(image.path())));
  EXPECT_THAT(ebs, HasNoOrphans());
}
// [first-test]
