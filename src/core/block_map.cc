#include "core/block_map.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "core/hash.h"

namespace fauxebs::internal {

// A node of level 0 holds the entries of 32 positions, one of a higher level holds 32 nodes of the
// level below. A node does not know where it stands: all that it says is relative to its first
// position, so that it may stand at several. None is empty.
template <int kLevel>
struct BlockMap::Node : SharedNode {
  using Value = std::conditional_t<kLevel == 0, BlockEntry, CowPtr<Node<kLevel - 1>>>;

  std::uint32_t count = 0;  // of entries
  std::uint64_t hash = 0;   // the sum over the slots of Mix(slot, hash of the value)
  SparseSlots<Value> slots;
};

namespace {

template <int kLevel>
using Node = BlockMap::Node<kLevel>;

template <int kLevel>
using NodePtr = CowPtr<Node<kLevel>>;

constexpr int kRoot = 5;
constexpr int kBitsPerLevel = 5;

// How many positions a slot of a node stands for, how many slots are in use, how many positions
// the node stands for.
template <int kLevel>
constexpr std::uint32_t kSlotSpan = 1u << (kBitsPerLevel * kLevel);
template <int kLevel>
constexpr std::uint32_t kUsableSlots = kLevel == kRoot ? 4 : 32;
template <int kLevel>
constexpr std::uint32_t kSpan = kUsableSlots<kLevel> << (kBitsPerLevel * kLevel);
static_assert(kSpan<kRoot> == BlockMap::kPositions);

template <int kLevel>
std::uint32_t SlotOf(std::uint32_t index) {
  assert(index < kSpan<kLevel>);
  return index / kSlotSpan<kLevel>;
}

// The index relative to the first position of its slot.
template <int kLevel>
std::uint32_t Below(std::uint32_t index) {
  return index % kSlotSpan<kLevel>;
}

std::uint32_t CountOf(const BlockEntry&) { return 1; }

template <typename Node>
std::uint32_t CountOf(const CowPtr<Node>& node) {
  return node->count;
}

std::uint64_t HashOf(const BlockEntry& entry) {
  const auto& bytes = entry.recorded.bytes;
  return Hasher(entry.layer)
      .Add(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()))
      .hash();
}

template <typename Node>
std::uint64_t HashOf(const CowPtr<Node>& node) {
  return node->hash;
}

// Sets the slot, with what follows for count and hash.
template <typename Node>
void Put(Node& node, std::uint32_t slot, typename Node::Value value) {
  const std::uint32_t count = CountOf(value);
  const std::uint64_t hash = Mix(slot, HashOf(value));
  if (auto* const held = node.slots.Find(slot)) {
    node.count -= CountOf(*held);
    node.hash -= Mix(slot, HashOf(*held));
    *held = std::move(value);
  } else {
    node.slots.Insert(slot, std::move(value));
  }
  node.count += count;
  node.hash += hash;
}

template <int kLevel>
NodePtr<kLevel> MakeNode(std::uint32_t index, BlockEntry entry) {
  auto node = NodePtr<kLevel>::Make();
  const std::uint32_t slot = SlotOf<kLevel>(index);
  if constexpr (kLevel == 0) {
    Put(node.Write(), slot, std::move(entry));
  } else {
    Put(node.Write(), slot, MakeNode<kLevel - 1>(Below<kLevel>(index), std::move(entry)));
  }
  return node;
}

template <int kLevel>
const BlockEntry* FindIn(const Node<kLevel>& node, std::uint32_t index) {
  const auto* const value = node.slots.Find(SlotOf<kLevel>(index));
  if constexpr (kLevel == 0) {
    return value;
  } else {
    return value == nullptr ? nullptr : FindIn<kLevel - 1>(**value, Below<kLevel>(index));
  }
}

template <int kLevel>
std::optional<std::uint64_t> SetIn(NodePtr<kLevel>& shared, std::uint32_t index, BlockEntry entry) {
  Node<kLevel>& node = shared.Write();
  const std::uint32_t slot = SlotOf<kLevel>(index);
  auto* const held = node.slots.Find(slot);
  if constexpr (kLevel == 0) {
    std::optional<std::uint64_t> replaced;
    if (held != nullptr) replaced = held->layer;
    Put(node, slot, std::move(entry));
    return replaced;
  } else {
    if (held == nullptr) {
      Put(node, slot, MakeNode<kLevel - 1>(Below<kLevel>(index), std::move(entry)));
      return std::nullopt;
    }
    const std::uint32_t count = CountOf(*held);
    const std::uint64_t hash = HashOf(*held);
    const auto replaced = SetIn<kLevel - 1>(*held, Below<kLevel>(index), std::move(entry));
    node.count += CountOf(*held) - count;
    node.hash += Mix(slot, HashOf(*held)) - Mix(slot, hash);
    return replaced;
  }
}

// Requires: the entry is there, and is not the only one.
template <int kLevel>
void EraseIn(NodePtr<kLevel>& shared, std::uint32_t index) {
  assert(shared->count > 1);
  Node<kLevel>& node = shared.Write();
  const std::uint32_t slot = SlotOf<kLevel>(index);
  auto* const held = node.slots.Find(slot);
  assert(held != nullptr);
  const std::uint64_t hash = HashOf(*held);
  if (CountOf(*held) == 1) {
    node.slots.Remove(slot);
    node.hash -= Mix(slot, hash);
  } else if constexpr (kLevel > 0) {
    EraseIn<kLevel - 1>(*held, Below<kLevel>(index));
    node.hash += Mix(slot, HashOf(*held)) - Mix(slot, hash);
  }
  --node.count;
}

// The value of a slot of the level above whose positions all hold the entry: one node for all such
// slots, made when first needed.
template <int kLevel>
class FullNode {
 public:
  explicit FullNode(const BlockEntry& entry) : below_(entry) {}

