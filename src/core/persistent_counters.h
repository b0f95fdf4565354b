// Counters by 64-bit key: a persistent hash trie, copied by copying a pointer.
//
//   const std::uint64_t ordinal = attempts.Increment(key);   // 1, 2, 3 ...
//
// Not synchronised itself: one object is one thread's at a time, or read only. Objects that share
// nodes may be read and written by different threads.
#pragma once

#include <cstdint>

#include "core/persistent_node.h"

namespace fauxebs::internal {

// Keys should be well mixed: those that agree in their low bits only cost time and memory.
class PersistentCounters {
 public:
  PersistentCounters();
  PersistentCounters(const PersistentCounters& other) noexcept;
  PersistentCounters(PersistentCounters&& other) noexcept;
  PersistentCounters& operator=(PersistentCounters other) noexcept;
  ~PersistentCounters();

  // The new count. All or nothing where memory runs out.
  std::uint64_t Increment(std::uint64_t key);

  // 0 for a key that was never incremented.
  std::uint64_t Get(std::uint64_t key) const;

  // Equal for equal counts, whatever the history.
  std::uint64_t hash() const { return hash_; }

 private:
  struct Node;

  std::uint64_t Add(std::uint64_t key);

  CowPtr<Node> root_;
  std::uint64_t hash_ = 0;  // the sum of Mix(key, n) for n from 1 to the count
};

}  // namespace fauxebs::internal
