// JSON from text and to text.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "standin/hex.h"
#include "standin/json_node.h"

namespace fauxebs::internal {

namespace {

using Node = Aws::Utils::Json::JsonValue::Node;
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
      if (!Value(node.Append(std::move(key)), depth + 1)) return false;
    } while (Skip(','));
    return Skip('}');
  }

  bool List(Node& node, int depth) {
    node.kind = Kind::kArray;
    ++next_;
    if (Skip(']')) return true;
    do {
      node.children.emplace_back();
      if (!Value(node.children.back(), depth + 1)) return false;
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
      const int digit = HexValue(*++next_);
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
          Value(node.children[i], depth + 1);
        }
        text_ += ']';
        break;
      case Kind::kObject:
        text_ += '{';
        for (std::size_t i = 0; i < node.children.size(); ++i) {
          if (i > 0) text_ += ',';
          Line(depth + 1);
          Text(node.keys[i]);
          text_ += readable_ ? ":\t" : ":";
          Value(node.children[i], depth + 1);
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

bool ReadJson(const Aws::String& text, Node& node, std::size_t& offset) {
  Parser parser(text);
  const bool read = parser.Document(node);
  offset = parser.offset();
  return read;
}

Aws::String WriteJson(const Node& node, bool readable) { return Writer(readable).Write(node); }

}  // namespace fauxebs::internal
