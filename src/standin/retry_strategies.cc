// When a client tries again.
#include <aws/core/client/AWSError.h>
#include <aws/core/client/AdaptiveRetryStrategy.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/client/SpecifiedRetryableErrorsRetryStrategy.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/Outcome.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <utility>

namespace Aws::Client {

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
  if (outcome.IsSuccess()) m_retryQuotaContainer->ReleaseRetryQuota(NO_RETRY_INCREMENT);
}
void StandardRetryStrategy::RequestBookkeeping(const HttpResponseOutcome& outcome,
                                               const AWSError<CoreErrors>& lastError) {
  if (outcome.IsSuccess()) m_retryQuotaContainer->ReleaseRetryQuota(lastError);
}

SpecifiedRetryableErrorsRetryStrategy::SpecifiedRetryableErrorsRetryStrategy(
    Aws::Vector<Aws::String> specifiedRetryableErrors, long maxRetries, long scaleFactor)
    : DefaultRetryStrategy(maxRetries, scaleFactor),
      m_specifiedRetryableErrors(std::move(specifiedRetryableErrors)) {}
bool SpecifiedRetryableErrorsRetryStrategy::ShouldRetry(const AWSError<CoreErrors>& error,
                                                        long attemptedRetries) const {
  const auto& names = m_specifiedRetryableErrors;
  const bool specified =
      std::find(names.begin(), names.end(), error.GetExceptionName()) != names.end();
  return attemptedRetries < m_maxRetries && (specified || error.ShouldRetry());
}

// ---- Adaptive ----

namespace {

constexpr double kLeastFillRate = 0.5;
constexpr double kLeastCapacity = 1.0;
constexpr double kSmoothing = 0.8;
constexpr double kCutByThrottling = 0.7;
constexpr double kGrowth = 0.4;

bool Throttles(const HttpResponseOutcome& outcome) {
  static constexpr const char* kNames[] = {
      "Throttling",
      "ThrottlingException",
      "ThrottledException",
      "RequestThrottledException",
      "TooManyRequestsException",
      "ProvisionedThroughputExceededException",
      "TransactionInProgressException",
      "RequestLimitExceeded",
      "BandwidthLimitExceeded",
      "LimitExceededException",
      "RequestThrottled",
      "SlowDown",
      "PriorRequestNotComplete",
      "EC2ThrottledException",
  };
  if (outcome.IsSuccess()) return false;
  const AWSError<CoreErrors>& error = outcome.GetError();
  return error.ShouldThrottle() || error.GetErrorType() == CoreErrors::THROTTLING ||
         error.GetErrorType() == CoreErrors::SLOW_DOWN ||
         std::find(std::begin(kNames), std::end(kNames), error.GetExceptionName()) !=
             std::end(kNames);
}

double InSeconds(const Aws::Utils::DateTime& time) {
  return static_cast<double>(time.Millis()) / 1000.0;
}

}  // namespace

bool RetryTokenBucket::Acquire(std::size_t amount, bool fastFail) {
  const std::lock_guard<std::mutex> lock(m_mutex);
  if (!m_enabled) return true;
  Refill(Aws::Utils::DateTime::Now());
  const double missing = static_cast<double>(amount) - m_currentCapacity;
  if (missing > 0.0) {
    if (fastFail) return false;
    std::this_thread::sleep_for(std::chrono::duration<double>(missing / m_fillRate));
    Refill(Aws::Utils::DateTime::Now());
  }
  m_currentCapacity -= static_cast<double>(amount);
  return true;
}

void RetryTokenBucket::Refill(const Aws::Utils::DateTime& now) {
  if (m_lastTimestamp.Millis() != 0) {
    const double gained = std::abs(InSeconds(now) - InSeconds(m_lastTimestamp)) * m_fillRate;
    m_currentCapacity = std::min(m_maxCapacity, m_currentCapacity + gained);
  }
  m_lastTimestamp = now;
}

// How often requests are sent, smoothed over half seconds.
void RetryTokenBucket::Measure(double nowSeconds) {
  const double half_second = std::floor(nowSeconds * 2.0) / 2.0;
  ++m_requestCount;
  if (half_second <= m_lastTxRateBucket) return;
  const double rate = static_cast<double>(m_requestCount) / (half_second - m_lastTxRateBucket);
  m_measuredTxRate = rate * kSmoothing + m_measuredTxRate * (1.0 - kSmoothing);
  m_requestCount = 0;
  m_lastTxRateBucket = half_second;
}

void RetryTokenBucket::UpdateClientSendingRate(bool throttlingResponse,
                                               const Aws::Utils::DateTime& now) {
  const std::lock_guard<std::mutex> lock(m_mutex);
  Measure(InSeconds(now));
  double rate = 0.0;
  if (throttlingResponse) {
    m_lastMaxRate = m_enabled ? std::min(m_measuredTxRate, m_fillRate) : m_measuredTxRate;
    m_lastThrottleTime = now;
    m_enabled = true;
    rate = m_lastMaxRate * kCutByThrottling;
  } else {
    const double since = InSeconds(now) - InSeconds(m_lastThrottleTime);
    const double until_full = std::cbrt(m_lastMaxRate * (1.0 - kCutByThrottling) / kGrowth);
    rate = kGrowth * std::pow(since - until_full, 3.0) + m_lastMaxRate;
  }
  Refill(now);
  rate = std::min(rate, 2.0 * m_measuredTxRate);
  m_fillRate = std::max(rate, kLeastFillRate);
  m_maxCapacity = std::max(rate, kLeastCapacity);
  m_currentCapacity = std::min(m_currentCapacity, m_maxCapacity);
}

AdaptiveRetryStrategy::AdaptiveRetryStrategy(long maxAttempts)
    : StandardRetryStrategy(maxAttempts) {}
AdaptiveRetryStrategy::AdaptiveRetryStrategy(
    std::shared_ptr<RetryQuotaContainer> retryQuotaContainer, long maxAttempts)
    : StandardRetryStrategy(std::move(retryQuotaContainer), maxAttempts) {}

bool AdaptiveRetryStrategy::HasSendToken() { return m_retryTokenBucket.Acquire(1, m_fastFail); }
void AdaptiveRetryStrategy::RequestBookkeeping(const HttpResponseOutcome& outcome) {
  StandardRetryStrategy::RequestBookkeeping(outcome);
  m_retryTokenBucket.UpdateClientSendingRate(Throttles(outcome));
}
void AdaptiveRetryStrategy::RequestBookkeeping(const HttpResponseOutcome& outcome,
                                               const AWSError<CoreErrors>& lastError) {
  StandardRetryStrategy::RequestBookkeeping(outcome, lastError);
  m_retryTokenBucket.UpdateClientSendingRate(Throttles(outcome));
}

}  // namespace Aws::Client
