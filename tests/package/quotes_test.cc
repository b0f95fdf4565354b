#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::IsEmpty;

// Without indentation, so that a quote may stand further to the left.
std::string Flattened(const std::string& text) {
  std::istringstream lines(text);
  std::string flat;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t start = line.find_first_not_of(' ');
    if (start != std::string::npos) flat += line.substr(start) + '\n';
  }
  return flat;
}

// The text between ```cpp and ```.
std::vector<std::string> CodeIn(const std::string& page) {
  constexpr const char* kOpening = "```cpp\n";
  std::vector<std::string> blocks;
  for (std::size_t at = page.find(kOpening); at != std::string::npos;) {
    const std::size_t start = at + std::string(kOpening).size();
    const std::size_t end = page.find("```", start);
    blocks.push_back(page.substr(start, end - start));
    at = page.find(kOpening, end);
  }
  return blocks;
}

// The code in `page` that stands in no compiled example.
std::vector<std::string> Unquoted(const std::string& page) {
  std::string examples;
  for (const std::string& path : FilesUnder("docs/examples", {".h", ".cc"})) {
    examples += Flattened(TextOf(path));
  }
  std::vector<std::string> unquoted;
  for (const std::string& block : CodeIn(page)) {
    if (examples.find(Flattened(block)) == std::string::npos) unquoted.push_back(block);
  }
  return unquoted;
}

TEST(Readme, QuotesCompiledExamplesOnly) { EXPECT_THAT(Unquoted(TextOf("README.md")), IsEmpty()); }

TEST(Readme, ShowsCode) { EXPECT_EQ(CodeIn(TextOf("README.md")).size(), 6U); }

TEST(Docs, QuoteCompiledExamplesOnly) {
  std::string pages;
  for (const std::string& path : FilesUnder("docs", {".md"})) pages += TextOf(path);
  EXPECT_THAT(Unquoted(pages), IsEmpty());
}

TEST(Quotes, OfWhatIsInNoExampleAreFound) {
  EXPECT_EQ(Unquoted("```cpp\nNobody(wrote(this));\n```\n").size(), 1U);
}

}  // namespace
}  // namespace fauxebs::internal
