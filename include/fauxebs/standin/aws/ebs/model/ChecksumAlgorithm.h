// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws {
namespace EBS {
namespace Model {

FAUXEBS_SDK_ENUM(ChecksumAlgorithm, SHA256);

}  // namespace Model
}  // namespace EBS
}  // namespace Aws
