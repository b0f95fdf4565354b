// Stand-in for the AWS SDK for C++: bases of every client. They hold no transport.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <memory>

namespace Aws {
namespace Http {
class HttpClient;
}

namespace Client {

struct ClientConfiguration;

class AWSClient {
 public:
  virtual ~AWSClient() = default;

  // Null: there is no HTTP client behind the stand-in.
  const std::shared_ptr<Aws::Http::HttpClient>& GetHttpClient() const { return m_httpClient; }
  void DisableRequestProcessing() {}
  void EnableRequestProcessing() {}
  virtual const char* GetServiceClientName() const { return m_serviceName.c_str(); }
  virtual void SetServiceClientName(const Aws::String& name) { m_serviceName = name; }
  void AppendToUserAgent(const Aws::String& valueToAppend) { m_userAgent += " " + valueToAppend; }

 protected:
  explicit AWSClient(const ClientConfiguration& configuration);

 private:
  Aws::String m_userAgent;
  Aws::String m_serviceName = "AWSBaseClient";
  std::shared_ptr<Aws::Http::HttpClient> m_httpClient;
};

class AWSJsonClient : public AWSClient {
 public:
  using BASECLASS = AWSClient;

 protected:
  explicit AWSJsonClient(const ClientConfiguration& configuration) : AWSClient(configuration) {}
};

}  // namespace Client
}  // namespace Aws
