// Draw: ids that follow from requests, so that they are the same in every run. FAKE: ops-10
//
//   const std::uint64_t draw = Hasher(seed).Add(HashOf(request, context)).Add(ordinal).hash();
//   response.snapshot_id = SnapshotId(draw);
//
// Pure.
#pragma once

#include <cstdint>
#include <string>

#include "fauxebs/operations.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

// A hash of the request but for its client token; payloads by the checksum that came with them.
std::uint64_t HashOf(const AnyRequest& request, const CallContext& context);

// In the form of a UUID.
std::string RequestId(std::uint64_t draw);

std::string SnapshotId(std::uint64_t draw);

}  // namespace fauxebs::internal
