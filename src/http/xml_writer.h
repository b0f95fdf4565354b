// XmlWriter: an XML document, element by element.
//
//   XmlWriter xml;
//   xml.Inside("Error", [&] { xml.Text("Code", code); });
//   std::move(xml).document();
//
// Not synchronised.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace fauxebs::internal {

class XmlWriter {
 public:
  // An element and what `write` puts into it. `attributes` are written as they are.
  template <typename Write>
  void Inside(std::string_view name, std::string_view attributes, Write&& write) {
    Open(name, attributes);
    write();
    Close(name);
  }
  template <typename Write>
  void Inside(std::string_view name, Write&& write) {
    Inside(name, {}, std::forward<Write>(write));
  }

  // An element with any text, made fit for XML: what no document may hold becomes "?".
  void Text(std::string_view name, std::string_view text);

  std::string document() && { return std::move(xml_); }

 private:
  void Open(std::string_view name, std::string_view attributes);
  void Close(std::string_view name);
  void Indent() { xml_.append(4 * depth_, ' '); }

  std::string xml_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::size_t depth_ = 0;
};

}  // namespace fauxebs::internal
