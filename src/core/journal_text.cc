#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <ostream>
#include <string_view>
#include <unordered_map>

#include "core/journal_lines.h"
#include "core/text.h"
#include "fauxebs/journal.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace internal {

std::string Words(std::chrono::milliseconds duration) {
  const std::int64_t ms = duration.count();
  return ms >= 1000 && ms % 1000 == 0 ? fmt::format("{} s", ms / 1000) : fmt::format("{} ms", ms);
}

std::string Offset(std::chrono::milliseconds since_origin) {
  const std::int64_t ms = since_origin.count();
  return fmt::format("{}{}.{:03}s", ms < 0 ? '-' : '+', std::abs(ms / 1000), std::abs(ms % 1000));
}

std::string Subject(const JournalEntry& entry, const std::string& snapshot) {
  std::string text = NameOf(entry.operation);
  if (!snapshot.empty()) text += " " + snapshot;
  if (entry.block_index) text += fmt::format("[{}]", *entry.block_index);
  return text;
}

std::string AttemptOf(const JournalEntry& entry) {
  if (entry.side == Side::kService || entry.attempt <= 1) return "";
  return fmt::format(" attempt {} after {}", entry.attempt, Words(entry.backoff));
}

}  // namespace internal

namespace {

using internal::Cut;
using internal::Fitted;
using internal::OneLine;

constexpr std::size_t kColumns = 100;
constexpr const char* kRunning = "still runs";

struct Row {
  // The client's attempt; or what landed late, or once more.
  const JournalEntry* call;
  // What the service did of it; null: nothing.
  const JournalEntry* service;
  // The client's attempt that it belongs to; null: the journal has it no longer.
  const JournalEntry* attempt;

  bool heard() const { return call->side == Side::kClient; }
  // A start whose reply was lost has a snapshot that only the service knows of.
  const std::string& snapshot_id() const {
    return service != nullptr ? service->snapshot_id : call->snapshot_id;
  }
};

std::vector<Row> RowsOf(const std::vector<JournalEntry>& entries) {
  std::vector<Row> rows;
  std::unordered_map<std::uint64_t, std::size_t> row_of_call;
  for (const JournalEntry& entry : entries) {
    if (entry.side == Side::kClient) {
      row_of_call.emplace(entry.number, rows.size());
      rows.push_back({&entry, nullptr, &entry});
      continue;
    }
    const auto row = row_of_call.find(entry.call);
    if (row == row_of_call.end()) {
      rows.push_back({&entry, &entry, nullptr});
    } else if (!entry.late && rows[row->second].service == nullptr) {
      rows[row->second].service = &entry;
    } else {
      rows.push_back({&entry, &entry, rows[row->second].call});
    }
  }
  return rows;
}

// Ids are long: a timeline gives those that it shows short names.
class ShortNames {
 public:
  // "S1"; or the id itself where it is short.
  std::string Of(const std::string& id) {
    constexpr std::size_t kShort = 12;
    if (id.size() <= kShort) return OneLine(id);
    const auto [known, is_new] = names_.emplace(id, "");
    if (is_new) {
      known->second = fmt::format("S{}", names_.size());
      legend_.push_back(fmt::format("{} = {}", known->second, Cut(OneLine(id), kColumns / 2)));
    }
    return known->second;
  }

  // As many on a line as there is room for.
  std::string Legend() const {
    std::string text;
    std::size_t used = kColumns;
    for (const std::string& line : legend_) {
      const std::size_t columns = internal::ColumnsOf(line);
      const bool fits = used + 2 + columns <= kColumns;
      if (!text.empty()) text += fits ? ", " : "\n";
      used = fits ? used + 2 + columns : columns;
      text += line;
    }
    return text.empty() ? text : text + '\n';
  }

 private:
  std::unordered_map<std::string, std::string> names_;
  std::vector<std::string> legend_;
};

enum Column : std::size_t { kNumber, kTime, kWho, kCall, kSaw, kDid, kColumnCount };
using Cells = std::array<std::string, kColumnCount>;

// Of the service: silence, a broken connection and what fails on the client are no answers.
bool HeardAnAnswer(const JournalEntry& attempt) {
  return attempt.ok() || (attempt.error && InfoOf(attempt.error->code).http_status != 0);
}

// Without messages: they stand below.
std::string WhatTheClientSaw(const Row& row) {
  const JournalEntry& entry = *row.call;
  if (row.attempt == nullptr) return "(dropped)";
  if (!row.heard()) return HeardAnAnswer(*row.attempt) ? "(duplicate)" : "(not listening)";
  if (entry.returned == 0) return kRunning;
  if (!entry.sent) return "not sent";
  if (entry.error) return InfoOf(entry.error->code).name;
  return entry.operation == Operation::kStartSnapshot ? "ok" : entry.outcome;
}

std::string WhatTheServiceDid(const Row& row) {
  if (row.service == nullptr) return "nothing";
  const JournalEntry& entry = *row.service;
  if (entry.returned == 0) return kRunning;
  if (!entry.error) return "ok";
  return row.heard() && row.call->error == entry.error ? "refused" : InfoOf(entry.error->code).name;
}

// Of the service itself or of the client: what a rule made up says nothing more.
std::string MessageOf(const Row& row) {
  const bool refused = row.service != nullptr && row.service->error;
  const std::optional<Error>& error = refused ? row.service->error : row.call->error;
  if (!error || !(refused || error->code == ErrorCode::kClient)) return "";
  const std::string reason = WireName(error->reason);
  return OneLine(reason.empty() ? error->message : reason + ": " + error->message);
}

// One thread's name says nothing.
bool HaveThreads(const std::vector<Row>& rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const Row& row) { return row.call->thread != rows.front().call->thread; });
}

