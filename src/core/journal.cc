#include "fauxebs/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <ostream>
#include <sstream>
#include <thread>

#include "core/mutex.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace {

using internal::MutexLock;

constexpr std::size_t kDigestShown = 8;

// "PutSnapshotBlock snap-0123[7] aGVsbG8="
std::string Subject(const JournalEntry& entry) {
  std::string text = NameOf(entry.operation);
  if (!entry.snapshot_id.empty()) text += " " + entry.snapshot_id;
  if (entry.block_index) text += fmt::format("[{}]", *entry.block_index);
  if (!entry.digest.empty()) text += " " + entry.digest;
  return text;
}

template <typename T>
std::string Print(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string OutcomeOf(const AnyResult& result) {
  if (!result) return Print(result.error());
  if (std::holds_alternative<PutSnapshotBlockResponse>(*result)) return "ok";
  if (const auto* got = std::get_if<GetSnapshotBlockResponse>(&*result)) {
    return fmt::format("ok {} B", got->block_data.size());
  }
  return "ok " + Print(*result);
}

// " attempt 2 after 50 ms"; nothing of a first attempt.
std::string AttemptOf(const JournalEntry& entry) {
  if (entry.side == Side::kService || entry.attempt <= 1) return "";
  return fmt::format(" attempt {} after {} ms", entry.attempt, entry.backoff.count());
}

// Entries hold the whole text; a lane holds what fits.
std::string Shortened(std::string text) {
  constexpr std::size_t kWidth = 90;
  if (text.size() > kWidth) text = text.substr(0, kWidth - 3) + "...";
  return text;
}

// What the client saw, without the message.
std::string Brief(const JournalEntry& entry) {
  if (entry.returned == 0) return "...";
  if (entry.error && entry.error->code == ErrorCode::kClient) return entry.outcome;
  return entry.error ? Print(entry.error->code) : entry.outcome;
}

// What is known when a call begins.
JournalEntry Describe(Side side, const AnyRequest& request, const CallContext& context,
                      TimePoint now) {
  JournalEntry entry;
  entry.side = side;
  entry.call = context.call;
  entry.client = context.client;
  entry.operation = request.operation();
  entry.snapshot_id = request.snapshot_id();
  entry.block_index = request.block_index();
  if (const auto* put = request.As<PutSnapshotBlockRequest>()) {
    entry.size_bytes = put->block_data.size();
    entry.digest = put->checksum.value_or("").substr(0, kDigestShown);
  }
  entry.attempt = context.attempt;
  entry.backoff = context.backoff;
  entry.late = context.arrival.has_value();
  entry.started = now;
  return entry;
}

// What the answer adds to what the request said.
void Learn(JournalEntry& entry, const AnyResult& result) {
  if (!result) return;
  if (const auto* started = std::get_if<StartSnapshotResponse>(&*result)) {
    entry.snapshot_id = started->snapshot_id;
  } else if (const auto* got = std::get_if<GetSnapshotBlockResponse>(&*result)) {
    entry.size_bytes = got->block_data.size();
    entry.digest = got->checksum.substr(0, kDigestShown);
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const JournalEntry& entry) {
  out << fmt::format("#{} {} {} {}{} {}", entry.number,
                     entry.side == Side::kClient ? entry.client : "service", entry.thread,
                     Subject(entry), AttemptOf(entry), entry.outcome);
  if (!entry.rule.empty()) out << " <- " << entry.rule;
  return out;
}

struct Journal::State {
  State(std::size_t most, TimePoint from) : capacity(most), origin(from) {}

  // Null where it was dropped.
  JournalEntry* Find(std::uint64_t number) FAUXEBS_REQUIRES(mutex) {
    if (entries.empty() || number < entries.front().number) return nullptr;
    const std::uint64_t position = number - entries.front().number;
    return position < entries.size() ? &entries[position] : nullptr;
  }

  std::uint64_t Append(JournalEntry entry) FAUXEBS_REQUIRES(mutex) {
    entry.number = ++begun;
    if (entry.side == Side::kClient) entry.call = entry.number;
    entry.invoked = ++steps;
    entry.thread = ThreadName();
    entries.push_back(std::move(entry));
    if (entries.size() > capacity) {
      entries.pop_front();
      ++dropped;
    }
    return begun;
  }

  std::string ThreadName() FAUXEBS_REQUIRES(mutex) {
    const std::thread::id self = std::this_thread::get_id();
    auto found = std::find(threads.begin(), threads.end(), self);
    if (found == threads.end()) found = threads.insert(threads.end(), self);
    return fmt::format("t{}", found - threads.begin() + 1);
  }

  const std::size_t capacity;
  const TimePoint origin;
  mutable internal::Mutex mutex;
  std::deque<JournalEntry> entries FAUXEBS_GUARDED_BY(mutex);
  std::vector<std::thread::id> threads FAUXEBS_GUARDED_BY(mutex);
  std::uint64_t begun FAUXEBS_GUARDED_BY(mutex) = 0;
  std::uint64_t steps FAUXEBS_GUARDED_BY(mutex) = 0;
  std::uint64_t dropped FAUXEBS_GUARDED_BY(mutex) = 0;
};

Journal::Journal(std::size_t capacity, TimePoint origin)
    : state_(std::make_unique<State>(capacity, origin)) {}
Journal::~Journal() = default;

TimePoint Journal::origin() const { return state_->origin; }
std::size_t Journal::capacity() const { return state_->capacity; }

std::vector<JournalEntry> Journal::entries() const {
  const MutexLock lock(state_->mutex);
  return {state_->entries.begin(), state_->entries.end()};
}

std::vector<JournalEntry> Journal::entries(Side side) const {
  std::vector<JournalEntry> chosen = entries();
  chosen.erase(std::remove_if(chosen.begin(), chosen.end(),
                              [&](const JournalEntry& entry) { return entry.side != side; }),
               chosen.end());
  return chosen;
}

std::uint64_t Journal::dropped() const {
  const MutexLock lock(state_->mutex);
  return state_->dropped;
}

std::size_t Journal::Count(Operation operation, Side side) const {
  const MutexLock lock(state_->mutex);
  return static_cast<std::size_t>(
      std::count_if(state_->entries.begin(), state_->entries.end(), [&](const JournalEntry& entry) {
        return entry.operation == operation && entry.side == side && entry.sent;
      }));
}

std::string Journal::Timeline(std::size_t lines) const {
  std::deque<JournalEntry> entries;
  std::uint64_t dropped = 0;
  {
    const MutexLock lock(state_->mutex);
    entries = state_->entries;
    dropped = state_->dropped;
  }
  const auto seconds = [this](TimePoint time) {
    return std::chrono::duration<double>(time - state_->origin).count();
  };
  // One row for each attempt: the client's entry, and what the service did of it.
  struct Row {
    const JournalEntry* client = nullptr;
    const JournalEntry* service = nullptr;
  };
  std::vector<Row> rows;
  for (const JournalEntry& entry : entries) {
    if (entry.side == Side::kClient) {
      rows.push_back({&entry, nullptr});
      continue;
    }
    const auto row = std::find_if(rows.rbegin(), rows.rend(), [&](const Row& candidate) {
      return candidate.client != nullptr && candidate.client->number == entry.call;
    });
    if (row != rows.rend() && row->service == nullptr) {
      row->service = &entry;
    } else {
      rows.push_back({nullptr, &entry});
    }
  }
  const std::size_t first = rows.size() - std::min(rows.size(), lines);
  std::vector<std::string> client_lane{"client saw"};
  std::vector<std::string> service_lane{"service did"};
  for (std::size_t i = first; i < rows.size(); ++i) {
    const auto& [client, service] = rows[i];
    client_lane.push_back(client == nullptr
                              ? ""
                              : fmt::format("{} {} {}{}: {}", client->client, client->thread,
                                            Subject(*client), AttemptOf(*client),
                                            Shortened(Brief(*client))));
    service_lane.push_back(Shortened(service == nullptr ? "-"
                                     : client == nullptr
                                         ? Subject(*service) + ": " + service->outcome
                                         : service->outcome));
  }
  std::size_t width = 0;
  for (const std::string& cell : client_lane) width = std::max(width, cell.size());

  std::string text =
      fmt::format("{:>11}  {:<{}} | {}\n", "time", client_lane[0], width, service_lane[0]);
  if (dropped > 0) text += fmt::format("{:>11}  {} entries were dropped\n", "...", dropped);
  if (first > 0) text += fmt::format("{:>11}  {} earlier attempts\n", "...", first);
  for (std::size_t i = first; i < rows.size(); ++i) {
    const JournalEntry& leading = rows[i].client != nullptr ? *rows[i].client : *rows[i].service;
    text += fmt::format("{:>+10.3f}s  {:<{}} | {}", seconds(leading.started),
                        client_lane[i - first + 1], width, service_lane[i - first + 1]);
    if (!leading.rule.empty()) text += "   <- " + leading.rule;
    text += '\n';
  }
  return text;
}

void Journal::Clear() {
  const MutexLock lock(state_->mutex);
  state_->entries.clear();
  state_->dropped = 0;
}

std::uint64_t Journal::Begin(Side side, const AnyRequest& request, const CallContext& context,
                             TimePoint now) {
  JournalEntry entry = Describe(side, request, context, now);
  const MutexLock lock(state_->mutex);
  return state_->Append(std::move(entry));
}

void Journal::NoteUnsent(const AnyRequest& request, const CallContext& context,
                         const std::string& why, TimePoint now) {
  JournalEntry entry = Describe(Side::kClient, request, context, now);
  entry.sent = false;
  entry.finished = now;
  entry.error = MakeError(ErrorCode::kClient, ErrorReason::kNone, why);
  entry.outcome = "not sent: " + why;
  const MutexLock lock(state_->mutex);
  JournalEntry* kept = state_->Find(state_->Append(std::move(entry)));
  const std::uint64_t step = ++state_->steps;
  if (kept != nullptr) kept->returned = step;
}

void Journal::NoteLost(std::uint64_t number, const std::string& why) {
  const MutexLock lock(state_->mutex);
  JournalEntry* entry = state_->Find(number);
  if (entry == nullptr) return;
  entry->error = MakeError(ErrorCode::kClient, ErrorReason::kNone, why);
  entry->outcome = "lost: " + why;
}

void Journal::NoteRule(std::uint64_t call, const std::string& rule, Leg leg) {
  const MutexLock lock(state_->mutex);
  JournalEntry* entry = state_->Find(call);
  if (entry == nullptr) return;
  if (!entry->rule.empty()) entry->rule += "; ";
  entry->rule += rule;
  entry->struck = leg;
}

void Journal::End(std::uint64_t number, const AnyResult& result, TimePoint now) {
  std::string outcome = OutcomeOf(result);
  const MutexLock lock(state_->mutex);
  const std::uint64_t step = ++state_->steps;
  JournalEntry* entry = state_->Find(number);
  if (entry == nullptr) return;
  entry->returned = step;
  entry->finished = now;
  entry->outcome = std::move(outcome);
  if (!result) entry->error = result.error();
  Learn(*entry, result);
}

}  // namespace fauxebs
