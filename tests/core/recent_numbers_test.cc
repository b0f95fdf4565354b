#include "core/recent_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fauxebs::internal {
namespace {

using testing::Le;

TEST(RecentNumbers, CountFromOneInTheOrderOfAppearance) {
  RecentNumbers<int> numbers;
  EXPECT_EQ(numbers.NumberOf(70), 1U);
  EXPECT_EQ(numbers.NumberOf(30), 2U);
  EXPECT_EQ(numbers.NumberOf(70), 1U);
}

TEST(RecentNumbers, RememberWhatTheyAreAskedForNowAndThen) {
  RecentNumbers<int> numbers;
  for (int i = 0; i < 100000; ++i) {
    numbers.NumberOf(i);
    EXPECT_EQ(numbers.NumberOf(0), 1U);
  }
}

TEST(RecentNumbers, RememberTheLast512) {
  RecentNumbers<int> numbers;
  for (int i = 0; i < 10000; ++i) numbers.NumberOf(i);
  EXPECT_EQ(numbers.NumberOf(9999 - 511), 9999U - 510U);
}

TEST(RecentNumbers, ForgetTheRestAndNumberItAnew) {
  RecentNumbers<int> numbers;
  for (int i = 0; i < 100000; ++i) {
    numbers.NumberOf(i);
    EXPECT_THAT(numbers.size(), Le(1024U));
  }
  EXPECT_EQ(numbers.NumberOf(0), 100001U);
}

}  // namespace
}  // namespace fauxebs::internal
