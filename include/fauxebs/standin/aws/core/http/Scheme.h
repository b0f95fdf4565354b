// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>

namespace Aws::Http {

enum class Scheme { HTTP, HTTPS };

namespace SchemeMapper {
inline const char* ToString(Scheme scheme) { return scheme == Scheme::HTTP ? "http" : "https"; }
}  // namespace SchemeMapper

}  // namespace Aws::Http
