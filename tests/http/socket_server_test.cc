// What sockets do: messages in and out, limits, hostile peers, endings.
#include "http/socket_server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/http_client.h"

namespace fauxebs::internal {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// Answers with what it was sent.
Answer Echo(const HttpRequest& request) {
  std::string text = request.method + " " + request.target + "\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
  text += request.whole ? "whole\n" : "cut\n";
  Answer answer;
  answer.reply.headers = {{"Content-Type", "text/plain"}};
  answer.reply.body = Bytes::Copy(text + std::string(request.body.view()));
  return answer;
}

class Sockets : public testing::Test {
 protected:
  explicit Sockets(const HttpLimits& limits = {}, SocketServer::Handler handler = Echo)
      : server_("127.0.0.1", 0, limits, std::move(handler)) {}

  // All that comes back, until the server closes the connection.
  std::string Talk(std::string_view bytes) {
    RawConnection peer(server_.port());
    peer.Send(bytes);
    peer.FinishSending();
    return peer.ReadAll();
  }

  SocketServer server_;
};

TEST_F(Sockets, HandOverMethodTargetHeadersAndBody) {
  const std::string reply = Talk(
      "PUT /a/%20b?c=d HTTP/1.1\r\nHost: x\r\nX-One:  1 \r\nx-one: 2\r\nContent-Length: "
      "3\r\n\r\nabc");

  EXPECT_THAT(reply, StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: "));
  EXPECT_THAT(reply, EndsWith("PUT /a/%20b?c=d\nHost: x\nX-One: 1\nx-one: 2\nContent-Length: 3\n"
                              "whole\nabc"));
}

TEST_F(Sockets, WriteTheDateAsHttpHasIt) {
  EXPECT_THAT(Talk("GET / HTTP/1.1\r\n\r\n"),
              ContainsRegex("\r\nDate: [A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] 20[0-9][0-9] "
                            "[0-9][0-9]:[0-9][0-9]:[0-9][0-9] GMT\r\n"));
}

TEST_F(Sockets, KeepAConnectionForFurtherRequests) {
  HttpClient client(server_.port());
  client.Exchange({"GET", "/1", {}, {}});

  EXPECT_THAT(client.Exchange({"GET", "/2", {}, {}}).body.view(), StartsWith("GET /2\n"));
  EXPECT_EQ(client.connections_made(), 1);
}

TEST_F(Sockets, AnswerRequestsThatComeTogether) {
  const std::string reply = Talk(
      "POST /1 HTTP/1.1\r\nContent-Length: 1\r\n\r\nxGET /2 HTTP/1.1\r\n\r\nGET /3 "
      "HTTP/1.1\r\n\r\n");

  EXPECT_THAT(reply, ContainsRegex("POST /1\n(.|\n)*GET /2\n(.|\n)*GET /3\n"));
}

TEST_F(Sockets, CloseWherePeersWantIt) {
  RawConnection peer(server_.port());
  peer.Send("GET /1 HTTP/1.1\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(peer.ReadAll(), HasSubstr("Connection: close\r\n"));
}

TEST_F(Sockets, SayThatTheyAreReadyForABodyWhereAsked) {
  RawConnection peer(server_.port());
  peer.Send("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(peer.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");

  peer.Send("abc");
  peer.FinishSending();

  EXPECT_THAT(peer.ReadAll(), EndsWith("whole\nabc"));
}

TEST_F(Sockets, TakeBodiesInChunks) {
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"),
              EndsWith("whole\nabcde"));
}

TEST_F(Sockets, TellOfABodyThatWasCut) {
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabc"), EndsWith("cut\n"));
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab"),
              EndsWith("cut\n"));
}

TEST_F(Sockets, PromiseNothingToPeersOfHttp10) {
  EXPECT_THAT(Talk("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na"),
              AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("Connection: close\r\n")));
}

TEST_F(Sockets, KnowNoTransferCodingButChunks) {
  for (const char* coding : {"gzip", "identity", "gzip, chunked", "chunked, gzip"}) {
    EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nTransfer-Encoding: " + std::string(coding) +
                     "\r\n\r\nGET /hidden HTTP/1.1\r\n\r\n"),
                AllOf(StartsWith("HTTP/1.1 400 "), Not(HasSubstr("/hidden"))));
  }
}

TEST_F(Sockets, AnswerHeadWithoutABody) {
  EXPECT_THAT(Talk("HEAD / HTTP/1.1\r\n\r\n"), EndsWith("\r\n\r\n"));
}

TEST_F(Sockets, ServeManyConnectionsAtOnce) {
  HttpClient client(server_.port());
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        answered += client.Exchange({"GET", "/", {}, {}}).status == 200 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(answered, 1000);
}

// What is no request.

