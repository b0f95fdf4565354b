// A fake behind a socket: who calls, whose time it is, and what faults look like on the wire.
#include "fauxebs/http/server.h"

#include <gmock/gmock.h>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "fauxebs/fauxebs.h"
#include "fauxebs/words.h"
#include "http/rest_codec.h"
#include "support/http_client.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests of users do
using internal::HttpReply;
using internal::HttpRequest;
using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

HttpRequest Start(internal::HttpHeaders headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return {"POST", "/snapshots", std::move(headers), Bytes::Copy(R"({"VolumeSize":1})"), true};
}

class Server : public testing::Test {
 protected:
  explicit Server(const HttpServerOptions& options = {})
      : server_(ebs_, options), client_(server_.port()) {}

  HttpReply Exchange(const HttpRequest& request) { return client_.Exchange(request); }

  // What comes back for the request, byte by byte, on a connection of its own.
  std::string BytesFor(const HttpRequest& request, bool* was_reset = nullptr) {
    RawConnection peer(server_.port());
    peer.Send(request.method + " " + request.target + " HTTP/1.1\r\nContent-Length: " +
              std::to_string(request.body.size()) + "\r\n\r\n" + std::string(request.body.view()));
    std::string reply = peer.ReadAll();
    if (was_reset != nullptr) *was_reset = peer.was_reset();
    return reply;
  }

  // A completed snapshot with one block, and the request that gets it.
  HttpRequest GetABlock() {
    SnapshotSpec spec;
    spec.blocks = {{0, Block::Filled(1)}};
    GetSnapshotBlockRequest get;
    get.snapshot_id = ebs_.AddSnapshot(spec);
    ListSnapshotBlocksRequest list;
    list.snapshot_id = get.snapshot_id;
    get.block_token = ebs_.service()->ListSnapshotBlocks(list, {})->blocks.at(0).block_token;
    return internal::EncodeRequest(get);
  }

  JournalEntry FirstOfTheJournal() { return ebs_.journal().entries().at(0); }

  Fake ebs_;
  HttpServer server_;
  HttpClient client_;
};

// Who calls.

TEST_F(Server, ListensOnOneAddressOfLoopbackOnly) {
  EXPECT_EQ(server_.endpoint(), "http://127.0.0.1:" + std::to_string(server_.port()));
  EXPECT_THROW(RawConnection(server_.port(), "127.0.0.2"), std::exception);
}

TEST_F(Server, NamesAClientByItsUserAgent) {
  Exchange(Start({{"User-Agent", "Boto3/1.26.27 Python/3.11.2 Botocore/1.29.27"}}));

  EXPECT_EQ(FirstOfTheJournal().client, "Boto3");
}

TEST_F(Server, CallsAClientWithoutANameHttp) {
  Exchange(Start());

  EXPECT_EQ(FirstOfTheJournal().client, "http");
}

TEST_F(Server, KnowsAnAttemptByTheSdksNumber) {
  Exchange(Start({{"amz-sdk-request", "ttl=20260101T000000Z; attempt=3; max=5"}}));

  EXPECT_EQ(FirstOfTheJournal().attempt, 3);
}

TEST_F(Server, TakesOtherNumbersForAFirstAttempt) {
  Exchange(Start({{"amz-sdk-request", "attempt=-7"}}));

  EXPECT_EQ(FirstOfTheJournal().attempt, 1);
}

TEST_F(Server, TakesAnAccessKeyOfTwelveDigitsForAnAccount) {
  Exchange(Start({{"Authorization",
                   "AWS4-HMAC-SHA256 Credential=444455556666/20260101/us-east-1/ebs/aws4_request, "
                   "SignedHeaders=host, Signature=00"}}));

  EXPECT_EQ(ebs_.Snapshots().at(0).account(), "444455556666");
}

TEST_F(Server, GivesOthersTheAccountOfItsOptions) {
  Exchange(Start());

  EXPECT_EQ(ebs_.Snapshots().at(0).account(), kDefaultAccount);
}

// Whose time it is.

TEST_F(Server, LeavesTheFakesClockAlone) {
  Exchange(Start());

  EXPECT_EQ(ebs_.clock().Now(), kClockEpoch);
}

TEST_F(Server, DatesRepliesByRealTime) {
  EXPECT_THAT(std::string(*internal::Header(Exchange(Start()).headers, "Date")),
              Not(HasSubstr(" Jan 2026 00:00:00")));
}

