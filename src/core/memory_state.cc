#include "core/memory_state.h"

#include <fmt/format.h>

#include <stdexcept>

#include "core/draw.h"
#include "core/hash.h"

namespace fauxebs::internal {
namespace {

MemoryServiceOptions Checked(MemoryServiceOptions options) {
  const auto require = [](bool holds, const char* what) {
    if (!holds) throw std::logic_error(fmt::format("MemoryServiceOptions: {}", what));
  };
  // Far from where sums of times would overflow.
  static constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 365 * 1000);
  const auto in_range = [](std::chrono::milliseconds duration, std::chrono::milliseconds least) {
    return duration >= least && duration <= kLongest;
  };
  constexpr std::chrono::milliseconds kNone{0};
  constexpr std::chrono::milliseconds kTick{1};
  require(in_range(options.block_token_life, kTick), "block_token_life is 1 ms to 1000 years");
  require(in_range(options.page_token_life, kTick), "page_token_life is 1 ms to 1000 years");
  require(in_range(options.completion_delay, kNone), "completion_delay is 0 to 1000 years");
  require(options.default_max_results >= 1,
          "default_max_results is at least 1, or no listing ends");
  require(options.pending_limit >= 1, "pending_limit is at least 1, or nothing can be started");
  return options;
}

}  // namespace

MemoryState::MemoryState(MemoryServiceOptions chosen, std::shared_ptr<ContentTable> shared_contents)
    : options(Checked(std::move(chosen))),
      tokens(options.seed),
      contents(std::move(shared_contents)) {}

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
