// What a matcher says, as text.
//
//   EXPECT_EQ(Explain(ForBlock(8), request), "which is for block 7");
//   EXPECT_EQ(Describe<Journal>(Calls(_)), "has calls");
//
// Functions without state.
#pragma once

#include <gmock/gmock.h>

#include <string>

namespace fauxebs {

// Of a value, beyond the value itself.
template <typename T, typename Matcher>
std::string Explain(const Matcher& matcher, const T& value) {
  testing::StringMatchResultListener listener;
  testing::SafeMatcherCast<const T&>(matcher).MatchAndExplain(value, &listener);
  return listener.str();
}

template <typename T, typename Matcher>
std::string Describe(const Matcher& matcher) {
  return testing::DescribeMatcher<const T&>(matcher);
}

template <typename T, typename Matcher>
std::string DescribeNegation(const Matcher& matcher) {
  return testing::DescribeMatcher<const T&>(matcher, true);
}

}  // namespace fauxebs
