// Strings and URIs.
#include <aws/core/http/URI.h>
#include <aws/core/utils/StringUtils.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

#include "standin/hex.h"

namespace Aws {
namespace Utils {

namespace {

using fauxebs::internal::HexValue;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Aws::String StringUtils::ToLower(const char* source) {
  Aws::String text(source);
  for (char& c : text) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Aws::String StringUtils::ToUpper(const char* source) {
  Aws::String text(source);
  for (char& c : text) {
    if (IsLower(c)) c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

bool StringUtils::CaselessCompare(const char* s1, const char* s2) {
  return ToLower(s1) == ToLower(s2);
}

Aws::String StringUtils::Trim(const char* source) {
  const char* end = source + std::strlen(source);
  while (source != end && IsSpace(*source)) ++source;
  while (source != end && IsSpace(end[-1])) --end;
  return Aws::String(source, end);
}

void StringUtils::Replace(Aws::String& s, const char* search, const char* replace) {
  const std::size_t searched = std::strlen(search);
  const std::size_t replaced = std::strlen(replace);
  if (searched == 0) return;
  for (std::size_t at = s.find(search); at != Aws::String::npos;
       at = s.find(search, at + replaced)) {
    s.replace(at, searched, replace);
  }
}

Aws::Vector<Aws::String> StringUtils::Split(const Aws::String& toSplit, char splitOn) {
  Aws::Vector<Aws::String> parts;
  std::size_t from = 0;
  while (from <= toSplit.size()) {
    const std::size_t to = std::min(toSplit.find(splitOn, from), toSplit.size());
    if (to > from) parts.push_back(toSplit.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

Aws::String StringUtils::URLEncode(const char* unsafe) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  Aws::String text;
  for (; *unsafe != '\0'; ++unsafe) {
    const char c = *unsafe;
    if (IsUpper(c) || IsLower(c) || IsDigit(c) || std::strchr("-_.~", c) != nullptr) {
      text += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += '%';
      text += kDigits[byte >> 4];
      text += kDigits[byte & 0xf];
    }
  }
  return text;
}

Aws::String StringUtils::URLDecode(const char* safe) {
  Aws::String text;
  for (; *safe != '\0'; ++safe) {
    if (*safe == '%' && HexValue(safe[1]) >= 0 && HexValue(safe[2]) >= 0) {
      text += static_cast<char>(HexValue(safe[1]) << 4 | HexValue(safe[2]));
      safe += 2;
    } else {
      text += *safe == '+' ? ' ' : *safe;
    }
  }
  return text;
}

long long StringUtils::ConvertToInt64(const char* source) {
  return source != nullptr ? std::strtoll(source, nullptr, 10) : 0;
}

long StringUtils::ConvertToInt32(const char* source) {
  return source != nullptr ? std::strtol(source, nullptr, 10) : 0;
}

bool StringUtils::ConvertToBool(const char* source) {
  if (source == nullptr) return false;
  const Aws::String text = ToLower(source);
  return text == "true" || text == "1";
}

double StringUtils::ConvertToDouble(const char* source) {
  return source != nullptr ? std::strtod(source, nullptr) : 0.0;
}

}  // namespace Utils

namespace Http {

namespace {

uint16_t DefaultPort(Scheme scheme) { return scheme == Scheme::HTTP ? 80 : 443; }

}  // namespace

URI::URI(const Aws::String& uri) { Parse(uri); }
URI::URI(const char* uri) { Parse(uri); }

void URI::SetScheme(Scheme value) {
  if (m_port == DefaultPort(m_scheme)) m_port = DefaultPort(value);
  m_scheme = value;
}

void URI::SetPath(const Aws::String& value) {
  m_path = value.empty() || value.front() == '/' ? value : "/" + value;
}

void URI::SetQueryString(const Aws::String& value) {
  m_queryString = value.empty() || value.front() == '?' ? value : "?" + value;
}

void URI::AddQueryStringParameter(const char* key, const Aws::String& value) {
  m_queryString += m_queryString.empty() ? '?' : '&';
  m_queryString += Aws::Utils::StringUtils::URLEncode(key);
  m_queryString += '=';
  m_queryString += Aws::Utils::StringUtils::URLEncode(value.c_str());
}

QueryStringParameterCollection URI::GetQueryStringParameters(bool decode) const {
  QueryStringParameterCollection parameters;
  if (m_queryString.size() < 2) return parameters;
  for (const Aws::String& part : Aws::Utils::StringUtils::Split(m_queryString.substr(1), '&')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    Aws::String key = part.substr(0, equals);
    Aws::String value = equals < part.size() ? part.substr(equals + 1) : Aws::String();
    if (decode) {
      key = Aws::Utils::StringUtils::URLDecode(key.c_str());
      value = Aws::Utils::StringUtils::URLDecode(value.c_str());
    }
    parameters.emplace(key, value);
  }
  return parameters;
}

Aws::String URI::GetURIString(bool includeQueryString) const {
  if (m_authority.empty()) return "";
  Aws::String uri = Aws::String(SchemeMapper::ToString(m_scheme)) + "://" + m_authority;
  if (m_port != DefaultPort(m_scheme)) uri += ":" + std::to_string(m_port);
  uri += m_path;
  if (includeQueryString) uri += m_queryString;
  return uri;
}

void URI::Parse(const Aws::String& uri) {
  Aws::String rest = uri;
  const std::size_t separator = rest.find("://");
  if (separator != Aws::String::npos) {
    m_scheme = Aws::Utils::StringUtils::ToLower(rest.substr(0, separator)) == "https"
                   ? Scheme::HTTPS
                   : Scheme::HTTP;
    rest.erase(0, separator + 3);
  }
  m_port = DefaultPort(m_scheme);
  const std::size_t query = rest.find('?');
  if (query != Aws::String::npos) {
    SetQueryString(rest.substr(query));
    rest.erase(query);
  }
  const std::size_t path = rest.find('/');
  if (path != Aws::String::npos) {
    m_path = rest.substr(path);
    rest.erase(path);
  }
  const std::size_t colon = rest.rfind(':');
  const std::size_t bracket = rest.rfind(']');  // of an IPv6 address
  if (colon != Aws::String::npos && (bracket == Aws::String::npos || colon > bracket)) {
    m_port = static_cast<uint16_t>(std::strtoul(rest.c_str() + colon + 1, nullptr, 10));
    rest.erase(colon);
  }
  m_authority = rest;
}

}  // namespace Http
}  // namespace Aws
