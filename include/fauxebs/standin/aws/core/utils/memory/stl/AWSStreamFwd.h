// Stand-in for the AWS SDK for C++. As with the SDK, file streams need <fstream>.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <functional>
#include <iostream>
#include <iterator>

namespace Aws {

using IFStream = std::basic_ifstream<char, std::char_traits<char>>;
using OFStream = std::basic_ofstream<char, std::char_traits<char>>;
using FStream = std::basic_fstream<char, std::char_traits<char>>;
using IStream = std::basic_istream<char, std::char_traits<char>>;
using OStream = std::basic_ostream<char, std::char_traits<char>>;
using IOStream = std::basic_iostream<char, std::char_traits<char>>;
using IStreamBufIterator = std::istreambuf_iterator<char, std::char_traits<char>>;

using IOStreamFactory = std::function<Aws::IOStream*(void)>;

}  // namespace Aws
