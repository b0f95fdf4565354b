// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_ENUM(ResourceNotFoundExceptionReason, SNAPSHOT_NOT_FOUND, GRANT_NOT_FOUND,
                 DEPENDENCY_RESOURCE_NOT_FOUND, IMAGE_NOT_FOUND);

}  // namespace Aws::EBS::Model
