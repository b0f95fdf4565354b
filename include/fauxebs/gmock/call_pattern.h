// CallPattern: which entries of the journal a matcher of fauxebs/gmock/journal_matchers.h is about,
// and how it shows them; and what makes the matchers of calls apply to entries.
//
//   EXPECT_THAT(entry, AllOf(ForBlock(7), FailsWith(ErrorCode::kTimeout), By("uploader")));
//
// Immutable values.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fauxebs/gmock/call_matchers.h"
#include "fauxebs/journal.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace internal {

template <>
struct RequestTraits<JournalEntry> {
  static std::string SnapshotIdOf(const JournalEntry& entry) { return entry.snapshot_id; }
  static std::optional<std::int64_t> BlockIndexOf(const JournalEntry& entry) {
    return entry.block_index;
  }
};

template <>
struct AnswerTraits<JournalEntry> {
  using ErrorType = Error;
  static const Error* ErrorOf(const JournalEntry& entry) {
    return entry.error ? &*entry.error : nullptr;
  }
};

template <>
inline bool StillRuns(const JournalEntry& entry) {
  return entry.returned == 0;
}

class ByMatcher {
 public:
  explicit ByMatcher(TextMatcher name) : name_(std::move(name)) {}

  bool MatchAndExplain(const JournalEntry& entry, testing::MatchResultListener* listener) const {
    if (name_.Matches(entry.client)) return true;
    *listener << "which is by " << entry.client;
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    name_.DescribeTo(&(*out << "is by a client whose name "));
  }
  void DescribeNegationTo(std::ostream* out) const {
    name_.DescribeTo(&(*out << "isn't by a client whose name "));
  }

 private:
  TextMatcher name_;
};

struct AtServiceWord {};

// One of the six operations, or any.
class AnyOperation {
 public:
  AnyOperation(Operation operation)  // NOLINT(google-explicit-constructor): as one says it
      : operation_(operation) {}
  AnyOperation(const std::decay_t<decltype(testing::_)>&) {}  // NOLINT(google-explicit-constructor)

  JournalQuery On(Side side) const {
    return (operation_ ? JournalQuery(*operation_) : JournalQuery()).On(side);
  }

 private:
  std::optional<Operation> operation_;
};

// Which calls: the words of Calls, Never, After and Retries that all of them know.
class CallPattern {
 public:
  explicit CallPattern(AnyOperation operation) : operation_(operation) {}

  void Add(AtServiceWord) { side_ = Side::kService; }
  template <typename EntryMatcher>
  void Add(const EntryMatcher& matcher) {
    matchers_.push_back(testing::SafeMatcherCast<const JournalEntry&>(matcher));
  }

  // Calls of the operation, and those of them that all matchers match.
  struct Found {
    std::vector<JournalEntry> calls;
    std::vector<JournalEntry> others;
  };
  Found FindIn(const Journal& journal) const {
    Found found;
    for (JournalEntry& entry : journal.entries(operation_.On(side_))) {
      const bool matches = MatchersThatHold(entry) == matchers_.size();
      (matches ? found.calls : found.others).push_back(std::move(entry));
    }
    return found;
  }

  // "PutSnapshotBlock calls (each is for a block that is equal to 7, is ok)"
  void DescribeTo(std::ostream* out) const {
    *out << operation_.On(side_);
    const char* separator = " (each ";
    for (const auto& matcher : matchers_) {
      matcher.DescribeTo(&(*out << separator));
      separator = ", ";
    }
    if (!matchers_.empty()) *out << ')';
  }
  std::size_t size() const { return matchers_.size(); }
  // Of the matchers from the first on, up to the one that does not match.
  std::size_t MatchersThatHold(const JournalEntry& entry) const {
    const auto fails = [&](const auto& matcher) { return !matcher.Matches(entry); };
    return static_cast<std::size_t>(std::find_if(matchers_.begin(), matchers_.end(), fails) -
                                    matchers_.begin());
  }

  // What keeps an entry from being one of the calls.
  std::string WhyNot(const JournalEntry& entry) const {
    testing::StringMatchResultListener listener;
    matchers_.at(MatchersThatHold(entry)).MatchAndExplain(entry, &listener);
    return listener.str();
  }

 private:
  AnyOperation operation_;
  Side side_ = Side::kClient;
  std::vector<testing::Matcher<const JournalEntry&>> matchers_;
};

// "1 call", "3 calls"
inline std::string Counted(std::size_t number, const char* what) {
  return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

// What of it a reader needs to find it in the timeline.
inline std::string LineOf(const JournalEntry& entry) {
  std::ostringstream line;
  line << '#' << entry.number << ' '
       << (entry.side == Side::kClient ? entry.client : std::string("service")) << ' '
       << entry.operation;
  if (!entry.snapshot_id.empty()) line << ' ' << entry.snapshot_id;
  if (entry.block_index) line << '[' << *entry.block_index << ']';
  if (entry.returned == 0) {
    line << ": still runs";
  } else if (entry.error) {
    line << ": " << entry.error->code;
  } else {
    line << ": " << entry.outcome;
  }
  return line.str();
}

inline constexpr std::size_t kLinesShown = 12;

inline void ListEntries(const std::vector<JournalEntry>& entries, std::ostream& out) {
  const std::size_t shown = std::min(entries.size(), kLinesShown);
  for (std::size_t i = 0; i < shown; ++i) out << "\n    " << LineOf(entries[i]);
  if (entries.size() > shown) out << "\n    and " << entries.size() - shown << " more";
}

// Calls of the operation that are not of the pattern, each with the reason; those that failed last
// come first.
inline void ListNearMisses(const CallPattern& pattern, const std::vector<JournalEntry>& others,
                           std::ostream& out) {
  constexpr std::size_t kShown = 3;
  if (others.empty()) return;
  out << "\n  the nearest of " << Counted(others.size(), "other call") << ':';
  std::size_t shown = 0;
  for (std::size_t held = pattern.size(); held-- > 0;) {
    for (const JournalEntry& other : others) {
      if (shown == kShown || pattern.MatchersThatHold(other) != held) continue;
      ++shown;
      out << "\n    " << LineOf(other);
      const std::string why = pattern.WhyNot(other);
      if (!why.empty()) out << ", " << why;
    }
  }
}

}  // namespace internal

// On a JournalEntry: its client's name.
inline auto By(internal::TextMatcher name) {
  return testing::MakePolymorphicMatcher(internal::ByMatcher(std::move(name)));
}

namespace words {

using fauxebs::By;

}  // namespace words
}  // namespace fauxebs
