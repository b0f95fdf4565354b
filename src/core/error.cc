#include "fauxebs/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <ostream>
#include <sstream>

#include "fauxebs/operations.h"

namespace fauxebs {
namespace {

// AWS: err-1, err-2, err-10: names, statuses, who lists which, what may be tried again. In the
// order of the enumerators.
constexpr std::array kErrors = {
    ErrorInfo{ErrorCode::kAccessDenied, "AccessDenied", "AccessDeniedException", 403, false, true,
              false},
    ErrorInfo{ErrorCode::kValidation, "Validation", "ValidationException", 400, false, true, false},
    ErrorInfo{ErrorCode::kResourceNotFound, "ResourceNotFound", "ResourceNotFoundException", 404,
              false, true, false},
    ErrorInfo{ErrorCode::kRequestThrottled, "RequestThrottled", "RequestThrottledException", 400,
              true, true, false},
    ErrorInfo{ErrorCode::kServiceQuotaExceeded, "ServiceQuotaExceeded",
              "ServiceQuotaExceededException", 402, false, true, false},
    ErrorInfo{ErrorCode::kInternalServer, "InternalServer", "InternalServerException", 500, true,
              true, false},
    ErrorInfo{ErrorCode::kConcurrentLimitExceeded, "ConcurrentLimitExceeded",
              "ConcurrentLimitExceededException", 400, false, true, true},
    ErrorInfo{ErrorCode::kConflict, "Conflict", "ConflictException", 409, false, true, true},
    ErrorInfo{ErrorCode::kThrottling, "Throttling", "ThrottlingException", 400, true, false, false},
    ErrorInfo{ErrorCode::kInvalidSignature, "InvalidSignature", "InvalidSignatureException", 403,
              false, false, false},
    ErrorInfo{ErrorCode::kUnrecognizedClient, "UnrecognizedClient", "UnrecognizedClientException",
              403, false, false, false},
    ErrorInfo{ErrorCode::kMissingAuthenticationToken, "MissingAuthenticationToken",
              "MissingAuthenticationTokenException", 403, false, false, false},
    ErrorInfo{ErrorCode::kServiceUnavailable, "ServiceUnavailable", "ServiceUnavailableException",
              503, true, false, false},
    ErrorInfo{ErrorCode::kTimeout, "Timeout", "", 0, true, false, false},
    ErrorInfo{ErrorCode::kConnectionReset, "ConnectionReset", "", 0, true, false, false},
    ErrorInfo{ErrorCode::kConnectionRefused, "ConnectionRefused", "", 0, true, false, false},
    ErrorInfo{ErrorCode::kReplyCut, "ReplyCut", "", 0, true, false, false},
    ErrorInfo{ErrorCode::kReplyGarbled, "ReplyGarbled", "", 0, true, false, false},
    ErrorInfo{ErrorCode::kConnection, "Connection", "", 0, false, false, false},
    ErrorInfo{ErrorCode::kClient, "Client", "", 0, false, false, false},
};

struct ReasonInfo {
  ErrorReason reason = ErrorReason::kNone;
  const char* wire_name = "";
  ErrorCode owner = ErrorCode::kValidation;
  std::optional<Operation> only_of{};  // where it makes no sense for others
  std::optional<Operation> or_of{};
};

// AWS: err-3. FAKE: err-13: those without a known trigger come from rules only.
constexpr std::array kReasons = {
    ReasonInfo{ErrorReason::kUnauthorizedAccount, "UNAUTHORIZED_ACCOUNT", ErrorCode::kAccessDenied},
    ReasonInfo{ErrorReason::kDependencyAccessDenied, "DEPENDENCY_ACCESS_DENIED",
               ErrorCode::kAccessDenied},
    ReasonInfo{ErrorReason::kInvalidCustomerKey, "INVALID_CUSTOMER_KEY", ErrorCode::kValidation,
               Operation::kStartSnapshot},
    ReasonInfo{ErrorReason::kInvalidPageToken, "INVALID_PAGE_TOKEN", ErrorCode::kValidation,
               Operation::kListSnapshotBlocks, Operation::kListChangedBlocks},
    ReasonInfo{ErrorReason::kInvalidBlockToken, "INVALID_BLOCK_TOKEN", ErrorCode::kValidation,
               Operation::kGetSnapshotBlock},
    ReasonInfo{ErrorReason::kInvalidGrantToken, "INVALID_GRANT_TOKEN", ErrorCode::kValidation},
    ReasonInfo{ErrorReason::kInvalidSnapshotId, "INVALID_SNAPSHOT_ID", ErrorCode::kValidation},
    ReasonInfo{ErrorReason::kUnrelatedSnapshots, "UNRELATED_SNAPSHOTS", ErrorCode::kValidation,
               Operation::kListChangedBlocks},
    ReasonInfo{ErrorReason::kInvalidBlock, "INVALID_BLOCK", ErrorCode::kValidation,
               Operation::kPutSnapshotBlock},
    ReasonInfo{ErrorReason::kInvalidContentEncoding, "INVALID_CONTENT_ENCODING",
               ErrorCode::kValidation, Operation::kPutSnapshotBlock},
    ReasonInfo{ErrorReason::kInvalidTag, "INVALID_TAG", ErrorCode::kValidation,
               Operation::kStartSnapshot},
    ReasonInfo{ErrorReason::kInvalidDependencyRequest, "INVALID_DEPENDENCY_REQUEST",
               ErrorCode::kValidation},
    ReasonInfo{ErrorReason::kInvalidParameterValue, "INVALID_PARAMETER_VALUE",
               ErrorCode::kValidation},
    ReasonInfo{ErrorReason::kInvalidVolumeSize, "INVALID_VOLUME_SIZE", ErrorCode::kValidation,
               Operation::kStartSnapshot},
    ReasonInfo{ErrorReason::kConflictingBlockUpdate, "CONFLICTING_BLOCK_UPDATE",
               ErrorCode::kValidation, Operation::kPutSnapshotBlock},
    ReasonInfo{ErrorReason::kInvalidImageId, "INVALID_IMAGE_ID", ErrorCode::kValidation},
    ReasonInfo{ErrorReason::kWriteRequestTimeout, "WRITE_REQUEST_TIMEOUT", ErrorCode::kValidation,
               Operation::kPutSnapshotBlock},
    ReasonInfo{ErrorReason::kSnapshotNotFound, "SNAPSHOT_NOT_FOUND", ErrorCode::kResourceNotFound},
    ReasonInfo{ErrorReason::kGrantNotFound, "GRANT_NOT_FOUND", ErrorCode::kResourceNotFound},
    ReasonInfo{ErrorReason::kDependencyResourceNotFound, "DEPENDENCY_RESOURCE_NOT_FOUND",
               ErrorCode::kResourceNotFound},
    ReasonInfo{ErrorReason::kImageNotFound, "IMAGE_NOT_FOUND", ErrorCode::kResourceNotFound},
    ReasonInfo{ErrorReason::kAccountThrottled, "ACCOUNT_THROTTLED", ErrorCode::kRequestThrottled},
    ReasonInfo{ErrorReason::kDependencyRequestThrottled, "DEPENDENCY_REQUEST_THROTTLED",
               ErrorCode::kRequestThrottled},
    ReasonInfo{ErrorReason::kResourceLevelThrottle, "RESOURCE_LEVEL_THROTTLE",
               ErrorCode::kRequestThrottled},
    ReasonInfo{ErrorReason::kDependencyServiceQuotaExceeded, "DEPENDENCY_SERVICE_QUOTA_EXCEEDED",
               ErrorCode::kServiceQuotaExceeded},
};

constexpr const char* kFailedToRead = "Failed to read block data";
// FAKE: err-12: the service's own sentence is nowhere recorded.
constexpr const char* kThrottledMessage = "Request rate exceeded, please slow down";

}  // namespace

const ErrorInfo& InfoOf(ErrorCode code) {
  const ErrorInfo& info = kErrors.at(static_cast<std::size_t>(code));
  assert(info.code == code);
  return info;
}

std::optional<ErrorCode> ErrorCodeNamed(std::string_view name) {
  const auto* found = std::find_if(kErrors.begin(), kErrors.end(),
                                   [&](const ErrorInfo& info) { return name == info.name; });
  if (found == kErrors.end()) return std::nullopt;
  return found->code;
}

const char* WireName(ErrorReason reason) {
  if (reason == ErrorReason::kNone) return "";
  const ReasonInfo& info = kReasons.at(static_cast<std::size_t>(reason) - 1);
  assert(info.reason == reason);
  return info.wire_name;
}

std::optional<ErrorReason> ErrorReasonNamed(std::string_view wire_name) {
  const auto* found = std::find_if(kReasons.begin(), kReasons.end(), [&](const ReasonInfo& info) {
    return wire_name == info.wire_name;
  });
  if (found == kReasons.end()) return std::nullopt;
  return found->reason;
}

std::optional<ErrorCode> OwnerOf(ErrorReason reason) {
  if (reason == ErrorReason::kNone) return std::nullopt;
  return kReasons.at(static_cast<std::size_t>(reason) - 1).owner;
}

bool IsConnectionFailure(ErrorCode code) {
  return code == ErrorCode::kConnectionReset || code == ErrorCode::kConnectionRefused;
}

// FAKE: wire-1: of the statuses that load balancers answer without a body, 503 alone.
bool IsBare(const Error& error) {
  return error.code == ErrorCode::kServiceUnavailable && error.message.empty();
}

bool CanReturn(Operation operation, const Error& error) {
  const ErrorInfo& info = InfoOf(error.code);
  if (*info.exception == '\0') return false;
  if (info.only_on_start && operation != Operation::kStartSnapshot) return false;
  if (error.code == ErrorCode::kValidation && error.message == kFailedToRead) {
    return operation == Operation::kPutSnapshotBlock;
  }
  if (error.reason == ErrorReason::kNone) return true;
  const ReasonInfo& reason = kReasons.at(static_cast<std::size_t>(error.reason) - 1);
  return reason.owner == error.code &&
         (!reason.only_of || reason.only_of == operation || reason.or_of == operation);
}

bool IsFrameworkError(const Error& error) {
  return !InfoOf(error.code).in_model ||
         (error.code == ErrorCode::kValidation && error.reason == ErrorReason::kNone);
}

// AWS: err-10: of the ValidationExceptions this one may be retried.
Error MakeError(ErrorCode code, ErrorReason reason, std::string message) {
  const ErrorInfo& info = InfoOf(code);
  const bool retryable =
      info.retryable || (code == ErrorCode::kValidation && message == kFailedToRead);
  return {code, reason, std::move(message), info.http_status, retryable, {}};
}

std::string ToString(const Error& error) {
  std::ostringstream out;
  out << error;
  return out.str();
}

std::ostream& operator<<(std::ostream& out, ErrorCode code) { return out << InfoOf(code).name; }

std::ostream& operator<<(std::ostream& out, ErrorReason reason) {
  return out << (reason == ErrorReason::kNone ? "no reason" : WireName(reason));
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
  out << error.code;
  if (error.reason != ErrorReason::kNone) out << '/' << error.reason;
  if (error.http_status != 0) out << ' ' << error.http_status;
  return error.message.empty() ? out : out << " \"" << error.message << '"';
}

namespace words {

Error AccessDenied(ErrorReason reason) {
  return MakeError(ErrorCode::kAccessDenied, reason, "You are not authorized to do this");
}

Error Validation(ErrorReason reason, std::string message) {
  return MakeError(ErrorCode::kValidation, reason, std::move(message));
}

// AWS: acct-1: the sentence for an unknown snapshot, of all operations.
Error SnapshotNotFound(std::string_view snapshot_id) {
  return MakeError(ErrorCode::kResourceNotFound, ErrorReason::kSnapshotNotFound,
                   fmt::format("The snapshot '{}' does not exist.", snapshot_id));
}

Error RequestThrottled(ErrorReason reason) {
  return MakeError(ErrorCode::kRequestThrottled, reason, kThrottledMessage);
}

Error ServiceQuotaExceeded() {
  return MakeError(ErrorCode::kServiceQuotaExceeded, ErrorReason::kDependencyServiceQuotaExceeded,
                   "The snapshot quota of the account is exceeded");
}

Error InternalServer() {
  return MakeError(ErrorCode::kInternalServer, ErrorReason::kNone, "Internal server error");
}

Error ConcurrentLimitExceeded() {
  return MakeError(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone,
                   "The limit of pending snapshots for the account is reached");
}

// AWS: idem-2
Error Conflict() {
  return MakeError(ErrorCode::kConflict, ErrorReason::kNone,
                   "Current request does not match request stored with this token.");
}

Error Throttling() {
  return MakeError(ErrorCode::kThrottling, ErrorReason::kNone, "Rate exceeded");
}

Error InvalidSignature(std::string message) {
  return MakeError(ErrorCode::kInvalidSignature, ErrorReason::kNone, std::move(message));
}

Error ServiceUnavailable() {
  return MakeError(ErrorCode::kServiceUnavailable, ErrorReason::kNone,
                   "The service is temporarily unavailable");
}

Error BareServiceUnavailable() {
  return MakeError(ErrorCode::kServiceUnavailable, ErrorReason::kNone, "");
}

Error FailedToReadBlockData() {
  return Validation(ErrorReason::kInvalidParameterValue, kFailedToRead);
}

Error ConnectionReset() {
  return MakeError(ErrorCode::kConnectionReset, ErrorReason::kNone, "the connection was reset");
}

Error ConnectionRefused() {
  return MakeError(ErrorCode::kConnectionRefused, ErrorReason::kNone, "the connection was refused");
}

}  // namespace words
}  // namespace fauxebs
