// Journal: what happened, as the client saw it and as the service did it.
//
//   for (const fauxebs::JournalEntry& entry : ebs.journal().entries()) ...
//   std::cout << ebs.journal().Timeline();     // two lanes, client and service
//
// Bounded, and it never keeps a payload. Safe for concurrent use.
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
  bool late = false;   // on the service's side: landed when its caller had stopped listening
  bool sent = true;    // false: the client itself turned it down; `outcome` says why
  std::string rule{};  // the rules that struck it, by name or text
  std::optional<Leg> struck{};  // the message that they struck; where it was both, the request
  std::optional<Error> error;   // as answered, or as noticed
  std::string outcome;          // one line

  bool ok() const { return returned != 0 && !error; }
};

std::ostream& operator<<(std::ostream& out, const JournalEntry& entry);

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
  std::vector<JournalEntry> entries(Side side) const;
  std::uint64_t dropped() const;

  // How many attempts at this operation were sent (client) or arrived (service).
  std::size_t Count(Operation operation, Side side = Side::kClient) const;

  // Two lanes, one line for each attempt: what the client saw, what the service did. The last
  // `lines` of them.
  std::string Timeline(std::size_t lines = static_cast<std::size_t>(-1)) const;

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
  std::unique_ptr<State> state_;
};

}  // namespace fauxebs
