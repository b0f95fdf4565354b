// The mock as its users write it, with all words opened.
#include <aws/core/Aws.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSErrors.h>
#include <fauxebs/aws/sdk.h>
#include <fauxebs/aws_gmock/mock_ebs_client.h>
#include <fauxebs/gmock/test.h>
#include <gtest/gtest-spi.h>

#include <atomic>
#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "aws/client_fixture.h"

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

using fauxebs::ListRequest;
using fauxebs::PutRequest;

using Context = std::shared_ptr<const Aws::Client::AsyncCallerContext>;

EBSError Throttled() {
  return Aws::Client::AWSError<EBSErrors>(EBSErrors::THROTTLING, "RequestThrottledException",
                                          "Rate exceeded", true);
}

struct MockClient : fauxebs::ClientTest {
  const fauxebs::Block block = fauxebs::Block::Filled('x');
  const std::string id = CompletedSnapshot({{7, block}});
};

// What the failures in `act` say, those of this thread.
template <typename Act>
std::vector<std::string> FailuresOf(const Act& act) {
  TestPartResultArray results;
  {
    const ScopedFakeTestPartResultReporter reporter(
        ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    act();
  }
  std::vector<std::string> messages;
  messages.reserve(static_cast<std::size_t>(results.size()));
  for (int i = 0; i < results.size(); ++i) {
    messages.emplace_back(results.GetTestPartResult(i).message());
  }
  return messages;
}

// What it does by itself

TEST_F(MockClient, DoesWhatTheFakeDoes) {
  const auto client = MakeMockEBSClient(ebs);
  StartSnapshotRequest start;
  start.SetVolumeSize(1);

  const StartSnapshotOutcome started = client->StartSnapshot(start);
  ASSERT_THAT(started, IsOk());
  const Aws::String& written = started.GetResult().GetSnapshotId();
  ASSERT_THAT(client->PutSnapshotBlock(PutRequest(written, 7, block)), IsOk());
  CompleteSnapshotRequest complete;
  complete.SetSnapshotId(written);
  complete.SetChangedBlocksCount(1);
  ASSERT_THAT(client->CompleteSnapshot(complete), IsOk());
  ListChangedBlocksRequest changed;
  changed.SetFirstSnapshotId(id);
  changed.SetSecondSnapshotId(id);

  EXPECT_THAT(ebs.Snapshot(written), AllOf(IsCompleted(), HasBlock(7, block)));
  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)).GetResult().GetBlocks(), SizeIs(1));
  EXPECT_THAT(client->ListChangedBlocks(changed), IsOk());
  EXPECT_EQ(fauxebs::TextIn(client->GetSnapshotBlock(GetRequest(id, 7)).GetResult().GetBlockData()),
            block.view());
}

TEST_F(MockClient, AnswersWhereItIsExpectedWithoutAnAction) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, ListSnapshotBlocks(ForSnapshot(id))).Times(2);

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), IsOk());
  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), IsOk());
}

TEST_F(MockClient, HasTheNameAndTheConfigurationOfAnyClient) {
  const fauxebs::AwsSdk sdk;
  EBSClientConfiguration configuration;
  configuration.requestTimeoutMs = 5000;
  fauxebs::ClientOptions options = NoSdkRetries();
  options.name = "reader";
  const auto client = MakeMockEBSClient(ebs, configuration, options);
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), Not(IsOk()));
  EXPECT_EQ(ebs.journal().entries().back().client, "reader");
  EXPECT_EQ(ebs.clock().Now() - fauxebs::kClockEpoch, 5s);
}

// What an action does

TEST_F(MockClient, DoesWhatAnActionSaysInstead) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, PutSnapshotBlock(ForBlock(8))).WillOnce(Return(Throttled()));
  const std::string pending = PendingSnapshot();

  EXPECT_THAT(client->PutSnapshotBlock(PutRequest(pending, 8, block)),
              FailsWith(EBSErrors::THROTTLING, "Rate exceeded"));
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 0U);
}

