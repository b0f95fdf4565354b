#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/manual_executor.h>
#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using fauxebs::Block;
using fauxebs::ManualExecutor;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
namespace model = Aws::EBS::Model;

class AManualExecutor : public testing::Test {
 protected:
  // A task that leaves its number.
  std::function<void()> Number(int n) {
    return [this, n] { ran.push_back(n); };
  }
  void SubmitFour() {
    for (int n = 1; n <= 4; ++n) executor->Submit(Number(n));
  }

  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>();
  std::vector<int> ran;
};

TEST_F(AManualExecutor, RunsNothingThatIsSubmitted) {
  SubmitFour();

  EXPECT_THAT(ran, SizeIs(0));
  EXPECT_EQ(executor->waiting(), 4U);
}

TEST_F(AManualExecutor, RunsOneAtATimeInTheOrderOfSubmission) {
  SubmitFour();

  EXPECT_TRUE(executor->RunOne());
  EXPECT_TRUE(executor->RunOne());

  EXPECT_THAT(ran, ElementsAre(1, 2));
  EXPECT_EQ(executor->waiting(), 2U);
}

TEST_F(AManualExecutor, SaysThatThereWasNothingToRun) {
  EXPECT_FALSE(executor->RunOne());
  EXPECT_EQ(executor->RunUntilIdle(), 0U);
}

TEST_F(AManualExecutor, RunsWhatItsTasksSubmitToo) {
  executor->Submit([this] { executor->Submit([this] { SubmitFour(); }); });

  EXPECT_EQ(executor->RunUntilIdle(), 6U);
  EXPECT_THAT(ran, ElementsAre(1, 2, 3, 4));
}

TEST_F(AManualExecutor, LetsATaskRunAnother) {
  executor->Submit([this] {
    EXPECT_TRUE(executor->RunOne());
    ran.push_back(100);
  });
  SubmitFour();

  executor->RunOne();

  EXPECT_THAT(ran, ElementsAre(1, 100));
}

TEST_F(AManualExecutor, LetsATaskRunAllOthers) {
  executor->Submit([this] { EXPECT_EQ(executor->RunUntilIdle(), 4U); });
  SubmitFour();

  EXPECT_EQ(executor->RunUntilIdle(), 1U);
  EXPECT_EQ(executor->waiting(), 0U);
}

TEST_F(AManualExecutor, HandsOnWhatATaskThrows) {
  executor->Submit([] { throw std::runtime_error("on purpose"); });
  SubmitFour();

  EXPECT_THROW(executor->RunOne(), std::runtime_error);
  EXPECT_EQ(executor->waiting(), 4U);
}

TEST_F(AManualExecutor, DropsWhatWaitsWhenItGoes) {
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = held;
  executor->Submit([held = std::move(held)] { FAIL() << *held; });

  executor.reset();

  EXPECT_TRUE(watched.expired());
}

TEST_F(AManualExecutor, MayBeLetGoByATaskWhileOthersWait) {
  executor->Submit([this] { executor.reset(); });
  SubmitFour();
  ManualExecutor& last = *executor;

  EXPECT_EQ(last.RunUntilIdle(), 1U);
  EXPECT_THAT(ran, SizeIs(0));
}

TEST_F(AManualExecutor, RefusesTasksOnceItIsStopped) {
  SubmitFour();

  executor->Stop();

  EXPECT_FALSE(executor->Submit(Number(5)));
  EXPECT_EQ(executor->RunUntilIdle(), 0U);
}

TEST_F(AManualExecutor, MayBeUsedByWhatItDrops) {
  const std::shared_ptr<void> last_words(nullptr, [this](void*) {
    EXPECT_FALSE(executor->Submit(Number(1)));
    EXPECT_EQ(executor->waiting(), 0U);
  });
  executor->Submit([last_words] {});

  executor->Stop();

  EXPECT_THAT(ran, SizeIs(0));
}

