// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class Block {
  FAUXEBS_SDK_STRUCT(Block);
  FAUXEBS_SDK_SCALAR(Block, int, BlockIndex);
  FAUXEBS_SDK_FIELD(Block, Aws::String, BlockToken);
};

}  // namespace Aws::EBS::Model
