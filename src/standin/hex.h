// Hexadecimal digits.
#pragma once

#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstddef>

namespace fauxebs::internal {

// -1 where it is none.
inline int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

inline Aws::String HexText(const unsigned char* bytes, std::size_t length, const char* digits) {
  Aws::String text;
  text.reserve(2 * length);
  for (std::size_t i = 0; i < length; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 0xf];
  }
  return text;
}

}  // namespace fauxebs::internal