class NoRequest : public Sockets, public testing::WithParamInterface<std::string> {};
INSTANTIATE_TEST_SUITE_P(
    Bytes, NoRequest,
    testing::Values("\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nx\r\n\r\n",
                    "GET / HTTP/2.0\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nA B: x\r\n\r\n",
                    std::string("GET /\0 HTTP/1.1\r\n\r\n", 19), "G\xff T / HTTP/1.1\r\n\r\n",
                    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                    "PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                    "PUT / HTTP/1.1\r\nContent-Length: 1x\r\n\r\n",
                    "PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                    "PUT / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                    "PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"));

TEST_P(NoRequest, IsRefusedWithASentence) {
  EXPECT_THAT(Talk(GetParam()),
              ContainsRegex("^HTTP/1.1 400 Bad Request\r\n(.|\n)*Connection: close\r\n(.|\n)*"
                            "This is no request of HTTP/1.1: .*[.]\n$"));
}

// Limits.

HttpLimits SmallLimits() {
  HttpLimits limits;
  limits.header_bytes = 1000;
  limits.body_bytes = 10;
  limits.connections = 3;
  return limits;
}

class SmallLimitsOfSockets : public Sockets {
 protected:
  SmallLimitsOfSockets() : Sockets(SmallLimits()) {}
};

TEST_F(SmallLimitsOfSockets, RefuseLongHeaders) {
  EXPECT_THAT(Talk("GET / HTTP/1.1\r\nx: " + std::string(1000, 'x') + "\r\n\r\n"),
              EndsWith("The request line and the headers are longer than 1000 bytes.\n"));
  EXPECT_THAT(Talk("GET /" + std::string(1000, 'x') + " HTTP/1.1\r\n\r\n"),
              StartsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
}

TEST_F(SmallLimitsOfSockets, RefuseLongBodies) {
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nContent-Length: 11\r\n\r\n" + std::string(11, 'x')),
              ContainsRegex("^HTTP/1.1 413 (.|\n)*The body is longer than 10 bytes.\n$"));
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n" +
                   std::string(11, 'x') + "\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(Talk("PUT / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789"),
              EndsWith("whole\n0123456789"));
}

TEST_F(SmallLimitsOfSockets, RefuseALongBodyBeforeItIsSent) {
  RawConnection peer(server_.port());
  peer.Send("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");

  EXPECT_THAT(peer.ReadUntil("\r\n"), StartsWith("HTTP/1.1 413 "));
}

