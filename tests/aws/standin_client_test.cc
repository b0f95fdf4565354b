// The stand-in for the AWS SDK: its configuration, retries and client are as the SDK's.
#include <aws/core/Aws.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/auth/AWSCredentialsProviderChain.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Client::HttpResponseOutcome;
using Aws::Client::StandardRetryStrategy;
using Aws::Http::HttpResponseCode;

// ---- Retry strategies ----

const AWSError<CoreErrors> kRetryable(CoreErrors::NETWORK_CONNECTION, true);
const AWSError<CoreErrors> kTimeout(CoreErrors::REQUEST_TIMEOUT, true);
const AWSError<CoreErrors> kFinal(CoreErrors::VALIDATION, false);

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

TEST(ClientConfiguration, HasFactoriesForWhatIsNull) {
  EBSClientConfiguration configuration;
  int asked = 0;
  configuration.executor = nullptr;
  configuration.configFactories.executorCreateFn = [&asked] {
    ++asked;
    return Aws::MakeShared<InlineExecutor>(kTag);
  };
  const EBSClient client(configuration);
  EXPECT_FALSE(client.StartSnapshotCallable(StartSnapshotRequest()).get().IsSuccess());
  EXPECT_EQ(asked, 1);
}

TEST(ClientConfiguration, HasOptionsOfNewerVersions) {
  Aws::Client::ClientConfiguration configuration;
  configuration.accountIdEndpointMode = "disabled";
  configuration.checksumConfig.requestChecksumCalculation =
      Aws::Client::RequestChecksumCalculation::WHEN_REQUIRED;
  configuration.credentialProviderConfig.profile = "profile";
  configuration.credentialProviderConfig.imdsConfig.disableImds = true;
  EXPECT_EQ(configuration.credentialProviderConfig.stsCredentialsProviderConfig
                .retrieveCredentialsFutureTimeout,
            std::chrono::seconds(10));
  EXPECT_EQ(Aws::Client::InitRetryStrategy(5, "standard")->GetMaxAttempts(), 5);
}

TEST(EBSClient, HasNamesOfOlderVersionsAndNoHttpClient) {
  const EBSClient client;
  EXPECT_STREQ(EBSClient::SERVICE_NAME, "ebs");
  EXPECT_STREQ(EBSClient::ALLOCATION_TAG, "EBSClient");
  EXPECT_EQ(client.GetHttpClient(), nullptr);
}

TEST(DefaultAWSCredentialsProviderChain, FindsNothingButTheEnvironment) {
  Aws::Auth::ProfileConfigFileAWSCredentialsProvider profile("default");
  Aws::Auth::InstanceProfileCredentialsProvider instance;
  Aws::Auth::DefaultAWSCredentialsProviderChain chain;
  EXPECT_TRUE(profile.GetAWSCredentials().IsEmpty());
  EXPECT_TRUE(instance.GetAWSCredentials().IsEmpty());
  EXPECT_EQ(chain.GetAWSCredentials(),
            Aws::Auth::EnvironmentAWSCredentialsProvider().GetAWSCredentials());
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

}  // namespace
}  // namespace fauxebs
