// Snapshots as EC2 describes them, and its filters on that.
//
//   SnapshotFilter filter{"status", {"pending", "err*"}};
//   if (IsFilter(filter.name) && Matches(filter, snapshot)) ...
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fauxebs/memory_service.h"

namespace fauxebs::internal {

// AWS: query-13: of every snapshot of the direct APIs.
inline constexpr const char* kVolumeId = "vol-ffffffff";
inline constexpr const char* kStorageTier = "standard";

// "0%", "99%" once it is to be completed, or "100%". AWS: query-13. FAKE: query-16
const char* ProgressOf(const SnapshotView& snapshot);

struct SnapshotFilter {
  std::string name;
  std::vector<std::string> values;  // any of them
};

// Whether EC2 has a filter of this name.
bool IsFilter(std::string_view name);

// Requires: IsFilter(filter.name).
bool Matches(const SnapshotFilter& filter, const SnapshotView& snapshot);

}  // namespace fauxebs::internal
