#include "http/signature_claim.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

namespace fauxebs::internal {
namespace {

// Nothing where it is not exactly of this form, or no such day is in the calendar.
std::optional<TimePoint> ParseTime(const std::string& text, const std::string& format) {
  std::tm fields{};
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  in >> std::get_time(&fields, format.c_str());
  if (in.fail()) return std::nullopt;
  const std::time_t seconds = timegm(&fields);
  std::ostringstream again;
  again.imbue(std::locale::classic());
  again << std::put_time(&fields, format.c_str());
  if (again.str() != text) return std::nullopt;
  return TimePoint(std::chrono::seconds(seconds));
}

std::optional<TimePoint> ParseDate(const std::string& text) {
  for (const char* format :
       {"%Y%m%dT%H%M%SZ", "%a, %d %b %Y %H:%M:%S GMT", "%a, %d %b %Y %H:%M:%S -0000"}) {
    if (auto time = ParseTime(text, format)) return time;
  }
  return std::nullopt;
}

SignatureClaim FromHeader(std::string_view header) {
  const std::vector<std::string> words = Split(header, ", \t");
  SignatureClaim claim;
  claim.algorithm = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (words[i].empty()) continue;
    if (equals == std::string::npos) {
      claim.bare = words[i];
    } else {
      claim.parameters.emplace_back(words[i].substr(0, equals), words[i].substr(equals + 1));
    }
  }
  return claim;
}

SignatureClaim FromQuery(const Parameters& query) {
  constexpr std::string_view kPrefix = "X-Amz-";
  SignatureClaim claim;
  claim.presigned = true;
  for (const auto& [name, value] : query) {
    if (name.rfind(kPrefix, 0) == 0) {
      claim.parameters.emplace_back(name.substr(kPrefix.size()), value);
    }
  }
  claim.algorithm = claim["Algorithm"];
  return claim;
}

// When it was signed, as the request says; "" where it does not.
std::string DateOf(const HttpRequest& request, const SignatureClaim& claim) {
  if (claim.presigned) return claim["Date"];
  auto date = Header(request.headers, "X-Amz-Date");
  if (!date) date = Header(request.headers, "Date");
  return std::string(date.value_or(""));
}

std::optional<FrontEndError> FindMissing(const HttpRequest& request, const SignatureClaim& claim) {
  std::string missing;
  if (claim.presigned) {
    for (const char* name : {"Algorithm", "Credential", "Signature", "SignedHeaders", "Date"}) {
      if (!claim[name].empty()) continue;
      missing += fmt::format("AWS query-string parameters must include 'X-Amz-{}'. ", name);
    }
    if (missing.empty()) return std::nullopt;
    return IncompleteSignature(missing + "Re-examine the query-string parameters.");
  }
  const std::string header(*Header(request.headers, "Authorization"));
  if (!claim.bare.empty()) {
    return IncompleteSignature(fmt::format(
        "'{}' not a valid key=value pair (missing equal-sign) in Authorization header: '{}'.",
        claim.bare, header));
  }
  if (claim.parameters.size() > 3) {
    return IncompleteSignature(
        fmt::format("Authorization header has more than it needs. Authorization={}", header));
  }
  for (const char* name : {"Credential", "Signature", "SignedHeaders"}) {
    if (!claim[name].empty()) continue;
    missing += fmt::format("Authorization header requires '{}' parameter. ", name);
  }
  if (DateOf(request, claim).empty()) {
    missing +=
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }
  if (missing.empty()) return std::nullopt;
  return IncompleteSignature(fmt::format("{}Authorization={}", missing, header));
}

}  // namespace

// AWS: sig-2
FrontEndError IncompleteSignature(std::string message) {
  return {400, "IncompleteSignatureException", std::move(message)};
}

std::vector<std::string> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(separators, from), text.size());
    parts.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::string Stamp(TimePoint time) {
  // Not by way of the system's clock, whose nanoseconds end in 2262.
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time_t{seconds.count()}));
}

std::optional<SignatureClaim> FindClaim(const HttpRequest& request) {
  if (const auto header = Header(request.headers, "Authorization")) return FromHeader(*header);
  const auto target = ParseTarget(request.target);
  if (target && (Parameter(target->query, "X-Amz-Algorithm") ||
                 Parameter(target->query, "X-Amz-Signature"))) {
    return FromQuery(target->query);
  }
  return std::nullopt;
}

std::optional<FrontEndError> Understand(const HttpRequest& request, SignatureClaim& claim) {
  if (auto missing = FindMissing(request, claim)) return missing;
  // FAKE: sig-3
  if (claim.algorithm != kSignatureAlgorithm) {
    return IncompleteSignature(fmt::format("Unsupported AWS 'algorithm': '{}'.", claim.algorithm));
  }
  const std::string credential = claim["Credential"];
  const std::vector<std::string> parts = Split(credential, "/");
  if (parts.size() != 5) {
    return IncompleteSignature(
        fmt::format("Credential must have exactly 5 slash-delimited elements, e.g. "
                    "keyid/date/region/service/term, got '{}'",
                    credential));
  }
  claim.key_id = parts[0];
  claim.date = parts[1];
  claim.region = parts[2];
  claim.service = parts[3];
  claim.terminator = parts[4];
  const std::string date = DateOf(request, claim);
  const std::optional<TimePoint> signed_at = ParseDate(date);
  if (!signed_at) {
    return IncompleteSignature(
        fmt::format("Date must be in ISO-8601 'basic format'. Got '{}'. See "
                    "http://en.wikipedia.org/wiki/ISO_8601",
                    date));
  }
  claim.signed_at = *signed_at;
  claim.stamp = Stamp(*signed_at);
  const std::string expires = claim["Expires"];
  if (claim.presigned && !expires.empty()) {
    constexpr int kWeek = 7 * 24 * 60 * 60;
    int seconds = 0;
    const char* end = expires.data() + expires.size();
    if (std::from_chars(expires.data(), end, seconds).ptr != end || seconds < 1 ||
        seconds > kWeek) {
      return IncompleteSignature("X-Amz-Expires must be a number of seconds from 1 to 604800.");
    }
    claim.life = std::chrono::seconds(seconds);
  }
  return std::nullopt;
}

}  // namespace fauxebs::internal
