// Rules as text, both ways. The grammar stands in fauxebs/rule.h.

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <stdexcept>

#include "fauxebs/rule.h"

namespace fauxebs {
namespace {

struct VerbName {
  Verb verb;
  std::string_view name;
};
constexpr std::array kVerbs = {
    VerbName{Verb::kRefuse, "refuse"},
    VerbName{Verb::kApplyThenFail, "apply-then-fail"},
    VerbName{Verb::kLoseRequest, "lose-request"},
    VerbName{Verb::kLoseReply, "lose-reply"},
    VerbName{Verb::kDelay, "delay"},
    VerbName{Verb::kCorruptRequest, "corrupt-request"},
    VerbName{Verb::kCorruptReply, "corrupt-reply"},
};

std::string_view NameOf(Verb verb) {
  for (const VerbName& entry : kVerbs) {
    if (entry.verb == verb) return entry.name;
  }
  return "";
}

// What `refuse(CODE)` means without more.
Error DefaultError(ErrorCode code) {
  switch (code) {
    case ErrorCode::kAccessDenied:
      return words::AccessDenied();
    case ErrorCode::kRequestThrottled:
      return words::RequestThrottled();
    case ErrorCode::kServiceQuotaExceeded:
      return words::ServiceQuotaExceeded();
    case ErrorCode::kInternalServer:
      return words::InternalServer();
    case ErrorCode::kConcurrentLimitExceeded:
      return words::ConcurrentLimitExceeded();
    case ErrorCode::kConflict:
      return words::Conflict();
    case ErrorCode::kThrottling:
      return words::Throttling();
    case ErrorCode::kInvalidSignature:
      return words::InvalidSignature();
    case ErrorCode::kServiceUnavailable:
      return words::ServiceUnavailable();
    case ErrorCode::kConnectionReset:
      return words::ConnectionReset();
    case ErrorCode::kConnectionRefused:
      return words::ConnectionRefused();
    default:
      return MakeError(code, ErrorReason::kNone, "");
  }
}

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
  const Error usual = DefaultError(error.code);
  std::string text = InfoOf(error.code).name;
  if (error.reason != usual.reason) {
    text +=
        fmt::format("/{}", error.reason == ErrorReason::kNone ? "NONE" : WireName(error.reason));
  }
  if (error.message != usual.message) text += " " + Quote(error.message);
  return text;
}

std::string VerbText(const FaultRule& rule) {
  const std::string_view name = NameOf(rule.verb);
  switch (rule.verb) {
    case Verb::kRefuse:
    case Verb::kApplyThenFail:
      return fmt::format("{}({})", name, ErrorText(rule.error));
    case Verb::kDelay:
      return fmt::format("{}({}ms)", name, rule.delay.count());
    case Verb::kCorruptRequest:
    case Verb::kCorruptReply:
      if (rule.corruption.kind == Corruption::Kind::kZero) return fmt::format("{}(zero)", name);
      return fmt::format("{}(flip {})", name, rule.corruption.bit);
    case Verb::kLoseRequest:
    case Verb::kLoseReply:
      break;
  }
  return std::string(name);
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
  if (rule.chance != 1) text += fmt::format("~{}", rule.chance);
  return text;
}

std::string SelectorText(const FaultRule& rule) {
  std::vector<std::string> selectors;
  if (rule.blocks) {
    selectors.push_back(rule.blocks->first == rule.blocks->last
                            ? fmt::format("block={}", rule.blocks->first)
                            : fmt::format("block={}-{}", rule.blocks->first, rule.blocks->last));
  }
  if (rule.snapshot_id) selectors.push_back("snapshot=" + *rule.snapshot_id);
  if (rule.where) {
    const std::string_view file = rule.file;
    selectors.push_back(
        fmt::format("where=<{}:{}>", file.substr(file.find_last_of('/') + 1), rule.line));
  }
  return selectors.empty() ? "" : fmt::format("[{}]", fmt::join(selectors, ","));
}

std::string PolicyText(const FaultRule& rule) {
  std::vector<std::string> policies;
  if (!rule.name.empty()) policies.push_back("name=" + rule.name);
  if (rule.maybe) policies.emplace_back("maybe");
  if (rule.anyway) policies.emplace_back("anyway");
  return policies.empty() ? "" : fmt::format("{{{}}}", fmt::join(policies, ","));
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<FaultRule> Rules() {
    std::vector<FaultRule> rules;
    SkipSpace();
    while (!AtEnd()) {
      rules.push_back(Rule());
      SkipSpace();
      if (!AtEnd()) Expect(";");
      SkipSpace();
    }
    return rules;
  }

 private:
  FaultRule Rule() {
    FaultRule rule;
    const std::size_t start = at_;
    const std::string_view target = Word();
    if (target != "any") {
      rule.operation = OperationNamed(target);
      if (!rule.operation) {
        Fail(at_ - target.size(), fmt::format("'{}' is neither an operation nor 'any'", target));
      }
    }
    if (Accept("[")) Selectors(rule);
    Occurrence(rule);
    if (Accept("{")) Policies(rule);
    Expect(":");
    SkipSpace();
    VerbOf(rule);
    try {
      rule.Check();
    } catch (const std::logic_error& error) {
      Fail(start, error.what());
    }
    return rule;
  }

  void Selectors(FaultRule& rule) {
    do {
      if (rule.blocks && Accept("block=")) Fail(at_, "block= was said twice");
      if (rule.snapshot_id && Accept("snapshot=")) Fail(at_, "snapshot= was said twice");
      if (Accept("block=")) {
        const auto first = Number<std::int64_t>();
        rule.blocks = {first, Accept("-") ? Number<std::int64_t>() : first};
      } else if (Accept("snapshot=")) {
        rule.snapshot_id = Until(",]");
      } else if (Accept("where=")) {
        Fail(at_, "a predicate cannot be read back from text; write the rule in the test");
      } else {
        Fail(at_, "expected block= or snapshot=");
      }
    } while (Accept(","));
    Expect("]");
  }

  void Occurrence(FaultRule& rule) {
    if (Accept("#")) {
      rule.first = Number<std::uint64_t>();
      rule.last = rule.first;
      if (Accept("-")) {
        rule.last = AtDigit() ? Number<std::uint64_t>() : FaultRule::kForEver;
      }
    }
    if (Accept("/")) rule.every = Number<std::uint64_t>();
    if (Accept("~")) rule.chance = Number<double>();
  }

  void Policies(FaultRule& rule) {
    do {
      if (Accept("name=")) {
        rule.name = Until(",}");
      } else if (Accept("maybe")) {
        rule.maybe = true;
      } else if (Accept("anyway")) {
        rule.anyway = true;
      } else {
        Fail(at_, "expected name=, maybe or anyway");
      }
    } while (Accept(","));
    Expect("}");
  }

  void VerbOf(FaultRule& rule) {
    const std::string_view word = Word();
    bool known = false;
    for (const VerbName& entry : kVerbs) {
      if (entry.name != word) continue;
      rule.verb = entry.verb;
      known = true;
    }
    if (!known) {
      std::vector<std::string_view> names;
      names.reserve(kVerbs.size());
      for (const VerbName& entry : kVerbs) names.push_back(entry.name);
      Fail(at_ - word.size(),
           fmt::format("'{}' is no verb; the verbs are {}", word, fmt::join(names, ", ")));
    }
    switch (rule.verb) {
      case Verb::kLoseRequest:
      case Verb::kLoseReply:
        return;
      case Verb::kRefuse:
      case Verb::kApplyThenFail:
        Expect("(");
        rule.error = ErrorOf();
        break;
      case Verb::kDelay:
        Expect("(");
        rule.delay = std::chrono::milliseconds(Number<std::int64_t>());
        Expect("ms");
        break;
      case Verb::kCorruptRequest:
      case Verb::kCorruptReply:
        Expect("(");
        if (Accept("zero")) {
          rule.corruption = words::ZeroOut();
        } else {
          Expect("flip ");
          rule.corruption = words::FlipBit(Number<std::uint32_t>());
        }
        break;
    }
    Expect(")");
  }

  Error ErrorOf() {
    const std::string_view name = Word();
    const std::optional<ErrorCode> code = ErrorCodeNamed(name);
    if (!code) {
      Fail(at_ - name.size(),
           fmt::format("'{}' is no error; write one of fauxebs::words, such as RequestThrottled, "
                       "Throttling, InternalServer, Validation/INVALID_BLOCK",
                       name));
    }
    const Error usual = DefaultError(*code);
    ErrorReason reason = usual.reason;
    if (Accept("/")) {
      const std::string_view word = Word();
      const std::optional<ErrorReason> found =
          word == "NONE" ? ErrorReason::kNone : ErrorReasonNamed(word);
      if (!found) Fail(at_ - word.size(), fmt::format("'{}' is no reason", word));
      reason = *found;
    }
    return MakeError(*code, reason, Accept(" \"") ? QuotedRest() : usual.message);
  }

  std::string QuotedRest() {
    std::string text;
    while (!Accept("\"")) {
      if (AtEnd()) Fail(at_, "the quoted message does not end");
      if (Accept("\\n")) {
        text += '\n';
        continue;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_++];
    }
    return text;
  }

  // Letters, underscores and hyphens.
  std::string_view Word() {
    const std::size_t start = at_;
    while (!AtEnd() && (std::isalpha(static_cast<unsigned char>(text_[at_])) != 0 ||
                        text_[at_] == '_' || text_[at_] == '-')) {
      ++at_;
    }
    if (at_ == start) Fail(at_, "expected a word");
    return text_.substr(start, at_ - start);
  }

  std::string Until(std::string_view ends) {
    const std::size_t end = text_.find_first_of(ends, at_);
    if (end == std::string_view::npos || end == at_) {
      Fail(at_, fmt::format("expected text before one of '{}'", ends));
    }
    std::string found(text_.substr(at_, end - at_));
    at_ = end;
    return found;
  }

  template <typename T>
  T Number() {
    T value{};
    const char* const start = text_.data() + at_;
    const auto [end, error] = std::from_chars(start, text_.data() + text_.size(), value);
    if (error != std::errc()) Fail(at_, "expected a number");
    at_ += static_cast<std::size_t>(end - start);
    return value;
  }

  bool AtEnd() const { return at_ == text_.size(); }
  bool AtDigit() const { return !AtEnd() && text_[at_] >= '0' && text_[at_] <= '9'; }

  void SkipSpace() {
    while (!AtEnd() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }

  bool Accept(std::string_view token) {
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void Expect(std::string_view token) {
    if (!Accept(token)) Fail(at_, fmt::format("expected '{}'", token));
  }

  [[noreturn]] void Fail(std::size_t position, const std::string& what) const {
    throw std::logic_error(fmt::format("{} at position {} of the rules\n  {}\n  {:>{}}", what,
                                       position + 1, text_, "^", position + 1));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string FaultRule::ToText() const {
  return fmt::format("{}{}{}{}: {}", operation ? fauxebs::NameOf(*operation) : "any",
                     SelectorText(*this), OccurrenceText(*this), PolicyText(*this),
                     VerbText(*this));
}

std::vector<FaultRule> FaultRule::ParseAll(std::string_view text) { return Parser(text).Rules(); }

FaultRule FaultRule::Parse(std::string_view text) {
  std::vector<FaultRule> rules = ParseAll(text);
  if (rules.size() != 1) {
    throw std::logic_error(fmt::format("expected one rule, found {}: {}", rules.size(), text));
  }
  return rules.front();
}

}  // namespace fauxebs
