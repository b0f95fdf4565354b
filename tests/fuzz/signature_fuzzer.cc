// Signatures. An input is the header Authorization, the header X-Amz-Date, one more
// header, the target, and from its fifth line on a body. Without the first line: presigned.
#include "fuzz/fuzzed.h"
#include "http/signature.h"

namespace fauxebs::internal {
namespace {

constexpr TimePoint kSignedAt{std::chrono::milliseconds(1767323045000)};

void Fuzz(std::string_view input) {
  HttpRequest request{"GET", "", {{"host", "127.0.0.1:8080"}}, {}};
  const std::string authorization = TakeLine(input);
  if (!authorization.empty()) request.headers.emplace_back("Authorization", authorization);
  const std::string date = TakeLine(input);
  if (!date.empty()) request.headers.emplace_back("X-Amz-Date", date);
  const std::string more = TakeLine(input);
  if (!more.empty()) request.headers.emplace_back(more, more);
  request.target = TakeLine(input);
  request.body = Bytes::Copy(input);
  HttpServerOptions options;
  options.credentials = {
      {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "444455556666"}};
  const auto refusal =
      CheckSignature(request, options.credentials, options.region, "ebs", kSignedAt);
  MustHold(!refusal || refusal->status == 400 || refusal->status == 403, "no such status");
  MustHold(!refusal || !refusal->message.empty(), "no sentence");
  const std::string account = AccountOf(request, options);
  MustHold(account.size() == 12, "no account: " + account);
  MustHold(refusal || account == "444455556666", "somebody else's signature");
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