TEST_F(AManualExecutor, RunsEachTaskOnceThoughThreadsRunThem) {
  std::atomic<int> sum{0};
  for (int i = 0; i < 1000; ++i) executor->Submit([&sum] { ++sum; });
  std::atomic<std::size_t> counted{0};
  std::vector<std::thread> threads;

  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { counted += executor->RunUntilIdle(); });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(sum, 1000);
  EXPECT_EQ(counted, 1000U);
}

TEST_F(AManualExecutor, WithASeedRunsInAnotherOrderAndAlwaysInThatOne) {
  executor = std::make_shared<ManualExecutor>(7);
  SubmitFour();
  executor->RunUntilIdle();
  const std::vector<int> first = std::exchange(ran, {});

  executor = std::make_shared<ManualExecutor>(7);
  SubmitFour();
  executor->RunUntilIdle();

  EXPECT_EQ(ran, first);
  EXPECT_THAT(ran, UnorderedElementsAre(1, 2, 3, 4));
}

TEST_F(AManualExecutor, ReachesEveryOrderByItsSeed) {
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    executor = std::make_shared<ManualExecutor>(seed);
    SubmitFour();
    executor->RunUntilIdle();
    orders.insert(std::exchange(ran, {}));
  }

  EXPECT_THAT(orders, SizeIs(24));
}

// A client whose other two forms run when the test says so.
class ManualCalls : public fauxebs::ClientTest {
 protected:
  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>();
  std::shared_ptr<fauxebs::FakeEBSClient> client = MakeEBSClient(ebs, WithExecutor(executor));
  std::string id = PendingSnapshot();
};

TEST_F(ManualCalls, AreNotSentBeforeTheirTurn) {
  auto future = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 0U);
  EXPECT_EQ(future.wait_for(0s), std::future_status::timeout);
}

TEST_F(ManualCalls, HaveAnAnswerAfterwards) {
  auto future = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  EXPECT_TRUE(executor->RunOne());

  EXPECT_TRUE(future.get().IsSuccess());
}

TEST_F(ManualCalls, RunOnTheExecutorOfAConfiguration) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = executor;
  const auto configured = MakeEBSClient(ebs, configuration);

  auto future = configured->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  EXPECT_EQ(executor->RunUntilIdle(), 1U);
  EXPECT_TRUE(future.get().IsSuccess());
}

TEST_F(ManualCalls, RunOnTheOptionsExecutorRatherThanTheConfigurations) {
  Aws::EBS::EBSClientConfiguration configuration;
  const auto other = std::make_shared<ManualExecutor>();
  configuration.executor = other;
  const auto configured = MakeEBSClient(ebs, configuration, WithExecutor(executor));

  configured->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  EXPECT_EQ(executor->waiting(), 1U);
  EXPECT_EQ(other->waiting(), 0U);
}

TEST_F(ManualCalls, AreRunByTheirClientWhenItGoes) {
  auto future = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  client.reset();

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_EQ(executor->RunUntilIdle(), 1U);  // its turn comes, and does nothing
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 1U);
}

TEST_F(ManualCalls, BreakTheirPromisesWhereTheExecutorIsStopped) {
  auto waiting = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  executor->Stop();
  auto refused = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 1, Block::Filled(1)));

  EXPECT_THROW(waiting.get(), std::future_error);
  EXPECT_THROW(refused.get(), std::future_error);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);
}

TEST_F(ManualCalls, MayLetTheirClientGo) {
  fauxebs::FakeEBSClient& calls = *client;
  calls.PutSnapshotBlockAsync(fauxebs::PutRequest(id, 0, Block::Filled(1)),
                              [this](auto&&...) { client.reset(); });
  calls.PutSnapshotBlockCallable(fauxebs::PutRequest(id, 1, Block::Filled(1)));

  executor->RunOne();

  EXPECT_EQ(client, nullptr);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 2U);  // it waited for the other one
}

TEST_F(ManualCalls, MayLetTheirClientAndTheExecutorGo) {
  fauxebs::FakeEBSClient& calls = *client;
  ManualExecutor& runs = *executor;
  calls.PutSnapshotBlockAsync(fauxebs::PutRequest(id, 0, Block::Filled(1)), [this](auto&&...) {
    executor.reset();
    client.reset();
  });

  EXPECT_EQ(runs.RunUntilIdle(), 1U);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);
}

