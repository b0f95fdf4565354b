// Stand-in for the AWS SDK for C++: JSON documents. JsonValue owns one, JsonView looks at one (or
// at a part of it).
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/memory/stl/AWSMap.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstdint>

namespace Aws::Utils::Json {

class JsonView;

class JsonValue {
 public:
  struct Node;

  JsonValue();
  JsonValue(const Aws::String& value);  // parses it
  JsonValue(Aws::IStream& istream);
  JsonValue(const JsonValue& other);
  JsonValue(JsonValue&& other) noexcept;
  ~JsonValue();
  JsonValue& operator=(const JsonValue& other);
  JsonValue& operator=(JsonValue&& other) noexcept;

  bool operator==(const JsonValue& other) const;
  bool operator!=(const JsonValue& other) const { return !(*this == other); }

  JsonValue& WithString(const char* key, const Aws::String& value);
  JsonValue& WithString(const Aws::String& key, const Aws::String& value);
  JsonValue& WithBool(const char* key, bool value);
  JsonValue& WithBool(const Aws::String& key, bool value);
  JsonValue& WithInteger(const char* key, int value);
  JsonValue& WithInteger(const Aws::String& key, int value);
  JsonValue& WithInt64(const char* key, long long value);
  JsonValue& WithInt64(const Aws::String& key, long long value);
  JsonValue& WithDouble(const char* key, double value);
  JsonValue& WithDouble(const Aws::String& key, double value);
  JsonValue& WithNull(const char* key);
  JsonValue& WithNull(const Aws::String& key);
  JsonValue& WithArray(const char* key, const Array<Aws::String>& array);
  JsonValue& WithArray(const Aws::String& key, const Array<Aws::String>& array);
  JsonValue& WithArray(const char* key, const Array<JsonValue>& array);
  JsonValue& WithArray(const Aws::String& key, const Array<JsonValue>& array);
  JsonValue& WithArray(const Aws::String& key, Array<JsonValue>&& array);
  JsonValue& WithObject(const char* key, const JsonValue& value);
  JsonValue& WithObject(const Aws::String& key, const JsonValue& value);
  JsonValue& WithObject(const char* key, JsonValue&& value);
  JsonValue& WithObject(const Aws::String& key, JsonValue&& value);

  JsonValue& AsString(const Aws::String& value);
  JsonValue& AsBool(bool value);
  JsonValue& AsInteger(int value);
  JsonValue& AsInt64(long long value);
  JsonValue& AsDouble(double value);
  JsonValue& AsNull();
  JsonValue& AsArray(const Array<JsonValue>& array);
  JsonValue& AsArray(Array<JsonValue>&& array);
  JsonValue& AsObject(const JsonValue& value);
  JsonValue& AsObject(JsonValue&& value);

  bool WasParseSuccessful() const { return m_wasParseSuccessful; }
  const Aws::String& GetErrorMessage() const { return m_errorMessage; }
  JsonView View() const;

 private:
  friend class JsonView;

  void Parse(const Aws::String& text);
  Node& Member(const Aws::String& key);
  Node& Reset();

  Node* m_value = nullptr;  // owned; null: nothing yet
  bool m_wasParseSuccessful = true;
  Aws::String m_errorMessage;
};

// Must not outlive its JsonValue. What is absent or of another type reads as "", 0, false or empty.
class JsonView {
 public:
  JsonView() = default;
  JsonView(const JsonValue& value);
  JsonView& operator=(const JsonValue& value);

  Aws::String GetString(const Aws::String& key) const;
  Aws::String AsString() const;
  bool GetBool(const Aws::String& key) const;
  bool AsBool() const;
  int GetInteger(const Aws::String& key) const;
  int AsInteger() const;
  int64_t GetInt64(const Aws::String& key) const;
  int64_t AsInt64() const;
  double GetDouble(const Aws::String& key) const;
  double AsDouble() const;
  Array<JsonView> GetArray(const Aws::String& key) const;
  Array<JsonView> AsArray() const;
  JsonView GetObject(const Aws::String& key) const;
  JsonView AsObject() const { return *this; }
  Aws::Map<Aws::String, JsonView> GetAllObjects() const;

  bool ValueExists(const Aws::String& key) const;  // false for null
  bool KeyExists(const Aws::String& key) const;

  bool IsObject() const;
  bool IsBool() const;
  bool IsString() const;
  bool IsIntegerType() const;
  bool IsFloatingPointType() const;
  bool IsListType() const;
  bool IsNull() const;

  Aws::String WriteCompact(bool treatAsObject = true) const;
  Aws::String WriteReadable(bool treatAsObject = true) const;
  JsonValue Materialize() const;

 private:
  explicit JsonView(const JsonValue::Node* node) : m_value(node) {}
  const JsonValue::Node* Find(const Aws::String& key) const;

  const JsonValue::Node* m_value = nullptr;
};

}  // namespace Aws::Utils::Json