HttpServerOptions Following() {
  HttpServerOptions options;
  options.follow_real_time = true;
  return options;
}

class FollowingServer : public Server {
 protected:
  FollowingServer() : Server(Following()) {}
};

TEST_F(FollowingServer, MovesTheFakesClockToTheRealTime) {
  const auto before = std::chrono::system_clock::now();

  Exchange(Start());

  EXPECT_GE(ebs_.clock().Now(), std::chrono::floor<milliseconds>(before));
}

TEST_F(FollowingServer, DoesNotMoveItBack) {
  const TimePoint ahead = kClockEpoch + std::chrono::hours(24 * 365 * 1000);
  ebs_.clock().AdvanceTo(ahead);

  Exchange(Start());

  EXPECT_EQ(ebs_.clock().Now(), ahead);
}

// Faults on the wire.

TEST_F(Server, ResetsBeforeTheEffect) {
  ebs_.On(StartSnapshot).Once().Refuse(ConnectionReset());
  bool was_reset = false;

  EXPECT_THAT(BytesFor(Start(), &was_reset), IsEmpty());
  EXPECT_TRUE(was_reset);
  EXPECT_THAT(ebs_.Snapshots(), IsEmpty());
}

TEST_F(Server, ResetsAfterTheEffect) {
  ebs_.On(StartSnapshot).Once().ApplyThenFail(ConnectionReset());
  bool was_reset = false;

  EXPECT_THAT(BytesFor(Start(), &was_reset), IsEmpty());
  EXPECT_TRUE(was_reset);
  EXPECT_THAT(ebs_.Snapshots(), SizeIs(1));
}

TEST_F(Server, ClosesTheConnectionForALostReply) {
  ebs_.On(StartSnapshot).Once().LoseReply();
  bool was_reset = true;

  EXPECT_THAT(BytesFor(Start(), &was_reset), IsEmpty());
  EXPECT_FALSE(was_reset);
  EXPECT_THAT(ebs_.Snapshots(), SizeIs(1));
}

TEST_F(Server, ClosesTheConnectionForALostRequest) {
  ebs_.On(StartSnapshot).Once().LoseRequest();

  EXPECT_THAT(BytesFor(Start()), IsEmpty());
  EXPECT_THAT(ebs_.Snapshots(), IsEmpty());
}

TEST_F(Server, CutsABlockInItsMiddle) {
  ebs_.On(GetSnapshotBlock).Once().CutReply(3);

  const std::string reply = BytesFor(GetABlock());

  EXPECT_THAT(reply, HasSubstr("\r\nContent-Length: 524288\r\n"));
  EXPECT_THAT(reply, EndsWith("\r\n\r\n\x01\x01\x01"));
}

TEST_F(Server, CutsJsonInItsMiddle) {
  ebs_.On(StartSnapshot).Once().CutReply(13);

  EXPECT_THAT(BytesFor(Start()), EndsWith("\r\n\r\n{\"BlockSize\":"));
}

TEST_F(Server, CutsARefusalInItsMiddle) {
  ebs_.On(StartSnapshot).Once().CutReply(4);
  HttpRequest request = Start();
  request.body = Bytes::Copy("{}");

  const std::string reply = BytesFor(request);

  EXPECT_THAT(reply, StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(reply, EndsWith("\r\n\r\n{\"me"));
}

TEST_F(Server, StallsAfterSoManyBytes) {
  ebs_.On(GetSnapshotBlock).Once().Stall(2);
  const HttpRequest get = GetABlock();
  RawConnection peer(server_.port());
  peer.Send(get.method + " " + get.target + " HTTP/1.1\r\n\r\n");
  EXPECT_THAT(peer.ReadUntil("\r\n\r\n"), HasSubstr("\r\nContent-Length: 524288\r\n"));
  EXPECT_EQ(peer.Read(2), "\x01\x01");

  peer.FinishSending();  // the peer gives up

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
}

TEST_F(Server, ServesOthersWhileOneIsStalled) {
  ebs_.On(StartSnapshot).Once().Stall(0);
  RawConnection stalled(server_.port());
  stalled.Send("POST /snapshots HTTP/1.1\r\nContent-Length: 16\r\n\r\n{\"VolumeSize\":1}");
  stalled.ReadUntil("\r\n\r\n");

  EXPECT_EQ(Exchange(Start()).status, 201);
}

TEST_F(Server, GarblesJson) {
  ebs_.On(StartSnapshot).Once().GarbleReply();

  const HttpReply reply = Exchange(Start());

  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body.view(), kGarbledBody);
  EXPECT_THAT(ebs_.Snapshots(), SizeIs(1));
}

