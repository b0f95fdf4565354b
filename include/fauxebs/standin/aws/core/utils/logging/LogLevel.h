// Stand-in for the AWS SDK for C++: log levels. The stand-in logs nothing.
#pragma once

#include <aws/core/Core_EXPORTS.h>

namespace Aws::Utils::Logging {

enum class LogLevel : int {
  Off = 0,
  Fatal = 1,
  Error = 2,
  Warn = 3,
  Info = 4,
  Debug = 5,
  Trace = 6
};

}  // namespace Aws::Utils::Logging
