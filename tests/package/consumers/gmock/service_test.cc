#include <fauxebs/gmock/test.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

using namespace fauxebs::words;

struct ServiceTest : fauxebs::Test {};

TEST_F(ServiceTest, HoldsSnapshots) {
  const std::string id = ebs.AddSnapshot();
  EXPECT_THAT(ebs.Snapshot(id), IsCompleted());
  EXPECT_THAT(ebs, HasNoOrphans());
}
