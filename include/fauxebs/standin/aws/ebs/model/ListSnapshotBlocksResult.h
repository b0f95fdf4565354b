// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/DateTime.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/Block.h>

namespace Aws::EBS::Model {

class ListSnapshotBlocksResult {
  FAUXEBS_SDK_RESULT(ListSnapshotBlocksResult);
  FAUXEBS_SDK_RESULT_LIST(ListSnapshotBlocksResult, Block, Blocks);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::Utils::DateTime, ExpiryTime);
  FAUXEBS_SDK_RESULT_SCALAR(ListSnapshotBlocksResult, long long, VolumeSize);
  FAUXEBS_SDK_RESULT_SCALAR(ListSnapshotBlocksResult, int, BlockSize);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::String, NextToken);
  FAUXEBS_SDK_RESULT_FIELD(ListSnapshotBlocksResult, Aws::String, RequestId);
};

}  // namespace Aws::EBS::Model
