// Stand-in for the AWS SDK for C++: what a client is configured with. Nothing is read from the
// environment, from files or from the network.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/Region.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/http/Scheme.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

namespace smithy::components::tracing {
class TelemetryProvider;
}  // namespace smithy::components::tracing

namespace Aws {
namespace Crt {
template <typename T>
using Optional = std::optional<T>;
}

namespace Utils {
namespace Threading {
class Executor;
}
namespace RateLimits {
class RateLimiterInterface;
}
}  // namespace Utils

namespace Client {

class RetryStrategy;

enum class FollowRedirectsPolicy { DEFAULT, ALWAYS, NEVER };

enum class UseRequestCompression { DISABLE, ENABLE };

struct RequestCompressionConfig {
  UseRequestCompression useRequestCompression = UseRequestCompression::ENABLE;
  std::size_t requestMinCompressionSizeBytes = 10240;
};

enum class RequestChecksumCalculation { WHEN_SUPPORTED, WHEN_REQUIRED };

enum class ResponseChecksumValidation { WHEN_SUPPORTED, WHEN_REQUIRED };

struct ClientConfigurationInitValues {
  bool shouldDisableIMDS = false;
};

// Copies share the executor and the retry strategy.
struct ClientConfiguration {
  // What a client makes for itself where a member below is null. SDK: newer versions leave the
  // members null; here, as at 1.11.332, the constructor fills in `executor` and `retryStrategy`, so
  // that their factories are asked only once these are null.
  struct ProviderFactories {
    std::function<std::shared_ptr<RetryStrategy>()> retryStrategyCreateFn;
    std::function<std::shared_ptr<Aws::Utils::Threading::Executor>()> executorCreateFn;
    std::function<std::shared_ptr<Aws::Utils::RateLimits::RateLimiterInterface>()>
        writeRateLimiterCreateFn;
    std::function<std::shared_ptr<Aws::Utils::RateLimits::RateLimiterInterface>()>
        readRateLimiterCreateFn;
    std::function<std::shared_ptr<smithy::components::tracing::TelemetryProvider>()>
        telemetryProviderCreateFn;
  };

  ClientConfiguration();
  ClientConfiguration(const ClientConfigurationInitValues& initValues);
  ClientConfiguration(const char* profileName, bool shouldDisableIMDS = false);
  explicit ClientConfiguration(bool useSmartDefaults, const char* defaultMode = "legacy",
                               bool shouldDisableIMDS = false);
  ClientConfiguration(const ClientConfiguration&);
  ClientConfiguration& operator=(const ClientConfiguration&);
  virtual ~ClientConfiguration();

  Aws::String userAgent;
  Aws::Http::Scheme scheme = Aws::Http::Scheme::HTTPS;
  Aws::String region = Aws::Region::US_EAST_1;
  bool useDualStack = false;
  bool useFIPS = false;
  unsigned maxConnections = 25;
  long httpRequestTimeoutMs = 0;
  long requestTimeoutMs = 3000;
  long connectTimeoutMs = 1000;
  bool enableTcpKeepAlive = true;
  unsigned long tcpKeepAliveIntervalMs = 30000;
  unsigned long lowSpeedLimit = 1;
  std::shared_ptr<RetryStrategy> retryStrategy;  // the constructor fills it in
  Aws::String endpointOverride;
  bool allowSystemProxy = false;
  Aws::Http::Scheme proxyScheme = Aws::Http::Scheme::HTTP;
  Aws::String proxyHost;
  unsigned proxyPort = 0;
  Aws::String proxyUserName;
  Aws::String proxyPassword;
  Aws::String proxySSLCertPath;
  Aws::String proxySSLCertType;
  Aws::String proxySSLKeyPath;
  Aws::String proxySSLKeyType;
  Aws::String proxySSLKeyPassword;
  Aws::Utils::Array<Aws::String> nonProxyHosts;
  std::shared_ptr<Aws::Utils::Threading::Executor> executor;  // the constructor fills it in
  bool verifySSL = true;
  Aws::String caPath;
  Aws::String proxyCaPath;
  Aws::String caFile;
  Aws::String proxyCaFile;
  std::shared_ptr<Aws::Utils::RateLimits::RateLimiterInterface> writeRateLimiter;
  std::shared_ptr<Aws::Utils::RateLimits::RateLimiterInterface> readRateLimiter;
  Aws::Http::TransferLibType httpLibOverride = Aws::Http::TransferLibType::DEFAULT_CLIENT;
  Aws::Http::TransferLibPerformanceMode httpLibPerfMode =
      Aws::Http::TransferLibPerformanceMode::LOW_LATENCY;
  FollowRedirectsPolicy followRedirects = FollowRedirectsPolicy::DEFAULT;
  bool disableExpectHeader = false;
  bool enableClockSkewAdjustment = true;
  bool enableHostPrefixInjection = true;
  Aws::Crt::Optional<bool> enableEndpointDiscovery;
  bool enableHttpClientTrace = false;
  Aws::String profileName;
  RequestCompressionConfig requestCompressionConfig;
  bool disableIMDS = false;
  Aws::Http::Version version = Aws::Http::Version::HTTP_VERSION_2TLS;
  bool disableImdsV1 = false;
  Aws::String appId;
  Aws::String accountId;
  Aws::String accountIdEndpointMode = "preferred";
  struct {
    RequestChecksumCalculation requestChecksumCalculation =
        RequestChecksumCalculation::WHEN_SUPPORTED;
    ResponseChecksumValidation responseChecksumValidation =
        ResponseChecksumValidation::WHEN_SUPPORTED;
  } checksumConfig;
  std::shared_ptr<smithy::components::tracing::TelemetryProvider> telemetryProvider;
  ProviderFactories configFactories;  // the constructor fills it in
  struct CredentialProviderConfiguration {
    Aws::String profile;
    Aws::String region;
    struct {
      long metadataServiceNumAttempts = 1;
      long metadataServiceTimeout = 1;
      std::shared_ptr<RetryStrategy> imdsRetryStrategy;
      bool disableImdsV1 = false;
      bool disableImds = false;
    } imdsConfig;
    struct STSCredentialsCredentialProviderConfiguration {
      Aws::String roleArn;
      Aws::String sessionName;
      Aws::String tokenFilePath;
      std::chrono::milliseconds retrieveCredentialsFutureTimeout = std::chrono::seconds(10);
    } stsCredentialsProviderConfig;
  } credentialProviderConfig;

  // The default, always.
  static Aws::String LoadConfigFromEnvOrProfile(const Aws::String& envKey,
                                                const Aws::String& profile,
                                                const Aws::String& profileProperty,
                                                const Aws::Vector<Aws::String>& allowedValues,
                                                const Aws::String& defaultValue);
};

// "standard" gives a StandardRetryStrategy, "adaptive" an AdaptiveRetryStrategy, anything else a
// DefaultRetryStrategy.
std::shared_ptr<RetryStrategy> InitRetryStrategy(Aws::String retryMode = "");
std::shared_ptr<RetryStrategy> InitRetryStrategy(int maxAttempts, Aws::String retryMode = "");

}  // namespace Client
}  // namespace Aws
