// FaultRule: when which fault strikes; a value, and a line of text.
//
//   PutSnapshotBlock[block=7]#1-2: refuse(RequestThrottled); CompleteSnapshot#1: lose-reply
//
//   rule        = target [ selectors ] [ occurrence ] [ policy ] ":" verb
//   target      = an operation's name | "any"
//   selectors   = "[" "block=" n [ "-" m ] | "snapshot=" id , ... "]"
//   occurrence  = [ "#" n | "#" n "-" m | "#" n "-" ] [ "/" every ] [ "~" chance ]
//   policy      = "{" "name=" text | "maybe" | "anyway" , ... "}"
//   verb        = "refuse(" error ")" | "apply-then-fail(" error ")"
//               | "lose-request" | "lose-reply" | "delay(" n "ms)"
//               | "corrupt-request(" how ")" | "corrupt-reply(" how ")"
//   error       = a code's name [ "/" REASON ] [ " " quoted message ]
//   how         = "flip" bit | "zero"
//
// Text and value are the same thing, but for a predicate: it prints as where=<file:line>, which
// does not parse back. Values; no shared state.
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

// Any callable bool(const AttemptedCall&). (A std::function would make this header a third dearer.)
class CallPredicate {
 public:
  CallPredicate() = default;

  template <typename F, typename = std::enable_if_t<
                            std::is_invocable_r_v<bool, const F&, const AttemptedCall&>>>
  CallPredicate(F f)  // NOLINT(google-explicit-constructor): a lambda is a predicate
      : callable_(std::make_shared<F>(std::move(f))),
        invoke_([](const void* callable, const AttemptedCall& call) -> bool {
          return (*static_cast<const F*>(callable))(call);
        }) {}

  explicit operator bool() const { return callable_ != nullptr; }
  bool operator()(const AttemptedCall& call) const { return invoke_(callable_.get(), call); }

 private:
  std::shared_ptr<const void> callable_;
  bool (*invoke_)(const void*, const AttemptedCall&) = nullptr;
};

enum class Verb : std::uint8_t {
  // To the request: it is not applied.
  kRefuse,
  kLoseRequest,
  // To the request: it is applied as damaged.
  kCorruptRequest,
  // To the reply: the request is applied.
  kApplyThenFail,
  kLoseReply,
  kDelay,
  kCorruptReply,
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
  CallPredicate where;

  // Of the attempts that match and that no earlier rule has taken: the first_th to the last_th,
  // of these every every_th, of these a share.
  std::uint64_t first = 1;
  std::uint64_t last = kForEver;
  std::uint64_t every = 1;
  double chance = 1;

  std::string name;
  bool maybe = false;   // may stay unused
  bool anyway = false;  // also what the service could not do

  Verb verb = Verb::kRefuse;
  Error error;                        // kRefuse, kApplyThenFail
  std::chrono::milliseconds delay{};  // kDelay
  Corruption corruption;              // kCorruptRequest, kCorruptReply

  // Where the test wrote it.
  const char* file = "";
  int line = 0;

  std::string label() const { return name.empty() ? ToText() : name; }
  std::string ToText() const;

  // Throws std::logic_error with the position and with what is wrong there.
  static FaultRule Parse(std::string_view text);
  static std::vector<FaultRule> ParseAll(std::string_view text);  // separated by ";"

  // Throws std::logic_error where the rule can have no effect, or asks for what cannot happen.
  void Check() const;
};

std::ostream& operator<<(std::ostream& out, const FaultRule& rule);

}  // namespace fauxebs
