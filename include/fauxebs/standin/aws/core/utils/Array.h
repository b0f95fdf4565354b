// Stand-in for the AWS SDK for C++: Array, ByteBuffer and CryptoBuffer.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <cassert>
#include <cstddef>
#include <utility>

namespace Aws::Utils {

// A capacity (GetSize) fixed at construction, of which the first GetLength elements are in use.
template <typename T>
class Array {
 public:
  Array(std::size_t arraySize = 0)
      : m_capacity(arraySize), m_length(arraySize), m_data(Allocate(arraySize)) {}

  Array(const T* arrayToCopy, std::size_t arraySize) : Array(arrayToCopy ? arraySize : 0) {
    for (std::size_t i = 0; i < m_length; ++i) m_data[i] = arrayToCopy[i];
  }

  Array(std::size_t capacity, std::size_t length, Aws::UniqueArrayPtr<T> array)
      : m_capacity(capacity), m_length(length), m_data(array.release()) {
    assert(length <= capacity);
  }

  // All of them, one after the other.
  Array(Aws::Vector<Array*>&& toMerge) : Array(LengthOf(toMerge)) {
    T* next = m_data;
    for (Array* part : toMerge) {
      for (std::size_t i = 0; part != nullptr && i < part->m_length; ++i) {
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): null only where all are empty
        *next++ = std::move(part->m_data[i]);
      }
    }
  }

  explicit Array(const Aws::String& text) : Array(text.size()) {
    static_assert(sizeof(T) == 1, "only arrays of bytes are made from text");
    for (std::size_t i = 0; i < m_length; ++i) m_data[i] = static_cast<T>(text[i]);
  }

  Array(const Array& other)
      : m_capacity(other.m_capacity), m_length(other.m_length), m_data(Allocate(m_capacity)) {
    for (std::size_t i = 0; i < m_length; ++i) m_data[i] = other.m_data[i];
  }

  Array(Array&& other) noexcept
      : m_capacity(std::exchange(other.m_capacity, 0)),
        m_length(std::exchange(other.m_length, 0)),
        m_data(std::exchange(other.m_data, nullptr)) {}

  virtual ~Array() { Aws::DeleteArray(m_data); }

  Array& operator=(const Array& other) {
    if (this != &other) *this = Array(other);
    return *this;
  }

  Array& operator=(Array&& other) noexcept {
    if (this != &other) {
      Aws::DeleteArray(m_data);
      m_capacity = std::exchange(other.m_capacity, 0);
      m_length = std::exchange(other.m_length, 0);
      m_data = std::exchange(other.m_data, nullptr);
    }
    return *this;
  }

  bool operator==(const Array& other) const {
    if (m_length != other.m_length) return false;
    for (std::size_t i = 0; i < m_length; ++i) {
      if (m_data[i] != other.m_data[i]) return false;
    }
    return true;
  }
  bool operator!=(const Array& other) const { return !(*this == other); }

  const T& GetItem(std::size_t index) const {
    assert(index < m_length);
    return m_data[index];
  }
  T& GetItem(std::size_t index) {
    assert(index < m_length);
    return m_data[index];
  }
  const T& operator[](std::size_t index) const { return GetItem(index); }
  T& operator[](std::size_t index) { return GetItem(index); }

  std::size_t GetLength() const { return m_length; }
  std::size_t GetSize() const { return m_capacity; }
  T* GetUnderlyingData() const { return m_data; }
  void SetLength(std::size_t length) {
    assert(length <= m_capacity);
    m_length = length;
  }

 private:
  static T* Allocate(std::size_t amount) { return Aws::NewArray<T>(amount, "Array"); }
  static std::size_t LengthOf(const Aws::Vector<Array*>& parts) {
    std::size_t sum = 0;
    for (const Array* part : parts) sum += part != nullptr ? part->m_length : 0;
    return sum;
  }

  std::size_t m_capacity;
  std::size_t m_length;
  T* m_data;  // owned
};

using ByteBuffer = Array<unsigned char>;

// Overwrites its bytes before it lets them go.
class CryptoBuffer : public ByteBuffer {
 public:
  CryptoBuffer(std::size_t arraySize = 0);
  CryptoBuffer(const unsigned char* arrayToCopy, std::size_t arraySize);
  CryptoBuffer(Aws::Vector<ByteBuffer*>&& toMerge);
  CryptoBuffer(const ByteBuffer& other);
  CryptoBuffer(const CryptoBuffer& other);
  CryptoBuffer(CryptoBuffer&& other) noexcept;
  ~CryptoBuffer() override;
  CryptoBuffer& operator=(const CryptoBuffer& other);
  CryptoBuffer& operator=(CryptoBuffer&& other) noexcept;

  // Pieces of that many bytes; the last may be shorter.
  Array<CryptoBuffer> Slice(std::size_t sizeOfSlice) const;
  // Exclusive or; the shorter of the two decides where it ends.
  CryptoBuffer& operator^(const CryptoBuffer& operand);
  void Zero();
};

extern template class Array<unsigned char>;

}  // namespace Aws::Utils
