// FaultsState: the rules in force with their counts, and the counters that chance is drawn from.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/mutex.h"
#include "core/persistent_counters.h"
#include "fauxebs/rule.h"

namespace fauxebs::internal {

struct LiveRule {
  LiveRule(FaultRule fault, std::string rule_label, std::uint64_t rule_key)
      : rule(std::move(fault)), label(std::move(rule_label)), key(rule_key) {}
  LiveRule(const LiveRule& other)
      : rule(other.rule),
        label(other.label),
        key(other.key),
        seen(other.seen.load()),
        matched(other.matched.load()),
        taken(other.taken.load()),
        fired(other.fired.load()),
        unfelt(other.unfelt.load()),
        cancelled(other.cancelled.load()) {}
  LiveRule& operator=(const LiveRule&) = delete;

  const FaultRule rule;
  const std::string label;
  const std::uint64_t key;                // for chance: the same whatever other rules there are
  std::atomic<std::uint64_t> seen{0};     // attempts at its operation
  std::atomic<std::uint64_t> matched{0};  // of these, those that it counted
  std::atomic<std::uint64_t> taken{0};    // those that it would have, but for an earlier rule
  std::atomic<std::uint64_t> fired{0};
  std::atomic<std::uint64_t> unfelt{0};  // struck, but the service had refused by itself
  std::atomic<bool> cancelled{false};

  // Threads that run its predicate now: calls they make meanwhile do not match it.
  Mutex mutex;
  std::vector<std::thread::id> inside FAUXEBS_GUARDED_BY(mutex);
};

using LiveRules = std::vector<std::shared_ptr<LiveRule>>;

struct FaultsState {
  explicit FaultsState(std::uint64_t chosen_seed) : seed(chosen_seed) {}

  std::shared_ptr<const LiveRules> Rules() const {
    const MutexLock lock(mutex);
    return rules;
  }

  std::unique_ptr<FaultsState> Copy() const;

  const std::uint64_t seed;
  mutable Mutex mutex;
  // Replaced as a whole, so that an attempt reads one list without the lock.
  std::shared_ptr<const LiveRules> rules FAUXEBS_GUARDED_BY(mutex) = std::make_shared<LiveRules>();
  PersistentCounters attempts FAUXEBS_GUARDED_BY(mutex);  // by operation and resource
};

inline std::unique_ptr<FaultsState> FaultsState::Copy() const {
  auto copy = std::make_unique<FaultsState>(seed);
  const MutexLock lock(mutex);
  const MutexLock copy_lock(copy->mutex);
  copy->attempts = attempts;
  auto copies = std::make_shared<LiveRules>();
  for (const auto& live : *rules) copies->push_back(std::make_shared<LiveRule>(*live));
  copy->rules = std::move(copies);
  return copy;
}

}  // namespace fauxebs::internal
