// The words of rule text that stand for something: names of verbs, what an error's name means.
//
//   NameOf(Verb::kLoseReply) == "lose-reply"
//
// Pure.
#pragma once

#include <array>
#include <string_view>

#include "fauxebs/rule.h"

namespace fauxebs::internal {

struct VerbName {
  Verb verb;
  std::string_view name;
};

inline constexpr std::array kVerbNames = {
    VerbName{Verb::kRefuse, "refuse"},
    VerbName{Verb::kLoseRequest, "lose-request"},
    VerbName{Verb::kDeliverLate, "deliver-late"},
    VerbName{Verb::kDuplicate, "duplicate"},
    VerbName{Verb::kCorruptRequest, "corrupt-request"},
    VerbName{Verb::kHold, "hold"},
    VerbName{Verb::kApplyThenFail, "apply-then-fail"},
    VerbName{Verb::kLoseReply, "lose-reply"},
    VerbName{Verb::kDelay, "delay"},
    VerbName{Verb::kCorruptReply, "corrupt-reply"},
    VerbName{Verb::kCutReply, "cut-reply"},
    VerbName{Verb::kStall, "stall"},
    VerbName{Verb::kGarbleReply, "garble-reply"},
    VerbName{Verb::kDropHeader, "drop-header"},
};

std::string_view NameOf(Verb verb);

// What an error's name means without more.
Error DefaultError(ErrorCode code);

}  // namespace fauxebs::internal
