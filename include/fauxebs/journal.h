// Journal: what happened, as the client saw it and as the service did it.
//
//   JournalEntry   one attempt, on one side
//   JournalQuery   which entries: a value, which prints as words
//   Journal        the entries, as a timeline, as JSON, as a trace
//
//   const auto failed = fauxebs::JournalQuery(PutSnapshotBlock).Block(7).Failed();
//   for (const fauxebs::JournalEntry& entry : ebs.journal().entries(failed)) ...
//   std::cout << ebs.journal().Timeline();     // two lanes, client and service
//
// Bounded in entries and in the length of each text, and it never keeps a payload. Queries are
// values; the journal is safe for concurrent use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fauxebs/clock.h"
#include "fauxebs/operations.h"
#include "fauxebs/service.h"

namespace fauxebs {

enum class Side : std::uint8_t { kClient, kService };
enum class Leg : std::uint8_t { kRequest, kReply };

// Texts are cut where they are longer than 512 bytes.
struct JournalEntry {
  std::uint64_t number = 0;  // from 1, in the order in which calls began
  Side side = Side::kClient;
  std::uint64_t call = 0;  // the client's entry that this belongs to; itself on the client's side
  std::string client;
  std::string thread;  // "t1", "t2" ..., in order of appearance
  Operation operation = Operation::kStartSnapshot;
  std::string snapshot_id;
  std::optional<std::int64_t> block_index;
  std::size_t size_bytes = 0;  // of the block sent or received
  std::string digest;          // its checksum's first characters
  std::uint64_t invoked = 0;   // logical: every beginning and every end has its own number
  std::uint64_t returned = 0;  // 0 while the call runs
  TimePoint started{};
  TimePoint finished{};
  int attempt = 1;
  std::chrono::milliseconds backoff{0};  // what the client waited before this attempt
  bool late = false;  // on the service's side: landed when its caller had stopped listening
  bool sent = true;   // false: the client itself turned it down; `outcome` says why
  // The rules that struck it, by name or text; or that the network alone took too long.
  std::string rule{};
  std::optional<Leg> struck{};  // the message that they struck; where it was both, the request
  std::optional<Error> error;   // as answered, or as noticed
  std::string outcome;          // one line

  bool ok() const { return returned != 0 && !error; }
};

std::ostream& operator<<(std::ostream& out, const JournalEntry& entry);

// Without further words: the calls that the client sent. Each word narrows.
class JournalQuery {
 public:
  JournalQuery() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): an operation says which calls
  JournalQuery(Operation operation) : operation_(operation) {}

  JournalQuery On(Side side) const;  // kService: the calls that arrived

  JournalQuery Block(std::int64_t index) const { return Blocks(index, index); }
  // Inclusive; std::logic_error where the last comes before the first.
  JournalQuery Blocks(std::int64_t first, std::int64_t last) const;
  JournalQuery Snapshot(std::string id) const;
  JournalQuery Client(std::string name) const;
  JournalQuery FirstAttempts() const;  // no retries
  // Began then, in virtual time since the journal's origin; `to` is not part of it, and its max()
  // is the end. std::logic_error where `to` comes before `from`.
  JournalQuery Between(std::chrono::milliseconds from, std::chrono::milliseconds to) const;

  JournalQuery Succeeded() const;
  JournalQuery Failed() const;
  JournalQuery FailedWith(ErrorCode code) const;
  JournalQuery StillRunning() const;

  JournalQuery Struck() const;                    // by any rule
  JournalQuery StruckBy(std::string rule) const;  // its name, or its text where it has none
  JournalQuery Late() const;                      // only with On(Side::kService)
  JournalQuery Unsent() const;  // instead of what was sent: what the client turned down itself

  // Throws std::logic_error for Late() on the client's side, as Journal's functions do.
  bool Matches(const JournalEntry& entry, TimePoint origin) const;
  void Check() const;

  // "PutSnapshotBlock calls for block 7 that failed"
  friend std::ostream& operator<<(std::ostream& out, const JournalQuery& query);

 private:
  enum class End : std::uint8_t { kAny, kSucceeded, kFailed, kRunning };

  template <typename Member, typename Value>
  JournalQuery With(Member JournalQuery::*member, Value value) const;
  bool MatchesSubject(const JournalEntry& entry) const;
  bool MatchesEnd(const JournalEntry& entry) const;
  bool MatchesFault(const JournalEntry& entry) const;

  std::optional<Operation> operation_;
  Side side_ = Side::kClient;
  std::optional<std::int64_t> first_block_;
  std::int64_t last_block_ = 0;
  std::optional<std::string> snapshot_id_;
  std::optional<std::string> client_;
  bool first_attempts_ = false;
  std::optional<std::chrono::milliseconds> from_;
  std::chrono::milliseconds to_{0};
  End end_ = End::kAny;
  std::optional<ErrorCode> code_;
  bool struck_ = false;
  std::optional<std::string> rule_;
  bool late_ = false;
  bool sent_ = true;
};

class Journal {
 public:
  // Times are printed from `origin`.
  explicit Journal(std::size_t capacity = 100'000, TimePoint origin = kClockEpoch);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  TimePoint origin() const;
  std::size_t capacity() const;

  // Oldest first. What exceeded the capacity was dropped from the front.
  std::vector<JournalEntry> entries() const;
  std::vector<JournalEntry> entries(Side side) const;  // what was not sent, too
  std::vector<JournalEntry> entries(const JournalQuery& query) const;
  std::uint64_t dropped() const;

  // How many attempts were sent; with Side::kService: arrived.
  std::size_t Count(const JournalQuery& query) const;
  std::size_t Count(Operation operation, Side side) const;

  // Two lanes, at most 100 columns of code points: what the client saw, what the service did. A row
  // for each attempt, and for each message that landed late or once more. The last `most` of them.
  std::string Timeline(std::size_t most = static_cast<std::size_t>(-1)) const;

  // A line with a JSON object for each entry. Its keys are JournalEntry's members: number, side
  // ("client", "service"), call, client, thread, operation (AWS's name), snapshot_id, block_index,
  // size_bytes, digest, invoked, returned, started and finished (ISO 8601), started_ms and
  // finished_ms (since the origin), attempt, backoff_ms, late, sent, rule, struck ("request",
  // "reply"), ok, error (code, reason, message, http_status, request_id), outcome. Each object has
  // all keys; null is what there is not, or not yet.
  std::string ToJsonLines() const;

  // The Chrome trace format, for chrome://tracing or ui.perfetto.dev: client and service are two
  // processes with the callers' threads; calls that still run have a beginning and no end.
  std::string ToChromeTrace() const;

  void Clear();

  // For layers of the fake: a call begins, is struck by a rule, ends.
  std::uint64_t Begin(Side side, const AnyRequest& request, const CallContext& context,
                      TimePoint now);
  void NoteRule(std::uint64_t call, const std::string& rule, Leg leg);
  void End(std::uint64_t number, const AnyResult& result, TimePoint now);
  // For doors: a call that the client did not send, and one whose answer was lost on the client.
  void NoteUnsent(const AnyRequest& request, const CallContext& context, const std::string& why,
                  TimePoint now);
  void NoteLost(std::uint64_t number, const std::string& why);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace fauxebs
