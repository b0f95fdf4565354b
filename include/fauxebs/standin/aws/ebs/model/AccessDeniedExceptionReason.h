// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_ENUM(AccessDeniedExceptionReason, UNAUTHORIZED_ACCOUNT, DEPENDENCY_ACCESS_DENIED);

}  // namespace Aws::EBS::Model
