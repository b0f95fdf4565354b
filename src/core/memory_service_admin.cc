// The test's side of MemoryService.

#include <fmt/format.h>

#include <stdexcept>

#include "core/draw.h"
#include "core/hash.h"
#include "core/image_file.h"
#include "core/memory_state.h"
#include "core/validate.h"

namespace fauxebs {
namespace {

using internal::MemoryState;
using internal::MutexLock;
using internal::SnapshotRecord;

constexpr std::uint64_t kSectorBytes = 512;

void RequireVolumeSize(std::int64_t size_gib) {
  if (size_gib < 1 || size_gib > internal::kLargestVolumeGib) {
    throw std::logic_error(fmt::format("a volume has 1 to 65536 GiB, not {}", size_gib));
  }
}

void RequireId(const std::string& id) {
  CompleteSnapshotRequest limits;
  limits.snapshot_id = id;
  limits.changed_blocks_count = 0;
  if (internal::Validate(limits)) {
    throw std::logic_error(fmt::format(
        "'{}' is no id of a snapshot; it is \"snap-\" and 1 to 59 of the digits 0-9 and a-f", id));
  }
}

SnapshotView View(const SnapshotRecord& snapshot, TimePoint now) {
  return {std::make_shared<const SnapshotRecord>(snapshot), now};
}

// A snapshot that was put there, open for writing; `hash` is of what it is made from, and its id
// follows from it where it has none.
SnapshotRecord& PutThere(MemoryState& state, SnapshotRecord snapshot, const SnapshotRecord* parent,
                         std::uint64_t hash, TimePoint now) FAUXEBS_REQUIRES(state.mutex) {
  const std::uint64_t draw =
      internal::Hasher(state.options.seed).Add(hash).Add(state.ordinals.Increment(hash)).hash();
  if (snapshot.id.empty()) snapshot.id = internal::SnapshotId(draw);
  snapshot.start_time = now;
  snapshot.visible = now;
  snapshot.last_write = now;
  snapshot.timeout = state.options.timeout_lag + internal::kDefaultTimeout;
  return state.store.Add(std::move(snapshot), parent);
}

void Finish(SnapshotRecord& snapshot, SnapshotStatus status, TimePoint now) {
  if (status == SnapshotStatus::kError) snapshot.failure = "Put there in error by the test";
  if (status != SnapshotStatus::kCompleted) return;
  snapshot.sealed = true;
  snapshot.judgement = now;
  snapshot.readable = now;
}

}  // namespace

std::string MemoryService::AddSnapshot(const SnapshotSpec& spec) {
  RequireVolumeSize(spec.volume_size_gib);
  SnapshotRecord snapshot;
  snapshot.account = spec.account;
  snapshot.volume_size_gib = spec.volume_size_gib;
  snapshot.parent_snapshot_id = spec.parent_snapshot_id;
  snapshot.kms_key_arn = spec.kms_key_arn;
  snapshot.description = spec.description;
  snapshot.tags = spec.tags;
  for (const auto& [index, block] : spec.blocks) {
    if (index < 0 || index >= snapshot.block_limit()) {
      throw std::logic_error(
          fmt::format("block {} is outside of the volume: {} GiB have the blocks 0 to {}; raise "
                      "SnapshotSpec::volume_size_gib",
                      index, spec.volume_size_gib, snapshot.block_limit() - 1));
    }
  }
  StartSnapshotRequest limits;
  limits.volume_size_gib = spec.volume_size_gib;
  limits.description = spec.description;
  limits.tags = spec.tags;
  limits.kms_key_arn = spec.kms_key_arn;
  if (const std::optional<Error> broken = internal::Validate(limits)) {
    throw std::logic_error(fmt::format("no such snapshot can be: {}", broken->message));
  }
  internal::Hasher hasher(0);
  hasher.Add("AddSnapshot")
      .Add(spec.account)
      .Add(static_cast<std::uint64_t>(spec.volume_size_gib))
      .Add(spec.parent_snapshot_id);
  for (const auto& [index, block] : spec.blocks) {
    hasher.Add(static_cast<std::uint64_t>(index)).Add(block.checksum());
  }
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  const TimePoint now = state_->store.Latest(asked);
  const SnapshotRecord* parent = nullptr;
  if (spec.parent_snapshot_id) {
    parent = &state_->Require(*spec.parent_snapshot_id);
    if (parent->StatusAt(now) != SnapshotStatus::kCompleted) {
      throw std::logic_error(fmt::format(
          "the parent '{}' is {}; complete it first, or add it with SnapshotStatus::kCompleted",
          parent->id, NameOf(parent->StatusAt(now))));
    }
    if (parent->account != spec.account) {
      throw std::logic_error(fmt::format(
          "the parent '{}' belongs to the account {}, its child cannot belong to {}; set "
          "SnapshotSpec::account",
          parent->id, parent->account, spec.account));
    }
    if (spec.volume_size_gib < parent->volume_size_gib) {
      throw std::logic_error(fmt::format("the parent '{}' has {} GiB, its child cannot have {}",
                                         parent->id, parent->volume_size_gib,
                                         spec.volume_size_gib));
    }
  }
  if (parent != nullptr) {
    if (spec.kms_key_arn && spec.kms_key_arn != parent->kms_key_arn) {
      throw std::logic_error(fmt::format(
          "a child has its parent's key; leave SnapshotSpec::kms_key_arn empty for '{}'",
          parent->id));
    }
    snapshot.kms_key_arn = parent->kms_key_arn;
  }
  SnapshotRecord& added = PutThere(*state_, std::move(snapshot), parent, hasher.hash(), now);
  for (const auto& [index, block] : spec.blocks) {
    added.Write(static_cast<std::uint32_t>(index),
                state_->contents->Intern(block.checksum(), block), block.digest());
  }
  Finish(added, spec.status, now);
  return added.id;
}

std::string MemoryService::LoadImage(const std::string& path, const ImageSpec& spec) {
  if (spec.id) RequireId(*spec.id);
  const internal::ImageFile image = internal::ImageFile::Open(path);
  const std::uint64_t size = image.size_bytes();
  if (size == 0) {
    throw std::logic_error(
        fmt::format("'{0}' is empty; make it a disk image of the size you need: truncate "
                    "--size=1M '{0}'",
                    path));
  }
  if (size % kSectorBytes != 0) {
    throw std::logic_error(fmt::format(
        "'{}' has {} bytes, a raw disk image has whole 512-byte sectors, at least one; pad it: "
        "truncate --size=%512 '{}'",
        path, size, path));
  }
  SnapshotRecord snapshot;
  snapshot.id = spec.id.value_or("");
  snapshot.account = spec.account;
  snapshot.volume_size_gib =
      static_cast<std::int64_t>((size + internal::kGib - 1) / internal::kGib);
  RequireVolumeSize(snapshot.volume_size_gib);
  // Read and hash before the lock; what is added is then only linked.
  std::vector<std::pair<std::uint32_t, Bytes>> blocks;
  internal::Hasher hasher(0);
  hasher.Add("LoadImage").Add(size);
  image.ForEachDataBlock([&](std::uint32_t index, std::string_view bytes) {
    const Bytes block = Bytes::Copy(bytes);
    hasher.Add(index).Add(block.checksum());
    blocks.emplace_back(index, state_->contents->Intern(block.checksum(), block));
    return true;
  });
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  const TimePoint now = state_->store.Latest(asked);
  if (state_->store.Find(snapshot.id) != nullptr) {
    throw std::logic_error(
        fmt::format("there is a snapshot '{}' already; load the image '{}' with another id",
                    snapshot.id, path));
  }
  SnapshotRecord& added = PutThere(*state_, std::move(snapshot), nullptr, hasher.hash(), now);
  for (auto& [index, block] : blocks) added.Write(index, block, block.digest());
  Finish(added, SnapshotStatus::kCompleted, now);
  return added.id;
}

SnapshotView MemoryService::Snapshot(const std::string& id) const {
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  return View(state_->Require(id), state_->store.Latest(asked));
}

std::vector<SnapshotView> MemoryService::Snapshots() const {
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  const TimePoint now = state_->store.Latest(asked);
  std::vector<SnapshotView> views;
  for (const SnapshotRecord* snapshot : state_->store.InOrderOfStart()) {
    views.push_back(View(*snapshot, now));
  }
  return views;
}

// FAKE: ec2-1: at once.
void MemoryService::DeleteSnapshot(const std::string& id) {
  const MutexLock lock(state_->mutex);
  state_->Require(id);
  state_->store.Erase(id);
}

void MemoryService::ShareSnapshot(const std::string& id, const std::string& account) {
  const MutexLock lock(state_->mutex);
  state_->Require(id).shared_with.insert(account);
}

void MemoryService::MakePublic(const std::string& id) {
  const MutexLock lock(state_->mutex);
  state_->Require(id).is_public = true;
}

std::uint64_t MemoryService::StateHash() const {
  const TimePoint asked = clock_->Now();
  const MutexLock lock(state_->mutex);
  return state_->store.HashAt(state_->store.Latest(asked));
}

}  // namespace fauxebs
