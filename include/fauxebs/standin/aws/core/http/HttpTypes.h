// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSMap.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <utility>

namespace Aws::Http {

enum class HttpMethod { HTTP_GET, HTTP_POST, HTTP_DELETE, HTTP_PUT, HTTP_HEAD, HTTP_PATCH };

enum class TransferLibType { DEFAULT_CLIENT = 0, CURL_CLIENT, WIN_INET_CLIENT, WIN_HTTP_CLIENT };

enum class TransferLibPerformanceMode { REGULAR = 0, LOW_LATENCY };

enum class Version {
  HTTP_VERSION_NONE,
  HTTP_VERSION_1_0,
  HTTP_VERSION_1_1,
  HTTP_VERSION_2_0,
  HTTP_VERSION_2TLS,
  HTTP_VERSION_2_PRIOR_KNOWLEDGE,
  HTTP_VERSION_3,
  HTTP_VERSION_3ONLY
};

using HeaderValuePair = std::pair<Aws::String, Aws::String>;
using HeaderValueCollection = Aws::Map<Aws::String, Aws::String>;

}  // namespace Aws::Http
