// SocketServer: HTTP/1.1 on a loopback socket; a thread for each connection.
//
//   fauxebs::internal::SocketServer server({}, [](const HttpRequest&) { return Answer{}; });
//   server.port();
//
// Knows nothing of the service. The handler is called from several threads at once.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fauxebs/http/server.h"
#include "http/message.h"

namespace fauxebs::internal {

class SocketServer {
 public:
  using Handler = std::function<Answer(const HttpRequest&)>;

  // Listens when it returns. std::runtime_error where the address cannot be had.
  SocketServer(const std::string& host, int port, const HttpLimits& limits, Handler handler);
  ~SocketServer();
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;

  int port() const;

  // No more connections; those there are end with the request that they are at.
  void StopReading();
  // The same; returns when all have ended.
  void Stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fauxebs::internal
