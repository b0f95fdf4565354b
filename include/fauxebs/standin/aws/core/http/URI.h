// Stand-in for the AWS SDK for C++: a URI that requests put their query into.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/http/Scheme.h>
#include <aws/core/utils/memory/stl/AWSMap.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstdint>

namespace Aws::Http {

using QueryStringParameterCollection = Aws::MultiMap<Aws::String, Aws::String>;

class URI {
 public:
  URI() = default;
  URI(const Aws::String& uri);
  URI(const char* uri);

  Scheme GetScheme() const { return m_scheme; }
  void SetScheme(Scheme value);
  const Aws::String& GetAuthority() const { return m_authority; }
  void SetAuthority(const Aws::String& value) { m_authority = value; }
  uint16_t GetPort() const { return m_port; }
  void SetPort(uint16_t value) { m_port = value; }
  const Aws::String& GetPath() const { return m_path; }
  void SetPath(const Aws::String& value);
  // "" or '?' and the encoded parameters.
  const Aws::String& GetQueryString() const { return m_queryString; }
  void SetQueryString(const Aws::String& value);
  QueryStringParameterCollection GetQueryStringParameters(bool decode = true) const;
  void AddQueryStringParameter(const char* key, const Aws::String& value);

  // With the port only where it is not the scheme's own.
  Aws::String GetURIString(bool includeQueryString = true) const;

  bool operator==(const URI& other) const { return GetURIString() == other.GetURIString(); }
  bool operator!=(const URI& other) const { return !(*this == other); }

 private:
  void Parse(const Aws::String& uri);

  Scheme m_scheme = Scheme::HTTP;
  Aws::String m_authority;
  uint16_t m_port = 80;
  Aws::String m_path;
  Aws::String m_queryString;
};

}  // namespace Aws::Http
