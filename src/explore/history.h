// History: what several threads asked of a service and what they heard, with logical times.
//
//   auto recorder = std::make_shared<HistoryRecorder>(ebs.service(), ebs.connection().clock);
//   ... threads call `recorder` as their service ...
//   History history = recorder->history();
//
// HistoryRecorder is safe for concurrent use.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/mutex.h"
#include "fauxebs/clock.h"
#include "fauxebs/interceptor.h"

namespace fauxebs::internal {

// The clock showed at least this when it ended.
struct ClockMove {
  TimePoint to{};
};

using OwnedRequest =
    std::variant<StartSnapshotRequest, PutSnapshotBlockRequest, CompleteSnapshotRequest,
                 GetSnapshotBlockRequest, ListSnapshotBlocksRequest, ListChangedBlocksRequest>;

struct Event {
  int thread = 1;
  // Logical times: every beginning and every end has its own number.
  std::uint64_t invoked = 0;
  std::uint64_t returned = 0;
  std::string account = kDefaultAccount;
  std::variant<ClockMove, OwnedRequest> what;
  // Of a request; nothing where the answer tells nothing: it may have happened, at any time since,
  // or not at all.
  std::optional<AnyResult> answer{};
  bool running = false;  // its end is not part of the history

  const OwnedRequest* request() const { return std::get_if<OwnedRequest>(&what); }
  bool heard() const { return !running && (answer.has_value() || request() == nullptr); }
};

using History = std::vector<Event>;  // in the order in which they began

std::ostream& operator<<(std::ostream& out, const Event& event);

// Calls `visit` with an AnyRequest.
template <typename Visitor>
decltype(auto) VisitRequest(const OwnedRequest& request, Visitor visit) {
  return std::visit([&](const auto& concrete) { return visit(AnyRequest(concrete)); }, request);
}

class HistoryRecorder final : public Interceptor {
 public:
  HistoryRecorder(std::shared_ptr<Service> next, std::shared_ptr<ManualClock> clock);

  // Moves the clock, as a part of the history.
  void Advance(std::chrono::milliseconds duration);

  History history() const;

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override;

 private:
  std::uint64_t Tick();
  void Add(Event event);

  const std::shared_ptr<ManualClock> clock_;
  mutable Mutex mutex_;
  std::uint64_t ticks_ FAUXEBS_GUARDED_BY(mutex_) = 0;
  History events_ FAUXEBS_GUARDED_BY(mutex_);
  std::map<std::thread::id, int> threads_ FAUXEBS_GUARDED_BY(mutex_);
};

}  // namespace fauxebs::internal
