// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/Status.h>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
}  // namespace Utils::Json

namespace EBS::Model {

class CompleteSnapshotResult {
 public:
  CompleteSnapshotResult() = default;
  CompleteSnapshotResult(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);
  CompleteSnapshotResult& operator=(
      const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);

  FAUXEBS_SDK_RESULT_SCALAR(CompleteSnapshotResult, Status, Status);
  FAUXEBS_SDK_RESULT_FIELD(CompleteSnapshotResult, Aws::String, RequestId);
};

}  // namespace EBS::Model
}  // namespace Aws
