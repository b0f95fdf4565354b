// Bytes on a socket, as they come: the server answers, or closes the connection, and lives.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>

#include "fuzz/fuzzed.h"
#include "http/socket_server.h"
#include "server/control.h"

namespace fauxebs::internal {
namespace {

HttpLimits ShortLimits() {
  HttpLimits limits;
  limits.header_bytes = 2000;
  limits.body_bytes = 2000;
  return limits;
}

// What a rule holds is let go at once.
UniverseOptions WithoutPatience() {
  UniverseOptions options;
  options.fake.watchdog = std::chrono::milliseconds(1);
  return options;
}

int Connect(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  while (true) {
    const int peer = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      return peer;
    }
    const int reason = errno;
    ::close(peer);
    // The fuzzer has a timer.
    MustHold(reason == EINTR, std::string("no connection: ") + std::strerror(reason));
  }
}

// All that comes back for the bytes.
std::string Exchange(int port, std::string_view bytes) {
  const int peer = Connect(port);
  // Short enough for the socket's buffer.
  ::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  ::shutdown(peer, SHUT_WR);
  std::string reply;
  std::array<char, 4096> buffer{};
  for (ssize_t size = 1; size > 0 || (size < 0 && errno == EINTR);) {
    size = ::recv(peer, buffer.data(), buffer.size(), 0);
    if (size > 0) reply.append(buffer.data(), static_cast<std::size_t>(size));
  }
  // With a reset at once: thousands of connections would otherwise keep their ports.
  const linger at_once{1, 0};
  ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(peer);
  return reply;
}

void Fuzz(std::string_view input) {
  static Control control(WithoutPatience());
  static const SocketServer server("127.0.0.1", 0, ShortLimits(),
                                   [](const HttpRequest& request) { return control(request); });
  const std::string reply = Exchange(server.port(), input);
  MustHold(reply.empty() || reply.compare(0, 9, "HTTP/1.1 ") == 0, "no reply of HTTP: " + reply);
  MustHold(reply.compare(0, 10, "HTTP/1.1 5") != 0, "a failure of the server: " + reply);
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
