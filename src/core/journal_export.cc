#include <fmt/format.h>

#include <set>

#include "core/text.h"
#include "fauxebs/journal.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace {

using internal::JsonString;

constexpr const char* kNull = "null";

std::string OrNull(const std::string& text) { return text.empty() ? kNull : JsonString(text); }

const char* NameOf(Side side) { return side == Side::kClient ? "client" : "service"; }
const char* NameOf(Leg leg) { return leg == Leg::kRequest ? "request" : "reply"; }

std::string JsonOf(const std::optional<Error>& error) {
  if (!error) return kNull;
  return fmt::format(R"({{"code":"{}","reason":{},"message":{},"http_status":{},"request_id":{}}})",
                     InfoOf(error->code).name, OrNull(WireName(error->reason)),
                     JsonString(error->message),
                     error->http_status == 0 ? kNull : std::to_string(error->http_status),
                     OrNull(error->request_id));
}

std::string JsonLineOf(const JournalEntry& entry, TimePoint origin) {
  const bool ended = entry.returned != 0;
  const auto since = [&](TimePoint time) { return std::to_string((time - origin).count()); };
  std::string line = fmt::format(
      R"({{"number":{},"side":"{}","call":{},"client":{},"thread":"{}","operation":"{}",)",
      entry.number, NameOf(entry.side), entry.call, JsonString(entry.client), entry.thread,
      NameOf(entry.operation));
  line += fmt::format(R"("snapshot_id":{},"block_index":{},"size_bytes":{},"digest":{},)",
                      OrNull(entry.snapshot_id),
                      entry.block_index ? std::to_string(*entry.block_index) : kNull,
                      entry.size_bytes, OrNull(entry.digest));
  line += fmt::format(R"("invoked":{},"returned":{},)", entry.invoked,
                      ended ? std::to_string(entry.returned) : kNull);
  line += fmt::format(R"("started":"{}","finished":{},"started_ms":{},"finished_ms":{},)",
                      ToString(entry.started), ended ? JsonString(ToString(entry.finished)) : kNull,
                      since(entry.started), ended ? since(entry.finished) : kNull);
  line += fmt::format(R"("attempt":{},"backoff_ms":{},"late":{},"sent":{},)", entry.attempt,
                      entry.backoff.count(), entry.late, entry.sent);
  line += fmt::format(R"("rule":{},"struck":{},"ok":{},"error":{},"outcome":{}}})",
                      OrNull(entry.rule), entry.struck ? JsonString(NameOf(*entry.struck)) : kNull,
                      entry.ok(), JsonOf(entry.error), OrNull(entry.outcome));
  return line += '\n';
}

// Of the trace: processes are the two sides.
int ProcessOf(Side side) { return side == Side::kClient ? 1 : 2; }

// "t12" -> "12"
std::string ThreadOf(const JournalEntry& entry) { return entry.thread.substr(1); }

// In the trace's unit, which a number of milliseconds may exceed as microseconds.
std::string Microseconds(std::chrono::milliseconds duration) {
  return duration.count() == 0 ? "0" : fmt::format("{}000", duration.count());
}

std::string NameEvent(const char* what, Side side, const std::string& thread,
                      const std::string& name) {
  return fmt::format(R"({{"ph":"M","name":"{}","pid":{},"tid":{},"args":{{"name":{}}}}})", what,
                     ProcessOf(side), thread, JsonString(name));
}

std::string EventOf(const JournalEntry& entry, TimePoint origin) {
  std::string name = NameOf(entry.operation);
  if (entry.block_index) name += fmt::format("[{}]", *entry.block_index);
  std::string event = fmt::format(R"({{"name":"{}","cat":"{}","pid":{},"tid":{},"ts":{},)", name,
                                  NameOf(entry.side), ProcessOf(entry.side), ThreadOf(entry),
                                  Microseconds(entry.started - origin));
  // Complete, or only begun.
  event += entry.returned == 0
               ? R"("ph":"B",)"
               : fmt::format(R"("ph":"X","dur":{},)", Microseconds(entry.finished - entry.started));
  event +=
      fmt::format(R"("args":{{"number":{},"call":{},"client":{},"snapshot_id":{},)", entry.number,
                  entry.call, JsonString(entry.client), OrNull(entry.snapshot_id));
  event += fmt::format(R"("attempt":{},"late":{},"rule":{},"outcome":{}}}}})", entry.attempt,
                       entry.late, OrNull(entry.rule), OrNull(entry.outcome));
  return event;
}

}  // namespace

std::string Journal::ToJsonLines() const {
  std::string lines;
  for (const JournalEntry& entry : entries()) lines += JsonLineOf(entry, origin());
  return lines;
}

std::string Journal::ToChromeTrace() const {
  const std::vector<JournalEntry> all = entries();
  std::vector<std::string> events = {NameEvent("process_name", Side::kClient, "0", "client"),
                                     NameEvent("process_name", Side::kService, "0", "service")};
  std::set<std::pair<Side, std::string>> threads;
  for (const JournalEntry& entry : all) {
    if (!threads.emplace(entry.side, entry.thread).second) continue;
    events.push_back(NameEvent("thread_name", entry.side, ThreadOf(entry), entry.thread));
  }
  for (const JournalEntry& entry : all) events.push_back(EventOf(entry, origin()));
  return fmt::format(
      R"({{"displayTimeUnit":"ms","otherData":{{"origin":"{}","dropped":{}}},"traceEvents":[)"
      "\n{}\n]}}\n",
      ToString(origin()), dropped(), fmt::join(events, ",\n"));
}

}  // namespace fauxebs
