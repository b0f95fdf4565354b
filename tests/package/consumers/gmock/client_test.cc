#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>
#include <gtest/gtest.h>

#include <memory>

using namespace fauxebs::words;

struct ClientTest : fauxebs::Test {
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
};

TEST_F(ClientTest, StartsASnapshot) {
  Aws::EBS::Model::StartSnapshotRequest request;
  request.SetVolumeSize(1);
  EXPECT_TRUE(client->StartSnapshot(request).IsSuccess());
}
