#include "http/rest_codec.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/service_model.h"
#include "http/json_values.h"

namespace fauxebs::internal {
namespace {

constexpr const char* kContentType = "Content-Type";
constexpr const char* kJsonType = "application/json";
constexpr const char* kErrorType = "x-amzn-ErrorType";
constexpr const char* kRequestIdHeader = "x-amzn-RequestId";

// Values that travel in paths, queries and headers.

template <typename T>
constexpr bool kTravelsAsText = false;
template <>
constexpr bool kTravelsAsText<std::string> = true;
template <>
constexpr bool kTravelsAsText<int> = true;
template <>
constexpr bool kTravelsAsText<std::int64_t> = true;
template <typename T>
constexpr bool kTravelsAsText<std::optional<T>> = kTravelsAsText<T>;

std::optional<std::string> TextOf(const std::string& value) { return value; }
std::optional<std::string> TextOf(std::int64_t value) { return std::to_string(value); }

template <typename T>
std::optional<std::string> TextOf(const std::optional<T>& value) {
  return value ? TextOf(*value) : std::nullopt;
}

bool ReadText(std::string_view text, Type /*type*/, std::string& value) {
  value = text;
  return true;
}

template <typename Integer>
bool ReadText(std::string_view text, Type type, Integer& value) {
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  const bool fits = type == Type::kLong || static_cast<std::int32_t>(value) == value;
  return read.ec == std::errc() && read.ptr == end && fits;
}

template <typename T>
bool ReadText(std::string_view text, Type type, std::optional<T>& value) {
  return ReadText(text, type, value.emplace());
}

// Paths.

// "/a/{b}" is {"a", "{b}"}.
std::vector<std::string_view> SegmentsOf(std::string_view uri) {
  std::vector<std::string_view> segments;
  while (!uri.empty()) {
    uri.remove_prefix(1);
    segments.push_back(uri.substr(0, uri.find('/')));
    uri.remove_prefix(segments.back().size());
  }
  return segments;
}

bool IsLabel(std::string_view segment) { return segment.front() == '{'; }

// The labels' names with what stands in their places; nothing where it is another path.
std::optional<Parameters> LabelsOf(std::string_view uri, const std::vector<std::string>& path) {
  const std::vector<std::string_view> segments = SegmentsOf(uri);
  if (segments.size() != path.size()) return std::nullopt;
  Parameters labels;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (IsLabel(segments[i])) {
      labels.emplace_back(segments[i].substr(1, segments[i].size() - 2), path[i]);
    } else if (segments[i] != path[i]) {
      return std::nullopt;
    }
  }
  return labels;
}

// Requests.

FrontEndError Unreadable(std::string message) {
  return {400, "SerializationException", std::move(message)};
}

// What a message says outside its body.
struct Texts {
  Parameters labels;
  Parameters query;
  const HttpHeaders& headers;

