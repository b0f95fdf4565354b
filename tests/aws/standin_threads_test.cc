// The stand-in for the AWS SDK: its executors, Callable and Async are as the SDK's.
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

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

// ---- Executors ----

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

TEST(Callable, LeavesABrokenPromiseWhereTheExecutorRefuses) {
  const EBSClient client(ConfigurationWith(Aws::MakeShared<RefusingExecutor>(kTag)));
  auto future = client.StartSnapshotCallable(StartSnapshotRequest());
  EXPECT_THROW(future.get(), std::future_error);
}

TEST(Async, NeverCallsItsHandlerWhereTheExecutorRefuses) {
  const EBSClient client(ConfigurationWith(Aws::MakeShared<RefusingExecutor>(kTag)));
  bool called = false;
  client.StartSnapshotAsync(
      StartSnapshotRequest(),
      [&called](const EBSClient*, const StartSnapshotRequest&, const StartSnapshotOutcome&,
                const std::shared_ptr<const AsyncCallerContext>&) { called = true; });
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace fauxebs
