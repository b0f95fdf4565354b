// What happens to data at rest and to the service itself when a test says so.

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "core/memory_state.h"
#include "fauxebs/memory_service.h"

namespace fauxebs {
namespace {

using internal::BlockEntry;
using internal::MutexLock;
using internal::SnapshotRecord;

// The block's position, where there is one.
std::uint32_t RequireBlock(const SnapshotRecord& snapshot, std::int64_t index) {
  const bool in_range = index >= 0 && index < snapshot.block_limit();
  const auto position = static_cast<std::uint32_t>(in_range ? index : 0);
  if (in_range && snapshot.blocks.Find(position) != nullptr) return position;
  throw std::logic_error(
      fmt::format("'{}' has no block {}: put it there first", snapshot.id, index));
}

std::uint32_t RequireWrite(const SnapshotRecord& snapshot, std::int64_t index) {
  const std::uint32_t position = RequireBlock(snapshot, index);
  if (snapshot.Wrote(position)) return position;
  throw std::logic_error(
      fmt::format("block {} of '{}' was not written to it but to an ancestor: name the snapshot "
                  "that it was written to",
                  index, snapshot.id));
}

void RequireInside(std::uint64_t place, std::uint64_t end, const char* what) {
  if (place < end) return;
  throw std::logic_error(fmt::format("a block has the {} 0 to {}, not {}", what, end - 1, place));
}

void Damage(SnapshotRecord& snapshot, std::uint32_t position, const Bytes& content) {
  if (content.digest() == snapshot.blocks.Find(position)->recorded) {
    throw std::logic_error(fmt::format(
        "block {} of '{}' is damaged already, and this would heal it: apply another damage",
        position, snapshot.id));
  }
  snapshot.Damage(position, content);
}

}  // namespace

void MemoryService::FailSnapshot(const std::string& id, const std::string& state_message) {
  if (state_message.empty()) throw std::logic_error("say why the snapshot fails: a state message");
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  const TimePoint now = state_->store.Latest(asked);
  SnapshotRecord& snapshot = state_->Require(id);
  if (snapshot.StatusAt(now) != SnapshotStatus::kPending) {
    throw std::logic_error(fmt::format("'{}' is {}; only a pending snapshot can turn to error", id,
                                       NameOf(snapshot.StatusAt(now))));
  }
  snapshot.failure = state_message;
  // From now on, not only when its completion was due.
  snapshot.judgement = now;
}

// FAKE: state-1, state-4
void MemoryService::RotBlock(const std::string& id, std::int64_t index, Corruption how) {
  RequireInside(how.bit, kBlockSizeBytes * 8, "bits");
  RequireInside(how.byte, kBlockSizeBytes, "bytes");
  const MutexLock lock(state_->mutex);
  SnapshotRecord& snapshot = state_->Require(id);
  const std::uint32_t position = RequireBlock(snapshot, index);
  Damage(snapshot, position, how.ApplyTo(snapshot.blocks.Find(position)->content));
}

// FAKE: state-2, state-4
void MemoryService::TearBlock(const std::string& id, std::int64_t index, std::int64_t byte) {
  if (byte < 0 || byte >= static_cast<std::int64_t>(kBlockSizeBytes)) {
    throw std::logic_error(
        fmt::format("a block has the bytes 0 to {}, not {}", kBlockSizeBytes - 1, byte));
  }
  const auto from = static_cast<std::size_t>(byte);
  const MutexLock lock(state_->mutex);
  SnapshotRecord& snapshot = state_->Require(id);
  const std::uint32_t position = RequireWrite(snapshot, index);
  const Bytes written = snapshot.blocks.Find(position)->content;
  const BlockEntry* before = snapshot.base.Find(position);
  const Bytes torn = Bytes::Read(kBlockSizeBytes, [&](char* to, std::size_t size) {
    std::memset(to, 0, size);
    if (before != nullptr) std::memcpy(to, before->content.view().data(), size);
    std::memcpy(to, written.view().data(), from);
    return size;
  });
  if (torn == written) {
    throw std::logic_error(
        fmt::format("tearing block {} of '{}' at byte {} changes nothing: from there on it has "
                    "what was there before it was written",
                    index, id, byte));
  }
  Damage(snapshot, position, torn);
}

// FAKE: state-3, state-4
void MemoryService::ForgetBlock(const std::string& id, std::int64_t index) {
  const MutexLock lock(state_->mutex);
  SnapshotRecord& snapshot = state_->Require(id);
  snapshot.Forget(RequireWrite(snapshot, index));
}

// FAKE: tok-9
void MemoryService::ExpireTokens() {
  const MutexLock lock(state_->mutex);
  state_->tokens.ExpireAll();
}

// FAKE: quota-8
void MemoryService::Limits(const RateLimits& limits) {
  internal::CheckRates(limits, "Limits: ", "call NoLimits()");
  const MutexLock lock(state_->mutex);
  state_->rates.Limit(limits);
}

void MemoryService::NoLimits() {
  const MutexLock lock(state_->mutex);
  state_->rates.Limit(std::nullopt);
}

// FAKE: quota-9
void MemoryService::ThrottleAccount(const std::string& account,
                                    std::chrono::milliseconds duration) {
  if (account.size() != 12 || account.find_first_not_of("0123456789") != std::string::npos) {
    throw std::logic_error(fmt::format("an account has 12 digits, '{}' is none", account));
  }
  if (duration.count() <= 0) {
    throw std::logic_error(
        fmt::format("an account cannot be throttled for {} ms", duration.count()));
  }
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  const TimePoint now = state_->store.Latest(asked);
  state_->rates.Throttle(account, now + std::min(duration, TimePoint::max() - now));
}

}  // namespace fauxebs
