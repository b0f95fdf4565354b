#include <fmt/format.h>

#include "fauxebs/http/server.h"
#include "http/front_end.h"
#include "http/socket_server.h"

namespace fauxebs {

struct HttpServer::State {
  State(Fake& ebs, const Options& options)
      : front_end(ebs, options),
        sockets("127.0.0.1", options.port, options.limits,
                [this](const internal::HttpRequest& request) { return front_end(request); }) {}

  internal::FrontEnd front_end;
  internal::SocketServer sockets;
};

HttpServer::HttpServer(Fake& ebs, const Options& options)
    : state_(std::make_unique<State>(ebs, options)) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return state_->sockets.port(); }

std::string HttpServer::endpoint() const { return fmt::format("http://127.0.0.1:{}", port()); }

}  // namespace fauxebs
