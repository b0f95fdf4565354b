// Stand-in for the AWS SDK for C++: bases of every client. They hold no transport.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/AmazonWebServiceResult.h>
#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/logging/LogMacros.h>
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
  virtual ~AWSClient();

  // Null: there is no HTTP client behind the stand-in.
  const std::shared_ptr<Aws::Http::HttpClient>& GetHttpClient() const { return m_httpClient; }
  // Without effect.
  void DisableRequestProcessing() {}
  void EnableRequestProcessing() {}
  virtual const char* GetServiceClientName() const;
  virtual void SetServiceClientName(const Aws::String& name);
  void AppendToUserAgent(const Aws::String& valueToAppend);

  // "", as from an SDK that cannot sign.
  Aws::String GeneratePresignedUrl(const Aws::Http::URI& uri, Aws::Http::HttpMethod method,
                                   long long expirationInSeconds = 0);
  Aws::String GeneratePresignedUrl(const Aws::Http::URI& uri, Aws::Http::HttpMethod method,
                                   const Aws::Http::HeaderValueCollection& customizedHeaders,
                                   long long expirationInSeconds = 0);
  Aws::String GeneratePresignedUrl(const Aws::Http::URI& uri, Aws::Http::HttpMethod method,
                                   const char* region, long long expirationInSeconds = 0) const;

 protected:
  explicit AWSClient(const ClientConfiguration& configuration);
  AWSClient(const AWSClient&);
  AWSClient& operator=(const AWSClient&);

 private:
  Aws::String m_userAgent;
  Aws::String m_serviceName;
  std::shared_ptr<Aws::Http::HttpClient> m_httpClient;
};

class AWSJsonClient : public AWSClient {
 public:
  using BASECLASS = AWSClient;
  ~AWSJsonClient() override;

 protected:
  explicit AWSJsonClient(const ClientConfiguration& configuration);
  AWSJsonClient(const AWSJsonClient&);
  AWSJsonClient& operator=(const AWSJsonClient&);
};

}  // namespace Client
}  // namespace Aws
