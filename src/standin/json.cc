// JSON documents: reading, writing, looking up.
#include <aws/core/utils/json/JsonSerializer.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace Aws {
namespace Utils {
namespace Json {

struct JsonValue::Node {
  enum class Kind { kNull, kBool, kInteger, kDouble, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool flag = false;
  int64_t integer = 0;
  double real = 0.0;
  Aws::String text;
  // Elements, or members in the order in which they were added.
  std::vector<std::pair<Aws::String, Node>> children;

  const Node* Find(const Aws::String& key) const {
    if (kind != Kind::kObject) return nullptr;
    for (const auto& child : children) {
      if (child.first == key) return &child.second;
    }
    return nullptr;
  }

  bool IsNumber() const { return kind == Kind::kInteger || kind == Kind::kDouble; }
  double Real() const {
    if (kind == Kind::kDouble) return real;
    return kind == Kind::kInteger ? static_cast<double>(integer) : 0.0;
  }
  int64_t Integer() const {
    if (kind == Kind::kInteger) return integer;
    if (kind == Kind::kDouble && std::abs(real) < 9.2e18) return static_cast<int64_t>(real);
    return 0;
  }

  bool operator==(const Node& other) const {
    if (IsNumber() && other.IsNumber()) {
      return kind == other.kind ? integer == other.integer && real == other.real
                                : Real() == other.Real();
    }
    if (kind != other.kind || flag != other.flag || text != other.text ||
        children.size() != other.children.size()) {
      return false;
    }
    if (kind != Kind::kObject) return children == other.children;
    for (const auto& child : children) {
      const Node* match = other.Find(child.first);
      if (match == nullptr || !(child.second == *match)) return false;
    }
    return true;
  }
};

namespace {

using Node = JsonValue::Node;
using Kind = Node::Kind;

class Parser {
 public:
  explicit Parser(const Aws::String& text)
      : next_(text.data()), begin_(text.data()), end_(text.data() + text.size()) {}

  bool Document(Node& node) {
    if (!Value(node, 0)) return false;
    Space();
    return next_ == end_;
  }
  std::size_t offset() const { return static_cast<std::size_t>(next_ - begin_); }

 private:
  static constexpr int kMaxDepth = 200;

  void Space() {
    while (next_ != end_ && (*next_ == ' ' || *next_ == '\t' || *next_ == '\n' || *next_ == '\r')) {
      ++next_;
    }
  }
  bool Skip(char c) {
    Space();
    if (next_ == end_ || *next_ != c) return false;
    ++next_;
    return true;
  }
  bool Word(const char* word) {
    for (; *word != '\0'; ++word, ++next_) {
      if (next_ == end_ || *next_ != *word) return false;
    }
    return true;
  }

  bool Value(Node& node, int depth) {
    Space();
    if (next_ == end_ || depth > kMaxDepth) return false;
    switch (*next_) {
      case '{':
        return Object(node, depth);
      case '[':
        return List(node, depth);
      case '"':
        node.kind = Kind::kString;
        return Text(node.text);
      case 't':
        node.kind = Kind::kBool;
        node.flag = true;
        return Word("true");
      case 'f':
        node.kind = Kind::kBool;
        return Word("false");
      case 'n':
        return Word("null");
      default:
        return Number(node);
    }
  }

  bool Object(Node& node, int depth) {
    node.kind = Kind::kObject;
    ++next_;
    if (Skip('}')) return true;
    do {
      Space();
      Aws::String key;
      if (next_ == end_ || *next_ != '"' || !Text(key) || !Skip(':')) return false;
      node.children.emplace_back(std::move(key), Node());
      if (!Value(node.children.back().second, depth + 1)) return false;
    } while (Skip(','));
    return Skip('}');
  }

  bool List(Node& node, int depth) {
    node.kind = Kind::kArray;
    ++next_;
    if (Skip(']')) return true;
    do {
      node.children.emplace_back();
      if (!Value(node.children.back().second, depth + 1)) return false;
    } while (Skip(','));
    return Skip(']');
  }

