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

#include <cstddef>
#include <memory>
#include <optional>

namespace smithy::components::tracing {
class TelemetryProvider;
}  // namespace smithy::components::tracing

namespace Aws {
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

struct ClientConfigurationInitValues {
  ClientConfigurationInitValues() = default;
  ClientConfigurationInitValues(bool shouldDisableIMDSIn)
      : shouldDisableIMDS(shouldDisableIMDSIn) {}
  bool shouldDisableIMDS = false;
};

// Copies share the executor and the retry strategy.
struct ClientConfiguration {
  ClientConfiguration();
  ClientConfiguration(const ClientConfigurationInitValues& initValues);
  ClientConfiguration(const char* profileName, bool shouldDisableIMDS = false);
  explicit ClientConfiguration(bool useSmartDefaults, const char* defaultMode = "legacy",
                               bool shouldDisableIMDS = false);
  ClientConfiguration(const ClientConfiguration&) = default;
  ClientConfiguration& operator=(const ClientConfiguration&) = default;
  virtual ~ClientConfiguration() = default;

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
  std::optional<bool> enableEndpointDiscovery;
  bool enableHttpClientTrace = false;
  Aws::String profileName;
  RequestCompressionConfig requestCompressionConfig;
  bool disableIMDS = false;
  Aws::Http::Version version = Aws::Http::Version::HTTP_VERSION_2TLS;
  bool disableImdsV1 = false;
  Aws::String appId;
  std::shared_ptr<smithy::components::tracing::TelemetryProvider> telemetryProvider;

  // The default, always.
  static Aws::String LoadConfigFromEnvOrProfile(const Aws::String& envKey,
                                                const Aws::String& profile,
                                                const Aws::String& profileProperty,
                                                const Aws::Vector<Aws::String>& allowedValues,
                                                const Aws::String& defaultValue);
};

// "standard" gives a StandardRetryStrategy, anything else a DefaultRetryStrategy.
std::shared_ptr<RetryStrategy> InitRetryStrategy(Aws::String retryMode = "");

}  // namespace Client
}  // namespace Aws
