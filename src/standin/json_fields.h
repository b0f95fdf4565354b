// Reading fields from JSON and writing them: one overload for each kind of field.
#pragma once

#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <cstdint>
#include <type_traits>

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

// m_Name from the member "Name" of `json`, if there is one; an enumeration through its mapper.
#define FAUXEBS_SDK_READ(Name) \
  if (json.ValueExists(#Name)) fauxebs::internal::Read(json.GetObject(#Name), m_##Name)
#define FAUXEBS_SDK_READ_AS(Name, key, Enum) \
  if (json.ValueExists(key)) m_##Name = Enum##Mapper::Get##Enum##ForName(json.GetString(key))

// The same, and m_NameHasBeenSet.
#define FAUXEBS_SDK_READ_FLAGGED(Name)                        \
  if (json.ValueExists(#Name)) {                              \
    fauxebs::internal::Read(json.GetObject(#Name), m_##Name); \
    m_##Name##HasBeenSet = true;                              \
  }                                                           \
  static_assert(true, "")

// The member "Name" of `json` from m_Name, if it has been set.
#define FAUXEBS_SDK_WRITE(Name) \
  if (m_##Name##HasBeenSet) fauxebs::internal::Write(json, #Name, m_##Name)
