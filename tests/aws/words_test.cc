// That everything which a test opens at once can be opened at once.
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/fauxebs.h>
#include <gmock/gmock.h>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace Aws::EBS::Model;
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

TEST(Words, ClashWithNothingOfTheSdkOrOfGoogleTest) {
  fauxebs::Fake ebs;
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(StartSnapshot).Once().Refuse(InternalServer());
  ebs.On(ListSnapshotBlocks).Once().Delay(20ms);
  StartSnapshotRequest start;
  start.SetVolumeSize(1);
  start.AddTags(Tag().WithKey("k"));
  ListSnapshotBlocksRequest list;
  list.SetSnapshotId(ebs.AddSnapshot());

  const StartSnapshotOutcome started = client->StartSnapshot(start);
  const ListSnapshotBlocksOutcome listed = client->ListSnapshotBlocks(list);

  EXPECT_THAT(started.GetError().GetMessage(), Not(IsEmpty()));
  EXPECT_THAT(listed.GetResult().GetBlocks(), SizeIs(0));
  EXPECT_THAT(ebs.journal().Count(StartSnapshot), Eq(1U));
  EXPECT_THAT(ebs.Verify(), IsEmpty());
}

}  // namespace
