#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/threading/Executor.h>
#include <fauxebs/aws/ebs_client.h>

#include <atomic>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Utils::Threading::DefaultExecutor;
using Aws::Utils::Threading::Executor;
using Aws::Utils::Threading::PooledThreadExecutor;
using fauxebs::Block;
namespace model = Aws::EBS::Model;

using Context = std::shared_ptr<const Aws::Client::AsyncCallerContext>;

// Runs each task where it is submitted.
class InlineExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    task();
    return true;
  }
};

class RefusingExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&&) override { return false; }
};

// Takes tasks; the test runs or drops them.
class QueueingExecutor : public Executor {
 public:
  void RunAll() {
    while (!queue.empty()) {
      const std::function<void()> task = std::move(queue.front());
      queue.pop_front();
      task();
    }
  }
  std::deque<std::function<void()>> queue;

 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    queue.push_back(std::move(task));
    return true;
  }
};

template <typename T, typename... Args>
Aws::EBS::EBSClientConfiguration On(Args&&... args) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = Aws::MakeShared<T>("test", std::forward<Args>(args)...);
  return configuration;
}

class OtherForms : public fauxebs::ClientTest {
 protected:
  Aws::EBS::EBSClientConfiguration inline_configuration = On<InlineExecutor>();
  std::string id = CompletedSnapshot({{0, Block::Filled(7)}});
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(id);
};

TEST_F(OtherForms, CallableReachesTheFake) {
  const auto client = MakeEBSClient(ebs);

  auto outcome = client->ListSnapshotBlocksCallable(request).get();

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
}

TEST_F(OtherForms, SubmitCallableReachesTheFake) {
  const auto client = MakeEBSClient(ebs);

  auto outcome = client->SubmitCallable(&Aws::EBS::EBSClient::ListSnapshotBlocks, request).get();

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
}

TEST_F(OtherForms, AsyncHandsTheHandlerAllFour) {
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs, inline_configuration);
  const Context context = Aws::MakeShared<Aws::Client::AsyncCallerContext>("test", "mine");
  int handled = 0;

  client->ListSnapshotBlocksAsync(
      request,
      [&](const Aws::EBS::EBSClient* called, const model::ListSnapshotBlocksRequest& sent,
          const model::ListSnapshotBlocksOutcome& outcome, const Context& given) {
        ++handled;
        EXPECT_EQ(called, client.get());
        EXPECT_EQ(sent.GetSnapshotId(), id);
        EXPECT_TRUE(outcome.IsSuccess());
        EXPECT_EQ(given->GetUUID(), "mine");
      },
      context);

  EXPECT_EQ(handled, 1);
}

TEST_F(OtherForms, AsyncHandsABlockOverByValue) {
  const auto client = MakeEBSClient(ebs, inline_configuration);
  model::GetSnapshotBlockResult kept;

  client->GetSnapshotBlockAsync(
      GetRequest(id, 0), [&](const Aws::EBS::EBSClient*, const model::GetSnapshotBlockRequest&,
                             model::GetSnapshotBlockOutcome outcome,
                             const Context&) { kept = outcome.GetResultWithOwnership(); });

  EXPECT_TRUE(fauxebs::TextIn(kept.GetBlockData()) == Block::Filled(7).view());
}

TEST_F(OtherForms, RunOnTheUsersExecutor) {
  Aws::EBS::EBSClientConfiguration configuration;
  const auto executor = Aws::MakeShared<QueueingExecutor>("test");
  configuration.executor = executor;
  const auto client = MakeEBSClient(ebs, configuration);

  auto future = client->ListSnapshotBlocksCallable(request);
  const std::size_t queued = executor->queue.size();
  executor->RunAll();

  EXPECT_EQ(queued, 1U);
  EXPECT_TRUE(future.get().IsSuccess());
}

TEST_F(OtherForms, HaveAnExecutorWhereTheConfigurationHasNone) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = nullptr;
  const auto client = MakeEBSClient(ebs, configuration);

  EXPECT_TRUE(client->ListSnapshotBlocksCallable(request).get().IsSuccess());
}

TEST_F(OtherForms, BreakTheirPromiseWhereTheExecutorRefuses) {
  const auto client = MakeEBSClient(ebs, On<RefusingExecutor>());

  auto future = client->ListSnapshotBlocksCallable(request);

  client->Drain();
  EXPECT_THROW(future.get(), std::future_error);
}

