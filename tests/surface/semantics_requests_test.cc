// Requests: their handlers, the client token that comes with them; and the times in results.
#include <cstdint>

#include "surface/semantics_fixture.h"

namespace {

using fauxebs::Block;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

using SdkSemantics12 = fauxebs::SdkTest;
using SdkSemantics13 = fauxebs::SdkTest;
using SdkSemantics14 = fauxebs::SdkTest;

// ---- 12: handlers of events ----

TEST_F(SdkSemantics12, ARequestKeepsItsHandlers) {
  model::PutSnapshotBlockRequest request;

  request.SetDataSentEventHandler([](const Aws::Http::HttpRequest*, long long) {});
  request.SetDataReceivedEventHandler(
      [](const Aws::Http::HttpRequest*, Aws::Http::HttpResponse*, long long) {});
  request.SetContinueRequestHandler([](const Aws::Http::HttpRequest*) { return true; });

  EXPECT_TRUE(request.GetDataSentEventHandler());
  EXPECT_TRUE(request.GetDataReceivedEventHandler());
  EXPECT_TRUE(request.GetContinueRequestHandler());
}

// ---- 13: the client token ----

TEST_F(SdkSemantics13, AFreshStartRequestHasATokenThatCountsAsSet) {
  const model::StartSnapshotRequest request;

  EXPECT_TRUE(request.ClientTokenHasBeenSet());
  EXPECT_THAT(request.GetClientToken(), SizeIs(36));
}

TEST_F(SdkSemantics13, ACopyHasTheSameTokenAndAnotherRequestAnotherOne) {
  const model::StartSnapshotRequest request;
  const model::StartSnapshotRequest copy = request;
  const model::StartSnapshotRequest fresh;

  EXPECT_EQ(copy.GetClientToken(), request.GetClientToken());
  EXPECT_NE(fresh.GetClientToken(), request.GetClientToken());
}

TEST_F(SdkSemantics13, ACopySentAgainStartsNoOtherSnapshotAndAFreshRequestDoes) {
  const auto client = MakeEBSClient(ebs);
  model::StartSnapshotRequest request;
  request.SetVolumeSize(1);
  const model::StartSnapshotRequest copy = request;
  model::StartSnapshotRequest fresh;
  fresh.SetVolumeSize(1);

  const auto first = client->StartSnapshot(request);
  const auto again = client->StartSnapshot(copy);
  const auto other = client->StartSnapshot(fresh);

  EXPECT_EQ(again.GetResult().GetSnapshotId(), first.GetResult().GetSnapshotId());
  EXPECT_NE(other.GetResult().GetSnapshotId(), first.GetResult().GetSnapshotId());
}

// ---- 14: times ----

TEST_F(SdkSemantics14, ATimeOnTheWireIsCutToMilliseconds) {
  EXPECT_EQ(Aws::Utils::DateTime(1.576308931973E9).Millis(), 1576308931973);
  EXPECT_EQ(Aws::Utils::DateTime(1576308931.9996).Millis(), 1576308931999);
}

TEST_F(SdkSemantics14, TheTimeInAResultIsTheFakesToTheMillisecond) {
  const auto client = MakeEBSClient(ebs);
  ebs.clock().Advance(std::chrono::milliseconds(1973));
  model::StartSnapshotRequest request;
  request.SetVolumeSize(1);

  const auto outcome = client->StartSnapshot(request);

  EXPECT_EQ(outcome.GetResult().GetStartTime().Millis(), 1767225601973);
  EXPECT_EQ(outcome.GetResult().GetStartTime().ToGmtString(Aws::Utils::DateFormat::ISO_8601),
            "2026-01-01T00:00:01Z");
}

TEST_F(SdkSemantics14, ATimeThatIsNotInTheAnswerIsTheEpoch) {
  EXPECT_EQ(model::ListSnapshotBlocksResult().GetExpiryTime().Millis(), 0);
}

}  // namespace
