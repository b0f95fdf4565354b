// Stand-in for the AWS SDK for C++: the handlers' types. HttpRequest stays incomplete; no call
// makes one.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/HttpTypes.h>

#include <functional>

namespace Aws::Http {

class HttpRequest;
class HttpResponse;

using HeadersReceivedEventHandler = std::function<void(const HttpRequest*, HttpResponse*)>;
using DataReceivedEventHandler = std::function<void(const HttpRequest*, HttpResponse*, long long)>;
using DataSentEventHandler = std::function<void(const HttpRequest*, long long)>;
using ContinueRequestHandler = std::function<bool(const HttpRequest*)>;

}  // namespace Aws::Http
