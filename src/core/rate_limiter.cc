#include "core/rate_limiter.h"

#include <algorithm>

namespace fauxebs::internal {
namespace {

constexpr std::int64_t kRequest = 1000;

struct Rates {
  int of_account = 0;
  std::optional<int> of_snapshot{};
};

Rates RatesOf(Operation operation, const RateLimits& limits) {
  switch (operation) {
    case Operation::kStartSnapshot:
      return {limits.start_snapshot};
    case Operation::kPutSnapshotBlock:
      return {limits.put_snapshot_block, limits.put_snapshot_block_of_one};
    case Operation::kCompleteSnapshot:
      return {limits.complete_snapshot};
    case Operation::kGetSnapshotBlock:
      return {limits.get_snapshot_block, limits.get_snapshot_block_of_one};
    case Operation::kListSnapshotBlocks:
      return {limits.list_snapshot_blocks};
    case Operation::kListChangedBlocks:
      return {limits.list_changed_blocks};
  }
  return {};
}

}  // namespace

void RateLimiter::Limit(const std::optional<RateLimits>& limits) {
  limits_ = limits;
  buckets_.clear();
}

Error RateLimiter::Beyond() const {
  const bool by_model = limits_ && limits_->account_throttled_by_model;
  return by_model ? words::RequestThrottled(ErrorReason::kAccountThrottled) : words::Throttling();
}

RateLimiter::Bucket& RateLimiter::Refilled(Operation operation, const std::string& whose, int rate,
                                           TimePoint now) {
  const std::int64_t full = rate * kRequest;
  const auto [entry, is_new] = buckets_.try_emplace(std::pair(operation, whose), Bucket{full, now});
  Bucket& bucket = entry->second;
  // After a second it is full, whatever it was.
  const std::int64_t elapsed_ms = std::min<std::int64_t>((now - bucket.at).count(), 1000);
  bucket = {std::min(full, bucket.level + elapsed_ms * rate), now};
  return bucket;
}

std::optional<Error> RateLimiter::Admit(const AnyRequest& request, const std::string& account,
                                        TimePoint now) {
  // FAKE: quota-9
  const auto throttled = throttled_until_.find(account);
  if (throttled != throttled_until_.end() && now < throttled->second) return Beyond();
  if (!limits_) return std::nullopt;
  const Rates rates = RatesOf(request.operation(), *limits_);
  Bucket& of_account = Refilled(request.operation(), account, rates.of_account, now);
  if (of_account.level < kRequest) return Beyond();
  if (rates.of_snapshot) {
    Bucket& of_snapshot =
        Refilled(request.operation(), request.snapshot_id(), *rates.of_snapshot, now);
    if (of_snapshot.level < kRequest) return words::RequestThrottled();
    of_snapshot.level -= kRequest;
  }
  of_account.level -= kRequest;
  return std::nullopt;
}

}  // namespace fauxebs::internal
