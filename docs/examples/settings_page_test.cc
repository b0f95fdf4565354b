// The code of docs/settings.md.

#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include <memory>
#include <string>
#include <vector>

#include "example_support.h"
#include "image_uploader.h"

using namespace fauxebs::words;

namespace {

// [pace]
// A service that takes its time, as AWS does.
fauxebs::Fake::Options AwsPace() {
  fauxebs::Fake::Options options;
  options.service.visible_delay = 10s;     // until PutSnapshotBlock finds a new snapshot
  options.service.completion_delay = 2s;   // until it is completed
  options.service.readable_delay = 30s;    // and until it can be read
  options.service.mismatch_delay = 10min;  // until a wrong checksum turns it to error
  options.service.timeout_lag = 5min;      // what abandoned snapshots live longer
  return options;
}

struct SlowServiceTest : fauxebs::Test {
  SlowServiceTest() : Test(AwsPace()) {}

  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  example::Waiter waiter{ebs};
  backup::ImageUploader uploader{client, ebs.clock().Sleeper(), waiter};
  example::Image image{"slow.img"};
};

TEST_F(SlowServiceTest, IsWaitedFor) {
  const std::string id = uploader.Upload(image.path()).snapshot_id;
  uploader.Restore(id, image.path());

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage(image.path())));
}
// [pace]

struct SettingsTest : testing::Test {};

TEST_F(SettingsTest, Quotas) {
  // [quotas]
  fauxebs::Fake::Options options;
  options.service.rate_limits.emplace();            // AWS's quotas
  options.service.rate_limits->start_snapshot = 2;  // but for this one
  fauxebs::Fake ebs(options);
  auto client = MakeEBSClient(ebs, NoSdkRetries());

  Aws::EBS::Model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());
  EXPECT_FALSE(client->StartSnapshot(start).IsSuccess());  // ThrottlingException
  ebs.clock().Advance(500ms);                              // one request's worth
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());
  // [quotas]
}

TEST_F(SettingsTest, LimitsAtRunTime) {
  fauxebs::Fake ebs;
  auto client = MakeEBSClient(ebs, NoSdkRetries());
  Aws::EBS::Model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  // [limits]
  fauxebs::RateLimits limits;  // AWS's quotas
  limits.start_snapshot = 1;
  ebs.Limits(limits);
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());
  EXPECT_FALSE(client->StartSnapshot(start).IsSuccess());

  ebs.NoLimits();
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());

  ebs.ThrottleAccount(fauxebs::kDefaultAccount, 10s);
  EXPECT_FALSE(client->StartSnapshot(start).IsSuccess());
  ebs.clock().Advance(10s);
  EXPECT_TRUE(client->StartSnapshot(start).IsSuccess());
  // [limits]
}

TEST_F(SettingsTest, Encryption) {
  // [encryption]
  fauxebs::Fake::Options options;
  options.service.encryption_by_default = true;
  fauxebs::Fake ebs(options);
  auto client = MakeEBSClient(ebs);

  Aws::EBS::Model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  const auto started = client->StartSnapshot(start);
  EXPECT_EQ(started.GetResult().GetKmsKeyArn(), options.service.default_kms_key_arn);
  // [encryption]
}

TEST_F(SettingsTest, Sharing) {
  // [sharing]
  fauxebs::Fake ebs;
  const std::string id = ebs.AddSnapshot();
  fauxebs::ClientOptions other;
  other.account = "999988887777";
  auto client = MakeEBSClient(ebs, other);

  Aws::EBS::Model::ListSnapshotBlocksRequest list;
  list.SetSnapshotId(id);
  EXPECT_FALSE(client->ListSnapshotBlocks(list).IsSuccess());  // it does not exist for them
  ebs.ShareSnapshot(id, other.account);
  EXPECT_TRUE(client->ListSnapshotBlocks(list).IsSuccess());
  // [sharing]
}

}  // namespace
