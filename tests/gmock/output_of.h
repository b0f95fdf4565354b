// Runs one of the tests that fail on purpose, in a process of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

namespace fauxebs {

// All that one test prints, stderr too.
inline std::string OutputOf(const std::string& test) {
  // The empty --gtest_output= keeps it from overwriting the report of this program.
  const std::string command = std::string("'") + FAUXEBS_JUDGED_CASES + "' --gtest_filter=" + test +
                              " --gtest_color=no --gtest_output= 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "cannot run " + command;
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), got);
  }
  pclose(pipe);
  return output;
}

}  // namespace fauxebs
