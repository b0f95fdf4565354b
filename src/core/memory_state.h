// MemoryState: what MemoryService holds, behind one lock.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
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

// Throws std::logic_error for a rate that nothing could work with. `prefix` names it to the test,
// `none` is how to have no limits.
void CheckRates(const RateLimits& limits, std::string_view prefix, std::string_view none);

struct MemoryState {
  // Throws std::logic_error for options with which nothing could work.
  explicit MemoryState(MemoryServiceOptions chosen, std::shared_ptr<ContentTable> shared_contents =
                                                        std::make_shared<ContentTable>());

  const MemoryServiceOptions options;
  const std::shared_ptr<ContentTable> contents;

  mutable Mutex mutex;
  SnapshotStore store FAUXEBS_GUARDED_BY(mutex);
  CowPtr<RememberedStarts> starts FAUXEBS_GUARDED_BY(mutex) = CowPtr<RememberedStarts>::Make();
  Tokens tokens FAUXEBS_GUARDED_BY(mutex);
  RateLimiter rates FAUXEBS_GUARDED_BY(mutex);
  // Ordinals among equal requests, for what is drawn from them.
  PersistentCounters ordinals FAUXEBS_GUARDED_BY(mutex);

  // What all that is drawn for this request follows from; new for each equal request.
  std::uint64_t Draw(const AnyRequest& request, const CallContext& context) FAUXEBS_REQUIRES(mutex);

  // Throws std::logic_error for an id that is not there.
  SnapshotRecord& Require(const std::string& id) FAUXEBS_REQUIRES(mutex);

  std::unique_ptr<MemoryState> Copy() const;
};

}  // namespace fauxebs::internal
