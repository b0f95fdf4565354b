// Rules as text: refused with a sentence, or printed as what reads back the same.
#include <stdexcept>

#include "fauxebs/rule.h"
#include "fuzz/fuzzed.h"

namespace fauxebs::internal {
namespace {

void Fuzz(std::string_view input) {
  std::vector<FaultRule> rules;
  try {
    rules = FaultRule::ParseAll(input);
  } catch (const std::logic_error&) {
    return;
  }
  std::string printed;
  for (const FaultRule& rule : rules) {
    const std::string text = rule.ToText();
    MustHold(FaultRule::Parse(text).ToText() == text, "a rule prints as another: " + text);
    printed += text + ";\n";
  }
  MustHold(FaultRule::ParseAll(printed).size() == rules.size(), "rules are lost: " + printed);
}

}  // namespace
}  // namespace fauxebs::internal

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  fauxebs::internal::Fuzz(fauxebs::internal::AsText(data, size));
  return 0;
}
