// Credentials and where they come from.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/auth/AWSCredentialsProviderChain.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <chrono>
#include <cstdlib>
#include <utility>

namespace Aws::Auth {

using std::chrono::system_clock;

AWSCredentials::AWSCredentials() : m_expiration(system_clock::time_point::max()) {}
AWSCredentials::AWSCredentials(Aws::String accessKeyId, Aws::String secretKey,
                               Aws::String sessionToken)
    : AWSCredentials(std::move(accessKeyId), std::move(secretKey), std::move(sessionToken),
                     system_clock::time_point::max()) {}
AWSCredentials::AWSCredentials(Aws::String accessKeyId, Aws::String secretKey,
                               Aws::String sessionToken, Aws::Utils::DateTime expiration,
                               Aws::String accountId)
    : m_accessKeyId(std::move(accessKeyId)),
      m_secretKey(std::move(secretKey)),
      m_sessionToken(std::move(sessionToken)),
      m_expiration(expiration),
      m_accountId(std::move(accountId)) {}

bool AWSCredentials::operator==(const AWSCredentials& other) const {
  return m_accessKeyId == other.m_accessKeyId && m_secretKey == other.m_secretKey &&
         m_sessionToken == other.m_sessionToken && m_expiration == other.m_expiration &&
         m_accountId == other.m_accountId;
}
bool AWSCredentials::IsExpired() const { return m_expiration <= Aws::Utils::DateTime::Now(); }
bool AWSCredentials::ExpiresSoon(int64_t gracePeriodMs) const {
  return m_expiration - Aws::Utils::DateTime::Now() < std::chrono::milliseconds(gracePeriodMs);
}

AWSCredentialsProvider::~AWSCredentialsProvider() = default;
bool AWSCredentialsProvider::IsTimeToRefresh(long reloadFrequency) {
  return Aws::Utils::DateTime::CurrentTimeMillis() - m_lastLoadedMs > reloadFrequency;
}
void AWSCredentialsProvider::Reload() {
  m_lastLoadedMs = Aws::Utils::DateTime::CurrentTimeMillis();
}

AWSCredentials AnonymousAWSCredentialsProvider::GetAWSCredentials() { return AWSCredentials(); }

SimpleAWSCredentialsProvider::SimpleAWSCredentialsProvider(const Aws::String& awsAccessKeyId,
                                                           const Aws::String& awsSecretAccessKey,
                                                           const Aws::String& sessionToken)
    : m_credentials(awsAccessKeyId, awsSecretAccessKey, sessionToken) {}
SimpleAWSCredentialsProvider::SimpleAWSCredentialsProvider(AWSCredentials credentials)
    : m_credentials(std::move(credentials)) {}
AWSCredentials SimpleAWSCredentialsProvider::GetAWSCredentials() { return m_credentials; }

// SDK: without an id in the environment nothing else is looked at (read at 1.11.332).
AWSCredentials EnvironmentAWSCredentialsProvider::GetAWSCredentials() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? Aws::String(value) : Aws::String();
  };
  const Aws::String id = variable("AWS_ACCESS_KEY_ID");
  if (id.empty()) return AWSCredentials();
  return AWSCredentials(id, variable("AWS_SECRET_ACCESS_KEY"), variable("AWS_SESSION_TOKEN"));
}

ProfileConfigFileAWSCredentialsProvider::ProfileConfigFileAWSCredentialsProvider(
    long /*refreshRateMs*/) {}
ProfileConfigFileAWSCredentialsProvider::ProfileConfigFileAWSCredentialsProvider(
    const char* /*profile*/, long /*refreshRateMs*/) {}
AWSCredentials ProfileConfigFileAWSCredentialsProvider::GetAWSCredentials() {
  return AWSCredentials();
}

InstanceProfileCredentialsProvider::InstanceProfileCredentialsProvider(long /*refreshRateMs*/) {}
AWSCredentials InstanceProfileCredentialsProvider::GetAWSCredentials() { return AWSCredentials(); }

AWSCredentialsProviderChain::AWSCredentialsProviderChain() = default;
void AWSCredentialsProviderChain::AddProvider(
    const std::shared_ptr<AWSCredentialsProvider>& provider) {
  m_providerChain.push_back(provider);
}
AWSCredentials AWSCredentialsProviderChain::GetAWSCredentials() {
  const std::lock_guard<std::mutex> lock(m_mutex);
  const auto complete = [](const AWSCredentials& credentials) {
    return !credentials.GetAWSAccessKeyId().empty() && !credentials.GetAWSSecretKey().empty();
  };
  if (m_cachedProvider != nullptr) {
    AWSCredentials credentials = m_cachedProvider->GetAWSCredentials();
    if (complete(credentials)) return credentials;
  }
  for (const auto& provider : m_providerChain) {
    AWSCredentials credentials = provider->GetAWSCredentials();
    if (complete(credentials)) {
      m_cachedProvider = provider;
      return credentials;
    }
  }
  return AWSCredentials();
}

DefaultAWSCredentialsProviderChain::DefaultAWSCredentialsProviderChain() {
  constexpr char kTag[] = "DefaultAWSCredentialsProviderChain";
  AddProvider(Aws::MakeShared<EnvironmentAWSCredentialsProvider>(kTag));
  AddProvider(Aws::MakeShared<ProfileConfigFileAWSCredentialsProvider>(kTag));
  AddProvider(Aws::MakeShared<InstanceProfileCredentialsProvider>(kTag));
}
DefaultAWSCredentialsProviderChain::DefaultAWSCredentialsProviderChain(
    const DefaultAWSCredentialsProviderChain& chain)
    : AWSCredentialsProviderChain() {  // NOLINT(readability-redundant-member-init): g++ wants it
  for (const auto& provider : chain.GetProviders()) AddProvider(provider);
}

}  // namespace Aws::Auth
