// What a client is configured with: fields, executors, credentials and retry strategies.
#include <aws/core/Region.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/auth/AWSCredentialsProviderChain.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/AdaptiveRetryStrategy.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/client/SpecifiedRetryableErrorsRetryStrategy.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/Outcome.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

using Aws::Auth::AWSCredentials;
using Aws::Auth::AWSCredentialsProvider;
using Aws::Client::AdaptiveRetryStrategy;
using Aws::Client::AWSError;
using Aws::Client::ClientConfiguration;
using Aws::Client::ClientConfigurationInitValues;
using Aws::Client::CoreErrors;
using Aws::Client::DefaultRetryQuotaContainer;
using Aws::Client::DefaultRetryStrategy;
using Aws::Client::HttpResponseOutcome;
using Aws::Client::RetryQuotaContainer;
using Aws::Client::RetryStrategy;
using Aws::Client::StandardRetryStrategy;
using Aws::EBS::EBSClientConfiguration;
using Aws::Utils::Threading::DefaultExecutor;
using Aws::Utils::Threading::Executor;
using Aws::Utils::Threading::OverflowPolicy;
using Aws::Utils::Threading::PooledThreadExecutor;
using std::declval;
using std::is_constructible_v;
using std::is_convertible_v;
using std::is_same_v;

// ---- Configuration ----

static_assert(std::is_default_constructible_v<ClientConfiguration>);
static_assert(is_convertible_v<const ClientConfigurationInitValues&, ClientConfiguration>);
static_assert(is_constructible_v<ClientConfiguration, const char*>);
static_assert(is_constructible_v<ClientConfiguration, const char*, bool>);
static_assert(is_constructible_v<ClientConfiguration, bool>);
static_assert(is_constructible_v<ClientConfiguration, bool, const char*, bool>);
static_assert(std::has_virtual_destructor_v<ClientConfiguration>);
static_assert(std::is_base_of_v<ClientConfiguration, EBSClientConfiguration>);
static_assert(is_convertible_v<const ClientConfiguration&, EBSClientConfiguration>);
static_assert(is_convertible_v<const ClientConfigurationInitValues&, EBSClientConfiguration>);
static_assert(
    is_same_v<decltype(ClientConfiguration::retryStrategy), std::shared_ptr<RetryStrategy>>);
static_assert(is_same_v<decltype(ClientConfiguration::executor), std::shared_ptr<Executor>>);
static_assert(is_same_v<decltype(ClientConfigurationInitValues::shouldDisableIMDS), bool>);

TEST(ClientConfiguration, HasTheFieldsThatProgramsSet) {
  EBSClientConfiguration configuration = OfflineConfiguration();
  EXPECT_EQ(configuration.maxConnections, 25u);
  EXPECT_EQ(configuration.requestTimeoutMs, 3000);
  EXPECT_EQ(configuration.connectTimeoutMs, 1000);
  EXPECT_EQ(configuration.httpRequestTimeoutMs, 0);
  EXPECT_EQ(configuration.lowSpeedLimit, 1u);
  EXPECT_TRUE(configuration.verifySSL);
  EXPECT_TRUE(configuration.enableTcpKeepAlive);
  EXPECT_TRUE(configuration.disableIMDS);
  configuration.userAgent = "surface_test";
  configuration.scheme = Aws::Http::Scheme::HTTP;
  configuration.region = Aws::Region::EU_CENTRAL_1;
  configuration.useDualStack = configuration.useFIPS = false;
  configuration.tcpKeepAliveIntervalMs = 1000;
  configuration.endpointOverride = "localhost:1";
  configuration.allowSystemProxy = false;
  configuration.proxyScheme = Aws::Http::Scheme::HTTPS;
  configuration.proxyHost = configuration.proxyUserName = configuration.proxyPassword = "";
  configuration.proxyPort = 1;
  configuration.caPath = configuration.caFile = "/none";
  configuration.nonProxyHosts = Aws::Utils::Array<Aws::String>(1);
  configuration.writeRateLimiter = configuration.readRateLimiter = nullptr;
  configuration.httpLibOverride = Aws::Http::TransferLibType::DEFAULT_CLIENT;
  configuration.followRedirects = Aws::Client::FollowRedirectsPolicy::NEVER;
  configuration.disableExpectHeader = true;
  configuration.enableClockSkewAdjustment = false;
  configuration.enableHostPrefixInjection = false;
  configuration.enableEndpointDiscovery = false;
  configuration.enableHttpClientTrace = false;
  configuration.profileName = "none";
  configuration.requestCompressionConfig.useRequestCompression =
      Aws::Client::UseRequestCompression::DISABLE;
  configuration.disableImdsV1 = true;
  configuration.version = Aws::Http::Version::HTTP_VERSION_1_1;
  configuration.appId = "app";
  EXPECT_EQ(configuration.enableEndpointDiscovery.value(), false);
  EXPECT_EQ(configuration.region, "eu-central-1");
}

