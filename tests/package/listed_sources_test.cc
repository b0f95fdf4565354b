#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::IsEmpty;

// Whether a build file names `file`, by its path from some folder.
bool Lists(const std::string& build_file, const std::string& file) {
  constexpr const char* kBetweenItems = " \t\n()\"";
  for (std::size_t end = 0;;) {
    const std::size_t start = build_file.find_first_not_of(kBetweenItems, end);
    if (start == std::string::npos) return false;
    end = std::min(build_file.find_first_of(kBetweenItems, start), build_file.size());
    const std::string item = "/" + build_file.substr(start, end - start);
    const std::string wanted = "/" + file;
    if (item.size() >= wanted.size() &&
        item.compare(item.size() - wanted.size(), wanted.size(), wanted) == 0) {
      return true;
    }
  }
}

// One sentence for each source under `folder` that the nearest build file above it does not list:
// it would not be compiled, and its tests would not run.
std::vector<std::string> UnlistedUnder(const std::string& folder) {
  std::vector<std::string> unlisted;
  for (const std::string& path : FilesUnder(folder, {".cc"})) {
    std::size_t home = path.rfind('/') + 1;  // where the path from the build file's folder begins
    while (home > 0 && !FileExists(path.substr(0, home) + "CMakeLists.txt")) {
      home = path.find_last_of('/', home - 2) + 1;
    }
    const std::string build_file = path.substr(0, home) + "CMakeLists.txt";
    if (!Lists(TextOf(build_file), path.substr(home))) {
      unlisted.push_back(path + " is not listed in " + build_file);
    }
  }
  return unlisted;
}

TEST(BuildFiles, ListEverySource) { EXPECT_THAT(UnlistedUnder("src"), IsEmpty()); }

TEST(BuildFiles, ListEveryTest) { EXPECT_THAT(UnlistedUnder("tests"), IsEmpty()); }

TEST(BuildFiles, ListEveryExample) { EXPECT_THAT(UnlistedUnder("docs/examples"), IsEmpty()); }

TEST(BuildFiles, ListEveryPublicHeader) {
  const std::string build_files = TextOf("CMakeLists.txt") + TextOf("src/core/CMakeLists.txt") +
                                  TextOf("src/http/CMakeLists.txt") +
                                  TextOf("src/standin/CMakeLists.txt");
  std::vector<std::string> unlisted;
  for (const std::string& path : FilesUnder("include/fauxebs", {".h"})) {
    const std::string name = path.substr(path.find("/fauxebs/standin/") == std::string::npos
                                             ? std::string("include/").size()
                                             : std::string("include/fauxebs/standin/").size());
    if (!Lists(build_files, name)) unlisted.push_back(path);
  }
  EXPECT_THAT(unlisted, IsEmpty())
      << "A header outside the file sets is neither installed nor compiled alone.";
}

TEST(BuildFiles, AnItemIsListedByItsWholeName) {
  EXPECT_TRUE(Lists("  SOURCES\n    block_test.cc\n", "block_test.cc"));
  EXPECT_TRUE(Lists("  ${PROJECT_SOURCE_DIR}/include/a.h\n", "include/a.h"));
  EXPECT_TRUE(Lists("add_executable(quickstart quickstart.cc)", "quickstart.cc"));
  EXPECT_FALSE(Lists("    snapshot_block_test.cc\n", "block_test.cc"));
  EXPECT_FALSE(Lists("    block_test.cc.in\n", "block_test.cc"));
}

}  // namespace
}  // namespace fauxebs::internal
