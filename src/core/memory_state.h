// MemoryState: what MemoryService holds, behind one lock.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/content_table.h"
#include "core/mutex.h"
#include "core/persistent_counters.h"
#include "core/persistent_node.h"
#include "core/rate_limiter.h"
#include "core/snapshot_store.h"
#include "core/tokens.h"
#include "fauxebs/memory_service.h"

namespace fauxebs::internal {

// A StartSnapshot that succeeded, to be replayed when its client token comes again.
struct RememberedStart {
  StartSnapshotRequest request;
  StartSnapshotResponse response;
};

struct RememberedStarts : SharedNode {
  // By account and client token.
  std::map<std::pair<std::string, std::string>, RememberedStart> by_token;
};

struct MemoryState {
  // Throws std::logic_error for options with which nothing could work.
  explicit MemoryState(MemoryServiceOptions chosen, std::shared_ptr<ContentTable> shared_contents =
                                                        std::make_shared<ContentTable>());

  const MemoryServiceOptions options;
  const Tokens tokens;
  const std::shared_ptr<ContentTable> contents;

  mutable Mutex mutex;
  SnapshotStore store FAUXEBS_GUARDED_BY(mutex);
  CowPtr<RememberedStarts> starts FAUXEBS_GUARDED_BY(mutex) = CowPtr<RememberedStarts>::Make();
  RateLimiter rates FAUXEBS_GUARDED_BY(mutex);
  // Ordinals among equal requests, for what is drawn from them.
  PersistentCounters ordinals FAUXEBS_GUARDED_BY(mutex);

  // What all that is drawn for this request follows from; new for each equal request.
  std::uint64_t Draw(const AnyRequest& request, const CallContext& context) FAUXEBS_REQUIRES(mutex);

  std::unique_ptr<MemoryState> Copy() const;
};

}  // namespace fauxebs::internal
