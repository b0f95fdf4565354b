// What every client shares: its bases, its configuration, endpoints, and what its calls carry
// along.
#include <aws/core/client/AWSClient.h>
#include <aws/core/client/AdaptiveRetryStrategy.h>
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/GenericClientConfiguration.h>
#include <aws/core/endpoint/AWSEndpoint.h>
#include <aws/core/endpoint/EndpointParameter.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/threading/DefaultExecutor.h>

#include <utility>

namespace Aws {
namespace Client {

AsyncCallerContext::AsyncCallerContext() : m_uuid(Aws::Utils::UUID::PseudoRandomUUID()) {}
AsyncCallerContext::AsyncCallerContext(Aws::String uuid) : m_uuid(std::move(uuid)) {}
AsyncCallerContext::AsyncCallerContext(const char* uuid) : m_uuid(uuid) {}
AsyncCallerContext::~AsyncCallerContext() = default;
void AsyncCallerContext::SetUUID(const Aws::String& value) { m_uuid = value; }
void AsyncCallerContext::SetUUID(const char* value) { m_uuid = value; }

AWSClient::AWSClient(const ClientConfiguration& configuration)
    : m_userAgent(configuration.userAgent), m_serviceName("AWSBaseClient") {}
AWSClient::AWSClient(const AWSClient&) = default;
AWSClient& AWSClient::operator=(const AWSClient&) = default;
AWSClient::~AWSClient() = default;
const char* AWSClient::GetServiceClientName() const { return m_serviceName.c_str(); }
void AWSClient::SetServiceClientName(const Aws::String& name) { m_serviceName = name; }
void AWSClient::AppendToUserAgent(const Aws::String& valueToAppend) {
  m_userAgent += " " + valueToAppend;
}
Aws::String AWSClient::GeneratePresignedUrl(const Aws::Http::URI& /*uri*/,
                                            Aws::Http::HttpMethod /*method*/,
                                            long long /*expirationInSeconds*/) {
  return "";
}
Aws::String AWSClient::GeneratePresignedUrl(
    const Aws::Http::URI& /*uri*/, Aws::Http::HttpMethod /*method*/,
    const Aws::Http::HeaderValueCollection& /*customizedHeaders*/,
    long long /*expirationInSeconds*/) {
  return "";
}
Aws::String AWSClient::GeneratePresignedUrl(const Aws::Http::URI& /*uri*/,
                                            Aws::Http::HttpMethod /*method*/,
                                            const char* /*region*/,
                                            long long /*expirationInSeconds*/) const {
  return "";
}

AWSJsonClient::AWSJsonClient(const ClientConfiguration& configuration) : AWSClient(configuration) {}
AWSJsonClient::AWSJsonClient(const AWSJsonClient&) = default;
AWSJsonClient& AWSJsonClient::operator=(const AWSJsonClient&) = default;
AWSJsonClient::~AWSJsonClient() = default;

// No variable holds the factories: a configuration may be made before `main`.
ClientConfiguration::ClientConfiguration()
    : retryStrategy(InitRetryStrategy()),
      executor(Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>("ClientConfiguration")),
      configFactories{
          [] { return InitRetryStrategy(); },
          [] {
            return Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>("ClientConfiguration");
          },
          [] { return nullptr; },
          [] { return nullptr; },
          [] { return nullptr; },
      } {}
ClientConfiguration::ClientConfiguration(const ClientConfigurationInitValues& initValues)
    : ClientConfiguration() {
  disableIMDS = initValues.shouldDisableIMDS;
}
ClientConfiguration::ClientConfiguration(const char* profile, bool shouldDisableIMDS)
    : ClientConfiguration() {
  profileName = profile;
  disableIMDS = shouldDisableIMDS;
}
ClientConfiguration::ClientConfiguration(bool /*useSmartDefaults*/, const char* /*defaultMode*/,
                                         bool shouldDisableIMDS)
    : ClientConfiguration() {
  disableIMDS = shouldDisableIMDS;
}
ClientConfiguration::ClientConfiguration(const ClientConfiguration&) = default;
ClientConfiguration& ClientConfiguration::operator=(const ClientConfiguration&) = default;
ClientConfiguration::~ClientConfiguration() = default;

Aws::String ClientConfiguration::LoadConfigFromEnvOrProfile(
    const Aws::String& /*envKey*/, const Aws::String& /*profile*/,
    const Aws::String& /*profileProperty*/, const Aws::Vector<Aws::String>& /*allowedValues*/,
    const Aws::String& defaultValue) {
  return defaultValue;
}

GenericClientConfiguration::GenericClientConfiguration() = default;
GenericClientConfiguration::GenericClientConfiguration(
    const ClientConfigurationInitValues& initValues)
    : ClientConfiguration(initValues) {}
GenericClientConfiguration::GenericClientConfiguration(const char* inputProfileName,
                                                       bool shouldDisableIMDS)
    : ClientConfiguration(inputProfileName, shouldDisableIMDS) {}
GenericClientConfiguration::GenericClientConfiguration(bool useSmartDefaults,
                                                       const char* inputDefaultMode,
                                                       bool shouldDisableIMDS)
    : ClientConfiguration(useSmartDefaults, inputDefaultMode, shouldDisableIMDS) {}
GenericClientConfiguration::GenericClientConfiguration(const ClientConfiguration& config)
    : ClientConfiguration(config) {}
GenericClientConfiguration::GenericClientConfiguration(const GenericClientConfiguration&) = default;
GenericClientConfiguration& GenericClientConfiguration::operator=(
    const GenericClientConfiguration&) = default;
GenericClientConfiguration::~GenericClientConfiguration() = default;

namespace {

// The strategy of that name; zero attempts stand for its default.
std::shared_ptr<RetryStrategy> StrategyOf(const Aws::String& mode, long attempts) {
  constexpr char kTag[] = "InitRetryStrategy";
  constexpr long kAttempts = 3;
  constexpr long kRetriesOfDefault = 10;
  if (mode == "standard") {
    return Aws::MakeShared<StandardRetryStrategy>(kTag, attempts > 0 ? attempts : kAttempts);
  }
  if (mode == "adaptive") {
    return Aws::MakeShared<AdaptiveRetryStrategy>(kTag, attempts > 0 ? attempts : kAttempts);
  }
  return Aws::MakeShared<DefaultRetryStrategy>(kTag,
                                               attempts > 0 ? attempts - 1 : kRetriesOfDefault);
}

}  // namespace

// NOLINTBEGIN(performance-unnecessary-value-param): the SDK's signatures
std::shared_ptr<RetryStrategy> InitRetryStrategy(Aws::String retryMode) {
  return StrategyOf(retryMode, 0);
}
std::shared_ptr<RetryStrategy> InitRetryStrategy(int maxAttempts, Aws::String retryMode) {
  return StrategyOf(retryMode, maxAttempts);
}
// NOLINTEND(performance-unnecessary-value-param)

}  // namespace Client

namespace Endpoint {

AWSEndpoint::~AWSEndpoint() = default;
Aws::String AWSEndpoint::GetURL() const { return m_uri.GetURIString(); }
// NOLINTNEXTLINE(performance-unnecessary-value-param): the SDK's signature
void AWSEndpoint::SetURL(Aws::String url) { m_uri = Aws::Http::URI(url); }
void AWSEndpoint::SetURI(Aws::Http::URI uri) { m_uri = std::move(uri); }

EndpointParameter::EndpointParameter(Aws::String name, bool initialValue)
    : m_type(ParameterType::BOOLEAN), m_name(std::move(name)), m_boolValue(initialValue) {}
EndpointParameter::EndpointParameter(Aws::String name, Aws::String initialValue)
    : m_type(ParameterType::STRING),
      m_name(std::move(name)),
      m_stringValue(std::move(initialValue)) {}
EndpointParameter::EndpointParameter(Aws::String name, const char* initialValue)
    : EndpointParameter(std::move(name), Aws::String(initialValue)) {}

}  // namespace Endpoint
}  // namespace Aws
