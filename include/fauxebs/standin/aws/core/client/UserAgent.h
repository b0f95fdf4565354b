// Stand-in for the AWS SDK for C++: features that the user agent would name.
#pragma once

#include <aws/core/Core_EXPORTS.h>

namespace Aws::Client {

enum class UserAgentFeature { UNKNOWN, WAITER, PAGINATOR, RETRY_MODE_LEGACY, RETRY_MODE_STANDARD };

}  // namespace Aws::Client
