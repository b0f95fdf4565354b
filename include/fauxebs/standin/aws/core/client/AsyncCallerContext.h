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
  AsyncCallerContext(Aws::String uuid);
  AsyncCallerContext(const char* uuid);
  AsyncCallerContext(const AsyncCallerContext&) = default;
  AsyncCallerContext& operator=(const AsyncCallerContext&) = default;
  virtual ~AsyncCallerContext();

  const Aws::String& GetUUID() const { return m_uuid; }
  void SetUUID(const Aws::String& value);
  void SetUUID(const char* value);

 private:
  Aws::String m_uuid;
};

}  // namespace Aws::Client
