// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class ListChangedBlocksRequest : public EBSRequest {
 public:
  const char* GetServiceRequestName() const override { return "ListChangedBlocks"; }
  Aws::String SerializePayload() const override;
  void AddQueryStringParameters(Aws::Http::URI& uri) const override;

  FAUXEBS_SDK_FIELD(ListChangedBlocksRequest, Aws::String, FirstSnapshotId);
  FAUXEBS_SDK_FIELD(ListChangedBlocksRequest, Aws::String, SecondSnapshotId);
  FAUXEBS_SDK_FIELD(ListChangedBlocksRequest, Aws::String, NextToken);
  FAUXEBS_SDK_SCALAR(ListChangedBlocksRequest, int, MaxResults);
  FAUXEBS_SDK_SCALAR(ListChangedBlocksRequest, int, StartingBlockIndex);
};

}  // namespace Aws::EBS::Model
