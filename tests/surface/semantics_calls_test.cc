// Async, Callable and paginators: where they run, and that they reach what overrides the six.
#include <aws/core/VersionConfig.h>

#include <chrono>
#include <future>
#include <thread>

#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSClient;
using Aws::Utils::Threading::PooledThreadExecutor;
using fauxebs::Block;
using fauxebs::Context;
using fauxebs::RunningOn;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

class CallsTest : public fauxebs::SdkTest {
 protected:
  std::string id = CompletedSnapshot({{0, Block::Filled(7)}});
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(id);
};

using SdkSemantics06 = CallsTest;
using SdkSemantics07 = CallsTest;

// ---- 06: Async ----

TEST_F(SdkSemantics06, TheHandlerRunsOnTheExecutorsThread) {
  const auto client = MakeEBSClient(ebs, RunningOn<PooledThreadExecutor>(1));
  std::promise<std::thread::id> handled;

  client->ListSnapshotBlocksAsync(
      request, [&](auto&&...) { handled.set_value(std::this_thread::get_id()); });

  EXPECT_NE(handled.get_future().get(), std::this_thread::get_id());
}

TEST_F(SdkSemantics06, TheHandlerIsGivenClientRequestOutcomeAndContext) {
  const std::shared_ptr<EBSClient> client =
      MakeEBSClient(ebs, RunningOn<fauxebs::InlineExecutor>());
  const Context context = Aws::MakeShared<Aws::Client::AsyncCallerContext>("test", "mine");
  const EBSClient* called = nullptr;
  std::string heard;

  client->ListSnapshotBlocksAsync(
      request,
      [&](const EBSClient* from, const model::ListSnapshotBlocksRequest& sent,
          const model::ListSnapshotBlocksOutcome& outcome, const Context& given) {
        called = from;
        heard = sent.GetSnapshotId() + (outcome.IsSuccess() ? " yes " : " no ") + given->GetUUID();
      },
      context);

  EXPECT_EQ(called, client.get());
  EXPECT_EQ(heard, id + " yes mine");
}

TEST_F(SdkSemantics06, TheContextIsNullUnlessOneIsGiven) {
  bool is_null = false;

  MakeEBSClient(ebs, RunningOn<fauxebs::InlineExecutor>())
      ->ListSnapshotBlocksAsync(request,
                                [&](const EBSClient*, const model::ListSnapshotBlocksRequest&,
                                    const model::ListSnapshotBlocksOutcome&,
                                    const Context& context) { is_null = context == nullptr; });

  EXPECT_TRUE(is_null);
}

TEST_F(SdkSemantics06, AContextOfTheUsersComesBackAsWhatItIs) {
  struct Numbered : Aws::Client::AsyncCallerContext {
    int number = 0;
  };
  const auto mine = Aws::MakeShared<Numbered>("test");
  mine->number = 42;
  int heard = 0;

  MakeEBSClient(ebs, RunningOn<fauxebs::InlineExecutor>())
      ->ListSnapshotBlocksAsync(
          request,
          [&](const EBSClient*, const model::ListSnapshotBlocksRequest&,
              const model::ListSnapshotBlocksOutcome&, const Context& context) {
            heard = std::dynamic_pointer_cast<const Numbered>(context)->number;
          },
          mine);

  EXPECT_EQ(heard, 42);
}

TEST_F(SdkSemantics06, ARefusedTaskIsForgottenAndItsHandlerNeverCalled) {
  const auto client = MakeEBSClient(ebs, RunningOn<fauxebs::RefusingExecutor>());
  bool heard = false;

  client->ListSnapshotBlocksAsync(request, [&](auto&&...) { heard = true; });
  client->Drain();

  EXPECT_FALSE(heard);
  EXPECT_THAT(ebs.journal().entries(), IsEmpty());
}

TEST_F(SdkSemantics06, ARefusedCallableBreaksItsPromise) {
  const auto client = MakeEBSClient(ebs, RunningOn<fauxebs::RefusingExecutor>());

  auto future = client->ListSnapshotBlocksCallable(request);
  client->Drain();

  EXPECT_THROW(future.get(), std::future_error);
}

TEST_F(SdkSemantics06, AnExecutorMayRunTheTaskWhereItIsSubmitted) {
  const auto client = MakeEBSClient(ebs, RunningOn<fauxebs::InlineExecutor>());
  bool heard = false;

  client->ListSnapshotBlocksAsync(request, [&](auto&&...) { heard = true; });

  EXPECT_TRUE(heard);
  EXPECT_TRUE(client->ListSnapshotBlocksCallable(request).get().IsSuccess());
}

// ---- 07: Callable ----

TEST_F(SdkSemantics07, ACallableIsATaskOnTheSameExecutor) {
  const auto executor = Aws::MakeShared<fauxebs::QueueingExecutor>("test");
  const auto client = MakeEBSClient(ebs, RunningOn(executor));

  client->ListSnapshotBlocksAsync(request, [](auto&&...) {});
  auto future = client->ListSnapshotBlocksCallable(request);

  EXPECT_THAT(executor->queue, SizeIs(2));
}

