// Stand-in for the AWS SDK for C++: base of the EBS requests.
#pragma once

#include <aws/core/AmazonSerializableWebServiceRequest.h>
#include <aws/core/AmazonStreamingWebServiceRequest.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS {

class EBSRequest : public Aws::AmazonSerializableWebServiceRequest {
 public:
  EBSRequest() = default;
  EBSRequest(const EBSRequest&) = default;
  EBSRequest& operator=(const EBSRequest&) = default;
  ~EBSRequest() override;

  Aws::Http::HeaderValueCollection GetHeaders() const override;

 protected:
  virtual Aws::Http::HeaderValueCollection GetRequestSpecificHeaders() const;
};

using StreamingEBSRequest = Aws::AmazonStreamingWebServiceRequest;

}  // namespace Aws::EBS
