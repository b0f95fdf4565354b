// Stand-in for the AWS SDK for C++: Base64, hex and SHA-256. None of it needs InitAPI.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Utils {

class HashingUtils {
 public:
  static Aws::String Base64Encode(const ByteBuffer& byteBuffer);
  // Empty where the text is not Base64.
  static ByteBuffer Base64Decode(const Aws::String& text);

  static Aws::String HexEncode(const ByteBuffer& byteBuffer);
  // Empty where the text is not hexadecimal; a leading 0x is skipped.
  static ByteBuffer HexDecode(const Aws::String& text);

  static ByteBuffer CalculateSHA256(const Aws::String& text);
  // Of the whole stream, from its first byte, wherever it stands. Afterwards the stream is clear of
  // error flags and stands where it stood, or at 0 if it was at its end.
  static ByteBuffer CalculateSHA256(Aws::IOStream& stream);
  static ByteBuffer CalculateSHA256HMAC(const ByteBuffer& toSign, const ByteBuffer& secret);

  static int HashString(const char* strToHash);
};

}  // namespace Aws::Utils
