// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <functional>
#include <string>

namespace Aws {

using String = std::basic_string<char, std::char_traits<char>, Aws::Allocator<char>>;
using WString = std::basic_string<wchar_t, std::char_traits<wchar_t>, Aws::Allocator<wchar_t>>;

}  // namespace Aws
