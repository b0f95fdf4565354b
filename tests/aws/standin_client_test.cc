// The stand-in for the AWS SDK: its configuration, retries, client and paginators are as the SDK's.
#include <aws/core/Aws.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Client::DefaultRetryStrategy;
using Aws::Client::HttpResponseOutcome;
using Aws::Client::StandardRetryStrategy;
using Aws::Http::HttpResponseCode;

// ---- Retry strategies ----

const AWSError<CoreErrors> kRetryable(CoreErrors::NETWORK_CONNECTION, true);
const AWSError<CoreErrors> kTimeout(CoreErrors::REQUEST_TIMEOUT, true);
const AWSError<CoreErrors> kFinal(CoreErrors::VALIDATION, false);

TEST(DefaultRetryStrategy, RetriesTenTimesWithDoublingDelays) {
  const DefaultRetryStrategy strategy;
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 9));
  EXPECT_FALSE(strategy.ShouldRetry(kRetryable, 10));
  EXPECT_FALSE(strategy.ShouldRetry(kFinal, 0));
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 0), 0);
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 1), 50);
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 9), 12800);
  EXPECT_EQ(strategy.GetMaxAttempts(), 11);
  EXPECT_STREQ(strategy.GetStrategyName(), "default");
}

TEST(StandardRetryStrategy, MakesThreeAttempts) {
  const StandardRetryStrategy strategy;
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 0));
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 1));
  EXPECT_FALSE(strategy.ShouldRetry(kRetryable, 2));
  EXPECT_FALSE(strategy.ShouldRetry(kFinal, 0));
  EXPECT_EQ(strategy.GetMaxAttempts(), 3);
  EXPECT_STREQ(strategy.GetStrategyName(), "standard");
}

TEST(StandardRetryStrategy, PaysForRetriesFromABucket) {
  const auto bucket = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>(kTag);
  const StandardRetryStrategy strategy(bucket);
  EXPECT_EQ(bucket->GetRetryQuota(), 500);
  strategy.ShouldRetry(kRetryable, 0);
  EXPECT_EQ(bucket->GetRetryQuota(), 495);
  strategy.ShouldRetry(kTimeout, 0);
  EXPECT_EQ(bucket->GetRetryQuota(), 485);
}

TEST(StandardRetryStrategy, DoesNotRetryWithAnEmptyBucket) {
  const auto bucket = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>(kTag);
  const StandardRetryStrategy strategy(bucket);
  EXPECT_TRUE(bucket->AcquireRetryQuota(496));
  EXPECT_FALSE(strategy.ShouldRetry(kRetryable, 0));
  EXPECT_EQ(bucket->GetRetryQuota(), 4);
}

TEST(StandardRetryStrategy, GetsItsTokensBackOnSuccess) {
  const auto bucket = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>(kTag);
  StandardRetryStrategy strategy(bucket);
  const HttpResponseOutcome success(std::shared_ptr<Aws::Http::HttpResponse>{});
  bucket->AcquireRetryQuota(100);
  strategy.RequestBookkeeping(success);
  EXPECT_EQ(bucket->GetRetryQuota(), 401);
  strategy.RequestBookkeeping(success, kTimeout);
  EXPECT_EQ(bucket->GetRetryQuota(), 411);
  strategy.RequestBookkeeping(HttpResponseOutcome(kRetryable), kTimeout);
  EXPECT_EQ(bucket->GetRetryQuota(), 411);
}

TEST(StandardRetryStrategy, DelaysUpToTwentySecondsTheSameWayInEveryRun) {
  const StandardRetryStrategy one;
  const StandardRetryStrategy other;
  const long first = one.CalculateDelayBeforeNextRetry(kRetryable, 0);
  const long later = one.CalculateDelayBeforeNextRetry(kRetryable, 60);
  EXPECT_LT(first, 1000);
  EXPECT_LT(later, 20000);
  EXPECT_EQ(other.CalculateDelayBeforeNextRetry(kRetryable, 0), first);
  EXPECT_EQ(other.CalculateDelayBeforeNextRetry(kRetryable, 60), later);
}

// ---- Configuration and client ----

TEST(ClientConfiguration, HasTheSdksDefaults) {
  const Aws::Client::ClientConfiguration configuration;
  EXPECT_EQ(configuration.region, "us-east-1");
  EXPECT_EQ(configuration.requestTimeoutMs, 3000);
  EXPECT_EQ(configuration.connectTimeoutMs, 1000);
  EXPECT_EQ(configuration.httpRequestTimeoutMs, 0);
  EXPECT_EQ(configuration.maxConnections, 25u);
  EXPECT_NE(configuration.executor, nullptr);
  EXPECT_STREQ(configuration.retryStrategy->GetStrategyName(), "default");
}

TEST(ClientConfiguration, SharesItsExecutorAndStrategyWithCopies) {
  const Aws::Client::ClientConfiguration configuration;
  const EBSClientConfiguration copy = configuration;
  EXPECT_EQ(copy.executor, configuration.executor);
  EXPECT_EQ(copy.retryStrategy, configuration.retryStrategy);
}

TEST(ClientConfiguration, ChoosesAStrategyByItsName) {
  EXPECT_STREQ(Aws::Client::InitRetryStrategy("standard")->GetStrategyName(), "standard");
  EXPECT_STREQ(Aws::Client::InitRetryStrategy()->GetStrategyName(), "default");
}

