// FaultRule: when which fault strikes; a value, and a line of text.
//
//   PutSnapshotBlock[block=7]#1-2: refuse(RequestThrottled); CompleteSnapshot#1: lose-reply
//
// The grammar stands in docs/faults.md.
//
// Text and value are the same thing, but for predicates: they print as where=<file:line> and
// until=<file:line>, which do not parse back. Values; no shared state.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fauxebs/corruption.h"
#include "fauxebs/operations.h"
#include "fauxebs/service.h"

namespace fauxebs {

// One attempt, as a rule's predicate sees it.
struct AttemptedCall {
  AnyRequest request;
  const CallContext& context;
};

// Any callable bool(const AttemptedCall&) or bool(). (A std::function would make this header a
// third dearer.)
class CallPredicate {
 public:
  CallPredicate() = default;

  template <typename F, typename = std::enable_if_t<
                            std::is_invocable_r_v<bool, const F&, const AttemptedCall&> ||
                            std::is_invocable_r_v<bool, const F&>>>
  CallPredicate(F f)  // NOLINT(google-explicit-constructor): a lambda is a predicate
      : callable_(std::make_shared<F>(std::move(f))),
        invoke_([](const void* callable, [[maybe_unused]] const AttemptedCall& call) -> bool {
          const F& predicate = *static_cast<const F*>(callable);
          if constexpr (std::is_invocable_r_v<bool, const F&, const AttemptedCall&>) {
            return predicate(call);
          } else {
            return predicate();
          }
        }) {}

  explicit operator bool() const { return callable_ != nullptr; }
  bool operator()(const AttemptedCall& call) const { return invoke_(callable_.get(), call); }

 private:
  std::shared_ptr<const void> callable_;
  bool (*invoke_)(const void*, const AttemptedCall&) = nullptr;
};

enum class Verb : std::uint8_t {
  // To the request: it is not applied, or not now.
  kRefuse,
  kLoseRequest,
  kDeliverLate,
  // To the request: it is applied, as damaged or twice; or when it is let go.
  kCorruptRequest,
  kDuplicate,
  kHold,
  // To the reply: the request is applied.
  kApplyThenFail,
  kLoseReply,
  kDelay,
  kCorruptReply,
  kCutReply,
  kStall,
  kGarbleReply,
  kDropHeader,
};

struct BlockRange {  // inclusive
  std::int64_t first = 0;
  std::int64_t last = 0;
};

struct FaultRule {
  static constexpr std::uint64_t kForEver = std::numeric_limits<std::uint64_t>::max();

  std::optional<Operation> operation;  // nothing: any
  std::optional<BlockRange> blocks;
  std::optional<std::string> snapshot_id;
  std::optional<std::string> client;
  CallPredicate where;

  // In force from here until there, in time since the fake's start; and until the first attempt for
  // which `until` says so.
  std::chrono::milliseconds from{0};
  std::chrono::milliseconds to = std::chrono::milliseconds::max();
  CallPredicate until;

  // Of the attempts that match and that no earlier rule has taken: the first_th to the last_th,
  // of these every every_th, of these a share.
  std::uint64_t first = 1;
  std::uint64_t last = kForEver;
  std::uint64_t every = 1;
  double chance = 1;

  std::string name;
  std::uint64_t budget = kForEver;  // how often it strikes at most
  bool maybe = false;               // may stay unused
  bool anyway = false;              // also what the service could not do

  Verb verb = Verb::kRefuse;
  Error error;                        // kRefuse, kApplyThenFail
  std::chrono::milliseconds delay{};  // kDelay, kDeliverLate, kDuplicate
  Corruption corruption;              // kCorruptRequest, kCorruptReply
  std::uint32_t cut_bytes = 0;        // kCutReply, kStall: how many of the body arrive
  std::string header;                 // kDropHeader: as on the wire, in any case

  // Where the test wrote it.
  const char* file = "";
  int line = 0;

  std::string label() const { return name.empty() ? ToText() : name; }
  std::string ToText() const;

  // Throws std::logic_error with line, column, and what was expected there.
  static FaultRule Parse(std::string_view text);
  static std::vector<FaultRule> ParseAll(std::string_view text);  // separated by ";"

  // Throws std::logic_error where the rule can have no effect, or asks for what cannot happen.
  void Check() const;
};

std::ostream& operator<<(std::ostream& out, const FaultRule& rule);

}  // namespace fauxebs
