// What docs/cookbook.md quotes on time: time-outs, tokens, quotas, latency.

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>

#include "cookbook.h"

using namespace fauxebs::words;
using fauxebs::Block;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace {

using example::List;
using example::OneWorker;
using example::Put;
using example::Start;

struct Time : example::CookbookTest {};

TEST_F(Time, OfASnapshotThatNobodyCompletes) {
  // [abandoned]
  ebs.On(CompleteSnapshot).Refuse(AccessDenied());
  EXPECT_THROW(uploader.Upload(image.path()), backup::Error);
  const std::string abandoned = ebs.Snapshots().front().id();
  EXPECT_THAT(ebs.Snapshot(abandoned), IsPending());

  ebs.clock().Advance(60min);  // Timeout, in StartSnapshot; an hour where it is not said

  EXPECT_THAT(ebs.Snapshot(abandoned), IsErrored("Snapshot timed out"));
  // [abandoned]
}

TEST_F(Time, HalfTheDeadlineThenTheDeadline) {
  // [deadline]
  auto request = Start();
  request.SetTimeout(10);  // minutes
  const std::string id = client->StartSnapshot(request).GetResult().GetSnapshotId();

  ebs.clock().Advance(5min);
  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 0, Block::Filled(1))).IsSuccess());  // anew

  ebs.clock().Advance(10min - 1ms);
  EXPECT_THAT(ebs.Snapshot(id), IsPending());
  ebs.clock().Advance(1ms);
  EXPECT_THAT(ebs.Snapshot(id), IsErrored());
  // [deadline]
}

TEST_F(Time, AnAnswerJustInTimeAndOneTooLate) {
  // [delay]
  const std::string id = ebs.AddSnapshot();
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.httpRequestTimeoutMs = 3000;
  const auto bare = MakeEBSClient(ebs, configuration, NoSdkRetries());

  {
    const auto slow = ebs.On(ListSnapshotBlocks).Delay(2999ms).Scoped();
    EXPECT_TRUE(bare->ListSnapshotBlocks(List(id)).IsSuccess());
  }
  ebs.On(ListSnapshotBlocks).Delay(3000ms);
  EXPECT_FALSE(bare->ListSnapshotBlocks(List(id)).IsSuccess());
  EXPECT_EQ(Elapsed(), 2999ms + 3000ms);
  // [delay]
}

TEST_F(Time, ATokenThatExpiresInTheMiddleOfARestore) {
  // [expired-token]
  const std::string id = ebs.LoadImage(image.path());
  backup::Options options = OneWorker();
  options.progress = [&](std::uint64_t done, std::uint64_t) {
    if (done == 5) ebs.ExpireTokens();  // or ebs.clock().Advance(7 * 24h)
  };
  const backup::ImageUploader restorer(client, ebs.clock().Sleeper(), waiter, options);
  const example::Image target("restored.img");

  // This one gives up, and says which block; yours may list again.
  EXPECT_THAT([&] { restorer.Restore(id, target.path()); },
              ThrowsMessage<backup::Error>(HasSubstr("block 5: ValidationException")));
  // [expired-token]
}

TEST_F(Time, AQuotaThatRunsDryAndRefills) {
  // [quota]
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  fauxebs::RateLimits limits;  // AWS's quotas
  limits.start_snapshot = 2;   // a second
  ebs.Limits(limits);          // from now on, with full buckets

  EXPECT_TRUE(bare->StartSnapshot(Start()).IsSuccess());
  EXPECT_TRUE(bare->StartSnapshot(Start()).IsSuccess());
  EXPECT_FALSE(bare->StartSnapshot(Start()).IsSuccess());

  ebs.clock().Advance(500ms);  // one request's worth
  EXPECT_TRUE(bare->StartSnapshot(Start()).IsSuccess());
  EXPECT_FALSE(bare->StartSnapshot(Start()).IsSuccess());
  // [quota]
}

TEST_F(Time, AnAccountThatIsThrottled) {
  // [throttled-account]
  ebs.ThrottleAccount(fauxebs::kDefaultAccount, 20s);  // whatever it asks for

  const std::string id = uploader.Upload(image.path()).snapshot_id;  // it rides that out

  EXPECT_THAT(ebs.Snapshot(id), IsCompleted());
  EXPECT_GE(Elapsed(), 20s);
  // [throttled-account]
}

TEST_F(Time, ASlowNetwork) {
  // [network]
  const std::string id = Pending();
  ebs.Latency(PutSnapshotBlock, Fixed(20ms));
  ebs.Bandwidth(8 * fauxebs::kBlockSizeBytes);  // bytes a second: a block takes 125 ms

  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 0, Block::Filled(1))).IsSuccess());
  EXPECT_EQ(Elapsed(), 20ms + 125ms);
  // [network]
}

TEST_F(Time, ALatencyAsOnADashboard) {
  // [percentiles]
  const std::string id = Pending();
  // Half of them below 8 ms, one in a hundred above 40 ms; the same ones in every run.
  ebs.Latency(PutSnapshotBlock, Percentiles({{0, 2ms}, {50, 8ms}, {99, 40ms}, {100, 900ms}}));

  for (int index = 0; index < 100; ++index) {
    EXPECT_TRUE(client->PutSnapshotBlock(Put(id, index, Block::Filled(1))).IsSuccess());
  }

  EXPECT_GT(Elapsed(), 100 * 2ms);
  EXPECT_LT(Elapsed(), 100 * 900ms);
  // [percentiles]
}

}  // namespace
