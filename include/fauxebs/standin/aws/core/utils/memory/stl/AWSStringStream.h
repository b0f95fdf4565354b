// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <sstream>

namespace Aws {

using StringStream = std::basic_stringstream<char, std::char_traits<char>, Aws::Allocator<char>>;
using IStringStream = std::basic_istringstream<char, std::char_traits<char>, Aws::Allocator<char>>;
using OStringStream = std::basic_ostringstream<char, std::char_traits<char>, Aws::Allocator<char>>;
using StringBuf = std::basic_stringbuf<char, std::char_traits<char>, Aws::Allocator<char>>;

}  // namespace Aws
