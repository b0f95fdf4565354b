// SnapshotStore: the snapshots of one universe, their lineage and states.
//
//   SnapshotRecord* snapshot = store.Find(id);
//   if (snapshot != nullptr && snapshot->StatusAt(now) == SnapshotStatus::kPending) ...
//
// It knows no clock: the caller says what time it is. A copy shares all blocks. Not synchronised.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/block_map.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

inline constexpr std::int64_t kLargestVolumeGib = 65536;  // AWS: start-1: 64 TiB
// AWS: lim-10
inline constexpr std::chrono::minutes kDefaultTimeout{60};

struct SnapshotRecord {
  std::string id;
  std::string account;
  std::int64_t volume_size_gib = 0;
  std::optional<std::string> parent_snapshot_id;
  std::vector<Tag> tags;
  std::optional<std::string> description;
  std::optional<std::string> kms_key_arn;  // nothing: not encrypted
  TimePoint start_time{};
  std::chrono::milliseconds timeout{};

  std::uint64_t ordinal = 0;  // ascending with the start
  std::uint64_t layer = 0;    // marks the blocks that this snapshot wrote; follows from its id
  std::uint64_t lineage = 0;  // the layer of the first ancestor
  BlockMap base;              // the parent's blocks, which the parent's deletion does not touch
  BlockMap blocks;            // the whole logical view
  std::uint64_t changed_blocks = 0;  // distinct indexes written to this snapshot
  // What blocks hold whose content is no longer what was recorded; inherited with them.
  std::map<std::uint32_t, Digest> damaged;

  TimePoint visible{};     // from when on its writers find it
  TimePoint last_write{};  // or the start
  bool sealed = false;     // CompleteSnapshot was called
  TimePoint judgement{};   // when the outcome shows
  TimePoint readable{};    // from when on it can be read, if it is completed
  std::string failure;     // why it turns, or turned, to error; "" if it does not

  std::set<std::string> shared_with;  // other accounts
  bool is_public = false;

  // AWS: time-1, time-2: abandoned until then, a snapshot turns to error.
  TimePoint deadline() const { return last_write + timeout; }
  SnapshotStatus StatusAt(TimePoint now) const;
  bool ReadableAt(TimePoint now) const;
  std::string StateMessageAt(TimePoint now) const;
  std::int64_t block_limit() const { return volume_size_gib * kBlocksPerGib; }

  void Write(std::uint32_t index, Bytes content, const Digest& recorded);

  // Of a block that this snapshot wrote itself.
  bool Wrote(std::uint32_t index) const;
  // Requires: there is a block. Changes its content and not its record.
  void Damage(std::uint32_t index, Bytes content);
  // Requires: Wrote(index). As if it never had.
  void Forget(std::uint32_t index);

  // SHA-256 over the raw digests of the blocks written to this snapshot, in ascending order.
  // AWS: sum-6, sum-7, sum-8: raw digests, not their text.
  Digest Aggregate() const;

  std::uint64_t HashAt(TimePoint now) const;

 private:
  void NoteDamage(std::uint32_t index);
};

class SnapshotStore {
 public:
  // Requires: its id is new. Fills in ordinal, layer and lineage, and the parent's blocks.
  SnapshotRecord& Add(SnapshotRecord snapshot, const SnapshotRecord* parent);
  SnapshotRecord* Find(const std::string& id);
  void Erase(const std::string& id) { snapshots_.erase(id); }

  int PendingAt(TimePoint now, const std::string& account) const;
  int CountOf(const std::string& account) const;
  std::vector<const SnapshotRecord*> InOrderOfStart() const;

  // Time as the store has seen it: what was seen dead does not come back to life.
  TimePoint Latest(TimePoint now) { return latest_ = std::max(latest_, now); }

  std::uint64_t HashAt(TimePoint now) const;

 private:
  std::map<std::string, SnapshotRecord> snapshots_;
  std::uint64_t last_ordinal_ = 0;
  TimePoint latest_{};
};

}  // namespace fauxebs::internal
