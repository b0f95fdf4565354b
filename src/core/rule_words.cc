#include "core/rule_words.h"

namespace fauxebs::internal {

std::string_view NameOf(Verb verb) {
  for (const VerbName& entry : kVerbNames) {
    if (entry.verb == verb) return entry.name;
  }
  return "";
}

Error DefaultError(ErrorCode code) {
  switch (code) {
    case ErrorCode::kAccessDenied:
      return words::AccessDenied();
    case ErrorCode::kRequestThrottled:
      return words::RequestThrottled();
    case ErrorCode::kServiceQuotaExceeded:
      return words::ServiceQuotaExceeded();
    case ErrorCode::kInternalServer:
      return words::InternalServer();
    case ErrorCode::kConcurrentLimitExceeded:
      return words::ConcurrentLimitExceeded();
    case ErrorCode::kConflict:
      return words::Conflict();
    case ErrorCode::kThrottling:
      return words::Throttling();
    case ErrorCode::kInvalidSignature:
      return words::InvalidSignature();
    case ErrorCode::kServiceUnavailable:
      return words::ServiceUnavailable();
    case ErrorCode::kConnectionReset:
      return words::ConnectionReset();
    case ErrorCode::kConnectionRefused:
      return words::ConnectionRefused();
    default:
      return MakeError(code, ErrorReason::kNone, "");
  }
}

}  // namespace fauxebs::internal
