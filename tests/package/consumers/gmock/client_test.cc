#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws_gmock/matchers.h>
#include <fauxebs/aws_gmock/mock_ebs_client.h>
#include <fauxebs/gmock/test.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace fauxebs::words;

struct ClientTest : fauxebs::Test {};

TEST_F(ClientTest, StartsASnapshot) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, StartSnapshot);
  Aws::EBS::Model::StartSnapshotRequest request;
  request.SetVolumeSize(1);
  EXPECT_THAT(client->StartSnapshot(request), IsOk());
}
