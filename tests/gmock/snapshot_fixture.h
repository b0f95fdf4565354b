// SnapshotTest: snapshots in every state, for matchers.
//
//   EXPECT_THAT(AddErrored("disk full"), IsErrored("disk full"));
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/fake.h"

namespace fauxebs {

class SnapshotTest : public testing::Test {
 protected:
  SnapshotView Add(std::vector<std::pair<std::int32_t, Block>> blocks,
                   SnapshotStatus status = SnapshotStatus::kCompleted) {
    SnapshotSpec spec;
    spec.blocks = std::move(blocks);
    spec.status = status;
    return ebs.Snapshot(ebs.AddSnapshot(spec));
  }

  SnapshotView AddPending() { return Add({}, SnapshotStatus::kPending); }

  SnapshotView AddErrored(const std::string& message) {
    const std::string id = AddPending().id();
    ebs.FailSnapshot(id, message);
    return ebs.Snapshot(id);
  }

  // By the API; without blocks.
  std::string Start() {
    StartSnapshotRequest request;
    request.volume_size_gib = 1;
    return ebs.service()->StartSnapshot(request, {})->snapshot_id;
  }

  Result<CompleteSnapshotResponse> Complete(const std::string& id) {
    CompleteSnapshotRequest request;
    request.snapshot_id = id;
    request.changed_blocks_count = 0;
    return ebs.service()->CompleteSnapshot(request, {});
  }

  Fake ebs;
};

}  // namespace fauxebs
