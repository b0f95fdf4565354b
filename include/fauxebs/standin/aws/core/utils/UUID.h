// Stand-in for the AWS SDK for C++: UUIDs of version 4.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstddef>

namespace Aws::Utils {

static const std::size_t UUID_BINARY_SIZE = 16;

class UUID {
 public:
  UUID(const Aws::String& text);
  UUID(const unsigned char bytes[UUID_BINARY_SIZE]);

  operator Aws::String() const;  // 36 characters, upper case
  operator ByteBuffer() const;

  bool operator==(const UUID& other) const;
  bool operator!=(const UUID& other) const { return !(*this == other); }

  static UUID RandomUUID();
  static UUID PseudoRandomUUID();

 private:
  unsigned char m_bytes[UUID_BINARY_SIZE] = {};
};

}  // namespace Aws::Utils
