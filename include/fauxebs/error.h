// Errors as the service gives them: code, reason, message, HTTP status.
//
//   ErrorCode, ErrorReason   closed lists, each with advice for the caller
//   Error                    one refusal, a value
//   InfoOf, CanReturn        the one table of codes: names, statuses, who may return which
//   words::...               makers with the service's own texts, for tests and rules
//
//   ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
//
// Values; no shared state.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace fauxebs {

enum class Operation : std::uint8_t;

enum class ErrorCode : std::uint8_t {
  // The service's own list. AWS: err-1
  kAccessDenied,      // 403: not allowed, or not this account's. Do not retry.
  kValidation,        // 400: the request is wrong. Do not retry; FailedToReadBlockData() may be.
  kResourceNotFound,  // 404: unknown, or not readable (yet). Retry only right after a start.
  kRequestThrottled,  // 400: too many requests to one snapshot. Retry with back-off.
  kServiceQuotaExceeded,     // 402: the account holds too much. Do not retry.
  kInternalServer,           // 500: the service failed. Retry with back-off.
  kConcurrentLimitExceeded,  // 400: too many pending snapshots. Complete some, then retry.
  kConflict,                 // 409: a client token used again for another request. Do not retry.
  // Sent by the service's front end; in no model, all the same seen by clients. AWS: err-4
  kThrottling,          // 400: too many requests by the account. Retry with back-off.
  kInvalidSignature,    // 403: also a block that does not match its checksum. Do not retry as is.
  kUnrecognizedClient,  // 403: unknown credentials. Do not retry.
  kMissingAuthenticationToken,  // 403: unsigned. Do not retry.
  kServiceUnavailable,          // 503: Retry with back-off.
  // Never from the service: what a caller notices by itself.
  kTimeout,            // no answer in time; the request may or may not have been applied. Retry.
  kConnectionReset,    // cut; the request may or may not have been applied. Retry.
  kConnectionRefused,  // no connection was made; the request was not applied. Retry with back-off.
  kReplyCut,           // the reply ended in its middle; the request was applied. Retry.
  kReplyGarbled,       // the reply cannot be read; the request was applied. Retry.
  kConnection,         // there is nobody to connect to, as the message says. Do not retry.
  kClient,             // the caller itself turned it down or gave up, as the message says.
};

enum class ErrorReason : std::uint8_t {
  kNone,
  // AccessDeniedException
  kUnauthorizedAccount,
  kDependencyAccessDenied,
  // ValidationException
  kInvalidCustomerKey,
  kInvalidPageToken,
  kInvalidBlockToken,
  kInvalidGrantToken,
  kInvalidSnapshotId,
  kUnrelatedSnapshots,
  kInvalidBlock,
  kInvalidContentEncoding,
  kInvalidTag,
  kInvalidDependencyRequest,
  kInvalidParameterValue,
  kInvalidVolumeSize,
  kConflictingBlockUpdate,
  kInvalidImageId,
  kWriteRequestTimeout,
  // ResourceNotFoundException
  kSnapshotNotFound,
  kGrantNotFound,
  kDependencyResourceNotFound,
  kImageNotFound,
  // RequestThrottledException
  kAccountThrottled,
  kDependencyRequestThrottled,
  kResourceLevelThrottle,
  // ServiceQuotaExceededException
  kDependencyServiceQuotaExceeded,
};

struct Error {
  ErrorCode code = ErrorCode::kInternalServer;
  ErrorReason reason = ErrorReason::kNone;
  std::string message;
  int http_status = 0;     // 0 where no answer was heard
  bool retryable = false;  // what the service's documents advise; an SDK may think otherwise
  std::string request_id;

  // Equality leaves out the request id, which is new for every call.
  friend bool operator==(const Error& a, const Error& b) {
    return a.code == b.code && a.reason == b.reason && a.message == b.message &&
           a.http_status == b.http_status;
  }
  friend bool operator!=(const Error& a, const Error& b) { return !(a == b); }
};

struct ErrorInfo {
  ErrorCode code;
  const char* name;       // as in rules and in the journal: "RequestThrottled"
  const char* exception;  // as on the wire: "RequestThrottledException"; "" where never on it
  int http_status;
  bool retryable;
  bool in_model;       // has a Message and perhaps a Reason; the others have a bare message
  bool only_on_start;  // StartSnapshot alone may return it
};

const ErrorInfo& InfoOf(ErrorCode code);
std::optional<ErrorCode> ErrorCodeNamed(std::string_view name);

const char* WireName(ErrorReason reason);  // "INVALID_BLOCK"; "" for kNone
std::optional<ErrorReason> ErrorReasonNamed(std::string_view wire_name);

// The code whose exception has this reason; nothing for kNone.
std::optional<ErrorCode> OwnerOf(ErrorReason reason);

// Whether it is the connection that failed, in a way that a rule may ask for.
bool IsConnectionFailure(ErrorCode code);

// Whether it is an answer without a body: a load balancer's, in front of the service. It has no
// name there: the status is all that a client sees.
bool IsBare(const Error& error);

// Whether the service could give this error as the answer to this operation.
bool CanReturn(Operation operation, const Error& error);

// Whether the request was turned down by the framework in front of the service (limits of the
// model broken): a lower-case `message` on the wire and no Reason.
bool IsFrameworkError(const Error& error);

// Fills in status and retryability from the table.
Error MakeError(ErrorCode code, ErrorReason reason, std::string message);

std::string ToString(const Error& error);
std::ostream& operator<<(std::ostream& out, const Error& error);
std::ostream& operator<<(std::ostream& out, ErrorCode code);
std::ostream& operator<<(std::ostream& out, ErrorReason reason);

namespace words {

Error AccessDenied(ErrorReason reason = ErrorReason::kUnauthorizedAccount);
Error Validation(ErrorReason reason, std::string message);
Error SnapshotNotFound(std::string_view snapshot_id);
Error RequestThrottled(ErrorReason reason = ErrorReason::kResourceLevelThrottle);
Error ServiceQuotaExceeded();
Error InternalServer();
Error ConcurrentLimitExceeded();
Error Conflict();
Error Throttling();
Error InvalidSignature(std::string message = "Signature expired");
Error ServiceUnavailable();
Error BareServiceUnavailable();  // a 503 without a body
// The retryable ValidationException of PutSnapshotBlock, common on slow links.
Error FailedToReadBlockData();
// No answers: what happens to the connection. A reset may come before the request is applied
// (Refuse) or after (ApplyThenFail); a refusal before.
Error ConnectionReset();
Error ConnectionRefused();

}  // namespace words
}  // namespace fauxebs
