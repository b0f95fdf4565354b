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
using internal::TimeOf;
using words::SnapshotNotFound;
using words::Validation;

Error InvalidPageToken(std::string_view token) {
  return Validation(ErrorReason::kInvalidPageToken,
                    fmt::format("The pagination token {} is invalid.", token));
}

// Where a listing begins: at its token's place, or at the starting index.
// AWS: list-2, list-3, tok-2, tok-6
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
  // AWS: acct-3: the owner reads on. FAKE: acct-5: with whom it is shared as well does not count.
  if (snapshot->is_public) {
    return Validation(ErrorReason::kInvalidSnapshotId, "Public snapshots are not supported");
  }
  // AWS: acct-2
  if (snapshot->shared_with.count(context.account) == 0) return SnapshotNotFound(id);
  return std::nullopt;
}

// The snapshots of these ids, if the caller may read all of them, and now; or the first refusal.
// AWS: read-1, diff-11. FAKE: diff-12, get-3: of several the first one is looked up first; which
// the service looks up first, and in which order it checks, is not recorded.
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
    const TimePoint asked = TimeOf(context, *clock_);
    const MutexLock lock(state_->mutex);
    const TimePoint now = state_->store.Latest(asked);
    const auto found = FindReadable(*state_, request, {request.snapshot_id}, context, now);
    if (!found) return found.error();
    const SnapshotRecord* snapshot = found->front();
    const bool in_range = request.block_index < snapshot->block_limit();
    const auto index = static_cast<std::uint32_t>(in_range ? request.block_index : 0);
    const BlockEntry* entry = in_range ? snapshot->blocks.Find(index) : nullptr;
    // AWS: get-2, tok-1: an unwritten index and another one's token are all the same. FAKE: tok-4:
    // so is one that has ended.
    if (entry == nullptr ||
        !state_->tokens.OpensBlock(*request.block_token, {snapshot->id, index}, now)) {
      return Validation(ErrorReason::kInvalidBlockToken,
                        fmt::format("The block token {} is invalid.", *request.block_token));
    }
    // AWS: get-1
    return GetSnapshotBlockResponse{
        entry->content, kBlockSizeBytes, entry->recorded.base64(), kSha256, {}};
  });
}

// AWS: list-1, list-6, ops-4, ops-9. FAKE: list-8: the service may make pages shorter.
Result<ListSnapshotBlocksResponse> MemoryService::ListSnapshotBlocks(
    const ListSnapshotBlocksRequest& request, const CallContext& context) {
  return Answer(
      *state_, request, context, [&](std::uint64_t draw) -> Result<ListSnapshotBlocksResponse> {
        const TimePoint asked = TimeOf(context, *clock_);
        TimePoint now;
        internal::Tokens tokens(0);
        BlockMap blocks;
        ListSnapshotBlocksResponse page;
        {
          const MutexLock lock(state_->mutex);
          now = state_->store.Latest(asked);
          const auto found = FindReadable(*state_, request, {request.snapshot_id}, context, now);
          if (!found) return found.error();
          tokens = state_->tokens;
          blocks = found->front()->blocks;
          page.volume_size_gib = found->front()->volume_size_gib;
        }
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
        // AWS: list-4, list-5. FAKE: list-5: without AWS's jitter.
        page.expiry_time = page.blocks.empty() ? now : expiry;
        return page;
      });
}

Result<ListChangedBlocksResponse> MemoryService::ListChangedBlocks(
    const ListChangedBlocksRequest& request, const CallContext& context) {
  return Answer(
      *state_, request, context, [&](std::uint64_t draw) -> Result<ListChangedBlocksResponse> {
        // AWS: diff-1: before the existence of either.
        if (!request.first_snapshot_id || request.first_snapshot_id->empty()) {
          return Validation(ErrorReason::kInvalidSnapshotId,
                            "First snapshot should not be empty or null");
        }
        const std::string& first_id = *request.first_snapshot_id;
        const std::string& second_id = request.second_snapshot_id;
        const TimePoint asked = TimeOf(context, *clock_);
        TimePoint now;
        internal::Tokens tokens(0);
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
          if (first->lineage != second->lineage) {  // AWS: diff-2, diff-3
            return Validation(ErrorReason::kUnrelatedSnapshots,
                              fmt::format("{} and {} are not related", first_id, second_id));
          }
          tokens = state_->tokens;
          first_blocks = first->blocks;
          second_blocks = second->blocks;
          volume_size_gib = second->volume_size_gib;  // AWS: diff-9. FAKE: diff-10
        }
        const internal::Tokens::ListKey list{Operation::kListChangedBlocks, first_id, second_id};
        const Result<std::uint32_t> from = FirstIndex(request, tokens, list, now);
        if (!from) return from.error();
        const TimePoint expiry = now + state_->options.block_token_life;
        ListChangedBlocksResponse page;
        // AWS: diff-7, diff-13: a page counts the blocks that either has, changed or not, so that
        // it may be short, or empty, and still have a successor.
        const auto most = static_cast<std::uint64_t>(
            request.max_results.value_or(state_->options.default_max_results));
        // AWS: diff-6
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
        // AWS: diff-8
        if (next || !page.changed_blocks.empty() || !state_->options.empty_last_page_is_bare) {
          page.volume_size_gib = volume_size_gib;
          page.block_size_bytes = kBlockSizeBytes;
          page.expiry_time = expiry;
        }
        return page;
      });
}

}  // namespace fauxebs
