// JSON documents: building them and looking things up.
#include <aws/core/utils/json/JsonSerializer.h>

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "standin/json_node.h"

namespace Aws::Utils::Json {

using Node = JsonValue::Node;
using Kind = Node::Kind;

JsonValue::JsonValue() = default;
JsonValue::JsonValue(const Aws::String& value) { Parse(value); }
JsonValue::JsonValue(Aws::IStream& istream) {
  Parse(Aws::String(Aws::IStreamBufIterator(istream), Aws::IStreamBufIterator()));
}
JsonValue::JsonValue(const JsonValue& other)
    : m_value(other.m_value != nullptr ? new Node(*other.m_value) : nullptr),
      m_wasParseSuccessful(other.m_wasParseSuccessful),
      m_errorMessage(other.m_errorMessage) {}
JsonValue::JsonValue(JsonValue&& other) noexcept
    : m_value(std::exchange(other.m_value, nullptr)),
      m_wasParseSuccessful(other.m_wasParseSuccessful),
      m_errorMessage(std::move(other.m_errorMessage)) {}
JsonValue::~JsonValue() { delete m_value; }
JsonValue& JsonValue::operator=(const JsonValue& other) {
  if (this != &other) *this = JsonValue(other);
  return *this;
}
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept {
  std::swap(m_value, other.m_value);
  m_wasParseSuccessful = other.m_wasParseSuccessful;
  m_errorMessage = std::move(other.m_errorMessage);
  return *this;
}

void JsonValue::Parse(const Aws::String& text) {
  auto node = std::make_unique<Node>();
  std::size_t offset = 0;
  m_wasParseSuccessful = fauxebs::internal::ReadJson(text, *node, offset);
  if (m_wasParseSuccessful) {
    m_value = node.release();
  } else {
    m_errorMessage = "Failed to parse JSON at offset " + std::to_string(offset);
  }
}

bool JsonValue::operator==(const JsonValue& other) const {
  if (m_value == nullptr || other.m_value == nullptr) return m_value == other.m_value;
  return *m_value == *other.m_value;
}

JsonValue::Node& JsonValue::Reset() {
  delete std::exchange(m_value, new Node());
  return *m_value;
}

// A fresh member; what had that key before is gone.
JsonValue::Node& JsonValue::Member(const Aws::String& key) {
  if (m_value == nullptr || m_value->kind != Kind::kObject) Reset().kind = Kind::kObject;
  if (const Node* found = m_value->Find(key)) return const_cast<Node&>(*found) = Node();
  return m_value->Append(key);
}

namespace {

void Set(Node& node, const Aws::String& value) {
  node.kind = Kind::kString;
  node.text = value;
}
void Set(Node& node, bool value) {
  node.kind = Kind::kBool;
  node.flag = value;
}
void Set(Node& node, long long value) {
  node.kind = Kind::kInteger;
  node.integer = value;
}
void Set(Node& node, double value) {
  node.kind = Kind::kDouble;
  node.real = value;
}

}  // namespace

JsonValue& JsonValue::WithString(const char* key, const Aws::String& value) {
  return WithString(Aws::String(key), value);
}
JsonValue& JsonValue::WithString(const Aws::String& key, const Aws::String& value) {
  Set(Member(key), value);
  return *this;
}
JsonValue& JsonValue::WithBool(const char* key, bool value) {
  return WithBool(Aws::String(key), value);
}
JsonValue& JsonValue::WithBool(const Aws::String& key, bool value) {
  Set(Member(key), value);
  return *this;
}
JsonValue& JsonValue::WithInteger(const char* key, int value) {
  return WithInt64(Aws::String(key), value);
}
JsonValue& JsonValue::WithInteger(const Aws::String& key, int value) {
  return WithInt64(key, value);
}
JsonValue& JsonValue::WithInt64(const char* key, long long value) {
  return WithInt64(Aws::String(key), value);
}
JsonValue& JsonValue::WithInt64(const Aws::String& key, long long value) {
  Set(Member(key), value);
  return *this;
}
JsonValue& JsonValue::WithDouble(const char* key, double value) {
  return WithDouble(Aws::String(key), value);
}
JsonValue& JsonValue::WithDouble(const Aws::String& key, double value) {
  Set(Member(key), value);
  return *this;
}
JsonValue& JsonValue::WithNull(const char* key) { return WithNull(Aws::String(key)); }
JsonValue& JsonValue::WithNull(const Aws::String& key) {
  Member(key);
  return *this;
}
JsonValue& JsonValue::WithArray(const char* key, const Array<Aws::String>& array) {
  return WithArray(Aws::String(key), array);
}
JsonValue& JsonValue::WithArray(const Aws::String& key, const Array<Aws::String>& array) {
  Node& node = Member(key);
  node.kind = Kind::kArray;
  for (std::size_t i = 0; i < array.GetLength(); ++i) {
    node.children.emplace_back();
    Set(node.children.back(), array[i]);
  }
  return *this;
}
JsonValue& JsonValue::WithArray(const char* key, const Array<JsonValue>& array) {
  return WithArray(Aws::String(key), array);
}
JsonValue& JsonValue::WithArray(const Aws::String& key, const Array<JsonValue>& array) {
  return WithObject(key, JsonValue().AsArray(array));
}
JsonValue& JsonValue::WithArray(const Aws::String& key, Array<JsonValue>&& array) {
  return WithObject(key, JsonValue().AsArray(array));
}
JsonValue& JsonValue::WithObject(const char* key, const JsonValue& value) {
  return WithObject(Aws::String(key), value);
}
JsonValue& JsonValue::WithObject(const char* key, JsonValue&& value) {
  return WithObject(Aws::String(key), std::move(value));
}
JsonValue& JsonValue::WithObject(const Aws::String& key, JsonValue&& value) {
  Node node;
  node.kind = Kind::kObject;
  if (value.m_value != nullptr) node = std::move(*value.m_value);
  Member(key) = std::move(node);
  return *this;
}
JsonValue& JsonValue::WithObject(const Aws::String& key, const JsonValue& value) {
  Node node;
  node.kind = Kind::kObject;
  if (value.m_value != nullptr) node = *value.m_value;
  Member(key) = std::move(node);
  return *this;
}

JsonValue& JsonValue::AsString(const Aws::String& value) {
  Set(Reset(), value);
  return *this;
}
JsonValue& JsonValue::AsBool(bool value) {
  Set(Reset(), value);
  return *this;
}
JsonValue& JsonValue::AsInteger(int value) { return AsInt64(value); }
JsonValue& JsonValue::AsInt64(long long value) {
  Set(Reset(), value);
  return *this;
}
JsonValue& JsonValue::AsDouble(double value) {
  Set(Reset(), value);
  return *this;
}
JsonValue& JsonValue::AsNull() {
  Reset();
  return *this;
}
JsonValue& JsonValue::AsArray(const Array<JsonValue>& array) {
  Node node;
  node.kind = Kind::kArray;
  for (std::size_t i = 0; i < array.GetLength(); ++i) {
    node.children.emplace_back();
    Node& element = node.children.back();
    element.kind = Kind::kObject;
    if (array[i].m_value != nullptr) element = *array[i].m_value;
  }
  Reset() = std::move(node);
  return *this;
}
JsonValue& JsonValue::AsArray(Array<JsonValue>&& array) {
  return AsArray(static_cast<const Array<JsonValue>&>(array));
}
JsonValue& JsonValue::AsObject(const JsonValue& value) { return *this = value; }
JsonValue& JsonValue::AsObject(JsonValue&& value) { return *this = std::move(value); }

JsonView JsonValue::View() const { return JsonView(*this); }

JsonView::JsonView(const JsonValue& value) : m_value(value.m_value) {}
JsonView& JsonView::operator=(const JsonValue& value) { return *this = JsonView(value); }

const JsonValue::Node* JsonView::Find(const Aws::String& key) const {
  return m_value != nullptr ? m_value->Find(key) : nullptr;
}

JsonView JsonView::GetObject(const Aws::String& key) const { return JsonView(Find(key)); }

Aws::String JsonView::GetString(const Aws::String& key) const { return GetObject(key).AsString(); }
Aws::String JsonView::AsString() const { return IsString() ? m_value->text : Aws::String(); }
bool JsonView::GetBool(const Aws::String& key) const { return GetObject(key).AsBool(); }
bool JsonView::AsBool() const { return IsBool() && m_value->flag; }
int JsonView::GetInteger(const Aws::String& key) const { return GetObject(key).AsInteger(); }
int JsonView::AsInteger() const { return static_cast<int>(AsInt64()); }
int64_t JsonView::GetInt64(const Aws::String& key) const { return GetObject(key).AsInt64(); }
int64_t JsonView::AsInt64() const { return m_value != nullptr ? m_value->Integer() : 0; }
double JsonView::GetDouble(const Aws::String& key) const { return GetObject(key).AsDouble(); }
double JsonView::AsDouble() const { return m_value != nullptr ? m_value->Real() : 0.0; }
Array<JsonView> JsonView::GetArray(const Aws::String& key) const {
  return GetObject(key).AsArray();
}

Array<JsonView> JsonView::AsArray() const {
  if (!IsListType()) return Array<JsonView>();
  Array<JsonView> elements(m_value->children.size());
  for (std::size_t i = 0; i < elements.GetLength(); ++i) {
    elements[i] = JsonView(&m_value->children[i]);
  }
  return elements;
}

Aws::Map<Aws::String, JsonView> JsonView::GetAllObjects() const {
  Aws::Map<Aws::String, JsonView> members;
  if (!IsObject()) return members;
  for (std::size_t i = 0; i < m_value->children.size(); ++i) {
    members.emplace(m_value->keys[i], JsonView(&m_value->children[i]));
  }
  return members;
}

bool JsonView::KeyExists(const Aws::String& key) const { return Find(key) != nullptr; }
bool JsonView::ValueExists(const Aws::String& key) const {
  const Node* node = Find(key);
  return node != nullptr && node->kind != Kind::kNull;
}

bool JsonView::IsObject() const { return m_value != nullptr && m_value->kind == Kind::kObject; }
bool JsonView::IsBool() const { return m_value != nullptr && m_value->kind == Kind::kBool; }
bool JsonView::IsString() const { return m_value != nullptr && m_value->kind == Kind::kString; }
bool JsonView::IsIntegerType() const {
  return m_value != nullptr && m_value->kind == Kind::kInteger;
}
bool JsonView::IsFloatingPointType() const {
  return m_value != nullptr && m_value->kind == Kind::kDouble;
}
bool JsonView::IsListType() const { return m_value != nullptr && m_value->kind == Kind::kArray; }
bool JsonView::IsNull() const { return m_value == nullptr || m_value->kind == Kind::kNull; }

Aws::String JsonView::WriteCompact(bool treatAsObject) const {
  if (m_value == nullptr) return treatAsObject ? "{}" : "";
  return fauxebs::internal::WriteJson(*m_value, false);
}
Aws::String JsonView::WriteReadable(bool treatAsObject) const {
  if (m_value == nullptr) return treatAsObject ? "{\n}\n" : "";
  return fauxebs::internal::WriteJson(*m_value, true);
}

JsonValue JsonView::Materialize() const {
  JsonValue value;
  if (m_value != nullptr) value.Reset() = *m_value;
  return value;
}

}  // namespace Aws::Utils::Json
