// Stand-in for the AWS SDK for C++: the standard strategy with a limit of its own to how often a
// client sends. It reads the real clock and really sleeps.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/utils/DateTime.h>

#include <cstddef>
#include <memory>
#include <mutex>

namespace Aws::Client {

// A bucket of send tokens. It is open until the service throttles for the first time; from then on
// it fills at a rate that grows along a cubic curve and is cut by every throttled reply.
class RetryTokenBucket {
 public:
  RetryTokenBucket() = default;
  // Sleeps until there is enough. False only with fastFail, which does not wait.
  bool Acquire(std::size_t amount = 1, bool fastFail = false);
  void UpdateClientSendingRate(bool throttlingResponse,
                               const Aws::Utils::DateTime& now = Aws::Utils::DateTime::Now());

 protected:
  void Refill(const Aws::Utils::DateTime& now);

  double m_fillRate = 0.0;  // tokens a second
  double m_maxCapacity = 0.0;
  double m_currentCapacity = 0.0;
  Aws::Utils::DateTime m_lastTimestamp;
  double m_measuredTxRate = 0.0;
  double m_lastTxRateBucket = 0.0;
  std::size_t m_requestCount = 0;
  bool m_enabled = false;
  double m_lastMaxRate = 0.0;
  Aws::Utils::DateTime m_lastThrottleTime;

 private:
  void Measure(double nowSeconds);

  std::mutex m_mutex;
};

class AdaptiveRetryStrategy : public StandardRetryStrategy {
 public:
  AdaptiveRetryStrategy(long maxAttempts = 3);
  AdaptiveRetryStrategy(std::shared_ptr<RetryQuotaContainer> retryQuotaContainer,
                        long maxAttempts = 3);

  bool HasSendToken() override;
  void RequestBookkeeping(const HttpResponseOutcome& outcome) override;
  void RequestBookkeeping(const HttpResponseOutcome& outcome,
                          const AWSError<CoreErrors>& lastError) override;
  const char* GetStrategyName() const override { return "adaptive"; }

 protected:
  RetryTokenBucket m_retryTokenBucket;
  bool m_fastFail = false;
};

}  // namespace Aws::Client
