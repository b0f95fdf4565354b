#include <fauxebs/aws/translate.h>
#include <gmock/gmock.h>

namespace {

using fauxebs::internal::ToCore;
using testing::Eq;
using testing::IsEmpty;
using testing::Optional;
namespace model = Aws::EBS::Model;

constexpr auto kAbsent = std::nullopt;

TEST(TranslatedRequest, HasOnlyWhatWasSet) {
  model::StartSnapshotRequest request;
  request.SetVolumeSize(3);

  const fauxebs::StartSnapshotRequest core = ToCore(request);

  EXPECT_THAT(core.volume_size_gib, Optional(3));
  EXPECT_THAT(core.client_token, Optional(Eq(request.GetClientToken())));
  EXPECT_EQ(core.parent_snapshot_id, kAbsent);
  EXPECT_EQ(core.description, kAbsent);
  EXPECT_EQ(core.encrypted, kAbsent);
  EXPECT_EQ(core.kms_key_arn, kAbsent);
  EXPECT_EQ(core.timeout_minutes, kAbsent);
  EXPECT_THAT(core.tags, IsEmpty());
}

TEST(TranslatedRequest, HasAllThatWasSetEvenIfEmpty) {
  model::StartSnapshotRequest request;
  request.SetVolumeSize(0);
  request.SetClientToken("");
  request.SetParentSnapshotId("");
  request.SetDescription("");
  request.SetEncrypted(false);
  request.SetKmsKeyArn("");
  request.SetTimeout(0);

  const fauxebs::StartSnapshotRequest core = ToCore(request);

  EXPECT_THAT(core.volume_size_gib, Optional(0));
  EXPECT_THAT(core.client_token, Optional(Eq("")));
  EXPECT_THAT(core.parent_snapshot_id, Optional(Eq("")));
  EXPECT_THAT(core.description, Optional(Eq("")));
  EXPECT_THAT(core.encrypted, Optional(false));
  EXPECT_THAT(core.kms_key_arn, Optional(Eq("")));
  EXPECT_THAT(core.timeout_minutes, Optional(0));
}

TEST(TranslatedRequest, KeepsTagsInTheirOrder) {
  model::StartSnapshotRequest request;
  request.AddTags(model::Tag().WithKey("b").WithValue("2"));
  request.AddTags(model::Tag().WithKey("a").WithValue("1"));

  EXPECT_THAT(ToCore(request).tags,
              testing::ElementsAre(fauxebs::Tag{"b", "2"}, fauxebs::Tag{"a", "1"}));
}

TEST(TranslatedRequest, OfABlockCarriesItsHeaders) {
  model::PutSnapshotBlockRequest request;
  request.SetSnapshotId("snap-1");
  request.SetBlockIndex(7);
  request.SetDataLength(524288);
  request.SetProgress(50);
  request.SetChecksum("c2hh");
  request.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);

  const fauxebs::PutSnapshotBlockRequest core = ToCore(request);

  EXPECT_EQ(core.snapshot_id, "snap-1");
  EXPECT_EQ(core.block_index, 7);
  EXPECT_THAT(core.data_length, Optional(524288));
  EXPECT_THAT(core.progress, Optional(50));
  EXPECT_THAT(core.checksum, Optional(Eq("c2hh")));
  EXPECT_THAT(core.checksum_algorithm, Optional(Eq("SHA256")));
}

TEST(TranslatedRequest, SendsNoHeaderWithoutAValue) {
  model::PutSnapshotBlockRequest put;
  put.SetChecksum("");
  put.SetChecksumAlgorithm(model::ChecksumAlgorithm::NOT_SET);
  model::CompleteSnapshotRequest complete;
  complete.SetChecksumAggregationMethod(model::ChecksumAggregationMethod::NOT_SET);

  EXPECT_EQ(ToCore(put).checksum, kAbsent);
  EXPECT_EQ(ToCore(put).checksum_algorithm, kAbsent);
  EXPECT_EQ(ToCore(complete).checksum_aggregation_method, kAbsent);
}

TEST(TranslatedRequest, OfACompletionCarriesItsHeaders) {
  model::CompleteSnapshotRequest request;
  request.SetSnapshotId("snap-1");
  request.SetChangedBlocksCount(0);
  request.SetChecksum("c2hh");
  request.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);
  request.SetChecksumAggregationMethod(model::ChecksumAggregationMethod::LINEAR);

  const fauxebs::CompleteSnapshotRequest core = ToCore(request);

  EXPECT_EQ(core.snapshot_id, "snap-1");
  EXPECT_THAT(core.changed_blocks_count, Optional(0));
  EXPECT_THAT(core.checksum, Optional(Eq("c2hh")));
  EXPECT_THAT(core.checksum_algorithm, Optional(Eq("SHA256")));
  EXPECT_THAT(core.checksum_aggregation_method, Optional(Eq("LINEAR")));
}

TEST(TranslatedRequest, OfAListingCarriesItsQuery) {
  model::ListChangedBlocksRequest request;
  request.SetFirstSnapshotId("snap-1");
  request.SetSecondSnapshotId("snap-2");
  request.SetNextToken("");
  request.SetMaxResults(100);
  request.SetStartingBlockIndex(0);

  const fauxebs::ListChangedBlocksRequest core = ToCore(request);

  EXPECT_THAT(core.first_snapshot_id, Optional(Eq("snap-1")));
  EXPECT_EQ(core.second_snapshot_id, "snap-2");
  EXPECT_THAT(core.next_token, Optional(Eq("")));
  EXPECT_THAT(core.max_results, Optional(100));
  EXPECT_THAT(core.starting_block_index, Optional(0));
  EXPECT_EQ(ToCore(model::ListChangedBlocksRequest()).first_snapshot_id, kAbsent);
}

TEST(TranslatedResult, KeepsMilliseconds) {
  fauxebs::StartSnapshotResponse response;
  response.start_time = fauxebs::TimePoint(std::chrono::milliseconds(1576308931973));

  EXPECT_EQ(fauxebs::internal::ToSdk(response).GetStartTime().Millis(), 1576308931973);
}

TEST(TranslatedResult, LeavesAbsentMembersAsTheyAre) {
  const model::ListSnapshotBlocksResult result =
      fauxebs::internal::ToSdk(fauxebs::ListSnapshotBlocksResponse());

  EXPECT_EQ(result.GetExpiryTime().Millis(), 0);
  EXPECT_EQ(result.GetVolumeSize(), 0);
  EXPECT_EQ(result.GetBlockSize(), 0);
  EXPECT_THAT(result.GetNextToken(), IsEmpty());
}

}  // namespace
