// HttpClient: a plain client of HTTP on loopback, for tests.
//
//   HttpClient client(server.port());
//   HttpReply reply = client.Exchange(request);
//
//   RawConnection peer(server.port());          // byte by byte
//   peer.Send("GET / HTTP/1.1\r\n\r\n");
//   peer.ReadAll();
//
// HttpClient is safe for concurrent use; a RawConnection is not.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace fauxebs {

class RawConnection {
 public:
  explicit RawConnection(int port, const std::string& address = "127.0.0.1");
  ~RawConnection();

  // False where the peer has closed the connection.
  bool Send(std::string_view bytes);
  void FinishSending();

  // Until so many bytes, or the end, or a reset.
  std::string Read(std::size_t size);
  // Up to the end of a text, or of the connection.
  std::string ReadUntil(std::string_view text);
  std::string ReadAll();
  bool was_reset() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class HttpClient {
 public:
  explicit HttpClient(int port);
  ~HttpClient();

  // On a connection that is kept, or a new one. Adds Host and Content-Length. std::runtime_error
  // where the reply does not arrive whole.
  internal::HttpReply Exchange(const internal::HttpRequest& request);

  int connections_made() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fauxebs
