// Errors of the core as the SDK's real client reports them.
//
//   SdkErrorOf         the one table: ErrorCode -> type, retryability, curl's text
//   ServiceError       an answer of the service: typed, with headers and a payload for
//                      GetModeledError
//   NetworkError, MissingParameter, OutOfSendTokens     what the client notices by itself
//
//   Aws::EBS::EBSError error = fauxebs::internal::ToSdk(result.error(), clock.Now());
//
// Values; no shared state.
#pragma once

#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBSErrors.h>

#include <string>
#include <string_view>
#include <utility>

#include "fauxebs/error.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// Aws::String is another type than std::string where an SDK is built with memory management of its
// own.
inline Aws::String ToAws(std::string_view text) { return {text.data(), text.size()}; }
inline std::string ToStd(const Aws::String& text) { return {text.data(), text.size()}; }

// SDK: libcurl's words, measured at 1.11.332.
inline constexpr const char* kCurlWriteError =
    "curlCode: 23, Failed writing received data to disk/application";
inline constexpr const char* kCurlTimeout = "curlCode: 28, Timeout was reached";
inline constexpr const char* kCurlReceiveError =
    "curlCode: 56, Failure when receiving data from the peer";

struct SdkError {
  Aws::EBS::EBSErrors type = Aws::EBS::EBSErrors::UNKNOWN;
  bool retryable = false;
  const char* curl = nullptr;  // not an answer: libcurl's words for it
};

// SDK: the name decides, not the status; measured at 1.11.332, each with a body.
inline SdkError SdkErrorOf(ErrorCode code) {
  using Aws::EBS::EBSErrors;
  switch (code) {
    case ErrorCode::kAccessDenied:
      return {EBSErrors::ACCESS_DENIED, false};
    case ErrorCode::kValidation:
      return {EBSErrors::VALIDATION, false};
    case ErrorCode::kResourceNotFound:
      return {EBSErrors::RESOURCE_NOT_FOUND, false};
    case ErrorCode::kRequestThrottled:
      return {EBSErrors::THROTTLING, true};
    case ErrorCode::kServiceQuotaExceeded:
      return {EBSErrors::SERVICE_QUOTA_EXCEEDED, false};
    case ErrorCode::kInternalServer:
      // EBS's own mapper calls it final, whatever EBS's documents say of 5xx.
      return {EBSErrors::INTERNAL_SERVER, false};
    case ErrorCode::kConcurrentLimitExceeded:
      return {EBSErrors::CONCURRENT_LIMIT_EXCEEDED, false};
    case ErrorCode::kConflict:
      return {EBSErrors::CONFLICT, false};
    case ErrorCode::kThrottling:
      return {EBSErrors::THROTTLING, true};
    case ErrorCode::kInvalidSignature:
      return {EBSErrors::INVALID_SIGNATURE, false};
    case ErrorCode::kUnrecognizedClient:
      return {EBSErrors::UNRECOGNIZED_CLIENT, false};
    case ErrorCode::kMissingAuthenticationToken:
      return {EBSErrors::MISSING_AUTHENTICATION_TOKEN, false};
    case ErrorCode::kServiceUnavailable:
      return {EBSErrors::SERVICE_UNAVAILABLE, true};
    case ErrorCode::kTimeout:
      return {EBSErrors::NETWORK_CONNECTION, true, kCurlTimeout};
    case ErrorCode::kConnection:
      return {EBSErrors::NETWORK_CONNECTION, true, kCurlReceiveError};
  }
  return {};
}

// SDK: no name, no request id, no headers, response code -1, measured at 1.11.332.
inline Aws::EBS::EBSError NetworkError(std::string_view message, bool retryable = true) {
  return Aws::Client::AWSError<Aws::EBS::EBSErrors>(Aws::EBS::EBSErrors::NETWORK_CONNECTION, "",
                                                    ToAws(message), retryable);
}

