// Whether a failure explains itself: all that five typical ones print (typical_failures.cc).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "output_of.h"

namespace fauxebs {
namespace {

using testing::HasSubstr;

// What a test prints between its name and its verdict; places and times of the day are left out.
std::string Told(const std::string& test) {
  const std::string output = OutputOf(test);
  const std::string begin = "[ RUN      ] " + test + "\n";
  const std::size_t at = output.find(begin);
  if (at == std::string::npos) return output;
  const std::string told =
      output.substr(at + begin.size(), output.find("[  FAILED  ]") - at - begin.size());
  return "\n" +
         std::regex_replace(told, std::regex("(?:[^ \n<]*/)?([a-z_]+\\.cc):[0-9]+"), "$1:LINE");
}

TEST(TypicalFailureTest, WrongContentAfterADamagedReply) {
  EXPECT_EQ(Told("TypicalFailure.WrongContentAfterADamagedReply"), R"text(
typical_failures.cc:LINE: Failure
Value of: ebs.Snapshot(copy)
Expected: holds an image of 2 blocks
  Actual: snap-0a61973f0854ec80c (completed, 1 GiB, blocks: 2) (of type fauxebs::SnapshotView), where block 7 differs from byte 512 on
[ fauxebs  ] TypicalFailure.WrongContentAfterADamagedReply
  seed: 1
  virtual time: 2026-01-01T00:00:00.000Z, 0 ms since the start
  rules:
    matched   fired  rule
          1       1  GetSnapshotBlock[block=7]#1: corrupt-reply(flip 4096)
  the last calls:
S1 = snap-0a61973f0854ec80c, S2 = snap-00bbded287550c98f
#      time  who     call                    client saw  | service did
#1  +0.000s  backup  StartSnapshot S1        ok          | ok
#3  +0.000s  backup  ListSnapshotBlocks S2   ok 2 blocks | ok
#5  +0.000s  backup  GetSnapshotBlock S2[0]  ok 524288 B | ok
#7  +0.000s  backup  PutSnapshotBlock S1[0]  ok          | ok
#9  +0.000s  backup  ListSnapshotBlocks S2   ok 1 blocks | ok
#11 +0.000s  backup  GetSnapshotBlock S2[7]  ok 524288 B | ok
      <- GetSnapshotBlock[block=7]#1: corrupt-reply(flip 4096)
#13 +0.000s  backup  PutSnapshotBlock S1[7]  ok          | ok
#15 +0.000s  backup  CompleteSnapshot S1     ok pending  | ok
  to run it again:
    ebs.Load("GetSnapshotBlock[block=7]#1: corrupt-reply(flip 4096)");
)text");
}

TEST(TypicalFailureTest, ARuleThatWaitedForMoreCalls) {
  EXPECT_EQ(Told("TypicalFailure.ARuleThatWaitedForMoreCalls"), R"text(
typical_failures.cc:LINE: Failure
Failed
this rule never fired: PutSnapshotBlock#3: lose-reply
  it matched 2 of the 3 PutSnapshotBlock calls that it waited for. Remove it, or say Maybe() if it may stay unused.
[ fauxebs  ] TypicalFailure.ARuleThatWaitedForMoreCalls
  seed: 1
  virtual time: 2026-01-01T00:00:00.000Z, 0 ms since the start
  rules:
    matched   fired  rule
          2       0  PutSnapshotBlock#3: lose-reply
                     it matched 2 of the 3 PutSnapshotBlock calls that it waited for
  the last calls:
S1 = snap-0a61973f0854ec80c
#     time  who     call                    client saw | service did
#1 +0.000s  backup  StartSnapshot S1        ok         | ok
#3 +0.000s  backup  PutSnapshotBlock S1[0]  ok         | ok
#5 +0.000s  backup  PutSnapshotBlock S1[1]  ok         | ok
#7 +0.000s  backup  CompleteSnapshot S1     ok pending | ok
  to run it again:
    ebs.Load("PutSnapshotBlock#3: lose-reply");
)text");
}

TEST(TypicalFailureTest, GivingUpAfterThrottling) {
  EXPECT_EQ(Told("TypicalFailure.GivingUpAfterThrottling"), R"text(
typical_failures.cc:LINE: Failure
Value of: backup.Put(id, 1, block, 100ms)
Expected: is ok
  Actual: RequestThrottled/RESOURCE_LEVEL_THROTTLE 400 "Request rate exceeded, please slow down", which failed with RequestThrottled/RESOURCE_LEVEL_THROTTLE 400 "Request rate exceeded, please slow down"
[ fauxebs  ] TypicalFailure.GivingUpAfterThrottling
  seed: 1
  virtual time: 2026-01-01T00:00:00.200Z, 200 ms since the start
  rules:
    matched   fired  rule
          3       3  PutSnapshotBlock[block=1]#1-5: refuse(RequestThrottled)
  the last calls:
S1 = snap-0a61973f0854ec80c
#     time  who     call                                           client saw       | service did
#1 +0.000s  backup  StartSnapshot S1                               ok               | ok
#3 +0.000s  backup  PutSnapshotBlock S1[0]                         ok               | ok
#5 +0.000s  backup  PutSnapshotBlock S1[1]                         RequestThrottled | nothing
      <- PutSnapshotBlock[block=1]#1-5: refuse(RequestThrottled)
#6 +0.100s  backup  PutSnapshotBlock S1[1] attempt 2 after 100 ms  RequestThrottled | nothing
      <- PutSnapshotBlock[block=1]#1-5: refuse(RequestThrottled)
#7 +0.200s  backup  PutSnapshotBlock S1[1] attempt 3 after 100 ms  RequestThrottled | nothing
      <- PutSnapshotBlock[block=1]#1-5: refuse(RequestThrottled)
  to run it again:
    ebs.Load("PutSnapshotBlock[block=1]#1-5: refuse(RequestThrottled)");
)text");
}

TEST(TypicalFailureTest, AnOrphanAfterALostReply) {
  EXPECT_EQ(Told("TypicalFailure.AnOrphanAfterALostReply"), R"text(
typical_failures.cc:LINE: Failure
Value of: ebs
Expected: has no snapshots started but not completed
  Actual: Fake (snapshots: 2, rules: 1, calls: 4) (of type fauxebs::Fake), with snap-0a61973f0854ec80c (pending, 1 GiB, blocks: 0)
[ fauxebs  ] TypicalFailure.AnOrphanAfterALostReply
  seed: 1
  virtual time: 2026-01-01T00:00:03.000Z, 3000 ms since the start
  rules:
    matched   fired  rule
          2       1  StartSnapshot#1: lose-reply
  the last calls:
S1 = snap-0a61973f0854ec80c, S2 = snap-058b3b91d9c43dba5
#     time  who     call                    client saw | service did
#1 +0.000s  backup  StartSnapshot S1        Timeout    | ok  <- StartSnapshot#1: lose-reply
#3 +3.000s  backup  StartSnapshot S2        ok         | ok
#5 +3.000s  backup  PutSnapshotBlock S2[0]  ok         | ok
#7 +3.000s  backup  CompleteSnapshot S2     ok pending | ok
  to run it again:
    ebs.Load("StartSnapshot#1: lose-reply");
)text");
}

TEST(TypicalFailureTest, ARetryWithoutBackoff) {
  EXPECT_EQ(Told("TypicalFailure.ARetryWithoutBackoff"), R"text(
typical_failures.cc:LINE: Failure
Value of: ebs
Expected: has retries of PutSnapshotBlock calls, at least 100 ms before each
  Actual: Fake (snapshots: 1, rules: 1, calls: 3) (of type fauxebs::Fake), where there were 2 attempts, the one at #4 after only 0 ms:
    #3 backup PutSnapshotBlock snap-0a61973f0854ec80c[0]: RequestThrottled
    #4 backup PutSnapshotBlock snap-0a61973f0854ec80c[0]: ok, after 0 ms
[ fauxebs  ] TypicalFailure.ARetryWithoutBackoff
  seed: 1
  virtual time: 2026-01-01T00:00:00.000Z, 0 ms since the start
  rules:
    matched   fired  rule
          2       1  PutSnapshotBlock#1: refuse(RequestThrottled)
  the last calls:
S1 = snap-0a61973f0854ec80c
#     time  who     call                                         client saw       | service did
#1 +0.000s  backup  StartSnapshot S1                             ok               | ok
#3 +0.000s  backup  PutSnapshotBlock S1[0]                       RequestThrottled | nothing
      <- PutSnapshotBlock#1: refuse(RequestThrottled)
#4 +0.000s  backup  PutSnapshotBlock S1[0] attempt 2 after 0 ms  ok               | ok
  to run it again:
    ebs.Load("PutSnapshotBlock#1: refuse(RequestThrottled)");
)text");
}

TEST(ReplayTest, IsWhatToPaste) {
  EXPECT_THAT(Told("Replayed.SeedAndRules"), HasSubstr(R"text(
  to run it again:
    options.service.seed = 77;
    ebs.Load("PutSnapshotBlock: refuse(InternalServer \"a \\\"quoted\\\" word\")");
    // and a rule whose predicate is code: GetSnapshotBlock[where=<typical_failures.cc:LINE>]: lose-reply
)text"));
}

}  // namespace
}  // namespace fauxebs
