// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
}  // namespace Utils::Json

namespace EBS::Model {

class PutSnapshotBlockResult {
 public:
  PutSnapshotBlockResult() = default;
  PutSnapshotBlockResult(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);
  PutSnapshotBlockResult& operator=(
      const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);

  FAUXEBS_SDK_RESULT_FIELD(PutSnapshotBlockResult, Aws::String, Checksum);
  FAUXEBS_SDK_RESULT_SCALAR(PutSnapshotBlockResult, ChecksumAlgorithm, ChecksumAlgorithm);
  FAUXEBS_SDK_RESULT_FIELD(PutSnapshotBlockResult, Aws::String, RequestId);
};

}  // namespace EBS::Model
}  // namespace Aws