  FullNode<kLevel - 1>& below() { return below_; }
  const NodePtr<kLevel>& value() {
    if (!node_) {
      auto node = NodePtr<kLevel>::Make();
      Node<kLevel>& full = node.Write();
      full.slots =
          SparseSlots<typename Node<kLevel>::Value>::Filled(kUsableSlots<kLevel>, below_.value());
      full.count = kSpan<kLevel>;
      for (std::uint32_t slot = 0; slot < kUsableSlots<kLevel>; ++slot) {
        full.hash += Mix(slot, HashOf(below_.value()));
      }
      node_ = std::move(node);
    }
    return node_;
  }

 private:
  FullNode<kLevel - 1> below_;
  NodePtr<kLevel> node_;
};

template <>
class FullNode<-1> {
 public:
  explicit FullNode(const BlockEntry& entry) : entry_(entry) {}
  const BlockEntry& value() const { return entry_; }

 private:
  const BlockEntry& entry_;
};

// Requires: first < end. The node may be null.
template <int kLevel>
void FillIn(NodePtr<kLevel>& shared, std::uint32_t first, std::uint32_t end,
            FullNode<kLevel>& full) {
  assert(first < end && end <= kSpan<kLevel>);
  if (first == 0 && end == kSpan<kLevel>) {
    shared = full.value();
    return;
  }
  if (!shared) shared = NodePtr<kLevel>::Make();
  Node<kLevel>& node = shared.Write();
  for (std::uint32_t slot = SlotOf<kLevel>(first); slot <= SlotOf<kLevel>(end - 1); ++slot) {
    if constexpr (kLevel == 0) {
      Put(node, slot, full.below().value());
    } else {
      const std::uint32_t start = slot * kSlotSpan<kLevel>;
      const auto* const held = node.slots.Find(slot);
      NodePtr<kLevel - 1> child = held == nullptr ? NodePtr<kLevel - 1>() : *held;
      FillIn<kLevel - 1>(child, std::max(first, start) - start,
                         std::min(end - start, kSlotSpan<kLevel>), full.below());
      Put(node, slot, std::move(child));
    }
  }
}

// How many entries stand before the index, which may be beyond the node.
template <int kLevel>
std::uint32_t CountIn(const Node<kLevel>& node, std::uint32_t index) {
  if (index >= kSpan<kLevel>) return node.count;
  std::uint32_t count = 0;
  node.slots.ForEach(0, [&](std::uint32_t slot, const auto& value) {
    if (slot < SlotOf<kLevel>(index)) {
      count += CountOf(value);
      return true;
    }
    if constexpr (kLevel > 0) {
      if (slot == SlotOf<kLevel>(index)) {
        count += CountIn<kLevel - 1>(*value, Below<kLevel>(index));
      }
    }
    return false;
  });
  return count;
}

// The index of the entry that has `before` entries before it. Requires: there is one.
template <int kLevel>
std::uint32_t SelectIn(const Node<kLevel>& node, std::uint32_t before) {
  assert(before < node.count);
  std::uint32_t index = 0;
  node.slots.ForEach(0, [&](std::uint32_t slot, const auto& value) {
    if (before >= CountOf(value)) {
      before -= CountOf(value);
      return true;
    }
    index = slot * kSlotSpan<kLevel>;
    if constexpr (kLevel > 0) index += SelectIn<kLevel - 1>(*value, before);
    return false;
  });
  return index;
}

// `from` is relative to the node and may be beyond it; `start` is where the node stands.
template <int kLevel>
bool ForEachIn(const Node<kLevel>& node, std::uint32_t start, std::uint32_t from,
               const BlockMap::Visitor& visit) {
  if (from >= kSpan<kLevel>) return true;
  const std::uint32_t first = SlotOf<kLevel>(from);
  return node.slots.ForEach(first, [&](std::uint32_t slot, const auto& value) {
    const std::uint32_t index = start + slot * kSlotSpan<kLevel>;
    if constexpr (kLevel == 0) {
      return visit(index, value);
    } else {
      return ForEachIn<kLevel - 1>(*value, index, slot == first ? Below<kLevel>(from) : 0, visit);
    }
  });
}

class DiffWalk {
 public:
  DiffWalk(std::uint32_t from, std::uint64_t max_candidates, const BlockMap::DiffVisitor& visit)
      : from_(from), left_(max_candidates), visit_(visit) {}

