// Errors of the core as the SDK's real client reports them.
//
//   SdkErrorOf         the table of answers: ErrorCode -> type, retryability
//   NetworkFailureOf   the table of calls without an answer, in either HTTP client's words
//   ServiceError       an answer: typed, with headers and a payload for GetModeledError
//   StatusError, BareError       answers whose body tells nothing
//   NetworkError, MissingParameter, OutOfSendTokens, Cancelled, NotInitialized
//                      what the client notices by itself
//
//   Aws::EBS::EBSError error = fauxebs::internal::ToSdk(result.error(), now, HttpClient::kCurl);
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

#include "fauxebs/aws/client_options.h"
#include "fauxebs/error.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// Aws::String is another type than std::string where an SDK is built with memory management of its
// own.
inline Aws::String ToAws(std::string_view text) { return {text.data(), text.size()}; }
inline std::string ToStd(const Aws::String& text) { return {text.data(), text.size()}; }

inline Aws::String HttpDate(TimePoint time) {
  return Aws::Utils::DateTime(time).ToGmtString(Aws::Utils::DateFormat::RFC822);
}

// FAKE: sdk-4: an address that is nobody's (RFC 5737); a real client reports the endpoint's.
inline constexpr const char* kPeer = "192.0.2.1";

// A call that ends without an answer.
struct NetworkFailure {
  Aws::EBS::EBSErrors type = Aws::EBS::EBSErrors::NETWORK_CONNECTION;
  const char* text = "";
  bool retryable = true;
  bool connected = true;
};

// The CRT's client, when a reply does not come to its end.
inline constexpr NetworkFailure kCrtClosed = {
    Aws::EBS::EBSErrors::NETWORK_CONNECTION,
    "aws-c-http: AWS_ERROR_HTTP_CONNECTION_CLOSED, The connection has closed or is closing."};

// SDK: the type, the words and the retryability depend on the HTTP client; libcurl's measured at
// 1.11.332, the CRT's read there.
inline NetworkFailure NetworkFailureOf(ErrorCode code, HttpClient http_client) {
  using Aws::EBS::EBSErrors;
  const bool curl = http_client == HttpClient::kCurl;
  switch (code) {
    case ErrorCode::kConnectionRefused:
      return {EBSErrors::NETWORK_CONNECTION,
              curl ? "curlCode: 7, Couldn't connect to server"
                   : "aws-c-io: AWS_IO_SOCKET_CONNECTION_REFUSED, socket connection refused.",
              true, false};
    case ErrorCode::kTimeout:
      if (curl) return {EBSErrors::NETWORK_CONNECTION, "curlCode: 28, Timeout was reached"};
      return {EBSErrors::REQUEST_TIMEOUT, "Request Timeout Has Expired", false};
    case ErrorCode::kReplyCut:
      return curl ? NetworkFailure{EBSErrors::NETWORK_CONNECTION,
                                   "curlCode: 18, Transferred a partial file"}
                  : kCrtClosed;
    default:
      // FAKE: sdk-2: the CRT's error for a reset is what its socket makes of it; not measured.
      return {EBSErrors::NETWORK_CONNECTION,
              curl ? "curlCode: 56, Failure when receiving data from the peer"
                   : "aws-c-io: AWS_IO_SOCKET_CLOSED, socket is closed."};
  }
}

// The caller's stream for the reply, or its continuation handler, stopped the transfer.
// SDK: libcurl's words, measured (23) and read (42) at 1.11.332.
inline constexpr NetworkFailure kCurlWriteError = {
    Aws::EBS::EBSErrors::NETWORK_CONNECTION,
    "curlCode: 23, Failed writing received data to disk/application"};
inline constexpr NetworkFailure kCurlAborted = {
    Aws::EBS::EBSErrors::NETWORK_CONNECTION,
    "curlCode: 42, Operation was aborted by an application callback"};

struct SdkError {
  Aws::EBS::EBSErrors type = Aws::EBS::EBSErrors::UNKNOWN;
  bool retryable = false;
};

// SDK: the name decides, not the status; measured at 1.11.332, each with a body. AWS: err-11
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
    case ErrorCode::kConnectionReset:
    case ErrorCode::kConnectionRefused:
    case ErrorCode::kReplyCut:
    case ErrorCode::kReplyGarbled:
    case ErrorCode::kConnection:
    case ErrorCode::kClient:
      break;  // no answers
  }
  return {EBSErrors::NETWORK_CONNECTION, false};
}

inline Aws::EBS::EBSError MakeSdkError(Aws::EBS::EBSErrors type, std::string_view name,
                                       std::string_view message, bool retryable) {
  return Aws::Client::AWSError<Aws::EBS::EBSErrors>(type, ToAws(name), ToAws(message), retryable);
}

// SDK: no name, no request id, response code -1; the peer's address, which only libcurl's client
// finds out, wherever a connection was made; measured and read at 1.11.332.
inline Aws::EBS::EBSError NetworkError(const NetworkFailure& failure, HttpClient http_client) {
  Aws::EBS::EBSError error = MakeSdkError(failure.type, "", failure.text, failure.retryable);
  if (failure.connected && http_client == HttpClient::kCurl) error.SetRemoteHostIpAddress(kPeer);
  return error;
}

