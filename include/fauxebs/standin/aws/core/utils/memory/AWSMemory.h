// Stand-in for the AWS SDK for C++: New and Delete pair malloc with free, as in the SDK, so that
// what comes from plain `new` and is given to the SDK to free is found by an address sanitizer here
// too.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace Aws {

// Both only forward to std::malloc and std::free; the tag is ignored everywhere.
void* Malloc(const char* allocationTag, std::size_t allocationSize);
void Free(void* memoryPtr);

template <typename T, typename... Args>
T* New(const char* allocationTag, Args&&... args) {
  static_assert(alignof(T) <= alignof(std::max_align_t), "over-aligned types are not supported");
  void* memory = Malloc(allocationTag, sizeof(T));
  if (memory == nullptr) throw std::bad_alloc();
  try {
    return new (memory) T(std::forward<Args>(args)...);
  } catch (...) {
    Free(memory);
    throw;
  }
}

template <typename T>
void Delete(T* pointerToT) {
  if (pointerToT == nullptr) return;
  void* memory = nullptr;
  if constexpr (std::is_polymorphic_v<T>) {
    memory = const_cast<void*>(dynamic_cast<const void*>(pointerToT));
  } else {
    memory = const_cast<std::remove_cv_t<T>*>(pointerToT);
  }
  pointerToT->~T();
  Free(memory);
}

// The number of elements lies in front of the first one.
template <typename T>
T* NewArray(std::size_t amount, const char* allocationTag) {
  static_assert(alignof(T) <= alignof(std::max_align_t), "over-aligned types are not supported");
  if (amount == 0) return nullptr;
  constexpr std::size_t kHeader = sizeof(std::max_align_t);
  if (amount > (static_cast<std::size_t>(-1) - kHeader) / sizeof(T)) throw std::bad_alloc();
  auto* memory = static_cast<unsigned char*>(Malloc(allocationTag, kHeader + amount * sizeof(T)));
  if (memory == nullptr) throw std::bad_alloc();
  new (memory) std::size_t(amount);
  T* elements = reinterpret_cast<T*>(memory + kHeader);
  try {
    std::uninitialized_value_construct_n(elements, amount);
  } catch (...) {
    Free(memory);
    throw;
  }
  return elements;
}

template <typename T>
void DeleteArray(T* pointerToTArray) {
  if (pointerToTArray == nullptr) return;
  constexpr std::size_t kHeader = sizeof(std::max_align_t);
  auto* memory = reinterpret_cast<unsigned char*>(pointerToTArray) - kHeader;
  std::destroy_n(pointerToTArray, *reinterpret_cast<std::size_t*>(memory));
  Free(memory);
}

template <typename T>
struct Deleter {
  Deleter() = default;
  template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>>
  Deleter(const Deleter<U>&) {}
  void operator()(T* pointerToT) const { Aws::Delete(pointerToT); }
};

template <typename T>
struct ArrayDeleter {
  void operator()(T* pointerToTArray) const { Aws::DeleteArray(pointerToTArray); }
};

template <typename T>
using UniquePtr = std::unique_ptr<T, Deleter<T>>;

template <typename T>
using UniqueArrayPtr = std::unique_ptr<T, ArrayDeleter<T>>;

template <typename T, typename... Args>
UniquePtr<T> MakeUnique(const char* allocationTag, Args&&... args) {
  return UniquePtr<T>(Aws::New<T>(allocationTag, std::forward<Args>(args)...));
}

template <typename T>
UniqueArrayPtr<T> MakeUniqueArray(std::size_t amount, const char* allocationTag) {
  return UniqueArrayPtr<T>(Aws::NewArray<T>(amount, allocationTag));
}

}  // namespace Aws
