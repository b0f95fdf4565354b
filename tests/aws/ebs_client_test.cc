#include <fauxebs/aws/ebs_client.h>

#include <type_traits>

#include "aws/client_fixture.h"

namespace {

using fauxebs::Block;
using fauxebs::ClientOptions;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

using FakeEBSClient = fauxebs::ClientTest;

TEST_F(FakeEBSClient, IsFoundWithoutNamingItsNamespace) {
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  const std::shared_ptr<Aws::EBS::EBSClient> named = MakeEBSClient(ebs, ClientOptions{"other"});
  const std::shared_ptr<Aws::EBS::EBSClient> configured =
      MakeEBSClient(ebs, Aws::EBS::EBSClientConfiguration());
  const std::shared_ptr<Aws::EBS::EBSClient> both =
      MakeEBSClient(ebs, Aws::EBS::EBSClientConfiguration(), ClientOptions{"other"});

  EXPECT_TRUE(client && named && configured && both);
}

TEST_F(FakeEBSClient, IsMadeWithoutAConfigurationWhereBracesStandForIt) {
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs, {});
  const std::shared_ptr<Aws::EBS::EBSClient> named = MakeEBSClient(ebs, {}, ClientOptions{"other"});
  const fauxebs::FakeEBSClient on_the_stack(ebs, {});

  EXPECT_TRUE(client && named);
}

TEST_F(FakeEBSClient, IsNotCopied) {
  EXPECT_FALSE(std::is_copy_constructible_v<fauxebs::FakeEBSClient>);
  EXPECT_FALSE(std::is_copy_assignable_v<fauxebs::FakeEBSClient>);
}

TEST_F(FakeEBSClient, StartSnapshotAnswersWithEveryMember) {
  const auto client = MakeEBSClient(ebs);
  const std::string parent = CompletedSnapshot({});
  model::StartSnapshotRequest request;
  request.SetVolumeSize(2);
  request.SetParentSnapshotId(parent);
  request.SetDescription("nightly");
  request.AddTags(model::Tag().WithKey("team").WithValue("storage"));

  const auto outcome = client->StartSnapshot(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  const model::StartSnapshotResult& result = outcome.GetResult();
  EXPECT_EQ(ebs.Snapshot(result.GetSnapshotId()).volume_size_gib(), 2);
  EXPECT_EQ(result.GetOwnerId(), "111122223333");
  EXPECT_EQ(result.GetStatus(), model::Status::pending);
  EXPECT_EQ(result.GetStartTime().Millis(), 1767225600000);
  EXPECT_EQ(result.GetVolumeSize(), 2);
  EXPECT_EQ(result.GetBlockSize(), 524288);
  EXPECT_EQ(result.GetParentSnapshotId(), parent);
  EXPECT_EQ(result.GetDescription(), "nightly");
  ASSERT_THAT(result.GetTags(), SizeIs(1));
  EXPECT_EQ(result.GetTags()[0].GetKey(), "team");
  EXPECT_EQ(result.GetTags()[0].GetValue(), "storage");
  EXPECT_THAT(result.GetKmsKeyArn(), IsEmpty());
  EXPECT_THAT(result.GetRequestId(), SizeIs(36));
}

TEST_F(FakeEBSClient, ACopyOfAStartRequestStartsTheSameSnapshotAndAFreshOneAnother) {
  const auto client = MakeEBSClient(ebs);
  model::StartSnapshotRequest request;
  request.SetVolumeSize(1);
  const model::StartSnapshotRequest copy = request;
  model::StartSnapshotRequest fresh;
  fresh.SetVolumeSize(1);

  const auto first = client->StartSnapshot(request);
  const auto second = client->StartSnapshot(copy);
  const auto third = client->StartSnapshot(fresh);

  EXPECT_EQ(first.GetResult().GetSnapshotId(), second.GetResult().GetSnapshotId());
  EXPECT_NE(first.GetResult().GetSnapshotId(), third.GetResult().GetSnapshotId());
}

TEST_F(FakeEBSClient, PutSnapshotBlockStoresTheBlock) {
  const auto client = MakeEBSClient(ebs);
  const std::string id = PendingSnapshot();
  const Block block = Block::Random(7);

  const auto outcome = client->PutSnapshotBlock(fauxebs::PutRequest(id, 7, block));

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetResult().GetChecksum(), block.checksum());
  EXPECT_EQ(outcome.GetResult().GetChecksumAlgorithm(), model::ChecksumAlgorithm::SHA256);
  EXPECT_THAT(outcome.GetResult().GetRequestId(), SizeIs(36));
  EXPECT_EQ(ebs.Snapshot(id).block(7), block);
}

