// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Model {

class Tag {
  FAUXEBS_SDK_STRUCT(Tag);
  FAUXEBS_SDK_FIELD(Tag, Aws::String, Key);
  FAUXEBS_SDK_FIELD(Tag, Aws::String, Value);
};

}  // namespace Aws::EBS::Model
