// Clients: many threads, the end of a client, and what making one does.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/environment.h"
#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSClient;
using Aws::EBS::EBSErrors;
using Aws::Utils::Threading::PooledThreadExecutor;
using fauxebs::Block;
using fauxebs::EnvironmentVariable;
using fauxebs::RunningOn;
using testing::Each;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

using SdkSemantics16 = fauxebs::SdkTest;
using SdkSemantics17 = fauxebs::SdkTest;
using SdkSemantics18 = fauxebs::ClientTest;

template <typename Work>
void OnThreads(int threads, const Work& work) {
  std::vector<std::thread> running;
  running.reserve(static_cast<std::size_t>(threads));
  for (int i = 0; i < threads; ++i) running.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : running) thread.join();
}

// ---- 16: threads ----

TEST_F(SdkSemantics16, OneConstClientServesManyThreadsAtOnce) {
  const std::shared_ptr<const EBSClient> client = MakeEBSClient(ebs);
  const std::string pending = PendingSnapshot();
  const Block block = Block::Filled(1);
  const auto read = GetRequest(CompletedSnapshot({{0, block}}), 0);
  std::atomic<int> failures{0};

  OnThreads(8, [&](int thread) {
    const auto put = client->PutSnapshotBlock(fauxebs::PutRequest(pending, thread, block));
    const auto got = client->GetSnapshotBlock(read);
    if (!put.IsSuccess() || !got.IsSuccess()) ++failures;
  });

  EXPECT_EQ(failures, 0);
  EXPECT_THAT(ebs.Snapshot(pending).block_indexes(), SizeIs(8));
}

// ---- 17: the end of a client ----

// SDK: a task holds a plain pointer to its client, and the destructor's wait has no effect,
// measured at 1.11.332. The guard's counter cannot be seen from here; that nothing is lost can.
TEST_F(SdkSemantics17, AClientMayGoWithCallsThatRunAndCallsThatWait) {
  const std::string id = CompletedSnapshot({});
  std::promise<void> running;
  std::promise<void> go;
  std::atomic<int> heard{0};
  auto client = MakeEBSClient(ebs, RunningOn<PooledThreadExecutor>(1));
  client->ListSnapshotBlocksAsync(fauxebs::ListRequest(id), [&](auto&&...) {
    running.set_value();
    go.get_future().wait();
    ++heard;
  });
  client->ListSnapshotBlocksAsync(fauxebs::ListRequest(id), [&](auto&&...) { ++heard; });
  running.get_future().wait();

  std::thread last([&client] { client.reset(); });
  go.set_value();
  last.join();

  EXPECT_EQ(heard, 2);
}

TEST_F(SdkSemantics17, TheFuturesOfAClientThatIsGoneAreKept) {
  const std::string id = CompletedSnapshot({});
  std::vector<model::ListSnapshotBlocksOutcomeCallable> futures(20);
  {
    const auto client = MakeEBSClient(ebs, RunningOn<PooledThreadExecutor>(2));
    std::generate(futures.begin(), futures.end(),
                  [&] { return client->ListSnapshotBlocksCallable(fauxebs::ListRequest(id)); });
  }

  std::vector<bool> answered;
  for (auto& future : futures) answered.push_back(future.get().IsSuccess());

  EXPECT_THAT(answered, Each(true));
}

// SDK: a call beyond maxConnections waits inside the operation for a connection, measured at
// 1.11.332. The fake has none to wait for: this call would wait for itself.
TEST_F(SdkSemantics17, MaxConnectionsHoldsNobodyUp) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.maxConnections = 1;
  const auto client = MakeEBSClient(ebs, configuration);
  const auto request = fauxebs::ListRequest(CompletedSnapshot({}));
  bool inner = false;
  ebs.On(ListSnapshotBlocks)
      .Once()
      .Where([&](const fauxebs::AttemptedCall&) {
        inner = client->ListSnapshotBlocks(request).IsSuccess();
        return true;
      })
      .Delay(1ms);

  const auto outer = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(inner);
  EXPECT_TRUE(outer.IsSuccess());
}

TEST_F(SdkSemantics17, AnEndOfTheSdkBeforeTheEndOfTheClientDoesNoHarm) {
  std::shared_ptr<EBSClient> client;
  {
    const fauxebs::AwsSdk users;
    client = MakeEBSClient(ebs);
  }

  auto future = client->ListSnapshotBlocksCallable(fauxebs::ListRequest(CompletedSnapshot({})));

  EXPECT_TRUE(future.get().IsSuccess());
}

