#include "fauxebs/result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "calls.h"
#include "fauxebs/error.h"

namespace fauxebs {
namespace {

using words::Throttling;

TEST(Result, HoldsAValue) {
  const Result<std::string> result = std::string("done");
  EXPECT_TRUE(result.has_value());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(result.value(), "done");
  EXPECT_EQ(*result, "done");
  EXPECT_EQ(result->size(), 4U);
}

TEST(Result, HoldsAnError) {
  const Result<std::string> result = Throttling();
  EXPECT_FALSE(result.has_value());
  EXPECT_FALSE(static_cast<bool>(result));
  EXPECT_EQ(result.error(), Throttling());
}

TEST(Result, ThrowsTheTextOfItsErrorWhereAValueIsAskedFor) {
  const Result<std::string> result = Throttling();
  EXPECT_THAT([&] { static_cast<void>(result.value()); },
              Misuses("value() asked of a Result that holds an error: Throttling 400 \"Rate "
                      "exceeded\""));
}

TEST(Result, ThrowsThroughEveryWayToItsValue) {
  Result<std::string> result = Throttling();
  EXPECT_THAT([&] { static_cast<void>(*result); }, Misuses("holds an error"));
  EXPECT_THAT([&] { static_cast<void>(result->size()); }, Misuses("holds an error"));
  EXPECT_THAT([&] { static_cast<void>(std::move(result).value()); }, Misuses("holds an error"));
}

TEST(Result, ThrowsWhereAnErrorIsAskedForAndThereIsNone) {
  const Result<std::string> result = std::string("done");
  EXPECT_THAT([&] { static_cast<void>(result.error()); },
              Misuses("error() asked of a Result that holds a value"));
}

TEST(Result, GivesItsValueAway) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 7);
}

TEST(Result, LetsItsValueBeChanged) {
  Result<std::string> result = std::string("done");
  *result += "!";
  EXPECT_EQ(result.value(), "done!");
}

}  // namespace
}  // namespace fauxebs
