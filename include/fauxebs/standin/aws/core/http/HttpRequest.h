// Stand-in for the AWS SDK for C++: a request as handlers see it. Nothing sends one.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace Aws::Http {

inline constexpr char CONTENT_LENGTH_HEADER[] = "content-length";
inline constexpr char CONTENT_TYPE_HEADER[] = "content-type";

class HttpRequest;
class HttpResponse;

using HeadersReceivedEventHandler = std::function<void(const HttpRequest*, HttpResponse*)>;
using DataReceivedEventHandler = std::function<void(const HttpRequest*, HttpResponse*, long long)>;
using DataSentEventHandler = std::function<void(const HttpRequest*, long long)>;
using ContinueRequestHandler = std::function<bool(const HttpRequest*)>;

class HttpRequest {
 public:
  HttpRequest(URI uri, HttpMethod method) : m_uri(std::move(uri)), m_method(method) {}
  virtual ~HttpRequest() = default;

  virtual HeaderValueCollection GetHeaders() const = 0;
  // "" where there is no such header.
  virtual const Aws::String& GetHeaderValue(const char* headerName) const = 0;
  virtual void SetHeaderValue(const char* headerName, const Aws::String& headerValue) = 0;
  virtual void SetHeaderValue(const Aws::String& headerName, const Aws::String& headerValue) = 0;
  virtual void DeleteHeader(const char* headerName) = 0;
  virtual bool HasHeader(const char* name) const = 0;
  virtual int64_t GetSize() const = 0;  // of the headers
  virtual void AddContentBody(const std::shared_ptr<Aws::IOStream>& content) = 0;
  virtual const std::shared_ptr<Aws::IOStream>& GetContentBody() const = 0;
  virtual const Aws::IOStreamFactory& GetResponseStreamFactory() const = 0;
  virtual void SetResponseStreamFactory(const Aws::IOStreamFactory& factory) = 0;

  URI& GetUri() { return m_uri; }
  const URI& GetUri() const { return m_uri; }
  Aws::String GetURIString(bool includeQueryString = true) const {
    return m_uri.GetURIString(includeQueryString);
  }
  HttpMethod GetMethod() const { return m_method; }
  const Aws::String& GetQueryString() const { return m_uri.GetQueryString(); }
  bool HasContentLength() const { return HasHeader(CONTENT_LENGTH_HEADER); }
  const Aws::String& GetContentLength() const { return GetHeaderValue(CONTENT_LENGTH_HEADER); }
  void SetContentLength(const Aws::String& value) { SetHeaderValue(CONTENT_LENGTH_HEADER, value); }
  bool HasContentType() const { return HasHeader(CONTENT_TYPE_HEADER); }
  const Aws::String& GetContentType() const { return GetHeaderValue(CONTENT_TYPE_HEADER); }

 private:
  URI m_uri;
  HttpMethod m_method;
};

}  // namespace Aws::Http
