// What the operations of MemoryService have in common.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/draw.h"
#include "core/memory_state.h"
#include "core/validate.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

inline constexpr const char* kSha256 = "SHA256";

using Refusal = std::optional<Error>;  // nothing: not refused

// When the call is judged, unless the store has seen a later time.
// FAKE: late-1
inline TimePoint TimeOf(const CallContext& context, const Clock& clock) {
  return context.arrival ? *context.arrival : clock.Now();
}

// The operation's answer with its request id, whichever it is.
template <typename Request, typename Operate>
Result<ResponseTo<Request>> Answer(MemoryState& state, const Request& request,
                                   const CallContext& context, Operate operate) {
  std::uint64_t draw = 0;
  {
    const MutexLock lock(state.mutex);
    draw = state.Draw(request, context);
  }
  const std::string request_id = RequestId(draw);
  Refusal refusal = Validate(request);  // AWS: lim-1
  if (!refusal) {
    Result<ResponseTo<Request>> result = operate(draw);
    if (result) {
      result->request_id = request_id;
      return result;
    }
    refusal = result.error();
  }
  refusal->request_id = request_id;
  return *std::move(refusal);
}

// Nothing of another account's is seen, nor what was started a moment ago.
// AWS: acct-1, put-8, put-9, done-8: unknown and foreign are told apart nowhere.
inline SnapshotRecord* FindOwn(SnapshotStore& store, const std::string& id,
                               const CallContext& context, TimePoint now) {
  SnapshotRecord* snapshot = store.Find(id);
  const bool found =
      snapshot != nullptr && snapshot->account == context.account && now >= snapshot->visible;
  return found ? snapshot : nullptr;
}

}  // namespace fauxebs::internal
