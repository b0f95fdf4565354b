#include "fauxebs/journal.h"

#include <fmt/format.h>

#include <deque>
#include <sstream>
#include <thread>

#include "core/mutex.h"
#include "core/recent_numbers.h"
#include "core/text.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace {

using internal::MutexLock;

using internal::Bounded;

constexpr std::size_t kDigestShown = 8;

template <typename T>
std::string Print(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

// One line. Streams are slow: what comes often does without.
std::string OutcomeOf(const AnyResult& result) {
  if (!result) return Print(result.error());
  if (std::holds_alternative<PutSnapshotBlockResponse>(*result)) return "ok";
  if (const auto* got = std::get_if<GetSnapshotBlockResponse>(&*result)) {
    return fmt::format("ok {} B", got->block_data.size());
  }
  if (const auto* list = std::get_if<ListSnapshotBlocksResponse>(&*result)) {
    return fmt::format("ok {} blocks{}", list->blocks.size(), list->next_token ? ", more" : "");
  }
  return "ok " + Print(*result);
}

Error Bounded(Error error) {
  error.message = Bounded(std::move(error.message));
  error.request_id = Bounded(std::move(error.request_id));
  return error;
}

// What is known when a call begins.
JournalEntry Describe(Side side, const AnyRequest& request, const CallContext& context,
                      TimePoint now) {
  JournalEntry entry;
  entry.side = side;
  entry.call = context.call;
  entry.client = Bounded(context.client);
  entry.operation = request.operation();
  entry.snapshot_id = Bounded(request.snapshot_id());
  entry.block_index = request.block_index();
  if (const auto* put = request.As<PutSnapshotBlockRequest>()) {
    entry.size_bytes = put->block_data.size();
    if (put->checksum) entry.digest = put->checksum->substr(0, kDigestShown);
  }
  entry.attempt = context.attempt;
  entry.backoff = context.backoff;
  entry.late = context.arrival.has_value();
  entry.started = now;
  return entry;
}

// What the answer adds to what the request said.
void Learn(JournalEntry& entry, const AnyResult& result) {
  if (!result) {
    entry.error = Bounded(result.error());
    return;
  }
  if (const auto* started = std::get_if<StartSnapshotResponse>(&*result)) {
    entry.snapshot_id = Bounded(started->snapshot_id);
  } else if (const auto* got = std::get_if<GetSnapshotBlockResponse>(&*result)) {
    entry.size_bytes = got->block_data.size();
    entry.digest = got->checksum.substr(0, kDigestShown);
  }
}

}  // namespace

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
    entry.thread = fmt::format("t{}", threads.NumberOf(std::this_thread::get_id()));
    entries.push_back(std::move(entry));
    if (entries.size() > capacity) {
      entries.pop_front();
      ++dropped;
    }
    return begun;
  }

  const std::size_t capacity;
  const TimePoint origin;
  mutable internal::Mutex mutex;
  std::deque<JournalEntry> entries FAUXEBS_GUARDED_BY(mutex);
  internal::RecentNumbers<std::thread::id> threads FAUXEBS_GUARDED_BY(mutex);
  std::uint64_t begun FAUXEBS_GUARDED_BY(mutex) = 0;
  std::uint64_t steps FAUXEBS_GUARDED_BY(mutex) = 0;
  std::uint64_t dropped FAUXEBS_GUARDED_BY(mutex) = 0;
};

Journal::Journal(std::size_t capacity, TimePoint origin)
    : state_(std::make_shared<State>(capacity, origin)) {}
Journal::~Journal() = default;

TimePoint Journal::origin() const { return state_->origin; }
std::size_t Journal::capacity() const { return state_->capacity; }

std::vector<JournalEntry> Journal::entries() const {
  const MutexLock lock(state_->mutex);
  return {state_->entries.begin(), state_->entries.end()};
}

std::vector<JournalEntry> Journal::entries(Side side) const {
  std::vector<JournalEntry> chosen;
  const MutexLock lock(state_->mutex);
  for (const JournalEntry& entry : state_->entries) {
    if (entry.side == side) chosen.push_back(entry);
  }
  return chosen;
}

std::vector<JournalEntry> Journal::entries(const JournalQuery& query) const {
  query.Check();
  std::vector<JournalEntry> chosen;
  const MutexLock lock(state_->mutex);
  for (const JournalEntry& entry : state_->entries) {
    if (query.Matches(entry, state_->origin)) chosen.push_back(entry);
  }
  return chosen;
}

std::uint64_t Journal::dropped() const {
  const MutexLock lock(state_->mutex);
  return state_->dropped;
}

std::size_t Journal::Count(const JournalQuery& query) const {
  query.Check();
  std::size_t count = 0;
  const MutexLock lock(state_->mutex);
  for (const JournalEntry& entry : state_->entries) {
    if (query.Matches(entry, state_->origin)) ++count;
  }
  return count;
}

std::size_t Journal::Count(Operation operation, Side side) const {
  return Count(JournalQuery(operation).On(side));
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
  entry.error = MakeError(ErrorCode::kClient, ErrorReason::kNone, Bounded(why));
  entry.outcome = Bounded("not sent: " + why);
  const MutexLock lock(state_->mutex);
  JournalEntry* kept = state_->Find(state_->Append(std::move(entry)));
  const std::uint64_t step = ++state_->steps;
  if (kept != nullptr) kept->returned = step;
}

void Journal::NoteLost(std::uint64_t number, const std::string& why) {
  const MutexLock lock(state_->mutex);
  JournalEntry* entry = state_->Find(number);
  if (entry == nullptr) return;
  entry->error = MakeError(ErrorCode::kClient, ErrorReason::kNone, Bounded(why));
  entry->outcome = Bounded("lost: " + why);
}

void Journal::NoteRule(std::uint64_t call, const std::string& rule, Leg leg) {
  const MutexLock lock(state_->mutex);
  JournalEntry* entry = state_->Find(call);
  if (entry == nullptr) return;
  entry->rule = Bounded(entry->rule.empty() ? rule : entry->rule + "; " + rule);
  entry->struck = leg;
}

void Journal::End(std::uint64_t number, const AnyResult& result, TimePoint now) {
  std::string outcome = Bounded(OutcomeOf(result));
  const MutexLock lock(state_->mutex);
  const std::uint64_t step = ++state_->steps;
  JournalEntry* entry = state_->Find(number);
  if (entry == nullptr) return;
  entry->returned = step;
  entry->finished = now;
  entry->outcome = std::move(outcome);
  Learn(*entry, result);
}

}  // namespace fauxebs
