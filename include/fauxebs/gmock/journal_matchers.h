// Matchers for what happened: on a Journal, or on a Fake, which means its journal.
//
//   Calls(operation, matchers... [, Times(n)])     there was such a call; so many such calls
//   Retries(operation, matchers... [, Times(n)] [, BackoffAtLeast(d)])
//                                                  what was tried again was tried again so
//   Never(operation, matchers... [, After(operation, matchers...)])
//                                                  there was no such call, then or at all
//   InOrder(Calls(...), Calls(...), ...)           one of each, each ended before the next began
//
//   EXPECT_THAT(ebs, Calls(PutSnapshotBlock, ForBlock(7), Times(2)));
//   EXPECT_THAT(ebs, Retries(PutSnapshotBlock, Times(3), BackoffAtLeast(100ms)));
//   EXPECT_THAT(ebs, Never(PutSnapshotBlock, After(CompleteSnapshot, IsOk())));
//   EXPECT_THAT(ebs, InOrder(Calls(StartSnapshot), Calls(CompleteSnapshot)));
//
// An operation is one of the six, or `_`. Matchers are of a JournalEntry: ForBlock, ForSnapshot,
// IsOk, FailsWith, By(client), testing::Field(&JournalEntry::late, true) ...; all must hold. Times
// takes a number or a matcher: Times(Ge(3)). A call is one attempt that the client sent, and ends
// as the client saw it; with AtService() among the matchers, one that arrived, as the service did
// it. All are in fauxebs::words, too. Matchers are immutable values.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/gmock/call_pattern.h"
#include "fauxebs/gmock/printers.h"
#include "fauxebs/journal.h"

namespace fauxebs {
namespace internal {

struct TimesWord {
  testing::Matcher<std::int64_t> number;
};
struct BackoffWord {
  std::chrono::milliseconds least;
};

// Gives a matcher of journals to fakes, too.
template <typename Verdict>
class OnJournal : public Verdict {
 public:
  explicit OnJournal(Verdict verdict) : Verdict(std::move(verdict)) {}

  bool MatchAndExplain(const Journal& journal, testing::MatchResultListener* listener) const {
    if (journal.dropped() > 0) {
      throw std::logic_error(
          "the journal has dropped " + std::to_string(journal.dropped()) +
          " entries, so nobody can tell what was called and what was not: give it room with "
          "FakeOptions::journal_capacity, or Clear() it where the part to judge begins");
    }
    std::ostringstream why;
    const bool matches = this->Judge(journal, why);
    *listener << why.str();
    return matches;
  }
  bool MatchAndExplain(const Fake& ebs, testing::MatchResultListener* listener) const {
    return MatchAndExplain(ebs.journal(), listener);
  }
};

class CallsVerdict {
 public:
  explicit CallsVerdict(AnyOperation operation) : pattern_(operation) {}

  void Add(TimesWord times) { times_ = std::move(times.number); }
  template <typename Word>
  void Add(const Word& word) {
    pattern_.Add(word);
  }

  const CallPattern& pattern() const { return pattern_; }
  bool has_times() const { return times_.has_value(); }

  bool Judge(const Journal& journal, std::ostream& why) const {
    const CallPattern::Found found = pattern_.FindIn(journal);
    const auto number = static_cast<std::int64_t>(found.calls.size());
    const bool matches = times_ ? times_->Matches(number) : number > 0;
    why << "with " << (number == 0 ? "no such call" : Counted(found.calls.size(), "such call"));
    if (number > 0) why << ':';
    ListEntries(found.calls, why);
    if (!matches) ListNearMisses(pattern_, found.others, why);
    return matches;
  }
  void DescribeTo(std::ostream* out) const {
    pattern_.DescribeTo(&(*out << (times_ ? "has a number of " : "has ")));
    if (times_) times_->DescribeTo(&(*out << " that "));
  }
  void DescribeNegationTo(std::ostream* out) const {
    pattern_.DescribeTo(&(*out << (times_ ? "has a number of " : "has no ")));
    if (times_) times_->DescribeNegationTo(&(*out << " that "));
  }

 private:
  CallPattern pattern_;
  std::optional<testing::Matcher<std::int64_t>> times_;
};

struct AfterWord {
  CallPattern pattern;
};

class NeverVerdict {
 public:
  explicit NeverVerdict(AnyOperation operation) : pattern_(operation) {}

  void Add(const AfterWord& after) { after_ = after.pattern; }
  template <typename Word>
  void Add(const Word& word) {
    pattern_.Add(word);
  }

