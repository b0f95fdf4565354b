// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/AccessDeniedExceptionReason.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_EXCEPTION(AccessDeniedException);

}  // namespace Aws::EBS::Model
