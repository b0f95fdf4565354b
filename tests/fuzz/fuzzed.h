// What the fuzzers have in common: what must hold, and how their inputs are cut.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace fauxebs::internal {

// Ends the fuzzer with a finding.
inline void MustHold(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "fuzzer: " << what << '\n';
  std::abort();
}

// Cuts off the input's first line.
inline std::string TakeLine(std::string_view& input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string line(input.substr(0, end));
  input.remove_prefix(std::min(end + 1, input.size()));
  return line;
}

inline std::string_view AsText(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace fauxebs::internal
