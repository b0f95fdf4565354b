#include "core/mailbox.h"

#include <utility>

namespace fauxebs::internal {

void Mailbox::Post(const AnyRequest& request, const CallContext& context, TimePoint due) {
  CallContext late = context;
  late.started = late.deadline = std::nullopt;
  late.waited = nullptr;
  late.sent = nullptr;
  late.recorded = nullptr;
  late.arrival = due;
  const MutexLock lock(mutex_);
  messages_.emplace(due, Message{OwnedRequest(request), std::move(late)});
  NoteNextDue();
}

std::optional<TimePoint> Mailbox::last_due() const {
  const MutexLock lock(mutex_);
  if (messages_.empty()) return std::nullopt;
  return messages_.rbegin()->first;
}

void Mailbox::CopyFrom(const Mailbox& other) {
  Messages copy;
  {
    const MutexLock lock(other.mutex_);
    copy = other.messages_;
  }
  const MutexLock lock(mutex_);
  messages_ = std::move(copy);
  NoteNextDue();
}

std::optional<Mailbox::Messages::iterator> Mailbox::Next(TimePoint by) {
  const MutexLock lock(mutex_);
  if (messages_.empty() || messages_.begin()->first > by) return std::nullopt;
  return messages_.begin();
}

void Mailbox::Remove(Messages::iterator message) {
  const MutexLock lock(mutex_);
  messages_.erase(message);
  NoteNextDue();
}

void Mailbox::NoteNextDue() {
  next_due_ms_ = messages_.empty() ? kNever : messages_.begin()->first.time_since_epoch().count();
}

}  // namespace fauxebs::internal
