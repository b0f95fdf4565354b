// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/SSEType.h>
#include <aws/ebs/model/Status.h>
#include <aws/ebs/model/Tag.h>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
}  // namespace Utils::Json

namespace EBS::Model {

class StartSnapshotResult {
 public:
  StartSnapshotResult() = default;
  StartSnapshotResult(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);
  StartSnapshotResult& operator=(
      const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);

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

}  // namespace EBS::Model
}  // namespace Aws
