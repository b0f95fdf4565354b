#include "http/signature.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <set>
#include <sstream>

namespace fauxebs::internal {
namespace {

using Refusal = std::optional<FrontEndError>;

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";
constexpr const char* kStampFormat = "%Y%m%dT%H%M%SZ";
constexpr std::chrono::seconds kSkew = std::chrono::minutes(5);

// What a request says of its signature.
struct Claim {
  std::string algorithm;
  Parameters parameters;  // Credential, SignedHeaders, Signature; presigned: Date, Expires as well
  std::string bare;       // of the header: what stands there without a "="
  bool presigned = false;

  // Of the parameter Credential.
  std::string key_id, date, region, service, terminator;
  std::string stamp;  // when it was signed: "20260102T030405Z"
  TimePoint signed_at{};
  std::chrono::seconds life = kSkew;

  std::string operator[](std::string_view name) const {
    return std::string(Parameter(parameters, name).value_or(""));
  }
  std::string scope() const {
    return fmt::format("{}/{}/{}/{}", date, region, service, terminator);
  }
};

// AWS: sig-2
FrontEndError Incomplete(std::string message) {
  return {400, "IncompleteSignatureException", std::move(message)};
}
FrontEndError Invalid(std::string message) {
  return {403, "InvalidSignatureException", std::move(message)};
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

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

std::string Hex(const Digest& digest) { return fmt::format("{:02x}", fmt::join(digest.bytes, "")); }

std::string Hmac(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
  return {mac.begin(), mac.begin() + size};
}

std::string Stamp(TimePoint time) {
  // Not by way of the system's clock, whose nanoseconds end in 2262.
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time_t{seconds.count()}));
}

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
       {kStampFormat, "%a, %d %b %Y %H:%M:%S GMT", "%a, %d %b %Y %H:%M:%S -0000"}) {
    if (auto time = ParseTime(text, format)) return time;
  }
  return std::nullopt;
}

