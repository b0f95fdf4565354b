// Stand-in for the AWS SDK for C++: a named string or flag that endpoints are resolved with.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

namespace Aws::Endpoint {

class EndpointParameter {
 public:
  enum class ParameterType { BOOLEAN, STRING };

  EndpointParameter(Aws::String name, bool initialValue);
  EndpointParameter(Aws::String name, Aws::String initialValue);
  EndpointParameter(Aws::String name, const char* initialValue);

  const Aws::String& GetName() const { return m_name; }
  ParameterType GetStoredType() const { return m_type; }
  bool GetBoolValueNoCheck() const { return m_boolValue; }
  const Aws::String& GetStrValueNoCheck() const { return m_stringValue; }

 private:
  ParameterType m_type;
  Aws::String m_name;
  bool m_boolValue = false;
  Aws::String m_stringValue;
};

using EndpointParameters = Aws::Vector<EndpointParameter>;

}  // namespace Aws::Endpoint
