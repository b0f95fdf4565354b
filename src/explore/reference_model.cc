// The six operations, by docs/fidelity.md.
#include "explore/reference_model.h"

#include <algorithm>

#include "explore/framework_constraints.h"

namespace fauxebs::internal {
namespace {

using words::SnapshotNotFound;
using words::Validation;

Error InvalidParameter(const std::string& message) {
  return Validation(ErrorReason::kInvalidParameterValue, message);
}

bool Same(const StartSnapshotRequest& a, const StartSnapshotRequest& b) {
  return a.volume_size_gib == b.volume_size_gib && a.parent_snapshot_id == b.parent_snapshot_id &&
         a.tags == b.tags && a.description == b.description && a.encrypted == b.encrypted &&
         a.kms_key_arn == b.kms_key_arn && a.timeout_minutes == b.timeout_minutes;
}

std::optional<Error> RefuseTags(const std::vector<Tag>& tags) {
  if (tags.size() > 50) {
    return Validation(ErrorReason::kInvalidTag, "More than 50 tags were specified");
  }
  std::set<std::string> keys;
  for (const Tag& tag : tags) {
    if (tag.key.rfind("aws:", 0) == 0) {
      return Validation(ErrorReason::kInvalidTag,
                        "Tag key '" + tag.key + "' begins with the reserved prefix aws:");
    }
    if (keys.count(tag.key) > 0) {
      return Validation(ErrorReason::kInvalidTag,
                        "Tag key '" + tag.key + "' was specified more than once");
    }
    keys.insert(tag.key);
  }
  return std::nullopt;
}

}  // namespace

AnyResult ReferenceModel::Operate(const StartSnapshotRequest& request, const CallContext& context,
                                  TimePoint now) {
  if (auto throttled = Throttle(Operation::kStartSnapshot, context.account, nullptr, now)) {
    return *throttled;
  }
  if (request.client_token) {
    const auto start = starts_.find({context.account, *request.client_token});
    if (start != starts_.end()) {
      if (!Same(start->second.request, request)) return words::Conflict();
      return AnyResponse(start->second.response);
    }
  }
  const std::int64_t size_gib = *request.volume_size_gib;
  const Error bad_size = Validation(ErrorReason::kInvalidVolumeSize,
                                    "Invalid volume size: " + std::to_string(size_gib));
  if (size_gib > 65536) return bad_size;
  if (request.parent_snapshot_id && request.kms_key_arn) {
    return InvalidParameter("ParentSnapshotId and KmsKeyArn cannot be specified together");
  }
  if (request.parent_snapshot_id && request.encrypted) {
    return InvalidParameter("ParentSnapshotId and Encrypt cannot be specified together");
  }
  if (request.kms_key_arn && request.encrypted == false) {
    return InvalidParameter("Encrypt cannot be false when KmsKeyArn is specified");
  }
  if (auto bad_tags = RefuseTags(request.tags)) return *bad_tags;

  const Snapshot* parent = nullptr;
  if (request.parent_snapshot_id) {
    const std::string& id = *request.parent_snapshot_id;
    parent = FindToWrite(id, context.account, now);
    if (parent == nullptr) return SnapshotNotFound(id);
    if (parent->StatusAt(now) == SnapshotStatus::kError) return SnapshotNotFound(id);
    if (!parent->ReadableAt(now)) {
      return Validation(ErrorReason::kInvalidSnapshotId,
                        "Source snapshot (" + id + ") is not complete.");
    }
    if (size_gib < parent->volume_size_gib) return bad_size;
  }

  const bool by_default = options_.encryption_by_default;
  std::optional<std::string> key;
  if (parent != nullptr) {
    if (!parent->kms_key_arn && by_default) {
      return InvalidParameter(
          "An unencrypted parent cannot be used when encryption by default is enabled");
    }
    key = parent->kms_key_arn;
  } else if (request.kms_key_arn) {
    key = request.kms_key_arn;
  } else if (request.encrypted == true || (!request.encrypted && by_default)) {
    key = options_.default_kms_key_arn;
  } else if (by_default) {
    return InvalidParameter("Encrypt cannot be false when encryption by default is enabled");
  }

  int pending = 0;
  int held = 0;
  for (const Snapshot& each : snapshots_) {
    if (each.account != context.account) continue;
    held += 1;
    if (each.StatusAt(now) == SnapshotStatus::kPending) pending += 1;
  }
  if (pending >= options_.pending_limit) return words::ConcurrentLimitExceeded();
  if (held >= options_.snapshot_limit) return words::ServiceQuotaExceeded();

  Snapshot snapshot;
  snapshot.id = "?" + std::to_string(++unheard_);
  snapshot.account = context.account;
  snapshot.volume_size_gib = size_gib;
  snapshot.parent_snapshot_id = request.parent_snapshot_id;
  snapshot.description = request.description;
  snapshot.kms_key_arn = key;
  snapshot.tags = request.tags;
  snapshot.start_time = now;
  snapshot.visible_from = now + options_.visible_delay;
  snapshot.timeout =
      std::chrono::minutes(request.timeout_minutes.value_or(60)) + options_.timeout_lag;
  snapshot.abandoned_from = now + snapshot.timeout;
  Inherit(snapshot, parent);

  StartSnapshotResponse response;
  response.snapshot_id = snapshot.id;
  response.owner_id = context.account;
  response.status = SnapshotStatus::kPending;
  response.start_time = now;
  response.volume_size_gib = size_gib;
  response.block_size_bytes = 524288;
  response.tags = request.tags;
  response.description = request.description;
  response.parent_snapshot_id = request.parent_snapshot_id;
  response.kms_key_arn = key;
  snapshots_.push_back(snapshot);
  if (request.client_token) {
    starts_[{context.account, *request.client_token}] = {request, response};
  }
  return AnyResponse(response);
}

AnyResult ReferenceModel::Operate(const PutSnapshotBlockRequest& request,
                                  const CallContext& context, TimePoint now) {
  Snapshot* snapshot = FindToWrite(request.snapshot_id, context.account, now);
  if (snapshot == nullptr) return SnapshotNotFound(request.snapshot_id);
  if (auto throttled = Throttle(Operation::kPutSnapshotBlock, context.account, snapshot, now)) {
    return *throttled;
  }
  if (snapshot->StatusAt(now) == SnapshotStatus::kError) {
    return SnapshotNotFound(request.snapshot_id);
  }
  if (snapshot->sealed) {
    return Validation(ErrorReason::kInvalidSnapshotId, "Snapshot is already completed");
  }
  if (request.block_data.size() != 524288) return words::FailedToReadBlockData();
  if (request.data_length != 524288) {
    return Validation(ErrorReason::kInvalidBlock, "Block data length " +
                                                      std::to_string(*request.data_length) +
                                                      " is not valid, expected 524288");
  }
  if (request.block_index >= snapshot->volume_size_gib * 2048) {
    return Validation(
        ErrorReason::kInvalidBlock,
        "Block index " + std::to_string(request.block_index) + " is beyond the volume size extent");
  }
  if (request.checksum_algorithm != "SHA256") {
    return InvalidParameter("Unsupported Checksum Algorithm '" + *request.checksum_algorithm +
                            "', supported algorithms are SHA256");
  }
  if (request.checksum != request.block_data.checksum()) {
    return words::InvalidSignature(
        "The value passed in as x-amz-Checksum does not match the computed checksum. Computed "
        "checksum: " +
        request.block_data.checksum() + " expected checksum: " + *request.checksum);
  }
  snapshot->blocks[request.block_index] = {request.block_data, snapshot->id};
  snapshot->abandoned_from = now + snapshot->timeout;
  PutSnapshotBlockResponse response;
  response.checksum = *request.checksum;
  response.checksum_algorithm = "SHA256";
  return AnyResponse(response);
}

AnyResult ReferenceModel::Operate(const CompleteSnapshotRequest& request,
                                  const CallContext& context, TimePoint now) {
  Snapshot* snapshot = FindToWrite(request.snapshot_id, context.account, now);
  if (snapshot == nullptr) return SnapshotNotFound(request.snapshot_id);
  if (auto throttled = Throttle(Operation::kCompleteSnapshot, context.account, snapshot, now)) {
    return *throttled;
  }
  CompleteSnapshotResponse response;
  response.status = snapshot->StatusAt(now);
  if (snapshot->sealed || response.status == SnapshotStatus::kError) return AnyResponse(response);
  const bool algorithm = request.checksum_algorithm.has_value();
  const bool method = request.checksum_aggregation_method.has_value();
  if (!request.checksum && (algorithm || method)) {
    return InvalidParameter("Invalid parameter combination. Snapshot checksum is missing.");
  }
  if (request.checksum && !algorithm) {
    return InvalidParameter("Invalid parameter combination. Checksum algorithm is missing.");
  }
  if (request.checksum && !method) {
    return InvalidParameter(
        "Invalid parameter combination. Checksum aggregation method is missing.");
  }
  snapshot->sealed = true;
  snapshot->decided_from = now + options_.completion_delay;
  const auto changed = static_cast<std::int64_t>(snapshot->Changed().size());
  if (request.changed_blocks_count != changed) {
    snapshot->failure = "Changed blocks count mismatch for snapshot";
  } else if (request.checksum && *request.checksum != snapshot->Aggregate()) {
    snapshot->failure = "Checksum mismatch for snapshot";
  }
  if (!snapshot->failure.empty()) snapshot->decided_from += options_.mismatch_delay;
  snapshot->readable_from = snapshot->decided_from + options_.readable_delay;
  if (!options_.completion_starts_pending) response.status = snapshot->StatusAt(now);
  return AnyResponse(response);
}

AnyResult ReferenceModel::Operate(const GetSnapshotBlockRequest& request,
                                  const CallContext& context, TimePoint now) {
  if (auto refusal = RefuseReader(request.snapshot_id, context.account)) return *refusal;
  Snapshot* snapshot = Find(request.snapshot_id);
  if (auto throttled = Throttle(Operation::kGetSnapshotBlock, context.account, snapshot, now)) {
    return *throttled;
  }
  if (!snapshot->ReadableAt(now)) return SnapshotNotFound(request.snapshot_id);
  const Token* token = FindToken(*request.block_token, now);
  if (token == nullptr || token->pages || token->id != request.snapshot_id ||
      token->index != request.block_index) {
    return Validation(ErrorReason::kInvalidBlockToken,
                      "The block token " + *request.block_token + " is invalid.");
  }
  const Bytes& content = snapshot->blocks.at(request.block_index).content;
  GetSnapshotBlockResponse response;
  response.block_data = content;
  response.data_length = 524288;
  response.checksum = content.checksum();
  response.checksum_algorithm = "SHA256";
  return AnyResponse(response);
}

AnyResult ReferenceModel::Operate(const ListSnapshotBlocksRequest& request,
                                  const CallContext& context, TimePoint now) {
  if (auto refusal = RefuseReader(request.snapshot_id, context.account)) return *refusal;
  Snapshot* snapshot = Find(request.snapshot_id);
  if (auto throttled = Throttle(Operation::kListSnapshotBlocks, context.account, snapshot, now)) {
    return *throttled;
  }
  if (!snapshot->ReadableAt(now)) return SnapshotNotFound(request.snapshot_id);
  Token page{Operation::kListSnapshotBlocks, "", request.snapshot_id, 0,
             now + options_.page_token_life};
  const auto start = PageStart(request.next_token, request.starting_block_index, page, now);
  if (!start) {
    return Validation(ErrorReason::kInvalidPageToken,
                      "The pagination token " + *request.next_token + " is invalid.");
  }
  const auto most =
      static_cast<std::size_t>(request.max_results.value_or(options_.default_max_results));
  const TimePoint expiry = now + options_.block_token_life;
  ListSnapshotBlocksResponse response;
  for (const auto& [index, block] : snapshot->blocks) {
    if (index < *start) continue;
    if (response.blocks.size() == most) {
      page.index = index;
      response.next_token = NewToken(page);
      break;
    }
    const Token token{std::nullopt, "", request.snapshot_id, index, expiry};
    response.blocks.push_back({static_cast<std::int32_t>(index), NewToken(token)});
  }
  response.expiry_time = response.blocks.empty() ? now : expiry;
  response.volume_size_gib = snapshot->volume_size_gib;
  response.block_size_bytes = 524288;
  return AnyResponse(response);
}

AnyResult ReferenceModel::Operate(const ListChangedBlocksRequest& request,
                                  const CallContext& context, TimePoint now) {
  const std::string first_id = request.first_snapshot_id.value_or("");
  const std::string& second_id = request.second_snapshot_id;
  if (first_id.empty()) {
    return Validation(ErrorReason::kInvalidSnapshotId,
                      "First snapshot should not be empty or null");
  }
  if (auto refusal = RefuseReader(first_id, context.account)) return *refusal;
  if (auto refusal = RefuseReader(second_id, context.account)) return *refusal;
  const Snapshot* first = Find(first_id);
  Snapshot* second = Find(second_id);
  if (auto throttled = Throttle(Operation::kListChangedBlocks, context.account, second, now)) {
    return *throttled;
  }
  if (!first->ReadableAt(now)) return SnapshotNotFound(first_id);
  if (!second->ReadableAt(now)) return SnapshotNotFound(second_id);
  if (first->root != second->root) {
    return Validation(ErrorReason::kUnrelatedSnapshots,
                      first_id + " and " + second_id + " are not related");
  }
  Token page{Operation::kListChangedBlocks, first_id, second_id, 0, now + options_.page_token_life};
  const auto start = PageStart(request.next_token, request.starting_block_index, page, now);
  if (!start) {
    return Validation(ErrorReason::kInvalidPageToken,
                      "The pagination token " + *request.next_token + " is invalid.");
  }
  std::set<std::int64_t> candidates;
  for (const auto& [index, block] : first->blocks) candidates.insert(index);
  for (const auto& [index, block] : second->blocks) candidates.insert(index);
  const int most = request.max_results.value_or(options_.default_max_results);
  const TimePoint expiry = now + options_.block_token_life;
  ListChangedBlocksResponse response;
  int examined = 0;
  for (const std::int64_t index : candidates) {
    if (index < *start) continue;
    if (examined == most) {
      page.index = index;
      response.next_token = NewToken(page);
      break;
    }
    examined += 1;
    const auto in_first = first->blocks.find(index);
    const auto in_second = second->blocks.find(index);
    const bool has_first = in_first != first->blocks.end();
    const bool has_second = in_second != second->blocks.end();
    if (has_first && has_second && in_first->second.writer == in_second->second.writer) continue;
    ChangedBlockRef changed;
    changed.block_index = static_cast<std::int32_t>(index);
    if (has_first) {
      changed.first_block_token = NewToken({std::nullopt, "", first_id, index, expiry});
    }
    if (has_second) {
      changed.second_block_token = NewToken({std::nullopt, "", second_id, index, expiry});
    }
    response.changed_blocks.push_back(changed);
  }
  const bool bare = response.changed_blocks.empty() && !response.next_token;
  if (!bare || !options_.empty_last_page_is_bare) {
    response.expiry_time = expiry;
    response.volume_size_gib = second->volume_size_gib;
    response.block_size_bytes = 524288;
  }
  return AnyResponse(response);
}

AnyResult ReferenceModel::Run(const AnyRequest& request, const CallContext& context,
                              TimePoint now) {
  if (auto refusal = BrokenConstraints(request)) return *refusal;
  return request.Visit([&](const auto& concrete) { return Operate(concrete, context, now); });
}

}  // namespace fauxebs::internal
