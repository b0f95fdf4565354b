// Base64, hex, SHA-256 and UUIDs.
#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/UUID.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <istream>
#include <memory>
#include <stdexcept>

#include "standin/hex.h"

namespace Aws::Utils {

namespace {

using fauxebs::internal::HexValue;

constexpr std::size_t kSha256Bytes = 32;
constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Aws::String Hex(const unsigned char* bytes, std::size_t length, const char* digits) {
  Aws::String text;
  text.reserve(2 * length);
  for (std::size_t i = 0; i < length; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 0xf];
  }
  return text;
}

// The value of each Base64 digit, -1 for other characters.
constexpr std::array<signed char, 256> Base64Values() {
  std::array<signed char, 256> values{};
  for (auto& value : values) value = -1;
  for (int i = 0; i < 64; ++i) {
    values[static_cast<unsigned char>(kBase64[i])] = static_cast<signed char>(i);
  }
  return values;
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    Check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void Update(const void* data, std::size_t length) {
    Check(EVP_DigestUpdate(context_.get(), data, length) == 1);
  }
  ByteBuffer Finish() {
    ByteBuffer digest(kSha256Bytes);
    Check(EVP_DigestFinal_ex(context_.get(), digest.GetUnderlyingData(), nullptr) == 1);
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  static void Check(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL does not compute SHA-256");
  }
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

Aws::String HashingUtils::Base64Encode(const ByteBuffer& byteBuffer) {
  const unsigned char* bytes = byteBuffer.GetUnderlyingData();
  const std::size_t length = byteBuffer.GetLength();
  Aws::String text;
  text.reserve((length + 2) / 3 * 4);
  for (std::size_t i = 0; i < length; i += 3) {
    const std::size_t left = length - i;
    const unsigned group = static_cast<unsigned>(bytes[i]) << 16 |
                           (left > 1 ? static_cast<unsigned>(bytes[i + 1]) << 8 : 0u) |
                           (left > 2 ? static_cast<unsigned>(bytes[i + 2]) : 0u);
    text += kBase64[group >> 18];
    text += kBase64[group >> 12 & 63];
    text += left > 1 ? kBase64[group >> 6 & 63] : '=';
    text += left > 2 ? kBase64[group & 63] : '=';
  }
  return text;
}

ByteBuffer HashingUtils::Base64Decode(const Aws::String& text) {
  static constexpr std::array<signed char, 256> kValues = Base64Values();
  if (text.empty() || text.size() % 4 != 0) return ByteBuffer();
  std::size_t padding = 0;
  while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
  const std::size_t digits = text.size() - padding;
  ByteBuffer bytes(text.size() / 4 * 3 - padding);
  std::size_t written = 0;
  unsigned group = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const signed char value = kValues[static_cast<unsigned char>(text[i])];
    if (value < 0) return ByteBuffer();
    group = group << 6 | static_cast<unsigned>(value);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = static_cast<unsigned char>(group >> bits & 0xff);
    }
  }
  return bytes;
}

Aws::String HashingUtils::HexEncode(const ByteBuffer& byteBuffer) {
  return Hex(byteBuffer.GetUnderlyingData(), byteBuffer.GetLength(), "0123456789abcdef");
}

ByteBuffer HashingUtils::HexDecode(const Aws::String& text) {
  const bool has_prefix = text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const std::size_t first = has_prefix ? 2 : 0;
  if ((text.size() - first) % 2 != 0) return ByteBuffer();
  ByteBuffer bytes((text.size() - first) / 2);
  for (std::size_t i = 0; i < bytes.GetLength(); ++i) {
    const int high = HexValue(text[first + 2 * i]);
    const int low = HexValue(text[first + 2 * i + 1]);
    if (high < 0 || low < 0) return ByteBuffer();
    bytes[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return bytes;
}

ByteBuffer HashingUtils::CalculateSHA256(const Aws::String& text) {
  Sha256 sha256;
  sha256.Update(text.data(), text.size());
  return sha256.Finish();
}

ByteBuffer HashingUtils::CalculateSHA256(Aws::IOStream& stream) {
  Sha256 sha256;
  auto position = stream.tellg();
  if (position == Aws::IOStream::pos_type(Aws::IOStream::off_type{-1})) {
    position = 0;
    stream.clear();
  }
  stream.seekg(0, std::ios_base::beg);
  const std::unique_ptr<char[]> piece(new char[kPieceBytes]);
  while (stream.good()) {
    stream.read(piece.get(), kPieceBytes);
    const auto read = static_cast<std::size_t>(stream.gcount());
    if (read > 0) sha256.Update(piece.get(), read);
  }
  stream.clear();
  stream.seekg(position, std::ios_base::beg);
  return sha256.Finish();
}

ByteBuffer HashingUtils::CalculateSHA256HMAC(const ByteBuffer& toSign, const ByteBuffer& secret) {
  ByteBuffer digest(kSha256Bytes);
  const unsigned char empty = 0;  // OpenSSL takes a null key for "the key of before"
  const unsigned char* key = secret.GetLength() > 0 ? secret.GetUnderlyingData() : &empty;
  if (HMAC(EVP_sha256(), key, static_cast<int>(secret.GetLength()), toSign.GetUnderlyingData(),
           toSign.GetLength(), digest.GetUnderlyingData(), nullptr) == nullptr) {
    throw std::runtime_error("OpenSSL does not compute HMAC-SHA-256");
  }
  return digest;
}

int HashingUtils::HashString(const char* strToHash) {
  unsigned hash = 0;
  for (; strToHash != nullptr && *strToHash != '\0'; ++strToHash) {
    hash = hash * 31 + static_cast<unsigned char>(*strToHash);
  }
  return static_cast<int>(hash);
}

UUID::UUID(const Aws::String& text) {
  std::size_t digit = 0;
  for (const char c : text) {
    const int value = HexValue(c);
    if (value < 0) continue;
    if (digit == 2 * sizeof(m_bytes)) break;
    unsigned char& byte = m_bytes[digit / 2];
    byte = static_cast<unsigned char>(byte << 4 | value);
    ++digit;
  }
}

UUID::UUID(const unsigned char bytes[16]) { std::memcpy(m_bytes, bytes, sizeof(m_bytes)); }

UUID::operator Aws::String() const {
  Aws::String text = Hex(m_bytes, sizeof(m_bytes), "0123456789ABCDEF");
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
  return text;
}

bool UUID::operator==(const UUID& other) const {
  return std::memcmp(m_bytes, other.m_bytes, sizeof(m_bytes)) == 0;
}

UUID UUID::RandomUUID() {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof(bytes)) != 1) {
    throw std::runtime_error("OpenSSL gives no random bytes");
  }
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  return UUID(bytes);
}

UUID UUID::PseudoRandomUUID() { return RandomUUID(); }

}  // namespace Aws::Utils
