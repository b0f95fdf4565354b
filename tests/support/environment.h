// EnvironmentVariable: set, or taken away, for the length of a scope. FromEnvironment: a number.
//
//   const EnvironmentVariable mode("AWS_RETRY_MODE", "standard");
//   const EnvironmentVariable no_region("AWS_REGION", std::nullopt);
//
// One thread at a time: the environment is the process's.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace fauxebs {

class EnvironmentVariable {
 public:
  EnvironmentVariable(std::string name, const std::optional<std::string>& value)
      : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    Set(value);
  }
  ~EnvironmentVariable() { Set(before_); }
  EnvironmentVariable(const EnvironmentVariable&) = delete;
  EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

 private:
  void Set(const std::optional<std::string>& value) const {
    if (value) {
      setenv(name_.c_str(), value->c_str(), 1);
    } else {
      unsetenv(name_.c_str());
    }
  }

  std::string name_;
  std::optional<std::string> before_;
};

inline int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

}  // namespace fauxebs
