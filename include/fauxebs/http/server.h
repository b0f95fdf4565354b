// HttpServer: a fake behind a loopback socket, for clients that speak HTTP.
//
//   fauxebs::Fake ebs;
//   fauxebs::HttpServer server(ebs);
//   config.endpointOverride = server.endpoint();   // the real AWS SDK, or any other client
//
// FAKE: http-10: callers are told apart by their access key ID: one of 12 digits is an account, one
// of `credentials` has its account, any other has `account`. In the journal and to rules, a client
// is called by the first product of its User-Agent: "Boto3", "aws-cli", "aws-sdk-js".
//
// FAKE: http-1: what belongs to a connection (the header Date, the age of a signature) goes by real
// time; what belongs to the service goes by the fake's clock.
//
// Safe for concurrent use, but for construction and destruction.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "fauxebs/fake.h"

namespace fauxebs {

struct HttpCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string account = kDefaultAccount;
};

// What a peer may ask of the server. Beyond: a 4xx with a sentence, and the connection is closed.
struct HttpLimits {
  std::size_t header_bytes = std::size_t{16} * 1024;  // request line included: 431
  std::size_t body_bytes = std::size_t{1024} * 1024;  // 413
  std::size_t connections = 1000;                     // 429
  // In real time. Until a request has come in: 408; until its answer is taken: closed.
  std::chrono::milliseconds request{20'000};
  // In real time, between requests: closed.
  std::chrono::milliseconds idle{60'000};
};

struct HttpServerOptions {
  int port = 0;  // 0: any that is free
  std::string account = kDefaultAccount;
  std::string region = "us-east-1";
  // Not empty: requests must be signed with one of them (Signature Version 4). Empty: signatures
  // are not looked at.
  std::vector<HttpCredentials> credentials{};
  // Before each request the fake's clock is moved to the real time, if it is behind it.
  bool follow_real_time = false;
  HttpLimits limits{};
};

class HttpServer {
 public:
  using Options = HttpServerOptions;

  // Listens on 127.0.0.1 when it returns. The fake must outlive it. std::runtime_error where the
  // port cannot be had.
  explicit HttpServer(Fake& ebs, const Options& options = {});
  // Ends the connections: a call that a rule holds is waited for; a client in the middle of a
  // request is reset.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  std::string endpoint() const;  // "http://127.0.0.1:PORT"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fauxebs