TEST_F(FakeEBSClient, CompleteSnapshotAnswersWithTheStatus) {
  const auto client = MakeEBSClient(ebs);
  const std::string id = PendingSnapshot();
  model::CompleteSnapshotRequest request;
  request.SetSnapshotId(id);
  request.SetChangedBlocksCount(0);

  const auto outcome = client->CompleteSnapshot(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetResult().GetStatus(), model::Status::pending);
  EXPECT_THAT(outcome.GetResult().GetRequestId(), SizeIs(36));
  EXPECT_EQ(ebs.Snapshot(id).status(), fauxebs::SnapshotStatus::kCompleted);
}

TEST_F(FakeEBSClient, GetSnapshotBlockReadsTheBlock) {
  const auto client = MakeEBSClient(ebs);
  const Block block = Block::Random(3);
  const std::string id = CompletedSnapshot({{3, block}});

  auto outcome = client->GetSnapshotBlock(GetRequest(id, 3));

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetResult().GetDataLength(), 524288);
  EXPECT_EQ(outcome.GetResult().GetChecksum(), block.checksum());
  EXPECT_EQ(outcome.GetResult().GetChecksumAlgorithm(), model::ChecksumAlgorithm::SHA256);
  EXPECT_THAT(outcome.GetResult().GetRequestId(), SizeIs(36));
  EXPECT_TRUE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == block.view());
}

TEST_F(FakeEBSClient, ListSnapshotBlocksListsThem) {
  const auto client = MakeEBSClient(ebs);
  const std::string id = CompletedSnapshot({{1, Block::Filled(1)}, {9, Block::Filled(2)}});

  const auto outcome = client->ListSnapshotBlocks(fauxebs::ListRequest(id));

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  const model::ListSnapshotBlocksResult& page = outcome.GetResult();
  ASSERT_THAT(page.GetBlocks(), SizeIs(2));
  EXPECT_EQ(page.GetBlocks()[0].GetBlockIndex(), 1);
  EXPECT_EQ(page.GetBlocks()[1].GetBlockIndex(), 9);
  EXPECT_FALSE(page.GetBlocks()[0].GetBlockToken().empty());
  EXPECT_GT(page.GetExpiryTime().Millis(), 1767225600000);
  EXPECT_EQ(page.GetVolumeSize(), 1);
  EXPECT_EQ(page.GetBlockSize(), 524288);
  EXPECT_THAT(page.GetNextToken(), IsEmpty());
  EXPECT_THAT(page.GetRequestId(), SizeIs(36));
}

TEST_F(FakeEBSClient, ListSnapshotBlocksGoesOnFromItsToken) {
  const auto client = MakeEBSClient(ebs);
  std::vector<std::pair<std::int32_t, Block>> blocks;
  for (std::int32_t index = 0; index < 101; ++index) blocks.push_back({index, Block::Filled(1)});
  const std::string id = CompletedSnapshot(blocks);
  const auto first = client->ListSnapshotBlocks(fauxebs::ListRequest(id).WithMaxResults(100));

  const auto second = client->ListSnapshotBlocks(
      fauxebs::ListRequest(id).WithNextToken(first.GetResult().GetNextToken()));

  ASSERT_TRUE(second.IsSuccess()) << second.GetError();
  ASSERT_THAT(second.GetResult().GetBlocks(), SizeIs(1));
  EXPECT_EQ(second.GetResult().GetBlocks()[0].GetBlockIndex(), 100);
}

TEST_F(FakeEBSClient, ListChangedBlocksLeavesATokenUnsetWhereItsSnapshotLacksTheBlock) {
  const auto client = MakeEBSClient(ebs);
  const std::string first = CompletedSnapshot({{1, Block::Filled(1)}});
  fauxebs::SnapshotSpec child;
  child.parent_snapshot_id = first;
  child.blocks = {{1, Block::Filled(2)}, {5, Block::Filled(5)}};
  const std::string second = ebs.AddSnapshot(child);
  model::ListChangedBlocksRequest request;
  request.SetFirstSnapshotId(first);
  request.SetSecondSnapshotId(second);

  const auto outcome = client->ListChangedBlocks(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  const model::ListChangedBlocksResult& page = outcome.GetResult();
  ASSERT_THAT(page.GetChangedBlocks(), SizeIs(2));
  EXPECT_EQ(page.GetChangedBlocks()[0].GetBlockIndex(), 1);
  EXPECT_TRUE(page.GetChangedBlocks()[0].FirstBlockTokenHasBeenSet());
  EXPECT_TRUE(page.GetChangedBlocks()[0].SecondBlockTokenHasBeenSet());
  EXPECT_EQ(page.GetChangedBlocks()[1].GetBlockIndex(), 5);
  EXPECT_FALSE(page.GetChangedBlocks()[1].FirstBlockTokenHasBeenSet());
  EXPECT_TRUE(page.GetChangedBlocks()[1].SecondBlockTokenHasBeenSet());
  EXPECT_EQ(page.GetVolumeSize(), 1);
  EXPECT_EQ(page.GetBlockSize(), 524288);
}

TEST_F(FakeEBSClient, IsNamedInTheJournal) {
  const auto client = MakeEBSClient(ebs, ClientOptions{"restorer"});

  client->ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({})));

  ASSERT_THAT(ebs.journal().entries(fauxebs::Side::kClient), SizeIs(1));
  EXPECT_EQ(ebs.journal().entries(fauxebs::Side::kClient)[0].client, "restorer");
}

