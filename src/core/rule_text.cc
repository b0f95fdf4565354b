// Rules as text. The grammar stands in docs/faults.md; rule_parser.cc reads it.

#include <fmt/format.h>

#include <vector>

#include "core/rule_words.h"
#include "fauxebs/rule.h"

namespace fauxebs {
namespace {

std::string Quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

// "RequestThrottled/ACCOUNT_THROTTLED "slow down"": what differs from the code's default.
std::string ErrorText(const Error& error) {
  const Error usual = internal::DefaultError(error.code);
  std::string text = InfoOf(error.code).name;
  if (error.reason != usual.reason) {
    text +=
        fmt::format("/{}", error.reason == ErrorReason::kNone ? "NONE" : WireName(error.reason));
  }
  if (error.message != usual.message) text += " " + Quote(error.message);
  return text;
}

std::string CorruptionText(const Corruption& how) {
  switch (how.kind) {
    case Corruption::Kind::kFlipBit:
      return fmt::format("flip {}", how.bit);
    case Corruption::Kind::kTear:
      return fmt::format("tear {}", how.byte);
    case Corruption::Kind::kZero:
      break;
  }
  return "zero";
}

// What stands in the verb's parentheses; "" for nothing.
std::string ArgumentText(const FaultRule& rule) {
  switch (rule.verb) {
    case Verb::kRefuse:
    case Verb::kApplyThenFail:
      return ErrorText(rule.error);
    case Verb::kDuplicate:
      if (rule.delay.count() == 0) return "";
      [[fallthrough]];
    case Verb::kDeliverLate:
    case Verb::kDelay:
      return fmt::format("{}ms", rule.delay.count());
    case Verb::kCorruptRequest:
    case Verb::kCorruptReply:
      return CorruptionText(rule.corruption);
    case Verb::kCutReply:
    case Verb::kStall:
      return fmt::format("{}", rule.cut_bytes);
    case Verb::kDropHeader:
      return rule.header;
    case Verb::kLoseRequest:
    case Verb::kHold:
    case Verb::kLoseReply:
    case Verb::kGarbleReply:
      break;
  }
  return "";
}

std::string VerbText(const FaultRule& rule) {
  const std::string argument = ArgumentText(rule);
  const std::string_view name = internal::NameOf(rule.verb);
  return argument.empty() ? std::string(name) : fmt::format("{}({})", name, argument);
}

std::string OccurrenceText(const FaultRule& rule) {
  std::string text;
  if (rule.first == rule.last) {
    text += fmt::format("#{}", rule.first);
  } else if (rule.last != FaultRule::kForEver) {
    text += fmt::format("#{}-{}", rule.first, rule.last);
  } else if (rule.first != 1) {
    text += fmt::format("#{}-", rule.first);
  }
  if (rule.every != 1) text += fmt::format("/{}", rule.every);
  if (rule.to != std::chrono::milliseconds::max()) {
    text += fmt::format("@{}ms-{}ms", rule.from.count(), rule.to.count());
  } else if (rule.from.count() != 0) {
    text += fmt::format("@{}ms-", rule.from.count());
  }
  if (rule.chance != 1) text += fmt::format("~{}", rule.chance);
  return text;
}

std::string SelectorText(const FaultRule& rule) {
  const std::string_view file = rule.file;
  const std::string place =
      fmt::format("<{}:{}>", file.substr(file.find_last_of('/') + 1), rule.line);
  std::vector<std::string> selectors;
  if (rule.blocks) {
    selectors.push_back(rule.blocks->first == rule.blocks->last
                            ? fmt::format("block={}", rule.blocks->first)
                            : fmt::format("block={}-{}", rule.blocks->first, rule.blocks->last));
  }
  if (rule.snapshot_id) selectors.push_back("snapshot=" + *rule.snapshot_id);
  if (rule.client) selectors.push_back("client=" + *rule.client);
  if (rule.where) selectors.push_back("where=" + place);
  if (rule.until) selectors.push_back("until=" + place);
  return selectors.empty() ? "" : fmt::format("[{}]", fmt::join(selectors, ","));
}

std::string PolicyText(const FaultRule& rule) {
  std::vector<std::string> policies;
  if (!rule.name.empty()) policies.push_back("name=" + rule.name);
  if (rule.budget != FaultRule::kForEver) policies.push_back(fmt::format("budget={}", rule.budget));
  if (rule.maybe) policies.emplace_back("maybe");
  if (rule.anyway) policies.emplace_back("anyway");
  return policies.empty() ? "" : fmt::format("{{{}}}", fmt::join(policies, ","));
}

}  // namespace

std::string FaultRule::ToText() const {
  return fmt::format("{}{}{}{}: {}", operation ? NameOf(*operation) : "any", SelectorText(*this),
                     OccurrenceText(*this), PolicyText(*this), VerbText(*this));
}

}  // namespace fauxebs
