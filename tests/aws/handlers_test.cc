// The handlers of a request: what they are told, and what they can stop.
#include <aws/core/http/HttpRequest.h>
#include <aws/core/http/HttpResponse.h>
#include <fauxebs/aws/ebs_client.h>

#include <stdexcept>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Http::HttpMethod;
using Aws::Http::HttpRequest;
using Aws::Http::HttpResponse;
using Aws::Http::HttpResponseCode;
using fauxebs::Block;
using testing::Contains;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
namespace model = Aws::EBS::Model;

const auto kUserCancelled =
    static_cast<Aws::EBS::EBSErrors>(Aws::Client::CoreErrors::USER_CANCELLED);

class Handlers : public fauxebs::ClientTest {
 protected:
  fauxebs::ClientOptions Crt() {
    fauxebs::ClientOptions options;
    options.http_client = fauxebs::HttpClient::kCrt;
    return options;
  }

  // Says yes so many times, then no.
  template <typename Request>
  void StopAfter(int asked, Request& request) {
    request.SetContinueRequestHandler([asked](const HttpRequest*) mutable { return asked-- > 0; });
  }

  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  Block block = Block::Random(1);
  std::string pending = PendingSnapshot();
  std::string completed = CompletedSnapshot({{0, block}});
  model::PutSnapshotBlockRequest put = fauxebs::PutRequest(pending, 0, block);
  model::GetSnapshotBlockRequest get = GetRequest(completed, 0);
};

TEST_F(Handlers, OfSignedRequestsSeeTheRequest) {
  std::vector<std::string> seen;
  put.SetAdditionalCustomHeaderValue("X-Mine", "yes");
  put.SetRequestSignedHandler([&](const HttpRequest& request) {
    EXPECT_EQ(request.GetMethod(), HttpMethod::HTTP_PUT);
    EXPECT_EQ(request.GetUri().GetPath(), "/snapshots/" + pending + "/blocks/0");
    EXPECT_EQ(request.GetHeaderValue("content-length"), "524288");
    EXPECT_EQ(request.GetHeaderValue("x-amz-data-length"), "524288");
    EXPECT_EQ(request.GetHeaderValue("x-amz-checksum"), block.checksum());
    EXPECT_EQ(request.GetHeaderValue("content-type"), "binary/octet-stream");
    EXPECT_EQ(request.GetHeaderValue("x-mine"), "yes");
    seen.push_back(request.GetHeaderValue("amz-sdk-request"));
  });
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());

  const auto outcome = client->PutSnapshotBlock(put);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(seen, ElementsAre("attempt=1", "attempt=2; max=11"));
  EXPECT_EQ(ebs.Snapshot(pending).block(0), block);
}

TEST_F(Handlers, OfSignedRequestsSeeTheQuery) {
  model::ListSnapshotBlocksRequest list = fauxebs::ListRequest(completed);
  list.SetStartingBlockIndex(7);
  std::string uri;
  list.SetRequestSignedHandler([&](const HttpRequest& request) { uri = request.GetURIString(); });

  client->ListSnapshotBlocks(list);

  EXPECT_EQ(uri, "http://fauxebs.invalid/snapshots/" + completed + "/blocks?startingBlockIndex=7");
}

TEST_F(Handlers, OfSentDataAddUpToTheBody) {
  long long sent = 0;  // NOLINT(google-runtime-int): the SDK's type
  int calls = 0;
  put.SetDataSentEventHandler([&](const HttpRequest* request, auto bytes) {
    EXPECT_NE(request, nullptr);
    sent += bytes;
    ++calls;
  });

  client->PutSnapshotBlock(put);

  EXPECT_EQ(sent, 524288);
  EXPECT_THAT(calls, Gt(1));
}

TEST_F(Handlers, OfSentDataAreToldOfEachAttempt) {
  long long sent = 0;  // NOLINT(google-runtime-int): the SDK's type
  put.SetDataSentEventHandler([&](const HttpRequest*, auto bytes) { sent += bytes; });
  ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());

  client->PutSnapshotBlock(put);

  EXPECT_EQ(sent, 3 * 524288);
}

TEST_F(Handlers, OfSentDataAreToldOfABodyOfJson) {
  model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  long long sent = 0;  // NOLINT(google-runtime-int): the SDK's type
  std::string length;
  start.SetRequestSignedHandler(
      [&](const HttpRequest& request) { length = request.GetHeaderValue("content-length"); });
  start.SetDataSentEventHandler([&](const HttpRequest*, auto bytes) { sent += bytes; });

  client->StartSnapshot(start);

  EXPECT_EQ(std::to_string(sent), length);
  EXPECT_THAT(sent, Gt(0));
}

