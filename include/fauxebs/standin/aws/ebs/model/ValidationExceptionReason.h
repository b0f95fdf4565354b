// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws {
namespace EBS {
namespace Model {

FAUXEBS_SDK_ENUM(ValidationExceptionReason, INVALID_CUSTOMER_KEY, INVALID_PAGE_TOKEN,
                 INVALID_BLOCK_TOKEN, INVALID_GRANT_TOKEN, INVALID_SNAPSHOT_ID, UNRELATED_SNAPSHOTS,
                 INVALID_BLOCK, INVALID_CONTENT_ENCODING, INVALID_TAG, INVALID_DEPENDENCY_REQUEST,
                 INVALID_PARAMETER_VALUE, INVALID_VOLUME_SIZE, CONFLICTING_BLOCK_UPDATE,
                 INVALID_IMAGE_ID, WRITE_REQUEST_TIMEOUT);

}  // namespace Model
}  // namespace EBS
}  // namespace Aws
