#include "fauxebs/memory_service.h"

#include <fmt/format.h>

#include <set>
#include <stdexcept>
#include <tuple>

#include "core/hash.h"
#include "core/memory_calls.h"

namespace fauxebs {
namespace {

using internal::Answer;
using internal::FindOwn;
using internal::MemoryState;
using internal::MutexLock;
using internal::Refusal;
using internal::SnapshotRecord;
using internal::TimeOf;
using words::SnapshotNotFound;
using words::Validation;

constexpr std::size_t kMostTags = 50;

Error InvalidParameter(std::string message) {
  return Validation(ErrorReason::kInvalidParameterValue, std::move(message));
}

// FAKE: idem-3: which members count is not documented.
bool SameParameters(const StartSnapshotRequest& a, const StartSnapshotRequest& b) {
  const auto parameters = [](const StartSnapshotRequest& r) {
    return std::tie(r.volume_size_gib, r.parent_snapshot_id, r.tags, r.description, r.encrypted,
                    r.kms_key_arn, r.timeout_minutes);
  };
  return parameters(a) == parameters(b);
}

// AWS: enc-5, enc-6, enc-7
Refusal RefuseCombination(const StartSnapshotRequest& request) {
  if (request.parent_snapshot_id && request.kms_key_arn) {
    return InvalidParameter("ParentSnapshotId and KmsKeyArn cannot be specified together");
  }
  if (request.parent_snapshot_id && request.encrypted) {
    return InvalidParameter("ParentSnapshotId and Encrypt cannot be specified together");
  }
  if (request.kms_key_arn && request.encrypted && !*request.encrypted) {
    return InvalidParameter("Encrypt cannot be false when KmsKeyArn is specified");
  }
  return std::nullopt;
}

// FAKE: start-7: the reason is in the model, its triggers are nowhere described.
Refusal RefuseTags(const std::vector<Tag>& tags) {
  const auto invalid = [](std::string message) {
    return Validation(ErrorReason::kInvalidTag, std::move(message));
  };
  if (tags.size() > kMostTags) {
    return invalid(fmt::format("More than {} tags were specified", kMostTags));
  }
  std::set<std::string_view> keys;
  for (const Tag& tag : tags) {
    if (tag.key.substr(0, 4) == "aws:") {
      return invalid(fmt::format("Tag key '{}' begins with the reserved prefix aws:", tag.key));
    }
    if (!keys.insert(tag.key).second) {
      return invalid(fmt::format("Tag key '{}' was specified more than once", tag.key));
    }
  }
  return std::nullopt;
}

Error InvalidVolumeSize(std::int64_t size_gib) {
  return Validation(ErrorReason::kInvalidVolumeSize,
                    fmt::format("Invalid volume size: {}", size_gib));
}

// What the key of the new snapshot is, nothing for an unencrypted one.
// AWS: enc-1, enc-2, enc-3, enc-4, enc-8, enc-9
Result<std::optional<std::string>> ChooseKey(const StartSnapshotRequest& request,
                                             const SnapshotRecord* parent,
                                             const MemoryServiceOptions& options) {
  // FAKE: enc-10: the text of these two refusals is not recorded.
  if (parent != nullptr) {
    if (!parent->kms_key_arn && options.encryption_by_default) {
      return InvalidParameter(
          "An unencrypted parent cannot be used when encryption by default is enabled");
    }
    return parent->kms_key_arn;
  }
  if (request.kms_key_arn) return request.kms_key_arn;
  if (request.encrypted.value_or(options.encryption_by_default)) {
    return std::optional<std::string>(options.default_kms_key_arn);
  }
  if (options.encryption_by_default) {
    return InvalidParameter("Encrypt cannot be false when encryption by default is enabled");
  }
  return std::optional<std::string>();
}

// AWS: sum-9: the three checksum headers go together or not at all.
// FAKE: sum-10: the sentence for a missing method is not recorded; it follows the other two.
Refusal RefuseChecksumHeaders(const CompleteSnapshotRequest& request) {
  const auto missing = [](const char* what) {
    return InvalidParameter(fmt::format("Invalid parameter combination. {} is missing.", what));
  };
  if (!request.checksum) {
    if (request.checksum_algorithm || request.checksum_aggregation_method) {
      return missing("Snapshot checksum");
    }
    return std::nullopt;
  }
  if (!request.checksum_algorithm) return missing("Checksum algorithm");
  if (!request.checksum_aggregation_method) return missing("Checksum aggregation method");
  return std::nullopt;
}

// AWS: done-3, done-4, done-5, ec2-2: the sentences become EC2's StateMessage.
std::string Judge(const SnapshotRecord& snapshot, const CompleteSnapshotRequest& request) {
  if (request.changed_blocks_count != static_cast<std::int64_t>(snapshot.changed_blocks)) {
    return "Changed blocks count mismatch for snapshot";
  }
  if (request.checksum && *request.checksum != snapshot.Aggregate().base64()) {
    return "Checksum mismatch for snapshot";
  }
  return "";
}

// AWS: done-1. FAKE: done-2, done-6, read-2: the delays are 0 unless the test says otherwise.
void Seal(SnapshotRecord& snapshot, std::string failure, TimePoint now,
          const MemoryServiceOptions& options) {
  snapshot.sealed = true;
  snapshot.judgement = now + options.completion_delay;
  if (!failure.empty()) snapshot.judgement += options.mismatch_delay;
  snapshot.readable = snapshot.judgement + options.readable_delay;
  snapshot.failure = std::move(failure);
}

// Why there can be no writing to it, or nothing. AWS: put-7, put-8
Refusal RefuseWriting(const SnapshotRecord& snapshot, TimePoint now) {
  if (snapshot.StatusAt(now) == SnapshotStatus::kError) return SnapshotNotFound(snapshot.id);
  if (snapshot.sealed) {
    return Validation(ErrorReason::kInvalidSnapshotId, "Snapshot is already completed");
  }
  return std::nullopt;
}

// The checks of PutSnapshotBlock that need no lock. The content to store.
// AWS: put-10. FAKE: put-11: but for the first two the order is not recorded.
Result<Bytes> CheckBlock(const PutSnapshotBlockRequest& request, std::int64_t block_limit,
                         internal::ContentTable& contents) {
  // AWS: put-3. FAKE: put-4: a longer one as well.
  if (request.block_data.size() != kBlockSizeBytes) return words::FailedToReadBlockData();
  if (*request.data_length != kBlockSizeBytes) {  // AWS: put-5
    return Validation(ErrorReason::kInvalidBlock,
                      fmt::format("Block data length {} is not valid, expected {}",
                                  *request.data_length, kBlockSizeBytes));
  }
  if (request.block_index >= block_limit) {  // AWS: sum-2
    return Validation(
        ErrorReason::kInvalidBlock,
        fmt::format("Block index {} is beyond the volume size extent", request.block_index));
  }
  if (*request.checksum_algorithm != internal::kSha256) {  // AWS: sum-3
    return InvalidParameter(
        fmt::format("Unsupported Checksum Algorithm '{}', supported algorithms are SHA256",
                    *request.checksum_algorithm));
  }
  // Equal to a content that is known to have this checksum: no need to hash.
  Bytes held = contents.Find(*request.checksum);
  if (!held.empty() && held == request.block_data) return held;
  const std::string computed = request.block_data.checksum();
  if (computed != *request.checksum) {
    // AWS: sum-4: the checksum is part of what is signed.
    return words::InvalidSignature(
        fmt::format("The value passed in as x-amz-Checksum does not match the computed checksum. "
                    "Computed checksum: {} expected checksum: {}",
                    computed, *request.checksum));
  }
  return contents.Intern(computed, request.block_data);
}

}  // namespace

MemoryService::MemoryService(std::shared_ptr<const Clock> clock, Options options)
    : MemoryService(std::move(clock), std::make_unique<MemoryState>(std::move(options))) {}

MemoryService::MemoryService(std::shared_ptr<const Clock> clock, std::unique_ptr<MemoryState> state)
    : clock_(std::move(clock)), state_(std::move(state)) {}

MemoryService::~MemoryService() = default;

std::shared_ptr<MemoryService> MemoryService::Fork(std::shared_ptr<const Clock> clock) const {
  return std::shared_ptr<MemoryService>(new MemoryService(std::move(clock), state_->Copy()));
}

const MemoryServiceOptions& MemoryService::options() const { return state_->options; }

// AWS: ops-6. FAKE: start-8: the order of the checks is not recorded.
Result<StartSnapshotResponse> MemoryService::StartSnapshot(const StartSnapshotRequest& request,
                                                           const CallContext& context) {
  return Answer(
      *state_, request, context, [&](std::uint64_t draw) -> Result<StartSnapshotResponse> {
        const TimePoint asked = TimeOf(context, *clock_);
        const MutexLock lock(state_->mutex);
        const TimePoint now = state_->store.Latest(asked);
        if (Refusal refusal = state_->rates.Admit(request, context.account, now)) {
          return *std::move(refusal);
        }
        // AWS: idem-1, idem-5: the original answer, verbatim, whatever has become of it.
        const auto key = std::pair(context.account, request.client_token.value_or(""));
        if (request.client_token) {
          const auto original = state_->starts->by_token.find(key);
          if (original != state_->starts->by_token.end()) {
            if (!SameParameters(original->second.request, request)) return words::Conflict();
            return original->second.response;
          }
        }
        if (*request.volume_size_gib > internal::kLargestVolumeGib) {  // AWS: start-1
          return InvalidVolumeSize(*request.volume_size_gib);
        }
        if (Refusal error = RefuseCombination(request)) return *std::move(error);
        if (Refusal error = RefuseTags(request.tags)) return *std::move(error);
        const SnapshotRecord* parent = nullptr;
        if (request.parent_snapshot_id) {
          // AWS: start-3, start-4
          parent = FindOwn(state_->store, *request.parent_snapshot_id, context, now);
          if (parent == nullptr || parent->StatusAt(now) == SnapshotStatus::kError) {
            return SnapshotNotFound(*request.parent_snapshot_id);
          }
          if (!parent->ReadableAt(now)) {
            return Validation(ErrorReason::kInvalidSnapshotId,
                              fmt::format("Source snapshot ({}) is not complete.", parent->id));
          }
          // FAKE: start-2: not documented; a smaller child would lose data.
          if (*request.volume_size_gib < parent->volume_size_gib) {
            return InvalidVolumeSize(*request.volume_size_gib);
          }
        }
        Result<std::optional<std::string>> kms_key_arn =
            ChooseKey(request, parent, state_->options);
        if (!kms_key_arn) return kms_key_arn.error();
        // AWS: quota-1, quota-2. FAKE: quota-1, quota-2: which errors these are is not documented.
        if (state_->store.PendingAt(now, context.account) >= state_->options.pending_limit) {
          return words::ConcurrentLimitExceeded();
        }
        if (state_->store.CountOf(context.account) >= state_->options.snapshot_limit) {
          return words::ServiceQuotaExceeded();
        }

        SnapshotRecord snapshot;
        // One that a test has put there itself may have it.
        while (state_->store.Find(internal::SnapshotId(draw)) != nullptr) {
          draw = internal::Mix(draw);
        }
        snapshot.id = internal::SnapshotId(draw);
        snapshot.account = context.account;
        snapshot.volume_size_gib = *request.volume_size_gib;
        snapshot.parent_snapshot_id = request.parent_snapshot_id;
        snapshot.tags = request.tags;
        snapshot.description = request.description;
        snapshot.kms_key_arn = *kms_key_arn;  // AWS: enc-11: of the data nothing else changes
        snapshot.start_time = now;
        snapshot.visible = now + state_->options.visible_delay;
        snapshot.last_write = now;
        snapshot.timeout = state_->options.timeout_lag + internal::kDefaultTimeout;
        if (request.timeout_minutes) {
          snapshot.timeout =
              state_->options.timeout_lag + std::chrono::minutes(*request.timeout_minutes);
        }

        StartSnapshotResponse response;
        response.snapshot_id = snapshot.id;
        response.owner_id = snapshot.account;
        response.start_time = now;
        response.volume_size_gib = snapshot.volume_size_gib;
        response.block_size_bytes = kBlockSizeBytes;
        response.tags = snapshot.tags;
        response.description = snapshot.description;
        response.parent_snapshot_id = snapshot.parent_snapshot_id;
        response.kms_key_arn = snapshot.kms_key_arn;

        state_->store.Add(std::move(snapshot), parent);
        // AWS: idem-6: a refusal binds no token. FAKE: idem-4: for ever.
        if (request.client_token) state_->starts.Write().by_token[key] = {request, response};
        return response;
      });
}

Result<PutSnapshotBlockResponse> MemoryService::PutSnapshotBlock(
    const PutSnapshotBlockRequest& request, const CallContext& context) {
  // FAKE: put-12: puts that race come one after the other.
  return Answer(*state_, request, context, [&](std::uint64_t) -> Result<PutSnapshotBlockResponse> {
    const TimePoint asked = TimeOf(context, *clock_);
    std::int64_t block_limit = 0;
    {
      const MutexLock lock(state_->mutex);
      const TimePoint now = state_->store.Latest(asked);
      const SnapshotRecord* snapshot = FindOwn(state_->store, request.snapshot_id, context, now);
      if (snapshot == nullptr) return SnapshotNotFound(request.snapshot_id);
      Refusal refusal = state_->rates.Admit(request, context.account, now);
      if (!refusal) refusal = RefuseWriting(*snapshot, now);
      if (refusal) return *std::move(refusal);
      block_limit = snapshot->block_limit();
    }
    Result<Bytes> content = CheckBlock(request, block_limit, *state_->contents);
    if (!content) return content.error();
    const Digest digest = content->digest();
    const TimePoint asked_again = TimeOf(context, *clock_);
    {
      const MutexLock lock(state_->mutex);
      const TimePoint now = state_->store.Latest(asked_again);
      SnapshotRecord* snapshot = FindOwn(state_->store, request.snapshot_id, context, now);
      if (snapshot == nullptr) return SnapshotNotFound(request.snapshot_id);
      if (Refusal refusal = RefuseWriting(*snapshot, now)) return *std::move(refusal);
      snapshot->Write(static_cast<std::uint32_t>(request.block_index), *std::move(content), digest);
      snapshot->last_write = now;  // AWS: time-2
    }
    // AWS: sum-5, put-6: what Progress said is without effect.
    return PutSnapshotBlockResponse{*request.checksum, internal::kSha256, {}};
  });
}

Result<CompleteSnapshotResponse> MemoryService::CompleteSnapshot(
    const CompleteSnapshotRequest& request, const CallContext& context) {
  return Answer(*state_, request, context, [&](std::uint64_t) -> Result<CompleteSnapshotResponse> {
    std::optional<SnapshotRecord> judged;
    std::string failure;
    // Judging hashes, so it is done outside the lock; each write meanwhile makes it start again.
    // FAKE: done-9: it judges and seals in one step.
    while (true) {
      const TimePoint asked = TimeOf(context, *clock_);
      {
        const MutexLock lock(state_->mutex);
        const TimePoint now = state_->store.Latest(asked);
        SnapshotRecord* snapshot = FindOwn(state_->store, request.snapshot_id, context, now);
        if (snapshot == nullptr) return SnapshotNotFound(request.snapshot_id);
        if (!judged) {
          Refusal refusal = state_->rates.Admit(request, context.account, now);
          if (refusal) return *std::move(refusal);
        }
        // AWS: done-7, done-10. FAKE: done-11: called again, it tells the status, whatever it is
        // given.
        const SnapshotStatus status = snapshot->StatusAt(now);
        if (snapshot->sealed || status == SnapshotStatus::kError) {
          return CompleteSnapshotResponse{status, {}};
        }
        if (Refusal refusal = RefuseChecksumHeaders(request)) return *std::move(refusal);
        if (judged && judged->blocks.hash() == snapshot->blocks.hash()) {
          Seal(*snapshot, std::move(failure), now, state_->options);
          // AWS: done-1: also where it fails at once.
          return CompleteSnapshotResponse{state_->options.completion_starts_pending
                                              ? SnapshotStatus::kPending
                                              : snapshot->StatusAt(now),
                                          {}};
        }
        judged = *snapshot;
      }
      failure = Judge(*judged, request);
    }
  });
}

}  // namespace fauxebs
