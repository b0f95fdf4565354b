#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "core/image_file.h"
#include "core/snapshot_store.h"
#include "fauxebs/memory_service.h"

namespace fauxebs {
namespace {

// `expected` is what the image has at this index.
std::optional<std::string> DifferenceAt(const SnapshotView& snapshot, std::int32_t index,
                                        std::string_view expected) {
  const std::optional<Block> held = snapshot.block(index);
  const auto at = FirstDifference(held ? held->view() : std::string_view(), expected);
  if (!at) return std::nullopt;
  return fmt::format("block {} differs from byte {} on{}", index, *at,
                     held ? "" : ": it was never written");
}

}  // namespace

SnapshotView::SnapshotView(std::shared_ptr<const internal::SnapshotRecord> snapshot, TimePoint now)
    : snapshot_(std::move(snapshot)),
      status_(snapshot_->StatusAt(now)),
      state_message_(snapshot_->StateMessageAt(now)) {}

const std::string& SnapshotView::id() const { return snapshot_->id; }
const std::string& SnapshotView::account() const { return snapshot_->account; }
bool SnapshotView::visible_to(const std::string& account) const {
  return snapshot_->account == account || snapshot_->is_public ||
         snapshot_->shared_with.count(account) == 1;
}
bool SnapshotView::completion_accepted() const { return snapshot_->sealed; }
bool SnapshotView::timed_out() const {
  return status_ == SnapshotStatus::kError && !snapshot_->sealed && snapshot_->failure.empty();
}
std::int64_t SnapshotView::volume_size_gib() const { return snapshot_->volume_size_gib; }
const std::optional<std::string>& SnapshotView::parent_snapshot_id() const {
  return snapshot_->parent_snapshot_id;
}
const std::optional<std::string>& SnapshotView::description() const {
  return snapshot_->description;
}
const std::optional<std::string>& SnapshotView::kms_key_arn() const {
  return snapshot_->kms_key_arn;
}
const std::vector<Tag>& SnapshotView::tags() const { return snapshot_->tags; }
TimePoint SnapshotView::start_time() const { return snapshot_->start_time; }
std::uint64_t SnapshotView::blocks() const { return snapshot_->blocks.size(); }
std::uint64_t SnapshotView::changed_blocks() const { return snapshot_->changed_blocks; }

std::vector<std::int32_t> SnapshotView::block_indexes() const {
  std::vector<std::int32_t> indexes;
  indexes.reserve(blocks());
  snapshot_->blocks.ForEach(0, [&](std::uint32_t index, const internal::BlockEntry&) {
    indexes.push_back(static_cast<std::int32_t>(index));
    return true;
  });
  return indexes;
}

std::optional<Block> SnapshotView::block(std::int64_t index) const {
  if (index < 0 || index >= snapshot_->block_limit()) return std::nullopt;
  const internal::BlockEntry* entry = snapshot_->blocks.Find(static_cast<std::uint32_t>(index));
  if (entry == nullptr) return std::nullopt;
  return Block::Of(entry->content);
}

void SnapshotView::WriteImage(const std::string& path) const {
  WriteImage(path, static_cast<std::uint64_t>(volume_size_gib()) * internal::kGib);
}

void SnapshotView::WriteImage(const std::string& path, std::uint64_t size_bytes) const {
  internal::ImageFile image = internal::ImageFile::Create(path, size_bytes);
  snapshot_->blocks.ForEach(0, [&](std::uint32_t index, const internal::BlockEntry& entry) {
    if (IsAllZero(entry.content.view())) return true;
    if (!image.WriteBlock(index, entry.content.view())) {
      throw std::logic_error(fmt::format(
          "an image of {} bytes has no room for the data in block {}", size_bytes, index));
    }
    return true;
  });
}

std::optional<std::string> SnapshotView::DifferenceFrom(const std::string& image_path) const {
  const internal::ImageFile image = internal::ImageFile::Open(image_path);
  std::optional<std::string> difference;
  // The blocks from `from` to before `to` are zeros in the image: are they here?
  std::uint32_t from = 0;
  const auto check_zeros_before = [&](std::uint32_t to) {
    snapshot_->blocks.ForEach(from, [&](std::uint32_t index, const internal::BlockEntry& entry) {
      if (index >= to) return false;
      if (!IsAllZero(entry.content.view())) {
        difference = fmt::format("block {} holds data, the image has zeros there", index);
      }
      return !difference;
    });
    return !difference;
  };
  image.ForEachDataBlock([&](std::uint32_t index, std::string_view block) {
    if (!check_zeros_before(index)) return false;
    from = index + 1;
    const internal::BlockEntry* entry = snapshot_->blocks.Find(index);
    if (entry == nullptr) {
      difference = fmt::format("block {} was never written, the image has data there", index);
    } else if (entry->content.view() != block) {
      const std::string_view held = entry->content.view();
      const auto at = std::mismatch(held.begin(), held.end(), block.begin()).first - held.begin();
      difference = fmt::format("block {} differs from the image from its byte {} on", index, at);
    }
    return !difference;
  });
  if (!difference) check_zeros_before(internal::BlockMap::kPositions);
  return difference;
}

std::optional<std::string> SnapshotView::DifferenceFrom(
    const std::map<std::int32_t, Block>& blocks) const {
  std::set<std::int32_t> indexes;
  for (const auto& [index, block] : blocks) indexes.insert(index);
  for (const std::int32_t index : block_indexes()) indexes.insert(index);
  for (const std::int32_t index : indexes) {
    const auto expected = blocks.find(index);
    auto difference = DifferenceAt(
        *this, index, expected == blocks.end() ? std::string_view() : expected->second.view());
    if (difference) return difference;
  }
  return std::nullopt;
}

std::optional<std::string> SnapshotView::DifferenceFrom(const Bytes& image) const {
  const std::size_t in_image = (image.size() + kBlockSizeBytes - 1) / kBlockSizeBytes;
  for (std::size_t index = 0; index < in_image; ++index) {
    auto difference = DifferenceAt(*this, static_cast<std::int32_t>(index),
                                   image.view().substr(index * kBlockSizeBytes, kBlockSizeBytes));
    if (difference) return difference;
  }
  std::optional<std::string> difference;
  snapshot_->blocks.ForEach(
      static_cast<std::uint32_t>(in_image), [&](std::uint32_t index, const internal::BlockEntry&) {
        difference = DifferenceAt(*this, static_cast<std::int32_t>(index), {});
        return !difference;
      });
  return difference;
}

}  // namespace fauxebs
