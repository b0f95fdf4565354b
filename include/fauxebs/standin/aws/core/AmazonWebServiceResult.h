// Stand-in for the AWS SDK for C++: payload, headers and status of a response.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/http/HttpTypes.h>

#include <utility>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult {
 public:
  AmazonWebServiceResult() = default;
  AmazonWebServiceResult(const PAYLOAD_TYPE& payload, const Http::HeaderValueCollection& headers,
                         Http::HttpResponseCode responseCode = Http::HttpResponseCode::OK)
      : m_payload(payload), m_responseHeaders(headers), m_responseCode(responseCode) {}
  AmazonWebServiceResult(PAYLOAD_TYPE&& payload, Http::HeaderValueCollection&& headers,
                         Http::HttpResponseCode responseCode = Http::HttpResponseCode::OK)
      : m_payload(std::move(payload)),
        m_responseHeaders(std::move(headers)),
        m_responseCode(responseCode) {}

  const PAYLOAD_TYPE& GetPayload() const { return m_payload; }
  PAYLOAD_TYPE&& TakeOwnershipOfPayload() { return std::move(m_payload); }
  const Http::HeaderValueCollection& GetHeaderValueCollection() const { return m_responseHeaders; }
  Http::HttpResponseCode GetResponseCode() const { return m_responseCode; }

 private:
  PAYLOAD_TYPE m_payload;
  Http::HeaderValueCollection m_responseHeaders;
  Http::HttpResponseCode m_responseCode = Http::HttpResponseCode::REQUEST_NOT_MADE;
};

}  // namespace Aws
