// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class ChangedBlock {
  FAUXEBS_SDK_STRUCT(ChangedBlock);
  FAUXEBS_SDK_SCALAR(ChangedBlock, int, BlockIndex);
  FAUXEBS_SDK_FIELD(ChangedBlock, Aws::String, FirstBlockToken);
  FAUXEBS_SDK_FIELD(ChangedBlock, Aws::String, SecondBlockToken);
};

}  // namespace Aws::EBS::Model
