// Calls that end without an answer, in the words of either HTTP client.
#include <fauxebs/aws/ebs_client.h>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSErrors;
using fauxebs::Block;
using fauxebs::HttpClient;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

class Network : public fauxebs::ClientTest {
 protected:
  // What a client reports of one attempt.
  Aws::EBS::EBSError Report(HttpClient http_client,
                            const Aws::EBS::EBSClientConfiguration* configuration = nullptr) {
    fauxebs::ClientOptions options = NoSdkRetries();
    options.http_client = http_client;
    return MakeEBSClient(ebs, configuration, options)->ListSnapshotBlocks(request).GetError();
  }

  static void ExpectNoAnswer(const Aws::EBS::EBSError& error) {
    EXPECT_THAT(error.GetExceptionName(), IsEmpty());
    EXPECT_EQ(error.GetResponseCode(), Aws::Http::HttpResponseCode::REQUEST_NOT_MADE);
    EXPECT_THAT(error.GetRequestId(), IsEmpty());
    EXPECT_THAT(error.GetResponseHeaders(), IsEmpty());
    EXPECT_FALSE(error.ShouldThrottle());
  }

  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(CompletedSnapshot({}));
};

TEST_F(Network, TimesOutWithLibcurlAsAConnectionThatFailed) {
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  const Aws::EBS::EBSError error = Report(HttpClient::kCurl);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(error.GetMessage(), "curlCode: 28, Timeout was reached");
  EXPECT_TRUE(error.ShouldRetry());
  EXPECT_EQ(error.GetRemoteHostIpAddress(), "192.0.2.1");
  ExpectNoAnswer(error);
}

TEST_F(Network, TimesOutWithTheCrtAsATimeOutThatIsFinal) {
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  const Aws::EBS::EBSError error = Report(HttpClient::kCrt);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::REQUEST_TIMEOUT);
  EXPECT_EQ(error.GetMessage(), "Request Timeout Has Expired");
  EXPECT_FALSE(error.ShouldRetry());
  EXPECT_THAT(error.GetRemoteHostIpAddress(), IsEmpty());
  ExpectNoAnswer(error);
}

TEST_F(Network, IsResetWithLibcurl) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(ConnectionReset());

  const Aws::EBS::EBSError error = Report(HttpClient::kCurl);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(error.GetMessage(), "curlCode: 56, Failure when receiving data from the peer");
  EXPECT_TRUE(error.ShouldRetry());
  EXPECT_EQ(error.GetRemoteHostIpAddress(), "192.0.2.1");
  ExpectNoAnswer(error);
}

TEST_F(Network, IsResetWithTheCrt) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(ConnectionReset());

  const Aws::EBS::EBSError error = Report(HttpClient::kCrt);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(error.GetMessage(), "aws-c-io: AWS_IO_SOCKET_CLOSED, socket is closed.");
  EXPECT_TRUE(error.ShouldRetry());
  ExpectNoAnswer(error);
}

TEST_F(Network, IsRefusedWithLibcurl) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(ConnectionRefused());

  const Aws::EBS::EBSError error = Report(HttpClient::kCurl);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(error.GetMessage(), "curlCode: 7, Couldn't connect to server");
  EXPECT_TRUE(error.ShouldRetry());
  EXPECT_THAT(error.GetRemoteHostIpAddress(), IsEmpty());
  ExpectNoAnswer(error);
}

TEST_F(Network, IsRefusedWithTheCrt) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(ConnectionRefused());

  const Aws::EBS::EBSError error = Report(HttpClient::kCrt);

  EXPECT_EQ(error.GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(error.GetMessage(),
            "aws-c-io: AWS_IO_SOCKET_CONNECTION_REFUSED, socket connection refused.");
  EXPECT_TRUE(error.ShouldRetry());
  ExpectNoAnswer(error);
}

TEST_F(Network, ResetAfterAnUploadHidesThatItWasApplied) {
  const std::string id = PendingSnapshot();
  ebs.On(PutSnapshotBlock).Once().ApplyThenFail(ConnectionReset());

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())
                           ->PutSnapshotBlock(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(ebs.Snapshot(id).block(0), Block::Filled(1));
}

TEST_F(Network, IsTriedAgain) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(ConnectionReset());
  ebs.On(ListSnapshotBlocks).First(2).Refuse(ConnectionRefused());

  const auto outcome = MakeEBSClient(ebs)->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(Network, IsNotTriedAgainAfterATimeOutWithTheCrt) {
  fauxebs::ClientOptions crt;
  crt.http_client = HttpClient::kCrt;
  ebs.On(ListSnapshotBlocks).Once().LoseRequest();

  MakeEBSClient(ebs, crt)->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(1));
}

TEST_F(Network, GivesThePeersAddressWithLibcurlOnly) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(AccessDenied());

  EXPECT_EQ(Report(HttpClient::kCurl).GetRemoteHostIpAddress(), "192.0.2.1");
  EXPECT_THAT(Report(HttpClient::kCrt).GetRemoteHostIpAddress(), IsEmpty());
}

// How long the CRT's client listens.
class CrtTimeouts : public Network {
 protected:
  std::chrono::milliseconds Unheard() {
    ebs.On(ListSnapshotBlocks).Once().LoseReply();
    EXPECT_NE(Report(HttpClient::kCrt, &configuration).GetMessage(), "");
    return Elapsed();
  }

  Aws::EBS::EBSClientConfiguration configuration;
};

TEST_F(CrtTimeouts, AreThreeSecondsByDefault) { EXPECT_EQ(Unheard(), 3s); }

TEST_F(CrtTimeouts, AreExactToTheMillisecond) {
  configuration.requestTimeoutMs = 2700;
  EXPECT_EQ(Unheard(), 2700ms);
}

TEST_F(CrtTimeouts, AreDeafToLibcurlsDeadline) {
  configuration.httpRequestTimeoutMs = 200;
  EXPECT_EQ(Unheard(), 3s);
}

TEST_F(CrtTimeouts, ComeNoLaterAfterAnUpload) {
  fauxebs::ClientOptions crt;
  crt.http_client = HttpClient::kCrt;
  ebs.On(PutSnapshotBlock).Once().LoseReply();

  MakeEBSClient(ebs, crt)->PutSnapshotBlock(
      fauxebs::PutRequest(PendingSnapshot(), 0, Block::Filled(1)));

  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(CrtTimeouts, SwitchedOffLeaveTheFakesOwnPatience) {
  configuration.requestTimeoutMs = 0;
  EXPECT_EQ(Unheard(), fauxebs::kPatience);
}

}  // namespace
