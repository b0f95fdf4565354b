#include "http/xml_writer.h"

#include <fmt/format.h>

#include "core/text.h"

namespace fauxebs::internal {
namespace {

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '\t':
      case '\n':
      case '\r':
        escaped += fmt::format("&#{};", static_cast<int>(c));
        break;
      default:
        escaped += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    }
  }
  return OneLine(escaped);
}

}  // namespace

void XmlWriter::Text(std::string_view name, std::string_view text) {
  Indent();
  xml_ += text.empty() ? fmt::format("<{}/>\n", name)
                       : fmt::format("<{0}>{1}</{0}>\n", name, Escaped(text));
}

void XmlWriter::Open(std::string_view name, std::string_view attributes) {
  Indent();
  xml_ += fmt::format("<{}{}{}>\n", name, attributes.empty() ? "" : " ", attributes);
  ++depth_;
}

void XmlWriter::Close(std::string_view name) {
  --depth_;
  Indent();
  xml_ += fmt::format("</{}>\n", name);
}

}  // namespace fauxebs::internal
