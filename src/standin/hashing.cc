// Base64, hex and hashes.
#include <aws/core/utils/HashingUtils.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "standin/hex.h"

namespace Aws::Utils {

namespace {

using fauxebs::internal::HexText;
using fauxebs::internal::HexValue;

constexpr std::size_t kSha256Bytes = 32;
constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// The value of each Base64 digit, -1 for other characters.
constexpr std::array<signed char, 256> Base64Values() {
  std::array<signed char, 256> values{};
  for (auto& value : values) value = -1;
  for (int i = 0; i < 64; ++i) {
    values[static_cast<unsigned char>(kBase64[i])] = static_cast<signed char>(i);
  }
  return values;
}

// A hash of OpenSSL's.
class Digest {
 public:
  explicit Digest(const EVP_MD* type) : type_(type), context_(EVP_MD_CTX_new()) {
    Check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), type, nullptr) == 1);
  }
  void Update(const void* data, std::size_t length) {
    Check(EVP_DigestUpdate(context_.get(), data, length) == 1);
  }
  ByteBuffer Finish() {
    ByteBuffer digest(static_cast<std::size_t>(EVP_MD_size(type_)));
    Check(EVP_DigestFinal_ex(context_.get(), digest.GetUnderlyingData(), nullptr) == 1);
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  static void Check(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL does not compute this hash");
  }
  const EVP_MD* type_;
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

// A cyclic redundancy check of 32 bits, by its polynomial with the bits reversed.
class Crc32 {
 public:
  explicit Crc32(uint32_t polynomial) : polynomial_(polynomial) {}
  void Update(const void* data, std::size_t length) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < length; ++i) {
      value_ ^= bytes[i];
      for (int bit = 0; bit < 8; ++bit) {
        value_ = value_ >> 1 ^ ((value_ & 1u) != 0 ? polynomial_ : 0u);
      }
    }
  }
  ByteBuffer Finish() const {
    ByteBuffer bytes(4);
    for (unsigned i = 0; i < 4; ++i) {
      bytes[i] = static_cast<unsigned char>(~value_ >> (24 - 8 * i) & 0xff);
    }
    return bytes;
  }

 private:
  uint32_t polynomial_;
  uint32_t value_ = 0xffffffff;
};

constexpr uint32_t kCrc32 = 0xedb88320;
constexpr uint32_t kCrc32c = 0x82f63b78;

// The hash of each MiB, one after the other, in pairs until one is left.
class TreeDigest {
 public:
  void Update(const void* data, std::size_t length) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    while (length > 0) {
      const std::size_t taken = std::min(length, kLeafBytes - in_leaf_);
      leaf_.Update(bytes, taken);
      in_leaf_ += taken;
      bytes += taken;
      length -= taken;
      if (in_leaf_ == kLeafBytes) EndLeaf();
    }
  }
  ByteBuffer Finish() {
    if (in_leaf_ > 0 || level_.empty()) EndLeaf();
    while (level_.size() > 1) {
      std::vector<ByteBuffer> next;
      for (std::size_t i = 0; i + 1 < level_.size(); i += 2) {
        Digest pair(EVP_sha256());
        pair.Update(level_[i].GetUnderlyingData(), level_[i].GetLength());
        pair.Update(level_[i + 1].GetUnderlyingData(), level_[i + 1].GetLength());
        next.push_back(pair.Finish());
      }
      if (level_.size() % 2 != 0) next.push_back(level_.back());
      level_ = std::move(next);
    }
    return level_.front();
  }

 private:
  static constexpr std::size_t kLeafBytes = std::size_t{1024} * 1024;

  void EndLeaf() {
    level_.push_back(leaf_.Finish());
    leaf_ = Digest(EVP_sha256());
    in_leaf_ = 0;
  }

  Digest leaf_{EVP_sha256()};
  std::size_t in_leaf_ = 0;
  std::vector<ByteBuffer> level_;
};

template <typename Hash>
ByteBuffer HashText(Hash hash, const Aws::String& text) {
  hash.Update(text.data(), text.size());
  return hash.Finish();
}

template <typename Hash>
ByteBuffer HashStream(Hash hash, Aws::IOStream& stream) {
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
    if (read > 0) hash.Update(piece.get(), read);
  }
  stream.clear();
  stream.seekg(position, std::ios_base::beg);
  return hash.Finish();
}

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
  return HexText(byteBuffer.GetUnderlyingData(), byteBuffer.GetLength(), "0123456789abcdef");
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

#define FAUXEBS_SDK_HASH(Name, hash)                                  \
  ByteBuffer HashingUtils::Calculate##Name(const Aws::String& text) { \
    return HashText(hash, text);                                      \
  }                                                                   \
  ByteBuffer HashingUtils::Calculate##Name(Aws::IOStream& stream) {   \
    return HashStream(hash, stream);                                  \
  }

FAUXEBS_SDK_HASH(SHA256, Digest(EVP_sha256()))
FAUXEBS_SDK_HASH(SHA256TreeHash, TreeDigest())
FAUXEBS_SDK_HASH(SHA1, Digest(EVP_sha1()))
FAUXEBS_SDK_HASH(SHA512, Digest(EVP_sha512()))
FAUXEBS_SDK_HASH(MD5, Digest(EVP_md5()))
FAUXEBS_SDK_HASH(CRC32, Crc32(kCrc32))
FAUXEBS_SDK_HASH(CRC32C, Crc32(kCrc32c))

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

}  // namespace Aws::Utils