  bool Number(Node& node) {
    const char* from = next_;
    bool integral = true;
    while (next_ != end_ && ((*next_ >= '0' && *next_ <= '9') || *next_ == '-' || *next_ == '+' ||
                             *next_ == '.' || *next_ == 'e' || *next_ == 'E')) {
      if (*next_ == '.' || *next_ == 'e' || *next_ == 'E') integral = false;
      ++next_;
    }
    const Aws::String digits(from, next_);
    if (digits.empty()) return false;
    char* end = nullptr;
    if (integral && digits.size() < 19) {
      node.kind = Kind::kInteger;
      node.integer = std::strtoll(digits.c_str(), &end, 10);
    } else {
      node.kind = Kind::kDouble;
      node.real = std::strtod(digits.c_str(), &end);
    }
    return *end == '\0';
  }

  bool Text(Aws::String& text) {
    for (++next_; next_ != end_; ++next_) {
      if (*next_ == '"') {
        ++next_;
        return true;
      }
      if (*next_ != '\\') {
        text += *next_;
        continue;
      }
      if (++next_ == end_) return false;
      switch (*next_) {
        case 'b':
          text += '\b';
          break;
        case 'f':
          text += '\f';
          break;
        case 'n':
          text += '\n';
          break;
        case 'r':
          text += '\r';
          break;
        case 't':
          text += '\t';
          break;
        case 'u': {
          unsigned code = 0;
          if (!Escape(code)) return false;
          if (code >= 0xd800 && code < 0xdc00) {
            unsigned low = 0;
            if (end_ - next_ < 3 || next_[1] != '\\' || next_[2] != 'u') return false;
            next_ += 2;
            if (!Escape(low) || low < 0xdc00 || low >= 0xe000) return false;
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          }
          AppendUtf8(text, code);
          break;
        }
        case '"':
        case '\\':
        case '/':
          text += *next_;
          break;
        default:
          return false;
      }
    }
    return false;
  }

  // From the u to the last of its four digits.
  bool Escape(unsigned& code) {
    if (end_ - next_ < 5) return false;
    for (int i = 0; i < 4; ++i) {
      const char c = *++next_;
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      code = code << 4 | static_cast<unsigned>(digit);
    }
    return true;
  }

  static void AppendUtf8(Aws::String& text, unsigned code) {
    const auto tail = [code](int shift) {
      return static_cast<char>(0x80 | (code >> shift & 0x3f));
    };
    if (code < 0x80) {
      text += static_cast<char>(code);
    } else if (code < 0x800) {
      text += static_cast<char>(0xc0 | code >> 6);
      text += tail(0);
    } else if (code < 0x10000) {
      text += static_cast<char>(0xe0 | code >> 12);
      text += tail(6);
      text += tail(0);
    } else {
      text += static_cast<char>(0xf0 | code >> 18);
      text += tail(12);
      text += tail(6);
      text += tail(0);
    }
  }

  const char* next_;
  const char* begin_;
  const char* end_;
};

class Writer {
 public:
  explicit Writer(bool readable) : readable_(readable) {}

  Aws::String Write(const Node& node) {
    Value(node, 0);
    return std::move(text_);
  }

 private:
  void Line(int depth) {
    if (!readable_) return;
    text_ += '\n';
    text_.append(static_cast<std::size_t>(depth), '\t');
  }

  void Value(const Node& node, int depth) {
    switch (node.kind) {
      case Kind::kNull:
        text_ += "null";
        break;
      case Kind::kBool:
        text_ += node.flag ? "true" : "false";
        break;
      case Kind::kInteger:
        text_ += std::to_string(node.integer);
        break;
      case Kind::kDouble:
        Real(node.real);
        break;
      case Kind::kString:
        Text(node.text);
        break;
      case Kind::kArray:
        text_ += '[';
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          if (i > 0) text_ += readable_ ? ", " : ",";
          Value(node.children[i].second, depth + 1);
        }
        text_ += ']';
        break;
      case Kind::kObject:
        text_ += '{';
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          if (i > 0) text_ += ',';
          Line(depth + 1);
          Text(node.children[i].first);
          text_ += readable_ ? ":\t" : ":";
          Value(node.children[i].second, depth + 1);
        }
        if (!node.children.empty()) Line(depth);
        text_ += '}';
        break;
    }
  }

