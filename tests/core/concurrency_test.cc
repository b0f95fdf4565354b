// Many threads on one fake: what holds whatever the order. The thread sanitizer runs this too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::AllOf;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::IsEmpty;
using testing::Le;
using testing::Property;
using testing::SizeIs;

constexpr int kThreads = 8;
constexpr std::int64_t kBlocksEach = 20;

// work(n) in so many threads at once, n from 0.
void InThreads(const std::function<void(int n)>& work) {
  std::vector<std::thread> threads;
  for (int n = 0; n < kThreads; ++n) threads.emplace_back(work, n);
  for (std::thread& thread : threads) thread.join();
}

Block BlockOf(std::int64_t content) { return Block::Filled(static_cast<unsigned char>(content)); }

struct Concurrency : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();

  std::string Start() { return service->StartSnapshot(StartOf(), {}).value().snapshot_id; }
  void Put(const std::string& id, std::int64_t index, const Block& block) {
    static_cast<void>(service->PutSnapshotBlock(PutOf(id, index, block), {}).value());
  }
  SnapshotStatus Complete(const std::string& id, std::int64_t count) {
    return service->CompleteSnapshot(CompleteOf(id, count), {}).value().status;
  }
  // As one upload: starts, puts its own blocks, completes.
  std::string Upload(int n) {
    const std::string id = Start();
    for (std::int64_t index = 0; index < kBlocksEach; ++index) Put(id, index, BlockOf(n));
    Complete(id, kBlocksEach);
    return id;
  }
};

TEST_F(Concurrency, LetsEightWorkersFillOneSnapshot) {
  const std::string id = Start();
  InThreads([&](int n) {
    for (std::int64_t i = 0; i < kBlocksEach; ++i) Put(id, n * kBlocksEach + i, BlockOf(i));
  });
  EXPECT_EQ(ebs.Snapshot(id).changed_blocks(), 160U);
  EXPECT_EQ(ebs.Snapshot(id).block(21), BlockOf(1));

  Complete(id, 160);
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST_F(Concurrency, KeepsOneOfTheBlocksThatEightWorkersPutInOnePlace) {
  const std::string id = Start();
  InThreads([&](int n) { Put(id, 7, BlockOf(n)); });
  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(7));
  EXPECT_EQ(ebs.Snapshot(id).changed_blocks(), 1U);
  EXPECT_THAT(ebs.Snapshot(id).block(7)->view().front(), AnyOf(0, 1, 2, 3, 4, 5, 6, 7));
}

TEST_F(Concurrency, StoresAContentOnceThatEightWorkersPutAtOnce) {
  const std::string id = Start();
  InThreads([&](int n) { Put(id, n, Block::Filled(1)); });
  const Bytes first = ebs.Snapshot(id).block(0)->bytes();
  EXPECT_TRUE(ebs.Snapshot(id).block(3)->bytes().shares_with(first));
  EXPECT_TRUE(ebs.Snapshot(id).block(7)->bytes().shares_with(first));
}

TEST_F(Concurrency, LetsEightUploadsGoOnSideBySide) {
  std::vector<std::string> ids(kThreads);
  InThreads([&](int n) { ids[static_cast<std::size_t>(n)] = Upload(n); });
  EXPECT_THAT(ebs.Snapshots(), SizeIs(kThreads));
  EXPECT_THAT(ebs.Snapshots(), Each(Property(&SnapshotView::status, SnapshotStatus::kCompleted)));
  EXPECT_EQ(ebs.Snapshot(ids[3]).block(19), BlockOf(3));
}

std::set<std::string> IdsOfEightStarts() {
  Fake ebs;
  InThreads([&](int) {
    for (int i = 0; i < 10; ++i) static_cast<void>(ebs.service()->StartSnapshot(StartOf(), {}));
  });
  std::set<std::string> ids;
  for (const SnapshotView& snapshot : ebs.Snapshots()) ids.insert(snapshot.id());
  return ids;
}

TEST_F(Concurrency, GivesTheSameSetOfIdsInEveryRun) {
  EXPECT_THAT(IdsOfEightStarts(), SizeIs(80));
  EXPECT_EQ(IdsOfEightStarts(), IdsOfEightStarts());
}

