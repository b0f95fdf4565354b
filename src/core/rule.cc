#include "fauxebs/rule.h"

#include <fmt/format.h>

#include <ostream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/reply_headers.h"

namespace fauxebs {
namespace {

[[noreturn]] void Misuse(const FaultRule& rule, const std::string& text) {
  throw std::logic_error(fmt::format("{}\n  in the rule: {}", text, rule.ToText()));
}

bool HasError(Verb verb) { return verb == Verb::kRefuse || verb == Verb::kApplyThenFail; }

void CheckCorruptible(const FaultRule& rule, Operation wanted, const char* verb,
                      const char* message) {
  if (rule.operation != wanted) {
    Misuse(rule, fmt::format("only the {} of {} carries a block that {} could damage", message,
                             NameOf(wanted), verb));
  }
}

void CheckError(const FaultRule& rule) {
  const bool connection = IsConnectionFailure(rule.error.code);
  if (rule.error.code == ErrorCode::kConnectionRefused && rule.verb == Verb::kApplyThenFail) {
    Misuse(rule,
           "a refused connection carries no request that could be applied; use Refuse, or "
           "ConnectionReset");
  }
  if (connection && rule.error.reason != ErrorReason::kNone) {
    Misuse(rule, "a connection that fails gives no reason");
  }
  if (!connection && *InfoOf(rule.error.code).exception == '\0') {
    Misuse(rule, fmt::format("{} is not an answer but the lack of one; use LoseRequest or "
                             "LoseReply",
                             InfoOf(rule.error.code).name));
  }
  const Error usual = MakeError(rule.error.code, rule.error.reason, rule.error.message);
  if (rule.error.http_status != usual.http_status || rule.error.retryable != usual.retryable) {
    Misuse(rule,
           "status and retryability follow from code and message; make errors with MakeError "
           "or with the makers in fauxebs::words");
  }
  if (rule.anyway || connection) return;
#define FAUXEBS_CHECK_OPERATION(Name)                                                            \
  if ((!rule.operation || *rule.operation == Operation::k##Name) &&                              \
      !CanReturn(Operation::k##Name, rule.error)) {                                              \
    Misuse(rule, fmt::format("the service never answers " #Name                                  \
                             " with {}; choose another error, or say Anyway() if that is meant", \
                             ToString(rule.error)));                                             \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_CHECK_OPERATION)
#undef FAUXEBS_CHECK_OPERATION
}

// Of rules that let a beginning of the reply through.
void CheckBytes(const FaultRule& rule) {
  if (rule.operation == Operation::kGetSnapshotBlock && rule.cut_bytes >= kBlockSizeBytes) {
    Misuse(rule, fmt::format("this rule can have no effect: the reply has {} bytes, of which {} "
                             "arrive",
                             kBlockSizeBytes, rule.cut_bytes));
  }
}

void CheckCut(const FaultRule& rule) {
  if (!rule.operation) {
    Misuse(rule, "replies are cut at a length of their own; name the operation");
  }
  if (rule.operation == Operation::kPutSnapshotBlock) {
    Misuse(rule, "the reply to PutSnapshotBlock has no body that could be cut; lose it");
  }
  CheckBytes(rule);
}

// FAKE: wire-2: not the {} that answers PutSnapshotBlock: not every client reads it.
void CheckGarble(const FaultRule& rule) {
  if (!rule.operation) {
    Misuse(rule, "not every reply has JSON that could be garbled; name the operation");
  }
  if (rule.operation == Operation::kPutSnapshotBlock ||
      rule.operation == Operation::kGetSnapshotBlock) {
    Misuse(rule, fmt::format("the reply to {} has no JSON that could be garbled; lose it, or drop "
                             "a header",
                             NameOf(*rule.operation)));
  }
}

void CheckHeader(const FaultRule& rule) {
  if (internal::HasReplyHeader(rule.operation, rule.header)) return;
  const std::vector<std::string_view> known = internal::ReplyHeadersOf(rule.operation);
  const char* whose = rule.operation ? NameOf(*rule.operation) : "any operation";
  if (known.empty()) {
    Misuse(rule, fmt::format("the reply to {} has no header that could be dropped", whose));
  }
  Misuse(rule, fmt::format("'{}' is no header of the reply to {}: it has {}", rule.header, whose,
                           fmt::join(known, ", ")));
}

}  // namespace

void FaultRule::Check() const {
  if (first == 0 || every == 0) Misuse(*this, "attempts are counted from 1");
  if (last < first || last == 0) {
    Misuse(*this, "this rule can have no effect: it ends before its first attempt");
  }
  if (!(chance > 0 && chance <= 1)) {
    Misuse(*this, fmt::format("a chance is more than 0 and at most 1, not {}", chance));
  }
  if (last != kForEver && every - 1 > last - first) {
    Misuse(
        *this,
        fmt::format("this rule can have no effect: Every({}) counts to {}, but the rule ends with "
                    "attempt {}; for so many strikes at most say Budget",
                    every, first + (every - 1), last));
  }
  if (budget == 0) Misuse(*this, "this rule can have no effect: its budget is 0");
  if (from.count() < 0 || to <= from) {
    Misuse(*this, fmt::format("from {} ms to {} ms is no time: it begins at 0, the fake's start, "
                              "and ends after it begins",
                              from.count(), to.count()));
  }
  if (blocks) {
    if (blocks->first < 0 || blocks->last < blocks->first) {
      Misuse(*this, fmt::format("blocks {} to {} are no range", blocks->first, blocks->last));
    }
    constexpr std::int64_t kLastBlock = 65536 * kBlocksPerGib - 1;
    if (blocks->last > kLastBlock) {
      Misuse(*this, fmt::format("no volume has a block {}: the last one can be {}", blocks->last,
                                kLastBlock));
    }
    if (operation && *operation != Operation::kPutSnapshotBlock &&
        *operation != Operation::kGetSnapshotBlock) {
      Misuse(*this, fmt::format("{} is not about a block; only PutSnapshotBlock and "
                                "GetSnapshotBlock are",
                                NameOf(*operation)));
    }
  }
  if (snapshot_id) {
    if (operation == Operation::kStartSnapshot) {
      Misuse(*this, "StartSnapshot is about no snapshot yet; select it by Where");
    }
    if (snapshot_id->empty() || snapshot_id->find_first_of(",]\n") != std::string::npos) {
      Misuse(*this, fmt::format("'{}' is no snapshot's id", *snapshot_id));
    }
  }
  if (client && (client->empty() || client->find_first_of(",]\n") != std::string::npos)) {
    Misuse(*this, fmt::format("'{}' cannot be a client's name in a rule: commas, brackets and line "
                              "breaks cannot be printed there",
                              *client));
  }
  if (HasError(verb)) CheckError(*this);
  if (verb == Verb::kDelay && delay.count() <= 0) {
    Misuse(*this, fmt::format("a delay of {} ms has no effect", delay.count()));
  }
  if (delay.count() < 0) {
    Misuse(*this, fmt::format("a message cannot land {} ms before its time", -delay.count()));
  }
  constexpr std::chrono::milliseconds kLongest = std::chrono::hours(1000 * 365 * 24);
  if (verb != Verb::kDelay && delay > kLongest) {
    Misuse(*this, "a message that lands in a thousand years is lost; use LoseRequest");
  }
  if (verb == Verb::kCutReply) CheckCut(*this);
  if (verb == Verb::kStall) CheckBytes(*this);
  if (verb == Verb::kGarbleReply) CheckGarble(*this);
  if (verb == Verb::kDropHeader) CheckHeader(*this);
  if (verb == Verb::kCorruptRequest) {
    CheckCorruptible(*this, Operation::kPutSnapshotBlock, "corrupt-request", "request");
  }
  if (verb == Verb::kCorruptReply) {
    CheckCorruptible(*this, Operation::kGetSnapshotBlock, "corrupt-reply", "reply");
  }
  if (corruption.byte >= kBlockSizeBytes) {
    Misuse(*this, fmt::format("a block has the bytes 0 to {}, not {}", kBlockSizeBytes - 1,
                              corruption.byte));
  }
  constexpr std::uint32_t kBits = kBlockSizeBytes * 8;
  if (corruption.bit >= kBits) {
    Misuse(*this, fmt::format("a block has the bits 0 to {}, not {}", kBits - 1, corruption.bit));
  }
  if (name.find_first_of(",;{}\n") != std::string::npos) {
    Misuse(*this,
           "a name may not hold commas, semicolons, braces or line breaks: it is printed in "
           "rules and in lists of them");
  }
}

std::ostream& operator<<(std::ostream& out, const FaultRule& rule) { return out << rule.ToText(); }

}  // namespace fauxebs