TEST_F(Handlers, OfSentDataAreNotCalledWithoutABody) {
  int calls = 0;
  get.SetDataSentEventHandler([&](auto&&...) { ++calls; });

  client->GetSnapshotBlock(get);

  EXPECT_EQ(calls, 0);
}

TEST_F(Handlers, OfReceivedDataAddUpToTheBlock) {
  long long received = 0;  // NOLINT(google-runtime-int): the SDK's type
  int calls = 0;
  get.SetDataReceivedEventHandler([&](const HttpRequest*, HttpResponse* response, auto bytes) {
    EXPECT_EQ(response->GetHeader("x-amz-data-length"), "524288");
    EXPECT_EQ(response->GetHeader("x-amz-checksum"), block.checksum());
    EXPECT_TRUE(response->GetResponseBody().good());
    received += bytes;
    ++calls;
  });

  auto outcome = client->GetSnapshotBlock(get);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(received, 524288);
  EXPECT_THAT(calls, Gt(1));
  EXPECT_EQ(outcome.GetResult().GetChecksum(), block.checksum());
  EXPECT_TRUE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == block.view());
}

TEST_F(Handlers, OfReceivedDataLeaveTheBodyInTheStreamOfTheUsersFactory) {
  int made = 0;
  get.SetDataReceivedEventHandler([](auto&&...) {});
  get.SetResponseStreamFactory([&] {
    ++made;
    return Aws::New<Aws::StringStream>("test");
  });

  auto outcome = client->GetSnapshotBlock(get);

  EXPECT_EQ(made, 1);
  EXPECT_TRUE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == block.view());
}

TEST_F(Handlers, OfReceivedDataSeeTheBodyOfAnError) {
  std::string body;
  get.SetBlockToken("AAAB");
  get.SetDataReceivedEventHandler([&](const HttpRequest*, HttpResponse* response, auto) {
    response->GetResponseBody().seekg(0);
    std::getline(response->GetResponseBody(), body);
  });

  const auto outcome = client->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::VALIDATION);
  EXPECT_THAT(body, HasSubstr(R"("Reason":"INVALID_BLOCK_TOKEN")"));
}

TEST_F(Handlers, OfReceivedDataSeeAnswersInJson) {
  std::string body;
  const auto keep = [&](const HttpRequest*, HttpResponse* response, auto) {
    response->GetResponseBody().seekg(0);
    std::getline(response->GetResponseBody(), body);
  };
  model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  start.SetDescription("nightly");
  start.AddTags(model::Tag().WithKey("team").WithValue("storage"));
  start.SetDataReceivedEventHandler(keep);
  model::CompleteSnapshotRequest complete;
  complete.SetSnapshotId(pending);
  complete.SetChangedBlocksCount(0);
  complete.SetDataReceivedEventHandler(keep);
  model::ListChangedBlocksRequest changed;
  changed.SetFirstSnapshotId(completed);
  changed.SetSecondSnapshotId(completed);
  changed.SetDataReceivedEventHandler(keep);

  client->StartSnapshot(start);
  EXPECT_THAT(body, testing::AllOf(HasSubstr(R"("Description":"nightly")"),
                                   HasSubstr(R"("Status":"pending")"),
                                   HasSubstr(R"([{"Key":"team","Value":"storage"}])")));
  client->CompleteSnapshot(complete);
  EXPECT_EQ(body, R"({"Status":"pending"})");
  client->ListChangedBlocks(changed);
  EXPECT_THAT(body, HasSubstr(R"("ChangedBlocks":[])"));
}

TEST_F(Handlers, OfReceivedDataHearNothingWhereNobodyAnswers) {
  int calls = 0;
  get.SetDataReceivedEventHandler([&](auto&&...) { ++calls; });
  ebs.On(GetSnapshotBlock).Once().LoseReply();

  MakeEBSClient(ebs, NoSdkRetries())->GetSnapshotBlock(get);

  EXPECT_EQ(calls, 0);
}

