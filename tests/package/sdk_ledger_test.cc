#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::AllOf;
using ::testing::ContainerEq;
using ::testing::Contains;
using ::testing::Not;
using ::testing::SizeIs;

std::set<std::string> Matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    found.insert((*at)[1]);
  }
  return found;
}

std::set<std::string> TestedSuites() {
  std::set<std::string> suites;
  for (const std::string& path : FilesUnder("tests/surface", {".cc"})) {
    suites.merge(Matches(TextOf(path), R"(\nTEST(?:_F)?\((Sdk(?:Semantics|Trap|Modeled)\w+),)"));
  }
  return suites;
}

std::set<std::string> LedgerSuites() {
  return Matches(TextOf("docs/sdk_semantics.md"), R"(\n\*\*[^\n]*\*\* · `(Sdk\w+)`)");
}

TEST(SdkLedger, HasARowForEverySuiteAndASuiteForEveryRow) {
  EXPECT_THAT(LedgerSuites(), ContainerEq(TestedSuites()));
}

TEST(SdkLedger, LeavesNoNumberOut) {
  EXPECT_THAT(LedgerSuites(),
              AllOf(SizeIs(18 + 1 + 10), Contains("SdkSemantics01"), Contains("SdkSemantics18"),
                    Contains("SdkTrap01"), Contains("SdkTrap10"), Not(Contains("SdkTrap11"))));
}

}  // namespace
}  // namespace fauxebs::internal
