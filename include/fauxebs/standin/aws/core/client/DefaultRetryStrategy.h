// Stand-in for the AWS SDK for C++: the retry strategy of a client that was given none.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/RetryStrategy.h>

namespace Aws::Client {

class DefaultRetryStrategy : public RetryStrategy {
 public:
  DefaultRetryStrategy(long maxRetries = 10, long scaleFactor = 25)
      : m_scaleFactor(scaleFactor), m_maxRetries(maxRetries) {}

  bool ShouldRetry(const AWSError<CoreErrors>& error, long attemptedRetries) const override;
  // None before the first retry, then 2^n times the scale factor.
  long CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& error,
                                     long attemptedRetries) const override;
  long GetMaxAttempts() const override { return m_maxRetries + 1; }
  const char* GetStrategyName() const override { return "default"; }

 protected:
  long m_scaleFactor;
  long m_maxRetries;
};

}  // namespace Aws::Client
