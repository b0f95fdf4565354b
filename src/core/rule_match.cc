#include "core/rule_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/hash.h"

namespace fauxebs::internal {
namespace {

// Marks that this thread runs the rule's predicates.
class Inside {
 public:
  explicit Inside(LiveRule& rule) : rule_(rule) {
    const MutexLock lock(rule_.mutex);
    const auto self = std::this_thread::get_id();
    already_ = std::find(rule_.inside.begin(), rule_.inside.end(), self) != rule_.inside.end();
    if (!already_) rule_.inside.push_back(self);
  }
  ~Inside() {
    if (already_) return;
    const MutexLock lock(rule_.mutex);
    rule_.inside.erase(
        std::find(rule_.inside.begin(), rule_.inside.end(), std::this_thread::get_id()));
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  bool already() const { return already_; }

 private:
  LiveRule& rule_;
  bool already_ = false;
};

// StartSnapshot is about no snapshot that exists; ListChangedBlocks is about two.
bool IsOnSnapshot(const AnyRequest& request, const std::string& id) {
  if (request.operation() == Operation::kStartSnapshot) return false;
  if (const auto* changed = request.As<ListChangedBlocksRequest>()) {
    if (changed->first_snapshot_id == id) return true;
  }
  return request.snapshot_id() == id;
}

bool IsIn(const BlockRange& range, const std::optional<std::int64_t>& index) {
  return index && *index >= range.first && *index <= range.last;
}

Mismatch AskPredicates(LiveRule& live, const Attempt& attempt) {
  const FaultRule& rule = live.rule;
  if (!rule.where && !rule.until) return Mismatch::kNone;
  const Inside inside(live);
  if (inside.already()) return Mismatch::kInForce;
  const AttemptedCall call{attempt.request, attempt.context};
  if (rule.where && !rule.where(call)) return Mismatch::kPredicate;
  return rule.until && rule.until(call) ? Mismatch::kUntil : Mismatch::kNone;
}

// "9 were for other blocks, 3 came from other clients"
std::string WhatMismatched(const LiveRule& live) {
  struct Words {
    Mismatch mismatch;
    const char* text;
  };
  constexpr std::array kWords = {
      Words{Mismatch::kSnapshot, "about other snapshots"},
      Words{Mismatch::kBlock, "for other blocks"},
      Words{Mismatch::kClient, "from other clients"},
      Words{Mismatch::kTime, "at other times"},
      Words{Mismatch::kPredicate, "turned down by its predicate"},
      Words{Mismatch::kThrew, "ended by an exception of its predicate"},
      Words{Mismatch::kModel, "beyond the limits of the model, which comes first"},
      Words{Mismatch::kInForce, "made when it was no longer in force, or by its own predicate"},
  };
  std::vector<std::string> parts;
  for (const Words& words : kWords) {
    const std::uint64_t n = live.counts.mismatches[static_cast<std::size_t>(words.mismatch)];
    if (n > 0) parts.push_back(fmt::format("{} {} {}", n, n == 1 ? "was" : "were", words.text));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// "3 PutSnapshotBlock calls", "1 call"
std::string Calls(const FaultRule& rule, std::uint64_t n) {
  return fmt::format("{} {}{}", n,
                     rule.operation ? fmt::format("{} ", NameOf(*rule.operation)) : "",
                     n == 1 ? "call" : "calls");
}

}  // namespace

Mismatch Match(LiveRule& live, const Attempt& attempt) {
  const FaultRule& rule = live.rule;
  if (live.cancelled || live.over) return Mismatch::kInForce;
  if (rule.snapshot_id && !IsOnSnapshot(attempt.request, *rule.snapshot_id)) {
    return Mismatch::kSnapshot;
  }
  if (rule.blocks && !IsIn(*rule.blocks, attempt.request.block_index())) return Mismatch::kBlock;
  if (rule.client && *rule.client != attempt.context.client) return Mismatch::kClient;
  if (attempt.since_start < rule.from || attempt.since_start >= rule.to) return Mismatch::kTime;
  return AskPredicates(live, attempt);
}

bool IsItsTurn(const LiveRule& live, std::uint64_t n, std::uint64_t draw) {
  const FaultRule& rule = live.rule;
  if (n < rule.first || n > rule.last) return false;
  if ((n - rule.first + 1) % rule.every != 0) return false;
  if (live.counts.fired >= rule.budget) return false;
  return rule.chance == 1 || ShareOf(Hasher(live.key).Add(draw).hash()) < rule.chance;
}

std::string HowNear(const LiveRule& live) {
  constexpr std::uint64_t kForEver = FaultRule::kForEver;
  const FaultRule& rule = live.rule;
  const RuleCounts& counts = live.counts;
  if (counts.seen == 0) {
    return fmt::format("there were no {}calls",
                       rule.operation ? fmt::format("{} ", NameOf(*rule.operation)) : "");
  }
  if (counts.matched == 0 && counts.taken > 0) {
    return fmt::format("earlier rules took the {} that it would have matched: write it before them",
                       Calls(rule, counts.taken));
  }
  if (counts.matched == 0) {
    return fmt::format("of {} none matched: {}", Calls(rule, counts.seen), WhatMismatched(live));
  }
  const std::uint64_t wanted = rule.first + std::min(rule.every - 1, kForEver - rule.first);
  if (counts.unfelt > 0) {
    return fmt::format("it struck {}, but the service refused {} by itself",
                       Calls(rule, counts.unfelt), counts.unfelt == 1 ? "it" : "these");
  }
  if (counts.matched < wanted) {
    return fmt::format("it matched {} of the {} that it waited for{}",
                       std::uint64_t{counts.matched}, Calls(rule, wanted),
                       counts.taken == 0 ? ""
                                         : fmt::format("; earlier rules took {} more",
                                                       std::uint64_t{counts.taken}));
  }
  return fmt::format("it matched {}, and chance spared {}", Calls(rule, counts.matched),
                     counts.matched == 1 ? "it" : "them all");
}

}  // namespace fauxebs::internal
