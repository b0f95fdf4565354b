// The stand-in for the AWS SDK: its executors, Callable and Async are as the SDK's.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AsyncCallerContext;
using Aws::Utils::Threading::DefaultExecutor;
using Aws::Utils::Threading::Executor;
using Aws::Utils::Threading::OverflowPolicy;
using Aws::Utils::Threading::PooledThreadExecutor;

class RefusingExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&&) override { return false; }
};

// Overrides the six operations with a success that carries the request's snapshot id as its request
// id.
class AnsweringClient : public EBSClient {
 public:
  explicit AnsweringClient(
      std::shared_ptr<Executor> executor = Aws::MakeShared<InlineExecutor>(kTag))
      : EBSClient(Aws::Auth::AWSCredentials("id", "secret"), nullptr,
                  ConfigurationWith(std::move(executor))) {}

  StartSnapshotOutcome StartSnapshot(const StartSnapshotRequest& request) const override {
    return StartSnapshotResult().WithRequestId(request.GetDescription());
  }
  PutSnapshotBlockOutcome PutSnapshotBlock(const PutSnapshotBlockRequest& request) const override {
    return PutSnapshotBlockResult().WithRequestId(request.GetSnapshotId());
  }
  CompleteSnapshotOutcome CompleteSnapshot(const CompleteSnapshotRequest& request) const override {
    return CompleteSnapshotResult().WithRequestId(request.GetSnapshotId());
  }
  GetSnapshotBlockOutcome GetSnapshotBlock(const GetSnapshotBlockRequest& request) const override {
    Aws::IOStream* body = request.GetResponseStreamFactory()();
    *body << "data of " << request.GetSnapshotId();
    GetSnapshotBlockResult result;
    result.WithRequestId(request.GetSnapshotId()).ReplaceBody(body);
    return GetSnapshotBlockOutcome(std::move(result));
  }
  ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const ListSnapshotBlocksRequest& request) const override {
    return ListSnapshotBlocksResult().WithRequestId(request.GetSnapshotId());
  }
  ListChangedBlocksOutcome ListChangedBlocks(
      const ListChangedBlocksRequest& request) const override {
    return ListChangedBlocksResult().WithRequestId(request.GetSecondSnapshotId());
  }
};

// ---- Executors ----

TEST(DefaultExecutor, WaitsForItsTasksBeforeItGoes) {
  std::atomic<int> done{0};
  {
    DefaultExecutor executor;
    EXPECT_TRUE(executor.Submit([&done] { ++done; }));
    EXPECT_TRUE(executor.Submit([&done](int n) { done += n; }, 2));
  }
  EXPECT_EQ(done, 3);
}

TEST(DefaultExecutor, RunsTasksSideBySide) {
  std::promise<void> first;
  std::promise<void> second;
  std::promise<void> both;
  DefaultExecutor executor;
  executor.Submit([&] {
    first.set_value();
    second.get_future().wait();
    both.set_value();
  });
  executor.Submit([&] {
    first.get_future().wait();
    second.set_value();
  });
  both.get_future().wait();
}

TEST(DefaultExecutor, RefusesTasksOnceItIsStopped) {
  DefaultExecutor executor;
  executor.WaitUntilStopped();
  EXPECT_FALSE(executor.Submit([] {}));
}

TEST(DefaultExecutor, MayBeDestroyedByItsOwnTask) {
  std::promise<void> destroyed;
  auto executor = std::make_shared<DefaultExecutor>();
  std::promise<std::shared_ptr<DefaultExecutor>> last;
  executor->Submit([&destroyed, &last] {
    last.get_future().get().reset();
    destroyed.set_value();
  });
  last.set_value(std::move(executor));
  destroyed.get_future().wait();
}

