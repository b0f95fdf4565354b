// What every client shares: configuration, credentials, retry strategies, requests' bases, errors
// by name.
#include <aws/core/AmazonSerializableWebServiceRequest.h>
#include <aws/core/AmazonStreamingWebServiceRequest.h>
#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/AWSClient.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/threading/DefaultExecutor.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace Aws {

AmazonWebServiceRequest::AmazonWebServiceRequest()
    : m_responseStreamFactory(Aws::Utils::Stream::DefaultResponseStreamFactoryMethod) {}

void AmazonWebServiceRequest::SetAdditionalCustomHeaderValue(const Aws::String& headerName,
                                                             const Aws::String& headerValue) {
  m_additionalCustomHeaders[headerName] = headerValue;
}

std::shared_ptr<Aws::IOStream> AmazonSerializableWebServiceRequest::GetBody() const {
  const Aws::String payload = SerializePayload();
  if (payload.empty()) return nullptr;
  return Aws::MakeShared<Aws::StringStream>("AmazonSerializableWebServiceRequest", payload);
}

Aws::Http::HeaderValueCollection AmazonStreamingWebServiceRequest::GetHeaders() const {
  Aws::Http::HeaderValueCollection headers = GetRequestSpecificHeaders();
  headers.emplace("content-type", m_contentType);
  return headers;
}

namespace Auth {

AWSCredentials::AWSCredentials() : m_expiration(std::chrono::system_clock::time_point::max()) {}
AWSCredentials::AWSCredentials(Aws::String accessKeyId, Aws::String secretKey,
                               Aws::String sessionToken)
    : AWSCredentials(std::move(accessKeyId), std::move(secretKey), std::move(sessionToken),
                     std::chrono::system_clock::time_point::max()) {}
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

}  // namespace Auth

namespace Client {

AsyncCallerContext::AsyncCallerContext() : m_uuid(Aws::Utils::UUID::PseudoRandomUUID()) {}

AWSClient::AWSClient(const ClientConfiguration& configuration)
    : m_userAgent(configuration.userAgent) {}

ClientConfiguration::ClientConfiguration()
    : retryStrategy(InitRetryStrategy()),
      executor(Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>("ClientConfiguration")) {}
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

Aws::String ClientConfiguration::LoadConfigFromEnvOrProfile(
    const Aws::String& /*envKey*/, const Aws::String& /*profile*/,
    const Aws::String& /*profileProperty*/, const Aws::Vector<Aws::String>& /*allowedValues*/,
    const Aws::String& defaultValue) {
  return defaultValue;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): the SDK's signature
std::shared_ptr<RetryStrategy> InitRetryStrategy(Aws::String retryMode) {
  if (retryMode == "standard") return Aws::MakeShared<StandardRetryStrategy>("InitRetryStrategy");
  return Aws::MakeShared<DefaultRetryStrategy>("InitRetryStrategy");
}

bool DefaultRetryStrategy::ShouldRetry(const AWSError<CoreErrors>& error,
                                       long attemptedRetries) const {
  return attemptedRetries < m_maxRetries && error.ShouldRetry();
}
long DefaultRetryStrategy::CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& /*error*/,
                                                         long attemptedRetries) const {
  constexpr long kMaxShift = 30;
  return attemptedRetries <= 0 ? 0 : (1L << std::min(attemptedRetries, kMaxShift)) * m_scaleFactor;
}

namespace {

constexpr int kInitialRetryQuota = 500;
constexpr int kRetryCost = 5;
constexpr int kTimeoutRetryCost = 10;
constexpr int kNoRetryRefund = 1;
constexpr long kMaxDelayMs = 20000;

int CostOf(const AWSError<CoreErrors>& error) {
  return error.GetErrorType() == CoreErrors::REQUEST_TIMEOUT ? kTimeoutRetryCost : kRetryCost;
}

// The n-th number of a fixed sequence, spread over [0, 1).
double Spread(uint64_t n) {
  n = (n + 1) * 0x9e3779b97f4a7c15u;
  n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
  n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
  n ^= n >> 31;
  return static_cast<double>(n >> 11) * 0x1p-53;
}

}  // namespace

