// What docs/cookbook.md quotes on messages: lost, late, twice, held, damaged, refused.

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cookbook.h"

using namespace fauxebs::words;
using fauxebs::Block;
using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::SizeIs;
using testing::ThrowsMessage;

namespace {

using example::Complete;
using example::List;
using example::OneWorker;
using example::Put;
using example::Start;

struct Messages : example::CookbookTest {};

TEST_F(Messages, ACompletionThatWasNotHeard) {
  // [lost-completion]
  ebs.On(CompleteSnapshot).Once().LoseReply();  // applied; the caller hears nothing

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage(image.path())));
  EXPECT_EQ(ebs.journal().Count(CompleteSnapshot), 2U);  // asked again, and told the status
  // [lost-completion]
}

TEST_F(Messages, ABackOff) {
  // [back-off]
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());  // or the SDK's own retries heal it
  std::vector<std::chrono::milliseconds> pauses;
  const auto sleep = [&](std::chrono::milliseconds pause) { pauses.push_back(pause); };
  const backup::ImageUploader slow(bare, sleep, waiter, OneWorker());
  ebs.On(PutSnapshotBlock).Block(7).First(3).Refuse(RequestThrottled());

  slow.Upload(image.path());

  EXPECT_THAT(pauses, ElementsAre(100ms, 200ms, 400ms));
  // [back-off]
}

TEST_F(Messages, AllAttemptsOfALoop) {
  // [give-up]
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  const backup::ImageUploader patient(bare, ebs.clock().Sleeper(), waiter, OneWorker());
  ebs.On(CompleteSnapshot).Refuse(InternalServer());  // every time

  EXPECT_THAT([&] { patient.Upload(image.path()); },
              ThrowsMessage<backup::Error>(HasSubstr("attempts: 14")));
  EXPECT_EQ(Elapsed(), 125500ms);  // two minutes of back-off, in no time
  // [give-up]
}

TEST_F(Messages, ARequestThatNeverArrives) {
  // [lost-request]
  const std::string id = Pending();
  ebs.On(PutSnapshotBlock).Once().LoseRequest();  // not applied; the caller hears nothing

  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 7, Block::Filled(1))).IsSuccess());

  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, fauxebs::Side::kClient), 2U);
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, fauxebs::Side::kService), 1U);
  // [lost-request]
}

TEST_F(Messages, AZombieThatLandsAfterTheRetry) {
  // [zombie]
  const std::string id = Pending();
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().DeliverLate(10s);  // 10 s after the caller has given up

  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(1))).IsSuccess());
  EXPECT_TRUE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(2))).IsSuccess());  // newer data
  EXPECT_THAT(ebs.Snapshot(id), HasBlock(7, Block::Filled(2)));

  ebs.Drain();  // whatever is under way lands now

  EXPECT_THAT(ebs.Snapshot(id), HasBlock(7, Block::Filled(1)));  // the last write wins: the old one
  // [zombie]
}

TEST_F(Messages, AZombieThatComesTooLate) {
  // [harmless-zombie]
  const std::string id = Pending();
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().DeliverLate(10s);

  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(1))).IsSuccess());
  EXPECT_TRUE(bare->PutSnapshotBlock(Put(id, 7, Block::Filled(2))).IsSuccess());
  EXPECT_TRUE(bare->CompleteSnapshot(Complete(id, 1)).IsSuccess());
  ebs.Drain();  // refused: the snapshot is sealed

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HasBlock(7, Block::Filled(2))));
  // [harmless-zombie]
}

TEST_F(Messages, AStartThatArrivesTwice) {
  // [duplicated-start]
  ebs.On(StartSnapshot).Times(2).Duplicate();  // applied once more when it has been answered

  EXPECT_TRUE(client->StartSnapshot(Start()).IsSuccess());  // the SDK gave it a token
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));

  fauxebs::StartSnapshotRequest without_token;
  without_token.volume_size_gib = 1;
  EXPECT_TRUE(ebs.service()->StartSnapshot(without_token, {}).has_value());
  EXPECT_THAT(ebs.Snapshots(), SizeIs(3));  // one more than anybody knows of
  // [duplicated-start]
}

TEST_F(Messages, AStartThatWasNotHeard) {
  // [unheard-start]
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(StartSnapshot).Once().LoseReply();

  const auto request = Start();
  EXPECT_FALSE(bare->StartSnapshot(request).IsSuccess());
  EXPECT_TRUE(bare->StartSnapshot(request).IsSuccess());  // the same one, with the same token
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));

  EXPECT_TRUE(bare->StartSnapshot(Start()).IsSuccess());  // a new request has a new token
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
  // [unheard-start]
}

