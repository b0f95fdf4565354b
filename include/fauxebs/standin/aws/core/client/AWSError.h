// Stand-in for the AWS SDK for C++: an error as a caller sees it.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/StringUtils.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cassert>
#include <utility>

namespace Aws::Client {

enum class ErrorPayloadType { NOT_SET, XML, JSON };

enum class RetryableType { NOT_RETRYABLE, RETRYABLE, RETRYABLE_THROTTLING };

class XmlErrorMarshaller;
class JsonErrorMarshaller;

template <typename ERROR_TYPE>
class AWSError {
  friend class XmlErrorMarshaller;
  friend class JsonErrorMarshaller;
  template <typename T>
  friend class AWSError;

 public:
  AWSError() = default;
  AWSError(ERROR_TYPE errorType, Aws::String exceptionName, Aws::String message, bool isRetryable)
      : m_errorType(errorType),
        m_exceptionName(std::move(exceptionName)),
        m_message(std::move(message)),
        m_retryableType(isRetryable ? RetryableType::RETRYABLE : RetryableType::NOT_RETRYABLE) {}
  AWSError(ERROR_TYPE errorType, bool isRetryable)
      : m_errorType(errorType),
        m_retryableType(isRetryable ? RetryableType::RETRYABLE : RetryableType::NOT_RETRYABLE) {}
  AWSError(ERROR_TYPE errorType, RetryableType retryableType, Aws::String exceptionName = "",
           Aws::String message = "")
      : m_errorType(errorType),
        m_exceptionName(std::move(exceptionName)),
        m_message(std::move(message)),
        m_retryableType(retryableType) {}

  // Errors of another enumeration keep their number and every other field.
  template <typename OTHER_ERROR_TYPE>
  AWSError(const AWSError<OTHER_ERROR_TYPE>& other) : AWSError(AWSError<OTHER_ERROR_TYPE>(other)) {}
  template <typename OTHER_ERROR_TYPE>
  AWSError(AWSError<OTHER_ERROR_TYPE>&& other)
      : m_errorType(static_cast<ERROR_TYPE>(other.m_errorType)),
        m_exceptionName(std::move(other.m_exceptionName)),
        m_message(std::move(other.m_message)),
        m_remoteHostIpAddress(std::move(other.m_remoteHostIpAddress)),
        m_requestId(std::move(other.m_requestId)),
        m_responseHeaders(std::move(other.m_responseHeaders)),
        m_responseCode(other.m_responseCode),
        m_retryableType(other.m_retryableType),
        m_errorPayloadType(other.m_errorPayloadType),
        m_jsonPayload(std::move(other.m_jsonPayload)) {}

  ERROR_TYPE GetErrorType() const { return m_errorType; }

  const Aws::String& GetExceptionName() const { return m_exceptionName; }
  void SetExceptionName(const Aws::String& exceptionName) { m_exceptionName = exceptionName; }
  const Aws::String& GetMessage() const { return m_message; }
  void SetMessage(const Aws::String& message) { m_message = message; }
  const Aws::String& GetRemoteHostIpAddress() const { return m_remoteHostIpAddress; }
  void SetRemoteHostIpAddress(const Aws::String& address) { m_remoteHostIpAddress = address; }
  const Aws::String& GetRequestId() const { return m_requestId; }
  void SetRequestId(const Aws::String& requestId) { m_requestId = requestId; }

  bool ShouldRetry() const { return m_retryableType != RetryableType::NOT_RETRYABLE; }
  bool ShouldThrottle() const { return m_retryableType == RetryableType::RETRYABLE_THROTTLING; }
  void SetRetryableType(const RetryableType retryableType) { m_retryableType = retryableType; }

  const Aws::Http::HeaderValueCollection& GetResponseHeaders() const { return m_responseHeaders; }
  void SetResponseHeaders(const Aws::Http::HeaderValueCollection& headers) {
    m_responseHeaders = headers;
  }
  bool ResponseHeaderExists(const Aws::String& headerName) const {
    return m_responseHeaders.count(Aws::Utils::StringUtils::ToLower(headerName)) != 0;
  }
  Aws::Http::HttpResponseCode GetResponseCode() const { return m_responseCode; }
  void SetResponseCode(Aws::Http::HttpResponseCode responseCode) { m_responseCode = responseCode; }

 protected:
  ErrorPayloadType GetErrorPayloadType() const { return m_errorPayloadType; }
  void SetJsonPayload(const Aws::Utils::Json::JsonValue& jsonPayload) {
    m_errorPayloadType = ErrorPayloadType::JSON;
    m_jsonPayload = jsonPayload;
  }
  void SetJsonPayload(Aws::Utils::Json::JsonValue&& jsonPayload) {
    m_errorPayloadType = ErrorPayloadType::JSON;
    m_jsonPayload = std::move(jsonPayload);
  }
  const Aws::Utils::Json::JsonValue& GetJsonPayload() const {
    assert(m_errorPayloadType != ErrorPayloadType::XML);
    return m_jsonPayload;
  }

  ERROR_TYPE m_errorType{};
  Aws::String m_exceptionName;
  Aws::String m_message;
  Aws::String m_remoteHostIpAddress;
  Aws::String m_requestId;
  Aws::Http::HeaderValueCollection m_responseHeaders;
  Aws::Http::HttpResponseCode m_responseCode = Aws::Http::HttpResponseCode::REQUEST_NOT_MADE;
  RetryableType m_retryableType = RetryableType::NOT_RETRYABLE;
  ErrorPayloadType m_errorPayloadType = ErrorPayloadType::NOT_SET;
  Aws::Utils::Json::JsonValue m_jsonPayload;
};

template <typename T>
Aws::OStream& operator<<(Aws::OStream& out, const AWSError<T>& error) {
  out << "HTTP response code: " << error.GetResponseCode()
      << "\nResolved remote host IP address: " << error.GetRemoteHostIpAddress()
      << "\nRequest ID: " << error.GetRequestId()
      << "\nException name: " << error.GetExceptionName()
      << "\nError message: " << error.GetMessage() << "\n"
      << error.GetResponseHeaders().size() << " response headers:";
  for (const auto& header : error.GetResponseHeaders()) {
    out << "\n" << header.first << " : " << header.second;
  }
  return out;
}

}  // namespace Aws::Client
