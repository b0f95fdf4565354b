// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <deque>
#include <queue>

namespace Aws {

template <typename T>
using Queue = std::queue<T, std::deque<T, Aws::Allocator<T>>>;

}  // namespace Aws
