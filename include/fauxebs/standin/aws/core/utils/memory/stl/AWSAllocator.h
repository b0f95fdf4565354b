// Stand-in for the AWS SDK for C++: the allocator of the SDK's containers, and MakeShared.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/AWSMemory.h>

#include <memory>
#include <utility>

namespace Aws {

template <typename T>
using Allocator = std::allocator<T>;

template <typename T, typename... Args>
std::shared_ptr<T> MakeShared(const char* /*allocationTag*/, Args&&... args) {
  return std::make_shared<T>(std::forward<Args>(args)...);
}

}  // namespace Aws
