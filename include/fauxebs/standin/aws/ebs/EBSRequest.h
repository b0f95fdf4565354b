// Stand-in for the AWS SDK for C++: base of the EBS requests.
#pragma once

#include <aws/core/AmazonSerializableWebServiceRequest.h>
#include <aws/core/AmazonStreamingWebServiceRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS {

class EBSRequest : public Aws::AmazonSerializableWebServiceRequest {
 public:
  Aws::Http::HeaderValueCollection GetHeaders() const override;

 protected:
  virtual Aws::Http::HeaderValueCollection GetRequestSpecificHeaders() const { return {}; }
};

using StreamingEBSRequest = Aws::AmazonStreamingWebServiceRequest;

}  // namespace Aws::EBS
