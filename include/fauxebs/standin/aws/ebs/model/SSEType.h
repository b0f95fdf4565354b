// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_ENUM(SSEType, sse_ebs, sse_kms, none);

}  // namespace Aws::EBS::Model
