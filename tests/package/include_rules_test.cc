#include "package/include_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "package/source_tree.h"

namespace fauxebs::internal {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

std::vector<std::string> ViolationsUnder(const std::string& folder) {
  std::vector<std::string> violations;
  for (const std::string& path : FilesUnder(folder, {".h", ".cc"})) {
    for (std::string& violation : IncludeViolations(path, TextOf(path))) {
      violations.push_back(std::move(violation));
    }
  }
  return violations;
}

TEST(Layers, PublicHeadersIncludeNothingToTheirRight) {
  EXPECT_THAT(ViolationsUnder("include/fauxebs"), IsEmpty());
}

TEST(Layers, SourcesIncludeNothingToTheirRight) { EXPECT_THAT(ViolationsUnder("src"), IsEmpty()); }

TEST(Layers, AFileMayIncludeItsOwnLayerAndThoseToItsLeft) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/faults.h",
                                "#include <vector>\n"
                                "#include \"fauxebs/journal.h\"\n"
                                "#include \"fauxebs/clock.h\"\n"
                                "#include \"fauxebs/block.h\"\n"),
              IsEmpty());
}

TEST(Layers, AFileMayNotIncludeALayerToItsRight) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/block.h",
                                "#pragma once\n  #  include \"fauxebs/fake.h\"  // no\n"),
              ElementsAre(AllOf(HasSubstr("include/fauxebs/block.h (layer values)"),
                                HasSubstr("include/fauxebs/fake.h (layer fake)"))));
}

TEST(Layers, MemoryAndRulesDoNotSeeEachOther) {
  EXPECT_THAT(IncludeViolations("src/core/memory_service.cc", "#include \"fauxebs/rule.h\"\n"),
              ElementsAre(HasSubstr("(layer rules)")));
  EXPECT_THAT(IncludeViolations("src/core/faults.cc", "#include \"core/block_map.h\""),
              ElementsAre(HasSubstr("(layer memory)")));
}

TEST(Layers, MatchersDoNotNeedTheSdk) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/gmock/test.h", "#include <aws/core/Aws.h>\n"),
              ElementsAre(HasSubstr("<aws/core/Aws.h>")));
}

TEST(Layers, HeadersOfTheCoreNameNoOtherLibrary) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/print.h", "#include <fmt/core.h>\n"),
              ElementsAre(HasSubstr("<fmt/core.h>")));
  EXPECT_THAT(IncludeViolations("src/core/print.cc", "#include <fmt/core.h>\n"), IsEmpty());
}

TEST(Layers, TheStandInKnowsNothingOfFauxebs) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/standin/aws/core/Aws.h",
                                "#include \"fauxebs/block.h\"\n#include <aws/core/Region.h>\n"),
              ElementsAre(HasSubstr("(layer values)")));
}

TEST(Layers, AFileWithoutALayerIsToldWhereToGetOne) {
  EXPECT_THAT(IncludeViolations("include/fauxebs/novelty.h", ""),
              ElementsAre(AllOf(HasSubstr("include/fauxebs/novelty.h has no layer"),
                                HasSubstr("tests/package/include_rules.cc"))));
}

TEST(Layers, AnIncludedFileWithoutALayerIsNamed) {
  EXPECT_THAT(IncludeViolations("src/core/fake.cc", "#include \"core/novelty.h\"\n"),
              ElementsAre(AllOf(HasSubstr("src/core/fake.cc"),
                                HasSubstr("src/core/novelty.h has no layer"))));
}

TEST(Layers, ANameWithoutAFolderMeansTheSameFolder) {
  EXPECT_THAT(IncludeViolations("src/core/error.cc", "#include \"block_map.h\"\n"),
              ElementsAre(HasSubstr("includes src/core/block_map.h (layer memory)")));
}

TEST(Layers, AFolderPlacesItsFiles) {
  EXPECT_THAT(LayerOf("include/fauxebs/aws/ebs_client.h"), Optional(std::string("aws")));
}

}  // namespace
}  // namespace fauxebs::internal
