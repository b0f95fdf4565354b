// Requests, for matchers of them: what they are about, and no more.
//
//   EXPECT_THAT(PutOf("snap-1", 7), ForBlock(7));
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "fauxebs/operations.h"

namespace fauxebs {

inline ListSnapshotBlocksRequest ListOf(std::string id) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = std::move(id);
  return request;
}

inline PutSnapshotBlockRequest PutOf(std::string id, std::int64_t index) {
  PutSnapshotBlockRequest request;
  request.snapshot_id = std::move(id);
  request.block_index = index;
  return request;
}

inline GetSnapshotBlockRequest GetOf(std::string id, std::int64_t index) {
  GetSnapshotBlockRequest request;
  request.snapshot_id = std::move(id);
  request.block_index = index;
  return request;
}

}  // namespace fauxebs
