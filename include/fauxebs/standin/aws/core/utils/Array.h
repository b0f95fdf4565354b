// Stand-in for the AWS SDK for C++: Array, ByteBuffer and CryptoBuffer.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace Aws::Utils {

// A capacity (GetSize) fixed at construction, of which the first GetLength elements are in use.
template <typename T>
class Array {
 public:
  Array(std::size_t arraySize = 0) : Array(arraySize, arraySize, Allocate(arraySize)) {}

  Array(const T* arrayToCopy, std::size_t arraySize) : Array(arrayToCopy ? arraySize : 0) {
    if (arrayToCopy != nullptr) std::copy_n(arrayToCopy, arraySize, m_data.get());
  }

  Array(std::size_t capacity, std::size_t length, Aws::UniqueArrayPtr<T> array)
      : m_capacity(capacity), m_length(length), m_data(std::move(array)) {
    assert(length <= capacity);
  }

  // All of them, one after the other.
  Array(Aws::Vector<Array*>&& toMerge) : Array(LengthOf(toMerge)) {
    T* next = m_data.get();
    for (Array* part : toMerge) {
      if (part != nullptr) next = std::move(part->begin(), part->end(), next);
    }
  }

  explicit Array(const Aws::String& text) : Array(text.size()) {
    static_assert(sizeof(T) == 1, "only arrays of bytes are made from text");
    std::transform(text.begin(), text.end(), begin(), [](char c) { return static_cast<T>(c); });
  }

  Array(const Array& other) : m_capacity(other.m_capacity), m_length(other.m_length) {
    m_data = Allocate(m_capacity);
    std::copy_n(other.m_data.get(), m_length, m_data.get());
  }

  Array(Array&& other) noexcept
      : m_capacity(std::exchange(other.m_capacity, 0)),
        m_length(std::exchange(other.m_length, 0)),
        m_data(std::move(other.m_data)) {}

  virtual ~Array() = default;

  Array& operator=(const Array& other) {
    if (this != &other) *this = Array(other);
    return *this;
  }

  Array& operator=(Array&& other) noexcept {
    m_capacity = std::exchange(other.m_capacity, 0);
    m_length = std::exchange(other.m_length, 0);
    m_data = std::move(other.m_data);
    return *this;
  }

  bool operator==(const Array& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
  }
  bool operator!=(const Array& other) const { return !(*this == other); }

  const T& GetItem(std::size_t index) const {
    assert(index < m_length);
    return m_data.get()[index];
  }
  T& GetItem(std::size_t index) {
    assert(index < m_length);
    return m_data.get()[index];
  }
  const T& operator[](std::size_t index) const { return GetItem(index); }
  T& operator[](std::size_t index) { return GetItem(index); }

  std::size_t GetLength() const { return m_length; }
  std::size_t GetSize() const { return m_capacity; }
  T* GetUnderlyingData() const { return m_data.get(); }
  void SetLength(std::size_t length) {
    assert(length <= m_capacity);
    m_length = length;
  }

 private:
  static Aws::UniqueArrayPtr<T> Allocate(std::size_t amount) {
    return Aws::MakeUniqueArray<T>(amount, "Array");
  }
  static std::size_t LengthOf(const Aws::Vector<Array*>& parts) {
    std::size_t sum = 0;
    for (const Array* part : parts) sum += part != nullptr ? part->m_length : 0;
    return sum;
  }
  T* begin() const { return m_data.get(); }
  T* end() const { return m_data.get() + m_length; }

  std::size_t m_capacity = 0;
  std::size_t m_length = 0;
  Aws::UniqueArrayPtr<T> m_data;
};

using ByteBuffer = Array<unsigned char>;

class CryptoBuffer : public ByteBuffer {
 public:
  using ByteBuffer::ByteBuffer;
  CryptoBuffer() = default;
  CryptoBuffer(const ByteBuffer& other) : ByteBuffer(other) {}
  CryptoBuffer(ByteBuffer&& other) : ByteBuffer(std::move(other)) {}
};

}  // namespace Aws::Utils