TEST_F(Messages, ACallStoppedInItsMiddle) {
  // [hold]
  const std::string id = Pending();
  const fauxebs::Rule stop = ebs.On(CompleteSnapshot).Once().Hold();

  auto completion = client->CompleteSnapshotCallable(Complete(id, 0));  // on another thread
  stop.AwaitArrival();
  EXPECT_THAT(ebs.Snapshot(id), IsPending());  // sent, and not applied yet

  stop.Release();
  EXPECT_TRUE(completion.get().IsSuccess());
  EXPECT_THAT(ebs.Snapshot(id), IsCompleted());
  // [hold]
}

TEST_F(Messages, ABlockDamagedOnItsWay) {
  // [corrupt]
  ebs.On(PutSnapshotBlock).Block(4).Once().CorruptRequest(FlipBit(17));  // the service tells
  ebs.On(GetSnapshotBlock).Block(4).Once().CorruptReply(TearAt(4096));   // you have to notice
  const example::Image target("restored.img");

  const std::string id = uploader.Upload(image.path()).snapshot_id;
  uploader.Restore(id, target.path(), example::Image::kSizeBytes);

  EXPECT_TRUE(target.Contents() == image.Contents());
  // [corrupt]
}

TEST_F(Messages, AReplyThatEndsInItsMiddle) {
  // [cut]
  const std::string id = ebs.LoadImage(image.path());
  ebs.On(GetSnapshotBlock).Block(4).Once().CutReply(1000);  // bytes; then the connection breaks
  const example::Image target("restored.img");

  uploader.Restore(id, target.path(), example::Image::kSizeBytes);

  EXPECT_TRUE(target.Contents() == image.Contents());
  // [cut]
}

TEST_F(Messages, AConnectionThatBreaks) {
  // [reset]
  const std::string id = Pending();
  const auto bare = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Block(0).Once().Refuse(ConnectionReset());         // before
  ebs.On(PutSnapshotBlock).Block(1).Once().ApplyThenFail(ConnectionReset());  // after

  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 0, Block::Filled(1))).IsSuccess());
  EXPECT_FALSE(bare->PutSnapshotBlock(Put(id, 1, Block::Filled(1))).IsSuccess());

  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(1));  // both sounded the same
  // [reset]
}

TEST_F(Messages, AStormOfTenSeconds) {
  // [storm]
  ebs.On(PutSnapshotBlock).Between(0s, 10s).Refuse(RequestThrottled());  // since the fake's start

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage(image.path())));
  EXPECT_THAT(Elapsed(), Ge(10s));
  // [storm]
}

TEST_F(Messages, AFaultUntilSomethingHappens) {
  // [until]
  bool repaired = false;
  ebs.On(ListSnapshotBlocks).Until([&] { return repaired; }).Refuse(InternalServer());
  const std::string id = ebs.AddSnapshot();

  EXPECT_FALSE(client->ListSnapshotBlocks(List(id)).IsSuccess());
  repaired = true;
  EXPECT_TRUE(client->ListSnapshotBlocks(List(id)).IsSuccess());
  // [until]
}

TEST_F(Messages, OneUnluckyClientOfTwo) {
  // [client]
  const std::string id = ebs.AddSnapshot();
  const auto backup = MakeEBSClient(ebs, fauxebs::ClientOptions{"backup"});
  const auto audit = MakeEBSClient(ebs, fauxebs::ClientOptions{"audit"});
  ebs.On(ListSnapshotBlocks).Client("audit").Refuse(AccessDenied());

  EXPECT_TRUE(backup->ListSnapshotBlocks(List(id)).IsSuccess());
  EXPECT_FALSE(audit->ListSnapshotBlocks(List(id)).IsSuccess());
  // [client]
}

TEST_F(Messages, RulesOfTextAndOfScope) {
  // [text]
  ebs.Load(
      "PutSnapshotBlock[block=7]#1-2: refuse(RequestThrottled);"
      "CompleteSnapshot#1: lose-reply");

  const std::string id = uploader.Upload(image.path()).snapshot_id;

  EXPECT_THAT(ebs.Snapshot(id), HoldsImage(image.path()));
  EXPECT_THAT(ebs.rules()[0].fired(), 2U);
  // [text]
}

TEST_F(Messages, RulesForAWhile) {
  // [scoped]
  const std::string id = ebs.AddSnapshot();
  {
    const auto outage = ebs.OnAny().Refuse(ServiceUnavailable()).Scoped();
    EXPECT_FALSE(client->ListSnapshotBlocks(List(id)).IsSuccess());
  }
  EXPECT_TRUE(client->ListSnapshotBlocks(List(id)).IsSuccess());
  // [scoped]
}

TEST_F(Messages, RulesThatNeverFired) {
  // [table]
  const fauxebs::Rule rule = ebs.On(PutSnapshotBlock).Block(7).Nth(3).Maybe().LoseReply();

  uploader.Upload(image.path());

  EXPECT_EQ(rule.fired(), 0U);
  EXPECT_EQ(rule.matched(), 1U);  // of the three that it waits for
  EXPECT_THAT(ebs.RulesTable(), HasSubstr("PutSnapshotBlock[block=7]#3{maybe}: lose-reply"));
  // [table]
}

}  // namespace
