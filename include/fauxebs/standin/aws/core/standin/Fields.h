// Stand-in for the AWS SDK for C++: the accessors of model classes, one line per field.
//
//   FAUXEBS_SDK_FIELD(Class, Type, Name)     string or struct: Get, HasBeenSet, Set and With
//   FAUXEBS_SDK_SCALAR(Class, Type, Name)    number, flag or enum: the same, by value
//   FAUXEBS_SDK_LIST(Class, Element, Name)   vector: the same, and Add
//   FAUXEBS_SDK_RESULT_FIELD, _SCALAR, _LIST without HasBeenSet
//   FAUXEBS_SDK_STRUCT(Class)                constructors and JSON of a structure
//   FAUXEBS_SDK_RESULT(Class)                constructors of a result
//   FAUXEBS_SDK_EXCEPTION(Class)             a whole exception
//   FAUXEBS_SDK_ENUM(Enum, ...)              an enumeration and its mapper
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <utility>

namespace Aws {

template <typename PAYLOAD_TYPE>
class AmazonWebServiceResult;

namespace Utils::Json {
class JsonValue;
class JsonView;
}  // namespace Utils::Json

}  // namespace Aws

// The template arguments default to the field's own type, so that braces ({...}) work as well as
// whatever the type can be assigned from.
#define FAUXEBS_SDK_OBJECT_ACCESSORS(Class, Type, Name, mark_set) \
 public:                                                          \
  const Type& Get##Name() const { return m_##Name; }              \
  template <typename Name##T = Type>                              \
  void Set##Name(Name##T&& value) {                               \
    mark_set;                                                     \
    m_##Name = std::forward<Name##T>(value);                      \
  }                                                               \
  template <typename Name##T = Type>                              \
  Class& With##Name(Name##T&& value) {                            \
    Set##Name(std::forward<Name##T>(value));                      \
    return *this;                                                 \
  }

#define FAUXEBS_SDK_SCALAR_ACCESSORS(Class, Type, Name, mark_set) \
 public:                                                          \
  Type Get##Name() const { return m_##Name; }                     \
  void Set##Name(Type value) {                                    \
    mark_set;                                                     \
    m_##Name = value;                                             \
  }                                                               \
  Class& With##Name(Type value) {                                 \
    Set##Name(value);                                             \
    return *this;                                                 \
  }

#define FAUXEBS_SDK_LIST_ACCESSORS(Class, Element, Name, mark_set)          \
  FAUXEBS_SDK_OBJECT_ACCESSORS(Class, Aws::Vector<Element>, Name, mark_set) \
  template <typename Name##T = Element>                                     \
  Class& Add##Name(Name##T&& value) {                                       \
    mark_set;                                                               \
    m_##Name.emplace_back(std::forward<Name##T>(value));                    \
    return *this;                                                           \
  }

#define FAUXEBS_SDK_SET_FLAG(Name)                               \
 public:                                                         \
  bool Name##HasBeenSet() const { return m_##Name##HasBeenSet; } \
                                                                 \
 private:                                                        \
  bool m_##Name##HasBeenSet = false;

#define FAUXEBS_SDK_FIELD(Class, Type, Name)                                   \
  FAUXEBS_SDK_OBJECT_ACCESSORS(Class, Type, Name, m_##Name##HasBeenSet = true) \
  FAUXEBS_SDK_SET_FLAG(Name)                                                   \
  Type m_##Name

#define FAUXEBS_SDK_SCALAR(Class, Type, Name)                                  \
  FAUXEBS_SDK_SCALAR_ACCESSORS(Class, Type, Name, m_##Name##HasBeenSet = true) \
  FAUXEBS_SDK_SET_FLAG(Name)                                                   \
  Type m_##Name {}

#define FAUXEBS_SDK_LIST(Class, Element, Name)                                  \
  FAUXEBS_SDK_LIST_ACCESSORS(Class, Element, Name, m_##Name##HasBeenSet = true) \
  FAUXEBS_SDK_SET_FLAG(Name)                                                    \
  Aws::Vector<Element> m_##Name

#define FAUXEBS_SDK_RESULT_FIELD(Class, Type, Name)                     \
  FAUXEBS_SDK_OBJECT_ACCESSORS(Class, Type, Name, static_cast<void>(0)) \
                                                                        \
 private:                                                               \
  Type m_##Name

#define FAUXEBS_SDK_RESULT_SCALAR(Class, Type, Name)                    \
  FAUXEBS_SDK_SCALAR_ACCESSORS(Class, Type, Name, static_cast<void>(0)) \
                                                                        \
 private:                                                               \
  Type m_##Name {}

#define FAUXEBS_SDK_RESULT_LIST(Class, Element, Name)                    \
  FAUXEBS_SDK_LIST_ACCESSORS(Class, Element, Name, static_cast<void>(0)) \
                                                                         \
 private:                                                                \
  Aws::Vector<Element> m_##Name

// The bodies are given in the library's source by macros that name the fields.
#define FAUXEBS_SDK_STRUCT(Class)                         \
 public:                                                  \
  Class() = default;                                      \
  Class(Aws::Utils::Json::JsonView jsonValue);            \
  Class& operator=(Aws::Utils::Json::JsonView jsonValue); \
  Aws::Utils::Json::JsonValue Jsonize() const

#define FAUXEBS_SDK_RESULT(Class)                                                \
 public:                                                                         \
  Class() = default;                                                             \
  Class(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result); \
  Class& operator=(const Aws::AmazonWebServiceResult<Aws::Utils::Json::JsonValue>& result)

#define FAUXEBS_SDK_EXCEPTION(Class)                  \
  class Class {                                       \
    FAUXEBS_SDK_STRUCT(Class);                        \
    FAUXEBS_SDK_FIELD(Class, Aws::String, Message);   \
    FAUXEBS_SDK_SCALAR(Class, Class##Reason, Reason); \
  }

// An enumeration whose first enumerator is NOT_SET, and its mapper; unknown names map to NOT_SET,
// NOT_SET to "". The names on the wire are given by FAUXEBS_SDK_ENUM_NAMES in the library's source.
#define FAUXEBS_SDK_ENUM(Enum, ...)                   \
  enum class Enum { NOT_SET, __VA_ARGS__ };           \
  namespace Enum##Mapper {                            \
    Enum Get##Enum##ForName(const Aws::String& name); \
    Aws::String GetNameFor##Enum(Enum value);         \
  }                                                   \
  static_assert(static_cast<int>(Enum::NOT_SET) == 0, #Enum)
