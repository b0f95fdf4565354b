// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/Tag.h>

namespace Aws::EBS::Model {

class StartSnapshotRequest : public EBSRequest {
 public:
  // ClientToken is set to a random UUID; a copy keeps it.
  StartSnapshotRequest();

  const char* GetServiceRequestName() const override { return "StartSnapshot"; }
  Aws::String SerializePayload() const override;

  FAUXEBS_SDK_SCALAR(StartSnapshotRequest, long long, VolumeSize);
  FAUXEBS_SDK_FIELD(StartSnapshotRequest, Aws::String, ParentSnapshotId);
  FAUXEBS_SDK_LIST(StartSnapshotRequest, Tag, Tags);
  FAUXEBS_SDK_FIELD(StartSnapshotRequest, Aws::String, Description);
  FAUXEBS_SDK_FIELD(StartSnapshotRequest, Aws::String, ClientToken);
  FAUXEBS_SDK_SCALAR(StartSnapshotRequest, bool, Encrypted);
  FAUXEBS_SDK_FIELD(StartSnapshotRequest, Aws::String, KmsKeyArn);
  FAUXEBS_SDK_SCALAR(StartSnapshotRequest, int, Timeout);
};

}  // namespace Aws::EBS::Model
