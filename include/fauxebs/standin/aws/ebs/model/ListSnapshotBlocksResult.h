// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/Block.h>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
}  // namespace Utils::Json

namespace EBS::Model {

class ListSnapshotBlocksResult {
 public:
  ListSnapshotBlocksResult() = default;
  ListSnapshotBlocksResult(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);
  ListSnapshotBlocksResult& operator=(
      const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);

  FAUXEBS_SDK_RESULT_LIST(ListSnapshotBlocksResult, Block, Blocks);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::Utils::DateTime, ExpiryTime);
  FAUXEBS_SDK_RESULT_SCALAR(ListSnapshotBlocksResult, long long, VolumeSize);
  FAUXEBS_SDK_RESULT_SCALAR(ListSnapshotBlocksResult, int, BlockSize);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::String, NextToken);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::String, RequestId);
};

}  // namespace EBS::Model
}  // namespace Aws