TEST_F(Concurrency, StartsOneSnapshotForAllWhoSendOneClientToken) {
  std::vector<std::string> ids(kThreads);
  InThreads([&](int n) {
    StartSnapshotRequest start = StartOf();
    start.client_token = "token";
    ids[static_cast<std::size_t>(n)] = service->StartSnapshot(start, {}).value().snapshot_id;
  });
  EXPECT_THAT(ids, Each(ids.front()));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
}

TEST_F(Concurrency, SealsASnapshotOnceForAllWhoCompleteIt) {
  const std::string id = Start();
  Put(id, 0, BlockOf(1));
  std::vector<SnapshotStatus> answers(kThreads);
  InThreads([&](int n) { answers[static_cast<std::size_t>(n)] = Complete(id, 1); });
  EXPECT_THAT(answers, Each(AnyOf(SnapshotStatus::kPending, SnapshotStatus::kCompleted)));
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST_F(Concurrency, LetsEightReadersReadOneSnapshotWhileOthersWrite) {
  const std::string read = ebs.AddSnapshot(SpecOf(1, {{0, BlockOf(1)}, {1, BlockOf(2)}}));
  const std::string written = Start();
  std::vector<Bytes> got(kThreads);
  InThreads([&](int n) {
    Put(written, n, BlockOf(n));
    const std::string token = TokenOf(*service, read, 1);
    got[static_cast<std::size_t>(n)] =
        service->GetSnapshotBlock(GetOf(read, 1, token), {}).value().block_data;
    static_cast<void>(ebs.Snapshot(written).block_indexes());
    static_cast<void>(ebs.StateHash());
  });
  EXPECT_THAT(got, Each(BlockOf(2).bytes()));
}

TEST_F(Concurrency, GivesEveryListerItsPages) {
  std::vector<std::pair<std::int32_t, Block>> blocks;
  for (std::int32_t index = 0; index < 250; ++index) blocks.emplace_back(index, Block::Zero());
  const std::string id = ebs.AddSnapshot(SpecOf(1, blocks));
  std::vector<std::size_t> listed(kThreads);
  InThreads([&](int n) {
    ListSnapshotBlocksRequest list = ListOf(id);
    do {
      const ListSnapshotBlocksResponse page = service->ListSnapshotBlocks(list, {}).value();
      listed[static_cast<std::size_t>(n)] += page.blocks.size();
      list.next_token = page.next_token;
    } while (list.next_token);
  });
  EXPECT_THAT(listed, Each(250U));
}

TEST_F(Concurrency, ChargesEightCallsThatWaitTogetherNoMoreThanTheirSum) {
  ebs.On(StartSnapshot).LoseReply();
  InThreads([&](int) { static_cast<void>(service->StartSnapshot(StartOf(), {})); });
  EXPECT_THAT(ebs.clock().Now() - kClockEpoch, AllOf(Ge(3s), Le(24s)));
}

TEST_F(Concurrency, StrikesAsManyCallsAsARuleSays) {
  const Rule rule = ebs.On(StartSnapshot).First(5).Refuse(Throttling());
  InThreads([&](int) { static_cast<void>(service->StartSnapshot(StartOf(), {})); });
  EXPECT_EQ(rule.matched(), 8U);
  EXPECT_EQ(rule.fired(), 5U);
  EXPECT_THAT(ebs.Snapshots(), SizeIs(3));
}

TEST_F(Concurrency, LetsRulesComeAndGoWhileCallsAreMade) {
  InThreads([&](int) {
    for (int i = 0; i < 50; ++i) {
      const ScopedRule rule = ebs.On(CompleteSnapshot).Maybe().LoseReply().Scoped();
      static_cast<void>(service->StartSnapshot(StartOf(), {}));
      static_cast<void>(ebs.rules());
      static_cast<void>(rule.rule().fired());
    }
  });
  EXPECT_THAT(ebs.Verify(), IsEmpty());
}

TEST_F(Concurrency, LetsThePredicatesOfEightCallsCallTheServiceAtOnce) {
  ebs.On(StartSnapshot)
      .Where([&](const AttemptedCall&) {
        return !service->ListSnapshotBlocks(ListOf("snap-0"), {}) && Upload(1).empty();
      })
      .Maybe()
      .LoseReply();
  InThreads([&](int) { static_cast<void>(Start()); });
  EXPECT_THAT(ebs.Snapshots(), SizeIs(16));
}

TEST_F(Concurrency, NumbersEachStepOfTheJournalOnce) {
  InThreads([&](int) { static_cast<void>(Start()); });
  std::set<std::uint64_t> steps;
  for (const JournalEntry& entry : ebs.journal().entries()) {
    steps.insert({entry.invoked, entry.returned});
  }
  EXPECT_THAT(steps, SizeIs(32));
  EXPECT_EQ(*steps.rbegin(), 32U);
}

TEST_F(Concurrency, LetsManyUniversesOfOneCheckpointRunAtOnce) {
  const std::string id = Start();
  Put(id, 0, BlockOf(1));
  const Checkpoint checkpoint = ebs.Checkpoint();
  std::vector<std::uint64_t> changed(kThreads);
  InThreads([&](int n) {
    Fake universe(checkpoint);
    for (std::int64_t index = 1; index <= n; ++index) {
      static_cast<void>(universe.service()->PutSnapshotBlock(PutOf(id, index, BlockOf(2)), {}));
    }
    changed[static_cast<std::size_t>(n)] = universe.Snapshot(id).changed_blocks();
  });
  EXPECT_THAT(changed, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_EQ(ebs.Snapshot(id).changed_blocks(), 1U);
}

TEST_F(Concurrency, LetsTheTestDeleteWhatOthersWriteTo) {
  const std::string id = Start();
  std::thread deleter([&] { ebs.DeleteSnapshot(id); });
  InThreads(
      [&](int n) { static_cast<void>(service->PutSnapshotBlock(PutOf(id, n, BlockOf(n)), {})); });
  deleter.join();
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(id, 0, BlockOf(0)), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

// A clock that lets something happen when it is read: between what a call does before it hashes and
// what it does after.
class MeddlingClock final : public Clock {
 public:
  TimePoint Now() const override {
    if (reads_left_ > 0 && --reads_left_ == 0) meddle_();
    return kClockEpoch;
  }

  // At the second reading from now on.
  void MeddleInTheMiddle(std::function<void()> meddle) {
    meddle_ = std::move(meddle);
    reads_left_ = 2;
  }

 private:
  mutable int reads_left_ = 0;
  std::function<void()> meddle_;
};

struct RacingCalls : testing::Test {
  std::shared_ptr<MeddlingClock> clock = std::make_shared<MeddlingClock>();
  MemoryService service{clock};
  const std::string id = service.StartSnapshot(StartOf(), {}).value().snapshot_id;
};

TEST_F(RacingCalls, PutIsRefusedWhereTheSnapshotIsSealedWhileItHashes) {
  clock->MeddleInTheMiddle(
      [&] { static_cast<void>(service.CompleteSnapshot(CompleteOf(id, 0), {}).value()); });

  EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 0, BlockOf(1)), {}),
              FailsWith(ErrorCode::kValidation));
  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kCompleted);
  EXPECT_THAT(service.Snapshot(id).block_indexes(), IsEmpty());
}

