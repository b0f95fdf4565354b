// The reading operations of MemoryService.

#include <fmt/format.h>

#include <algorithm>

#include "core/memory_calls.h"
#include "fauxebs/memory_service.h"

namespace fauxebs {
namespace {

using internal::Answer;
using internal::BlockEntry;
using internal::BlockMap;
using internal::kSha256;
using internal::MemoryState;
using internal::MutexLock;
using internal::Refusal;
using internal::SnapshotRecord;
using words::SnapshotNotFound;
using words::Validation;

Error InvalidPageToken(std::string_view token) {
  return Validation(ErrorReason::kInvalidPageToken,
                    fmt::format("The pagination token {} is invalid.", token));
}

// Where a listing begins: at its token's place, or at the starting index.
template <typename ListRequest>
Result<std::uint32_t> FirstIndex(const ListRequest& request, const internal::Tokens& tokens,
                                 const internal::Tokens::ListKey& key, TimePoint now) {
  if (request.next_token) {
    const std::optional<std::uint32_t> index = tokens.OpenPage(*request.next_token, key, now);
    if (!index) return InvalidPageToken(*request.next_token);
    return *index;
  }
  const std::int64_t start = request.starting_block_index.value_or(0);
  return static_cast<std::uint32_t>(std::min<std::int64_t>(start, BlockMap::kPositions));
}

// Whether this caller may read it, in whatever state it is.
Refusal RefuseReader(const SnapshotRecord* snapshot, const std::string& id,
                     const CallContext& context) {
  if (snapshot == nullptr) return SnapshotNotFound(id);
  if (snapshot->account == context.account) return std::nullopt;
  // AWS: user guide, FAQ: public snapshots are not supported; the owner reads them: observed.
  if (snapshot->is_public) {
    return Validation(ErrorReason::kInvalidSnapshotId, "Public snapshots are not supported");
  }
  if (snapshot->shared_with.count(context.account) == 0) return SnapshotNotFound(id);
  return std::nullopt;
}

// The snapshots of these ids, if the caller may read all of them, and now; or the first refusal.
// Of several the first one is looked up first. FAKE: which the service looks up first is unknown.
Result<std::vector<const SnapshotRecord*>> FindReadable(MemoryState& state,
                                                        const AnyRequest& request,
                                                        const std::vector<std::string>& ids,
                                                        const CallContext& context, TimePoint now)
    FAUXEBS_REQUIRES(state.mutex) {
  std::vector<const SnapshotRecord*> snapshots;
  for (const std::string& id : ids) {
    snapshots.push_back(state.store.Find(id));
    if (Refusal refusal = RefuseReader(snapshots.back(), id, context)) {
      return *std::move(refusal);
    }
  }
  if (Refusal refusal = state.rates.Admit(request, context.account, now)) {
    return *std::move(refusal);
  }
  for (const SnapshotRecord* snapshot : snapshots) {
    if (!snapshot->ReadableAt(now)) return SnapshotNotFound(snapshot->id);
  }
  return snapshots;
}

}  // namespace

Result<GetSnapshotBlockResponse> MemoryService::GetSnapshotBlock(
    const GetSnapshotBlockRequest& request, const CallContext& context) {
  return Answer(*state_, request, context, [&](std::uint64_t) -> Result<GetSnapshotBlockResponse> {
    const TimePoint asked = clock_->Now();
    const MutexLock lock(state_->mutex);
    const TimePoint now = state_->store.Latest(asked);
    const auto found = FindReadable(*state_, request, {request.snapshot_id}, context, now);
    if (!found) return found.error();
    const SnapshotRecord* snapshot = found->front();
    const bool in_range = request.block_index < snapshot->block_limit();
    const auto index = static_cast<std::uint32_t>(in_range ? request.block_index : 0);
    const BlockEntry* entry = in_range ? snapshot->blocks.Find(index) : nullptr;
    // AWS: observed: an unwritten index, another one's token and an expired one are all the same.
    if (entry == nullptr ||
        !state_->tokens.OpensBlock(*request.block_token, {snapshot->id, index}, now)) {
      return Validation(ErrorReason::kInvalidBlockToken,
                        fmt::format("The block token {} is invalid.", *request.block_token));
    }
    return GetSnapshotBlockResponse{
        entry->content, kBlockSizeBytes, entry->recorded.base64(), kSha256, {}};
  });
}

Result<ListSnapshotBlocksResponse> MemoryService::ListSnapshotBlocks(
    const ListSnapshotBlocksRequest& request, const CallContext& context) {
  return Answer(
      *state_, request, context, [&](std::uint64_t draw) -> Result<ListSnapshotBlocksResponse> {
        const TimePoint asked = clock_->Now();
        TimePoint now;
        BlockMap blocks;
        ListSnapshotBlocksResponse page;
        {
          const MutexLock lock(state_->mutex);
          now = state_->store.Latest(asked);
          const auto found = FindReadable(*state_, request, {request.snapshot_id}, context, now);
          if (!found) return found.error();
          blocks = found->front()->blocks;
          page.volume_size_gib = found->front()->volume_size_gib;
        }
        const internal::Tokens& tokens = state_->tokens;
        const internal::Tokens::ListKey list{Operation::kListSnapshotBlocks, "",
                                             request.snapshot_id};
        const Result<std::uint32_t> from = FirstIndex(request, tokens, list, now);
        if (!from) return from.error();
        const auto most = static_cast<std::size_t>(
            request.max_results.value_or(state_->options.default_max_results));
        const TimePoint expiry = now + state_->options.block_token_life;
        blocks.ForEach(*from, [&](std::uint32_t index, const BlockEntry&) {
          if (page.blocks.size() == most) {
            page.next_token =
                tokens.ForPage(list, index, draw, now + state_->options.page_token_life);
            return false;
          }
          page.blocks.push_back({static_cast<std::int32_t>(index),
                                 tokens.ForBlock({request.snapshot_id, index}, draw, expiry)});
          return true;
        });
        page.block_size_bytes = kBlockSizeBytes;
        page.expiry_time = page.blocks.empty() ? now : expiry;  // AWS: observed
        return page;
      });
}

Result<ListChangedBlocksResponse> MemoryService::ListChangedBlocks(
    const ListChangedBlocksRequest& request, const CallContext& context) {
  return Answer(
      *state_, request, context, [&](std::uint64_t draw) -> Result<ListChangedBlocksResponse> {
        // AWS: observed: before the existence of either.
        if (!request.first_snapshot_id || request.first_snapshot_id->empty()) {
          return Validation(ErrorReason::kInvalidSnapshotId,
                            "First snapshot should not be empty or null");
        }
        const std::string& first_id = *request.first_snapshot_id;
        const std::string& second_id = request.second_snapshot_id;
        const TimePoint asked = clock_->Now();
        TimePoint now;
        BlockMap first_blocks;
        BlockMap second_blocks;
        std::int64_t volume_size_gib = 0;
        {
          const MutexLock lock(state_->mutex);
          now = state_->store.Latest(asked);
          const auto found = FindReadable(*state_, request, {first_id, second_id}, context, now);
          if (!found) return found.error();
          const SnapshotRecord* first = found->front();
          const SnapshotRecord* second = found->back();
          if (first->lineage != second->lineage) {
            return Validation(ErrorReason::kUnrelatedSnapshots,
                              fmt::format("{} and {} are not related", first_id, second_id));
          }
          first_blocks = first->blocks;
          second_blocks = second->blocks;
          volume_size_gib = second->volume_size_gib;
        }
        const internal::Tokens& tokens = state_->tokens;
        const internal::Tokens::ListKey list{Operation::kListChangedBlocks, first_id, second_id};
        const Result<std::uint32_t> from = FirstIndex(request, tokens, list, now);
        if (!from) return from.error();
        const TimePoint expiry = now + state_->options.block_token_life;
        ListChangedBlocksResponse page;
        // AWS: observed: a page counts the blocks that either has, changed or not, so that it may
        // be short, or empty, and still have a successor.
        const auto most = static_cast<std::uint64_t>(
            request.max_results.value_or(state_->options.default_max_results));
        const auto token = [&](const std::string& id, std::uint32_t index,
                               const BlockEntry* entry) {
          return entry == nullptr ? std::optional<std::string>()
                                  : tokens.ForBlock({id, index}, draw, expiry);
        };
        const std::optional<std::uint32_t> next = BlockMap::Diff(
            first_blocks, second_blocks, *from, most,
            [&](std::uint32_t index, const BlockEntry* in_first, const BlockEntry* in_second) {
              page.changed_blocks.push_back({static_cast<std::int32_t>(index),
                                             token(first_id, index, in_first),
                                             token(second_id, index, in_second)});
              return true;
            });
        if (next) {
          page.next_token =
              tokens.ForPage(list, *next, draw, now + state_->options.page_token_life);
        }
        // AWS: observed: the last page, if nothing is on it, has none of these.
        if (next || !page.changed_blocks.empty() || !state_->options.empty_last_page_is_bare) {
          page.volume_size_gib = volume_size_gib;
          page.block_size_bytes = kBlockSizeBytes;
          page.expiry_time = expiry;
        }
        return page;
      });
}

}  // namespace fauxebs
