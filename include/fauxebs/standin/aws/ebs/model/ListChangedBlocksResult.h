// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChangedBlock.h>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
}  // namespace Utils::Json

namespace EBS::Model {

class ListChangedBlocksResult {
 public:
  ListChangedBlocksResult() = default;
  ListChangedBlocksResult(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);
  ListChangedBlocksResult& operator=(
      const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result);

  FAUXEBS_SDK_RESULT_LIST(ListChangedBlocksResult, ChangedBlock, ChangedBlocks);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::Utils::DateTime, ExpiryTime);
  FAUXEBS_SDK_RESULT_SCALAR(ListChangedBlocksResult, long long, VolumeSize);
  FAUXEBS_SDK_RESULT_SCALAR(ListChangedBlocksResult, int, BlockSize);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::String, NextToken);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::String, RequestId);
};

}  // namespace EBS::Model
}  // namespace Aws
