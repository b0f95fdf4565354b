// That everything which a test of the SDK's client opens at once can be opened at once, and means
// the same for the core and for the SDK.
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws_gmock/matchers.h>
#include <fauxebs/aws_gmock/mock_ebs_client.h>
#include <fauxebs/aws_gmock/printers.h>
#include <fauxebs/gmock/mock_service.h>
#include <fauxebs/gmock/test.h>

#include <memory>
#include <string>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

struct AwsGmockWords : fauxebs::Test {
  const std::string id = ebs.AddSnapshot();
};

TEST_F(AwsGmockWords, ClashWithNothingOfTheSdkOrOfGoogleTest) {
  const auto client = MakeMockEBSClient(ebs, NoSdkRetries());
  const auto strict = MakeMockEBSClient<StrictMock>(ebs);
  ebs.On(ListSnapshotBlocks).Once().Refuse(InternalServer());
  EXPECT_CALL(*client, ListSnapshotBlocks(AllOf(ForSnapshot(id), Not(ForBlock(7)))));
  ListSnapshotBlocksRequest request;
  request.SetSnapshotId(id);

  const ListSnapshotBlocksOutcome outcome = client->ListSnapshotBlocks(request);

  EXPECT_THAT(outcome, AllOf(Not(IsOk()), FailsWith(EBSErrors::INTERNAL_SERVER, _)));
  EXPECT_THAT(outcome.GetError(), Not(Reason(ValidationExceptionReason::INVALID_BLOCK)));
  EXPECT_THAT(PrintToString(outcome), StartsWith("INTERNAL_SERVER"));
}

TEST_F(AwsGmockWords, TellWhatHappened) {
  const auto client = MakeEBSClient(ebs);
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());
  ListSnapshotBlocksRequest request;
  request.SetSnapshotId(id);
  EXPECT_THAT(client->ListSnapshotBlocks(request), IsOk());

  EXPECT_THAT(ebs, Calls(ListSnapshotBlocks, By("client"), ForSnapshot(id), Times(3)));
  EXPECT_THAT(ebs, Calls(_, AtService(), IsOk(), Times(Ge(1))));
  EXPECT_THAT(ebs, Retries(ListSnapshotBlocks, Times(3), Not(ForBlock(7))));
  EXPECT_THAT(ebs, Not(Retries(ListSnapshotBlocks, BackoffAtLeast(50ms))));
  EXPECT_THAT(ebs, Never(_, After(ListSnapshotBlocks, IsOk())));
  EXPECT_THAT(ebs.journal(), InOrder(Calls(_, FailsWith(fauxebs::ErrorCode::kRequestThrottled)),
                                     Calls(ListSnapshotBlocks, IsOk())));
}

TEST_F(AwsGmockWords, MeanTheSameForTheCore) {
  const auto service = std::make_shared<StrictMock<MockService>>(ebs.service());
  EXPECT_CALL(*service, ListSnapshotBlocks(ForSnapshot(id), _));
  EXPECT_CALL(*service, GetSnapshotBlock(ForBlock(7), _));
  fauxebs::ListSnapshotBlocksRequest list;
  list.snapshot_id = id;
  fauxebs::GetSnapshotBlockRequest get;
  get.snapshot_id = id;
  get.block_index = 7;

  EXPECT_THAT(service->ListSnapshotBlocks(list, {}), IsOk());
  EXPECT_THAT(service->GetSnapshotBlock(get, {}), FailsWith(fauxebs::ErrorCode::kValidation));
}

}  // namespace
