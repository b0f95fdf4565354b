// Reading fields from JSON and writing them: one overload for each kind of field, and the macros
// that walk the fields of a class.
#pragma once

#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <cstddef>

namespace fauxebs::internal {

using Aws::Utils::Json::JsonValue;
using Aws::Utils::Json::JsonView;

inline void Read(const JsonView& json, Aws::String& field) { field = json.AsString(); }
inline void Read(const JsonView& json, int& field) { field = json.AsInteger(); }
inline void Read(const JsonView& json, long long& field) { field = json.AsInt64(); }
inline void Read(const JsonView& json, Aws::Utils::DateTime& field) { field = json.AsDouble(); }
template <typename T>
void Read(const JsonView& json, Aws::Vector<T>& field) {
  const auto elements = json.AsArray();
  field.clear();
  for (std::size_t i = 0; i < elements.GetLength(); ++i) field.emplace_back(elements[i].AsObject());
}

inline void Write(JsonValue& json, const char* key, const Aws::String& field) {
  json.WithString(key, field);
}
inline void Write(JsonValue& json, const char* key, bool field) { json.WithBool(key, field); }
inline void Write(JsonValue& json, const char* key, int field) { json.WithInteger(key, field); }
inline void Write(JsonValue& json, const char* key, long long field) { json.WithInt64(key, field); }
template <typename T>
void Write(JsonValue& json, const char* key, const Aws::Vector<T>& field) {
  Aws::Utils::Array<JsonValue> elements(field.size());
  for (std::size_t i = 0; i < field.size(); ++i) elements[i].AsObject(field[i].Jsonize());
  json.WithArray(key, elements);
}

}  // namespace fauxebs::internal

// The two overloads of an enumeration.
#define FAUXEBS_SDK_JSON_ENUM(Enum)                                                  \
  inline void Read(const JsonView& json, Aws::EBS::Model::Enum& field) {             \
    field = Aws::EBS::Model::Enum##Mapper::Get##Enum##ForName(json.AsString());      \
  }                                                                                  \
  inline void Write(JsonValue& json, const char* key, Aws::EBS::Model::Enum field) { \
    json.WithString(key, Aws::EBS::Model::Enum##Mapper::GetNameFor##Enum(field));    \
  }                                                                                  \
  static_assert(true, #Enum)

// m_Name from the member "Name" of `json`, if there is one; and with m_NameHasBeenSet.
#define FAUXEBS_SDK_READ(Name) \
  if (json.ValueExists(#Name)) fauxebs::internal::Read(json.GetObject(#Name), m_##Name);
#define FAUXEBS_SDK_READ_FLAGGED(Name) \
  FAUXEBS_SDK_READ(Name)               \
  if (json.ValueExists(#Name)) m_##Name##HasBeenSet = true;

// The member "Name" of `json` from m_Name, if it has been set.
#define FAUXEBS_SDK_WRITE(Name) \
  if (m_##Name##HasBeenSet) fauxebs::internal::Write(json, #Name, m_##Name);

// Macro(first) Macro(second) ..., of up to eleven.
#define FAUXEBS_SDK_EACH(Macro, ...)                                                               \
  FAUXEBS_SDK_PICK(__VA_ARGS__, FAUXEBS_SDK_EACH_11, FAUXEBS_SDK_EACH_10, FAUXEBS_SDK_EACH_9,      \
                   FAUXEBS_SDK_EACH_8, FAUXEBS_SDK_EACH_7, FAUXEBS_SDK_EACH_6, FAUXEBS_SDK_EACH_5, \
                   FAUXEBS_SDK_EACH_4, FAUXEBS_SDK_EACH_3, FAUXEBS_SDK_EACH_2,                     \
                   FAUXEBS_SDK_EACH_1, )                                                           \
  (Macro, __VA_ARGS__)
#define FAUXEBS_SDK_PICK(a, b, c, d, e, f, g, h, i, j, k, picked, ...) picked
#define FAUXEBS_SDK_EACH_1(Macro, a) Macro(a)
#define FAUXEBS_SDK_EACH_2(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_1(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_3(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_2(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_4(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_3(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_5(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_4(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_6(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_5(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_7(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_6(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_8(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_7(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_9(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_8(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_10(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_9(Macro, __VA_ARGS__)
#define FAUXEBS_SDK_EACH_11(Macro, a, ...) Macro(a) FAUXEBS_SDK_EACH_10(Macro, __VA_ARGS__)
