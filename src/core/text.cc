#include "core/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace fauxebs::internal {
namespace {

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The bytes of the code point that a text begins with; 0 where that is not UTF-8.
std::size_t LengthOfFirst(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  const std::string_view rest = text.substr(1, length - 1);
  if (!std::all_of(rest.begin(), rest.end(), IsContinuation)) return 0;
  // Overlong forms, surrogates, and what lies beyond Unicode.
  const auto second = static_cast<unsigned char>(text[1]);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return length;
}

bool IsControl(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }

// Calls `sink` with each code point, and with an empty one for a byte that is none.
template <typename Sink>
void ForEachCodePoint(std::string_view text, Sink&& sink) {
  while (!text.empty()) {
    const std::size_t length = LengthOfFirst(text);
    sink(text.substr(0, length));
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
}

}  // namespace

std::string Bounded(std::string text) {
  if (text.size() <= kMostBytes) return text;
  const std::string mark = fmt::format("... ({} bytes)", text.size());
  std::size_t kept = kMostBytes - mark.size();
  // Not in the middle of a code point; of what is no text, as far as one can be long.
  for (int i = 0; i < 3 && IsContinuation(text[kept]); ++i) --kept;
  // A new string: the old one would keep its memory.
  return text.substr(0, kept) + mark;
}

std::string OneLine(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  ForEachCodePoint(text, [&](std::string_view point) {
    if (point.empty()) {
      line += '?';
    } else {
      line += IsControl(point.front()) ? std::string_view(" ") : point;
    }
  });
  return line;
}

std::size_t ColumnsOf(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsContinuation));
}

std::string Cut(std::string_view text, std::size_t columns) {
  if (ColumnsOf(text) <= columns) return std::string(text);
  constexpr std::string_view kMark = "...";
  if (columns < kMark.size()) return std::string(kMark.substr(0, columns));
  std::size_t end = 0;
  for (std::size_t kept = 0; kept < columns - kMark.size(); ++kept) {
    end += LengthOfFirst(text.substr(end));
  }
  return std::string(text.substr(0, end)).append(kMark);
}

std::string Fitted(std::string_view text, std::size_t columns) {
  std::string cell = Cut(text, columns);
  return cell.append(columns - ColumnsOf(cell), ' ');
}

std::string JsonString(std::string_view text) {
  std::string json = "\"";
  ForEachCodePoint(text, [&](std::string_view point) {
    if (point.empty()) {
      json += "\\ufffd";
    } else if (point == "\"" || point == "\\") {
      json.append("\\").append(point);
    } else if (IsControl(point.front())) {
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(point.front()));
    } else {
      json += point;
    }
  });
  return json += '"';
}

}  // namespace fauxebs::internal
