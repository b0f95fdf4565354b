#include "aws_door.h"

#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/ValidationException.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "fauxebs/aws/ebs_client.h"

namespace fauxebs {
namespace {

namespace sdk = Aws::EBS::Model;
using Aws::EBS::EBSErrors;

Aws::String To(const std::string& text) { return Aws::String(text.data(), text.size()); }
std::string From(const Aws::String& text) { return std::string(text.data(), text.size()); }

int ToInt(std::int64_t value) {
  const int narrow = static_cast<int>(value);
  if (narrow != value) throw std::logic_error(std::to_string(value) + " is no int");
  return narrow;
}

sdk::ChecksumAlgorithm ToAlgorithm(const std::string& name) {
  if (name != "SHA256") throw std::logic_error("the SDK has no checksum algorithm " + name);
  return sdk::ChecksumAlgorithm::SHA256;
}

sdk::ChecksumAggregationMethod ToMethod(const std::string& name) {
  if (name != "LINEAR") throw std::logic_error("the SDK has no aggregation method " + name);
  return sdk::ChecksumAggregationMethod::LINEAR;
}

// In results the SDK does not tell an absent member from an empty text, a zero, or the epoch.
std::optional<std::string> Present(const Aws::String& text) {
  if (text.empty()) return std::nullopt;
  return From(text);
}

template <typename T>
std::optional<T> Present(T number) {
  if (number == 0) return std::nullopt;
  return number;
}

TimePoint From(const Aws::Utils::DateTime& time) {
  return TimePoint(std::chrono::milliseconds(time.Millis()));
}

std::optional<TimePoint> Present(const Aws::Utils::DateTime& time) {
  if (time.Millis() == 0) return std::nullopt;
  return From(time);
}

SnapshotStatus From(sdk::Status status) {
  switch (status) {
    case sdk::Status::pending:
      return SnapshotStatus::kPending;
    case sdk::Status::completed:
      return SnapshotStatus::kCompleted;
    case sdk::Status::error:
      return SnapshotStatus::kError;
    default:
      throw std::logic_error("the SDK reports no status");
  }
}

std::string From(sdk::ChecksumAlgorithm algorithm) {
  return From(sdk::ChecksumAlgorithmMapper::GetNameForChecksumAlgorithm(algorithm));
}

// Errors, by the type that the SDK gives them.

struct Refusal {
  ErrorCode code;
  Aws::String reason;  // its wire name; "" for none
};

Refusal RefusalOf(Aws::EBS::EBSError error) {
  switch (error.GetErrorType()) {
    case EBSErrors::ACCESS_DENIED:
      return {ErrorCode::kAccessDenied,
              sdk::AccessDeniedExceptionReasonMapper::GetNameForAccessDeniedExceptionReason(
                  error.GetModeledError<sdk::AccessDeniedException>().GetReason())};
    case EBSErrors::VALIDATION:
      return {ErrorCode::kValidation,
              sdk::ValidationExceptionReasonMapper::GetNameForValidationExceptionReason(
                  error.GetModeledError<sdk::ValidationException>().GetReason())};
    case EBSErrors::RESOURCE_NOT_FOUND:
      return {ErrorCode::kResourceNotFound,
              sdk::ResourceNotFoundExceptionReasonMapper::GetNameForResourceNotFoundExceptionReason(
                  error.GetModeledError<sdk::ResourceNotFoundException>().GetReason())};
    case EBSErrors::SERVICE_QUOTA_EXCEEDED:
      return {ErrorCode::kServiceQuotaExceeded,
              sdk::ServiceQuotaExceededExceptionReasonMapper::
                  GetNameForServiceQuotaExceededExceptionReason(
                      error.GetModeledError<sdk::ServiceQuotaExceededException>().GetReason())};
    case EBSErrors::THROTTLING:
      if (error.GetExceptionName() == "ThrottlingException") return {ErrorCode::kThrottling, ""};
      return {ErrorCode::kRequestThrottled,
              sdk::RequestThrottledExceptionReasonMapper::GetNameForRequestThrottledExceptionReason(
                  error.GetModeledError<sdk::RequestThrottledException>().GetReason())};
    case EBSErrors::INTERNAL_SERVER:
      return {ErrorCode::kInternalServer, ""};
    case EBSErrors::CONCURRENT_LIMIT_EXCEEDED:
      return {ErrorCode::kConcurrentLimitExceeded, ""};
    case EBSErrors::CONFLICT:
      return {ErrorCode::kConflict, ""};
    case EBSErrors::INVALID_SIGNATURE:
      return {ErrorCode::kInvalidSignature, ""};
    case EBSErrors::UNRECOGNIZED_CLIENT:
      return {ErrorCode::kUnrecognizedClient, ""};
    case EBSErrors::MISSING_AUTHENTICATION_TOKEN:
      return {ErrorCode::kMissingAuthenticationToken, ""};
    case EBSErrors::SERVICE_UNAVAILABLE:
      return {ErrorCode::kServiceUnavailable, ""};
    case EBSErrors::NETWORK_CONNECTION:
      return {ErrorCode::kConnection, ""};
    default:
      throw std::logic_error("no answer of the service, but the SDK's own: " +
                             From(error.GetExceptionName()) + ": " + From(error.GetMessage()));
  }
}

Error From(const Aws::EBS::EBSError& error) {
  const Refusal refusal = RefusalOf(error);
  Error from;
  from.code = refusal.code;
  from.reason = ErrorReasonNamed(From(refusal.reason)).value_or(ErrorReason::kNone);
  from.message = From(error.GetMessage());
  from.http_status = static_cast<int>(error.GetResponseCode());
  from.retryable = error.ShouldRetry();
  from.request_id = From(error.GetRequestId());
  return from;
}

// The way in.

class AwsDoor final : public SdkDoor {
 public:
  std::string name() const override { return "aws"; }

