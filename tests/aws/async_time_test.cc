// What time it is for asynchronous calls: on a ManualExecutor they begin when they are submitted.
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/manual_executor.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Utils::Threading::PooledThreadExecutor;
using fauxebs::ManualExecutor;
namespace model = Aws::EBS::Model;

class AsyncTime : public fauxebs::ClientTest {
 protected:
  using Client = std::shared_ptr<fauxebs::FakeEBSClient>;

  Client On(std::shared_ptr<Aws::Utils::Threading::Executor> executor) {
    Aws::EBS::EBSClientConfiguration configuration;
    configuration.executor = std::move(executor);
    return MakeEBSClient(ebs, configuration);
  }

  // Eight listings side by side, and the client's end.
  void ListEightTimes(Client client) {
    for (int i = 0; i < 8; ++i) client->ListSnapshotBlocksAsync(request, Ignore());
    client.reset();
  }

  // So many listings, each in the handler of the one before.
  void ListInARow(const Client& client, int times) {
    client->ListSnapshotBlocksAsync(request, [this, client, times](auto&&...) {
      if (times > 1) ListInARow(client, times - 1);
    });
  }

  // Again in the handler of each that fails, after a second.
  void ListUntilItSucceeds(const Client& client) {
    client->ListSnapshotBlocksAsync(request,
                                    [this, client](auto&&, auto&&, const auto& outcome, auto&&) {
                                      if (outcome.IsSuccess()) return;
                                      ebs.clock().Sleeper()(1s);
                                      ListUntilItSucceeds(client);
                                    });
  }

  static Aws::EBS::ListSnapshotBlocksResponseReceivedHandler Ignore() {
    return [](auto&&...) {};
  }

  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(CompletedSnapshot({}));
};

TEST_F(AsyncTime, OfOneThreadIsTheSum) {
  ebs.Latency(ListSnapshotBlocks, Fixed(2s));
  auto executor = std::make_shared<PooledThreadExecutor>(1);
  const Client client = On(executor);
  std::vector<model::ListSnapshotBlocksOutcomeCallable> outcomes;
  for (int i = 0; i < 8; ++i) outcomes.push_back(client->ListSnapshotBlocksCallable(request));
  for (auto& outcome : outcomes) EXPECT_TRUE(outcome.get().IsSuccess());
  EXPECT_EQ(Elapsed(), 16s);
}

TEST_F(AsyncTime, OfEightCallsIsTheLongestAndNotTheSum) {
  ebs.Latency(ListSnapshotBlocks, Fixed(2s));
  ListEightTimes(On(std::make_shared<ManualExecutor>()));
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(AsyncTime, BeginsWithTheSubmission) {
  ebs.Latency(ListSnapshotBlocks, Fixed(2s));
  auto executor = std::make_shared<ManualExecutor>();
  const Client client = On(executor);
  auto outcome = client->ListSnapshotBlocksCallable(request);
  ebs.clock().Advance(1s);
  executor->RunUntilIdle();
  EXPECT_TRUE(outcome.get().IsSuccess());
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(AsyncTime, OfCallsInARowIsTheirSumHoweverOthersInterleave) {
  ebs.Latency(ListSnapshotBlocks, Fixed(1s));
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto begun = Elapsed();
    auto executor = std::make_shared<ManualExecutor>(seed);
    const Client client = On(executor);
    for (int row = 0; row < 4; ++row) ListInARow(client, 3);
    EXPECT_EQ(executor->RunUntilIdle(), 12U);
    EXPECT_EQ(Elapsed() - begun, 3s);
  }
}

TEST_F(AsyncTime, OfAHandlersOwnCallsGoesOnFromItsCall) {
  ebs.Latency(ListSnapshotBlocks, Fixed(1s));
  auto executor = std::make_shared<ManualExecutor>();
  const Client client = On(executor);
  for (int i = 0; i < 3; ++i) {
    client->ListSnapshotBlocksAsync(
        request, [&](auto&&...) { EXPECT_TRUE(client->ListSnapshotBlocks(request).IsSuccess()); });
  }
  executor->RunUntilIdle();
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(AsyncTime, PassesWithASleepInAHandler) {
  const Client client = On(std::make_shared<ManualExecutor>());
  ebs.On(ListSnapshotBlocks).Between(0s, 10s).Refuse(AccessDenied());
  ListUntilItSucceeds(client);
  client->Drain();
  EXPECT_EQ(ebs.journal().Count(ListSnapshotBlocks), 11U);
  EXPECT_EQ(Elapsed(), 10s);
}

TEST_F(AsyncTime, PassesWithASleepOfItsOwnHandlerOnly) {
  const Client client = On(std::make_shared<ManualExecutor>());
  ebs.On(ListSnapshotBlocks).Between(0s, 10s).Refuse(AccessDenied());
  for (int row = 0; row < 3; ++row) ListUntilItSucceeds(client);
  client->Drain();
  EXPECT_EQ(ebs.journal().Count(ListSnapshotBlocks), 33U);
}

// A task that runs others meanwhile goes on when they are over, or when it would have anyway.
class AsyncTimeOfNestedTasks : public AsyncTime {
 protected:
  // A handler at 2 s runs another task, which begins at 0 s, takes 1 s and then sleeps; after that
  // the first one lists once more.
  void Nest(std::chrono::milliseconds sleep, const std::function<void()>& run_others) {
    ebs.Latency(ListSnapshotBlocks, Fixed(1s));
    client->ListSnapshotBlocksAsync(request, [&](auto&&...) {
      EXPECT_TRUE(client->ListSnapshotBlocks(request).IsSuccess());
      run_others();
      EXPECT_FALSE(client->ListSnapshotBlocks(request).IsSuccess());
    });
    client->ListSnapshotBlocksAsync(request, [&](auto&&...) { ebs.clock().Sleeper()(sleep); });
    executor->RunOne();
  }

  std::shared_ptr<ManualExecutor> executor = std::make_shared<ManualExecutor>();
  Client client = On(executor);
};

TEST_F(AsyncTimeOfNestedTasks, IsNotAddedWhereTheyOverlap) {
  ebs.On(ListSnapshotBlocks).Between(2s, 2001ms).Refuse(AccessDenied());
  Nest(1s, [&] { executor->RunOne(); });
}

TEST_F(AsyncTimeOfNestedTasks, IsNotAddedByADrain) {
  ebs.On(ListSnapshotBlocks).Between(2s, 2001ms).Refuse(AccessDenied());
  Nest(1s, [&] { client->Drain(); });
}

TEST_F(AsyncTimeOfNestedTasks, IsWaitedForWhereItIsLonger) {
  ebs.On(ListSnapshotBlocks).Between(6s, 6001ms).Refuse(AccessDenied());
  Nest(5s, [&] { client->Drain(); });
}

TEST_F(AsyncTimeOfNestedTasks, OfATaskThatIsDroppedIsNotWaitedFor) {
  ebs.On(ListSnapshotBlocks).Between(2s, 2001ms).Refuse(AccessDenied());
  Nest(5s, [&] { executor->Stop(); });
}

}  // namespace