TEST_F(Server, DropsAHeader) {
  ebs_.On(GetSnapshotBlock).Once().DropHeader("x-amz-Checksum");

  const HttpReply reply = Exchange(GetABlock());

  EXPECT_EQ(internal::Header(reply.headers, "x-amz-Checksum"), std::nullopt);
  EXPECT_EQ(internal::Header(reply.headers, "x-amz-Data-Length"), "524288");
}

TEST_F(Server, HasNothingToSayInA503WithoutABody) {
  ebs_.On(StartSnapshot).Once().Refuse(BareServiceUnavailable());

  const HttpReply reply = Exchange(Start());

  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.body.empty());
  EXPECT_EQ(internal::Header(reply.headers, "x-amzn-ErrorType"), std::nullopt);
}

TEST_F(Server, ClosesTheConnectionAfterA400AndNotAfterA404) {
  HttpRequest bad = Start();
  bad.body = Bytes::Copy("{}");

  EXPECT_EQ(internal::Header(Exchange(bad).headers, "Connection"), "close");
  EXPECT_EQ(internal::Header(
                Exchange({"GET", "/snapshots/snap-0123456789abcdef0/blocks", {}, {}, true}).headers,
                "Connection"),
            std::nullopt);
}

// Requests that are not whole, or not ours.

TEST_F(Server, SaysThatItFailedToReadABlockThatDidNotArriveWhole) {
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  PutSnapshotBlockRequest put;
  put.snapshot_id = ebs_.service()->StartSnapshot(start, {})->snapshot_id;
  put.SetBlock(Block::Zero());
  const HttpRequest request = internal::EncodeRequest(put);
  std::string head = "PUT " + request.target + " HTTP/1.1\r\nContent-Length: 524288\r\n";
  for (const auto& [name, value] : request.headers) head += name + ": " + value + "\r\n";
  RawConnection peer(server_.port());
  peer.Send(head + "\r\nhalf");
  peer.FinishSending();

  EXPECT_THAT(peer.ReadAll(), HasSubstr("\"Message\":\"Failed to read block data\""));
}

TEST_F(Server, RefusesAnotherBodyThatDidNotArriveWhole) {
  RawConnection peer(server_.port());
  peer.Send("POST /snapshots HTTP/1.1\r\nContent-Length: 17\r\n\r\n{\"VolumeSize\":1}");
  peer.FinishSending();

  EXPECT_THAT(peer.ReadAll(), StartsWith("HTTP/1.1 408 "));
  EXPECT_THAT(ebs_.Snapshots(), IsEmpty());
}

TEST_F(Server, KnowsNoControlEndpoints) {
  EXPECT_EQ(Exchange({"GET", "/_fauxebs/snapshots", {}, {}, true}).status, 404);
}

TEST_F(Server, GivesEachRefusalARequestIdOfItsOwn) {
  const HttpReply first = Exchange({"GET", "/", {}, {}, true});
  const HttpReply second = Exchange({"GET", "/", {}, {}, true});

  EXPECT_NE(internal::Header(first.headers, "x-amzn-RequestId"),
            internal::Header(second.headers, "x-amzn-RequestId"));
}

HttpServerOptions WithCredentials() {
  HttpServerOptions options;
  options.credentials = {{"AKIDEXAMPLE", "secret", "444455556666"}};
  return options;
}

class VerifyingServer : public Server {
 protected:
  VerifyingServer() : Server(WithCredentials()) {}
};

TEST_F(VerifyingServer, RefusesWhatIsNotSigned) {
  const HttpReply reply = Exchange(Start());

  EXPECT_EQ(reply.status, 403);
  EXPECT_THAT(std::string(*internal::Header(reply.headers, "x-amzn-ErrorType")),
              StartsWith("MissingAuthenticationTokenException:"));
  EXPECT_THAT(ebs_.Snapshots(), IsEmpty());
}

TEST_F(VerifyingServer, RefusesInTheFormOfTheQueryProtocolThere) {
  const HttpReply reply = Exchange({"POST",
                                    "/",
                                    {{"Content-Type", "application/x-www-form-urlencoded"}},
                                    Bytes::Copy("Action=DescribeSnapshots&Version=2016-11-15"),
                                    true});

  EXPECT_THAT(std::string(reply.body.view()), HasSubstr("<Code>"));
}

}  // namespace
}  // namespace fauxebs
