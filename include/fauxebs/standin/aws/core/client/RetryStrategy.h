// Stand-in for the AWS SDK for C++: when a client tries again. A strategy object may be shared by
// many clients.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

namespace Aws {
namespace Http {
class HttpResponse;
}
namespace Utils {
template <typename R, typename E>
class Outcome;
}

namespace Client {

enum class CoreErrors;
template <typename ERROR_TYPE>
class AWSError;

static const int NO_RETRY_INCREMENT = 1;

using HttpResponseOutcome =
    Aws::Utils::Outcome<std::shared_ptr<Aws::Http::HttpResponse>, AWSError<CoreErrors>>;

class RetryStrategy {
 public:
  virtual ~RetryStrategy() = default;

  virtual bool ShouldRetry(const AWSError<CoreErrors>& error, long attemptedRetries) const = 0;
  // In milliseconds.
  virtual long CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& error,
                                             long attemptedRetries) const = 0;
  virtual long GetMaxAttempts() const { return 0; }
  virtual void GetSendToken() {}
  virtual bool HasSendToken() {
    GetSendToken();
    return true;
  }
  virtual void RequestBookkeeping(const HttpResponseOutcome& /*outcome*/) {}
  virtual void RequestBookkeeping(const HttpResponseOutcome& /*outcome*/,
                                  const AWSError<CoreErrors>& /*lastError*/) {}
  virtual const char* GetStrategyName() const { return "custom"; }
};

class RetryQuotaContainer {
 public:
  virtual ~RetryQuotaContainer() = default;
  virtual bool AcquireRetryQuota(int capacityAmount) = 0;
  virtual bool AcquireRetryQuota(const AWSError<CoreErrors>& error) = 0;
  virtual void ReleaseRetryQuota(int capacityAmount) = 0;
  virtual void ReleaseRetryQuota(const AWSError<CoreErrors>& error) = 0;
  virtual int GetRetryQuota() const = 0;
};

// 500 tokens; a retry costs 5, one after REQUEST_TIMEOUT 10.
class DefaultRetryQuotaContainer : public RetryQuotaContainer {
 public:
  DefaultRetryQuotaContainer();
  bool AcquireRetryQuota(int capacityAmount) override;
  bool AcquireRetryQuota(const AWSError<CoreErrors>& error) override;
  void ReleaseRetryQuota(int capacityAmount) override;
  void ReleaseRetryQuota(const AWSError<CoreErrors>& error) override;
  int GetRetryQuota() const override;

 protected:
  int m_retryQuota;

 private:
  mutable std::mutex m_mutex;
};

class StandardRetryStrategy : public RetryStrategy {
 public:
  StandardRetryStrategy(long maxAttempts = 3);
  StandardRetryStrategy(std::shared_ptr<RetryQuotaContainer> retryQuotaContainer,
                        long maxAttempts = 3);

  // Takes quota where the answer is yes.
  bool ShouldRetry(const AWSError<CoreErrors>& error, long attemptedRetries) const override;
  // Spread over [0, min(2^n, 20)) seconds; each strategy object gives the same sequence.
  long CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& error,
                                     long attemptedRetries) const override;
  long GetMaxAttempts() const override { return m_maxAttempts; }
  void RequestBookkeeping(const HttpResponseOutcome& outcome) override;
  void RequestBookkeeping(const HttpResponseOutcome& outcome,
                          const AWSError<CoreErrors>& lastError) override;
  const char* GetStrategyName() const override { return "standard"; }

 protected:
  std::shared_ptr<RetryQuotaContainer> m_retryQuotaContainer;
  long m_maxAttempts;

 private:
  mutable std::atomic<uint64_t> m_draws{0};
};

}  // namespace Client
}  // namespace Aws