TEST_F(RacingCalls, PutIsRefusedWhereTheSnapshotIsDeletedWhileItHashes) {
  clock->MeddleInTheMiddle([&] { service.DeleteSnapshot(id); });

  EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 0, BlockOf(1)), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

TEST_F(RacingCalls, CompletionCountsABlockThatIsPutWhileItHashes) {
  clock->MeddleInTheMiddle(
      [&] { static_cast<void>(service.PutSnapshotBlock(PutOf(id, 0, BlockOf(1)), {}).value()); });

  static_cast<void>(service.CompleteSnapshot(CompleteOf(id, 1), {}).value());

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kCompleted);
  EXPECT_THAT(service.Snapshot(id).block_indexes(), ElementsAre(0));
}

TEST_F(RacingCalls, CompletionFailsForABlockThatIsPutWhileItHashesAndNotCounted) {
  clock->MeddleInTheMiddle(
      [&] { static_cast<void>(service.PutSnapshotBlock(PutOf(id, 0, BlockOf(1)), {}).value()); });

  static_cast<void>(service.CompleteSnapshot(CompleteOf(id, 0), {}).value());

  EXPECT_EQ(service.Snapshot(id).status(), SnapshotStatus::kError);
}

TEST_F(RacingCalls, CompletionIsUnknownWhereTheSnapshotIsDeletedWhileItHashes) {
  clock->MeddleInTheMiddle([&] { service.DeleteSnapshot(id); });

  EXPECT_THAT(service.CompleteSnapshot(CompleteOf(id, 0), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

}  // namespace
}  // namespace fauxebs
