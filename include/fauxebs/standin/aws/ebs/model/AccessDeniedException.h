// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/AccessDeniedExceptionReason.h>

namespace Aws {
namespace Utils::Json {
class JsonValue;
class JsonView;
}  // namespace Utils::Json

namespace EBS::Model {

class AccessDeniedException {
 public:
  AccessDeniedException() = default;
  AccessDeniedException(Aws::Utils::Json::JsonView jsonValue);
  AccessDeniedException& operator=(Aws::Utils::Json::JsonView jsonValue);
  Aws::Utils::Json::JsonValue Jsonize() const;

  FAUXEBS_SDK_FIELD(AccessDeniedException, Aws::String, Message);
  FAUXEBS_SDK_SCALAR(AccessDeniedException, AccessDeniedExceptionReason, Reason);
};

}  // namespace EBS::Model
}  // namespace Aws