#ifdef FAUXEBS_STANDIN  // 1.11.332 has no such handler
TEST_F(Handlers, OfReceivedHeadersAreCalledOnceBeforeTheData) {
  std::vector<std::string> calls;
  get.SetHeadersReceivedEventHandler([&](const HttpRequest*, HttpResponse* response) {
    calls.push_back("headers " + response->GetHeader("x-amz-data-length"));
  });
  get.SetDataReceivedEventHandler([&](auto&&...) {
    if (calls.size() < 2) calls.push_back("data");
  });

  client->GetSnapshotBlock(get);

  EXPECT_THAT(calls, ElementsAre("headers 524288", "data"));
}
#endif

TEST_F(Handlers, OfContinuationMaySendNothing) {
  StopAfter(0, put);

  const auto outcome = client->PutSnapshotBlock(put);

  EXPECT_EQ(outcome.GetError().GetErrorType(), kUserCancelled);
  EXPECT_EQ(outcome.GetError().GetMessage(), "Request cancelled by user's continuation handler");
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_EQ(ebs.Snapshot(pending).blocks(), 0U);
  EXPECT_THAT(Attempts(PutSnapshotBlock), IsEmpty());
  EXPECT_EQ(LastOutcome(), "not sent: Request cancelled by user's continuation handler");
}

TEST_F(Handlers, OfContinuationMayStopAnUploadInItsMiddle) {
  StopAfter(3, put);

  const auto outcome = client->PutSnapshotBlock(put);

  EXPECT_EQ(outcome.GetError().GetErrorType(), kUserCancelled);
  EXPECT_EQ(ebs.Snapshot(pending).blocks(), 0U);
}

TEST_F(Handlers, OfContinuationMayStopAReplyInItsMiddle) {
  StopAfter(3, get);

  const auto outcome = client->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), kUserCancelled);
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              Contains(Pair("x-amz-data-length", "524288")));
  EXPECT_EQ(LastOutcome(), "lost: Request cancelled by user's continuation handler");
}

TEST_F(Handlers, OfContinuationThatThinkAgainLeaveCurlsOwnError) {
  int asked = 0;
  put.SetContinueRequestHandler([&](const HttpRequest*) { return ++asked != 1; });

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->PutSnapshotBlock(put);

  EXPECT_EQ(outcome.GetError().GetMessage(),
            "curlCode: 42, Operation was aborted by an application callback");
  EXPECT_EQ(ebs.Snapshot(pending).blocks(), 0U);
}

TEST_F(Handlers, OfContinuationAreAskedBeforeAnythingIsSentWithTheCrt) {
  model::CompleteSnapshotRequest complete;
  complete.SetSnapshotId(pending);
  complete.SetChangedBlocksCount(0);
  StopAfter(0, complete);

  const auto outcome = MakeEBSClient(ebs, Crt())->CompleteSnapshot(complete);

  EXPECT_EQ(outcome.GetError().GetErrorType(), kUserCancelled);
  EXPECT_EQ(ebs.journal().Count(CompleteSnapshot), 0U);
}

TEST_F(Handlers, OfContinuationAreAskedAtTheEndOfATimeOut) {
  StopAfter(0, get);
  ebs.On(GetSnapshotBlock).Once().LoseReply();

  const auto outcome = client->GetSnapshotBlock(get);

  EXPECT_EQ(outcome.GetError().GetErrorType(), kUserCancelled);
}

TEST_F(Handlers, ThatThrowEndTheCallAndNothingElse) {
  put.SetDataSentEventHandler([](auto&&...) { throw std::runtime_error("mine"); });

  EXPECT_THROW(client->PutSnapshotBlock(put), std::runtime_error);

  put.SetDataSentEventHandler([](auto&&...) {});
  put.GetBody()->clear();
  EXPECT_TRUE(client->PutSnapshotBlock(put).IsSuccess());
}

TEST_F(Handlers, MayCallTheClient) {
  std::vector<bool> successes;
  const auto call = [&](auto&&...) {
    successes.push_back(client->ListSnapshotBlocks(fauxebs::ListRequest(completed)).IsSuccess());
  };
  put.SetRequestSignedHandler(call);
  put.SetRequestRetryHandler(call);
  get.SetDataReceivedEventHandler([&](auto&&...) {
    if (successes.size() < 3) call();
  });
  ebs.On(PutSnapshotBlock).Once().Refuse(Throttling());

  EXPECT_TRUE(client->PutSnapshotBlock(put).IsSuccess());
  EXPECT_TRUE(client->GetSnapshotBlock(get).IsSuccess());

  EXPECT_THAT(successes, ElementsAre(true, true, true));
}

}  // namespace
