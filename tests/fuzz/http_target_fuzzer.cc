// Targets and forms: what was taken apart can be put together again.
#include <algorithm>

#include "fuzz/fuzzed.h"
#include "http/message.h"

namespace fauxebs::internal {
namespace {

std::string Encode(const Parameters& parameters) {
  std::string text;
  for (const auto& [name, value] : parameters) {
    text += '&' + PercentEncode(name) + '=' + PercentEncode(value);
  }
  return text;
}

void Fuzz(std::string_view input) {
  if (const auto target = ParseTarget(input)) {
    std::string again;
    for (const std::string& segment : target->path) again += '/' + PercentEncode(segment);
    const auto parsed = ParseTarget(again + '?' + Encode(target->query));
    MustHold(parsed && parsed->path == target->path, "the path is another");
    MustHold(parsed->query == target->query, "the query is another");
  }
  if (const auto form = ParseForm(input)) {
    MustHold(ParseForm(Encode(*form)) == form, "the form is another");
  }
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