TEST(ClientConfiguration, SharesExecutorAndStrategyWithItsCopies) {
  EBSClientConfiguration configuration = OfflineConfiguration();
  configuration.executor = Aws::MakeShared<PooledThreadExecutor>(kTag, 1u);
  configuration.retryStrategy = Aws::MakeShared<DefaultRetryStrategy>(kTag, 1L);
  const ClientConfiguration copy = configuration;
  EXPECT_EQ(copy.executor, configuration.executor);
  EXPECT_EQ(copy.retryStrategy, configuration.retryStrategy);
}

TEST(ClientConfiguration, ChoosesStrategiesByName) {
  EXPECT_STREQ(Aws::Client::InitRetryStrategy("standard")->GetStrategyName(), "standard");
  EXPECT_STREQ(Aws::Client::InitRetryStrategy("adaptive")->GetStrategyName(), "adaptive");
  EXPECT_STREQ(Aws::Client::InitRetryStrategy("default")->GetStrategyName(), "default");
}

// ---- Executors ----

class InlineExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    task();
    return true;
  }
};

static_assert(std::is_abstract_v<Executor> && std::has_virtual_destructor_v<Executor>);
static_assert(std::is_void_v<decltype(declval<Executor&>().WaitUntilStopped())>);
static_assert(std::is_default_constructible_v<DefaultExecutor>);
static_assert(is_constructible_v<PooledThreadExecutor, size_t>);
static_assert(is_constructible_v<PooledThreadExecutor, size_t, OverflowPolicy>);
static_assert(!std::is_copy_constructible_v<PooledThreadExecutor>);
static_assert(OverflowPolicy::QUEUE_TASKS_EVENLY_ACROSS_THREADS !=
              OverflowPolicy::REJECT_IMMEDIATELY);

TEST(Executor, TakesFunctionsWithAndWithoutArguments) {
  InlineExecutor executor;
  int sum = 0;
  std::function<void()> task = [&sum] { sum += 1; };
  EXPECT_TRUE(executor.Submit([&sum](int n) { sum += n; }, 20));
  EXPECT_TRUE(executor.Submit(std::move(task)));
  EXPECT_TRUE(executor.Submit([&sum] { sum += 300; }));
  EXPECT_EQ(sum, 321);
}

TEST(DefaultExecutor, WaitsForItsTasksWhenItGoes) {
  std::atomic<int> done{0};
  {
    DefaultExecutor executor;
    executor.Submit([&done] { ++done; });
    executor.Submit([&done] { ++done; });
  }
  EXPECT_EQ(done, 2);
}

// ---- Credentials ----

TEST(AWSCredentials, CarryIdSecretAndToken) {
  AWSCredentials credentials("id", "secret", "token");
  EXPECT_EQ(credentials.GetAWSAccessKeyId(), "id");
  EXPECT_EQ(credentials.GetAWSSecretKey(), "secret");
  EXPECT_EQ(credentials.GetSessionToken(), "token");
  EXPECT_FALSE(credentials.IsEmpty());
  EXPECT_FALSE(credentials.IsExpiredOrEmpty());
  EXPECT_TRUE(AWSCredentials().IsEmpty());
  EXPECT_FALSE(AWSCredentials().IsExpired());
  credentials.SetExpiration(Aws::Utils::DateTime(int64_t{1}));
  EXPECT_TRUE(credentials.IsExpired());
  EXPECT_NE(credentials, AWSCredentials("id", "secret", "token"));
  credentials.SetAWSAccessKeyId("other");
  credentials.SetAWSSecretKey(Aws::String("other"));
  credentials.SetSessionToken("");
  EXPECT_EQ(credentials.GetAWSAccessKeyId(), "other");
}

TEST(AWSCredentialsProviders, GiveWhatTheyWereGiven) {
  Aws::Auth::SimpleAWSCredentialsProvider simple("id", "secret");
  Aws::Auth::SimpleAWSCredentialsProvider copied(AWSCredentials("id", "secret"));
  Aws::Auth::AnonymousAWSCredentialsProvider anonymous;
  EXPECT_EQ(simple.GetAWSCredentials(), copied.GetAWSCredentials());
  EXPECT_TRUE(anonymous.GetAWSCredentials().IsEmpty());
}

class GivenChain : public Aws::Auth::AWSCredentialsProviderChain {
 public:
  GivenChain() {
    AddProvider(Aws::MakeShared<Aws::Auth::AnonymousAWSCredentialsProvider>(kTag));
    AddProvider(Aws::MakeShared<Aws::Auth::SimpleAWSCredentialsProvider>(kTag, "id", "secret"));
  }
};

TEST(AWSCredentialsProviderChain, AsksUntilOneHasCredentials) {
  GivenChain chain;
  EXPECT_EQ(chain.GetAWSCredentials(), AWSCredentials("id", "secret"));
  EXPECT_EQ(chain.GetAWSCredentials(), AWSCredentials("id", "secret"));
  EXPECT_EQ(chain.GetProviders().size(), 2u);
}

