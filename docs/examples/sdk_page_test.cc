// What docs/sdk.md quotes: clients, InitAPI, retries, time-outs, errors, executors.

#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/manual_executor.h>
#include <fauxebs/aws/sdk.h>
#include <fauxebs/gmock/test.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

using namespace fauxebs::words;
using Aws::EBS::EBSErrors;
using Aws::EBS::Model::ChecksumAlgorithm;
using Aws::EBS::Model::ListSnapshotBlocksRequest;
using Aws::EBS::Model::PutSnapshotBlockRequest;
using Aws::EBS::Model::ResourceNotFoundException;
using Aws::EBS::Model::ResourceNotFoundExceptionReason;
using fauxebs::Block;

namespace {

class SdkPage : public fauxebs::Test {
 protected:
  static PutSnapshotBlockRequest Put(const std::string& id, int index) {
    const Block block = Block::Random(static_cast<std::uint64_t>(index));
    PutSnapshotBlockRequest request;
    request.SetSnapshotId(id);
    request.SetBlockIndex(index);
    request.SetDataLength(static_cast<int>(fauxebs::kBlockSizeBytes));
    request.SetChecksum(block.checksum());
    request.SetChecksumAlgorithm(ChecksumAlgorithm::SHA256);
    request.SetBody(Aws::MakeShared<Aws::StringStream>("test", std::string(block.view())));
    return request;
  }
  static ListSnapshotBlocksRequest List(const std::string& id) {
    ListSnapshotBlocksRequest request;
    request.SetSnapshotId(id);
    return request;
  }
  std::string Pending() {
    fauxebs::SnapshotSpec open;
    open.status = fauxebs::SnapshotStatus::kPending;
    return ebs.AddSnapshot(open);
  }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - fauxebs::kClockEpoch; }

 private:
  fauxebs::AwsSdk sdk_;  // configurations are made here before the first client is
};

TEST_F(SdkPage, Clients) {
  const std::string id = ebs.AddSnapshot();
  // [clients]
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::shared_ptr<Aws::EBS::EBSClient> restorer =
      MakeEBSClient(ebs, fauxebs::ClientOptions{"restorer"});  // its name in the journal

  Aws::EBS::EBSClientConfiguration configuration;
  configuration.httpRequestTimeoutMs = 500;
  std::shared_ptr<Aws::EBS::EBSClient> impatient = MakeEBSClient(ebs, configuration);
  // [clients]
  EXPECT_TRUE(client->ListSnapshotBlocks(List(id)).IsSuccess());
  EXPECT_TRUE(restorer->ListSnapshotBlocks(List(id)).IsSuccess());
  EXPECT_TRUE(impatient->ListSnapshotBlocks(List(id)).IsSuccess());
}

TEST_F(SdkPage, OwnOptions) {
  const std::string id = ebs.AddSnapshot();
  // [own-options]
  Aws::SDKOptions options;
  options.httpOptions.installSigPipeHandler = true;
  const fauxebs::AwsSdk sdk(options);  // before the first client
  // [own-options]
  EXPECT_TRUE(MakeEBSClient(ebs)->ListSnapshotBlocks(List(id)).IsSuccess());
}

TEST_F(SdkPage, OwnInitAPI) {
  const std::string id = ebs.AddSnapshot();
  // [own-init]
  fauxebs::ClientOptions options;
  options.init_api = false;  // this program has called InitAPI, and calls ShutdownAPI last
  const auto client = MakeEBSClient(ebs, options);
  // [own-init]
  EXPECT_TRUE(client->ListSnapshotBlocks(List(id)).IsSuccess());
}

TEST_F(SdkPage, Retries) {
  const std::string id = Pending();
  // [retries]
  const auto client = MakeEBSClient(ebs);
  ebs.On(PutSnapshotBlock).First(3).Refuse(RequestThrottled());

  const auto outcome = client->PutSnapshotBlock(Put(id, 0));

  EXPECT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 4U);
  EXPECT_EQ(Elapsed(), 0ms + 50ms + 100ms);  // virtual: nobody slept
  // [retries]
}

TEST_F(SdkPage, OwnLoop) {
  const std::string id = Pending();
  // [own-loop]
  const auto client = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());

  const auto outcome = client->PutSnapshotBlock(Put(id, 0));

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_TRUE(outcome.GetError().ShouldRetry());  // what your loop has to act on
  // [own-loop]
}

