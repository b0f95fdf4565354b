// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChecksumAggregationMethod.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>

namespace Aws::EBS::Model {

class CompleteSnapshotRequest : public EBSRequest {
 public:
  const char* GetServiceRequestName() const override { return "CompleteSnapshot"; }
  Aws::String SerializePayload() const override;

  FAUXEBS_SDK_FIELD(CompleteSnapshotRequest, Aws::String, SnapshotId);
  FAUXEBS_SDK_SCALAR(CompleteSnapshotRequest, int, ChangedBlocksCount);
  FAUXEBS_SDK_FIELD(CompleteSnapshotRequest, Aws::String, Checksum);
  FAUXEBS_SDK_SCALAR(CompleteSnapshotRequest, ChecksumAlgorithm, ChecksumAlgorithm);
  FAUXEBS_SDK_SCALAR(CompleteSnapshotRequest, ChecksumAggregationMethod, ChecksumAggregationMethod);

 protected:
  Aws::Http::HeaderValueCollection GetRequestSpecificHeaders() const override;
};

}  // namespace Aws::EBS::Model
