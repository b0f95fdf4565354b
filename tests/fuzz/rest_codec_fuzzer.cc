// The REST protocol. An input is a message: its first line the method and the target, or a status;
// then headers up to an empty line; then a body. What can be read can be written and read again.
#include <charconv>
#include <utility>
#include <variant>

#include "fuzz/fuzzed.h"
#include "http/rest_codec.h"

namespace fauxebs::internal {
namespace {

HttpHeaders TakeHeaders(std::string_view& input) {
  HttpHeaders headers;
  for (std::string line = TakeLine(input); !line.empty(); line = TakeLine(input)) {
    const std::size_t colon = std::min(line.find(": "), line.size());
    headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
  }
  return headers;
}

bool Same(const HttpRequest& a, const HttpRequest& b) {
  return a.method == b.method && a.target == b.target && a.headers == b.headers && a.body == b.body;
}

bool Same(const HttpReply& a, const HttpReply& b) {
  return a.status == b.status && a.headers == b.headers && a.body == b.body;
}

void FuzzRequest(const std::string& line, HttpHeaders headers, const Bytes& body) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const DecodedRequest decoded =
      DecodeRequest({line.substr(0, space), line.substr(std::min(space + 1, line.size())),
                     std::move(headers), body, true});
  if (const auto* refusal = std::get_if<FrontEndError>(&decoded)) {
    MustHold(refusal->status == 400 || refusal->status == 404, "no such status");
    MustHold(!EncodeFrontEndError(*refusal, "id").body.empty(), "no sentence");
  } else if (const auto* error = std::get_if<Error>(&decoded)) {
    MustHold(EncodeResult(Operation::kPutSnapshotBlock, *error).status == 400, "no such status");
  } else {
    const HttpRequest written = EncodeRequest(std::get<OwnedRequest>(decoded).any());
    const DecodedRequest again = DecodeRequest(written);
    MustHold(std::holds_alternative<OwnedRequest>(again), "what was written cannot be read");
    MustHold(Same(EncodeRequest(std::get<OwnedRequest>(again).any()), written),
             "the request is another");
  }
}

void FuzzReply(Operation operation, int status, const HttpHeaders& headers, const Bytes& body) {
  const AnyResult result = DecodeResult(operation, {status, headers, body});
  if (!result && result.error().code == ErrorCode::kClient) return;
  const HttpReply written = EncodeResult(operation, result);
  const AnyResult again = DecodeResult(operation, written);
  MustHold(again.has_value() == result.has_value() || written.body.empty(),
           "what was written cannot be read");
  if (again || again.error().code != ErrorCode::kClient) {
    MustHold(Same(EncodeResult(operation, again), written), "the result is another");
  }
}

void Fuzz(std::string_view input) {
  const std::string line = TakeLine(input);
  const HttpHeaders headers = TakeHeaders(input);
  const Bytes body = Bytes::Copy(input);
  int status = 0;
  std::from_chars(line.data(), line.data() + line.size(), status);
  if (status == 0) return FuzzRequest(line, headers, body);
#define FAUXEBS_FUZZ_REPLY(Name) FuzzReply(Operation::k##Name, status, headers, body);
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_FUZZ_REPLY)
#undef FAUXEBS_FUZZ_REPLY
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
