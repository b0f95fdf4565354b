// Replies that stall, are garbled, lack a header or a body: what the SDK's client makes of them.
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <fauxebs/aws/ebs_client.h>

#include <string>
#include <vector>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSErrors;
using Aws::Http::HttpRequest;
using Aws::Http::HttpResponse;
using Aws::Http::HttpResponseCode;
using fauxebs::Block;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

class UnusualReply : public fauxebs::ClientTest {
 protected:
  static fauxebs::ClientOptions Crt() {
    fauxebs::ClientOptions options = NoSdkRetries();
    options.http_client = fauxebs::HttpClient::kCrt;
    return options;
  }
  static model::CompleteSnapshotRequest CompleteRequest(const std::string& snapshot) {
    model::CompleteSnapshotRequest request;
    request.SetSnapshotId(snapshot);
    request.SetChangedBlocksCount(0);
    return request;
  }

  Block block = Block::Random(1);
  std::string id = CompletedSnapshot({{0, block}});
  std::string pending = PendingSnapshot();
  model::GetSnapshotBlockRequest get = GetRequest(id, 0);
  model::CompleteSnapshotRequest complete = CompleteRequest(pending);
  model::CompleteSnapshotRequest unknown = CompleteRequest("snap-0123456789abcdef0");
  std::shared_ptr<Aws::EBS::EBSClient> once = MakeEBSClient(ebs, NoSdkRetries());
};

class StalledReply : public UnusualReply {};

TEST_F(StalledReply, IsATimeOutToLibcurl) {
  ebs.On(GetSnapshotBlock).Once().Stall(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 28, Timeout was reached");
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(StalledReply, IsATimeOutToTheCrt) {
  ebs.On(GetSnapshotBlock).Once().Stall(1000);

  const auto outcome = MakeEBSClient(ebs, Crt())->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::REQUEST_TIMEOUT);
  EXPECT_EQ(outcome.GetError().GetMessage(), "Request Timeout Has Expired");
}

TEST_F(StalledReply, LeavesItsHeadersAndItsBeginning) {
  Aws::StringBuf arrived;
  get.SetResponseStreamFactory([&] { return Aws::New<Aws::IOStream>("test", &arrived); });
  ebs.On(GetSnapshotBlock).Once().Stall(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              AllOf(Contains(Pair("content-length", "524288")),
                    Contains(Pair("x-amz-checksum", block.checksum()))));
  EXPECT_TRUE(arrived.str() == std::string(block.view(), 0, 1000));
}

TEST_F(StalledReply, LeavesNothingWhereItsTimeIsUpBefore) {
  ebs.On(GetSnapshotBlock).Delay(3s);
  ebs.On(GetSnapshotBlock).Once().Stall(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 28, Timeout was reached");
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), IsEmpty());
}

TEST_F(StalledReply, IsToldToTheHandlerOfReceivedDataAsFarAsItComes) {
  std::vector<long long> pieces;  // NOLINT(google-runtime-int): the SDK's type
  complete.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse*, auto bytes) { pieces.push_back(bytes); });
  ebs.On(CompleteSnapshot).Once().Stall(5);

  once->CompleteSnapshot(complete);

  EXPECT_THAT(pieces, ElementsAre(5));
}

TEST_F(StalledReply, NeverHasAllOfItsBody) {
  std::vector<long long> pieces;  // NOLINT(google-runtime-int): the SDK's type
  complete.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse*, auto bytes) { pieces.push_back(bytes); });
  ebs.On(CompleteSnapshot).Once().Stall(1000);

  const auto outcome = once->CompleteSnapshot(complete);

  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), Contains(Pair("content-length", "20")));
  EXPECT_THAT(pieces, ElementsAre(19));
}

TEST_F(StalledReply, HealsByAnotherAttempt) {
  ebs.On(GetSnapshotBlock).Once().Stall(1000);

  const auto outcome = MakeEBSClient(ebs)->GetSnapshotBlock(get);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(GetSnapshotBlock), ElementsAre(1, 2));
}

class GarbledReply : public UnusualReply {};

TEST_F(GarbledReply, IsASuccessWithoutASingleMember) {
  ebs.On(CompleteSnapshot).Once().GarbleReply();

  const auto outcome = MakeEBSClient(ebs)->CompleteSnapshot(complete);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetResult().GetStatus(), model::Status::NOT_SET);
  EXPECT_THAT(outcome.GetResult().GetRequestId(), SizeIs(36));
  EXPECT_THAT(Attempts(CompleteSnapshot), ElementsAre(1));
  EXPECT_EQ(ebs.Snapshot(pending).status(), fauxebs::SnapshotStatus::kCompleted);
}

TEST_F(GarbledReply, ToAStartLeavesItsIdUnknown) {
  ebs.On(StartSnapshot).Once().GarbleReply();

  const auto outcome = once->StartSnapshot(model::StartSnapshotRequest().WithVolumeSize(1));

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(outcome.GetResult().GetSnapshotId(), IsEmpty());
  EXPECT_THAT(ebs.Snapshots(), SizeIs(3));
}

TEST_F(GarbledReply, ToAListingIsAnEmptyLastPage) {
  ebs.On(ListSnapshotBlocks).Once().GarbleReply();

  const auto outcome = once->ListSnapshotBlocks(fauxebs::ListRequest(id));

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(outcome.GetResult().GetBlocks(), IsEmpty());
  EXPECT_THAT(outcome.GetResult().GetNextToken(), IsEmpty());
}

