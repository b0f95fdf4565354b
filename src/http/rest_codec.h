// The REST protocol of the EBS direct APIs: HTTP messages and what they mean, in both directions.
//
//   DecodeRequest, EncodeRequest     a message and the request that it carries
//   EncodeResult, DecodeResult       a response or an error, and the message that carries it
//   EncodeFrontEndError              a refusal by what stands in front of the service
//
//   fauxebs::internal::DecodedRequest decoded = fauxebs::internal::DecodeRequest(message);
//
// All follow from src/core/service_model.h. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/owned_request.h"
#include "fauxebs/operations.h"
#include "http/message.h"

namespace fauxebs::internal {

// The request, or why there is none: the front end's refusal where the message cannot be read, the
// service's where it may not be sent so.
using DecodedRequest = std::variant<OwnedRequest, FrontEndError, Error>;

// Errors: UnknownOperationException where no operation has that method and path;
// SerializationException where a value is not of its member's type or the body is no JSON object;
// ValidationException, INVALID_CONTENT_ENCODING for a block in an encoding.
// FAKE: http-2: the texts of the first two are recorded nowhere.
DecodedRequest DecodeRequest(const HttpRequest& message);

HttpRequest EncodeRequest(const AnyRequest& request);

// Requires: the result of that operation, and no error that never comes from the service.
HttpReply EncodeResult(Operation operation, const AnyResult& result);

// What cannot be read is an ErrorCode::kClient.
AnyResult DecodeResult(Operation operation, const HttpReply& reply);

HttpReply EncodeFrontEndError(const FrontEndError& error, std::string_view request_id);

}  // namespace fauxebs::internal
