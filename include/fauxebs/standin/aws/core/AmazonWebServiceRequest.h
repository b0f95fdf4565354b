// Stand-in for the AWS SDK for C++: base of every request.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/UserAgent.h>
#include <aws/core/http/HttpRequest.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/memory/stl/AWSSet.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/stream/ResponseStream.h>

#include <functional>
#include <memory>
#include <utility>

namespace Aws {
namespace Http {
class URI;
}

class AmazonWebServiceRequest;

using RequestRetryHandler = std::function<void(const AmazonWebServiceRequest&)>;
using RequestSignedHandler = std::function<void(const Aws::Http::HttpRequest&)>;

// Setter and getter of one handler.
#define FAUXEBS_SDK_HANDLER(Type, Name)                                     \
  virtual void Set##Name(const Type& handler) { m_##Name = handler; }       \
  virtual void Set##Name(Type&& handler) { m_##Name = std::move(handler); } \
  virtual const Type& Get##Name() const { return m_##Name; }

class AmazonWebServiceRequest {
 public:
  AmazonWebServiceRequest();
  virtual ~AmazonWebServiceRequest() = default;

  virtual std::shared_ptr<Aws::IOStream> GetBody() const = 0;
  virtual Aws::Http::HeaderValueCollection GetHeaders() const = 0;
  virtual const Aws::Http::HeaderValueCollection& GetAdditionalCustomHeaders() const {
    return m_additionalCustomHeaders;
  }
  virtual void SetAdditionalCustomHeaderValue(const Aws::String& headerName,
                                              const Aws::String& headerValue);
  virtual void AddQueryStringParameters(Aws::Http::URI& /*uri*/) const {}
  virtual const char* GetServiceRequestName() const = 0;

  virtual bool IsStreaming() const { return false; }
  virtual bool IsEventStreamRequest() const { return false; }
  virtual bool SignBody() const { return true; }
  virtual bool IsChunked() const { return false; }

  const Aws::IOStreamFactory& GetResponseStreamFactory() const { return m_responseStreamFactory; }
  void SetResponseStreamFactory(const Aws::IOStreamFactory& factory) {
    m_responseStreamFactory = factory;
  }

  FAUXEBS_SDK_HANDLER(Aws::Http::HeadersReceivedEventHandler, HeadersReceivedEventHandler)
  FAUXEBS_SDK_HANDLER(Aws::Http::DataReceivedEventHandler, DataReceivedEventHandler)
  FAUXEBS_SDK_HANDLER(Aws::Http::DataSentEventHandler, DataSentEventHandler)
  FAUXEBS_SDK_HANDLER(Aws::Http::ContinueRequestHandler, ContinueRequestHandler)
  FAUXEBS_SDK_HANDLER(Aws::RequestRetryHandler, RequestRetryHandler)
  FAUXEBS_SDK_HANDLER(Aws::RequestSignedHandler, RequestSignedHandler)

  void AddUserAgentFeature(Aws::Client::UserAgentFeature feature) const {
    m_userAgentFeatures.insert(feature);
  }

 private:
  Aws::Http::HeaderValueCollection m_additionalCustomHeaders;
  Aws::IOStreamFactory m_responseStreamFactory;
  Aws::Http::HeadersReceivedEventHandler m_HeadersReceivedEventHandler;
  Aws::Http::DataReceivedEventHandler m_DataReceivedEventHandler;
  Aws::Http::DataSentEventHandler m_DataSentEventHandler;
  Aws::Http::ContinueRequestHandler m_ContinueRequestHandler;
  Aws::RequestRetryHandler m_RequestRetryHandler;
  Aws::RequestSignedHandler m_RequestSignedHandler;
  mutable Aws::Set<Aws::Client::UserAgentFeature> m_userAgentFeatures;
};

}  // namespace Aws
