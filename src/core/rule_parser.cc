// Rules from text. The grammar stands in docs/faults.md; rule_text.cc writes it.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <vector>

#include "core/rule_words.h"
#include "fauxebs/rule.h"

namespace fauxebs {
namespace {

std::string NamesOfOperations() {
  std::string names;
#define FAUXEBS_ADD_NAME(Name) names += #Name ", ";
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_ADD_NAME)
#undef FAUXEBS_ADD_NAME
  return names;
}

std::string NamesOfVerbs() {
  std::vector<std::string_view> names;
  names.reserve(internal::kVerbNames.size());
  for (const internal::VerbName& entry : internal::kVerbNames) names.push_back(entry.name);
  return fmt::format("{}", fmt::join(names, ", "));
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
      if (!rule.operation) Expected(start, "an operation (" + NamesOfOperations() + "or any)");
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
      const std::size_t start = at_;
      if (Accept("block=")) {
        OnlyOnce(start, !rule.blocks);
        const auto first = Number<std::int64_t>();
        rule.blocks = {first, Accept("-") ? Number<std::int64_t>() : first};
      } else if (Accept("snapshot=")) {
        OnlyOnce(start, !rule.snapshot_id);
        rule.snapshot_id = Until(",]");
      } else if (Accept("client=")) {
        OnlyOnce(start, !rule.client);
        rule.client = Until(",]");
      } else if (Accept("where=") || Accept("until=")) {
        Fail(start, "a predicate cannot be read back from text; write the rule in the test");
      } else {
        Expected(start, "a selector (block=, snapshot= or client=)");
      }
    } while (Accept(","));
    Expect("]");
  }

  void Occurrence(FaultRule& rule) {
    if (Accept("#")) {
      rule.first = Number<std::uint64_t>();
      rule.last = rule.first;
      if (Accept("-")) rule.last = AtDigit() ? Number<std::uint64_t>() : FaultRule::kForEver;
    }
    if (Accept("/")) rule.every = Number<std::uint64_t>();
    if (Accept("@")) {
      rule.from = Duration();
      Expect("-");
      if (AtDigit()) rule.to = Duration();
    }
    if (Accept("~")) rule.chance = Number<double>();
  }

  void Policies(FaultRule& rule) {
    do {
      const std::size_t start = at_;
      if (Accept("name=")) {
        OnlyOnce(start, rule.name.empty());
        rule.name = Until(",}");
      } else if (Accept("budget=")) {
        OnlyOnce(start, rule.budget == FaultRule::kForEver);
        rule.budget = Number<std::uint64_t>();
      } else if (Accept("maybe")) {
        OnlyOnce(start, !rule.maybe);
        rule.maybe = true;
      } else if (Accept("anyway")) {
        OnlyOnce(start, !rule.anyway);
        rule.anyway = true;
      } else {
        Expected(start, "a policy (name=, budget=, maybe or anyway)");
      }
    } while (Accept(","));
    Expect("}");
  }

  void VerbOf(FaultRule& rule) {
    const std::size_t start = at_;
    const std::string_view word = Word();
    const auto* const entry =
        std::find_if(internal::kVerbNames.begin(), internal::kVerbNames.end(),
                     [&](const internal::VerbName& candidate) { return candidate.name == word; });
    if (entry == internal::kVerbNames.end()) Expected(start, "a verb (" + NamesOfVerbs() + ")");
    rule.verb = entry->verb;
    switch (rule.verb) {
      case Verb::kLoseRequest:
      case Verb::kHold:
      case Verb::kLoseReply:
      case Verb::kGarbleReply:
        return;
      case Verb::kRefuse:
      case Verb::kApplyThenFail:
        Expect("(");
        rule.error = ErrorOf();
        break;
      case Verb::kDuplicate:
        if (!Accept("(")) return;
        rule.delay = Duration();
        break;
      case Verb::kDeliverLate:
      case Verb::kDelay:
        Expect("(");
        rule.delay = Duration();
        break;
      case Verb::kCorruptRequest:
      case Verb::kCorruptReply:
        Expect("(");
        rule.corruption = CorruptionOf();
        break;
      case Verb::kCutReply:
      case Verb::kStall:
        Expect("(");
        rule.cut_bytes = Number<std::uint32_t>();
        break;
      case Verb::kDropHeader:
        Expect("(");
        rule.header = Word();
        break;
    }
    Expect(")");
  }

  Corruption CorruptionOf() {
    if (Accept("zero")) return words::ZeroOut();
    if (Accept("flip ")) return words::FlipBit(Number<std::uint32_t>());
    if (Accept("tear ")) return words::TearAt(Number<std::uint32_t>());
    Expected(at_, "a kind of damage (flip <bit>, tear <byte> or zero)");
  }

  Error ErrorOf() {
    const std::size_t start = at_;
    const std::optional<ErrorCode> code = ErrorCodeNamed(Word());
    if (!code) {
      Expected(start,
               "an error (one of fauxebs::words, such as RequestThrottled, Throttling, "
               "InternalServer, Validation/INVALID_BLOCK)");
    }
    const Error usual = internal::DefaultError(*code);
    ErrorReason reason = usual.reason;
    if (Accept("/")) {
      const std::size_t at_reason = at_;
      const std::string_view word = Word();
      const std::optional<ErrorReason> found =
          word == "NONE" ? ErrorReason::kNone : ErrorReasonNamed(word);
      if (!found) Expected(at_reason, "a reason, such as INVALID_BLOCK, or NONE");
      reason = *found;
    }
    return MakeError(*code, reason, Accept(" \"") ? QuotedRest() : usual.message);
  }

  std::string QuotedRest() {
    const std::size_t start = at_ - 1;
    std::string text;
    while (!Accept("\"")) {
      if (AtEnd()) Fail(start, "this quoted message does not end");
      if (Accept("\\n")) {
        text += '\n';
        continue;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_++];
    }
    return text;
  }

  std::chrono::milliseconds Duration() {
    const std::chrono::milliseconds duration(Number<std::int64_t>());
    Expect("ms");
    return duration;
  }

  // Letters, underscores and hyphens; "" where there are none.
  std::string_view Word() {
    const std::size_t start = at_;
    while (!AtEnd() && (std::isalpha(static_cast<unsigned char>(text_[at_])) != 0 ||
                        text_[at_] == '_' || text_[at_] == '-')) {
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }

  std::string Until(std::string_view ends) {
    const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
    if (end == at_ || end == text_.size()) {
      Expected(at_, fmt::format("a name that ends before '{}' or '{}'", ends[0], ends[1]));
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
    if (error == std::errc::result_out_of_range) Expected(at_, "a smaller number");
    if (error != std::errc()) Expected(at_, "a number");
    at_ += static_cast<std::size_t>(end - start);
    return value;
  }

  bool AtEnd() const { return at_ == text_.size(); }
  bool AtDigit() const { return !AtEnd() && text_[at_] >= '0' && text_[at_] <= '9'; }

  void SkipSpace() {
    while (!AtEnd() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
  }

  bool Accept(std::string_view token) {
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void Expect(std::string_view token) {
    if (!Accept(token)) Expected(at_, fmt::format("'{}'", token));
  }

  void OnlyOnce(std::size_t start, bool unsaid) const {
    if (!unsaid) Fail(start, fmt::format("{} was said twice", text_.substr(start, at_ - start)));
  }

  // What stands there: a word, a number or a character.
  std::string Found(std::size_t position) const {
    if (position >= text_.size()) return "the end";
    std::size_t end = position;
    while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 ||
                                  text_[end] == '_' || text_[end] == '-')) {
      ++end;
    }
    if (end == position) ++end;
    while (end < text_.size() && IsContinuation(text_[end])) ++end;
    return fmt::format("'{}'", text_.substr(position, end - position));
  }

  [[noreturn]] void Expected(std::size_t position, const std::string& what) const {
    Fail(position, fmt::format("expected {}, found {}", what, Found(position)));
  }

  // Of a character of UTF-8 that has begun.
  static bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

  // Names the place, and shows it.
  [[noreturn]] void Fail(std::size_t position, const std::string& what) const {
    const std::string_view before = text_.substr(0, position);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t begin = before.rfind('\n') + 1;  // 0 where there is none
    std::string shown(text_.substr(begin, text_.find_first_of("\r\n", begin) - begin));
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    const auto column =
        position - begin + 1 -
        static_cast<std::size_t>(std::count_if(before.begin() + static_cast<std::ptrdiff_t>(begin),
                                               before.end(), IsContinuation));
    throw std::logic_error(fmt::format("rules, line {}, column {}: {}\n  {}\n  {:>{}}", line,
                                       column, what, shown, "^", column));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<FaultRule> FaultRule::ParseAll(std::string_view text) { return Parser(text).Rules(); }

FaultRule FaultRule::Parse(std::string_view text) {
  std::vector<FaultRule> rules = ParseAll(text);
  if (rules.size() != 1) {
    throw std::logic_error(fmt::format("expected one rule, found {}: {}", rules.size(), text));
  }
  return rules.front();
}

}  // namespace fauxebs