TEST_F(GarbledReply, WithARefusalIsAnUnknownErrorWithTheBodyInItsMessage) {
  ebs.On(CompleteSnapshot).Once().GarbleReply();

  const auto outcome = once->CompleteSnapshot(unknown);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::UNKNOWN);
  EXPECT_EQ(outcome.GetError().GetMessage(),
            "Failed to parse error payload: <html><body><h1>502 Bad Gateway</h1></body></html>");
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::NOT_FOUND);
  EXPECT_THAT(outcome.GetError().GetRequestId(), SizeIs(36));
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              AllOf(Contains(Pair("content-length", "50")), Contains(Key("x-amzn-errortype"))));
}

TEST_F(GarbledReply, IsInTheStreamOfTheUsersFactory) {
  Aws::StringBuf arrived;
  complete.SetResponseStreamFactory([&] { return Aws::New<Aws::IOStream>("test", &arrived); });
  ebs.On(CompleteSnapshot).Once().GarbleReply();

  once->CompleteSnapshot(complete);

  EXPECT_EQ(arrived.str(), "<html><body><h1>502 Bad Gateway</h1></body></html>");
}

TEST_F(GarbledReply, CanBeStoppedBeforeItsEnd) {
  complete.SetContinueRequestHandler([](const HttpRequest*) { return false; });
  ebs.On(CompleteSnapshot).Once().GarbleReply();

  const auto outcome = once->CompleteSnapshot(complete);

  EXPECT_EQ(outcome.GetError().GetMessage(), "Request cancelled by user's continuation handler");
}

class DroppedHeader : public UnusualReply {};

TEST_F(DroppedHeader, IsAnEmptyMemberOfABlocksReply) {
  ebs.On(GetSnapshotBlock).Nth(1).DropHeader("x-amz-Checksum");
  ebs.On(GetSnapshotBlock).Nth(1).DropHeader("x-amz-Checksum-Algorithm");
  ebs.On(GetSnapshotBlock).Nth(1).DropHeader("x-amz-Data-Length");

  EXPECT_THAT(once->GetSnapshotBlock(get).GetResult().GetChecksum(), IsEmpty());
  EXPECT_EQ(once->GetSnapshotBlock(get).GetResult().GetChecksumAlgorithm(),
            model::ChecksumAlgorithm::NOT_SET);
  EXPECT_EQ(once->GetSnapshotBlock(get).GetResult().GetDataLength(), 0);
}

TEST_F(DroppedHeader, IsAnEmptyMemberOfAPutsReply) {
  ebs.On(PutSnapshotBlock).Nth(1).DropHeader("x-amz-Checksum");
  ebs.On(PutSnapshotBlock).Nth(1).DropHeader("x-amz-Checksum-Algorithm");

  const auto without_checksum = once->PutSnapshotBlock(fauxebs::PutRequest(pending, 0, block));
  const auto without_algorithm = once->PutSnapshotBlock(fauxebs::PutRequest(pending, 0, block));

  EXPECT_THAT(without_checksum.GetResult().GetChecksum(), IsEmpty());
  EXPECT_EQ(without_algorithm.GetResult().GetChecksumAlgorithm(),
            model::ChecksumAlgorithm::NOT_SET);
}

TEST_F(DroppedHeader, IsNotShownToHandlers) {
  Aws::Http::HeaderValueCollection got;
  Aws::Http::HeaderValueCollection put;
  model::PutSnapshotBlockRequest request = fauxebs::PutRequest(pending, 0, block);
  get.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse* response, auto) { got = response->GetHeaders(); });
  request.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse* response, auto) { put = response->GetHeaders(); });
  ebs.On(GetSnapshotBlock).Once().DropHeader("x-amz-Data-Length");
  ebs.On(PutSnapshotBlock).Once().DropHeader("x-amz-Checksum-Algorithm");

  once->GetSnapshotBlock(get);
  once->PutSnapshotBlock(request);

  EXPECT_THAT(got, AllOf(Contains(Key("x-amz-checksum")), Not(Contains(Key("x-amz-data-length")))));
  EXPECT_THAT(
      put, AllOf(Contains(Key("x-amz-checksum")), Not(Contains(Key("x-amz-checksum-algorithm")))));
}

class BareReply : public UnusualReply {};

TEST_F(BareReply, IsAnUnknownErrorThatMayBeTriedAgain) {
  ebs.On(CompleteSnapshot).Once().Refuse(BareServiceUnavailable());

  const auto outcome = once->CompleteSnapshot(complete);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::UNKNOWN);
  EXPECT_EQ(outcome.GetError().GetMessage(), "No response body.");
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::SERVICE_UNAVAILABLE);
  EXPECT_THAT(outcome.GetError().GetRequestId(), IsEmpty());
  EXPECT_EQ(outcome.GetError().GetRemoteHostIpAddress(), "192.0.2.1");
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              AllOf(Contains(Pair("content-length", "0")), Contains(Key("date")), SizeIs(2)));
}

TEST_F(BareReply, LeavesTheUsersStreamEmpty) {
  Aws::StringBuf arrived;
  get.SetResponseStreamFactory([&] { return Aws::New<Aws::IOStream>("test", &arrived); });
  ebs.On(GetSnapshotBlock).Once().Refuse(BareServiceUnavailable());

  once->GetSnapshotBlock(get);

  EXPECT_THAT(arrived.str(), IsEmpty());
}

TEST_F(BareReply, HealsByAnotherAttempt) {
  ebs.On(CompleteSnapshot).Once().Refuse(BareServiceUnavailable());

  const auto outcome = MakeEBSClient(ebs)->CompleteSnapshot(complete);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(CompleteSnapshot), ElementsAre(1, 2));
}

}  // namespace
