// What the suite does at a door behind which there is no fake to look into: AWS itself.
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "conformance.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

// Behind it there is a fake all the same, which nobody may know.
class ClosedDoor final : public Door {
 public:
  std::string name() const override { return "closed"; }

  std::shared_ptr<Service> Open(Fake& fake, const std::string& /*client*/,
                                const std::string& /*account*/) const override {
    return fake.service();
  }

  void Settle(Service& /*service*/, const std::string& snapshot_id) const override {
    settled.push_back(snapshot_id);
  }

  WhyNot cannot_change_accounts() const override { return "one account only"; }
  WhyNot cannot_look_inside() const override { return "no fake"; }

  mutable std::vector<std::string> settled;
};

class DoorWithoutAFake : public Conformance {
 protected:
  // That `act` ends its test, which then counts as skipped.
  template <typename Act>
  static void ExpectSkip(Act act, const std::string& reason) {
    testing::TestPartResultArray results;
    {
      const testing::ScopedFakeTestPartResultReporter reporter(
          testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
      EXPECT_THROW(act(), testing::AssertionException);
    }
    ASSERT_EQ(results.size(), 1);
    EXPECT_TRUE(results.GetTestPartResult(0).skipped());
    EXPECT_THAT(results.GetTestPartResult(0).message(), HasSubstr(reason));
  }
};

const ClosedDoor& TheClosedDoor() {
  static const ClosedDoor door;
  return door;
}
INSTANTIATE_TEST_SUITE_P(Closed, DoorWithoutAFake, testing::Values(DoorParam{&TheClosedDoor()}),
                         DoorName);

TEST_P(DoorWithoutAFake, SkipsTestsThatLookInside) {
  ExpectSkip([this] { ebs(); }, "no fake");
  ExpectSkip([this] { Advance(std::chrono::hours(1)); }, "no fake");
  ExpectSkip([this] { StatusOf(kUnknownId); }, "no fake");
}

TEST_P(DoorWithoutAFake, SkipsTestsWithSettingsOfTheirOwn) {
  class WithSettings final : public Conformance {
   public:
    WithSettings() : Conformance(SlowToComplete()) {}
    void TestBody() override {}
  };
  ExpectSkip([] { WithSettings(); }, "no fake");
}

TEST_P(DoorWithoutAFake, SkipsTestsOfTwoAccounts) {
  ExpectSkip([this] { As("tester", "999988887777"); }, "one account only");
  EXPECT_THAT(As("colleague", kDefaultAccount).Start(1), HasSubstr("snap-"));
}

TEST_P(DoorWithoutAFake, HasItsSnapshotsUploaded) {
  const std::string parent = Holding({{0, A()}});
  const std::string child = ChildHolding(parent, {{1, B()}});

  EXPECT_THAT(Indexes(List(child)), ElementsAre(0, 1));
  EXPECT_THAT(TheClosedDoor().settled, IsSupersetOf({parent, child}));
}

}  // namespace
}  // namespace fauxebs