  std::shared_ptr<Service> Open(Fake& fake, const std::string& client,
                                const std::string& account) const override {
    ClientOptions options;
    options.name = client;
    options.account = account;
    options.sdk_retries = false;  // which would heal what the service answered
    return std::make_shared<ServiceOverClient>(MakeEBSClient(fake, options));
  }
};

const bool kAwsDoorIsAdded = AddDoor(std::make_unique<AwsDoor>());

}  // namespace

ServiceOverClient::ServiceOverClient(std::shared_ptr<const Aws::EBS::EBSClient> client)
    : client_(std::move(client)) {}

Result<StartSnapshotResponse> ServiceOverClient::StartSnapshot(const StartSnapshotRequest& request,
                                                               const CallContext& /*context*/) {
  sdk::StartSnapshotRequest to;  // with a client token of its own, new each time
  if (request.volume_size_gib) to.SetVolumeSize(*request.volume_size_gib);
  if (request.parent_snapshot_id) to.SetParentSnapshotId(To(*request.parent_snapshot_id));
  for (const Tag& tag : request.tags) {
    to.AddTags(sdk::Tag().WithKey(To(tag.key)).WithValue(To(tag.value)));
  }
  if (request.description) to.SetDescription(To(*request.description));
  if (request.client_token) to.SetClientToken(To(*request.client_token));
  if (request.encrypted) to.SetEncrypted(*request.encrypted);
  if (request.kms_key_arn) to.SetKmsKeyArn(To(*request.kms_key_arn));
  if (request.timeout_minutes) to.SetTimeout(*request.timeout_minutes);

  const sdk::StartSnapshotOutcome outcome = client_->StartSnapshot(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  const sdk::StartSnapshotResult& result = outcome.GetResult();
  StartSnapshotResponse response;
  response.snapshot_id = From(result.GetSnapshotId());
  response.owner_id = From(result.GetOwnerId());
  response.status = From(result.GetStatus());
  response.start_time = From(result.GetStartTime());
  response.volume_size_gib = result.GetVolumeSize();
  response.block_size_bytes = result.GetBlockSize();
  for (const sdk::Tag& tag : result.GetTags()) {
    response.tags.push_back({From(tag.GetKey()), From(tag.GetValue())});
  }
  response.description = Present(result.GetDescription());
  response.parent_snapshot_id = Present(result.GetParentSnapshotId());
  response.kms_key_arn = Present(result.GetKmsKeyArn());
  response.request_id = From(result.GetRequestId());
  return response;
}

Result<PutSnapshotBlockResponse> ServiceOverClient::PutSnapshotBlock(
    const PutSnapshotBlockRequest& request, const CallContext& /*context*/) {
  sdk::PutSnapshotBlockRequest to;
  to.SetSnapshotId(To(request.snapshot_id));
  to.SetBlockIndex(ToInt(request.block_index));
  if (request.data_length) to.SetDataLength(ToInt(*request.data_length));
  if (request.progress) to.SetProgress(*request.progress);
  if (request.checksum) to.SetChecksum(To(*request.checksum));
  if (request.checksum_algorithm) to.SetChecksumAlgorithm(ToAlgorithm(*request.checksum_algorithm));
  const auto body = Aws::MakeShared<Aws::StringStream>("conformance");
  body->write(request.block_data.view().data(),
              static_cast<std::streamsize>(request.block_data.size()));
  to.SetBody(body);

  const sdk::PutSnapshotBlockOutcome outcome = client_->PutSnapshotBlock(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  const sdk::PutSnapshotBlockResult& result = outcome.GetResult();
  PutSnapshotBlockResponse response;
  response.checksum = From(result.GetChecksum());
  response.checksum_algorithm = From(result.GetChecksumAlgorithm());
  response.request_id = From(result.GetRequestId());
  return response;
}

Result<CompleteSnapshotResponse> ServiceOverClient::CompleteSnapshot(
    const CompleteSnapshotRequest& request, const CallContext& /*context*/) {
  sdk::CompleteSnapshotRequest to;
  to.SetSnapshotId(To(request.snapshot_id));
  if (request.changed_blocks_count) to.SetChangedBlocksCount(ToInt(*request.changed_blocks_count));
  if (request.checksum) to.SetChecksum(To(*request.checksum));
  if (request.checksum_algorithm) to.SetChecksumAlgorithm(ToAlgorithm(*request.checksum_algorithm));
  if (request.checksum_aggregation_method) {
    to.SetChecksumAggregationMethod(ToMethod(*request.checksum_aggregation_method));
  }

  const sdk::CompleteSnapshotOutcome outcome = client_->CompleteSnapshot(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  CompleteSnapshotResponse response;
  response.status = From(outcome.GetResult().GetStatus());
  response.request_id = From(outcome.GetResult().GetRequestId());
  return response;
}

Result<GetSnapshotBlockResponse> ServiceOverClient::GetSnapshotBlock(
    const GetSnapshotBlockRequest& request, const CallContext& /*context*/) {
  sdk::GetSnapshotBlockRequest to;
  to.SetSnapshotId(To(request.snapshot_id));
  to.SetBlockIndex(ToInt(request.block_index));
  if (request.block_token) to.SetBlockToken(To(*request.block_token));

  const sdk::GetSnapshotBlockOutcome outcome = client_->GetSnapshotBlock(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  const sdk::GetSnapshotBlockResult& result = outcome.GetResult();
  std::ostringstream data;
  data << result.GetBlockData().rdbuf();
  GetSnapshotBlockResponse response;
  response.block_data = Bytes::Copy(data.str());
  response.data_length = result.GetDataLength();
  response.checksum = From(result.GetChecksum());
  response.checksum_algorithm = From(result.GetChecksumAlgorithm());
  response.request_id = From(result.GetRequestId());
  return response;
}

Result<ListSnapshotBlocksResponse> ServiceOverClient::ListSnapshotBlocks(
    const ListSnapshotBlocksRequest& request, const CallContext& /*context*/) {
  sdk::ListSnapshotBlocksRequest to;
  to.SetSnapshotId(To(request.snapshot_id));
  if (request.next_token) to.SetNextToken(To(*request.next_token));
  if (request.max_results) to.SetMaxResults(*request.max_results);
  if (request.starting_block_index) to.SetStartingBlockIndex(ToInt(*request.starting_block_index));

  const sdk::ListSnapshotBlocksOutcome outcome = client_->ListSnapshotBlocks(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  const sdk::ListSnapshotBlocksResult& result = outcome.GetResult();
  ListSnapshotBlocksResponse response;
  for (const sdk::Block& block : result.GetBlocks()) {
    response.blocks.push_back({block.GetBlockIndex(), From(block.GetBlockToken())});
  }
  response.expiry_time = Present(result.GetExpiryTime());
  response.volume_size_gib = Present(std::int64_t{result.GetVolumeSize()});
  response.block_size_bytes = Present(result.GetBlockSize());
  response.next_token = Present(result.GetNextToken());
  response.request_id = From(result.GetRequestId());
  return response;
}

Result<ListChangedBlocksResponse> ServiceOverClient::ListChangedBlocks(
    const ListChangedBlocksRequest& request, const CallContext& /*context*/) {
  sdk::ListChangedBlocksRequest to;
  if (request.first_snapshot_id) to.SetFirstSnapshotId(To(*request.first_snapshot_id));
  to.SetSecondSnapshotId(To(request.second_snapshot_id));
  if (request.next_token) to.SetNextToken(To(*request.next_token));
  if (request.max_results) to.SetMaxResults(*request.max_results);
  if (request.starting_block_index) to.SetStartingBlockIndex(ToInt(*request.starting_block_index));

  const sdk::ListChangedBlocksOutcome outcome = client_->ListChangedBlocks(to);
  if (!outcome.IsSuccess()) return From(outcome.GetError());

  const sdk::ListChangedBlocksResult& result = outcome.GetResult();
  ListChangedBlocksResponse response;
  for (const sdk::ChangedBlock& block : result.GetChangedBlocks()) {
    ChangedBlockRef changed;
    changed.block_index = block.GetBlockIndex();
    if (block.FirstBlockTokenHasBeenSet()) {
      changed.first_block_token = From(block.GetFirstBlockToken());
    }
    if (block.SecondBlockTokenHasBeenSet()) {
      changed.second_block_token = From(block.GetSecondBlockToken());
    }
    response.changed_blocks.push_back(changed);
  }
  response.expiry_time = Present(result.GetExpiryTime());
  response.volume_size_gib = Present(std::int64_t{result.GetVolumeSize()});
  response.block_size_bytes = Present(result.GetBlockSize());
  response.next_token = Present(result.GetNextToken());
  response.request_id = From(result.GetRequestId());
  return response;
}

}  // namespace fauxebs
