// What a request says of its signature, in the header Authorization or in a presigned query.
//
//   std::optional<SignatureClaim> claim = FindClaim(request);
//   if (claim) refusal = Understand(request, *claim);
//
// Pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fauxebs/operations.h"
#include "http/message.h"

namespace fauxebs::internal {

inline constexpr std::string_view kSignatureAlgorithm = "AWS4-HMAC-SHA256";
inline constexpr std::chrono::seconds kClockSkew = std::chrono::minutes(5);

struct SignatureClaim {
  std::string algorithm;
  Parameters parameters;  // Credential, SignedHeaders, Signature; presigned: Date, Expires as well
  std::string bare;       // of the header: what stands there without a "="
  bool presigned = false;

  // Filled in by Understand(): the parts of Credential, and when it was signed.
  std::string key_id, date, region, service, terminator;
  std::string stamp;  // "20260102T030405Z"
  TimePoint signed_at{};
  std::chrono::seconds life = kClockSkew;

  std::string operator[](std::string_view name) const {
    return std::string(Parameter(parameters, name).value_or(""));
  }
};

// Nothing where it is not signed at all. What the claim says is not looked at.
std::optional<SignatureClaim> FindClaim(const HttpRequest& request);

// Fills in what the claim's parameters mean; IncompleteSignatureException where one is missing or
// malformed.
std::optional<FrontEndError> Understand(const HttpRequest& request, SignatureClaim& claim);

FrontEndError IncompleteSignature(std::string message);

// "20260102T030405Z".
std::string Stamp(TimePoint time);

// At each of the separators; there is one part more than there are separators.
std::vector<std::string> Split(std::string_view text, std::string_view separators);

}  // namespace fauxebs::internal