  std::optional<std::string_view> Find(const Member& member) const {
    switch (member.place) {
      case Place::kUri:
        return Parameter(labels, member.wire_name);
      case Place::kQuery:
        return Parameter(query, member.wire_name);
      case Place::kHeader:
        return Header(headers, member.wire_name);
      case Place::kBody:
      case Place::kPayload:
        break;
    }
    return std::nullopt;
  }
};

template <typename Message>
std::optional<std::string> ReadTexts(const Texts& texts, Message& message) {
  std::optional<std::string> why_not;
  ForEachField(message, [&](const Member& member, auto& value) {
    if constexpr (kTravelsAsText<std::remove_reference_t<decltype(value)>>) {
      const auto text = texts.Find(member);
      if (text && !ReadText(*text, member.shape->type, value)) {
        why_not = fmt::format("'{}' is no {}", member.wire_name,
                              member.shape->type == Type::kLong ? "long" : "integer");
      }
    }
  });
  return why_not;
}

template <typename Message>
void SetPayload(const Bytes& body, Message& message) {
  ForEachField(message, [&](const Member& member, auto& value) {
    if constexpr (std::is_same_v<decltype(value), Bytes&>) {
      if (member.place == Place::kPayload) value = body;
    }
  });
}

template <typename Message>
constexpr bool kHasJsonBody =
    std::apply([](const auto&... fields) { return ((fields.member.place == Place::kBody) || ...); },
               Fields<Message>::kAll);

template <typename Message>
std::optional<std::string> ReadBody(const Bytes& body, Message& message) {
  if constexpr (kHasJsonBody<Message>) {
    if (body.empty()) return std::nullopt;
    const Json json = Json::parse(body.view(), nullptr, false);
    // The parser takes a zero for the end.
    const bool has_zero = body.view().find('\0') != std::string_view::npos;
    if (json.is_discarded() || has_zero) return "The body is no JSON";
    if (auto why_not = ReadJson(json, message)) return "The body " + *why_not;
  }
  return std::nullopt;
}

template <typename Request>
DecodedRequest Decode(const Texts& texts, const Bytes& body) {
  Request request;
  if (auto why_not = ReadTexts(texts, request)) return Unreadable(*std::move(why_not));
  if (auto why_not = ReadBody(body, request)) return Unreadable(*std::move(why_not));
  SetPayload(body, request);
  return OwnedRequest(request);
}

// FAKE: http-6: when is recorded nowhere; the name says it.
std::optional<Error> CheckEncoding(Operation operation, const HttpHeaders& headers) {
  const auto encoding = Header(headers, "Content-Encoding");
  if (operation != Operation::kPutSnapshotBlock || !encoding || *encoding == "identity") {
    return std::nullopt;
  }
  return MakeError(ErrorCode::kValidation, ErrorReason::kInvalidContentEncoding,
                   fmt::format("Invalid content encoding: {}", *encoding));
}

// Results.

std::string BodyOf(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

HttpReply ReplyOf(int status, std::string_view request_id) {
  HttpReply reply;
  reply.status = status;
  if (!request_id.empty()) reply.headers.emplace_back(kRequestIdHeader, request_id);
  return reply;
}

HttpReply ErrorReply(int status, std::string_view request_id, std::string type, const Json& body) {
  HttpReply reply = ReplyOf(status, request_id);
  reply.headers.emplace_back(kErrorType, std::move(type));
  reply.headers.emplace_back(kContentType, kJsonType);
  // AWS: http-7
  if (status == 400) reply.headers.emplace_back("Connection", "close");
  reply.body = Bytes::Copy(BodyOf(body));
  return reply;
}

// AWS: http-5: where an error was made stands behind its name.
std::string TypeOf(std::string_view exception, std::string_view origin) {
  return fmt::format("{}:http://internal.amazon.com/coral/{}/", exception, origin);
}
constexpr std::string_view kService = "com.amazon.zeppelindataservice";
constexpr std::string_view kValidator = "com.amazon.coral.validate";
constexpr std::string_view kFrontEnd = "com.amazon.coral.service";

HttpReply EncodeError(const Error& error) {
  // FAKE: wire-1: what a load balancer in front of the service says.
  if (IsBare(error)) return ReplyOf(error.http_status, "");
  const ErrorInfo& info = InfoOf(error.code);
  if (IsFrameworkError(error)) {
    return ErrorReply(error.http_status, error.request_id,
                      TypeOf(info.exception, info.in_model ? kValidator : kFrontEnd),
                      {{"message", error.message}});
  }
  Json body = {{"Message", error.message}};
  if (error.reason != ErrorReason::kNone) body["Reason"] = WireName(error.reason);
  return ErrorReply(error.http_status, error.request_id, TypeOf(info.exception, kService), body);
}

// AWS: http-4: members that the model does not have.
void AddUnmodelled(const StartSnapshotResponse& /*response*/, Json& body) {
  body["SseType"] = nullptr;
}
void AddUnmodelled(const ListChangedBlocksResponse& /*response*/, Json& body) {
  body["LastEvaluatedBlockIndex"] = nullptr;
}
template <typename Response>
void AddUnmodelled(const Response& /*response*/, Json& /*body*/) {}

// What DropHeader leaves of a header: the service sends none that is empty or 0.
bool IsUnset(const std::string& text) { return text.empty() || text == "0"; }

template <typename Response>
HttpReply EncodeResponse(Operation operation, const Response& response) {
  HttpReply reply = ReplyOf(InfoOf(operation).success, response.request_id);
  bool has_payload = false;
  ForEachField(response, [&](const Member& member, const auto& value) {
    using Value = std::decay_t<decltype(value)>;
    if constexpr (kTravelsAsText<Value>) {
      const auto text = TextOf(value);
      if (member.place == Place::kHeader && text && !IsUnset(*text)) {
        reply.headers.emplace_back(member.wire_name, *text);
      }
    } else if constexpr (std::is_same_v<Value, Bytes>) {
      reply.body = value;
      has_payload = true;
    }
  });
  reply.headers.emplace_back(kContentType, has_payload ? "application/octet-stream" : kJsonType);
  if (!has_payload) {
    Json body = JsonOf(response);
    AddUnmodelled(response, body);
    reply.body = Bytes::Copy(BodyOf(body));
  }
  return reply;
}

Error Unread(std::string why) {
  return MakeError(ErrorCode::kClient, ErrorReason::kNone,
                   "the reply cannot be read: " + std::move(why));
}

Error DecodeError(const HttpReply& reply) {
  const std::string_view type = Header(reply.headers, kErrorType).value_or("");
  const auto code = ErrorCodeNamed(type.substr(0, type.find("Exception:")));
  const Json body = Json::parse(reply.body.view(), nullptr, false);
  if (!code || !body.is_object()) {
    return Unread(fmt::format("status {}, type \"{}\"", reply.status, type));
  }
  const auto text = [&](const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : "";
  };
  Error error = MakeError(*code, ErrorReasonNamed(text("Reason")).value_or(ErrorReason::kNone),
                          text(body.contains("Message") ? "Message" : "message"));
  error.http_status = reply.status;
  error.request_id = Header(reply.headers, kRequestIdHeader).value_or("");
  return error;
}

template <typename Response>
AnyResult DecodeResponse(const HttpReply& reply) {
  Response response;
  if (auto why_not = ReadTexts(Texts{{}, {}, reply.headers}, response)) return Unread(*why_not);
  if (auto why_not = ReadBody(reply.body, response)) return Unread(*why_not);
  SetPayload(reply.body, response);
  response.request_id = Header(reply.headers, kRequestIdHeader).value_or("");
  return AnyResponse(std::move(response));
}

template <typename Request>
std::string TargetOf(const Request& request) {
  std::string path;
  std::string query;
  for (const std::string_view segment : SegmentsOf(InfoOf(OperationOf<Request>::kOperation).uri)) {
    path += '/';
    if (!IsLabel(segment)) path += segment;
    ForEachField(request, [&](const Member& member, const auto& value) {
      if constexpr (kTravelsAsText<std::decay_t<decltype(value)>>) {
        const bool is_here = IsLabel(segment) && member.place == Place::kUri &&
                             segment.substr(1, segment.size() - 2) == member.wire_name;
        if (is_here) path += PercentEncode(*TextOf(value));
      }
    });
  }
  ForEachField(request, [&](const Member& member, const auto& value) {
    if constexpr (kTravelsAsText<std::decay_t<decltype(value)>>) {
      const auto text = TextOf(value);
      if (member.place != Place::kQuery || !text) return;
      query += query.empty() ? '?' : '&';
      query += fmt::format("{}={}", member.wire_name, PercentEncode(*text));
    }
  });
  return path + query;
}

template <typename Request>
HttpRequest Encode(const Request& request) {
  HttpRequest message;
  message.method = InfoOf(OperationOf<Request>::kOperation).method;
  message.target = TargetOf(request);
  ForEachField(request, [&](const Member& member, const auto& value) {
    using Value = std::decay_t<decltype(value)>;
    if constexpr (kTravelsAsText<Value>) {
      const auto text = TextOf(value);
      if (member.place == Place::kHeader && text) {
        message.headers.emplace_back(member.wire_name, *text);
      }
    } else if constexpr (std::is_same_v<Value, Bytes>) {
      message.body = value;
    }
  });
  if constexpr (kHasJsonBody<Request>) {
    Json body = JsonOf(request);
    for (auto member = body.begin(); member != body.end();) {
      member = member->is_null() ? body.erase(member) : std::next(member);
    }
    message.headers.emplace_back(kContentType, kJsonType);
    message.body = Bytes::Copy(BodyOf(body));
  }
  return message;
}

}  // namespace

DecodedRequest DecodeRequest(const HttpRequest& message) {
  auto target = ParseTarget(message.target);
  if (!target) return Unreadable("The path or the query is not well-formed");
#define FAUXEBS_DECODE(Name)                                                                     \
  if (const OperationInfo& info = InfoOf(Operation::k##Name); message.method == info.method) {   \
    if (auto labels = LabelsOf(info.uri, target->path)) {                                        \
      if (auto error = CheckEncoding(info.operation, message.headers)) return *std::move(error); \
      return Decode<Name##Request>(                                                              \
          Texts{*std::move(labels), std::move(target->query), message.headers}, message.body);   \
    }                                                                                            \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_DECODE)
#undef FAUXEBS_DECODE
  return FrontEndError{404, "UnknownOperationException",
                       fmt::format("No operation has the method {} and the path {}", message.method,
                                   message.target.substr(0, message.target.find('?')))};
}

HttpRequest EncodeRequest(const AnyRequest& request) {
  return request.Visit([](const auto& concrete) { return Encode(concrete); });
}

HttpReply EncodeResult(Operation operation, const AnyResult& result) {
  if (!result) return EncodeError(result.error());
  return std::visit([&](const auto& response) { return EncodeResponse(operation, response); },
                    *result);
}

AnyResult DecodeResult(Operation operation, const HttpReply& reply) {
  if (reply.status != InfoOf(operation).success) return DecodeError(reply);
  switch (operation) {
#define FAUXEBS_DECODE(Name) \
  case Operation::k##Name:   \
    return DecodeResponse<Name##Response>(reply);
    FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_DECODE)
#undef FAUXEBS_DECODE
  }
  std::abort();  // there is no other operation
}

HttpReply EncodeFrontEndError(const FrontEndError& error, std::string_view request_id) {
  return ErrorReply(error.status, request_id, TypeOf(error.exception, kFrontEnd),
                    {{"message", error.message}});
}

}  // namespace fauxebs::internal
