// The code of docs/time.md.

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "cookbook.h"

using namespace fauxebs::words;
using fauxebs::Block;

namespace {

using example::List;
using example::Put;

struct TimePage : example::CookbookTest {};

TEST_F(TimePage, Clock) {
  // [clock]
  const std::string id = ebs.AddSnapshot();
  ebs.clock().Advance(60min);    // the test
  ebs.clock().Sleeper()(250ms);  // production code's sleep
  ebs.Latency(Fixed(5ms));       // what calls take
  client->ListSnapshotBlocks(List(id));
  EXPECT_EQ(ebs.clock().Now(), fauxebs::kClockEpoch + 60min + 250ms + 5ms);
  // [clock]
}

TEST_F(TimePage, Charges) {
  // [charge]
  const fauxebs::TimePoint start = ebs.clock().Now();
  ebs.clock().Charge(start, 3s);  // two waits that began together
  ebs.clock().Charge(start, 2s);
  EXPECT_EQ(ebs.clock().Now() - start, 3s);
  // [charge]
}

TEST_F(TimePage, Sleepers) {
  // [sleeper]
  const auto poll = [](const auto& is_done, const auto& sleep) {  // production code
    while (!is_done()) sleep(15s);
  };

  poll([&] { return Elapsed() > 1min; }, ebs.clock().Sleeper());

  EXPECT_EQ(Elapsed(), 75s);  // five polls
  // [sleeper]
}

TEST_F(TimePage, ServicesHalf) {
  // [service-half]
  const std::string id = Pending();
  ebs.clock().Advance(30min);
  EXPECT_THAT(ebs.Snapshot(id), IsPending());
  ebs.clock().Advance(30min);
  EXPECT_THAT(ebs.Snapshot(id), IsErrored("Snapshot timed out"));
  // [service-half]
}

TEST_F(TimePage, ClientsHalf) {
  // [client-half]
  const std::string id = ebs.AddSnapshot();
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.httpRequestTimeoutMs = 500;
  const auto bare = MakeEBSClient(ebs, configuration, NoSdkRetries());
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  EXPECT_FALSE(bare->ListSnapshotBlocks(List(id)).IsSuccess());

  EXPECT_EQ(Elapsed(), 500ms);  // what it listened for
  // [client-half]
}

TEST_F(TimePage, LateMessages) {
  // [late]
  const std::string id = Pending();
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().DeliverLate(10s);
  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(1))).IsSuccess());

  ebs.clock().Advance(9s);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);
  ebs.clock().Advance(1s);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);  // it has landed, before anybody can look
  // [late]
}

TEST_F(TimePage, Drain) {
  // [drain]
  const std::string id = Pending();
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().DeliverLate(24h);
  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(1))).IsSuccess());

  ebs.Drain();  // moves the clock to the last of them

  EXPECT_GE(Elapsed(), 24h);
  EXPECT_THAT(ebs.Snapshot(id), IsErrored("Snapshot timed out"));  // it came too late
  // [drain]
}

}  // namespace