TEST(EBSClient, IsConstructedInSixWays) {
  const Aws::Auth::AWSCredentials credentials("id", "secret");
  const std::shared_ptr<Aws::Auth::AWSCredentialsProvider> provider =
      Aws::MakeShared<Aws::Auth::SimpleAWSCredentialsProvider>(kTag, credentials);
  const auto endpoint = Aws::MakeShared<EBSEndpointProvider>(kTag);
  const EBSClientConfiguration configuration;
  const Aws::Client::ClientConfiguration legacy;
  const EBSClient by_default;
  const EBSClient with_configuration(configuration, endpoint);
  const EBSClient with_credentials(credentials, nullptr, configuration);
  const EBSClient with_provider(provider, endpoint);
  const EBSClient with_legacy(legacy);
  const EBSClient with_credentials_and_legacy(credentials, legacy);
  const EBSClient with_provider_and_legacy(provider, legacy);
  EXPECT_STREQ(with_provider.GetServiceClientName(), "EBS");
}

TEST(EBSClient, MakesItsOwnEndpointProvider) {
  EBSClient client;
  ASSERT_NE(client.accessEndpointProvider(), nullptr);
  EXPECT_EQ(client.accessEndpointProvider()->ResolveEndpoint({}).GetResult().GetURL(),
            "https://ebs.us-east-1.amazonaws.com");
  client.OverrideEndpoint("http://localhost:8080");
  EXPECT_EQ(client.accessEndpointProvider()->ResolveEndpoint({}).GetResult().GetURL(),
            "http://localhost:8080");
}

TEST(EBSClient, MissesTheFirstFieldThatWasNeverSet) {
  const EBSClient client;
  PutSnapshotBlockRequest request;
  request.WithDataLength(1).WithSnapshotId("");
  const auto outcome = client.PutSnapshotBlock(request);
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::MISSING_PARAMETER);
  EXPECT_EQ(outcome.GetError().GetExceptionName(), "MISSING_PARAMETER");
  EXPECT_EQ(outcome.GetError().GetMessage(), "Missing required field [BlockIndex]");
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
}

TEST(EBSClient, RequiresTheSecondSnapshotOfAComparisonOnly) {
  const EBSClient client;
  ListChangedBlocksRequest request;
  EXPECT_EQ(client.ListChangedBlocks(request).GetError().GetMessage(),
            "Missing required field [SecondSnapshotId]");
  request.SetSecondSnapshotId("snap-2");
  EXPECT_EQ(client.ListChangedBlocks(request).GetError().GetErrorType(),
            EBSErrors::NETWORK_CONNECTION);
}

TEST(EBSClient, HasNoTransport) {
  const EBSClient client;
  const auto outcome = client.StartSnapshot(StartSnapshotRequest());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(),
            "no transport in the stand-in: hand a fauxebs client to the code under test");
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
}

TEST(EBSClient, AnswersNotInitializedOnceItIsShutDown) {
  EBSClient client;
  EBSClient::ShutdownSdkClient(&client);
  const auto outcome = client.GetSnapshotBlock(GetSnapshotBlockRequest());
  EXPECT_EQ(static_cast<int>(outcome.GetError().GetErrorType()), 25);
  EXPECT_EQ(outcome.GetError().GetExceptionName(), "NOT_INITIALIZED");
}

TEST(EBSClient, IsCopiedAndAssigned) {
  EBSClientConfiguration configuration = ConfigurationWith(Aws::MakeShared<InlineExecutor>(kTag));
  EBSClient client;
  client = EBSClient(configuration);
  const EBSClient copy = client;
  EXPECT_EQ(configuration.executor.use_count(), 3);
  EXPECT_EQ(copy.StartSnapshotCallable(StartSnapshotRequest()).get().GetError().GetErrorType(),
            EBSErrors::NETWORK_CONNECTION);
}

TEST(EBSClient, NeedsNoInitAPIAndAcceptsIt) {
  const Aws::SDKOptions options;
  Aws::InitAPI(options);
  Aws::InitAPI(options);
  const EBSClient client;
  Aws::ShutdownAPI(options);
  Aws::ShutdownAPI(options);
  EXPECT_FALSE(client.StartSnapshot(StartSnapshotRequest()).IsSuccess());
}

// ---- Paginators ----

// Three pages: one block, none, one block; with "broken" as its snapshot the second page fails.
class PagingClient : public EBSClient {
 public:
  ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const ListSnapshotBlocksRequest& request) const override {
    const Aws::String token = request.GetNextToken();
    if (token.empty()) return ListSnapshotBlocksResult().AddBlocks(Block()).WithNextToken("2");
    if (request.GetSnapshotId() == "broken") return AWSError<EBSErrors>(EBSErrors::UNKNOWN, true);
    if (token == "2") return ListSnapshotBlocksResult().WithNextToken("3");
    return ListSnapshotBlocksResult().AddBlocks(Block());
  }
};

template <typename Paginator>
std::vector<bool> Pages(const Paginator& paginator) {
  std::vector<bool> successes;
  for (const auto& outcome : paginator) successes.push_back(outcome.IsSuccess());
  return successes;
}

TEST(Paginator, WalksEveryPageOfAnOverride) {
  PagingClient client;
  EBSClient& base = client;
  EXPECT_EQ(Pages(base.ListSnapshotBlocksPaginator(ListSnapshotBlocksRequest())),
            (std::vector<bool>{true, true, true}));
}

TEST(Paginator, EndsAfterAPageThatFailed) {
  PagingClient client;
  EXPECT_EQ(Pages(client.ListSnapshotBlocksPaginator(
                ListSnapshotBlocksRequest().WithSnapshotId("broken"))),
            (std::vector<bool>{true, false}));
}

}  // namespace
}  // namespace fauxebs
