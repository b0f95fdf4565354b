// RecentNumbers: numbers things in the order of their appearance, from 1.
//
//   RecentNumbers<std::thread::id> threads;
//   threads.NumberOf(std::this_thread::get_id());   // 1
//
// Its memory is bounded: it remembers the `kRemembered` that it was asked for last, at least; what
// it has forgotten is new to it. Constant time. Not synchronised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace fauxebs::internal {

template <typename Key>
class RecentNumbers {
 public:
  static constexpr std::size_t kRemembered = 512;

  std::uint64_t NumberOf(const Key& key) {
    const auto known = recent_.find(key);
    if (known != recent_.end()) return known->second;
    const auto older = older_.find(key);
    const std::uint64_t number = older != older_.end() ? older->second : ++given_;
    if (recent_.size() == kRemembered) older_ = std::exchange(recent_, {});
    recent_.emplace(key, number);
    return number;
  }

  std::size_t size() const { return recent_.size() + older_.size(); }

 private:
  std::unordered_map<Key, std::uint64_t> recent_;
  std::unordered_map<Key, std::uint64_t> older_;
  std::uint64_t given_ = 0;
};

}  // namespace fauxebs::internal
