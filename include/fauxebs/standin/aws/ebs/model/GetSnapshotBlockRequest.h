// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class GetSnapshotBlockRequest : public EBSRequest {
 public:
  const char* GetServiceRequestName() const override { return "GetSnapshotBlock"; }
  Aws::String SerializePayload() const override;
  void AddQueryStringParameters(Aws::Http::URI& uri) const override;

  FAUXEBS_SDK_FIELD(GetSnapshotBlockRequest, Aws::String, SnapshotId);
  FAUXEBS_SDK_SCALAR(GetSnapshotBlockRequest, int, BlockIndex);
  FAUXEBS_SDK_FIELD(GetSnapshotBlockRequest, Aws::String, BlockToken);
};

}  // namespace Aws::EBS::Model
