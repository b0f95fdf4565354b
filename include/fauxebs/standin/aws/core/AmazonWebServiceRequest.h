// Stand-in for the AWS SDK for C++: base of every request.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/UserAgent.h>
#include <aws/core/http/HttpRequest.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/stream/ResponseStream.h>

#include <functional>
#include <memory>

namespace Aws {
namespace Http {
class URI;
}

class AmazonWebServiceRequest;

using RequestRetryHandler = std::function<void(const AmazonWebServiceRequest&)>;
using RequestSignedHandler = std::function<void(const Aws::Http::HttpRequest&)>;

// Setters and getter of one handler.
#define FAUXEBS_SDK_HANDLER(Type, Name)        \
 public:                                       \
  virtual void Set##Name(const Type& handler); \
  virtual void Set##Name(Type&& handler);      \
  virtual const Type& Get##Name() const;       \
                                               \
 private:                                      \
  Type m_##Name

class AmazonWebServiceRequest {
 public:
  AmazonWebServiceRequest();
  AmazonWebServiceRequest(const AmazonWebServiceRequest&) = default;
  AmazonWebServiceRequest& operator=(const AmazonWebServiceRequest&) = default;
  virtual ~AmazonWebServiceRequest();

  virtual std::shared_ptr<Aws::IOStream> GetBody() const = 0;
  virtual Aws::Http::HeaderValueCollection GetHeaders() const = 0;
  virtual const Aws::Http::HeaderValueCollection& GetAdditionalCustomHeaders() const;
  // The name in lower case, the value without spaces around it.
  virtual void SetAdditionalCustomHeaderValue(const Aws::String& headerName,
                                              const Aws::String& headerValue);
  virtual void AddQueryStringParameters(Aws::Http::URI& uri) const;
  virtual const char* GetServiceRequestName() const = 0;

  virtual bool IsStreaming() const { return false; }
  virtual bool IsEventStreamRequest() const { return false; }
  virtual bool SignBody() const { return true; }
  virtual bool IsChunked() const { return false; }

  const Aws::IOStreamFactory& GetResponseStreamFactory() const { return m_responseStreamFactory; }
  void SetResponseStreamFactory(const Aws::IOStreamFactory& factory);

  FAUXEBS_SDK_HANDLER(Aws::Http::HeadersReceivedEventHandler, HeadersReceivedEventHandler);
  FAUXEBS_SDK_HANDLER(Aws::Http::DataReceivedEventHandler, DataReceivedEventHandler);
  FAUXEBS_SDK_HANDLER(Aws::Http::DataSentEventHandler, DataSentEventHandler);
  FAUXEBS_SDK_HANDLER(Aws::Http::ContinueRequestHandler, ContinueRequestHandler);
  FAUXEBS_SDK_HANDLER(Aws::RequestRetryHandler, RequestRetryHandler);
  FAUXEBS_SDK_HANDLER(Aws::RequestSignedHandler, RequestSignedHandler);

 public:
  // Forgotten: there is no user agent.
  void AddUserAgentFeature(Aws::Client::UserAgentFeature /*feature*/) const {}

 private:
  Aws::Http::HeaderValueCollection m_additionalCustomHeaders;
  Aws::IOStreamFactory m_responseStreamFactory;
};

}  // namespace Aws