static_assert(std::is_abstract_v<AWSCredentialsProvider>);
static_assert(
    std::is_base_of_v<AWSCredentialsProvider, Aws::Auth::EnvironmentAWSCredentialsProvider>);
static_assert(
    std::is_base_of_v<AWSCredentialsProvider, Aws::Auth::ProfileConfigFileAWSCredentialsProvider>);
static_assert(
    std::is_base_of_v<AWSCredentialsProvider, Aws::Auth::InstanceProfileCredentialsProvider>);
static_assert(
    std::is_base_of_v<AWSCredentialsProvider, Aws::Auth::DefaultAWSCredentialsProviderChain>);

// ---- Retry strategies ----

const AWSError<CoreErrors> kRetryable(CoreErrors::NETWORK_CONNECTION, true);
const AWSError<CoreErrors> kFinal(CoreErrors::VALIDATION, "ValidationException", "", false);

static_assert(std::is_abstract_v<RetryStrategy> && std::is_abstract_v<RetryQuotaContainer>);
static_assert(
    is_same_v<HttpResponseOutcome,
              Aws::Utils::Outcome<std::shared_ptr<Aws::Http::HttpResponse>, AWSError<CoreErrors>>>);
static_assert(is_constructible_v<DefaultRetryStrategy, long, long>);
static_assert(is_constructible_v<StandardRetryStrategy, long>);
static_assert(
    is_constructible_v<StandardRetryStrategy, std::shared_ptr<RetryQuotaContainer>, long>);
static_assert(is_constructible_v<AdaptiveRetryStrategy, long>);
static_assert(is_constructible_v<AdaptiveRetryStrategy, std::shared_ptr<RetryQuotaContainer>>);

// As users write their own.
class Never : public RetryStrategy {
 public:
  bool ShouldRetry(const AWSError<CoreErrors>&, long) const override { return false; }
  long CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>&, long) const override { return 0; }
  void GetSendToken() override { ++tokens; }

  int tokens = 0;
};

TEST(RetryStrategy, OfAUserHasDefaults) {
  Never never;
  EXPECT_TRUE(never.HasSendToken());
  EXPECT_EQ(never.tokens, 1);
  EXPECT_EQ(never.GetMaxAttempts(), 0);
  EXPECT_STREQ(never.GetStrategyName(), "custom");
  never.RequestBookkeeping(HttpResponseOutcome(kRetryable));
  never.RequestBookkeeping(HttpResponseOutcome(kRetryable), kRetryable);
}

TEST(DefaultRetryStrategy, DoublesItsDelays) {
  const DefaultRetryStrategy strategy(3, 10);
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 2));
  EXPECT_FALSE(strategy.ShouldRetry(kRetryable, 3));
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 0), 0);
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 1), 20);
  EXPECT_EQ(strategy.CalculateDelayBeforeNextRetry(kRetryable, 2), 40);
  EXPECT_EQ(strategy.GetMaxAttempts(), 4);
}

TEST(StandardRetryStrategy, PaysForRetriesAndIsPaidBack) {
  const auto quota = Aws::MakeShared<DefaultRetryQuotaContainer>(kTag);
  StandardRetryStrategy strategy(quota);
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 0));
  EXPECT_EQ(quota->GetRetryQuota(), 495);
  strategy.RequestBookkeeping(HttpResponseOutcome(std::shared_ptr<Aws::Http::HttpResponse>()),
                              kRetryable);
  EXPECT_EQ(quota->GetRetryQuota(), 500);
  EXPECT_FALSE(strategy.ShouldRetry(kRetryable, 2));
  EXPECT_LT(strategy.CalculateDelayBeforeNextRetry(kRetryable, 0), 1001);
}

TEST(SpecifiedRetryableErrorsRetryStrategy, AlsoRetriesErrorsByName) {
  const Aws::Client::SpecifiedRetryableErrorsRetryStrategy strategy({"ValidationException"}, 2);
  EXPECT_TRUE(strategy.ShouldRetry(kFinal, 1));
  EXPECT_FALSE(strategy.ShouldRetry(kFinal, 2));
  EXPECT_TRUE(strategy.ShouldRetry(kRetryable, 0));
  EXPECT_FALSE(strategy.ShouldRetry(AWSError<CoreErrors>(CoreErrors::VALIDATION, false), 0));
}

TEST(AdaptiveRetryStrategy, SendsFreelyUntilItIsThrottled) {
  AdaptiveRetryStrategy strategy;
  EXPECT_TRUE(strategy.HasSendToken());
  EXPECT_TRUE(strategy.HasSendToken());
  EXPECT_EQ(strategy.GetMaxAttempts(), 3);
  EXPECT_STREQ(strategy.GetStrategyName(), "adaptive");
}

TEST(RetryTokenBucket, HoldsLittleOnceItIsThrottled) {
  Aws::Client::RetryTokenBucket bucket;
  EXPECT_TRUE(bucket.Acquire(1000, true));
  bucket.UpdateClientSendingRate(true);
  EXPECT_FALSE(bucket.Acquire(1000, true));
}

}  // namespace
}  // namespace fauxebs
