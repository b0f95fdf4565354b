#include "http/signature.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "http/signature_claim.h"

namespace fauxebs::internal {
namespace {

using Refusal = std::optional<FrontEndError>;

constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";

FrontEndError InvalidSignature(std::string message) {
  return {403, "InvalidSignatureException", std::move(message)};
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

// AWS: sig-5
Refusal CheckScope(const SignatureClaim& claim, std::string_view region, std::string_view service) {
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
  if (!wrong.empty()) return InvalidSignature(wrong);
  return std::nullopt;
}

// AWS: sig-6
Refusal CheckAge(const SignatureClaim& claim, TimePoint now) {
  const std::string life =
      claim.life == kClockSkew ? "5 min." : fmt::format("{} sec.", claim.life.count());
  if (claim.signed_at + claim.life < now) {
    return InvalidSignature(fmt::format("Signature expired: {} is now earlier than {} ({} - {})",
                                        claim.stamp, Stamp(now - claim.life), Stamp(now), life));
  }
  if (claim.signed_at > now + kClockSkew) {
    return InvalidSignature(
        fmt::format("Signature not yet current: {} is still later than {} ({} + 5 min.)",
                    claim.stamp, Stamp(now + kClockSkew), Stamp(now)));
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

std::string CanonicalQuery(const Parameters& query, bool is_presigned) {
  std::vector<std::pair<std::string, std::string>> encoded;
  for (const auto& [name, value] : query) {
    if (is_presigned && name == "X-Amz-Signature") continue;
    encoded.emplace_back(PercentEncode(name), PercentEncode(value));
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
// FAKE: sig-8: any request may leave its body out.
std::string PayloadHash(const HttpRequest& request) {
  const auto said = Header(request.headers, "X-Amz-Content-Sha256");
  return said == kUnsignedPayload ? std::string(kUnsignedPayload) : Hex(request.body.digest());
}

std::string Sign(const std::string& secret, const SignatureClaim& claim, const std::string& text) {
  std::string key = "AWS4" + secret;
  for (const std::string* part : {&claim.date, &claim.region, &claim.service, &claim.terminator}) {
    key = Hmac(key, *part);
  }
  return Hex(Hmac(key, text));
}

bool AreEqual(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Refusal CheckMac(const HttpRequest& request, const SignatureClaim& claim,
                 const std::string& secret) {
  const auto target = ParseTarget(request.target);
  if (!target) return IncompleteSignature("The target of the request is not a path with a query.");
  std::set<std::string> names;
  for (const std::string& name : Split(claim["SignedHeaders"], ";")) names.insert(Lower(name));
  // AWS: sig-9: other headers need not be signed.
  if (names.count("host") == 0) {
    return InvalidSignature(
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const std::string canonical = fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(request.target),
      CanonicalQuery(target->query, claim.presigned), CanonicalHeaders(request.headers, names),
      fmt::join(names, ";"), PayloadHash(request));
  const std::string text =
      fmt::format("{}\n{}\n{}/{}/{}/{}\n{}", kSignatureAlgorithm, claim.stamp, claim.date,
                  claim.region, claim.service, claim.terminator, Hex(Sha256(canonical)));
  if (AreEqual(Sign(secret, claim, text), claim["Signature"])) return std::nullopt;
  return InvalidSignature(fmt::format(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details."
      "\n\nThe Canonical String for this request should have been\n'{}'\n\nThe String-to-Sign "
      "should have been\n'{}'\n",
      canonical, text));
}

const HttpCredentials* FindCredentials(const std::vector<HttpCredentials>& credentials,
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
  std::optional<SignatureClaim> claim = FindClaim(request);
  // AWS: sig-1
  if (!claim) {
    return FrontEndError{403, "MissingAuthenticationTokenException",
                         "Missing Authentication Token"};
  }
  if (auto refusal = Understand(request, *claim)) return refusal;
  const HttpCredentials* known = FindCredentials(credentials, claim->key_id);
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
  const std::optional<SignatureClaim> claim = FindClaim(request);
  if (!claim) return options.account;
  const std::string credential = (*claim)["Credential"];
  const std::string key_id = credential.substr(0, credential.find('/'));
  const HttpCredentials* known = FindCredentials(options.credentials, key_id);
  if (known != nullptr) return known->account;
  const bool is_account =
      key_id.size() == 12 && key_id.find_first_not_of("0123456789") == std::string::npos;
  return is_account ? key_id : options.account;
}

}  // namespace fauxebs::internal
