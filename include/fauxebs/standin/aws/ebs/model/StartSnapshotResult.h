// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/SSEType.h>
#include <aws/ebs/model/Status.h>
#include <aws/ebs/model/Tag.h>

namespace Aws::EBS::Model {

class StartSnapshotResult {
  FAUXEBS_SDK_RESULT(StartSnapshotResult);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, Description);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, SnapshotId);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, OwnerId);
  FAUXEBS_SDK_RESULT_SCALAR(StartSnapshotResult, Status, Status);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::Utils::DateTime, StartTime);
  FAUXEBS_SDK_RESULT_SCALAR(StartSnapshotResult, long long, VolumeSize);
  FAUXEBS_SDK_RESULT_SCALAR(StartSnapshotResult, int, BlockSize);
  FAUXEBS_SDK_RESULT_LIST(StartSnapshotResult, Tag, Tags);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, ParentSnapshotId);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, KmsKeyArn);
  FAUXEBS_SDK_RESULT_SCALAR(StartSnapshotResult, SSEType, SseType);
  FAUXEBS_SDK_RESULT_FIELD(StartSnapshotResult, Aws::String, RequestId);
};

}  // namespace Aws::EBS::Model
