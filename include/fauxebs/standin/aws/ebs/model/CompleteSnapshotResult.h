// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/Status.h>

namespace Aws::EBS::Model {

class CompleteSnapshotResult {
  FAUXEBS_SDK_RESULT(CompleteSnapshotResult);
  FAUXEBS_SDK_RESULT_SCALAR(CompleteSnapshotResult, Status, Status);
  FAUXEBS_SDK_RESULT_FIELD(CompleteSnapshotResult, Aws::String, RequestId);
};

}  // namespace Aws::EBS::Model