TEST_F(SdkSemantics17, AClientMayOutliveItsFake) {
  std::shared_ptr<EBSClient> client;
  {
    fauxebs::Fake other;
    client = MakeEBSClient(other);
  }

  const auto outcome = client->ListSnapshotBlocks(fauxebs::ListRequest("snap-0"));

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
}

// ---- 18: making a client has no side effects ----

// The instance's metadata service: it takes calls and answers none.
class Metadata {
 public:
  Metadata() {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address_);
    listens_ = bind(socket_, Address(), size) == 0 && listen(socket_, 8) == 0 &&
               getsockname(socket_, Address(), &size) == 0;
  }
  Metadata(const Metadata&) = delete;
  Metadata& operator=(const Metadata&) = delete;
  ~Metadata() { close(socket_); }

  bool Listens() const { return listens_; }
  std::string Url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)); }
  bool WasCalled() const {
    const int call = accept(socket_, nullptr, nullptr);
    if (call >= 0) close(call);
    return call >= 0;
  }

 private:
  sockaddr* Address() { return reinterpret_cast<sockaddr*>(&address_); }

  const int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address_{};
  bool listens_ = false;
};

// Credentials and region are nowhere but there.
class Bare {
 public:
  explicit Bare(const Metadata& metadata)
      : endpoint_("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.Url()) {}

 private:
  EnvironmentVariable endpoint_;
  EnvironmentVariable metadata_{"AWS_EC2_METADATA_DISABLED", std::nullopt};
  EnvironmentVariable key_{"AWS_ACCESS_KEY_ID", std::nullopt};
  EnvironmentVariable secret_{"AWS_SECRET_ACCESS_KEY", std::nullopt};
  EnvironmentVariable region_{"AWS_REGION", std::nullopt};
  EnvironmentVariable default_region_{"AWS_DEFAULT_REGION", std::nullopt};
};

TEST_F(SdkSemantics18, AClientNeedsNoCredentialsNoRegionAndNoMetadata) {
  const Metadata metadata;
  ASSERT_TRUE(metadata.Listens());
  const Bare environment(metadata);

  const auto client = MakeEBSClient(ebs);

  EXPECT_TRUE(client->ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({}))).IsSuccess());
  EXPECT_FALSE(metadata.WasCalled());
}

TEST_F(SdkSemantics18, AClientTakesNothingFromTheEnvironment) {
  const EnvironmentVariable region("AWS_REGION", "no such region");
  const EnvironmentVariable profile("AWS_PROFILE", "nobody");
  const EnvironmentVariable defaults("AWS_DEFAULTS_MODE", "in-region");
  const EnvironmentVariable mode("AWS_RETRY_MODE", "adaptive");
  const EnvironmentVariable endpoint("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  const auto outcome =
      MakeEBSClient(ebs)->ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({})));

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(Elapsed(), 3s);  // the time-out of a configuration that comes from nowhere
}

TEST_F(SdkSemantics18, MakingAClientLeavesTheFakeAsItWas) {
  MakeEBSClient(ebs);

  EXPECT_EQ(Elapsed(), 0ms);
  EXPECT_THAT(ebs.journal().entries(), SizeIs(0));
}

TEST_F(SdkSemantics18, ACopySlicedToAPlainClientGoesNowhere) {
  const auto client = MakeEBSClient(ebs, NoSdkRetries());

  EXPECT_EQ(client->accessEndpointProvider()->ResolveEndpoint({}).GetResult().GetURL(),
            "http://fauxebs.invalid");
}

// SDK: InitAPI comes first, or the configuration's constructor crashes, measured at 1.11.332. The
// stand-in has nothing to set up, and takes both calls in any number.
#ifdef FAUXEBS_STANDIN
TEST_F(SdkSemantics18, TheStandInNeedsNoInitAPIAndAcceptsIt) {
  const Aws::EBS::EBSClientConfiguration before;
  const Aws::SDKOptions options;
  Aws::InitAPI(options);
  Aws::InitAPI(options);
  const EBSClient client(before);
  Aws::ShutdownAPI(options);
  Aws::ShutdownAPI(options);

  const auto outcome = client.StartSnapshot(model::StartSnapshotRequest());

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
}
#endif

}  // namespace
