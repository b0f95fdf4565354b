// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>

namespace Aws::EBS::Model {

class PutSnapshotBlockRequest : public StreamingEBSRequest {
 public:
  const char* GetServiceRequestName() const override { return "PutSnapshotBlock"; }
  bool SignBody() const override { return false; }

  FAUXEBS_SDK_FIELD(PutSnapshotBlockRequest, Aws::String, SnapshotId);
  FAUXEBS_SDK_SCALAR(PutSnapshotBlockRequest, int, BlockIndex);
  FAUXEBS_SDK_SCALAR(PutSnapshotBlockRequest, int, DataLength);
  FAUXEBS_SDK_SCALAR(PutSnapshotBlockRequest, int, Progress);
  FAUXEBS_SDK_FIELD(PutSnapshotBlockRequest, Aws::String, Checksum);
  FAUXEBS_SDK_SCALAR(PutSnapshotBlockRequest, ChecksumAlgorithm, ChecksumAlgorithm);

 protected:
  Aws::Http::HeaderValueCollection GetRequestSpecificHeaders() const override;
};

}  // namespace Aws::EBS::Model
