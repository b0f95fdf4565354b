// Stand-in for the AWS SDK for C++: a response whose body is a stream made by its request's
// factory.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpRequest.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/StringUtils.h>
#include <aws/core/utils/stream/ResponseStream.h>

namespace Aws::Http::Standard {

class StandardHttpResponse : public HttpResponse {
 public:
  StandardHttpResponse(const std::shared_ptr<const HttpRequest>& originatingRequest)
      : HttpResponse(originatingRequest), m_body(originatingRequest->GetResponseStreamFactory()) {}

  HeaderValueCollection GetHeaders() const override { return m_headers; }
  bool HasHeader(const char* headerName) const override {
    return m_headers.count(Aws::Utils::StringUtils::ToLower(headerName)) != 0;
  }
  const Aws::String& GetHeader(const Aws::String& headerName) const override {
    static const Aws::String none;
    const auto header = m_headers.find(Aws::Utils::StringUtils::ToLower(headerName));
    return header != m_headers.end() ? header->second : none;
  }
  Aws::IOStream& GetResponseBody() const override { return m_body.GetUnderlyingStream(); }
  Aws::Utils::Stream::ResponseStream&& SwapResponseStreamOwnership() override {
    return std::move(m_body);
  }
  void AddHeader(const Aws::String& headerName, const Aws::String& headerValue) override {
    m_headers[Aws::Utils::StringUtils::ToLower(headerName)] = headerValue;
  }

 private:
  HeaderValueCollection m_headers;
  Aws::Utils::Stream::ResponseStream m_body;
};

}  // namespace Aws::Http::Standard
