// Stand-in for the AWS SDK for C++: where a service is found.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Endpoint {

class AWSEndpoint {
 public:
  virtual ~AWSEndpoint();

  Aws::String GetURL() const;
  void SetURL(Aws::String url);
  const Aws::Http::URI& GetURI() const { return m_uri; }
  void SetURI(Aws::Http::URI uri);

 private:
  Aws::Http::URI m_uri;
};

}  // namespace Aws::Endpoint
