// One value of a JSON document, and its text.
#pragma once

#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace Aws::Utils::Json {

struct JsonValue::Node {
  enum class Kind { kNull, kBool, kInteger, kDouble, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool flag = false;
  int64_t integer = 0;
  double real = 0.0;
  Aws::String text;
  // Elements, or the values of the members `keys`, in the order in which they were added.
  std::vector<Node> children;
  std::vector<Aws::String> keys;

  Node& Append(Aws::String key) {
    keys.push_back(std::move(key));
    children.emplace_back();
    return children.back();
  }
  const Node* Find(const Aws::String& key) const {
    if (kind != Kind::kObject) return nullptr;
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found != keys.end() ? &children[static_cast<std::size_t>(found - keys.begin())]
                               : nullptr;
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
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Node* match = other.Find(keys[i]);
      if (match == nullptr || !(children[i] == *match)) return false;
    }
    return true;
  }
};

}  // namespace Aws::Utils::Json

namespace fauxebs::internal {

// False where the text is not JSON, with the offset at which that was seen.
bool ReadJson(const Aws::String& text, Aws::Utils::Json::JsonValue::Node& node,
              std::size_t& offset);
Aws::String WriteJson(const Aws::Utils::Json::JsonValue::Node& node, bool readable);

}  // namespace fauxebs::internal