Cells CellsOf(const Row& row, bool with_threads, TimePoint origin, ShortNames& names) {
  const JournalEntry& entry = *row.call;
  Cells cells;
  cells[kNumber] = fmt::format("#{}", entry.number);
  cells[kTime] = internal::Offset(entry.started - origin);
  cells[kWho] = OneLine(with_threads ? entry.client + " " + entry.thread : entry.client);
  cells[kCall] = internal::Subject(entry, names.Of(row.snapshot_id())) + internal::AttemptOf(entry);
  cells[kSaw] = OneLine(WhatTheClientSaw(row));
  cells[kDid] = WhatTheServiceDid(row);
  return cells;
}

using Widths = std::array<std::size_t, kColumnCount>;

// What is too much for a line is taken from the widest columns.
Widths WidthsFor(const std::vector<Cells>& table) {
  Widths widths{};
  for (const Cells& cells : table) {
    for (std::size_t column = 0; column < kColumnCount; ++column) {
      widths[column] = std::max(widths[column], internal::ColumnsOf(cells[column]));
    }
  }
  constexpr std::size_t kMostOfAName = 16;
  widths[kWho] = std::min(widths[kWho], kMostOfAName);
  constexpr std::size_t kSeparators = 1 + 2 + 2 + 2 + 3;
  while (std::accumulate(widths.begin(), widths.end(), kSeparators) > kColumns) {
    --*std::max_element(widths.begin(), widths.end());
  }
  return widths;
}

std::string LineOf(const Cells& cells, const Widths& widths) {
  return fmt::format("{} {:>{}}  {}  {}  {} | {}", Fitted(cells[kNumber], widths[kNumber]),
                     Cut(cells[kTime], widths[kTime]), widths[kTime],
                     Fitted(cells[kWho], widths[kWho]), Fitted(cells[kCall], widths[kCall]),
                     Fitted(cells[kSaw], widths[kSaw]), Cut(cells[kDid], widths[kDid]));
}

// Behind the last line where there is room, or else below it.
void Append(std::string& lines, const std::string& remark) {
  constexpr std::string_view kIndent = "      ";
  if (remark.empty()) return;
  const std::size_t used = internal::ColumnsOf(lines.substr(lines.rfind('\n') + 1));
  if (used + 2 + internal::ColumnsOf(remark) <= kColumns) {
    lines += "  " + remark;
  } else {
    lines.append(1, '\n').append(kIndent).append(Cut(remark, kColumns - kIndent.size()));
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const JournalEntry& entry) {
  std::string line = fmt::format("#{} {} {} {}", entry.number,
                                 entry.side == Side::kClient ? entry.client : "service",
                                 entry.thread, internal::Subject(entry, entry.snapshot_id));
  if (!entry.digest.empty()) line += " " + entry.digest;
  line += internal::AttemptOf(entry) + " " + (entry.returned == 0 ? kRunning : entry.outcome);
  if (entry.late) line += " (late)";
  if (!entry.rule.empty()) line += " <- " + entry.rule;
  return out << OneLine(line);
}

std::string Journal::Timeline(std::size_t most) const {
  const std::vector<JournalEntry> all = entries();
  const std::uint64_t lost = dropped();
  const std::vector<Row> rows = RowsOf(all);
  const std::size_t count = std::min(rows.size(), most);
  const std::vector<Row> shown(rows.end() - static_cast<std::ptrdiff_t>(count), rows.end());

  ShortNames names;
  const bool with_threads = HaveThreads(shown);
  std::vector<Cells> table = {{"#", "time", "who", "call", "client saw", "service did"}};
  for (const Row& row : shown) table.push_back(CellsOf(row, with_threads, origin(), names));
  const Widths widths = WidthsFor(table);

  std::string text = names.Legend() + LineOf(table.front(), widths) + '\n';
  if (lost > 0) text += fmt::format("... {} entries were dropped\n", lost);
  if (count < rows.size()) text += fmt::format("... {} earlier rows\n", rows.size() - count);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    std::string lines = LineOf(table[i + 1], widths);
    Append(lines, MessageOf(shown[i]));
    const std::string& rule = shown[i].call->rule;
    if (!rule.empty()) Append(lines, "<- " + OneLine(rule));
    text += lines + '\n';
  }
  return text;
}

}  // namespace fauxebs
