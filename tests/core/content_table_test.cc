#include "core/content_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"

namespace fauxebs {
namespace {

using internal::ContentTable;
using testing::Lt;

Bytes Text(const std::string& text) { return Bytes::Copy(text); }

TEST(ContentTable, FindsNothingAtFirst) {
  EXPECT_TRUE(ContentTable().Find(Text("data").checksum()).empty());
}

TEST(ContentTable, FindsWhatItWasGiven) {
  ContentTable table;
  const Bytes data = Text("data");
  table.Intern(data.checksum(), data);
  EXPECT_TRUE(table.Find(data.checksum()).shares_with(data));
}

TEST(ContentTable, GivesBackThePayloadThatIsHeldAlready) {
  ContentTable table;
  const Bytes first = Text("data");
  const Bytes second = Text("data");
  EXPECT_TRUE(table.Intern(first.checksum(), first).shares_with(first));
  EXPECT_TRUE(table.Intern(second.checksum(), second).shares_with(first));
}

TEST(ContentTable, KeepsNothingAlive) {
  ContentTable table;
  Bytes data = Text("data");
  const std::string checksum = data.checksum();
  table.Intern(checksum, data);
  const WeakBytes watched(data);
  data = Bytes();
  EXPECT_TRUE(watched.expired());
  EXPECT_TRUE(table.Find(checksum).empty());
}

TEST(ContentTable, TakesAContentAgainThatHadDied) {
  ContentTable table;
  table.Intern(Text("data").checksum(), Text("data"));
  const Bytes again = Text("data");
  table.Intern(again.checksum(), again);
  EXPECT_TRUE(table.Find(again.checksum()).shares_with(again));
}

TEST(ContentTable, DropsTheEntriesOfTheDead) {
  ContentTable table;
  for (int i = 0; i < 10'000; ++i) {
    const Bytes dead = Text(std::to_string(i));
    table.Intern(dead.checksum(), dead);
  }
  EXPECT_THAT(table.size(), Lt(128U));
}

TEST(ContentTable, KeepsTheEntriesOfTheLivingWhenItDropsTheDead) {
  ContentTable table;
  const Bytes living = Text("living");
  table.Intern(living.checksum(), living);
  for (int i = 0; i < 10'000; ++i) {
    const Bytes dead = Text(std::to_string(i));
    table.Intern(dead.checksum(), dead);
  }
  EXPECT_TRUE(table.Find(living.checksum()).shares_with(living));
}

// The same as the service uses it: what clients send, and what is held of it.

struct Contents : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();

  std::string Start() { return service->StartSnapshot(StartOf(), {}).value().snapshot_id; }
  void Put(const std::string& id, std::int64_t index, const Block& block) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, index, block), {}).value());
  }
  Bytes Held(const std::string& id, std::int64_t index) {
    return ebs.Snapshot(id).block(index).value().bytes();
  }
};

TEST_F(Contents, AreStoredOnceWhereverTheyArePut) {
  const std::string a = Start();
  const std::string b = Start();
  Put(a, 0, Block::Filled(7));
  Put(a, 9, Block::Filled(7));
  Put(b, 3, Block::Filled(7));
  EXPECT_TRUE(Held(a, 9).shares_with(Held(a, 0)));
  EXPECT_TRUE(Held(b, 3).shares_with(Held(a, 0)));
}

TEST_F(Contents, AreStoredOnceForAllUniverses) {
  const std::string id = Start();
  Put(id, 0, Block::Filled(7));
  Fake other(ebs.Checkpoint());
  static_cast<void>(other.service()->PutSnapshotBlock(PutOf(id, 1, Block::Filled(7)), {}));
  EXPECT_TRUE(other.Snapshot(id).block(1)->bytes().shares_with(Held(id, 0)));
}

TEST_F(Contents, AreNotCopiedOnTheirWayIn) {
  const std::string id = Start();
  const Block sent = Block::Filled(7);
  Put(id, 0, sent);
  EXPECT_TRUE(Held(id, 0).shares_with(sent));
}

TEST_F(Contents, AreNotCopiedOnTheirWayOut) {
  const std::string id = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(7)}}));
  const std::string token = TokenOf(*service, id, 0);
  const auto got = service->GetSnapshotBlock(GetOf(id, 0, token), {}).value();
  EXPECT_TRUE(got.block_data.shares_with(Held(id, 0)));
}

TEST_F(Contents, DieWhenTheyAreOverwritten) {
  const std::string id = Start();
  Put(id, 0, Block::Filled(7));
  const WeakBytes watched(Held(id, 0));
  Put(id, 0, Block::Filled(8));
  EXPECT_TRUE(watched.expired());
}

TEST_F(Contents, DieWithTheLastSnapshotThatHoldsThem) {
  const std::string id = Start();
  Put(id, 0, Block::Filled(7));
  const WeakBytes watched(Held(id, 0));
  ebs.DeleteSnapshot(id);
  EXPECT_TRUE(watched.expired());
}

TEST_F(Contents, LiveOnInTheChildrenOfADeletedSnapshot) {
  const std::string parent = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(7)}}));
  StartSnapshotRequest child = StartOf();
  child.parent_snapshot_id = parent;
  const std::string id = service->StartSnapshot(child, {}).value().snapshot_id;
  ebs.DeleteSnapshot(parent);
  EXPECT_EQ(Held(id, 0), Block::Filled(7).bytes());
}

TEST_F(Contents, DoNotLiveOnInTheJournal) {
  Bytes sent = Block::Filled(7);
  PutSnapshotBlockRequest put = PutOf(Start(), 0, Block::Filled(7));
  put.block_data = sent;
  put.snapshot_id = "snap-0";
  const WeakBytes watched(sent);
  static_cast<void>(service->PutSnapshotBlock(put, {}));
  put.block_data = sent = Bytes();
  EXPECT_TRUE(watched.expired());
}

}  // namespace
}  // namespace fauxebs
