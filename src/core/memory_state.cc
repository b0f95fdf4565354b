#include "core/memory_state.h"

#include <fmt/format.h>

#include <stdexcept>

#include "core/draw.h"
#include "core/hash.h"

namespace fauxebs::internal {
namespace {

void Require(bool holds, std::string_view what) {
  if (!holds) throw std::logic_error(fmt::format("MemoryServiceOptions: {}", what));
}

void RequireRange(const char* name, std::chrono::milliseconds duration, std::int64_t least_ms) {
  // Far from where sums of times would overflow.
  static constexpr std::chrono::milliseconds kLongest = std::chrono::hours(24 * 365 * 1000);
  Require(duration.count() >= least_ms && duration <= kLongest,
          fmt::format("{} is {} ms to 1000 years", name, least_ms));
}

MemoryServiceOptions Checked(MemoryServiceOptions options) {
  RequireRange("block_token_life", options.block_token_life, 1);
  RequireRange("page_token_life", options.page_token_life, 1);
  RequireRange("visible_delay", options.visible_delay, 0);
  RequireRange("completion_delay", options.completion_delay, 0);
  RequireRange("mismatch_delay", options.mismatch_delay, 0);
  RequireRange("readable_delay", options.readable_delay, 0);
  RequireRange("timeout_lag", options.timeout_lag, 0);
  Require(options.default_max_results >= 1,
          "default_max_results is at least 1, or no listing ends");
  Require(options.pending_limit >= 1, "pending_limit is at least 1, or nothing can be started");
  Require(options.snapshot_limit >= 1, "snapshot_limit is at least 1, or nothing can be started");
  if (options.rate_limits) {
    CheckRates(*options.rate_limits, "MemoryServiceOptions: rate_limits->",
               "leave rate_limits empty");
  }
  return options;
}

}  // namespace

void CheckRates(const RateLimits& limits, std::string_view prefix, std::string_view none) {
  static constexpr int kMost = 1'000'000;
  const auto require = [&](const char* name, int rate) {
    if (rate >= 1 && rate <= kMost) return;
    throw std::logic_error(
        fmt::format("{}{} is 1 to {} requests a second, not {}; {} for no limits", prefix, name,
                    kMost, rate, none));
  };
  require("start_snapshot", limits.start_snapshot);
  require("complete_snapshot", limits.complete_snapshot);
  require("list_snapshot_blocks", limits.list_snapshot_blocks);
  require("list_changed_blocks", limits.list_changed_blocks);
  require("get_snapshot_block", limits.get_snapshot_block);
  require("put_snapshot_block", limits.put_snapshot_block);
  require("get_snapshot_block_of_one", limits.get_snapshot_block_of_one);
  require("put_snapshot_block_of_one", limits.put_snapshot_block_of_one);
}

MemoryState::MemoryState(MemoryServiceOptions chosen, std::shared_ptr<ContentTable> shared_contents)
    : options(Checked(std::move(chosen))),
      contents(std::move(shared_contents)),
      tokens(options.seed),
      rates(options.rate_limits) {}

std::uint64_t MemoryState::Draw(const AnyRequest& request, const CallContext& context) {
  const std::uint64_t hash = HashOf(request, context);
  return Hasher(options.seed).Add(hash).Add(ordinals.Increment(hash)).hash();
}

SnapshotRecord& MemoryState::Require(const std::string& id) {
  SnapshotRecord* snapshot = store.Find(id);
  if (snapshot != nullptr) return *snapshot;
  std::string known;
  for (const SnapshotRecord* other : store.InOrderOfStart()) known += " " + other->id;
  throw std::logic_error(fmt::format("there is no snapshot '{}'; this fake holds{}", id,
                                     known.empty() ? " none" : known));
}

std::unique_ptr<MemoryState> MemoryState::Copy() const {
  auto copy = std::make_unique<MemoryState>(options, contents);
  const MutexLock lock(mutex);
  const MutexLock copy_lock(copy->mutex);
  copy->store = store;
  copy->starts = starts;
  copy->tokens = tokens;
  copy->rates = rates;
  copy->ordinals = ordinals;
  return copy;
}

}  // namespace fauxebs::internal