TEST_F(OtherForms, AreOverWhereTheExecutorDropsThem) {
  Aws::EBS::EBSClientConfiguration configuration;
  const auto executor = Aws::MakeShared<QueueingExecutor>("test");
  configuration.executor = executor;
  const auto client = MakeEBSClient(ebs, configuration);
  auto future = client->ListSnapshotBlocksCallable(request);

  executor->queue.clear();

  client->Drain();
  EXPECT_THROW(future.get(), std::future_error);
}

// A client that is destroyed with calls in flight.
class Draining : public OtherForms {
 protected:
  using Handler = Aws::EBS::ListSnapshotBlocksResponseReceivedHandler;

  Handler Count() {
    return [this](const Aws::EBS::EBSClient*, const model::ListSnapshotBlocksRequest&,
                  const model::ListSnapshotBlocksOutcome& outcome, const Context&) {
      if (outcome.IsSuccess()) ++heard;
    };
  }

  void Call(const Aws::EBS::EBSClient& client, int times, const Handler& handler) {
    for (int i = 0; i < times; ++i) client.ListSnapshotBlocksAsync(request, handler);
  }

  // 10 clients, each destroyed with 20 Async calls just submitted.
  void DestroyTenWithTwentyCallsEach(const std::function<Aws::EBS::EBSClientConfiguration()>& on) {
    for (int i = 0; i < 10; ++i) Call(*MakeEBSClient(ebs, on()), 20, Count());
  }

  std::atomic<int> heard{0};
};

TEST_F(Draining, LosesNothingOnTheDefaultExecutor) {
  DestroyTenWithTwentyCallsEach([] { return On<DefaultExecutor>(); });

  EXPECT_EQ(heard, 200);
}

TEST_F(Draining, LosesNothingOnAPool) {
  DestroyTenWithTwentyCallsEach([] { return On<PooledThreadExecutor>(4); });

  EXPECT_EQ(heard, 200);
}

TEST_F(Draining, LosesNothingOnAPoolThatClientsShare) {
  auto shared = On<PooledThreadExecutor>(3);
  DestroyTenWithTwentyCallsEach([&] { return shared; });

  EXPECT_EQ(heard, 200);
}

TEST_F(Draining, LosesNothingWithoutAConfiguration) {
  Call(*MakeEBSClient(ebs), 100, Count());

  EXPECT_EQ(heard, 100);
}

TEST_F(Draining, LosesNothingWhereTheClientIsOnTheStack) {
  {
    const fauxebs::FakeEBSClient client(ebs, On<PooledThreadExecutor>(2));
    Call(client, 100, Count());
  }

  EXPECT_EQ(heard, 100);
}

TEST_F(Draining, LosesNoUpload) {
  const std::string pending = PendingSnapshot();
  auto client = MakeEBSClient(ebs, On<PooledThreadExecutor>(4));
  ebs.On(PutSnapshotBlock).First(10).Refuse(RequestThrottled());
  for (int i = 0; i < 20; ++i) {
    client->PutSnapshotBlockCallable(fauxebs::PutRequest(pending, i, Block::Filled(1)));
  }

  client.reset();

  EXPECT_EQ(ebs.Snapshot(pending).blocks(), 20U);
}

TEST_F(Draining, WaitsForWhatTheHandlerHolds) {
  const auto client = MakeEBSClient(ebs);
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = held;
  client->ListSnapshotBlocksAsync(request,
                                  [held = std::move(held)](auto&&...) { EXPECT_EQ(*held, 1); });

  client->Drain();

  EXPECT_TRUE(watched.expired());
}

TEST_F(Draining, ComesBeforeTheDestructorOfADerivedClient) {
  struct Derived : fauxebs::FakeEBSClient {
    Derived(fauxebs::Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
            std::atomic<int>* overridden_calls)
        : FakeEBSClient(ebs, configuration), overridden(overridden_calls) {}
    model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
        const model::ListSnapshotBlocksRequest& listing) const override {
      ++*overridden;
      return FakeEBSClient::ListSnapshotBlocks(listing);
    }
    std::atomic<int>* overridden;
  };
  std::atomic<int> overridden{0};

  Call(*fauxebs::internal::MakeDraining<Derived>(ebs, On<PooledThreadExecutor>(2), &overridden), 50,
       Count());

  EXPECT_EQ(overridden, 50);
  EXPECT_EQ(heard, 50);
}

