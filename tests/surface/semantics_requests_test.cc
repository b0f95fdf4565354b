// Requests: their handlers, the client token that comes with them; and the times in results.
#include <cstdint>

#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using fauxebs::Block;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

using SdkSemantics12 = fauxebs::SdkTest;
using SdkSemantics13 = fauxebs::SdkTest;
using SdkSemantics14 = fauxebs::SdkTest;

// ---- 12: handlers of events ----

using Aws::Http::HttpRequest;
using Aws::Http::HttpResponse;

TEST_F(SdkSemantics12, ARequestKeepsItsHandlers) {
  model::PutSnapshotBlockRequest request;

  request.SetDataSentEventHandler([](const HttpRequest*, long long) {});
  request.SetDataReceivedEventHandler([](const HttpRequest*, HttpResponse*, long long) {});
  request.SetContinueRequestHandler([](const HttpRequest*) { return true; });

  EXPECT_TRUE(request.GetDataSentEventHandler());
  EXPECT_TRUE(request.GetDataReceivedEventHandler());
  EXPECT_TRUE(request.GetContinueRequestHandler());
}

TEST_F(SdkSemantics12, WhatIsSentAddsUpToTheBody) {
  const auto client = MakeEBSClient(ebs);
  auto request = fauxebs::PutRequest(PendingSnapshot(), 0, Block::Random(1));
  long long sent = 0;
  request.SetDataSentEventHandler([&](const HttpRequest*, long long bytes) { sent += bytes; });

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(sent, 524288);
}

TEST_F(SdkSemantics12, WhatIsReceivedAddsUpToTheBlock) {
  const auto client = MakeEBSClient(ebs);
  auto request = GetRequest(CompletedSnapshot({{0, Block::Random(1)}}), 0);
  long long received = 0;
  request.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse*, long long bytes) { received += bytes; });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(received, 524288);
}

TEST_F(SdkSemantics12, ARetryIsSentAndHeardOfAnew) {
  const auto client = MakeEBSClient(ebs);
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
  auto request = fauxebs::PutRequest(PendingSnapshot(), 0, Block::Random(1));
  long long sent = 0;
  request.SetDataSentEventHandler([&](const HttpRequest*, long long bytes) { sent += bytes; });

  client->PutSnapshotBlock(request);

  EXPECT_EQ(sent, 2 * 524288);
}

TEST_F(SdkSemantics12, TheContinueHandlerMayStopTheCall) {
  const auto client = MakeEBSClient(ebs);
  auto request = GetRequest(CompletedSnapshot({{0, Block::Random(1)}}), 0);
  request.SetContinueRequestHandler([](const HttpRequest*) { return false; });

  const auto outcome = client->GetSnapshotBlock(request);

  ASSERT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(static_cast<int>(outcome.GetError().GetErrorType()), 102);  // USER_CANCELLED
  EXPECT_EQ(outcome.GetError().GetMessage(), "Request cancelled by user's continuation handler");
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
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
