// Stand-in for the AWS SDK for C++: errors of EBS by their names.
#pragma once

#include <aws/core/client/AWSErrorMarshaller.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::Client {

class EBSErrorMarshaller : public JsonErrorMarshaller {
 public:
  // EBS's own exceptions first, then those of every service.
  AWSError<CoreErrors> FindErrorByName(const char* exceptionName) const override;
};

}  // namespace Aws::Client
