#include "support/http_client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <cstdint>
#include <list>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace fauxebs {
namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;
using boost::system::error_code;

tcp::endpoint OnLoopback(int port) {
  return {boost::asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(port)};
}

}  // namespace

struct RawConnection::State {
  boost::asio::io_context context;
  tcp::socket socket{context};
  bool was_reset = false;
};

RawConnection::RawConnection(int port, const std::string& address)
    : state_(std::make_unique<State>()) {
  state_->socket.connect(
      {boost::asio::ip::make_address(address), static_cast<std::uint16_t>(port)});
  const int patience_ms = 10'000;  // of minutes, where a peer is there no more and nothing says so
  ::setsockopt(state_->socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience_ms,
               sizeof patience_ms);
}

RawConnection::~RawConnection() = default;

bool RawConnection::Send(std::string_view bytes) {
  error_code error;
  boost::asio::write(state_->socket, boost::asio::buffer(bytes.data(), bytes.size()), error);
  state_->was_reset = state_->was_reset || error == boost::asio::error::connection_reset ||
                      error == boost::asio::error::broken_pipe;
  return !error;
}

void RawConnection::FinishSending() {
  error_code ignored;
  state_->socket.shutdown(tcp::socket::shutdown_send, ignored);
}

std::string RawConnection::Read(std::size_t size) {
  std::string text(size, '\0');
  error_code error;
  text.resize(boost::asio::read(state_->socket, boost::asio::buffer(text), error));
  state_->was_reset = state_->was_reset || error == boost::asio::error::connection_reset;
  return text;
}

std::string RawConnection::ReadUntil(std::string_view end) {
  std::string text;
  while (text.size() < end.size() || text.compare(text.size() - end.size(), end.size(), end) != 0) {
    const std::string next = Read(1);
    if (next.empty()) break;
    text += next;
  }
  return text;
}

std::string RawConnection::ReadAll() {
  std::string text;
  error_code error;
  boost::asio::read(state_->socket, boost::asio::dynamic_buffer(text), error);
  state_->was_reset = state_->was_reset || error == boost::asio::error::connection_reset;
  return text;
}

bool RawConnection::was_reset() const { return state_->was_reset; }

struct HttpClient::State {
  struct Connection {
    explicit Connection(boost::asio::io_context& context) : socket(context) {}
    tcp::socket socket;
    boost::beast::flat_buffer buffer;
  };
  using Connections = std::list<Connection>;

  Connections Take() {
    Connections taken;
    const std::lock_guard<std::mutex> lock(mutex);
    if (idle.empty()) {
      ++made;
      taken.emplace_back(context).socket.connect(OnLoopback(port));
    } else {
      taken.splice(taken.begin(), idle, idle.begin());
    }
    return taken;
  }

  void Keep(Connections& connection) {
    const std::lock_guard<std::mutex> lock(mutex);
    idle.splice(idle.end(), connection);
  }

  const int port;
  boost::asio::io_context context{};
  std::mutex mutex{};
  Connections idle{};
  int made = 0;
};

HttpClient::HttpClient(int port) : state_(new State{port}) {}

HttpClient::~HttpClient() = default;

internal::HttpReply HttpClient::Exchange(const internal::HttpRequest& request) {
  http::request<http::span_body<const char>> message;
  message.method_string({request.method.data(), request.method.size()});
  message.target({request.target.data(), request.target.size()});
  for (const auto& [name, value] : request.headers) message.insert(name, value);
  message.set(http::field::host, "127.0.0.1:" + std::to_string(state_->port));
  const std::string_view body = request.body.view();
  message.body() = {body.data(), body.size()};
  message.content_length(body.size());

  State::Connections connection = state_->Take();
  http::write(connection.front().socket, message);
  http::response_parser<http::string_body> parser;
  parser.body_limit(64 * 1024 * 1024);
  http::read(connection.front().socket, connection.front().buffer, parser);
  const auto response = parser.release();
  if (response.keep_alive()) state_->Keep(connection);

  internal::HttpReply reply;
  reply.status = static_cast<int>(response.result_int());
  for (const auto& field : response) {
    reply.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  reply.body = Bytes::Copy(response.body());
  return reply;
}

int HttpClient::connections_made() const {
  const std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->made;
}

}  // namespace fauxebs
