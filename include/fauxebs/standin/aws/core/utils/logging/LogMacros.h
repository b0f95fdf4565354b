// Stand-in for the AWS SDK for C++: log statements are compiled and never run.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/logging/LogLevel.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>

namespace Aws::Utils::Logging {

inline void LogNothing(LogLevel /*level*/, const char* /*tag*/, const char* /*format*/, ...) {}

}  // namespace Aws::Utils::Logging

#define AWS_LOG(level, tag, ...)                                             \
  {                                                                          \
    if (false) Aws::Utils::Logging::LogNothing((level), (tag), __VA_ARGS__); \
  }
#define AWS_LOG_FATAL(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Fatal, tag, __VA_ARGS__)
#define AWS_LOG_ERROR(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Error, tag, __VA_ARGS__)
#define AWS_LOG_WARN(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Warn, tag, __VA_ARGS__)
#define AWS_LOG_INFO(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Info, tag, __VA_ARGS__)
#define AWS_LOG_DEBUG(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Debug, tag, __VA_ARGS__)
#define AWS_LOG_TRACE(tag, ...) AWS_LOG(Aws::Utils::Logging::LogLevel::Trace, tag, __VA_ARGS__)
#define AWS_LOG_FLUSH() \
  {}

#define AWS_LOGSTREAM(level, tag, streamExpression)        \
  {                                                        \
    if (false) {                                           \
      Aws::OStringStream logStream;                        \
      logStream << streamExpression;                       \
      Aws::Utils::Logging::LogNothing((level), (tag), ""); \
    }                                                      \
  }
#define AWS_LOGSTREAM_FATAL(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Fatal, tag, streamExpression)
#define AWS_LOGSTREAM_ERROR(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Error, tag, streamExpression)
#define AWS_LOGSTREAM_WARN(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Warn, tag, streamExpression)
#define AWS_LOGSTREAM_INFO(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Info, tag, streamExpression)
#define AWS_LOGSTREAM_DEBUG(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Debug, tag, streamExpression)
#define AWS_LOGSTREAM_TRACE(tag, streamExpression) \
  AWS_LOGSTREAM(Aws::Utils::Logging::LogLevel::Trace, tag, streamExpression)
#define AWS_LOGSTREAM_FLUSH() AWS_LOG_FLUSH()
