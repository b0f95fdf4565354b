// Stand-in for the AWS SDK for C++: UUIDs of version 4.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Utils {

class UUID {
 public:
  UUID(const Aws::String& text);
  UUID(const unsigned char bytes[16]);

  operator Aws::String() const;  // 36 characters, upper case
  operator ByteBuffer() const { return ByteBuffer(m_bytes, sizeof(m_bytes)); }

  bool operator==(const UUID& other) const;
  bool operator!=(const UUID& other) const { return !(*this == other); }

  static UUID RandomUUID();
  static UUID PseudoRandomUUID();

 private:
  unsigned char m_bytes[16] = {};
};

}  // namespace Aws::Utils
