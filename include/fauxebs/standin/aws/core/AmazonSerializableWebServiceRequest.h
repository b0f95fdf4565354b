// Stand-in for the AWS SDK for C++: base of requests whose body is made from their fields.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/Core_EXPORTS.h>

namespace Aws {

class AmazonSerializableWebServiceRequest : public AmazonWebServiceRequest {
 public:
  AmazonSerializableWebServiceRequest();
  AmazonSerializableWebServiceRequest(const AmazonSerializableWebServiceRequest&) = default;
  AmazonSerializableWebServiceRequest& operator=(const AmazonSerializableWebServiceRequest&) =
      default;
  ~AmazonSerializableWebServiceRequest() override;

  virtual Aws::String SerializePayload() const = 0;
  // A new stream with each call; null where the payload is empty.
  std::shared_ptr<Aws::IOStream> GetBody() const override;
};

}  // namespace Aws
