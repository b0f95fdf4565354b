#include "core/persistent_counters.h"

#include <cassert>
#include <utility>

namespace fauxebs::internal {

// A slot holds one counter, or a node for the counters whose keys agree so far.
struct PersistentCounters::Node : SharedNode {
  struct Item {
    std::uint64_t key = 0;
    std::uint64_t count = 0;
    CowPtr<Node> below;  // where set, key and count are nothing
  };

  SparseSlots<Item> items;
};

namespace {

constexpr int kBitsPerNode = 5;

std::uint32_t SlotOf(std::uint64_t key, int shift) {
  assert(shift < 64);
  return static_cast<std::uint32_t>(key >> shift) & 31u;
}

}  // namespace

PersistentCounters::PersistentCounters() = default;
PersistentCounters::PersistentCounters(const PersistentCounters& other) noexcept = default;
PersistentCounters::PersistentCounters(PersistentCounters&& other) noexcept
    : root_(std::move(other.root_)), hash_(std::exchange(other.hash_, 0)) {}
PersistentCounters& PersistentCounters::operator=(PersistentCounters other) noexcept {
  std::swap(root_, other.root_);
  std::swap(hash_, other.hash_);
  return *this;
}
PersistentCounters::~PersistentCounters() = default;

std::uint64_t PersistentCounters::Increment(std::uint64_t key) {
  const std::uint64_t count = Add(key);
  hash_ += Mix(key, count);
  return count;
}

std::uint64_t PersistentCounters::Get(std::uint64_t key) const {
  const Node* node = root_.get();
  for (int shift = 0; node != nullptr; shift += kBitsPerNode) {
    const Node::Item* const item = node->items.Find(SlotOf(key, shift));
    if (item == nullptr) return 0;
    if (!item->below) return item->key == key ? item->count : 0;
    node = item->below.get();
  }
  return 0;
}

std::uint64_t PersistentCounters::Add(std::uint64_t key) {
  if (!root_) root_ = CowPtr<Node>::Make();
  CowPtr<Node>* shared = &root_;
  for (int shift = 0;; shift += kBitsPerNode) {
    Node& node = shared->Write();
    const std::uint32_t slot = SlotOf(key, shift);
    Node::Item* const item = node.items.Find(slot);
    if (item == nullptr) {
      node.items.Insert(slot, {key, 1, {}});
      return 1;
    }
    if (!item->below) {
      if (item->key == key) return ++item->count;
      auto below = CowPtr<Node>::Make();
      below.Write().items.Insert(SlotOf(item->key, shift + kBitsPerNode), *item);
      *item = {0, 0, std::move(below)};
    }
    shared = &item->below;
  }
}

}  // namespace fauxebs::internal
