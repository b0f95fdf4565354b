// Replies that end in their middle: what the client, its stream and its handlers have of them.
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <fauxebs/aws/ebs_client.h>

#include <deque>
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
using testing::Pair;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

class CutReply : public fauxebs::ClientTest {
 protected:
  static fauxebs::ClientOptions Crt() {
    fauxebs::ClientOptions options = NoSdkRetries();
    options.http_client = fauxebs::HttpClient::kCrt;
    return options;
  }

  // A stream that outlives the call writes here.
  void KeepWhatArrives() {
    get.SetResponseStreamFactory([this] {
      arrived.emplace_back();
      return Aws::New<Aws::IOStream>("test", &arrived.back());
    });
  }

  std::string Beginning(std::size_t bytes) const { return std::string(block.view(), 0, bytes); }

  Block block = Block::Random(1);
  std::string id = CompletedSnapshot({{0, block}});
  model::GetSnapshotBlockRequest get = GetRequest(id, 0);
  std::shared_ptr<Aws::EBS::EBSClient> once = MakeEBSClient(ebs, NoSdkRetries());
  std::deque<Aws::StringBuf> arrived;  // one for each attempt
};

TEST_F(CutReply, IsAPartialFileToLibcurl) {
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 18, Transferred a partial file");
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_THAT(outcome.GetError().GetRequestId(), IsEmpty());
}

TEST_F(CutReply, IsAConnectionThatClosedToTheCrt) {
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  const auto outcome = MakeEBSClient(ebs, Crt())->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(),
            "aws-c-http: AWS_ERROR_HTTP_CONNECTION_CLOSED, The connection has closed or is "
            "closing.");
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST_F(CutReply, LeavesItsHeaders) {
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_THAT(
      outcome.GetError().GetResponseHeaders(),
      AllOf(Contains(Pair("content-length", "524288")),
            Contains(Pair("content-type", "application/octet-stream")), Contains(Key("date")),
            Contains(Pair("x-amz-checksum", block.checksum())), Contains(Key("x-amzn-requestid"))));
}

TEST_F(CutReply, LeavesItsBeginningInTheStreamOfTheUsersFactory) {
  KeepWhatArrives();
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  once->GetSnapshotBlock(get);

  ASSERT_THAT(arrived, SizeIs(1));
  EXPECT_TRUE(arrived[0].str() == Beginning(1000));
}

TEST_F(CutReply, LeavesItsBeginningInTheStreamWithTheCrtToo) {
  KeepWhatArrives();
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  MakeEBSClient(ebs, Crt())->GetSnapshotBlock(get);

  ASSERT_THAT(arrived, SizeIs(1));
  EXPECT_TRUE(arrived[0].str() == Beginning(1000));
}

TEST_F(CutReply, MayEndBeforeItsBodyBegins) {
  KeepWhatArrives();
  ebs.On(GetSnapshotBlock).Once().CutReply(0);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 18, Transferred a partial file");
  ASSERT_THAT(arrived, SizeIs(1));
  EXPECT_THAT(arrived[0].str(), IsEmpty());
}

TEST_F(CutReply, IsFollowedByAWholeOneInAStreamOfItsOwn) {
  KeepWhatArrives();
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  const auto outcome = MakeEBSClient(ebs)->GetSnapshotBlock(get);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(GetSnapshotBlock), ElementsAre(1, 2));
  ASSERT_THAT(arrived, SizeIs(2));
  EXPECT_TRUE(arrived[0].str() == Beginning(1000));
  EXPECT_TRUE(arrived[1].str() == block.view());
}

TEST_F(CutReply, IsToldToTheHandlerOfReceivedDataAsFarAsItComes) {
  std::vector<long long> pieces;  // NOLINT(google-runtime-int): the SDK's type
  get.SetDataReceivedEventHandler(
      [&](const HttpRequest*, HttpResponse*, auto bytes) { pieces.push_back(bytes); });
  ebs.On(GetSnapshotBlock).Once().CutReply(20000);

  once->GetSnapshotBlock(get);

  EXPECT_THAT(pieces, ElementsAre(16384, 3616));
}

TEST_F(CutReply, CanBeStoppedBeforeItsEnd) {
  get.SetContinueRequestHandler([](const HttpRequest*) { return false; });
  ebs.On(GetSnapshotBlock).Once().CutReply(1000);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetMessage(), "Request cancelled by user's continuation handler");
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), Contains(Key("content-length")));
  EXPECT_EQ(LastOutcome(), "lost: Request cancelled by user's continuation handler");
}

TEST_F(CutReply, MayBeARefusalWhoseHeadersAreThere) {
  get.SetSnapshotId("snap-0123456789abcdef0");
  KeepWhatArrives();
  ebs.On(GetSnapshotBlock).Once().CutReply(10);

  const auto outcome = once->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 18, Transferred a partial file");
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), Contains(Key("x-amzn-errortype")));
  ASSERT_THAT(arrived, SizeIs(1));
  EXPECT_EQ(arrived[0].str(), R"({"Message")");
}

TEST_F(CutReply, OfAnotherOperationIsAPartialFileToo) {
  const std::string pending = PendingSnapshot();
  model::CompleteSnapshotRequest complete;
  complete.SetSnapshotId(pending);
  complete.SetChangedBlocksCount(0);
  ebs.On(CompleteSnapshot).Once().CutReply(5);

  const auto outcome = once->CompleteSnapshot(complete);

  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 18, Transferred a partial file");
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), Contains(Pair("content-length", "20")));
  EXPECT_EQ(ebs.Snapshot(pending).status(), fauxebs::SnapshotStatus::kCompleted);
}

}  // namespace
