// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class ListSnapshotBlocksRequest : public EBSRequest {
 public:
  const char* GetServiceRequestName() const override { return "ListSnapshotBlocks"; }
  Aws::String SerializePayload() const override;
  void AddQueryStringParameters(Aws::Http::URI& uri) const override;

  FAUXEBS_SDK_FIELD(ListSnapshotBlocksRequest, Aws::String, SnapshotId);
  FAUXEBS_SDK_FIELD(ListSnapshotBlocksRequest, Aws::String, NextToken);
  FAUXEBS_SDK_SCALAR(ListSnapshotBlocksRequest, int, MaxResults);
  FAUXEBS_SDK_SCALAR(ListSnapshotBlocksRequest, int, StartingBlockIndex);
};

}  // namespace Aws::EBS::Model
