// Known: what a client has heard, and the requests that random steps make of it.
//
//   known.snapshots.push_back({id, account});
//   PutSnapshotBlockRequest put = known.Put(step);      // right, or wrong in a way that step says
//
// Not synchronised.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "explore/reference_model.h"
#include "explore/steps.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

inline constexpr const char* kOtherAccount = "444455556666";

// One of the few contents that blocks have, and how it is written.
struct Content {
  Block block;
  const char* source;
};
const std::vector<Content>& Contents();
const Content& ContentOf(const Step& step);

struct KnownSnapshot {
  std::string id;
  std::string account;
  bool sealed = false;  // as far as one has heard
  bool dead = false;    // in error, or deleted
};

struct KnownToken {
  std::string text;
  Operation use = Operation::kGetSnapshotBlock;  // or the listing that it continues
  std::string first_id;
  std::string id;
  std::int64_t index = 0;
};

struct Known {
  std::vector<KnownSnapshot> snapshots;
  std::vector<KnownToken> tokens;

  void Hear(const std::string& account, const StartSnapshotResponse& response);
  void Hear(const ListSnapshotBlocksRequest& request, const ListSnapshotBlocksResponse& response);
  void Hear(const ListChangedBlocksRequest& request, const ListChangedBlocksResponse& response);

  void Seal(const std::string& id);

  // Mostly the owner of this snapshot.
  std::string Account(const Step& step, const std::string& id) const;
  // Mostly one of the latest of this kind, now and then none at all.
  std::string Open(const Step& step) const;
  std::string Sealed(const Step& step) const;
  std::string OtherSealed(const Step& step) const;

  StartSnapshotRequest Start(const Step& step) const;
  PutSnapshotBlockRequest Put(const Step& step) const;
  // The count and the aggregate that the model has are the right ones.
  CompleteSnapshotRequest Complete(const Step& step, const ReferenceModel& model) const;
  GetSnapshotBlockRequest Get(const Step& step) const;
  ListSnapshotBlocksRequest List(const Step& step) const;
  ListChangedBlocksRequest Changed(const Step& step) const;

 private:
  const KnownToken* Latest(Operation use, int which) const;
  std::string AnyToken(const Step& step) const;
};

}  // namespace fauxebs::internal
