#include <fmt/format.h>

#include <ostream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/journal_lines.h"
#include "core/text.h"
#include "fauxebs/journal.h"

namespace fauxebs {
namespace {

using internal::OneLine;

// Whether one of the labels in "slow; rain" is this one.
bool Lists(std::string_view labels, std::string_view label) {
  constexpr std::string_view kSeparator = "; ";
  for (std::size_t at = labels.find(label); at != std::string_view::npos;
       at = labels.find(label, at + 1)) {
    const std::string_view before = labels.substr(0, at);
    const std::string_view after = labels.substr(at + label.size());
    const bool begins = before.empty() || (before.size() >= kSeparator.size() &&
                                           before.substr(before.size() - 2) == kSeparator);
    if (begins && (after.empty() || after.substr(0, 2) == kSeparator)) return true;
  }
  return false;
}

constexpr std::chrono::milliseconds kTheEnd = std::chrono::milliseconds::max();

bool Began(std::chrono::milliseconds at, std::chrono::milliseconds from,
           std::chrono::milliseconds to) {
  return at >= from && (to == kTheEnd || at < to);
}

// "a", "a and b", "a, b and c"
std::string Listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace

template <typename Member, typename Value>
JournalQuery JournalQuery::With(Member JournalQuery::*member, Value value) const {
  JournalQuery narrower = *this;
  narrower.*member = std::move(value);
  return narrower;
}

JournalQuery JournalQuery::On(Side side) const { return With(&JournalQuery::side_, side); }
JournalQuery JournalQuery::Blocks(std::int64_t first, std::int64_t last) const {
  if (last < first) {
    throw std::logic_error(
        fmt::format("Blocks({}, {}) of a query: the first block comes first", first, last));
  }
  return With(&JournalQuery::first_block_, first).With(&JournalQuery::last_block_, last);
}
JournalQuery JournalQuery::Snapshot(std::string id) const {
  return With(&JournalQuery::snapshot_id_, std::move(id));
}
JournalQuery JournalQuery::Client(std::string name) const {
  return With(&JournalQuery::client_, std::move(name));
}
JournalQuery JournalQuery::FirstAttempts() const {
  return With(&JournalQuery::first_attempts_, true);
}
JournalQuery JournalQuery::Between(std::chrono::milliseconds from,
                                   std::chrono::milliseconds to) const {
  if (to < from) {
    throw std::logic_error(fmt::format(
        "Between({}ms, {}ms) of a query: the earlier time comes first", from.count(), to.count()));
  }
  return With(&JournalQuery::from_, from).With(&JournalQuery::to_, to);
}
JournalQuery JournalQuery::Succeeded() const { return With(&JournalQuery::end_, End::kSucceeded); }
JournalQuery JournalQuery::Failed() const {
  return With(&JournalQuery::end_, End::kFailed).With(&JournalQuery::code_, std::nullopt);
}
JournalQuery JournalQuery::FailedWith(ErrorCode code) const {
  return Failed().With(&JournalQuery::code_, code);
}
JournalQuery JournalQuery::StillRunning() const { return With(&JournalQuery::end_, End::kRunning); }
JournalQuery JournalQuery::Struck() const { return With(&JournalQuery::struck_, true); }
JournalQuery JournalQuery::StruckBy(std::string rule) const {
  return With(&JournalQuery::rule_, std::move(rule));
}
JournalQuery JournalQuery::Late() const { return With(&JournalQuery::late_, true); }
JournalQuery JournalQuery::Unsent() const { return With(&JournalQuery::sent_, false); }

bool JournalQuery::MatchesSubject(const JournalEntry& entry) const {
  if (operation_ && entry.operation != *operation_) return false;
  if (first_block_) {
    if (!entry.block_index) return false;
    if (*entry.block_index < *first_block_ || *entry.block_index > last_block_) return false;
  }
  if (snapshot_id_ && entry.snapshot_id != *snapshot_id_) return false;
  return !client_ || entry.client == *client_;
}

bool JournalQuery::MatchesEnd(const JournalEntry& entry) const {
  switch (end_) {
    case End::kAny:
      break;
    case End::kSucceeded:
      return entry.ok();
    case End::kFailed:
      return entry.error && (!code_ || entry.error->code == *code_);
    case End::kRunning:
      return entry.returned == 0;
  }
  return true;
}

bool JournalQuery::MatchesFault(const JournalEntry& entry) const {
  if (struck_ && entry.rule.empty()) return false;
  if (rule_ && !Lists(entry.rule, *rule_)) return false;
  return !late_ || entry.late;
}

void JournalQuery::Check() const {
  if (!late_ || side_ == Side::kService) return;
  throw std::logic_error(
      "Late() asks for what landed at the service late: say On(Side::kService), too");
}

bool JournalQuery::Matches(const JournalEntry& entry, TimePoint origin) const {
  Check();
  if (entry.side != side_ || entry.sent != sent_) return false;
  if (first_attempts_ && entry.attempt != 1) return false;
  if (from_ && !Began(entry.started - origin, *from_, to_)) return false;
  return MatchesSubject(entry) && MatchesEnd(entry) && MatchesFault(entry);
}

std::ostream& operator<<(std::ostream& out, const JournalQuery& query) {
  using End = JournalQuery::End;
  if (query.first_attempts_) out << "first attempts at ";
  if (query.operation_) out << NameOf(*query.operation_) << ' ';
  out << "calls";
  if (query.first_block_ && *query.first_block_ == query.last_block_) {
    out << " for block " << query.last_block_;
  } else if (query.first_block_) {
    out << " for blocks " << *query.first_block_ << '-' << query.last_block_;
  }
  if (query.snapshot_id_) out << " on " << OneLine(*query.snapshot_id_);
  if (query.client_) out << " by " << OneLine(*query.client_);

  std::vector<std::string> words;
  if (query.side_ == Side::kService) words.emplace_back("arrived");
  if (query.late_) words.emplace_back("were late");
  if (!query.sent_) words.emplace_back("were not sent");
  if (query.from_ && query.to_ == kTheEnd) {
    words.push_back(fmt::format("began at {} or later", internal::Offset(*query.from_)));
  } else if (query.from_) {
    words.push_back(fmt::format("began between {} and {}", internal::Offset(*query.from_),
                                internal::Offset(query.to_)));
  }
  if (query.rule_) {
    words.push_back("were struck by " + OneLine(*query.rule_));
  } else if (query.struck_) {
    words.emplace_back("were struck by a rule");
  }
  if (query.end_ == End::kSucceeded) words.emplace_back("succeeded");
  if (query.end_ == End::kRunning) words.emplace_back("still run");
  if (query.end_ == End::kFailed) {
    words.push_back(query.code_ ? fmt::format("failed with {}", InfoOf(*query.code_).name)
                                : "failed");
  }
  return words.empty() ? out : out << " that " << Listed(words);
}

}  // namespace fauxebs