TEST_F(SmallLimitsOfSockets, BoundWhatIsSaidBetweenChunks) {
  RawConnection peer(server_.port());
  peer.Send("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;");
  while (peer.Send(std::string(100000, 'a'))) {
  }

  EXPECT_THAT(Talk("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(SmallLimitsOfSockets, TurnAwayConnectionsThatAreTooMany) {
  RawConnection first(server_.port());
  RawConnection second(server_.port());
  RawConnection third(server_.port());
  RawConnection fourth(server_.port());
  fourth.Send("GET / HTTP/1.1\r\n\r\n");

  EXPECT_THAT(fourth.ReadAll(), ContainsRegex("^HTTP/1.1 429 (.|\n)*too many connections"));
  first.Send("GET /first HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(first.ReadAll(), HasSubstr("GET /first\n"));
}

HttpLimits ShortTimes() {
  HttpLimits limits;
  limits.request = milliseconds(50);
  limits.idle = milliseconds(100);
  return limits;
}

TEST_F(SmallLimitsOfSockets, StopAmongPeersThatDoNotStop) {
  std::list<RawConnection> connections;
  std::vector<std::thread> peers;
  for (int i = 0; i < 6; ++i) {
    RawConnection& peer = connections.emplace_back(server_.port());
    peers.emplace_back([&peer] {
      while (peer.Send(std::string(100000, 'a'))) {
      }
    });
  }

  server_.Stop();

  for (std::thread& peer : peers) peer.join();
  for (const RawConnection& peer : connections) EXPECT_TRUE(peer.was_reset());
}

class ShortTimesOfSockets : public Sockets {
 protected:
  ShortTimesOfSockets() : Sockets(ShortTimes()) {}
};

TEST_F(ShortTimesOfSockets, RefuseWhoDoesNotEndItsHeaders) {
  RawConnection peer(server_.port());
  peer.Send("GET / HTTP/1.1\r\nx: ");

  EXPECT_THAT(peer.ReadAll(), ContainsRegex("^HTTP/1.1 408 (.|\n)*longer than 50 ms"));
}

TEST_F(ShortTimesOfSockets, TellOfABodyThatDoesNotEnd) {
  RawConnection peer(server_.port());
  peer.Send("PUT / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabc");

  EXPECT_THAT(peer.ReadAll(), EndsWith("cut\n"));
}

TEST_F(ShortTimesOfSockets, CloseConnectionsThatAreIdle) {
  RawConnection peer(server_.port());

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
}

TEST_F(ShortTimesOfSockets, GiveUpAPeerThatDoesNotRead) {
  RawConnection deaf(server_.port());
  for (int i = 0; i < 100; ++i) {
    deaf.Send("PUT / HTTP/1.1\r\nContent-Length: 500000\r\n\r\n" + std::string(500000, 'x'));
  }

  EXPECT_THAT(Talk("GET / HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

// Answers that do not go out whole.

class Deliveries : public Sockets {
 protected:
  Deliveries() : Sockets({}, [this](const HttpRequest& /*request*/) { return answer_; }) {
    answer_.reply.body = Bytes::Copy("0123456789");
  }

  Answer answer_;
};

TEST_F(Deliveries, ThatAreCutEndInTheMiddle) {
  answer_.delivery = Delivery::kCut;
  answer_.bytes = 4;
  RawConnection peer(server_.port());
  peer.Send("GET / HTTP/1.1\r\n\r\n");

  EXPECT_THAT(peer.ReadAll(), ContainsRegex("\r\nContent-Length: 10\r\n(.|\n)*\r\n\r\n0123$"));
  EXPECT_FALSE(peer.was_reset());
}

TEST_F(Deliveries, ThatAreClosedSayNothing) {
  answer_.delivery = Delivery::kClose;
  RawConnection peer(server_.port());
  peer.Send("GET / HTTP/1.1\r\n\r\n");

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
  EXPECT_FALSE(peer.was_reset());
}

TEST_F(Deliveries, ThatAreResetAreReset) {
  answer_.delivery = Delivery::kReset;
  RawConnection peer(server_.port());
  peer.Send("GET / HTTP/1.1\r\n\r\n");

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
  EXPECT_TRUE(peer.was_reset());
}

TEST_F(Deliveries, ThatStallWaitUntilThePeerGivesUp) {
  answer_.delivery = Delivery::kStall;
  answer_.bytes = 4;
  RawConnection peer(server_.port());
  peer.Send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_THAT(peer.ReadUntil("\r\n\r\n"), HasSubstr("Content-Length: 10\r\n"));
  EXPECT_EQ(peer.Read(4), "0123");

  peer.FinishSending();

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
}

class Handlers : public Sockets {
 protected:
  Handlers()
      : Sockets({}, [](const HttpRequest& /*request*/) -> Answer {
          throw std::runtime_error("a predicate threw");
        }) {}
};

TEST_F(Handlers, ThatThrowAreAnswerFiveHundred) {
  EXPECT_THAT(Talk("GET / HTTP/1.1\r\n\r\n"),
              ContainsRegex("^HTTP/1.1 500 (.|\n)*a predicate threw\n$"));
}

// Endings.

TEST(StoppedServer, EndsConnectionsThatAreIdle) {
  SocketServer server("127.0.0.1", 0, {}, Echo);
  RawConnection idle(server.port());
  idle.Send("GET / HTTP/1.1\r\n\r\n");
  idle.ReadUntil("whole\n");

  server.Stop();

  EXPECT_THAT(idle.ReadAll(), IsEmpty());
}

TEST(StoppedServer, EndsAStall) {
  SocketServer server("127.0.0.1", 0, {}, [](const HttpRequest& /*request*/) {
    return Answer{{}, Delivery::kStall};
  });
  RawConnection peer(server.port());
  peer.Send("GET / HTTP/1.1\r\n\r\n");
  peer.ReadUntil("\r\n\r\n");

  server.Stop();

  EXPECT_THAT(peer.ReadAll(), IsEmpty());
}

TEST(StoppedServer, FreesItsPort) {
  auto first = std::make_unique<SocketServer>("127.0.0.1", 0, HttpLimits{}, Echo);
  const int port = first->port();
  first.reset();

  EXPECT_NO_THROW(SocketServer("127.0.0.1", port, {}, Echo));
}

TEST(StoppedServer, FreesItsPortThoughAProgramThatItsProcessStartedGoesOn) {
  auto first = std::make_unique<SocketServer>("127.0.0.1", 0, HttpLimits{}, Echo);
  const int port = first->port();
  FILE* const program = popen("yes", "r");
  ASSERT_EQ(std::fgetc(program), 'y');  // it runs: what it does not inherit is closed
  first.reset();

  EXPECT_NO_THROW(SocketServer("127.0.0.1", port, {}, Echo));
  pclose(program);
}

TEST(TakenPort, IsRefusedWithASentence) {
  const SocketServer server("127.0.0.1", 0, {}, Echo);

  try {
    const SocketServer second("127.0.0.1", server.port(), {}, Echo);
    FAIL() << "two servers listen on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("cannot listen on 127.0.0.1:" + std::to_string(server.port()) +
                          ": Address already in use"));
  }
}

}  // namespace
}  // namespace fauxebs::internal
