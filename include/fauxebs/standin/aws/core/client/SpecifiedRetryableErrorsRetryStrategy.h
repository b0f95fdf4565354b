// Stand-in for the AWS SDK for C++: the default strategy, which also retries errors by their names.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

namespace Aws::Client {

class SpecifiedRetryableErrorsRetryStrategy : public DefaultRetryStrategy {
 public:
  SpecifiedRetryableErrorsRetryStrategy(Aws::Vector<Aws::String> specifiedRetryableErrors,
                                        long maxRetries = 10, long scaleFactor = 25);

  bool ShouldRetry(const AWSError<CoreErrors>& error, long attemptedRetries) const override;

 private:
  Aws::Vector<Aws::String> m_specifiedRetryableErrors;
};

}  // namespace Aws::Client
