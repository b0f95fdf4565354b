// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_ENUM(RequestThrottledExceptionReason, ACCOUNT_THROTTLED, DEPENDENCY_REQUEST_THROTTLED,
                 RESOURCE_LEVEL_THROTTLE);

}  // namespace Aws::EBS::Model
