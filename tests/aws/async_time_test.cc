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
  using Client = std::shared_ptr<Aws::EBS::EBSClient>;

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

}  // namespace
