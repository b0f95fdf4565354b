// The command line of fauxebs-server.
//
//   CommandLine line = ParseCommandLine({"--port", "8080"});
//
// What cannot be, and files that cannot be read, are told in a sentence. A pure function, but for
// those files.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "server/control.h"

namespace fauxebs::internal {

struct ProgramOptions {
  std::string host = "127.0.0.1";
  int port = 0;
  UniverseOptions universe;
};

// The program has nothing more to do than to say this.
struct Ending {
  int exit_code = 0;  // 0: help or version, for stdout
  std::string text;
};

using CommandLine = std::variant<ProgramOptions, Ending>;

inline constexpr int kBadUsage = 2;

// Without the program's name.
CommandLine ParseCommandLine(std::vector<std::string> arguments);

}  // namespace fauxebs::internal
