#include "core/memory_state.h"

#include "core/draw.h"
#include "core/hash.h"

namespace fauxebs::internal {

std::uint64_t MemoryState::Draw(const AnyRequest& request, const CallContext& context) {
  const std::uint64_t hash = HashOf(request, context);
  return Hasher(options.seed).Add(hash).Add(ordinals.Increment(hash)).hash();
}

std::unique_ptr<MemoryState> MemoryState::Copy() const {
  auto copy = std::make_unique<MemoryState>(options, contents);
  const MutexLock lock(mutex);
  const MutexLock copy_lock(copy->mutex);
  copy->store = store;
  copy->starts = starts;
  copy->ordinals = ordinals;
  return copy;
}

}  // namespace fauxebs::internal
