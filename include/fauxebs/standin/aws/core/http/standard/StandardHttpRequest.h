// Stand-in for the AWS SDK for C++: a request with its headers, in lower case.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpRequest.h>
#include <aws/core/utils/StringUtils.h>

namespace Aws::Http::Standard {

class StandardHttpRequest : public HttpRequest {
 public:
  StandardHttpRequest(const URI& uri, HttpMethod method) : HttpRequest(uri, method) {
    m_headers["host"] = uri.GetAuthority();
  }

  HeaderValueCollection GetHeaders() const override { return m_headers; }
  const Aws::String& GetHeaderValue(const char* headerName) const override {
    static const Aws::String none;
    const auto header = m_headers.find(Aws::Utils::StringUtils::ToLower(headerName));
    return header != m_headers.end() ? header->second : none;
  }
  void SetHeaderValue(const char* headerName, const Aws::String& headerValue) override {
    m_headers[Aws::Utils::StringUtils::ToLower(headerName)] = headerValue;
  }
  void SetHeaderValue(const Aws::String& headerName, const Aws::String& headerValue) override {
    SetHeaderValue(headerName.c_str(), headerValue);
  }
  void DeleteHeader(const char* headerName) override {
    m_headers.erase(Aws::Utils::StringUtils::ToLower(headerName));
  }
  bool HasHeader(const char* name) const override {
    return m_headers.count(Aws::Utils::StringUtils::ToLower(name)) != 0;
  }
  int64_t GetSize() const override {
    int64_t size = 0;
    for (const auto& header : m_headers) {
      size += static_cast<int64_t>(header.first.size() + header.second.size());
    }
    return size;
  }
  void AddContentBody(const std::shared_ptr<Aws::IOStream>& content) override { m_body = content; }
  const std::shared_ptr<Aws::IOStream>& GetContentBody() const override { return m_body; }
  const Aws::IOStreamFactory& GetResponseStreamFactory() const override {
    return m_responseStreamFactory;
  }
  void SetResponseStreamFactory(const Aws::IOStreamFactory& factory) override {
    m_responseStreamFactory = factory;
  }

 private:
  HeaderValueCollection m_headers;
  std::shared_ptr<Aws::IOStream> m_body;
  Aws::IOStreamFactory m_responseStreamFactory;
};

}  // namespace Aws::Http::Standard
