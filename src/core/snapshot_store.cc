#include "core/snapshot_store.h"

#include <algorithm>
#include <cassert>

#include "core/hash.h"

namespace fauxebs::internal {

SnapshotStatus SnapshotRecord::StatusAt(TimePoint now) const {
  if (sealed) {
    if (now < judgement) return SnapshotStatus::kPending;
    return failure.empty() ? SnapshotStatus::kCompleted : SnapshotStatus::kError;
  }
  // AWS: time-1, time-5. FAKE: time-3, time-4: to the millisecond, and only until it is sealed.
  if (!failure.empty() || now >= deadline()) return SnapshotStatus::kError;
  return SnapshotStatus::kPending;
}

// AWS: read-1
bool SnapshotRecord::ReadableAt(TimePoint now) const {
  return StatusAt(now) == SnapshotStatus::kCompleted && now >= readable;
}

std::string SnapshotRecord::StateMessageAt(TimePoint now) const {
  if (StatusAt(now) != SnapshotStatus::kError) return "";
  // AWS: time-1, ec2-2
  return failure.empty() ? "Snapshot timed out" : failure;
}

void SnapshotRecord::Write(std::uint32_t index, Bytes content, const Digest& recorded) {
  const std::optional<std::uint64_t> replaced =
      blocks.Set(index, {std::move(content), recorded, layer});
  if (replaced != layer) ++changed_blocks;
  damaged.erase(index);
}

bool SnapshotRecord::Wrote(std::uint32_t index) const {
  const BlockEntry* entry = blocks.Find(index);
  return entry != nullptr && entry->layer == layer;
}

void SnapshotRecord::Damage(std::uint32_t index, Bytes content) {
  BlockEntry entry = *blocks.Find(index);
  entry.content = std::move(content);
  blocks.Set(index, std::move(entry));
  NoteDamage(index);
}

void SnapshotRecord::Forget(std::uint32_t index) {
  if (const BlockEntry* inherited = base.Find(index); inherited != nullptr) {
    blocks.Set(index, *inherited);
  } else {
    blocks.Erase(index);
  }
  --changed_blocks;
  NoteDamage(index);
}

void SnapshotRecord::NoteDamage(std::uint32_t index) {
  const BlockEntry* entry = blocks.Find(index);
  if (entry != nullptr && entry->content.digest() != entry->recorded) {
    damaged[index] = entry->content.digest();
  } else {
    damaged.erase(index);
  }
}

Digest SnapshotRecord::Aggregate() const {
  std::string digests;
  digests.reserve(changed_blocks * sizeof(Digest::bytes));
  BlockMap::Diff(base, blocks, 0, BlockMap::kPositions,
                 [&](std::uint32_t, const BlockEntry*, const BlockEntry* written) {
                   digests.append(reinterpret_cast<const char*>(written->recorded.bytes.data()),
                                  written->recorded.bytes.size());
                   return true;
                 });
  return Sha256(digests);
}

std::uint64_t SnapshotRecord::HashAt(TimePoint now) const {
  Hasher hasher(0);
  hasher.Add(id)
      .Add(account)
      .Add(static_cast<std::uint64_t>(volume_size_gib))
      .Add(parent_snapshot_id)
      .Add(description)
      .Add(kms_key_arn)
      .Add(static_cast<std::uint64_t>(StatusAt(now)))
      .Add(sealed ? 1 : 0)
      .Add(StateMessageAt(now))
      .Add(blocks.hash())
      .Add(changed_blocks)
      .Add(static_cast<std::uint64_t>(timeout.count()))
      .Add(failure)
      .Add(is_public ? 1 : 0);
  for (const TimePoint time : {visible, last_write, judgement, readable}) {
    hasher.Add(static_cast<std::uint64_t>(time.time_since_epoch().count()));
  }
  for (const auto& [index, digest] : damaged) hasher.Add(index).Add(digest.base64());
  hasher.Add(shared_with.size());
  for (const std::string& reader : shared_with) hasher.Add(reader);
  for (const Tag& tag : tags) hasher.Add(tag.key).Add(tag.value);
  return hasher.hash();
}

SnapshotRecord& SnapshotStore::Add(SnapshotRecord snapshot, const SnapshotRecord* parent) {
  snapshot.ordinal = ++last_ordinal_;
  snapshot.layer = Hasher(0).Add(snapshot.id).hash();
  snapshot.lineage = parent == nullptr ? snapshot.layer : parent->lineage;
  // AWS: start-5, start-6: a value, which the parent's deletion does not touch.
  if (parent != nullptr) {
    snapshot.base = parent->blocks;
    snapshot.blocks = parent->blocks;
    snapshot.damaged = parent->damaged;
  }
  const auto [position, is_new] = snapshots_.emplace(snapshot.id, std::move(snapshot));
  assert(is_new);
  static_cast<void>(is_new);
  return position->second;
}

SnapshotRecord* SnapshotStore::Find(const std::string& id) {
  const auto found = snapshots_.find(id);
  return found == snapshots_.end() ? nullptr : &found->second;
}

int SnapshotStore::PendingAt(TimePoint now, const std::string& account) const {
  return static_cast<int>(
      std::count_if(snapshots_.begin(), snapshots_.end(), [&](const auto& entry) {
        return entry.second.account == account &&
               entry.second.StatusAt(now) == SnapshotStatus::kPending;
      }));
}

int SnapshotStore::CountOf(const std::string& account) const {
  return static_cast<int>(
      std::count_if(snapshots_.begin(), snapshots_.end(),
                    [&](const auto& entry) { return entry.second.account == account; }));
}

std::vector<const SnapshotRecord*> SnapshotStore::InOrderOfStart() const {
  std::vector<const SnapshotRecord*> ordered;
  ordered.reserve(snapshots_.size());
  for (const auto& [id, snapshot] : snapshots_) ordered.push_back(&snapshot);
  std::sort(ordered.begin(), ordered.end(), [](const SnapshotRecord* a, const SnapshotRecord* b) {
    return a->ordinal < b->ordinal;
  });
  return ordered;
}

std::uint64_t SnapshotStore::HashAt(TimePoint now) const {
  std::uint64_t sum = 0;
  for (const auto& [id, snapshot] : snapshots_) sum += snapshot.HashAt(now);
  return sum;
}

}  // namespace fauxebs::internal
