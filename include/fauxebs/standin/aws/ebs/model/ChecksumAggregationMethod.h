// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

FAUXEBS_SDK_ENUM(ChecksumAggregationMethod, LINEAR);

}  // namespace Aws::EBS::Model
