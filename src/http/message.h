// HTTP messages as values, and what their targets and headers are made of.
//
//   HttpRequest, HttpReply            what a peer sends, and what it is sent
//   Header                            one header's value, by a name in any case
//   ParseTarget, ParseForm            "/a/b?c=d" and "c=d&e=f" in their parts, decoded
//   PercentEncode                     as RFC 3986 has it
//   FrontEndError                     a refusal in no model
//   Answer, Delivery                  a reply and how it goes out
//
// Pure functions and values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fauxebs/block.h"

namespace fauxebs::internal {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;
  std::string target;  // path and query, as they stand on the wire
  HttpHeaders headers;
  Bytes body;
  bool whole = true;  // false: the peer stopped in the middle of the body; nothing is kept of it
};

struct HttpReply {
  int status = 200;
  HttpHeaders headers;  // without Content-Length and Date, which go out with every reply
  Bytes body;
};

// Nothing where there is none; the first where there are several.
std::optional<std::string_view> Header(const HttpHeaders& headers, std::string_view name);

// Names and values in the order in which they came.
using Parameters = std::vector<std::pair<std::string, std::string>>;
std::optional<std::string_view> Parameter(const Parameters& parameters, std::string_view name);

struct HttpTarget {
  std::vector<std::string> path;  // "/a//b" is {"a", "", "b"}; "/" is {""}
  Parameters query;
};

// Nothing where it does not begin with "/" or an escape is broken.
std::optional<HttpTarget> ParseTarget(std::string_view target);

// application/x-www-form-urlencoded: "+" is a space. Nothing where an escape is broken.
std::optional<Parameters> ParseForm(std::string_view form);

// Letters, digits and "-._~" stand for themselves.
std::string PercentEncode(std::string_view text);

// A refusal by what stands in front of the service, in no model.
struct FrontEndError {
  int status = 400;
  std::string exception;  // "UnknownOperationException"
  std::string message;
};

enum class Delivery : std::uint8_t {
  kWhole,
  kCut,    // the connection is closed after so many bytes of the body
  kStall,  // after so many bytes of the body nothing more comes until the peer gives up
  kClose,  // the connection is closed without a word
  kReset,  // the connection is reset
};

struct Answer {
  HttpReply reply;
  Delivery delivery = Delivery::kWhole;
  std::size_t bytes = 0;
};

}  // namespace fauxebs::internal
