// Stand-in for the AWS SDK for C++: what an Async call hands on to its handler. Users derive from
// it.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Client {

class AsyncCallerContext {
 public:
  AsyncCallerContext();  // with a random UUID
  AsyncCallerContext(const Aws::String& uuid) : m_uuid(uuid) {}
  AsyncCallerContext(const char* uuid) : m_uuid(uuid) {}
  virtual ~AsyncCallerContext() = default;

  const Aws::String& GetUUID() const { return m_uuid; }
  void SetUUID(const Aws::String& value) { m_uuid = value; }
  void SetUUID(const char* value) { m_uuid.assign(value); }

 private:
  Aws::String m_uuid;
};

}  // namespace Aws::Client