// SDK: asked of "has been set" alone, before anything is sent, measured at 1.11.332.
inline Aws::EBS::EBSError MissingParameter(std::string_view field) {
  return MakeSdkError(Aws::EBS::EBSErrors::MISSING_PARAMETER, "MISSING_PARAMETER",
                      "Missing required field [" + std::string(field) + "]", false);
}

// SDK: what a client reports whose strategy has no send token for it, measured at 1.11.332.
inline Aws::EBS::EBSError OutOfSendTokens() {
  return MakeSdkError(Aws::EBS::EBSErrors::SLOW_DOWN, "",
                      "Unable to acquire enough send tokens to execute request.", false);
}

// SDK: codes of the core have no name among EBS's, measured at 1.11.332.
inline Aws::EBS::EBSError Cancelled(HttpClient http_client) {
  constexpr auto kType = static_cast<Aws::EBS::EBSErrors>(Aws::Client::CoreErrors::USER_CANCELLED);
  return NetworkError({kType, "Request cancelled by user's continuation handler", false},
                      http_client);
}
inline Aws::EBS::EBSError NotInitialized() {
  return MakeSdkError(static_cast<Aws::EBS::EBSErrors>(Aws::Client::CoreErrors::NOT_INITIALIZED),
                      "NOT_INITIALIZED", "Client is not initialized or already terminated", false);
}

// An answer of the service with a body, the way the SDK's marshaller fills it in. Sliced to its
// base it keeps everything.
class ServiceError : public Aws::EBS::EBSError {
 public:
  ServiceError(const Error& error, TimePoint now, HttpClient http_client)
      : EBSError(Aws::Client::AWSError<Aws::EBS::EBSErrors>(
            SdkErrorOf(error.code).type, InfoOf(error.code).exception, ToAws(error.message),
            SdkErrorOf(error.code).retryable)) {
    // AWS: err-5, err-6, err-7: what the service itself says has a Message and perhaps a Reason,
    // what its front end says a message.
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
    if (http_client == HttpClient::kCurl) SetRemoteHostIpAddress(kPeer);

    // FAKE: err-8: other front-end errors than InvalidSignatureException are not documented to have
    // the same suffix; the SDK cuts it off.
    const char* origin = modeled         ? "com.amazon.zeppelindataservice/"
                         : info.in_model ? "com.amazon.coral.validate/"
                                         : "com.amazon.coral.service/";
    Aws::Http::HeaderValueCollection headers;
    headers["content-type"] = "application/json";
    headers["content-length"] = ToAws(std::to_string(body.size()));
    headers["date"] = HttpDate(now);
    headers["x-amzn-requestid"] = ToAws(error.request_id);
    headers["x-amzn-errortype"] =
        ToAws(std::string(info.exception) + ":http://internal.amazon.com/coral/" + origin);
    // AWS: err-9
    if (status == 400) headers["connection"] = "close";
    SetResponseHeaders(headers);
  }

  // The body as it was on the wire; "" where there was none.
  static std::string BodyOf(const Aws::EBS::EBSError& error) {
    struct Opened : Aws::EBS::EBSError {
      explicit Opened(const Aws::EBS::EBSError& closed) : EBSError(closed) {}
      std::string Body() const { return ToStd(GetJsonPayload().View().WriteCompact(false)); }
    };
    return Opened(error).Body();
  }
};

// An answer whose body tells nothing.
// SDK: the status alone decides whether it may be tried again, measured at 1.11.332.
inline Aws::EBS::EBSError StatusError(std::string_view why, int status,
                                      const Aws::Http::HeaderValueCollection& headers,
                                      HttpClient http_client) {
  Aws::EBS::EBSError error = MakeSdkError(Aws::EBS::EBSErrors::UNKNOWN, "", why, status >= 500);
  error.SetResponseCode(static_cast<Aws::Http::HttpResponseCode>(status));
  error.SetResponseHeaders(headers);
  if (http_client == HttpClient::kCurl) error.SetRemoteHostIpAddress(kPeer);
  return error;
}

inline Aws::EBS::EBSError BareError(const Error& error, TimePoint now, HttpClient http_client) {
  return StatusError("No response body.", error.http_status,
                     {{"content-length", "0"}, {"date", HttpDate(now)}}, http_client);
}

inline Aws::EBS::EBSError ToSdk(const Error& error, TimePoint now, HttpClient http_client) {
  switch (error.code) {
    case ErrorCode::kTimeout:
    case ErrorCode::kConnectionReset:
    case ErrorCode::kConnectionRefused:
    case ErrorCode::kReplyCut:
      return NetworkError(NetworkFailureOf(error.code, http_client), http_client);
    case ErrorCode::kConnection:
    case ErrorCode::kClient:
      return MakeSdkError(Aws::EBS::EBSErrors::NETWORK_CONNECTION, "", error.message, false);
    default:
      if (IsBare(error)) return BareError(error, now, http_client);
      return ServiceError(error, now, http_client);
  }
}

}  // namespace fauxebs::internal
