// Stand-in for the AWS SDK for C++: Base64, hex and hashes. None of it needs InitAPI.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Utils {

// A stream is hashed from its first byte to its last, wherever it stands. Afterwards it is clear of
// error flags and stands where it stood, or at 0 if it was at its end.
class HashingUtils {
 public:
  static Aws::String Base64Encode(const ByteBuffer& byteBuffer);
  // Empty where the text is not Base64.
  static ByteBuffer Base64Decode(const Aws::String& text);

  static Aws::String HexEncode(const ByteBuffer& byteBuffer);
  // Empty where the text is not hexadecimal; a leading 0x is skipped.
  static ByteBuffer HexDecode(const Aws::String& text);

  static ByteBuffer CalculateSHA256(const Aws::String& text);
  static ByteBuffer CalculateSHA256(Aws::IOStream& stream);
  static ByteBuffer CalculateSHA256HMAC(const ByteBuffer& toSign, const ByteBuffer& secret);
  // Hashes of 1 MiB pieces, hashed in pairs until one is left.
  static ByteBuffer CalculateSHA256TreeHash(const Aws::String& text);
  static ByteBuffer CalculateSHA256TreeHash(Aws::IOStream& stream);

  static ByteBuffer CalculateSHA1(const Aws::String& text);
  static ByteBuffer CalculateSHA1(Aws::IOStream& stream);
  static ByteBuffer CalculateSHA512(const Aws::String& text);
  static ByteBuffer CalculateSHA512(Aws::IOStream& stream);
  static ByteBuffer CalculateMD5(const Aws::String& text);
  static ByteBuffer CalculateMD5(Aws::IOStream& stream);

  // Four bytes, the highest first.
  static ByteBuffer CalculateCRC32(const Aws::String& text);
  static ByteBuffer CalculateCRC32(Aws::IOStream& stream);
  static ByteBuffer CalculateCRC32C(const Aws::String& text);
  static ByteBuffer CalculateCRC32C(Aws::IOStream& stream);

  static int HashString(const char* strToHash);
};

}  // namespace Aws::Utils
