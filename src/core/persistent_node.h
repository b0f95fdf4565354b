// What persistent tries are made of: nodes that are shared until written, sparse slots, mixing.
//
//   CowPtr       points to a node that others may share; Write() gives a node of one's own
//   SparseSlots  up to 32 values at the slots 0..31, in as much memory as there are values
//   Mix          one hash of two numbers
//
//   struct Node : SharedNode { SparseSlots<CowPtr<Node>> children; };
//   CowPtr<Node> root = CowPtr<Node>::Make();
//   root.Write().children.Insert(3, CowPtr<Node>::Make());
//
// A pointer is one thread's at a time; the nodes behind it may be shared by pointers of others.
#pragma once

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/hash.h"

namespace fauxebs::internal {

// Depends on the order: Mix(a, b) is not Mix(b, a).
constexpr std::uint64_t Mix(std::uint64_t a, std::uint64_t b) { return Mix(Mix(a) ^ b); }

// The base of a node: how many CowPtr point to it. A copy of a node is pointed to by none.
class SharedNode {
 public:
  SharedNode() = default;
  SharedNode(const SharedNode&) : references_(0) {}
  SharedNode& operator=(const SharedNode&) = delete;

 protected:
  ~SharedNode() = default;

 private:
  template <typename Node>
  friend class CowPtr;

  mutable std::atomic<std::size_t> references_{0};
};

template <typename Node>
class CowPtr {
 public:
  CowPtr() = default;

  template <typename... Args>
  static CowPtr Make(Args&&... args) {
    return CowPtr(new Node(std::forward<Args>(args)...));
  }

  CowPtr(const CowPtr& other) noexcept : CowPtr(other.node_) {}
  CowPtr(CowPtr&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  CowPtr& operator=(CowPtr other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~CowPtr() {
    if (node_ == nullptr) return;
    // The last owner must see what the others did with the node, hence acquire besides release.
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDelete): the analyzer counts no references
    if (node_->references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete node_;
  }

  const Node* get() const { return node_; }
  const Node& operator*() const {
    assert(node_ != nullptr);
    return *node_;
  }
  const Node* operator->() const { return &**this; }
  explicit operator bool() const { return node_ != nullptr; }

  // Whether nobody else points to the node. It is then safe to write in place: only an owner could
  // make another owner.
  bool unique() const {
    assert(node_ != nullptr);
    return node_->references_.load(std::memory_order_acquire) == 1;
  }

  // The node, after replacing it by a copy where others point to it too.
  Node& Write() {
    if (!unique()) *this = Make(static_cast<const Node&>(*node_));
    return *node_;
  }

 private:
  explicit CowPtr(Node* node) noexcept : node_(node) {
    if (node_ != nullptr) node_->references_.fetch_add(1, std::memory_order_relaxed);
  }

  Node* node_ = nullptr;
};

// Sets of slots are one bit for each. Requires: the set is not empty.
inline std::uint32_t LowestSlot(std::uint32_t set) {
  assert(set != 0);
  return static_cast<std::uint32_t>(__builtin_ctz(set));
}

template <typename Value>
class SparseSlots {
 public:
  static constexpr std::uint32_t kSlots = 32;

  // `value` at the slots 0..n-1. Requires: 0 < n <= kSlots.
  static SparseSlots Filled(std::uint32_t n, const Value& value) {
    assert(n > 0 && n <= kSlots);
    SparseSlots slots;
    slots.used_ = ~std::uint32_t{0} >> (kSlots - n);
    slots.values_.assign(n, value);
    return slots;
  }

  bool empty() const { return used_ == 0; }

  // The slots that have a value.
  std::uint32_t used() const { return used_; }

  bool Has(std::uint32_t slot) const { return (used_ & Bit(slot)) != 0; }
  const Value* Find(std::uint32_t slot) const { return Has(slot) ? &values_[Rank(slot)] : nullptr; }
  Value* Find(std::uint32_t slot) { return Has(slot) ? &values_[Rank(slot)] : nullptr; }

  // Requires: the slot is empty. All or nothing where memory runs out.
  void Insert(std::uint32_t slot, Value value) {
    assert(!Has(slot));
    values_.insert(values_.begin() + static_cast<std::ptrdiff_t>(Rank(slot)), std::move(value));
    used_ |= Bit(slot);
  }

  // Requires: the slot has a value.
  void Remove(std::uint32_t slot) {
    assert(Has(slot));
    values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(Rank(slot)));
    used_ &= ~Bit(slot);
  }

  // visit(slot, value) -> bool (go on?) in ascending order from the slot `from`; whether it got to
  // the end.
  template <typename Visitor>
  bool ForEach(std::uint32_t from, Visitor&& visit) const {
    std::size_t rank = Rank(from);
    for (std::uint32_t left = used_ & ~(Bit(from) - 1); left != 0; left &= left - 1) {
      if (!visit(LowestSlot(left), values_[rank++])) return false;
    }
    return true;
  }

 private:
  static std::uint32_t Bit(std::uint32_t slot) {
    assert(slot < kSlots);
    return std::uint32_t{1} << slot;
  }
  std::size_t Rank(std::uint32_t slot) const {
    return static_cast<std::size_t>(__builtin_popcount(used_ & (Bit(slot) - 1)));
  }

  std::uint32_t used_ = 0;
  std::vector<Value> values_;
};

}  // namespace fauxebs::internal
