// fauxebs-server: a fake of the Amazon EBS direct APIs on a loopback socket. docs/http.md

#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

#include "http/socket_server.h"
#include "server/command_line.h"
#include "server/control.h"

namespace fauxebs::internal {
namespace {

int Fail(int exit_code, const std::exception& error) {
  fmt::print(stderr, "fauxebs-server: {}\n", error.what());
  return exit_code;
}

int Serve(const ProgramOptions& options, const sigset_t& ending_signals) {
  std::optional<Control> control;
  try {
    control.emplace(options.universe);
  } catch (const std::exception& error) {  // a rule, an image or an id of one
    return Fail(kBadUsage, error);
  }
  try {
    SocketServer server(options.host, options.port, options.universe.http.limits,
                        [&](const HttpRequest& request) { return (*control)(request); });
    fmt::print("fauxebs-server listening on http://{}:{}\n", options.host, server.port());
    if (std::fflush(stdout) != 0) {
      throw std::runtime_error("nobody can read where it listens: the standard output is closed");
    }
    int signal = 0;
    sigwait(&ending_signals, &signal);
    server.StopReading();
    control->CancelRules();  // lets go what they hold
    server.Stop();
  } catch (const std::exception& error) {  // the port, or the output
    return Fail(1, error);
  }
  return 0;
}

}  // namespace
}  // namespace fauxebs::internal

int main(int argc, char** argv) {
  using namespace fauxebs::internal;
  // Before there are threads, which inherit it.
  sigset_t ending_signals;
  sigemptyset(&ending_signals);
  sigaddset(&ending_signals, SIGTERM);
  sigaddset(&ending_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending_signals, nullptr);

  const CommandLine line = ParseCommandLine({argv + 1, argv + argc});
  if (const auto* ending = std::get_if<Ending>(&line)) {
    std::fputs(ending->text.c_str(), ending->exit_code == 0 ? stdout : stderr);
    return ending->exit_code;
  }
  return Serve(std::get<ProgramOptions>(line), ending_signals);
}
