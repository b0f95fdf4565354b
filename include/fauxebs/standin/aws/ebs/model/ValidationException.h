// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ValidationExceptionReason.h>

namespace Aws {
namespace Utils {
namespace Json {
class JsonValue;
class JsonView;
}  // namespace Json
}  // namespace Utils

namespace EBS {
namespace Model {

class ValidationException {
 public:
  ValidationException() = default;
  ValidationException(Aws::Utils::Json::JsonView jsonValue);
  ValidationException& operator=(Aws::Utils::Json::JsonView jsonValue);
  Aws::Utils::Json::JsonValue Jsonize() const;

  FAUXEBS_SDK_FIELD(ValidationException, Aws::String, Message);
  FAUXEBS_SDK_SCALAR(ValidationException, ValidationExceptionReason, Reason);
};

}  // namespace Model
}  // namespace EBS
}  // namespace Aws
