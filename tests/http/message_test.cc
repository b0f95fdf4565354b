#include "http/message.h"

#include <gmock/gmock.h>

namespace fauxebs::internal {
namespace {

using testing::ElementsAre;
using testing::Optional;
using testing::Pair;

TEST(HeaderOf, IsFoundInAnyCase) {
  const HttpHeaders headers = {{"X-Amz-Checksum", "a"}, {"x-amz-checksum", "b"}};

  EXPECT_EQ(Header(headers, "x-AMZ-checksum"), "a");
  EXPECT_EQ(Header(headers, "x-amz-checksu"), std::nullopt);
}

TEST(ParseTarget, TakesItApart) {
  const auto target =
      ParseTarget("/snapshots/snap%2D1//blocks?pageToken=a%2Bb%3D+c&x&y=&=z&&k=1=2");

  ASSERT_TRUE(target.has_value());
  EXPECT_THAT(target->path, ElementsAre("snapshots", "snap-1", "", "blocks"));
  EXPECT_THAT(target->query, ElementsAre(Pair("pageToken", "a+b=+c"), Pair("x", ""), Pair("y", ""),
                                         Pair("", "z"), Pair("k", "1=2")));
}

TEST(ParseTarget, KnowsTheRoot) {
  EXPECT_THAT(ParseTarget("/")->path, ElementsAre(""));
  EXPECT_THAT(ParseTarget("/a/")->path, ElementsAre("a", ""));
}

TEST(ParseTarget, RefusesWhatIsBroken) {
  EXPECT_FALSE(ParseTarget(""));
  EXPECT_FALSE(ParseTarget("*"));
  EXPECT_FALSE(ParseTarget("http://host/"));
  EXPECT_FALSE(ParseTarget("/%"));
  EXPECT_FALSE(ParseTarget("/%2"));
  EXPECT_FALSE(ParseTarget("/%2g"));
  EXPECT_FALSE(ParseTarget("/a?%=1"));
  EXPECT_FALSE(ParseTarget("/a?b=%zz"));
}

TEST(ParseForm, TurnsPlusIntoSpace) {
  EXPECT_THAT(ParseForm("Action=a+b&Name=%2B"),
              Optional(ElementsAre(Pair("Action", "a b"), Pair("Name", "+"))));
}

TEST(PercentEncode, LeavesWhatIsUnreserved) {
  EXPECT_EQ(PercentEncode("aZ09-._~ +/=%\xff"), "aZ09-._~%20%2B%2F%3D%25%FF");
}

}  // namespace
}  // namespace fauxebs::internal