TEST_F(MockClient, LetsAnActionCallTheFake) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, GetSnapshotBlock)
      .WillOnce(Return(ByMove(GetSnapshotBlockOutcome(Throttled()))))
      .WillRepeatedly([&mock = *client](const GetSnapshotBlockRequest& request) {
        GetSnapshotBlockOutcome outcome = mock.FakeEBSClient::GetSnapshotBlock(request);
        outcome.GetResult().SetChecksum("wrong");
        return outcome;
      });

  EXPECT_THAT(client->GetSnapshotBlock(GetRequest(id, 7)), FailsWith(EBSErrors::THROTTLING));
  const GetSnapshotBlockOutcome got = client->GetSnapshotBlock(GetRequest(id, 7));
  EXPECT_EQ(got.GetResult().GetChecksum(), "wrong");
  EXPECT_EQ(fauxebs::TextIn(got.GetResult().GetBlockData()), block.view());
}

TEST_F(MockClient, LetsADefaultActionBeSetForAll) {
  const auto client = MakeMockEBSClient(ebs);
  ON_CALL(*client, ListSnapshotBlocks).WillByDefault(Return(Throttled()));

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), FailsWith(EBSErrors::THROTTLING));
}

// Where it stands

TEST_F(MockClient, SeesOneCallForEachOperationWhateverItsAttempts) {
  const auto client = MakeMockEBSClient(ebs);
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());
  EXPECT_CALL(*client, ListSnapshotBlocks).Times(1);

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), IsOk());
  EXPECT_EQ(ebs.journal().entries(fauxebs::Side::kClient).back().attempt, 3);
}

TEST_F(MockClient, DoesNotHaveAnActionsErrorRetried) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, ListSnapshotBlocks).WillOnce(Return(Throttled()));

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)), FailsWith(EBSErrors::THROTTLING));
}

TEST_F(MockClient, SeesAllThreeForms) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, ListSnapshotBlocks(ForSnapshot(id))).Times(4);
  const EBSClient& production = *client;
  std::promise<bool> handled;

  EXPECT_THAT(production.ListSnapshotBlocks(ListRequest(id)), IsOk());
  EXPECT_THAT(production.ListSnapshotBlocksCallable(ListRequest(id)).get(), IsOk());
  EXPECT_THAT(production.SubmitCallable(&EBSClient::ListSnapshotBlocks, ListRequest(id)).get(),
              IsOk());
  production.ListSnapshotBlocksAsync(
      ListRequest(id), [&](const EBSClient*, const ListSnapshotBlocksRequest&,
                           const ListSnapshotBlocksOutcome& outcome,
                           const Context&) { handled.set_value(outcome.IsSuccess()); });
  EXPECT_TRUE(handled.get_future().get());
}

// Older SDKs have no paginators.
#if AWS_SDK_VERSION_MAJOR > 1 || AWS_SDK_VERSION_MINOR > 11 || \
    (AWS_SDK_VERSION_MINOR == 11 && AWS_SDK_VERSION_PATCH >= 757)
TEST_F(MockClient, SeesThePagesOfAPaginator) {
  const auto client = MakeMockEBSClient(ebs);
  ListSnapshotBlocksResult first;
  first.SetNextToken("second");
  EXPECT_CALL(*client, ListSnapshotBlocks)
      .WillOnce(Return(first))
      .WillOnce(Return(ListSnapshotBlocksResult()));

  std::size_t pages = 0;
  for (const auto& outcome : client->ListSnapshotBlocksPaginator(ListRequest(id))) {
    EXPECT_THAT(outcome, IsOk());
    ++pages;
  }
  EXPECT_EQ(pages, 2U);
}
#endif

// How strict it is

TEST_F(MockClient, IsNiceUnlessToldOtherwise) {
  EXPECT_TRUE(
      (std::is_same_v<decltype(MakeMockEBSClient(ebs)), std::shared_ptr<NiceMock<MockEBSClient>>>));
  EXPECT_TRUE((std::is_same_v<decltype(MakeMockEBSClient<NaggyMock>(ebs)),
                              std::shared_ptr<NaggyMock<MockEBSClient>>>));
}

