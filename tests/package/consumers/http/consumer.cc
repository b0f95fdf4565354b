// A fake behind a socket.
#include <fauxebs/http/server.h>

#include <cstdio>
#include <string>

int main() {
  fauxebs::Fake ebs;
  const fauxebs::HttpServer server(ebs);
  if (server.endpoint() != "http://127.0.0.1:" + std::to_string(server.port())) return 1;
  std::puts("a server on loopback");
  return 0;
}