TEST(PooledThreadExecutor, RunsQueuedTasksInOrder) {
  std::vector<int> order;
  std::promise<void> last;
  PooledThreadExecutor executor(1);
  executor.Submit([&order] { order.push_back(1); });
  executor.Submit([&order] { order.push_back(2); });
  executor.Submit([&last] { last.set_value(); });
  last.get_future().wait();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST(PooledThreadExecutor, DropsQueuedTasksWhenItStops) {
  std::promise<void> started;
  std::promise<void> release;
  auto dropped = std::make_shared<std::packaged_task<void()>>([] {});
  std::future<void> never = dropped->get_future();
  PooledThreadExecutor executor(1);
  executor.Submit([&] {
    started.set_value();
    release.get_future().wait();
  });
  started.get_future().wait();
  executor.Submit([task = std::exchange(dropped, nullptr)] { (*task)(); });
  std::thread stopper([&] { executor.WaitUntilStopped(); });
  EXPECT_THROW(never.get(), std::future_error);
  release.set_value();
  stopper.join();
  EXPECT_FALSE(executor.Submit([] {}));
}

TEST(PooledThreadExecutor, RejectsWhatWouldOverflowItsQueue) {
  std::promise<void> started;
  std::promise<void> release;
  PooledThreadExecutor executor(1, OverflowPolicy::REJECT_IMMEDIATELY);
  EXPECT_TRUE(executor.Submit([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(executor.Submit([] {}));
  EXPECT_FALSE(executor.Submit([] {}));
  release.set_value();
}

// ---- Callable and Async ----

TEST(Callable, ReachesTheOverride) {
  const AnsweringClient client;
  const EBSClient& base = client;
  EXPECT_EQ(base.PutSnapshotBlockCallable(PutSnapshotBlockRequest().WithSnapshotId("s1"))
                .get()
                .GetResult()
                .GetRequestId(),
            "s1");
  EXPECT_EQ(base.SubmitCallable(&EBSClient::CompleteSnapshot,
                                CompleteSnapshotRequest().WithSnapshotId("s2"))
                .get()
                .GetResult()
                .GetRequestId(),
            "s2");
}

TEST(Callable, HandsOverAMoveOnlyResult) {
  const AnsweringClient client;
  GetSnapshotBlockOutcome outcome =
      client.GetSnapshotBlockCallable(GetSnapshotBlockRequest().WithSnapshotId("s")).get();
  EXPECT_EQ(ReadAll(outcome.GetResult().GetBlockData()), "data of s");
}

TEST(Callable, LeavesABrokenPromiseWhereTheExecutorRefuses) {
  const AnsweringClient client(Aws::MakeShared<RefusingExecutor>(kTag));
  auto future = client.StartSnapshotCallable(StartSnapshotRequest());
  EXPECT_THROW(future.get(), std::future_error);
}

TEST(Async, CallsItsHandlerWithClientRequestOutcomeAndContext) {
  const AnsweringClient client;
  const auto context = std::make_shared<const AsyncCallerContext>("mine");
  const EBSClient* seen_client = nullptr;
  Aws::String seen;
  client.ListSnapshotBlocksAsync(
      ListSnapshotBlocksRequest().WithSnapshotId("s"),
      [&](const EBSClient* from, const ListSnapshotBlocksRequest& request,
          const ListSnapshotBlocksOutcome& outcome,
          const std::shared_ptr<const AsyncCallerContext>& given) {
        seen_client = from;
        seen = request.GetSnapshotId() + outcome.GetResult().GetRequestId() + given->GetUUID();
      },
      context);
  EXPECT_EQ(seen_client, &client);
  EXPECT_EQ(seen, "ssmine");
}

TEST(Async, GivesBlockDataToItsHandlerByValue) {
  const AnsweringClient client;
  Aws::String data;
  client.GetSnapshotBlockAsync(
      GetSnapshotBlockRequest().WithSnapshotId("s"),
      [&data](const EBSClient*, const GetSnapshotBlockRequest&, GetSnapshotBlockOutcome outcome,
              const std::shared_ptr<const AsyncCallerContext>& context) {
        EXPECT_EQ(context, nullptr);
        data = ReadAll(outcome.GetResultWithOwnership().GetBlockData());
      });
  EXPECT_EQ(data, "data of s");
}

TEST(Async, NeverCallsItsHandlerWhereTheExecutorRefuses) {
  const AnsweringClient client(Aws::MakeShared<RefusingExecutor>(kTag));
  bool called = false;
  client.StartSnapshotAsync(
      StartSnapshotRequest(),
      [&called](const EBSClient*, const StartSnapshotRequest&, const StartSnapshotOutcome&,
                const std::shared_ptr<const AsyncCallerContext>&) { called = true; });
  EXPECT_FALSE(called);
}

TEST(Async, RunsOnTheThreadsOfThePool) {
  const AnsweringClient client(Aws::MakeShared<PooledThreadExecutor>(kTag, 2u));
  auto first = client.StartSnapshotCallable(StartSnapshotRequest().WithDescription("1"));
  auto second = client.StartSnapshotCallable(StartSnapshotRequest().WithDescription("2"));
  EXPECT_EQ(first.get().GetResult().GetRequestId(), "1");
  EXPECT_EQ(second.get().GetResult().GetRequestId(), "2");
}

}  // namespace
}  // namespace fauxebs
