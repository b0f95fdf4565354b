// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws {
namespace Utils::Json {
class JsonValue;
class JsonView;
}  // namespace Utils::Json

namespace EBS::Model {

class Block {
 public:
  Block() = default;
  Block(Aws::Utils::Json::JsonView jsonValue);
  Block& operator=(Aws::Utils::Json::JsonView jsonValue);
  Aws::Utils::Json::JsonValue Jsonize() const;

  FAUXEBS_SDK_SCALAR(Block, int, BlockIndex);
  FAUXEBS_SDK_FIELD(Block, Aws::String, BlockToken);
};

}  // namespace EBS::Model
}  // namespace Aws
