// The blocks of a snapshot by their index: a persistent radix index, copied by copying a pointer.
//
//   BlockMap child = parent;           // shares every node
//   child.Set(7, {block.bytes(), block.digest(), layer});
//
// Not synchronised itself: one map is one thread's at a time, or read only. Maps that share nodes
// may be read and written by different threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "core/persistent_node.h"
#include "fauxebs/block.h"

namespace fauxebs::internal {

struct BlockEntry {
  Bytes content;
  Digest recorded;  // what the content had when it was written; rot changes the content only
  std::uint64_t layer = 0;

  friend bool operator==(const BlockEntry& a, const BlockEntry& b);
  friend bool operator!=(const BlockEntry& a, const BlockEntry& b) { return !(a == b); }
};

// Every `index` must be below kPositions, every `from` and every end of a range at most
// kPositions; anything else throws std::logic_error. Pointers to entries hold until the next write
// to the map. A write that runs out of memory changes nothing.
class BlockMap {
 public:
  static constexpr std::uint32_t kPositions = 1u << 27;

  // Whether to go on. A visitor may write to the maps; the walk goes on over what was there.
  using Visitor = std::function<bool(std::uint32_t index, const BlockEntry& entry)>;
  // An entry is null where that map has none; never both.
  using DiffVisitor =
      std::function<bool(std::uint32_t index, const BlockEntry* in_a, const BlockEntry* in_b)>;

  BlockMap();
  BlockMap(const BlockMap& other) noexcept;
  BlockMap(BlockMap&& other) noexcept;
  BlockMap& operator=(const BlockMap& other) noexcept;
  BlockMap& operator=(BlockMap&& other) noexcept;
  ~BlockMap();

  std::uint64_t size() const;
  bool empty() const { return size() == 0; }

  // Equal for equal sets of (index, recorded, layer), whatever the history. Payloads are not
  // hashed: content that is no longer what was recorded does not show.
  std::uint64_t hash() const;

  const BlockEntry* Find(std::uint32_t index) const;

  // The layer of the entry that was replaced. AWS: put-1, put-2: the last write wins, zeros too.
  std::optional<std::uint64_t> Set(std::uint32_t index, BlockEntry entry);

  // Whether there was an entry.
  bool Erase(std::uint32_t index);

  // Sets `count` positions in the time and memory of a few, however many they are.
  void Fill(std::uint32_t first, std::uint32_t count, const BlockEntry& entry);

  // How many entries have a lower index, in logarithmic time.
  std::uint64_t CountBefore(std::uint32_t index) const;

  // Visits the entries in ascending order; whether it got to the end.
  bool ForEach(std::uint32_t from, const Visitor& visit) const;

  // AWS: diff-4. FAKE: diff-5: zeros are data like others.
  // Walks the candidates, the indices present in either map, in ascending order, and visits those
  // present in one only or written by different layers. Stops after `max_candidates` candidates,
  // or when the visitor says so; the next candidate, or nullopt when none is left. Costs what
  // differs: what both maps share is passed over as a whole.
  static std::optional<std::uint32_t> Diff(const BlockMap& a, const BlockMap& b, std::uint32_t from,
                                           std::uint64_t max_candidates, const DiffVisitor& visit);

  // Distinct nodes, those shared with other maps included. Walks all of them.
  std::size_t node_count() const;

  // The levels are 5 at the root to 0 at the entries.
  template <int kLevel>
  struct Node;

 private:
  CowPtr<Node<5>> root_;  // null when empty
};

}  // namespace fauxebs::internal
