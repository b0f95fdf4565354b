#include "core/mailbox.h"

namespace fauxebs::internal {

void Mailbox::Post(const AnyRequest& request, const CallContext& context, TimePoint due) {
  CallContext late = context;
  late.started = late.deadline = std::nullopt;
  late.waited = nullptr;
  late.received = nullptr;
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
  std::multimap<TimePoint, Message> copy;
  {
    const MutexLock lock(other.mutex_);
    copy = other.messages_;
  }
  const MutexLock lock(mutex_);
  messages_ = std::move(copy);
  NoteNextDue();
}

std::optional<Message> Mailbox::Take(TimePoint by) {
  const MutexLock lock(mutex_);
  if (messages_.empty() || messages_.begin()->first > by) return std::nullopt;
  Message message = std::move(messages_.extract(messages_.begin()).mapped());
  NoteNextDue();
  return message;
}

void Mailbox::NoteNextDue() {
  next_due_ms_ =
      messages_.empty() ? kNever : messages_.begin()->first.time_since_epoch().count();
}

}  // namespace fauxebs::internal