TEST_F(SdkPage, Strategy) {
  const std::string id = Pending();
  // [strategy]
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.retryStrategy = Aws::MakeShared<Aws::Client::DefaultRetryStrategy>("test", 2);
  const auto client = MakeEBSClient(ebs, configuration);
  ebs.On(PutSnapshotBlock).First(3).Refuse(RequestThrottled());

  const auto outcome = client->PutSnapshotBlock(Put(id, 0));

  EXPECT_FALSE(outcome.IsSuccess());  // two retries were not enough
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 3U);
  // [strategy]
}

TEST_F(SdkPage, Timeouts) {
  const std::string id = ebs.AddSnapshot();
  // [timeouts]
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.httpRequestTimeoutMs = 200;
  const auto client = MakeEBSClient(ebs, configuration);
  ebs.On(ListSnapshotBlocks).Once().Delay(200ms);  // as long as the client listens: unheard

  const auto outcome = client->ListSnapshotBlocks(List(id));

  EXPECT_TRUE(outcome.IsSuccess());  // the second attempt's answer
  EXPECT_EQ(Elapsed(), 200ms);
  // [timeouts]
}

TEST_F(SdkPage, Reset) {
  const std::string id = Pending();
  // [reset]
  const auto client = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).Once().ApplyThenFail(ConnectionReset());  // stored all the same

  const auto outcome = client->PutSnapshotBlock(Put(id, 0));

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);
  // [reset]
}

TEST_F(SdkPage, Crt) {
  const std::string id = ebs.AddSnapshot();
  // [crt]
  fauxebs::ClientOptions options;
  options.http_client = fauxebs::HttpClient::kCrt;
  const auto client = MakeEBSClient(ebs, options);
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  const auto outcome = client->ListSnapshotBlocks(List(id));

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::REQUEST_TIMEOUT);
  EXPECT_EQ(ebs.journal().Count(ListSnapshotBlocks), 1U);  // libcurl's client would have retried
  // [crt]
}

TEST_F(SdkPage, Modeled) {
  const auto client = MakeEBSClient(ebs);
  // [modeled]
  const auto outcome = client->ListSnapshotBlocks(List("snap-0123456789abcdef0"));

  Aws::EBS::EBSError error = outcome.GetError();  // a copy: GetModeledError is not const
  EXPECT_EQ(error.GetModeledError<ResourceNotFoundException>().GetReason(),
            ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
  // [modeled]
}

TEST_F(SdkPage, Pool) {
  const std::string id = Pending();
  std::atomic<int> stored{0};
  const auto count = [&stored](const auto*, const auto&, const auto& outcome, const auto&) {
    if (outcome.IsSuccess()) ++stored;
  };
  // [pool]
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = Aws::MakeShared<Aws::Utils::Threading::PooledThreadExecutor>("test", 4);
  auto client = MakeEBSClient(ebs, configuration);
  for (int index = 0; index < 100; ++index) client->PutSnapshotBlockAsync(Put(id, index), count);

  client.reset();  // waits for all hundred

  EXPECT_EQ(stored, 100);
  // [pool]
}

TEST_F(SdkPage, Manual) {
  const std::string id = Pending();
  // [manual]
  const auto executor = std::make_shared<fauxebs::ManualExecutor>();
  const auto client = MakeEBSClient(ebs, WithExecutor(executor));

  auto first = client->PutSnapshotBlockCallable(Put(id, 0));
  auto second = client->PutSnapshotBlockCallable(Put(id, 1));
  EXPECT_EQ(executor->waiting(), 2U);  // nothing is sent yet

  executor->RunOne();
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);  // code under test sees every state between

  executor->RunUntilIdle();  // and whatever handlers have submitted by then
  EXPECT_TRUE(first.get().IsSuccess());
  EXPECT_TRUE(second.get().IsSuccess());
  // [manual]
}

TEST_F(SdkPage, Orders) {
  // [orders]
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE(seed);  // the order to look at
    const std::string id = Pending();
    const auto executor = std::make_shared<fauxebs::ManualExecutor>(seed);
    const auto client = MakeEBSClient(ebs, WithExecutor(executor));
    for (int index = 0; index < 4; ++index) client->PutSnapshotBlockCallable(Put(id, index));

    executor->RunUntilIdle();

    EXPECT_EQ(ebs.Snapshot(id).blocks(), 4U);
  }
  // [orders]
}

}  // namespace
