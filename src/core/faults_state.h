// FaultsState: the rules in force with their counts, the network's speed, the messages under way,
// and the counters that chance is drawn from.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/gate.h"
#include "core/mailbox.h"
#include "core/mutex.h"
#include "core/persistent_counters.h"
#include "fauxebs/clock.h"
#include "fauxebs/journal.h"
#include "fauxebs/latency.h"
#include "fauxebs/rule.h"

namespace fauxebs::internal {

// The first thing about an attempt that a rule does not match.
enum class Mismatch : std::uint8_t {
  kNone,
  kInForce,  // it is cancelled or over, or the attempt comes from its own predicate
  kUntil,    // its Until says that it is over from now on, unless an earlier rule takes the attempt
  kSnapshot,
  kBlock,
  kClient,
  kTime,
  kPredicate,
  kThrew,  // its predicate did
  kModel,  // the request breaks the limits of the model, which a refusal never hides
};

class Count {
 public:
  Count() = default;
  Count(const Count& other) : n_(other.n_.load()) {}
  Count& operator=(const Count&) = delete;
  std::uint64_t operator++() { return ++n_; }
  std::uint64_t operator--() { return --n_; }
  operator std::uint64_t() const { return n_; }  // NOLINT(google-explicit-constructor): a number

 private:
  std::atomic<std::uint64_t> n_{0};
};

struct RuleCounts {
  Count seen;     // attempts at its operation
  Count matched;  // of these, those that it counted
  Count taken;    // those that it would have, but for an earlier rule
  Count fired;
  Count unfelt;                      // struck, but the service had refused by itself
  std::array<Count, 10> mismatches;  // by Mismatch

  void Note(Mismatch mismatch) { ++mismatches[static_cast<std::size_t>(mismatch)]; }
};

struct LiveRule {
  LiveRule(FaultRule fault, std::string drawn_by, std::uint64_t rule_key,
           std::shared_ptr<const Journal> of_calls, std::shared_ptr<const Clock> of_fake,
           std::chrono::milliseconds watchdog, RuleCounts so_far = {})
      : rule(std::move(fault)),
        label(rule.label()),
        chance_text(std::move(drawn_by)),
        key(rule_key),
        journal(std::move(of_calls)),
        clock(std::move(of_fake)),
        counts(std::move(so_far)),
        gate(watchdog) {}

  const FaultRule rule;
  const std::string label;
  const std::string chance_text;  // what its chance is drawn by, beside the seed
  const std::uint64_t key;        // for chance: the same whatever other rules there are
  const std::shared_ptr<const Journal> journal;
  const std::shared_ptr<const Clock> clock;
  RuleCounts counts;
  std::atomic<bool> over{false};  // its Until came true
  std::atomic<bool> cancelled{false};
  Gate gate;  // of Hold()

  mutable Mutex mutex;
  // Threads that run its predicates now: calls they make meanwhile do not match it.
  std::vector<std::thread::id> inside FAUXEBS_GUARDED_BY(mutex);
  // What its gate's watchdog has to tell, and nobody has asked for yet.
  std::vector<std::string> hangs FAUXEBS_GUARDED_BY(mutex);
};

using LiveRules = std::vector<std::shared_ptr<LiveRule>>;

struct Network {
  std::array<std::optional<LatencyModel>, 6> latency;  // by operation
  std::uint64_t bytes_per_second = 0;                  // 0: no limit
};

struct FaultsState {
  FaultsState(std::uint64_t chosen_seed, std::chrono::milliseconds patience)
      : seed(chosen_seed), watchdog(patience) {}

  std::shared_ptr<const LiveRules> Rules() const {
    const MutexLock lock(mutex);
    return rules;
  }

  // For a universe with this journal and this clock.
  std::unique_ptr<FaultsState> Copy(const std::shared_ptr<const Journal>& of_calls,
                                    const std::shared_ptr<const Clock>& of_fake) const;

  const std::uint64_t seed;
  const std::chrono::milliseconds watchdog;
  Mailbox mailbox;
  mutable Mutex mutex;
  // Replaced as a whole, so that an attempt reads one list without the lock.
  std::shared_ptr<const LiveRules> rules FAUXEBS_GUARDED_BY(mutex) = std::make_shared<LiveRules>();
  PersistentCounters attempts FAUXEBS_GUARDED_BY(mutex);  // by operation and resource
  Network network FAUXEBS_GUARDED_BY(mutex);
};

inline std::unique_ptr<FaultsState> FaultsState::Copy(
    const std::shared_ptr<const Journal>& of_calls,
    const std::shared_ptr<const Clock>& of_fake) const {
  auto copy = std::make_unique<FaultsState>(seed, watchdog);
  copy->mailbox.CopyFrom(mailbox);
  const MutexLock lock(mutex);
  const MutexLock copy_lock(copy->mutex);
  copy->attempts = attempts;
  copy->network = network;
  auto copies = std::make_shared<LiveRules>();
  for (const auto& live : *rules) {
    copies->push_back(std::make_shared<LiveRule>(live->rule, live->chance_text, live->key, of_calls,
                                                 of_fake, watchdog, live->counts));
    copies->back()->over = live->over.load();
    copies->back()->cancelled = live->cancelled.load();
    if (live->cancelled) copies->back()->gate.Open({});
  }
  copy->rules = std::move(copies);
  return copy;
}

}  // namespace fauxebs::internal
