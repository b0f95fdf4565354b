// Stand-in for the AWS SDK for C++: where a service is found.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <utility>

namespace Aws::Endpoint {

class AWSEndpoint {
 public:
  virtual ~AWSEndpoint() = default;
  Aws::String GetURL() const { return m_uri.GetURIString(); }
  void SetURL(Aws::String url) { m_uri = Aws::Http::URI(url); }
  const Aws::Http::URI& GetURI() const { return m_uri; }
  void SetURI(Aws::Http::URI uri) { m_uri = std::move(uri); }

 private:
  Aws::Http::URI m_uri;
};

}  // namespace Aws::Endpoint