TEST_F(MockClient, ReportsCallsThatNobodyExpectsWhereItIsStrict) {
  const auto client = MakeMockEBSClient<StrictMock>(ebs);
  ListSnapshotBlocksOutcome outcome;

  EXPECT_NONFATAL_FAILURE(outcome = client->ListSnapshotBlocks(ListRequest(id)),
                          "Uninteresting mock function call");
  EXPECT_THAT(outcome, IsOk());
}

TEST_F(MockClient, SaysInShortWhatWasCalledInstead) {
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, PutSnapshotBlock(ForBlock(7))).Times(0);
  const PutSnapshotBlockRequest request = PutRequest(PendingSnapshot(), 8, block);

  const std::vector<std::string> failures = FailuresOf([&] { client->PutSnapshotBlock(request); });

  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0], HasSubstr("is for a block that is equal to 7"));
  EXPECT_THAT(failures[0], HasSubstr("[8] data-length=524288"));
  EXPECT_THAT(failures[0], HasSubstr("which is for block 8"));
  EXPECT_THAT(failures[0], Not(HasSubstr("xxxx")));
  EXPECT_THAT(failures[0], SizeIs(Lt(1000U)));
}

// How it ends

TEST_F(MockClient, IsVerifiedWhenItsLastOwnerLetsItGo) {
  EXPECT_NONFATAL_FAILURE(
      {
        const auto client = MakeMockEBSClient(ebs);
        EXPECT_CALL(*client, CompleteSnapshot);
      },
      "Actual: never called");
}

TEST_F(MockClient, WaitsForCallsInFlightBeforeItIsVerified) {
  std::atomic<int> handled{0};
  std::vector<ListSnapshotBlocksOutcomeCallable> futures;
  {
    const auto client = MakeMockEBSClient<StrictMock>(ebs);
    EXPECT_CALL(*client, ListSnapshotBlocks(ForSnapshot(id))).Times(20);
    for (int i = 0; i < 10; ++i) {
      futures.push_back(client->ListSnapshotBlocksCallable(ListRequest(id)));
      client->ListSnapshotBlocksAsync(
          ListRequest(id), [&](const EBSClient*, const ListSnapshotBlocksRequest&,
                               const ListSnapshotBlocksOutcome&, const Context&) { ++handled; });
    }
  }

  EXPECT_EQ(handled, 10);
  for (ListSnapshotBlocksOutcomeCallable& future : futures) EXPECT_THAT(future.get(), IsOk());
}

TEST_F(MockClient, IsSafeOnTheStackOnceItIsDrained) {
  std::atomic<int> handled{0};  // before the client: what its handlers refer to
  {
    NiceMock<MockEBSClient> client(ebs);
    EXPECT_CALL(client, ListSnapshotBlocks).Times(10);
    for (int i = 0; i < 10; ++i) {
      client.ListSnapshotBlocksAsync(
          ListRequest(id), [&](const EBSClient*, const ListSnapshotBlocksRequest&,
                               const ListSnapshotBlocksOutcome&, const Context&) { ++handled; });
    }
    client.Drain();
  }

  EXPECT_EQ(handled, 10);
}

TEST_F(MockClient, IsSafeOnTheStackWithoutOtherThreads) {
  NiceMock<MockEBSClient> client(ebs, NoSdkRetries());
  EXPECT_CALL(client, ListSnapshotBlocks);

  EXPECT_THAT(client.ListSnapshotBlocks(ListRequest(id)), IsOk());
}

TEST_F(MockClient, MayOutliveItsFake) {
  auto other = std::make_unique<fauxebs::Fake>();
  const auto client = MakeMockEBSClient(*other);
  EXPECT_CALL(*client, ListSnapshotBlocks);
  other.reset();

  EXPECT_THAT(client->ListSnapshotBlocks(ListRequest(id)),
              FailsWith(EBSErrors::NETWORK_CONNECTION));
}

}  // namespace