  // The first candidate that was not walked.
  std::optional<std::uint32_t> next() const { return next_; }

  // Whether to go on. `start` is where both nodes stand; one of them may be null.
  template <int kLevel>
  bool Walk(const Node<kLevel>* a, const Node<kLevel>* b, std::uint32_t start) {
    const std::uint32_t from = from_ > start ? from_ - start : 0;
    if (from >= kSpan<kLevel>) return true;
    assert(a != nullptr || b != nullptr);
    if (a == b) return Pass<kLevel>(*a, start, from);

    std::uint32_t slots = 0;
    if (a != nullptr) slots |= a->slots.used();
    if (b != nullptr) slots |= b->slots.used();
    slots &= ~std::uint32_t{0} << SlotOf<kLevel>(from);
    for (; slots != 0; slots &= slots - 1) {
      const std::uint32_t slot = LowestSlot(slots);
      const std::uint32_t index = start + slot * kSlotSpan<kLevel>;
      const auto* const in_a = a == nullptr ? nullptr : a->slots.Find(slot);
      const auto* const in_b = b == nullptr ? nullptr : b->slots.Find(slot);
      if constexpr (kLevel == 0) {
        if (!Meet(index, in_a, in_b)) return false;
      } else {
        if (!Walk<kLevel - 1>(in_a == nullptr ? nullptr : in_a->get(),
                              in_b == nullptr ? nullptr : in_b->get(), index)) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  // A node that both maps share: all of it candidates, none of them different.
  template <int kLevel>
  bool Pass(const Node<kLevel>& node, std::uint32_t start, std::uint32_t from) {
    const std::uint32_t before = CountIn<kLevel>(node, from);
    const std::uint32_t candidates = node.count - before;
    if (candidates > left_) {
      next_ = start + SelectIn<kLevel>(node, before + static_cast<std::uint32_t>(left_));
      return false;
    }
    left_ -= candidates;
    return true;
  }

  bool Meet(std::uint32_t index, const BlockEntry* in_a, const BlockEntry* in_b) {
    if (left_ == 0) {
      next_ = index;
      return false;
    }
    --left_;
    const bool same = in_a != nullptr && in_b != nullptr && in_a->layer == in_b->layer;
    // A visitor that stops leaves no budget: the walk only goes on to the next candidate.
    if (!same && !visit_(index, in_a, in_b)) left_ = 0;
    return true;
  }

  const std::uint32_t from_;
  std::uint64_t left_;
  const BlockMap::DiffVisitor& visit_;
  std::optional<std::uint32_t> next_;
};

template <int kLevel>
void CollectNodes(const NodePtr<kLevel>& node, std::unordered_set<const void*>& seen) {
  if (!seen.insert(node.get()).second) return;
  if constexpr (kLevel > 0) {
    node->slots.ForEach(0, [&](std::uint32_t, const NodePtr<kLevel - 1>& child) {
      CollectNodes<kLevel - 1>(child, seen);
      return true;
    });
  }
}

void CheckIndex(std::uint32_t index) {
  if (index < BlockMap::kPositions) return;
  throw std::logic_error("A BlockMap has the indices 0 to 134217727; " + std::to_string(index) +
                         " is beyond them.");
}

void CheckFrom(std::uint32_t from) {
  if (from != BlockMap::kPositions) CheckIndex(from);
}

}  // namespace

bool operator==(const BlockEntry& a, const BlockEntry& b) {
  return a.layer == b.layer && a.recorded == b.recorded &&
         (a.content.shares_with(b.content) || a.content == b.content);
}

BlockMap::BlockMap() = default;
BlockMap::BlockMap(const BlockMap& other) noexcept = default;
BlockMap::BlockMap(BlockMap&& other) noexcept = default;
BlockMap& BlockMap::operator=(const BlockMap& other) noexcept = default;
BlockMap& BlockMap::operator=(BlockMap&& other) noexcept = default;
BlockMap::~BlockMap() = default;

std::uint64_t BlockMap::size() const { return root_ ? root_->count : 0; }

std::uint64_t BlockMap::hash() const { return root_ ? root_->hash : 0; }

const BlockEntry* BlockMap::Find(std::uint32_t index) const {
  CheckIndex(index);
  return root_ ? FindIn<kRoot>(*root_, index) : nullptr;
}

std::optional<std::uint64_t> BlockMap::Set(std::uint32_t index, BlockEntry entry) {
  CheckIndex(index);
  if (root_) return SetIn<kRoot>(root_, index, std::move(entry));
  root_ = MakeNode<kRoot>(index, std::move(entry));
  return std::nullopt;
}

bool BlockMap::Erase(std::uint32_t index) {
  if (Find(index) == nullptr) return false;
  if (size() == 1) {
    root_ = {};
  } else {
    EraseIn<kRoot>(root_, index);
  }
  return true;
}

void BlockMap::Fill(std::uint32_t first, std::uint32_t count, const BlockEntry& entry) {
  CheckFrom(first);
  if (count == 0) return;
  if (count > kPositions - first) CheckIndex(kPositions);
  FullNode<kRoot> full(entry);
  // Into a copy: the entry may be one of this map, and memory may run out half-way.
  CowPtr<Node<kRoot>> filled = root_;
  FillIn<kRoot>(filled, first, first + count, full);
  root_ = std::move(filled);
}

std::uint64_t BlockMap::CountBefore(std::uint32_t index) const {
  CheckIndex(index);
  return root_ ? CountIn<kRoot>(*root_, index) : 0;
}

bool BlockMap::ForEach(std::uint32_t from, const Visitor& visit) const {
  CheckFrom(from);
  const auto root = root_;
  return !root || ForEachIn<kRoot>(*root, 0, from, visit);
}

std::optional<std::uint32_t> BlockMap::Diff(const BlockMap& a, const BlockMap& b,
                                            std::uint32_t from, std::uint64_t max_candidates,
                                            const DiffVisitor& visit) {
  CheckFrom(from);
  const auto root_a = a.root_;
  const auto root_b = b.root_;
  if (!root_a && !root_b) return std::nullopt;
  DiffWalk walk(from, max_candidates, visit);
  walk.Walk<kRoot>(root_a.get(), root_b.get(), 0);
  return walk.next();
}

std::size_t BlockMap::node_count() const {
  std::unordered_set<const void*> seen;
  if (root_) CollectNodes<kRoot>(root_, seen);
  return seen.size();
}

}  // namespace fauxebs::internal
