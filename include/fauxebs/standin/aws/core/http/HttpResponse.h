// Stand-in for the AWS SDK for C++: HTTP status codes, and a response as handlers see it.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/stream/ResponseStream.h>

#include <memory>
#include <utility>

namespace Aws::Http {

enum class HttpResponseCode {
  REQUEST_NOT_MADE = -1,
  CONTINUE = 100,
  SWITCHING_PROTOCOLS = 101,
  PROCESSING = 102,
  OK = 200,
  CREATED = 201,
  ACCEPTED = 202,
  NON_AUTHORITATIVE_INFORMATION = 203,
  NO_CONTENT = 204,
  RESET_CONTENT = 205,
  PARTIAL_CONTENT = 206,
  MULTI_STATUS = 207,
  ALREADY_REPORTED = 208,
  IM_USED = 226,
  MULTIPLE_CHOICES = 300,
  MOVED_PERMANENTLY = 301,
  FOUND = 302,
  SEE_OTHER = 303,
  NOT_MODIFIED = 304,
  USE_PROXY = 305,
  SWITCH_PROXY = 306,
  TEMPORARY_REDIRECT = 307,
  PERMANENT_REDIRECT = 308,
  BAD_REQUEST = 400,
  UNAUTHORIZED = 401,
  PAYMENT_REQUIRED = 402,
  FORBIDDEN = 403,
  NOT_FOUND = 404,
  METHOD_NOT_ALLOWED = 405,
  NOT_ACCEPTABLE = 406,
  PROXY_AUTHENTICATION_REQUIRED = 407,
  REQUEST_TIMEOUT = 408,
  CONFLICT = 409,
  GONE = 410,
  LENGTH_REQUIRED = 411,
  PRECONDITION_FAILED = 412,
  REQUEST_ENTITY_TOO_LARGE = 413,
  REQUEST_URI_TOO_LONG = 414,
  UNSUPPORTED_MEDIA_TYPE = 415,
  REQUESTED_RANGE_NOT_SATISFIABLE = 416,
  EXPECTATION_FAILED = 417,
  IM_A_TEAPOT = 418,
  AUTHENTICATION_TIMEOUT = 419,
  METHOD_FAILURE = 420,
  UNPROC_ENTITY = 422,
  LOCKED = 423,
  FAILED_DEPENDENCY = 424,
  UPGRADE_REQUIRED = 426,
  PRECONDITION_REQUIRED = 427,
  TOO_MANY_REQUESTS = 429,
  REQUEST_HEADER_FIELDS_TOO_LARGE = 431,
  LOGIN_TIMEOUT = 440,
  NO_RESPONSE = 444,
  RETRY_WITH = 449,
  BLOCKED = 450,
  REDIRECT = 451,
  REQUEST_HEADER_TOO_LARGE = 494,
  CERT_ERROR = 495,
  NO_CERT = 496,
  HTTP_TO_HTTPS = 497,
  CLIENT_CLOSED_TO_REQUEST = 499,
  INTERNAL_SERVER_ERROR = 500,
  NOT_IMPLEMENTED = 501,
  BAD_GATEWAY = 502,
  SERVICE_UNAVAILABLE = 503,
  GATEWAY_TIMEOUT = 504,
  HTTP_VERSION_NOT_SUPPORTED = 505,
  VARIANT_ALSO_NEGOTIATES = 506,
  INSUFFICIENT_STORAGE = 507,
  LOOP_DETECTED = 508,
  BANDWIDTH_LIMIT_EXCEEDED = 509,
  NOT_EXTENDED = 510,
  NETWORK_AUTHENTICATION_REQUIRED = 511,
  NETWORK_READ_TIMEOUT = 598,
  NETWORK_CONNECT_TIMEOUT = 599
};

inline Aws::OStream& operator<<(Aws::OStream& out, HttpResponseCode code) {
  return out << static_cast<int>(code);
}

inline bool IsRetryableHttpResponseCode(HttpResponseCode code) {
  switch (code) {
    case HttpResponseCode::REQUEST_TIMEOUT:
    case HttpResponseCode::AUTHENTICATION_TIMEOUT:
    case HttpResponseCode::TOO_MANY_REQUESTS:
    case HttpResponseCode::LOGIN_TIMEOUT:
    case HttpResponseCode::INTERNAL_SERVER_ERROR:
    case HttpResponseCode::BAD_GATEWAY:
    case HttpResponseCode::SERVICE_UNAVAILABLE:
    case HttpResponseCode::GATEWAY_TIMEOUT:
    case HttpResponseCode::BANDWIDTH_LIMIT_EXCEEDED:
    case HttpResponseCode::NETWORK_READ_TIMEOUT:
    case HttpResponseCode::NETWORK_CONNECT_TIMEOUT:
      return true;
    default:
      return false;
  }
}

class HttpRequest;

class HttpResponse {
 public:
  HttpResponse(std::shared_ptr<const HttpRequest> originatingRequest)
      : m_httpRequest(std::move(originatingRequest)) {}
  HttpResponse(const HttpResponse&) = delete;
  HttpResponse& operator=(const HttpResponse&) = delete;
  virtual ~HttpResponse() = default;

  virtual const HttpRequest& GetOriginatingRequest() const { return *m_httpRequest; }
  virtual HeaderValueCollection GetHeaders() const = 0;
  virtual bool HasHeader(const char* headerName) const = 0;
  virtual const Aws::String& GetHeader(const Aws::String& headerName) const = 0;
  virtual HttpResponseCode GetResponseCode() const { return m_responseCode; }
  virtual void SetResponseCode(HttpResponseCode code) { m_responseCode = code; }
  virtual const Aws::String& GetContentType() const { return GetHeader("content-type"); }
  virtual Aws::IOStream& GetResponseBody() const = 0;
  virtual Aws::Utils::Stream::ResponseStream&& SwapResponseStreamOwnership() = 0;
  virtual void AddHeader(const Aws::String& headerName, const Aws::String& headerValue) = 0;

 private:
  std::shared_ptr<const HttpRequest> m_httpRequest;
  HttpResponseCode m_responseCode = HttpResponseCode::REQUEST_NOT_MADE;
};

}  // namespace Aws::Http
