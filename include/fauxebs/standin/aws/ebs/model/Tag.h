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

class Tag {
 public:
  Tag() = default;
  Tag(Aws::Utils::Json::JsonView jsonValue);
  Tag& operator=(Aws::Utils::Json::JsonView jsonValue);
  Aws::Utils::Json::JsonValue Jsonize() const;

  FAUXEBS_SDK_FIELD(Tag, Aws::String, Key);
  FAUXEBS_SDK_FIELD(Tag, Aws::String, Value);
};

}  // namespace EBS::Model
}  // namespace Aws