  bool Judge(const Journal& journal, std::ostream& why) const {
    const CallPattern::Found found = pattern_.FindIn(journal);
    std::optional<JournalEntry> end;
    if (after_) {
      for (const JournalEntry& entry : after_->FindIn(journal).calls) {
        if (entry.returned == 0 || (end && end->returned < entry.returned)) continue;
        end = entry;
      }
      if (!end) {
        why << "where no such call ended that others could be after";
        return true;
      }
    }
    const auto offends = [&](const JournalEntry& entry) {
      return !end || entry.invoked > end->returned;
    };
    const auto first = std::find_if(found.calls.begin(), found.calls.end(), offends);
    if (first != found.calls.end()) {
      const std::vector<JournalEntry> offenders(first, found.calls.end());
      why << "with " << Counted(offenders.size(), "such call") << ':';
      ListEntries(offenders, why);
    }
    const bool matches = first == found.calls.end();
    if (end) why << (matches ? "where none came after" : "\n  after") << "\n    " << LineOf(*end);
    return matches;
  }
  void DescribeTo(std::ostream* out) const { Describe("has no ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("has ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    pattern_.DescribeTo(&(*out << verb));
    if (after_) after_->DescribeTo(&(*out << " after the end of the first of the "));
  }

  CallPattern pattern_;
  std::optional<CallPattern> after_;
};

class InOrderVerdict {
 public:
  explicit InOrderVerdict(std::vector<CallPattern> steps) : steps_(std::move(steps)) {}

  // The first that ends of each step leaves most to the next.
  bool Judge(const Journal& journal, std::ostream& why) const {
    std::vector<JournalEntry> chain;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const CallPattern::Found found = steps_[i].FindIn(journal);
      const JournalEntry* next = nullptr;
      for (const JournalEntry& entry : found.calls) {
        if (!chain.empty() && !Precedes(chain.back(), entry)) continue;
        if (next == nullptr || EndsBefore(entry, *next)) next = &entry;
      }
      if (next == nullptr) {
        Explain(chain, found, i, why);
        return false;
      }
      chain.push_back(*next);
    }
    why << "as in";
    ListEntries(chain, why);
    return true;
  }
  void DescribeTo(std::ostream* out) const { Describe("has in this order: ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("hasn't in this order: ", out); }

 private:
  // A call that still runs has not ended before anything.
  static bool EndsBefore(const JournalEntry& a, const JournalEntry& b) {
    return a.returned != 0 && (b.returned == 0 || a.returned < b.returned);
  }
  static bool Precedes(const JournalEntry& a, const JournalEntry& b) {
    return a.returned != 0 && a.returned < b.invoked;
  }

  void Explain(const std::vector<JournalEntry>& chain, const CallPattern::Found& found,
               std::size_t step, std::ostream& why) const {
    why << "where step " << step + 1 << ", one of ";
    steps_[step].DescribeTo(&why);
    if (found.calls.empty()) {
      why << ", is missing";
      ListNearMisses(steps_[step], found.others, why);
      return;
    }
    why << ", did not begin after";
    ListEntries({chain.back()}, why);
    why << "\n  had ended, but before:";
    ListEntries(found.calls, why);
  }

  void Describe(const char* verb, std::ostream* out) const {
    *out << verb;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      steps_[i].DescribeTo(&(*out << (i == 0 ? "one of " : ", one of ")));
    }
  }

  std::vector<CallPattern> steps_;
};

class RetriesVerdict {
 public:
  explicit RetriesVerdict(AnyOperation operation) : pattern_(operation) {}

  void Add(AtServiceWord) = delete;  // only the client knows that it tries again
  void Add(TimesWord times) { times_ = std::move(times.number); }
  void Add(BackoffWord backoff) { backoff_ = backoff.least; }
  template <typename Word>
  void Add(const Word& word) {
    pattern_.Add(word);
  }

