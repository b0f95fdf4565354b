// What docs/cookbook.md quotes on data at rest, universes, accounts and repetition.

#include <fauxebs/aws/manual_executor.h>
#include <gmock/gmock.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "cookbook.h"

using namespace fauxebs::words;
using fauxebs::Block;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::ThrowsMessage;

namespace {

using example::Complete;
using example::List;
using example::Put;

struct State : example::CookbookTest {};

TEST_F(State, RotAtRest) {
  // [rot]
  const std::string id = ebs.LoadImage(image.path());
  ebs.RotBlock(id, 4);  // the recorded checksum stays
  const example::Image target("restored.img");

  EXPECT_THAT([&] { uploader.Restore(id, target.path()); },
              ThrowsMessage<backup::Error>(HasSubstr("do not match length and checksum")));
  // [rot]
}

TEST_F(State, AnIncrementOnARottenParent) {
  // [torn]
  const std::string monday = ebs.LoadImage(image.path());
  image.Write(3, Block::Filled(0xff));
  const std::string tuesday = uploader.UploadIncrement(image.path(), monday).snapshot_id;

  ebs.TearBlock(tuesday, 3, 4096);  // from there on it has what Monday had

  EXPECT_THAT(ebs.Snapshot(tuesday), Not(HoldsImage(image.path())));
  EXPECT_THAT(ebs.Snapshot(monday), Not(HasBlock(3, Block::Filled(0xff))));
  // [torn]
}

TEST_F(State, AWriteThatIsForgotten) {
  // [forgotten]
  const std::string id = Pending();
  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 0, Block::Filled(1))).IsSuccess());
  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 1, Block::Filled(2))).IsSuccess());

  ebs.ForgetBlock(id, 0);  // acknowledged, and gone

  EXPECT_TRUE(client->CompleteSnapshot(Complete(id, 2)).IsSuccess());  // accepted, as by AWS

  EXPECT_THAT(ebs.Snapshot(id), IsErrored(HasSubstr("count mismatch")));
  // [forgotten]
}

TEST_F(State, ASnapshotThatFailsByItself) {
  // [failed]
  const std::string id = Pending();
  ebs.FailSnapshot(id, "Internal error");

  EXPECT_FALSE(client->PutSnapshotBlock(Put(id, 0, Block::Filled(1))).IsSuccess());
  EXPECT_THAT(ebs.Snapshot(id), IsErrored("Internal error"));
  // [failed]
}

// [checkpoint]
// Made once, however many tests begin there.
const fauxebs::Checkpoint& ALargeParent() {
  static const fauxebs::Checkpoint checkpoint = [] {
    fauxebs::Fake ebs;
    fauxebs::SnapshotSpec spec;
    const Block block = Block::Filled(1);
    for (int index = 0; index < 2048; ++index) spec.blocks.emplace_back(index, block);
    ebs.AddSnapshot(spec);
    return ebs.Checkpoint();
  }();
  return checkpoint;
}

TEST(LargeParent, CanBeDeletedInOneTest) {
  fauxebs::Fake ebs(ALargeParent());
  ebs.DeleteSnapshot(ebs.Snapshots().front().id());
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
}

TEST(LargeParent, IsThereInTheNext) {
  fauxebs::Fake ebs(ALargeParent());
  EXPECT_EQ(ebs.Snapshots().front().blocks(), 2048U);
}
// [checkpoint]

TEST_F(State, TwoAccounts) {
  // [accounts]
  fauxebs::ClientOptions options;
  options.account = "999988887777";
  const auto stranger = MakeEBSClient(ebs, options);
  const std::string id = ebs.LoadImage(image.path());

  EXPECT_FALSE(stranger->ListSnapshotBlocks(List(id)).IsSuccess());  // it does not exist for them
  ebs.ShareSnapshot(id, options.account);
  EXPECT_TRUE(stranger->ListSnapshotBlocks(List(id)).IsSuccess());
  // [accounts]
}

// [chance]
// The blocks that chance strikes in an upload by so many threads.
std::set<std::int64_t> Struck(std::uint64_t seed, int workers) {
  fauxebs::Fake::Options options;
  options.service.seed = seed;
  fauxebs::Fake ebs(options);
  example::Waiter waiter(ebs);
  backup::Options settings;
  settings.workers = workers;
  const backup::ImageUploader uploader(MakeEBSClient(ebs), ebs.clock().Sleeper(), waiter, settings);
  const example::Image image("chance.img");
  ebs.On(PutSnapshotBlock).Chance(0.3).Refuse(RequestThrottled());

  uploader.Upload(image.path());

  std::set<std::int64_t> struck;
  for (const fauxebs::JournalEntry& call : ebs.journal().entries(fauxebs::Side::kClient)) {
    if (!call.rule.empty()) struck.insert(*call.block_index);
  }
  return struck;
}

TEST(Chance, StrikesTheSameBlocksWithOneThreadAndWithEight) {
  EXPECT_THAT(Struck(/*seed=*/1, /*workers=*/1), Not(IsEmpty()));
  EXPECT_EQ(Struck(1, 1), Struck(1, 8));
  EXPECT_NE(Struck(1, 1), Struck(2, 1));
}
// [chance]

TEST_F(State, AsynchronousCallsWithoutThreads) {
  // [manual-executor]
  const std::string id = Pending();
  const auto executor = std::make_shared<fauxebs::ManualExecutor>();
  const auto async = MakeEBSClient(ebs, WithExecutor(executor));

  auto first = async->PutSnapshotBlockCallable(Put(id, 0, Block::Filled(1)));
  auto second = async->PutSnapshotBlockCallable(Put(id, 1, Block::Filled(2)));
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);  // nothing runs yet

  executor->RunOne();
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);

  executor->RunUntilIdle();
  EXPECT_TRUE(first.get().IsSuccess());
  EXPECT_TRUE(second.get().IsSuccess());
  // [manual-executor]
}

}  // namespace
