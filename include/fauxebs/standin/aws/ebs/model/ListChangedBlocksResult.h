// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChangedBlock.h>

namespace Aws::EBS::Model {

class ListChangedBlocksResult {
  FAUXEBS_SDK_RESULT(ListChangedBlocksResult);
  FAUXEBS_SDK_RESULT_LIST(ListChangedBlocksResult, ChangedBlock, ChangedBlocks);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::Utils::DateTime, ExpiryTime);
  FAUXEBS_SDK_RESULT_SCALAR(ListChangedBlocksResult, long long, VolumeSize);
  FAUXEBS_SDK_RESULT_SCALAR(ListChangedBlocksResult, int, BlockSize);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::String, NextToken);
  FAUXEBS_SDK_RESULT_FIELD(ListChangedBlocksResult, Aws::String, RequestId);
};

}  // namespace Aws::EBS::Model