  bool Judge(const Journal& journal, std::ostream& why) const {
    const CallPattern::Found found = pattern_.FindIn(journal);
    const std::vector<Attempts> retried = RetriedAmong(found.calls);
    for (const Attempts& attempts : retried) {
      const std::optional<std::string> fault = FaultOf(attempts);
      if (!fault) continue;
      why << "where there were " << *fault << ':';
      List(attempts, why);
      return false;
    }
    if (retried.empty()) {
      why << "where nothing was tried again: " << Counted(found.calls.size(), "such call");
      ListEntries(found.calls, why);
      ListNearMisses(pattern_, found.others, why);
      return false;
    }
    why << "where there were " << retried.front().size() << " attempts:";
    List(retried.front(), why);
    return true;
  }
  void DescribeTo(std::ostream* out) const { Describe("has retries of ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("hasn't retries of ", out); }

 private:
  using Attempts = std::vector<JournalEntry>;

  // What a client tries again until it succeeds: the same operation on the same block or snapshot.
  // Which snapshot a start is about turns out only at its end.
  static bool IsOfTheSame(const JournalEntry& a, const JournalEntry& b) {
    return a.client == b.client && a.operation == b.operation && a.block_index == b.block_index &&
           (a.operation == Operation::kStartSnapshot || a.snapshot_id == b.snapshot_id);
  }

  static std::vector<Attempts> RetriedAmong(const std::vector<JournalEntry>& calls) {
    std::vector<Attempts> all;
    for (const JournalEntry& call : calls) {
      const auto open = std::find_if(all.rbegin(), all.rend(), [&](const Attempts& attempts) {
        return !attempts.back().ok() && IsOfTheSame(attempts.back(), call);
      });
      if (open == all.rend()) {
        all.push_back({call});
      } else {
        open->push_back(call);
      }
    }
    all.erase(std::remove_if(all.begin(), all.end(),
                             [](const Attempts& attempts) { return attempts.size() == 1; }),
              all.end());
    return all;
  }

  // As the client says; where it says nothing, what passed on the clock.
  static std::chrono::milliseconds WaitBefore(const Attempts& attempts, std::size_t i) {
    const JournalEntry& before = attempts[i - 1];
    if (attempts[i].backoff.count() > 0) return attempts[i].backoff;
    if (before.returned == 0) return std::chrono::milliseconds(0);
    return attempts[i].started - before.finished;
  }

  std::optional<std::string> FaultOf(const Attempts& attempts) const {
    const auto number = static_cast<std::int64_t>(attempts.size());
    if (times_ && !times_->Matches(number)) return Counted(attempts.size(), "attempt");
    for (std::size_t i = 1; backoff_ && i < attempts.size(); ++i) {
      const std::chrono::milliseconds wait = WaitBefore(attempts, i);
      if (wait >= *backoff_) continue;
      return Counted(attempts.size(), "attempt") + ", the one at #" +
             std::to_string(attempts[i].number) + " after only " + std::to_string(wait.count()) +
             " ms";
    }
    return std::nullopt;
  }

  static void List(const Attempts& attempts, std::ostream& out) {
    const std::size_t shown = std::min(attempts.size(), kLinesShown);
    for (std::size_t i = 0; i < shown; ++i) {
      out << "\n    " << LineOf(attempts[i]);
      if (i > 0) out << ", after " << WaitBefore(attempts, i).count() << " ms";
    }
    if (attempts.size() > shown) out << "\n    and " << attempts.size() - shown << " more";
  }

  void Describe(const char* verb, std::ostream* out) const {
    pattern_.DescribeTo(&(*out << verb));
    if (times_) times_->DescribeTo(&(*out << ", a number of attempts that "));
    if (backoff_) *out << ", at least " << backoff_->count() << " ms before each";
  }

  CallPattern pattern_;
  std::optional<testing::Matcher<std::int64_t>> times_;
  std::optional<std::chrono::milliseconds> backoff_;
};

template <typename Verdict, typename... Words>
Verdict VerdictOf(AnyOperation operation, const Words&... words) {
  Verdict verdict(operation);
  (verdict.Add(words), ...);
  return verdict;
}

template <typename Verdict>
auto MatcherOf(Verdict verdict) {
  return testing::MakePolymorphicMatcher(OnJournal<Verdict>(std::move(verdict)));
}

inline CallPattern StepOf(const testing::PolymorphicMatcher<OnJournal<CallsVerdict>>& calls) {
  if (calls.impl().has_times()) {
    throw std::logic_error("InOrder looks for one call of each step: leave out its Times(...)");
  }
  return calls.impl().pattern();
}

}  // namespace internal

// Without Times: at least one.
template <typename... Words>
auto Calls(internal::AnyOperation operation, const Words&... words) {
  return internal::MatcherOf(internal::VerdictOf<internal::CallsVerdict>(operation, words...));
}

// Of whatever was attempted more than once, and there must be such: Times is how many attempts
// there were, the first and the last included; BackoffAtLeast is what passed before each but the
// first, as the client says or else on the clock. Attempts belong together if they are by the same
// client and about the same block or snapshot; success ends them.
template <typename... Words>
auto Retries(internal::AnyOperation operation, const Words&... words) {
  return internal::MatcherOf(internal::VerdictOf<internal::RetriesVerdict>(operation, words...));
}

// With After: none began (JournalEntry::invoked) after the first of those others had ended
// (JournalEntry::returned). Holds also where none of those others ended: say Calls(...), too.
template <typename... Words>
auto Never(internal::AnyOperation operation, const Words&... words) {
  return internal::MatcherOf(internal::VerdictOf<internal::NeverVerdict>(operation, words...));
}
template <typename... Words>
internal::AfterWord After(internal::AnyOperation operation, const Words&... words) {
  return {internal::VerdictOf<internal::CallPattern>(operation, words...)};
}

// There is one call of each step that ended before the one of the next step began. Steps are
// Calls(...) without Times; std::logic_error otherwise.
template <typename... Steps>
auto InOrder(const Steps&... steps) {
  static_assert(sizeof...(Steps) > 0, "InOrder() needs steps: InOrder(Calls(...), Calls(...))");
  return internal::MatcherOf(internal::InOrderVerdict({internal::StepOf(steps)...}));
}

inline internal::TimesWord Times(testing::Matcher<std::int64_t> number) {
  return {std::move(number)};
}
inline internal::BackoffWord BackoffAtLeast(std::chrono::milliseconds duration) {
  return {duration};
}
inline internal::AtServiceWord AtService() { return {}; }

namespace words {

using fauxebs::After;
using fauxebs::AtService;
using fauxebs::BackoffAtLeast;
using fauxebs::Calls;
using fauxebs::InOrder;
using fauxebs::Never;
using fauxebs::Retries;
using fauxebs::Times;

}  // namespace words
}  // namespace fauxebs
