// Mailbox: messages that are still under way when their caller has stopped listening.
//
//   mailbox.Post({request, context}, due);
//   mailbox.LandDue(now, [&](const Message& message) { ... });  // each at its own time, in order
//
// Messages that are due at one time land as they were posted. Safe for concurrent use: nobody
// returns from LandDue before what is due has landed, whichever thread lands it.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "core/mutex.h"
#include "core/owned_request.h"
#include "fauxebs/operations.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

struct Message {
  OwnedRequest request;
  CallContext context;  // its arrival is when it is due
};

class Mailbox {
 public:
  void Post(const AnyRequest& request, const CallContext& context, TimePoint due);

  // Calls land(message) for what is due by then; a message posted meanwhile may be due, too.
  // No other lock of the caller's may be held, and `land` must not come back here.
  template <typename Land>
  void LandDue(TimePoint by, const Land& land) {
    if (next_due_ms_.load() > by.time_since_epoch().count()) return;
    const MutexLock landing(landing_);
    while (std::optional<Messages::iterator> next = Next(by)) {
      land((*next)->second);
      Remove(*next);
    }
  }

  // When the last of them is due; nothing where there is none.
  std::optional<TimePoint> last_due() const;

  // The undelivered messages of another, beside none of its own.
  void CopyFrom(const Mailbox& other);

 private:
  using Messages = std::multimap<TimePoint, Message>;

  std::optional<Messages::iterator> Next(TimePoint by);
  void Remove(Messages::iterator message);
  void NoteNextDue() FAUXEBS_REQUIRES(mutex_);

  Mutex landing_;  // held while messages land
  mutable Mutex mutex_;
  Messages messages_ FAUXEBS_GUARDED_BY(mutex_);
  static constexpr std::int64_t kNever = TimePoint::max().time_since_epoch().count();
  std::atomic<std::int64_t> next_due_ms_{kNever};
};

}  // namespace fauxebs::internal