TEST_F(SdkSemantics07, ACallableRunsThoughNobodyAsksForItsResult) {
  const auto executor = Aws::MakeShared<fauxebs::QueueingExecutor>("test");
  const auto client = MakeEBSClient(ebs, RunningOn(executor));

  auto future = client->ListSnapshotBlocksCallable(request);
  const auto before = future.wait_for(std::chrono::seconds(0));
  executor->RunAll();

  EXPECT_EQ(before, std::future_status::timeout);
  EXPECT_EQ(future.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_EQ(ebs.journal().Count(ListSnapshotBlocks), 1U);
}

// ---- 08: virtual dispatch ----

class SdkSemantics08 : public fauxebs::SdkTest {
 protected:
  std::string id = CompletedSnapshot({{0, Block::Filled(7)}});
  fauxebs::HandMade mine{ebs, RunningOn<fauxebs::InlineExecutor>()};
  EBSClient& client = mine;
};

TEST_F(SdkSemantics08, TheSixOperationsReachWhatOverridesThem) {
  client.StartSnapshot(model::StartSnapshotRequest());
  client.PutSnapshotBlock(model::PutSnapshotBlockRequest());
  client.CompleteSnapshot(model::CompleteSnapshotRequest());
  client.GetSnapshotBlock(model::GetSnapshotBlockRequest());
  client.ListSnapshotBlocks(model::ListSnapshotBlocksRequest());
  client.ListChangedBlocks(model::ListChangedBlocksRequest());

  EXPECT_THAT(mine.reached,
              ElementsAre("StartSnapshot", "PutSnapshotBlock", "CompleteSnapshot",
                          "GetSnapshotBlock", "ListSnapshotBlocks", "ListChangedBlocks"));
}

TEST_F(SdkSemantics08, TheSixCallablesReachWhatOverridesTheOperations) {
  client.StartSnapshotCallable(model::StartSnapshotRequest());
  client.PutSnapshotBlockCallable(model::PutSnapshotBlockRequest());
  client.CompleteSnapshotCallable(model::CompleteSnapshotRequest());
  client.GetSnapshotBlockCallable(model::GetSnapshotBlockRequest());
  client.ListSnapshotBlocksCallable(model::ListSnapshotBlocksRequest());
  client.ListChangedBlocksCallable(model::ListChangedBlocksRequest());

  EXPECT_THAT(mine.reached,
              ElementsAre("StartSnapshot", "PutSnapshotBlock", "CompleteSnapshot",
                          "GetSnapshotBlock", "ListSnapshotBlocks", "ListChangedBlocks"));
}

TEST_F(SdkSemantics08, TheSixAsyncsReachWhatOverridesTheOperations) {
  const auto ignore = [](auto&&...) {};

  client.StartSnapshotAsync(model::StartSnapshotRequest(), ignore);
  client.PutSnapshotBlockAsync(model::PutSnapshotBlockRequest(), ignore);
  client.CompleteSnapshotAsync(model::CompleteSnapshotRequest(), ignore);
  client.GetSnapshotBlockAsync(model::GetSnapshotBlockRequest(), ignore);
  client.ListSnapshotBlocksAsync(model::ListSnapshotBlocksRequest(), ignore);
  client.ListChangedBlocksAsync(model::ListChangedBlocksRequest(), ignore);

  EXPECT_THAT(mine.reached,
              ElementsAre("StartSnapshot", "PutSnapshotBlock", "CompleteSnapshot",
                          "GetSnapshotBlock", "ListSnapshotBlocks", "ListChangedBlocks"));
}

TEST_F(SdkSemantics08, SubmitAsyncAndSubmitCallableReachThemToo) {
  const model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(id);
  bool heard = false;

  auto future = client.SubmitCallable(&EBSClient::ListSnapshotBlocks, request);
  client.SubmitAsync(&EBSClient::ListSnapshotBlocks, request,
                     [&](const EBSClient*, const model::ListSnapshotBlocksRequest&,
                         const model::ListSnapshotBlocksOutcome& outcome,
                         const Context&) { heard = outcome.IsSuccess(); });

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_TRUE(heard);
  EXPECT_THAT(mine.reached, ElementsAre("ListSnapshotBlocks", "ListSnapshotBlocks"));
}

// SDK: there are none before 1.11.757.
#if AWS_SDK_VERSION_MAJOR > 1 || AWS_SDK_VERSION_MINOR > 11 || AWS_SDK_VERSION_PATCH >= 757
TEST_F(SdkSemantics08, PaginatorsReachThemToo) {
  std::vector<bool> pages;

  for (const auto& page : client.ListSnapshotBlocksPaginator(fauxebs::ListRequest(id))) {
    pages.push_back(page.IsSuccess());
  }

  EXPECT_THAT(pages, ElementsAre(true));
  EXPECT_THAT(mine.reached, ElementsAre("ListSnapshotBlocks"));
}
#endif

}  // namespace