// A client that is let go in one of its own handlers, with more calls behind it.
class OwnHandler : public Draining {
 protected:
  void LetGoIn(const Aws::EBS::EBSClientConfiguration& configuration) {
    auto client = MakeEBSClient(ebs, configuration);
    const Aws::EBS::EBSClient& calls = *client;
    std::promise<void> may_go;
    const auto gone = std::make_shared<std::promise<int>>();
    const std::shared_future<void> go = may_go.get_future();
    calls.ListSnapshotBlocksAsync(
        request,
        [this, owner = std::make_shared<decltype(client)>(std::move(client)), go, gone](auto&&...) {
          go.wait();
          owner->reset();
          gone->set_value(heard);
        });
    Call(calls, 20, Count());
    may_go.set_value();

    EXPECT_EQ(gone->get_future().get(), 20);
  }
};

TEST_F(OwnHandler, MayLetTheClientGoOnTheDefaultExecutor) { LetGoIn(On<DefaultExecutor>()); }

TEST_F(OwnHandler, MayLetTheClientGoOnAPool) { LetGoIn(On<PooledThreadExecutor>(4)); }

TEST_F(OwnHandler, MayLetTheClientGoOnTheOnlyThread) { LetGoIn(On<PooledThreadExecutor>(1)); }

TEST_F(OwnHandler, MayLetTheClientGoWhereItWasSubmitted) {
  auto client = MakeEBSClient(ebs, inline_configuration);
  Aws::EBS::EBSClient* calls = client.get();

  calls->ListSnapshotBlocksAsync(request, [&](auto&&...) { client.reset(); });

  EXPECT_EQ(client, nullptr);
}

TEST_F(OwnHandler, MayBeTheLastToHoldTheClient) {
  const auto gone = std::make_shared<std::promise<void>>();
  auto client = MakeEBSClient(ebs, On<PooledThreadExecutor>(1));
  const std::weak_ptr<fauxebs::FakeEBSClient> watched = client;
  const fauxebs::FakeEBSClient& calls = *client;
  {
    const std::shared_ptr<void> tell(nullptr, [gone](void*) { gone->set_value(); });
    calls.ListSnapshotBlocksAsync(request, [tell, client](auto&&...) {});
    client.reset();
  }

  gone->get_future().wait();
  EXPECT_TRUE(watched.expired());
  EXPECT_EQ(ebs.journal().Count(ListSnapshotBlocks), 1U);
}

TEST_F(OwnHandler, MayWaitForAllOtherCalls) {
  const auto client = MakeEBSClient(ebs, On<PooledThreadExecutor>(1));
  int heard_in_handler = 0;
  client->ListSnapshotBlocksAsync(request, [&](auto&&...) {
    Call(*client, 20, Count());
    client->Drain();
    heard_in_handler = heard;
  });

  client->Drain();

  EXPECT_EQ(heard_in_handler, 20);
}

TEST_F(OwnHandler, MayWaitThoughAnotherOneDoesToo) {
  const auto client = MakeEBSClient(ebs, On<PooledThreadExecutor>(2));
  const Handler drains = [&](auto&&...) {
    client->Drain();
    ++heard;
  };
  Call(*client, 2, drains);

  client->Drain();

  EXPECT_EQ(heard, 2);
}

// A's handler lets B go on the one thread there is, while a task of B's waits for it.
TEST_F(OwnHandler, MayLetAnotherClientGoWhoseTasksWaitForTheSameThread) {
  const auto configuration = On<PooledThreadExecutor>(1);
  const auto a = MakeEBSClient(ebs, configuration);
  std::shared_ptr<Aws::EBS::EBSClient> b = MakeEBSClient(ebs, configuration);
  std::atomic<int> reports = 0;
  std::promise<void> queued;
  std::promise<void> done;
  a->ListSnapshotBlocksAsync(fauxebs::ListRequest(CompletedSnapshot({})),
                             [&](const auto*, const auto&, const auto&, const auto&) {
                               queued.get_future().wait();
                               b.reset();
                               done.set_value();
                             });
  b->ListSnapshotBlocksAsync(
      fauxebs::ListRequest(CompletedSnapshot({})),
      [&](const auto*, const auto&, const auto&, const auto&) { ++reports; });
  queued.set_value();
  done.get_future().wait();
  EXPECT_EQ(reports, 1);
}

}  // namespace
