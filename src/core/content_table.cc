#include "core/content_table.h"

#include <algorithm>

namespace fauxebs::internal {

Bytes ContentTable::Find(const std::string& checksum) const {
  const MutexLock lock(mutex_);
  const auto found = contents_.find(checksum);
  return found == contents_.end() ? Bytes() : found->second.Lock();
}

Bytes ContentTable::Intern(const std::string& checksum, const Bytes& bytes) {
  const MutexLock lock(mutex_);
  WeakBytes& entry = contents_[checksum];
  Bytes held = entry.Lock();
  if (!held.empty()) return held;
  entry = WeakBytes(bytes);
  if (contents_.size() >= drop_at_) DropExpired();
  return bytes;
}

std::size_t ContentTable::size() const {
  const MutexLock lock(mutex_);
  return contents_.size();
}

// Entries of dead contents are small; dropping them when the table has doubled costs each insertion
// a constant.
void ContentTable::DropExpired() {
  for (auto entry = contents_.begin(); entry != contents_.end();) {
    entry = entry->second.expired() ? contents_.erase(entry) : std::next(entry);
  }
  drop_at_ = std::max<std::size_t>(64, 2 * contents_.size());
}

}  // namespace fauxebs::internal
