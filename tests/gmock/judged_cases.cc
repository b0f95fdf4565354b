// Tests that mostly fail, on purpose: a program of its own, run and read by judged_test.cc.
#include <fauxebs/gmock/test.h>

#include <chrono>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

// Tells where the statement after the call stands.
void TellTheNextLine(int line = __builtin_LINE() + 1) {
  std::cout << "told: " << __FILE__ << ':' << line << std::endl;
}

struct Case : fauxebs::Test {
  const std::string id = ebs.AddSnapshot();

  void List() {
    fauxebs::ListSnapshotBlocksRequest request;
    request.snapshot_id = id;
    static_cast<void>(ebs.service()->ListSnapshotBlocks(request, {}));
  }
};

TEST_F(Case, Passes) {
  ebs.On(ListSnapshotBlocks).Once().LoseReply();
  List();
}

TEST_F(Case, HasAnUnusedRule) {
  List();
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
}

TEST_F(Case, FailsFatally) {
  List();
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  FAIL() << "the real reason";
}

void FailInASubroutine() { FAIL() << "the real reason"; }

TEST_F(Case, FailsFatallyInASubroutine) {
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  FailInASubroutine();
}

TEST_F(Case, Throws) {
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  throw std::runtime_error("the real reason");
}

TEST_F(Case, FailsWithoutRules) {
  List();
  ADD_FAILURE() << "the real reason";
}

TEST_F(Case, FailsAndHasAnUnusedRule) {
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  ADD_FAILURE() << "the real reason";
}

TEST_F(Case, IsSkipped) {
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  GTEST_SKIP() << "the real reason";
}

TEST_F(Case, FailsAndIsSkipped) {
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  ADD_FAILURE() << "the real reason";
  GTEST_SKIP() << "after a failure";
}

struct FailingSetUp : Case {
  void SetUp() override {
    TellTheNextLine();
    ebs.On(PutSnapshotBlock).Once().LoseReply();
    FAIL() << "the real reason";
  }
};

TEST_F(FailingSetUp, NeverRuns) {}

// Without the fixture.
TEST(Plain, HasAnUnusedRule) {
  fauxebs::Fake ebs;
  const fauxebs::Reporter reporter(ebs);
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
}

TEST(Plain, Throws) {
  fauxebs::Fake ebs;
  const fauxebs::Reporter reporter(ebs);
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  throw std::runtime_error("the real reason");
}

TEST(Plain, FailsFatallyBeforeItsFake) {
  FailInASubroutine();
  fauxebs::Fake ebs;
  const fauxebs::Reporter reporter(ebs);
  TellTheNextLine();
  ebs.On(PutSnapshotBlock).Once().LoseReply();
}

// The call goes on by itself while the test ends.
TEST(Plain, FailsFatallyBeforeItLetsACallGo) {
  fauxebs::FakeOptions options;
  options.watchdog = 50ms;
  fauxebs::Fake ebs(options);
  const fauxebs::Reporter reporter(ebs);
  const std::shared_ptr<fauxebs::Service> service = ebs.service();
  fauxebs::ListSnapshotBlocksRequest request;
  request.snapshot_id = ebs.AddSnapshot();
  TellTheNextLine();
  const fauxebs::Rule held = ebs.On(ListSnapshotBlocks).Once().Hold();
  const auto listed =
      std::async(std::launch::async, [&] { return service->ListSnapshotBlocks(request, {}); });
  held.AwaitArrival();
  ASSERT_EQ(held.fired(), 2U) << "the real reason";
  held.Release();
}

// The first of three universes fails; the others have nothing to tell.
TEST(Plain, HasOneBadUniverseOfThree) {
  for (int i = 0; i < 3; ++i) {
    fauxebs::Fake ebs;
    const fauxebs::Reporter reporter(ebs);
    EXPECT_NE(i, 0) << "the real reason";
  }
}

}  // namespace
