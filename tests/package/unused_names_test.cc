// clang-tidy looks for these in main files only, and is given several sources as one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool IsOfAWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// How often `text` has `name` as a whole word; the suffix of a literal follows a digit.
int Uses(const std::string& text, const std::string& name) {
  const std::string quotes = "operator\"\"";
  const bool is_suffix = name.rfind(quotes, 0) == 0;
  const std::string word = is_suffix ? name.substr(quotes.size()) : name;
  int uses = 0;
  for (std::size_t i = text.find(word); i != std::string::npos; i = text.find(word, i + 1)) {
    const char before = i == 0 ? ' ' : text[i - 1];
    const char after = i + word.size() == text.size() ? ' ' : text[i + word.size()];
    const bool begins =
        is_suffix ? std::isdigit(static_cast<unsigned char>(before)) != 0 : !IsOfAWord(before);
    if (begins && !IsOfAWord(after)) ++uses;
  }
  return is_suffix ? uses + 1 : uses;  // the declaration has a quote before it
}

// The names that a source declares by `using a::Name;` or `namespace name = ...;`.
std::vector<std::string> Declared(const std::string& text) {
  std::vector<std::string> names;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    const std::size_t assigned = line.find(" =");
    if (line.compare(begin, 6, "using ") == 0 && assigned == std::string::npos) {
      const std::size_t name = line.rfind("::");
      const std::size_t end = line.find(';');
      if (line.compare(begin, 16, "using namespace ") == 0 || name > end) continue;
      names.push_back(line.substr(name + 2, end - name - 2));
    } else if (line.compare(begin, 10, "namespace ") == 0 && assigned != std::string::npos) {
      names.push_back(line.substr(begin + 10, assigned - begin - 10));
    }
  }
  return names;
}

std::vector<std::string> Unused(const std::string& text) {
  std::vector<std::string> unused;
  for (const std::string& name : Declared(text)) {
    if (Uses(text, name) < 2) unused.push_back(name);
  }
  return unused;
}

std::vector<std::string> UnusedUnder(const std::string& folder) {
  std::vector<std::string> unused;
  for (const std::string& path : FilesUnder(folder, {".cc"})) {
    for (const std::string& name : Unused(TextOf(path)))
      unused.push_back(path + " declares " + name + " and does not use it");
  }
  return unused;
}

TEST(DeclaredNames, AreUsedInSources) { EXPECT_THAT(UnusedUnder("src"), IsEmpty()); }

TEST(DeclaredNames, AreUsedInTests) { EXPECT_THAT(UnusedUnder("tests"), IsEmpty()); }

TEST(DeclaredNames, AreUsedInExamples) { EXPECT_THAT(UnusedUnder("docs/examples"), IsEmpty()); }

TEST(DeclaredNames, AreFoundByTheWholeWord) {
  EXPECT_THAT(Unused("using testing::Ne;\nNext();\n"), ElementsAre("Ne"));
  EXPECT_THAT(Unused("using testing::Ne;\nEXPECT_THAT(a, Ne(b));\n"), IsEmpty());
  EXPECT_THAT(Unused("namespace model = Aws::EBS::Model;\nremodel\n"), ElementsAre("model"));
}

TEST(DeclaredNames, AreSuffixesToo) {
  const std::string suffix = "using std::chrono_literals::operator\"\"ms;\n";
  EXPECT_THAT(Unused(suffix + "items"), ElementsAre("operator\"\"ms"));
  EXPECT_THAT(Unused(suffix + "Sleep(10ms);"), IsEmpty());
}

}  // namespace
}  // namespace fauxebs::internal
