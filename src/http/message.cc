#include "http/message.h"

#include <algorithm>

#include "core/reply_headers.h"

namespace fauxebs::internal {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

// Cuts off what comes before the next separator, and it too.
std::string_view TakeUntil(char separator, std::string_view& rest) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

std::optional<Parameters> ParseParameters(std::string_view text, bool plus_is_space) {
  Parameters parameters;
  while (!text.empty()) {
    std::string_view value = TakeUntil('&', text);
    if (value.empty()) continue;
    const auto name = PercentDecode(TakeUntil('=', value), plus_is_space);
    auto decoded = PercentDecode(value, plus_is_space);
    if (!name || !decoded) return std::nullopt;
    parameters.emplace_back(*name, *std::move(decoded));
  }
  return parameters;
}

}  // namespace

std::optional<std::string_view> Header(const HttpHeaders& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
    return SameHeader(header.first, name);
  });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string_view> Parameter(const Parameters& parameters, std::string_view name) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const auto& parameter) { return parameter.first == name; });
  if (found == parameters.end()) return std::nullopt;
  return found->second;
}

std::optional<HttpTarget> ParseTarget(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  std::string_view path = TakeUntil('?', target);
  HttpTarget parsed;
  do {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    auto decoded = PercentDecode(segment, false);
    if (!decoded) return std::nullopt;
    parsed.path.push_back(*std::move(decoded));
    path.remove_prefix(segment.size());
  } while (!path.empty());
  auto query = ParseParameters(target, false);
  if (!query) return std::nullopt;
  parsed.query = *std::move(query);
  return parsed;
}

std::optional<Parameters> ParseForm(std::string_view form) { return ParseParameters(form, true); }

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 15U];
    }
  }
  return encoded;
}

}  // namespace fauxebs::internal
