// The fixture: a test with a fake of its own, judged and reported when the test's clients are gone.
// The one header to include: it brings the matchers and GoogleMock.
//
//   fauxebs::Test               the fixture; judges as fauxebs/gmock/reporter.h says
//   fauxebs/gmock/matchers.h    HoldsImage, HasBlock, IsCompleted, IsOk, FailsWith, ForBlock ...
//   fauxebs/gmock/journal_matchers.h   Calls, Retries, Never, InOrder
//
//   using namespace fauxebs::words;
//
//   struct BackupTest : fauxebs::Test {
//     // Clients are members of the fixture, or of the test's own scope.
//     std::shared_ptr<fauxebs::Service> service = ebs.service();
//   };
//
//   TEST_F(BackupTest, LeavesNothingHalfDone) {
//     ebs.On(CompleteSnapshot).Once().LoseReply();
//     Backup(service);
//     EXPECT_THAT(ebs, HasNoOrphans());
//   }
//
// For the thread that runs the test; `ebs` itself is safe for concurrent use.
#pragma once

#include <gtest/gtest.h>

#include "fauxebs/fake.h"
#include "fauxebs/gmock/journal_matchers.h"
#include "fauxebs/gmock/matchers.h"
#include "fauxebs/gmock/reporter.h"
#include "fauxebs/words.h"

namespace fauxebs {

class Test : public ::testing::Test {
 protected:
  explicit Test(const Fake::Options& options = {}) : ebs(options) {}

  Fake ebs;

 private:
  // Dies after the members of derived fixtures and before `ebs`.
  Reporter reporter_{ebs};
};

}  // namespace fauxebs
