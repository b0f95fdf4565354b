// Traps of deriving from the SDK's client: how it is made, and how it ends.
#include <aws/core/auth/AWSCredentials.h>

#include <atomic>
#include <future>
#include <type_traits>

#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSClient;
using Aws::Utils::Threading::DefaultExecutor;
using Aws::Utils::Threading::PooledThreadExecutor;
using fauxebs::RunningOn;
using testing::ElementsAre;
namespace model = Aws::EBS::Model;

using SdkTrap01 = fauxebs::ClientTest;
using SdkTrap03 = fauxebs::ClientTest;
using SdkTrap04 = fauxebs::ClientTest;

// ---- 01: which constructor of the base ----

// It has been there in every version, with credentials given nothing is looked up, and it makes an
// endpoint provider of its own.
TEST_F(SdkTrap01, TheBaseIsMadeWithCredentialsAndAPlainConfiguration) {
  static_assert(std::is_constructible_v<EBSClient, Aws::Auth::AWSCredentials,
                                        Aws::Client::ClientConfiguration>);

  const auto client = MakeEBSClient(ebs);

  EXPECT_NE(client->accessEndpointProvider(), nullptr);
}

// ---- 02: calls in flight when a client goes ----

class SdkTrap02 : public fauxebs::SdkTest {
 protected:
  void Call(const EBSClient& client, int times) {
    for (int i = 0; i < times; ++i) {
      client.ListSnapshotBlocksAsync(request, [this](auto&&...) { ++heard; });
    }
  }

  std::atomic<int> heard{0};
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(CompletedSnapshot({}));
};

TEST_F(SdkTrap02, TasksThatAreQueuedButNotStartedAreNotLost) {
  const auto executor = Aws::MakeShared<fauxebs::QueueingExecutor>("test");
  auto client = MakeEBSClient(ebs, RunningOn(executor));
  Call(*client, 10);

  client.reset();

  EXPECT_EQ(heard, 10);
}

TEST_F(SdkTrap02, AnExecutorThatRunsLateFindsNothingLeftToDo) {
  const auto executor = Aws::MakeShared<fauxebs::QueueingExecutor>("test");
  auto client = MakeEBSClient(ebs, RunningOn(executor));
  Call(*client, 10);
  client.reset();

  executor->RunAll();

  EXPECT_EQ(heard, 10);
}

TEST_F(SdkTrap02, AClientOnTheStackWaitsToo) {
  {
    const fauxebs::FakeEBSClient client(ebs, RunningOn<PooledThreadExecutor>(2));
    Call(client, 50);
  }
  EXPECT_EQ(heard, 50);
}

TEST_F(SdkTrap02, SoDoesOneOnTheDefaultExecutor) {
  {
    const fauxebs::FakeEBSClient client(ebs, RunningOn<DefaultExecutor>());
    Call(client, 50);
  }
  EXPECT_EQ(heard, 50);
}

// A destructor is too late for what a derived class overrides: it is drained before.
TEST_F(SdkTrap02, ADerivedClientOnTheStackIsDrainedByHand) {
  const fauxebs::HandMade client(ebs, RunningOn<PooledThreadExecutor>(1));
  Call(client, 3);

  client.Drain();

  EXPECT_EQ(heard, 3);
  EXPECT_THAT(client.reached,
              ElementsAre("ListSnapshotBlocks", "ListSnapshotBlocks", "ListSnapshotBlocks"));
}

TEST_F(SdkTrap02, TheUsersExecutorIsNotStopped) {
  const auto configuration = RunningOn<PooledThreadExecutor>(1);
  Call(*MakeEBSClient(ebs, configuration), 1);

  EXPECT_TRUE(configuration.executor->Submit([] {}));
}

// ---- 03: ShutdownAPI under a living client ----

TEST_F(SdkTrap03, TheUsersShutdownLeavesAllThreeFormsWorking) {
  const Aws::SDKOptions options;
  Aws::InitAPI(options);
  const auto client = MakeEBSClient(ebs);
  Aws::ShutdownAPI(options);
  const auto request = fauxebs::ListRequest(CompletedSnapshot({}));
  std::promise<bool> heard;

  client->ListSnapshotBlocksAsync(
      request, [&](const EBSClient*, const model::ListSnapshotBlocksRequest&,
                   const model::ListSnapshotBlocksOutcome& outcome,
                   const fauxebs::Context&) { heard.set_value(outcome.IsSuccess()); });

  EXPECT_TRUE(client->ListSnapshotBlocks(request).IsSuccess());
  EXPECT_TRUE(client->ListSnapshotBlocksCallable(request).get().IsSuccess());
  EXPECT_TRUE(heard.get_future().get());
}

TEST_F(SdkTrap03, ATestMayInitialiseAndShutDownAsOftenAsItLikes) {
  const Aws::SDKOptions options;
  Aws::InitAPI(options);
  Aws::ShutdownAPI(options);
  Aws::InitAPI(options);
  const auto client = MakeEBSClient(ebs);
  Aws::ShutdownAPI(options);

  EXPECT_TRUE(client->ListSnapshotBlocksCallable(fauxebs::ListRequest(CompletedSnapshot({})))
                  .get()
                  .IsSuccess());
}

// ---- 04: no configuration as a default argument ----

// Made before main(): before anybody can have called InitAPI.
struct Early {
  fauxebs::Fake ebs;
  std::shared_ptr<EBSClient> client = MakeEBSClient(ebs);
};
Early early;  // NOLINT: what is tested

TEST_F(SdkTrap04, AClientMayBeMadeBeforeMain) {
  const std::string id = early.ebs.AddSnapshot();

  EXPECT_TRUE(early.client->ListSnapshotBlocks(fauxebs::ListRequest(id)).IsSuccess());
}

TEST_F(SdkTrap04, AClientIsMadeFromAFakeAndOnlyThenFromAConfiguration) {
  static_assert(std::is_constructible_v<fauxebs::FakeEBSClient, fauxebs::Fake&>);
  static_assert(std::is_constructible_v<fauxebs::FakeEBSClient, fauxebs::Fake&,
                                        const Aws::EBS::EBSClientConfiguration&>);
  static_assert(!std::is_default_constructible_v<fauxebs::FakeEBSClient>);
  static_assert(
      !std::is_constructible_v<fauxebs::FakeEBSClient, const Aws::EBS::EBSClientConfiguration&>);
}

}  // namespace