DefaultRetryQuotaContainer::DefaultRetryQuotaContainer() : m_retryQuota(kInitialRetryQuota) {}
bool DefaultRetryQuotaContainer::AcquireRetryQuota(int capacityAmount) {
  const std::lock_guard<std::mutex> lock(m_mutex);
  if (capacityAmount > m_retryQuota) return false;
  m_retryQuota -= capacityAmount;
  return true;
}
bool DefaultRetryQuotaContainer::AcquireRetryQuota(const AWSError<CoreErrors>& error) {
  return AcquireRetryQuota(CostOf(error));
}
void DefaultRetryQuotaContainer::ReleaseRetryQuota(int capacityAmount) {
  const std::lock_guard<std::mutex> lock(m_mutex);
  m_retryQuota = std::min(m_retryQuota + capacityAmount, kInitialRetryQuota);
}
void DefaultRetryQuotaContainer::ReleaseRetryQuota(const AWSError<CoreErrors>& error) {
  ReleaseRetryQuota(CostOf(error));
}
int DefaultRetryQuotaContainer::GetRetryQuota() const {
  const std::lock_guard<std::mutex> lock(m_mutex);
  return m_retryQuota;
}

StandardRetryStrategy::StandardRetryStrategy(long maxAttempts)
    : StandardRetryStrategy(Aws::MakeShared<DefaultRetryQuotaContainer>("StandardRetryStrategy"),
                            maxAttempts) {}
StandardRetryStrategy::StandardRetryStrategy(
    std::shared_ptr<RetryQuotaContainer> retryQuotaContainer, long maxAttempts)
    : m_retryQuotaContainer(std::move(retryQuotaContainer)), m_maxAttempts(maxAttempts) {}

bool StandardRetryStrategy::ShouldRetry(const AWSError<CoreErrors>& error,
                                        long attemptedRetries) const {
  return error.ShouldRetry() && attemptedRetries + 1 < m_maxAttempts &&
         m_retryQuotaContainer->AcquireRetryQuota(error);
}
long StandardRetryStrategy::CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& /*error*/,
                                                          long attemptedRetries) const {
  const long shift = std::clamp(attemptedRetries, 0L, 5L);
  const long limit = std::min(1000L << shift, kMaxDelayMs);
  return static_cast<long>(Spread(m_draws++) * static_cast<double>(limit));
}
void StandardRetryStrategy::RequestBookkeeping(const HttpResponseOutcome& outcome) {
  if (outcome.IsSuccess()) m_retryQuotaContainer->ReleaseRetryQuota(kNoRetryRefund);
}
void StandardRetryStrategy::RequestBookkeeping(const HttpResponseOutcome& outcome,
                                               const AWSError<CoreErrors>& lastError) {
  if (outcome.IsSuccess()) m_retryQuotaContainer->ReleaseRetryQuota(lastError);
}