Claim FromHeader(std::string_view header) {
  const std::vector<std::string> words = Split(header, ", \t");
  Claim claim;
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

Claim FromQuery(const Parameters& query) {
  constexpr std::string_view kPrefix = "X-Amz-";
  Claim claim;
  claim.presigned = true;
  for (const auto& [name, value] : query) {
    if (name.rfind(kPrefix, 0) == 0) {
      claim.parameters.emplace_back(name.substr(kPrefix.size()), value);
    }
  }
  claim.algorithm = claim["Algorithm"];
  return claim;
}

// Nothing where it is not signed at all. What the claim says is not looked at here.
std::optional<Claim> FindClaim(const HttpRequest& request) {
  if (const auto header = Header(request.headers, "Authorization")) return FromHeader(*header);
  const auto target = ParseTarget(request.target);
  if (target && (Parameter(target->query, "X-Amz-Algorithm") ||
                 Parameter(target->query, "X-Amz-Signature"))) {
    return FromQuery(target->query);
  }
  return std::nullopt;
}

// When it was signed, as the request says; "" where it does not.
std::string DateOf(const HttpRequest& request, const Claim& claim) {
  if (claim.presigned) return claim["Date"];
  auto date = Header(request.headers, "X-Amz-Date");
  if (!date) date = Header(request.headers, "Date");
  return std::string(date.value_or(""));
}

Refusal FindMissing(const HttpRequest& request, const Claim& claim) {
  std::string missing;
  if (claim.presigned) {
    for (const char* name : {"Algorithm", "Credential", "Signature", "SignedHeaders", "Date"}) {
      if (!claim[name].empty()) continue;
      missing += fmt::format("AWS query-string parameters must include 'X-Amz-{}'. ", name);
    }
    if (missing.empty()) return std::nullopt;
    return Incomplete(missing + "Re-examine the query-string parameters.");
  }
  const std::string header(*Header(request.headers, "Authorization"));
  if (!claim.bare.empty()) {
    return Incomplete(fmt::format(
        "'{}' not a valid key=value pair (missing equal-sign) in Authorization header: '{}'.",
        claim.bare, header));
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
  return Incomplete(fmt::format("{}Authorization={}", missing, header));
}

// Fills in what the claim's parameters mean.
Refusal Understand(const HttpRequest& request, Claim& claim) {
  if (auto missing = FindMissing(request, claim)) return missing;
  // FAKE: sig-3
  if (claim.algorithm != kAlgorithm) {
    return Incomplete(fmt::format("Unsupported AWS 'algorithm': '{}'.", claim.algorithm));
  }
  const std::string credential = claim["Credential"];
  const std::vector<std::string> parts = Split(credential, "/");
  if (parts.size() != 5) {
    return Incomplete(
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
    return Incomplete(
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
      return Incomplete("X-Amz-Expires must be a number of seconds from 1 to 604800.");
    }
    claim.life = std::chrono::seconds(seconds);
  }
  return std::nullopt;
}

// AWS: sig-5
Refusal CheckScope(const Claim& claim, std::string_view region, std::string_view service) {
  std::string wrong;
  if (claim.region != region) {
    wrong += fmt::format("Credential should be scoped to a valid region, not '{}'. ", claim.region);
  }
  if (claim.service != service) {
    wrong += fmt::format("Credential should be scoped to correct service: '{}'. ", service);
  }
  if (claim.terminator != "aws4_request") {
    wrong += fmt::format(
        "Credential should be scoped with a valid terminator: 'aws4_request', not '{}'. ",
        claim.terminator);
  }
  const std::string day = claim.stamp.substr(0, claim.stamp.find('T'));
  if (claim.date != day) {
    wrong += fmt::format(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
        "'{}' != '{}', from '{}'. ",
        claim.date, day, claim.stamp);
  }
  if (!wrong.empty()) return Invalid(wrong);
  return std::nullopt;
}

// AWS: sig-6
Refusal CheckAge(const Claim& claim, TimePoint now) {
  const std::string life =
      claim.life == kSkew ? "5 min." : fmt::format("{} sec.", claim.life.count());
  if (claim.signed_at + claim.life < now) {
    return Invalid(fmt::format("Signature expired: {} is now earlier than {} ({} - {})",
                               claim.stamp, Stamp(now - claim.life), Stamp(now), life));
  }
  if (claim.signed_at > now + kSkew) {
    return Invalid(fmt::format("Signature not yet current: {} is still later than {} ({} + 5 min.)",
                               claim.stamp, Stamp(now + kSkew), Stamp(now)));
  }
  return std::nullopt;
}

// Spaces at its ends go, those inside become one each.
std::string Trimmed(std::string_view value) {
  std::string trimmed;
  for (const std::string& word : Split(value, " \t")) {
    if (word.empty()) continue;
    if (!trimmed.empty()) trimmed += ' ';
    trimmed += word;
  }
  return trimmed;
}

// AWS: sig-7: of every service but S3: without dots and empty segments, and encoded once more than
// on the wire.
std::string CanonicalPath(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  std::vector<std::string> kept;
  for (std::string& segment : Split(path, "/")) {
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!segment.empty() && segment != ".") {
      kept.push_back(PercentEncode(segment));
    }
  }
  const bool is_folder = path.back() == '/' && !kept.empty();
  return fmt::format("/{}{}", fmt::join(kept, "/"), is_folder ? "/" : "");
}

std::string CanonicalQuery(const Parameters& query) {
  std::vector<std::pair<std::string, std::string>> encoded;
  for (const auto& [name, value] : query) {
    if (name != "X-Amz-Signature") encoded.emplace_back(PercentEncode(name), PercentEncode(value));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string canonical;
  for (const auto& [name, value] : encoded) {
    canonical += fmt::format("{}{}={}", canonical.empty() ? "" : "&", name, value);
  }
  return canonical;
}

std::string CanonicalHeaders(const HttpHeaders& headers, const std::set<std::string>& names) {
  std::string canonical;
  for (const std::string& name : names) {
    std::vector<std::string> values;
    for (const auto& [header, value] : headers) {
      if (Lower(header) == name) values.push_back(Trimmed(value));
    }
    canonical += fmt::format("{}:{}\n", name, fmt::join(values, ","));
  }
  return canonical;
}

// AWS: sig-8: the hash of what came, whatever x-amz-content-sha256 says of it.
std::string PayloadHash(const HttpRequest& request) {
  const auto said = Header(request.headers, "X-Amz-Content-Sha256");
  return said == kUnsignedPayload ? std::string(kUnsignedPayload) : Hex(request.body.digest());
}

std::string Sign(const std::string& secret, const Claim& claim, const std::string& text) {
  std::string key = "AWS4" + secret;
  for (const std::string* part : {&claim.date, &claim.region, &claim.service, &claim.terminator}) {
    key = Hmac(key, *part);
  }
  return Hex(Hmac(key, text));
}

bool AreEqual(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Refusal CheckMac(const HttpRequest& request, const Claim& claim, const std::string& secret) {
  const auto target = ParseTarget(request.target);
  if (!target) return Incomplete("The target of the request is not a path with a query.");
  std::set<std::string> names;
  for (const std::string& name : Split(claim["SignedHeaders"], ";")) names.insert(Lower(name));
  // AWS: sig-9: other headers need not be signed.
  if (names.count("host") == 0) {
    return Invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(request.target),
                  CanonicalQuery(target->query), CanonicalHeaders(request.headers, names),
                  fmt::join(names, ";"), PayloadHash(request));
  const std::string text =
      fmt::format("{}\n{}\n{}\n{}", kAlgorithm, claim.stamp, claim.scope(), Hex(Sha256(canonical)));
  if (AreEqual(Sign(secret, claim, text), claim["Signature"])) return std::nullopt;
  return Invalid(fmt::format(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details."
      "\n\nThe Canonical String for this request should have been\n'{}'\n\nThe String-to-Sign "
      "should have been\n'{}'\n",
      canonical, text));
}

const HttpCredentials* Find(const std::vector<HttpCredentials>& credentials,
                            std::string_view key_id) {
  const auto found = std::find_if(credentials.begin(), credentials.end(),
                                  [&](const auto& one) { return one.access_key_id == key_id; });
  return found == credentials.end() ? nullptr : &*found;
}

}  // namespace

// FAKE: sig-4: in this order.
std::optional<FrontEndError> CheckSignature(const HttpRequest& request,
                                            const std::vector<HttpCredentials>& credentials,
                                            std::string_view region, std::string_view service,
                                            TimePoint now) {
  std::optional<Claim> claim = FindClaim(request);
  // AWS: sig-1
  if (!claim) {
    return FrontEndError{403, "MissingAuthenticationTokenException",
                         "Missing Authentication Token"};
  }
  if (auto refusal = Understand(request, *claim)) return refusal;
  const HttpCredentials* known = Find(credentials, claim->key_id);
  if (known == nullptr) {
    return FrontEndError{403, "UnrecognizedClientException",
                         "The security token included in the request is invalid."};
  }
  if (auto refusal = CheckScope(*claim, region, service)) return refusal;
  if (auto refusal = CheckAge(*claim, now)) return refusal;
  return CheckMac(request, *claim, known->secret_access_key);
}

// FAKE: sig-10: AWS's access key IDs say nothing of accounts to whoever reads them.
std::string AccountOf(const HttpRequest& request, const HttpServerOptions& options) {
  const std::optional<Claim> claim = FindClaim(request);
  if (!claim) return options.account;
  const std::string credential = (*claim)["Credential"];
  const std::string key_id = credential.substr(0, credential.find('/'));
  if (const HttpCredentials* known = Find(options.credentials, key_id)) return known->account;
  const bool is_account =
      key_id.size() == 12 && key_id.find_first_not_of("0123456789") == std::string::npos;
  return is_account ? key_id : options.account;
}

}  // namespace fauxebs::internal
