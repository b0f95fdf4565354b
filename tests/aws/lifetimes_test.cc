// Clients, fakes and executors that end in any order. Those that end with calls in flight are in
// async_test.cc, InitAPI and ShutdownAPI in guard_test.cc.
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/sdk.h>

#include <atomic>
#include <future>
#include <vector>

#include "aws/client_fixture.h"

namespace {

using fauxebs::Block;
using fauxebs::Fake;
using testing::HasSubstr;
using testing::IsEmpty;
namespace model = Aws::EBS::Model;

using FakeEBSClient = fauxebs::ClientTest;

TEST(FakeEBSClientAlone, AnswersWithASentenceOnceItsFakeIsGone) {
  auto ebs = std::make_unique<Fake>();
  const auto client = MakeEBSClient(*ebs);
  ebs.reset();

  const auto outcome = client->ListSnapshotBlocks(fauxebs::ListRequest("snap-0123456789abcdef0"));

  ASSERT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::NETWORK_CONNECTION);
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_THAT(outcome.GetError().GetMessage(), HasSubstr("the fake outlive"));
}

TEST(FakeEBSClientAlone, TwoFakesShareNothing) {
  Fake one;
  Fake other;
  const std::string id = one.AddSnapshot();

  const auto known = MakeEBSClient(one)->ListSnapshotBlocks(fauxebs::ListRequest(id));
  const auto unknown = MakeEBSClient(other)->ListSnapshotBlocks(fauxebs::ListRequest(id));

  EXPECT_TRUE(known.IsSuccess());
  EXPECT_EQ(unknown.GetError().GetErrorType(), Aws::EBS::EBSErrors::RESOURCE_NOT_FOUND);
}

TEST(FakeEBSClientAlone, KeepsTheUsersRegionAndMayHaveNone) {
  Fake ebs;
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.region = "";

  const auto client = MakeEBSClient(ebs, configuration);

  EXPECT_TRUE(client->ListSnapshotBlocks(fauxebs::ListRequest(ebs.AddSnapshot())).IsSuccess());
}

TEST(FakeEBSClientAlone, WorksInsideAnSdkOfTheUsersAndAfterIt) {
  Fake ebs;
  std::shared_ptr<Aws::EBS::EBSClient> client;
  {
    const fauxebs::AwsSdk sdk;
    client = MakeEBSClient(ebs);
  }

  auto future = client->ListSnapshotBlocksCallable(fauxebs::ListRequest(ebs.AddSnapshot()));

  EXPECT_TRUE(future.get().IsSuccess());
}

#ifdef FAUXEBS_STANDIN
TEST_F(FakeEBSClient, SlicedToAPlainClientGoesNowhere) {
  const auto client = MakeEBSClient(ebs);
  const Aws::EBS::EBSClient sliced = *client;

  const auto outcome = sliced.ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({})));

  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::NETWORK_CONNECTION);
  EXPECT_THAT(ebs.journal().entries(), IsEmpty());
}
#endif

class Orphan : public testing::Test {
 protected:
  template <typename Outcome>
  static void ExpectSentence(const Outcome& outcome) {
    ASSERT_FALSE(outcome.IsSuccess());
    EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::NETWORK_CONNECTION);
    EXPECT_FALSE(outcome.GetError().ShouldRetry());
    EXPECT_THAT(outcome.GetError().GetMessage(), HasSubstr("the fake outlive"));
  }

  static std::shared_ptr<Aws::EBS::EBSClient> Orphaned() {
    Fake ebs;
    return MakeEBSClient(ebs);
  }

  std::shared_ptr<Aws::EBS::EBSClient> client = Orphaned();
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest("snap-0123456789abcdef0");
};

TEST_F(Orphan, AnswersAnAsyncCallWithTheSentence) {
  std::promise<void> done;

  client->ListSnapshotBlocksAsync(request, [&](auto*, auto&, auto& outcome, auto&) {
    ExpectSentence(outcome);
    done.set_value();
  });

  done.get_future().wait();
}

TEST_F(Orphan, AnswersACallableWithTheSentence) {
  ExpectSentence(client->ListSnapshotBlocksCallable(request).get());
}

TEST_F(Orphan, AnswersWithTheSentenceThoughHandlersWatch) {
  model::GetSnapshotBlockRequest get;
  get.SetSnapshotId("snap-0");
  get.SetBlockIndex(0);
  get.SetBlockToken("AAAB");
  int calls = 0;
  get.SetDataReceivedEventHandler([&](auto&&...) { ++calls; });

  ExpectSentence(client->GetSnapshotBlock(get));

  EXPECT_EQ(calls, 0);
}

TEST_F(FakeEBSClient, MayEndWhileOthersThatShareItsPoolGoOn) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = Aws::MakeShared<Aws::Utils::Threading::PooledThreadExecutor>("test", 2);
  const auto stays = MakeEBSClient(ebs, configuration);
  const std::string id = CompletedSnapshot({});
  std::vector<model::ListSnapshotBlocksOutcomeCallable> futures;

  for (int i = 0; i < 20; ++i) {
    const auto goes = MakeEBSClient(ebs, configuration);
    futures.push_back(goes->ListSnapshotBlocksCallable(fauxebs::ListRequest(id)));
    futures.push_back(stays->ListSnapshotBlocksCallable(fauxebs::ListRequest(id)));
  }

  for (auto& future : futures) EXPECT_TRUE(future.get().IsSuccess());
}

TEST_F(FakeEBSClient, MayEndWithManyCallsInFlightOnAllOperations) {
  const std::string pending = PendingSnapshot();
  const std::string completed = CompletedSnapshot({{0, Block::Filled(1)}});
  ebs.OnAny().Chance(0.2).Refuse(fauxebs::words::RequestThrottled());
  std::atomic<int> heard{0};
  const auto count = [&](auto&&...) { ++heard; };
  auto client = MakeEBSClient(ebs);
  model::StartSnapshotRequest start;
  start.SetVolumeSize(1);

  for (int i = 0; i < 10; ++i) {
    client->PutSnapshotBlockAsync(fauxebs::PutRequest(pending, i, Block::Filled(2)), count);
    client->GetSnapshotBlockAsync(
        GetRequest(completed, 0),
        [&](auto*, auto&, model::GetSnapshotBlockOutcome, auto&) { ++heard; });
    client->ListSnapshotBlocksAsync(fauxebs::ListRequest(completed), count);
    client->StartSnapshotAsync(start, count);
  }
  client.reset();

  EXPECT_EQ(heard, 40);
  EXPECT_EQ(ebs.Snapshot(pending).blocks(), 10U);
}

}  // namespace
