#include "fauxebs/corruption.h"

#include <cstring>

namespace fauxebs {

Bytes Corruption::ApplyTo(const Bytes& bytes) const {
  return Bytes::Read(bytes.size(), [&](char* to, std::size_t size) {
    if (size == 0) return size;
    std::memcpy(to, bytes.view().data(), size);
    const auto flip = [&](std::size_t at, unsigned bit_of_byte) {
      to[at] = static_cast<char>(static_cast<unsigned char>(to[at]) ^ (1U << bit_of_byte));
    };
    if (kind == Kind::kFlipBit) {
      flip(bit / 8 % size, bit % 8);
      return size;
    }
    const std::size_t from = kind == Kind::kTear ? byte % size : 0;
    if (IsAllZero(bytes.view().substr(from))) {
      flip(from, 0);
    } else {
      std::memset(to + from, 0, size - from);
    }
    return size;
  });
}

}  // namespace fauxebs
