// Hasher: a 64-bit hash of values, the same in every run and on every machine.
//
//   std::uint64_t h = Hasher(seed).Add("snap-1").Add(7).hash();
//
// Not synchronised.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace fauxebs::internal {

// The finalizer of SplitMix64: each bit of the result depends on every bit of `x`.
constexpr std::uint64_t Mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// A hash as a number from 0 to below 1.
constexpr double ShareOf(std::uint64_t hash) {
  constexpr double kTwoTo53 = 9007199254740992.0;
  return static_cast<double>(hash >> 11) / kTwoTo53;
}

class Hasher {
 public:
  explicit Hasher(std::uint64_t seed) : state_(Mix(seed)) {}

  Hasher& Add(std::uint64_t value) {
    state_ = Mix(state_ ^ value);
    return *this;
  }
  Hasher& Add(std::string_view text) {
    Add(text.size());
    std::uint64_t word = 0;
    unsigned shift = 0;
    for (const char c : text) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << shift;
      shift += 8;
      if (shift == 64) {
        Add(word);
        word = 0;
        shift = 0;
      }
    }
    return shift == 0 ? *this : Add(word);
  }
  template <typename T>
  Hasher& Add(const std::optional<T>& value) {
    if (!value) return Add(std::uint64_t{0});
    Add(std::uint64_t{1});
    if constexpr (std::is_arithmetic_v<T>) {
      return Add(static_cast<std::uint64_t>(*value));
    } else {
      return Add(*value);
    }
  }

  std::uint64_t hash() const { return state_; }

 private:
  std::uint64_t state_;
};

}  // namespace fauxebs::internal
