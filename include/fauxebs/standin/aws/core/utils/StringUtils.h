// Stand-in for the AWS SDK for C++: a few helpers for strings, independent of the locale.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <cstddef>
#include <type_traits>

namespace Aws::Utils {

class StringUtils {
 public:
  static Aws::String ToLower(const char* source);
  static Aws::String ToLower(const Aws::String& source) { return ToLower(source.c_str()); }
  static Aws::String ToUpper(const char* source);
  static Aws::String ToUpper(const Aws::String& source) { return ToUpper(source.c_str()); }
  static bool CaselessCompare(const char* s1, const char* s2);
  static Aws::String Trim(const char* source);
  static void Replace(Aws::String& s, const char* search, const char* replace);
  static Aws::Vector<Aws::String> Split(const Aws::String& toSplit, char splitOn);
  static Aws::String URLEncode(const char* unsafe);  // everything but A-Z a-z 0-9 - _ . ~
  static Aws::String URLDecode(const char* safe);

  static long long ConvertToInt64(const char* source);
  static long ConvertToInt32(const char* source);
  static bool ConvertToBool(const char* source);
  static double ConvertToDouble(const char* source);

  template <typename T>
  static Aws::String to_string(T value) {
    Aws::OStringStream out;
    out << value;
    return out.str();
  }
};

}  // namespace Aws::Utils
