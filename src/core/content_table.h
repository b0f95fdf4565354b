// ContentTable: finds a block that is held already, so that each content is stored once.
//
//   Bytes held = table.Find(claimed_checksum);      // empty if there is none
//
// It keeps nothing alive: a content lives as long as a snapshot holds it. Safe for concurrent use;
// universes forked from one another share one table.
#pragma once

#include <string>
#include <unordered_map>

#include "core/mutex.h"
#include "fauxebs/block.h"

namespace fauxebs::internal {

class ContentTable {
 public:
  Bytes Find(const std::string& checksum) const;

  // The content with this checksum that is held, or else `bytes`, which is found from now on.
  // Requires: it is the checksum of `bytes`.
  Bytes Intern(const std::string& checksum, const Bytes& bytes);

  std::size_t size() const;

 private:
  void DropExpired() FAUXEBS_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::unordered_map<std::string, WeakBytes> contents_ FAUXEBS_GUARDED_BY(mutex_);
  std::size_t drop_at_ FAUXEBS_GUARDED_BY(mutex_) = 64;
};

}  // namespace fauxebs::internal