TEST_F(FakeEBSClient, ActsForItsAccount) {
  const auto client = MakeEBSClient(ebs, ClientOptions{"stranger", "444455556666"});
  model::StartSnapshotRequest request;
  request.SetVolumeSize(1);

  const auto started = client->StartSnapshot(request);
  const auto listed = client->ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({})));

  EXPECT_EQ(started.GetResult().GetOwnerId(), "444455556666");
  EXPECT_FALSE(listed.IsSuccess());
}

// Names the first field that a request lacks, and makes no attempt.
class RequiredFields : public fauxebs::ClientTest {
 protected:
  template <typename Outcome>
  void ExpectMissing(const Outcome& outcome, const std::string& field) {
    ASSERT_FALSE(outcome.IsSuccess());
    EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::MISSING_PARAMETER);
    EXPECT_EQ(outcome.GetError().GetExceptionName(), "MISSING_PARAMETER");
    EXPECT_EQ(outcome.GetError().GetMessage(), "Missing required field [" + field + "]");
    EXPECT_FALSE(outcome.GetError().ShouldRetry());
    EXPECT_EQ(outcome.GetError().GetResponseCode(), Aws::Http::HttpResponseCode::REQUEST_NOT_MADE);
    EXPECT_EQ(LastOutcome(), "not sent: Missing required field [" + field + "]");
    EXPECT_THAT(ebs.journal().entries(fauxebs::Side::kService), IsEmpty());
  }

  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
};

TEST_F(RequiredFields, OfPutSnapshotBlockAreFiveInTheirOrder) {
  model::PutSnapshotBlockRequest request;
  ExpectMissing(client->PutSnapshotBlock(request), "SnapshotId");
  request.SetSnapshotId("");
  ExpectMissing(client->PutSnapshotBlock(request), "BlockIndex");
  request.SetBlockIndex(0);
  ExpectMissing(client->PutSnapshotBlock(request), "DataLength");
  request.SetDataLength(0);
  ExpectMissing(client->PutSnapshotBlock(request), "Checksum");
  request.SetChecksum("");
  ExpectMissing(client->PutSnapshotBlock(request), "ChecksumAlgorithm");
}

TEST_F(RequiredFields, OfCompleteSnapshotAreTwo) {
  model::CompleteSnapshotRequest request;
  ExpectMissing(client->CompleteSnapshot(request), "SnapshotId");
  request.SetSnapshotId("");
  ExpectMissing(client->CompleteSnapshot(request), "ChangedBlocksCount");
}

TEST_F(RequiredFields, OfGetSnapshotBlockAreThree) {
  model::GetSnapshotBlockRequest request;
  ExpectMissing(client->GetSnapshotBlock(request), "SnapshotId");
  request.SetSnapshotId("");
  ExpectMissing(client->GetSnapshotBlock(request), "BlockIndex");
  request.SetBlockIndex(0);
  ExpectMissing(client->GetSnapshotBlock(request), "BlockToken");
}

TEST_F(RequiredFields, OfTheListingsIsOneEach) {
  ExpectMissing(client->ListSnapshotBlocks({}), "SnapshotId");
  ExpectMissing(client->ListChangedBlocks({}), "SecondSnapshotId");
}

TEST_F(RequiredFields, OfStartSnapshotAreLeftToTheService) {
  const auto outcome = client->StartSnapshot(model::StartSnapshotRequest());

  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::VALIDATION);
  EXPECT_THAT(outcome.GetError().GetMessage(), HasSubstr("Value null at 'volumeSize'"));
  EXPECT_THAT(Attempts(fauxebs::Operation::kStartSnapshot), ElementsAre(1));
}

}  // namespace
