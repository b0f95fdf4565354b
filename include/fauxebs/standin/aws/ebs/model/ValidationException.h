// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ValidationExceptionReason.h>

namespace Aws {
namespace Utils::Json {
class JsonValue;
class JsonView;
}  // namespace Utils::Json

namespace EBS::Model {

class ValidationException {
 public:
  ValidationException() = default;
  ValidationException(Aws::Utils::Json::JsonView jsonValue);
  ValidationException& operator=(Aws::Utils::Json::JsonView jsonValue);
  Aws::Utils::Json::JsonValue Jsonize() const;

  FAUXEBS_SDK_FIELD(ValidationException, Aws::String, Message);
  FAUXEBS_SDK_SCALAR(ValidationException, ValidationExceptionReason, Reason);
};

}  // namespace EBS::Model
}  // namespace Aws