namespace {

struct NamedError {
  const char* name;
  CoreErrors type;
  bool retryable;
};

// Most names also come with "Exception" at their end.
constexpr NamedError kErrors[] = {
    {"IncompleteSignature", CoreErrors::INCOMPLETE_SIGNATURE, false},
    {"InvalidSignature", CoreErrors::INVALID_SIGNATURE, false},
    {"InternalFailure", CoreErrors::INTERNAL_FAILURE, true},
    {"InternalServerError", CoreErrors::INTERNAL_FAILURE, true},
    {"InternalError", CoreErrors::INTERNAL_FAILURE, true},
    {"InvalidAction", CoreErrors::INVALID_ACTION, false},
    {"InvalidClientTokenId", CoreErrors::INVALID_CLIENT_TOKEN_ID, false},
    {"InvalidParameterCombination", CoreErrors::INVALID_PARAMETER_COMBINATION, false},
    {"InvalidQueryParameter", CoreErrors::INVALID_QUERY_PARAMETER, false},
    {"InvalidParameterValue", CoreErrors::INVALID_PARAMETER_VALUE, false},
    {"MissingAction", CoreErrors::MISSING_ACTION, false},
    {"MissingAuthenticationToken", CoreErrors::MISSING_AUTHENTICATION_TOKEN, false},
    {"MissingParameter", CoreErrors::MISSING_PARAMETER, false},
    {"OptInRequired", CoreErrors::OPT_IN_REQUIRED, false},
    {"RequestExpired", CoreErrors::REQUEST_EXPIRED, true},
    {"ServiceUnavailable", CoreErrors::SERVICE_UNAVAILABLE, true},
    {"ServiceUnavailableError", CoreErrors::SERVICE_UNAVAILABLE, true},
    {"Throttling", CoreErrors::THROTTLING, true},
    {"Throttled", CoreErrors::THROTTLING, true},
    {"RequestThrottled", CoreErrors::THROTTLING, true},
    {"ValidationError", CoreErrors::VALIDATION, false},
    {"Validation", CoreErrors::VALIDATION, false},
    {"AccessDenied", CoreErrors::ACCESS_DENIED, false},
    {"ResourceNotFound", CoreErrors::RESOURCE_NOT_FOUND, false},
    {"UnrecognizedClient", CoreErrors::UNRECOGNIZED_CLIENT, false},
    {"MalformedQueryString", CoreErrors::MALFORMED_QUERY_STRING, false},
    {"SlowDown", CoreErrors::SLOW_DOWN, true},
    {"RequestTimeTooSkewed", CoreErrors::REQUEST_TIME_TOO_SKEWED, true},
    {"SignatureDoesNotMatch", CoreErrors::SIGNATURE_DOES_NOT_MATCH, false},
    {"InvalidAccessKeyId", CoreErrors::INVALID_ACCESS_KEY_ID, false},
    {"RequestTimeout", CoreErrors::REQUEST_TIMEOUT, true},
};

}  // namespace

AWSError<CoreErrors> CoreErrorsMapper::GetErrorForName(const char* errorName) {
  Aws::String name = errorName;
  constexpr std::size_t kSuffix = sizeof("Exception") - 1;
  if (name.size() > kSuffix && name.compare(name.size() - kSuffix, kSuffix, "Exception") == 0) {
    name.resize(name.size() - kSuffix);
  }
  for (const NamedError& error : kErrors) {
    if (name == error.name) return AWSError<CoreErrors>(error.type, error.retryable);
  }
  return AWSError<CoreErrors>(CoreErrors::UNKNOWN, false);
}

AWSError<CoreErrors> CoreErrorsMapper::GetErrorForHttpResponseCode(
    Aws::Http::HttpResponseCode code) {
  using Aws::Http::HttpResponseCode;
  const int number = static_cast<int>(code);
  const bool retryable =
      Aws::Http::IsRetryableHttpResponseCode(code) || (number >= 500 && number < 600);
  CoreErrors type = CoreErrors::UNKNOWN;
  switch (code) {
    case HttpResponseCode::UNAUTHORIZED:
    case HttpResponseCode::FORBIDDEN:
      type = CoreErrors::ACCESS_DENIED;
      break;
    case HttpResponseCode::NOT_FOUND:
      type = CoreErrors::RESOURCE_NOT_FOUND;
      break;
    case HttpResponseCode::TOO_MANY_REQUESTS:
      type = CoreErrors::SLOW_DOWN;
      break;
    case HttpResponseCode::INTERNAL_SERVER_ERROR:
      type = CoreErrors::INTERNAL_FAILURE;
      break;
    case HttpResponseCode::BANDWIDTH_LIMIT_EXCEEDED:
      type = CoreErrors::THROTTLING;
      break;
    case HttpResponseCode::SERVICE_UNAVAILABLE:
      type = CoreErrors::SERVICE_UNAVAILABLE;
      break;
    case HttpResponseCode::REQUEST_TIMEOUT:
    case HttpResponseCode::AUTHENTICATION_TIMEOUT:
    case HttpResponseCode::LOGIN_TIMEOUT:
    case HttpResponseCode::GATEWAY_TIMEOUT:
    case HttpResponseCode::NETWORK_READ_TIMEOUT:
    case HttpResponseCode::NETWORK_CONNECT_TIMEOUT:
      type = CoreErrors::REQUEST_TIMEOUT;
      break;
    default:
      break;
  }
  AWSError<CoreErrors> error(type, retryable);
  error.SetResponseCode(code);
  return error;
}

}  // namespace Client
}  // namespace Aws
