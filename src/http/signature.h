// Signature Version 4, verified: who sent a request, and whether it is what they sent.
//
//   CheckSignature   what is wrong with a request's signature, if anything
//   AccountOf        whose request it is, signed or not
//
//   if (auto refusal = CheckSignature(request, credentials, "us-east-1", "ebs", now)) ...
//
// Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fauxebs/http/server.h"
#include "http/message.h"

namespace fauxebs::internal {

// Nothing where the request is signed with one of the credentials for this Region and service, at
// most 5 minutes from `now`. Both forms are read: the header Authorization, and a presigned query.
// Errors: MissingAuthenticationToken, IncompleteSignature, UnrecognizedClient, InvalidSignature;
// each with "Exception" at its end.
std::optional<FrontEndError> CheckSignature(const HttpRequest& request,
                                            const std::vector<HttpCredentials>& credentials,
                                            std::string_view region, std::string_view service,
                                            TimePoint now);

std::string AccountOf(const HttpRequest& request, const HttpServerOptions& options);

}  // namespace fauxebs::internal