// SDK: asked of "has been set" alone, before anything is sent, measured at 1.11.332.
inline Aws::EBS::EBSError MissingParameter(std::string_view field) {
  return Aws::Client::AWSError<Aws::EBS::EBSErrors>(
      Aws::EBS::EBSErrors::MISSING_PARAMETER, "MISSING_PARAMETER",
      "Missing required field [" + ToAws(field) + "]", false);
}

// SDK: what a client reports whose strategy has no send token for it, measured at 1.11.332.
inline Aws::EBS::EBSError OutOfSendTokens() {
  return Aws::Client::AWSError<Aws::EBS::EBSErrors>(
      Aws::EBS::EBSErrors::SLOW_DOWN, "",
      "Unable to acquire enough send tokens to execute request.", false);
}

// An answer of the service with a body, the way the SDK's marshaller fills it in. Sliced to its
// base it keeps everything.
class ServiceError : public Aws::EBS::EBSError {
 public:
  ServiceError(const Error& error, TimePoint now)
      : EBSError(Aws::Client::AWSError<Aws::EBS::EBSErrors>(
            SdkErrorOf(error.code).type, InfoOf(error.code).exception, ToAws(error.message),
            SdkErrorOf(error.code).retryable)) {
    // AWS: observed: what the service itself says has a Message and perhaps a Reason, what its
    // front end says a message.
    const ErrorInfo& info = InfoOf(error.code);
    const bool modeled = !IsFrameworkError(error);
    Aws::Utils::Json::JsonValue payload;
    payload.WithString(modeled ? "Message" : "message", ToAws(error.message));
    if (modeled && error.reason != ErrorReason::kNone) {
      payload.WithString("Reason", WireName(error.reason));
    }
    const Aws::String body = payload.View().WriteCompact();
    SetJsonPayload(std::move(payload));

    const int status = error.http_status != 0 ? error.http_status : info.http_status;
    SetResponseCode(static_cast<Aws::Http::HttpResponseCode>(status));
    SetRequestId(ToAws(error.request_id));
    // FAKE: an address that is nobody's (RFC 5737); a real client reports the endpoint's.
    SetRemoteHostIpAddress("192.0.2.1");

    // FAKE: other front-end errors than InvalidSignatureException are not documented to have the
    // same suffix; the SDK cuts it off.
    const char* origin = modeled         ? "com.amazon.zeppelindataservice/"
                         : info.in_model ? "com.amazon.coral.validate/"
                                         : "com.amazon.coral.service/";
    Aws::Http::HeaderValueCollection headers;
    headers["content-type"] = "application/json";
    headers["content-length"] = ToAws(std::to_string(body.size()));
    headers["date"] = Aws::Utils::DateTime(now).ToGmtString(Aws::Utils::DateFormat::RFC822);
    headers["x-amzn-requestid"] = ToAws(error.request_id);
    headers["x-amzn-errortype"] =
        ToAws(std::string(info.exception) + ":http://internal.amazon.com/coral/" + origin);
    if (status == 400) headers["connection"] = "close";
    SetResponseHeaders(headers);
  }

  // The body as it was on the wire; "" where there was no answer.
  static std::string BodyOf(const Aws::EBS::EBSError& error) {
    if (error.GetResponseCode() == Aws::Http::HttpResponseCode::REQUEST_NOT_MADE) return "";
    struct Opened : Aws::EBS::EBSError {
      explicit Opened(const Aws::EBS::EBSError& closed) : EBSError(closed) {}
      std::string Body() const { return ToStd(GetJsonPayload().View().WriteCompact()); }
    };
    return Opened(error).Body();
  }
};

inline Aws::EBS::EBSError ToSdk(const Error& error, TimePoint now) {
  const SdkError& sdk = SdkErrorOf(error.code);
  if (sdk.curl == nullptr) return ServiceError(error, now);
  // A connection that no retry brings back: the fake itself is gone.
  const bool gone = error.code == ErrorCode::kConnection && !error.retryable;
  return gone ? NetworkError(error.message, false) : NetworkError(sdk.curl, sdk.retryable);
}

}  // namespace fauxebs::internal
