// Stand-in for the AWS SDK for C++: base of requests whose body is a stream of the caller's.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/Core_EXPORTS.h>

namespace Aws {

// Copies share the stream.
class AmazonStreamingWebServiceRequest : public AmazonWebServiceRequest {
 public:
  AmazonStreamingWebServiceRequest();
  AmazonStreamingWebServiceRequest(const AmazonStreamingWebServiceRequest&) = default;
  AmazonStreamingWebServiceRequest& operator=(const AmazonStreamingWebServiceRequest&) = default;
  ~AmazonStreamingWebServiceRequest() override;

  std::shared_ptr<Aws::IOStream> GetBody() const override;
  void SetBody(const std::shared_ptr<Aws::IOStream>& body);
  const Aws::String& GetContentType() const { return m_contentType; }
  void SetContentType(const Aws::String& contentType);
  bool IsStreaming() const override { return true; }
  Aws::Http::HeaderValueCollection GetHeaders() const override;

 protected:
  virtual Aws::Http::HeaderValueCollection GetRequestSpecificHeaders() const;

 private:
  std::shared_ptr<Aws::IOStream> m_bodyStream;
  Aws::String m_contentType;
};

}  // namespace Aws
