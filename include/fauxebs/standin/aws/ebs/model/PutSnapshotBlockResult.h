// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>

namespace Aws::EBS::Model {

class PutSnapshotBlockResult {
  FAUXEBS_SDK_RESULT(PutSnapshotBlockResult);
  FAUXEBS_SDK_RESULT_FIELD(PutSnapshotBlockResult, Aws::String, Checksum);
  FAUXEBS_SDK_RESULT_SCALAR(PutSnapshotBlockResult, ChecksumAlgorithm, ChecksumAlgorithm);
  FAUXEBS_SDK_RESULT_FIELD(PutSnapshotBlockResult, Aws::String, RequestId);
};

}  // namespace Aws::EBS::Model