  void Real(double value) {
    if (!std::isfinite(value)) {
      text_ += "null";
      return;
    }
    std::array<char, 32> digits{};
    for (const int precision : {15, 17}) {
      std::snprintf(digits.data(), digits.size(), "%.*g", precision, value);
      if (std::strtod(digits.data(), nullptr) == value) break;
    }
    text_ += digits.data();
  }

  void Text(const Aws::String& text) {
    text_ += '"';
    for (const char c : text) {
      switch (c) {
        case '"':
          text_ += "\\\"";
          break;
        case '\\':
          text_ += "\\\\";
          break;
        case '\b':
          text_ += "\\b";
          break;
        case '\f':
          text_ += "\\f";
          break;
        case '\n':
          text_ += "\\n";
          break;
        case '\r':
          text_ += "\\r";
          break;
        case '\t':
          text_ += "\\t";
          break;
        default:
          if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
            text_ += escape.data();
          } else {
            text_ += c;
          }
      }
    }
    text_ += '"';
  }

  bool readable_;
  Aws::String text_;
};

}  // namespace

JsonValue::JsonValue() = default;
JsonValue::JsonValue(const Aws::String& value) { Parse(value); }
JsonValue::JsonValue(Aws::IStream& istream) {
  Parse(Aws::String(Aws::IStreamBufIterator(istream), Aws::IStreamBufIterator()));
}
JsonValue::JsonValue(const JsonValue& other)
    : m_value(other.m_value ? std::make_unique<Node>(*other.m_value) : nullptr),
      m_wasParseSuccessful(other.m_wasParseSuccessful),
      m_errorMessage(other.m_errorMessage) {}
JsonValue::JsonValue(JsonValue&& other) noexcept = default;
JsonValue::~JsonValue() = default;
JsonValue& JsonValue::operator=(const JsonValue& other) {
  if (this != &other) *this = JsonValue(other);
  return *this;
}
JsonValue& JsonValue::operator=(JsonValue&& other) noexcept = default;

void JsonValue::Parse(const Aws::String& text) {
  auto node = std::make_unique<Node>();
  Parser parser(text);
  m_wasParseSuccessful = parser.Document(*node);
  if (m_wasParseSuccessful) {
    m_value = std::move(node);
  } else {
    m_errorMessage = "Failed to parse JSON at offset " + std::to_string(parser.offset());
  }
}

bool JsonValue::operator==(const JsonValue& other) const {
  if (m_value == nullptr || other.m_value == nullptr) return m_value == other.m_value;
  return *m_value == *other.m_value;
}

JsonValue::Node& JsonValue::Reset() {
  m_value = std::make_unique<Node>();
  return *m_value;
}

// A fresh member; what had that key before is gone.
JsonValue::Node& JsonValue::Member(const Aws::String& key) {
  if (m_value == nullptr || m_value->kind != Kind::kObject) Reset().kind = Kind::kObject;
  for (auto& child : m_value->children) {
    if (child.first == key) return child.second = Node();
  }
  m_value->children.emplace_back(key, Node());
  return m_value->children.back().second;
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
    Set(node.children.back().second, array[i]);
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
    Node& element = node.children.back().second;
    element.kind = Kind::kObject;
    if (array[i].m_value != nullptr) element = *array[i].m_value;
  }
  Reset() = std::move(node);
  return *this;
}
JsonValue& JsonValue::AsObject(const JsonValue& value) { return *this = value; }

JsonView JsonValue::View() const { return JsonView(*this); }

JsonView::JsonView(const JsonValue& value) : m_value(value.m_value.get()) {}
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
    elements[i] = JsonView(&m_value->children[i].second);
  }
  return elements;
}

Aws::Map<Aws::String, JsonView> JsonView::GetAllObjects() const {
  Aws::Map<Aws::String, JsonView> members;
  if (!IsObject()) return members;
  for (const auto& child : m_value->children) {
    members.emplace(child.first, JsonView(&child.second));
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
  return Writer(false).Write(*m_value);
}
Aws::String JsonView::WriteReadable(bool treatAsObject) const {
  if (m_value == nullptr) return treatAsObject ? "{\n}\n" : "";
  return Writer(true).Write(*m_value);
}

JsonValue JsonView::Materialize() const {
  JsonValue value;
  if (m_value != nullptr) value.Reset() = *m_value;
  return value;
}

}  // namespace Json
}  // namespace Utils
}  // namespace Aws
