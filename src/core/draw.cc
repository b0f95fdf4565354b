#include "core/draw.h"

#include <fmt/format.h>

#include "core/hash.h"

namespace fauxebs::internal {
namespace {

void AddMembers(const StartSnapshotRequest& request, Hasher& hasher) {
  hasher.Add(request.volume_size_gib)
      .Add(request.parent_snapshot_id)
      .Add(request.description)
      .Add(request.encrypted)
      .Add(request.kms_key_arn)
      .Add(request.timeout_minutes);
  for (const Tag& tag : request.tags) hasher.Add(tag.key).Add(tag.value);
}

void AddMembers(const PutSnapshotBlockRequest& request, Hasher& hasher) {
  hasher.Add(request.snapshot_id)
      .Add(static_cast<std::uint64_t>(request.block_index))
      .Add(request.block_data.size())
      .Add(request.checksum);
}

void AddMembers(const CompleteSnapshotRequest& request, Hasher& hasher) {
  hasher.Add(request.snapshot_id).Add(request.changed_blocks_count).Add(request.checksum);
}

void AddMembers(const GetSnapshotBlockRequest& request, Hasher& hasher) {
  hasher.Add(request.snapshot_id)
      .Add(static_cast<std::uint64_t>(request.block_index))
      .Add(request.block_token);
}

void AddMembers(const ListSnapshotBlocksRequest& request, Hasher& hasher) {
  hasher.Add(request.snapshot_id)
      .Add(request.next_token)
      .Add(request.max_results)
      .Add(request.starting_block_index);
}

void AddMembers(const ListChangedBlocksRequest& request, Hasher& hasher) {
  hasher.Add(request.first_snapshot_id)
      .Add(request.second_snapshot_id)
      .Add(request.next_token)
      .Add(request.max_results)
      .Add(request.starting_block_index);
}

}  // namespace

std::uint64_t HashOf(const AnyRequest& request, const CallContext& context) {
  Hasher hasher(static_cast<std::uint64_t>(request.operation()));
  hasher.Add(context.account);
  request.Visit([&](const auto& concrete) { AddMembers(concrete, hasher); });
  return hasher.hash();
}

// AWS: ops-8
std::string RequestId(std::uint64_t draw) {
  const std::uint64_t more = Mix(draw);
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", draw >> 32, draw >> 16 & 0xffff,
                     draw & 0xfff, (more >> 48 & 0x3fff) | 0x8000, more & 0xffff'ffff'ffff);
}

// AWS: ops-5: 17 hexadecimal digits.
std::string SnapshotId(std::uint64_t draw) { return fmt::format("snap-0{:016x}", Mix(~draw)); }

}  // namespace fauxebs::internal