TEST_F(ManualCalls, HearAnAnswerThatWasLostOnVirtualTime) {
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  auto future = client->PutSnapshotBlockCallable(fauxebs::PutRequest(id, 0, Block::Filled(1)));

  executor->RunUntilIdle();

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_EQ(Attempts(PutSnapshotBlock), (std::vector<int>{1, 2}));
}

// An upload of 40 blocks by eight chains, whose handlers put the next one, and readers beside it.
class Upload {
 public:
  explicit Upload(const std::shared_ptr<ManualExecutor>& executor)
      : client_(MakeEBSClient(ebs, WithExecutor(executor))) {
    fauxebs::SnapshotSpec pending;
    pending.status = fauxebs::SnapshotStatus::kPending;
    id = ebs.AddSnapshot(pending);
    listed_ = ebs.AddSnapshot();
    ebs.On(PutSnapshotBlock).Chance(0.3).Refuse(RequestThrottled());
    for (int chain = 0; chain < 8; ++chain) Put(chain);
    executor->RunUntilIdle();
  }

  std::string Lines() { return ebs.journal().Timeline(); }

  // The blocks in the order in which they were stored.
  std::vector<std::int64_t> Order() {
    std::vector<std::int64_t> order;
    for (const fauxebs::JournalEntry& entry : ebs.journal().entries(fauxebs::Side::kService)) {
      if (entry.operation == PutSnapshotBlock && entry.ok()) order.push_back(*entry.block_index);
    }
    return order;
  }

  fauxebs::Fake ebs;
  std::string id;

 private:
  void Put(int index) {
    client_->PutSnapshotBlockAsync(
        fauxebs::PutRequest(id, index, Block::Random(static_cast<std::uint64_t>(index))),
        [this](const Aws::EBS::EBSClient*, const model::PutSnapshotBlockRequest& request,
               const model::PutSnapshotBlockOutcome& outcome,
               const std::shared_ptr<const Aws::Client::AsyncCallerContext>&) {
          EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
          client_->ListSnapshotBlocksCallable(fauxebs::ListRequest(listed_));
          if (request.GetBlockIndex() < 32) Put(request.GetBlockIndex() + 8);
        });
  }

  std::string listed_;
  std::shared_ptr<Aws::EBS::EBSClient> client_;
};

std::map<std::int32_t, Block> Uploaded() {
  std::map<std::int32_t, Block> blocks;
  for (std::int32_t i = 0; i < 40; ++i)
    blocks.emplace(i, Block::Random(static_cast<std::uint64_t>(i)));
  return blocks;
}

Upload WithSeed(std::uint64_t seed) { return Upload(std::make_shared<ManualExecutor>(seed)); }

TEST(AnAsynchronousUpload, HasTheSameJournalInEveryRunToTheLastLine) {
  Upload first(std::make_shared<ManualExecutor>());
  Upload second(std::make_shared<ManualExecutor>());

  EXPECT_EQ(first.Lines(), second.Lines());
  EXPECT_EQ(first.Order(), second.Order());
  EXPECT_THAT(first.Order(), SizeIs(40));
}

TEST(AnAsynchronousUpload, HasTheSameJournalInEveryRunWithASeedToTheLastLine) {
  Upload first = WithSeed(3);
  Upload second = WithSeed(3);

  EXPECT_EQ(first.Lines(), second.Lines());
  EXPECT_EQ(first.Order(), second.Order());
}

TEST(AnAsynchronousUpload, HasAnotherOrderWithAnotherSeedAndTheSameEnd) {
  Upload first = WithSeed(3);
  Upload second = WithSeed(4);

  EXPECT_NE(first.Order(), second.Order());
  EXPECT_EQ(first.ebs.Snapshot(first.id).DifferenceFrom(Uploaded()), std::nullopt);
  EXPECT_EQ(second.ebs.Snapshot(second.id).DifferenceFrom(Uploaded()), std::nullopt);
}

}  // namespace
