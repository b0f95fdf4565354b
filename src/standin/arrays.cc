// Arrays of bytes, and UUIDs.
#include <aws/core/utils/Array.h>
#include <aws/core/utils/UUID.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "standin/hex.h"

namespace Aws::Utils {

using fauxebs::internal::HexText;
using fauxebs::internal::HexValue;

template class Array<unsigned char>;

CryptoBuffer::CryptoBuffer(std::size_t arraySize) : ByteBuffer(arraySize) {}
CryptoBuffer::CryptoBuffer(const unsigned char* arrayToCopy, std::size_t arraySize)
    : ByteBuffer(arrayToCopy, arraySize) {}
CryptoBuffer::CryptoBuffer(Aws::Vector<ByteBuffer*>&& toMerge) : ByteBuffer(std::move(toMerge)) {}
CryptoBuffer::CryptoBuffer(const ByteBuffer& other) : ByteBuffer(other) {}
CryptoBuffer::CryptoBuffer(const CryptoBuffer& other) = default;
CryptoBuffer::CryptoBuffer(CryptoBuffer&& other) noexcept = default;
CryptoBuffer::~CryptoBuffer() { Zero(); }
CryptoBuffer& CryptoBuffer::operator=(const CryptoBuffer& other) = default;
CryptoBuffer& CryptoBuffer::operator=(CryptoBuffer&& other) noexcept = default;

Array<CryptoBuffer> CryptoBuffer::Slice(std::size_t sizeOfSlice) const {
  if (sizeOfSlice == 0) return Array<CryptoBuffer>();
  Array<CryptoBuffer> slices((GetLength() + sizeOfSlice - 1) / sizeOfSlice);
  for (std::size_t i = 0; i < slices.GetLength(); ++i) {
    const std::size_t from = i * sizeOfSlice;
    slices[i] = CryptoBuffer(GetUnderlyingData() + from, std::min(sizeOfSlice, GetLength() - from));
  }
  return slices;
}

CryptoBuffer& CryptoBuffer::operator^(const CryptoBuffer& operand) {
  const std::size_t length = std::min(GetLength(), operand.GetLength());
  for (std::size_t i = 0; i < length; ++i) (*this)[i] ^= operand[i];
  return *this;
}

void CryptoBuffer::Zero() {
  if (GetLength() > 0) OPENSSL_cleanse(GetUnderlyingData(), GetLength());
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

UUID::UUID(const unsigned char bytes[UUID_BINARY_SIZE]) {
  std::memcpy(m_bytes, bytes, sizeof(m_bytes));
}

UUID::operator Aws::String() const {
  Aws::String text = HexText(m_bytes, sizeof(m_bytes), "0123456789ABCDEF");
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
  return text;
}

UUID::operator ByteBuffer() const { return ByteBuffer(m_bytes, sizeof(m_bytes)); }

bool UUID::operator==(const UUID& other) const {
  return std::memcmp(m_bytes, other.m_bytes, sizeof(m_bytes)) == 0;
}

UUID UUID::RandomUUID() {
  unsigned char bytes[UUID_BINARY_SIZE];
  if (RAND_bytes(bytes, sizeof(bytes)) != 1) {
    throw std::runtime_error("OpenSSL gives no random bytes");
  }
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  return UUID(bytes);
}

UUID UUID::PseudoRandomUUID() { return RandomUUID(); }

}  // namespace Aws::Utils
