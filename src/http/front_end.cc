#include "http/front_end.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "core/call_service.h"
#include "core/draw.h"
#include "core/hash.h"
#include "http/query_protocol.h"
#include "http/rest_codec.h"
#include "http/signature.h"

namespace fauxebs::internal {
namespace {

// The first product of a User-Agent: "Boto3" of "Boto3/1.26 Python/3.11".
std::string ClientOf(const HttpHeaders& headers) {
  const std::string_view agent = Header(headers, "User-Agent").value_or("");
  const std::string_view product = agent.substr(0, agent.find_first_of("/ "));
  return product.empty() ? "http" : std::string(product);
}

// The SDKs number their attempts: "amz-sdk-request: attempt=2; max=3".
int AttemptOf(const HttpHeaders& headers) {
  constexpr std::string_view kName = "attempt=";
  const std::string_view text = Header(headers, "amz-sdk-request").value_or("");
  const std::size_t found = text.find(kName);
  int attempt = 1;
  if (found != std::string_view::npos) {
    std::from_chars(text.data() + found + kName.size(), text.data() + text.size(), attempt);
  }
  return std::max(attempt, 1);
}

// How a result goes out: whole, or as what befell it shows on a wire.
Answer AnswerOf(Operation operation, const AnyResult& result, const SentReply& sent) {
  if (result) return {EncodeResult(operation, result)};
  switch (result.error().code) {
    case ErrorCode::kReplyCut:
      return {EncodeResult(operation, *sent.answer), Delivery::kCut, sent.bytes};
    case ErrorCode::kReplyGarbled: {
      HttpReply reply = EncodeResult(operation, *sent.answer);
      reply.body = Bytes::Copy(kGarbledBody);
      return {std::move(reply)};
    }
    case ErrorCode::kTimeout:
      if (sent.stalls) return {EncodeResult(operation, *sent.answer), Delivery::kStall, sent.bytes};
      return {{}, Delivery::kClose};
    case ErrorCode::kConnectionReset:
    case ErrorCode::kConnectionRefused:
      return {{}, Delivery::kReset};
    default:
      return {EncodeResult(operation, result)};
  }
}

}  // namespace

TimePoint RealTime() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

FrontEnd::FrontEnd(Fake& ebs, HttpServerOptions options)
    : ebs_(ebs), options_(std::move(options)) {}

Answer FrontEnd::operator()(const HttpRequest& request) {
  const TimePoint now = RealTime();
  if (options_.follow_real_time) ebs_.clock().Charge(now, std::chrono::milliseconds(0));
  const bool is_query = IsQuery(request);
  if (auto refusal = Refuse(request, is_query ? QueryServiceOf(request) : "ebs", now)) {
    return {is_query ? EncodeQueryError(request, *refusal)
                     : EncodeFrontEndError(*refusal, NextRequestId())};
  }
  const std::string account = AccountOf(request, options_);
  return is_query ? Answer{AnswerQuery(request, ebs_, account)} : AnswerRest(request, account);
}

// FAKE: http-8: a signature is looked at before what it signs, and so before the limits of the
// model, which the service is said to look at first.
std::optional<FrontEndError> FrontEnd::Refuse(const HttpRequest& request, std::string_view service,
                                              TimePoint now) const {
  // AWS: http-9: of blocks that did not arrive whole the service speaks itself.
  if (!request.whole && request.method != "PUT") {
    return FrontEndError{408, "RequestTimeoutException", "The body did not arrive whole"};
  }
  if (options_.credentials.empty() || !request.whole) return std::nullopt;
  return CheckSignature(request, options_.credentials, options_.region, service, now);
}

std::string FrontEnd::NextRequestId() {
  return RequestId(Hasher(ebs_.seed()).Add("front end").Add(++refusals_).hash());
}

Answer FrontEnd::AnswerRest(const HttpRequest& message, const std::string& account) {
  const DecodedRequest decoded = DecodeRequest(message);
  if (const auto* refusal = std::get_if<FrontEndError>(&decoded)) {
    return {EncodeFrontEndError(*refusal, NextRequestId())};
  }
  if (const auto* refusal = std::get_if<Error>(&decoded)) {
    Error error = *refusal;
    error.request_id = NextRequestId();
    return {EncodeResult(Operation::kPutSnapshotBlock, error)};
  }
  const AnyRequest request = std::get<OwnedRequest>(decoded).any();
  SentReply sent;
  CallContext context;
  context.client = ClientOf(message.headers);
  context.account = account;
  context.attempt = AttemptOf(message.headers);
  context.deadline = TimePoint::max();  // a peer loses patience in real time, by itself
  context.sent = &sent;
  const AnyResult result = CallService(*ebs_.service(), request, context);
  return AnswerOf(request.operation(), result, sent);
}

}  // namespace fauxebs::internal
