// 09: retries happen inside an operation. The real client sleeps between them; the fake's clock
// moves instead.
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>

#include "support/environment.h"
#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::EBS::EBSErrors;
using testing::ElementsAre;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

Aws::EBS::EBSClientConfiguration Retrying(std::shared_ptr<Aws::Client::RetryStrategy> strategy) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.retryStrategy = std::move(strategy);
  return configuration;
}

class SdkSemantics09 : public fauxebs::SdkTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::string id = CompletedSnapshot({});
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(id);
};

TEST_F(SdkSemantics09, TheCallerSeesWhatCameOutInTheEnd) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1, 2, 3));
}

TEST_F(SdkSemantics09, TheLastErrorStillSaysThatOneMayRetry) {
  ebs.On(ListSnapshotBlocks).First(11).Refuse(RequestThrottled());

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST_F(SdkSemantics09, TheRetryCountIsLostInSuccessAndInFailure) {
  ebs.On(ListSnapshotBlocks).First(12).Refuse(RequestThrottled());

  const auto failed = client->ListSnapshotBlocks(request);
  const auto succeeded = client->ListSnapshotBlocks(request);

  EXPECT_FALSE(failed.IsSuccess());
  EXPECT_EQ(failed.GetRetryCount(), 0U);
  EXPECT_TRUE(succeeded.IsSuccess());
  EXPECT_EQ(succeeded.GetRetryCount(), 0U);
}

TEST_F(SdkSemantics09, ByDefaultThereAreElevenAttemptsAndPausesThatDouble) {
  ebs.On(ListSnapshotBlocks).First(11).Refuse(RequestThrottled());

  client->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(11));
  // 0 + 50 + 100 + 200 + ... + 12800
  EXPECT_EQ(Elapsed(), 25550ms);
}

TEST_F(SdkSemantics09, TheStandardStrategyMakesThreeAttemptsWithShortRandomPauses) {
  ebs.On(ListSnapshotBlocks).First(3).Refuse(RequestThrottled());

  MakeEBSClient(ebs, Retrying(Aws::Client::InitRetryStrategy("standard")))
      ->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(3));
  EXPECT_LE(Elapsed(), 1s + 2s);
}

TEST_F(SdkSemantics09, ARetryCostsFiveOfFiveHundredTokensAlsoAfterATimeoutOfTheNetwork) {
  const auto quota = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>("test");
  const auto standard =
      Retrying(Aws::MakeShared<Aws::Client::StandardRetryStrategy>("test", quota));
  ebs.On(ListSnapshotBlocks).Nth(1).Refuse(RequestThrottled());
  ebs.On(ListSnapshotBlocks).Nth(1).LoseReply();
  ebs.On(ListSnapshotBlocks).Nth(1).Refuse(RequestThrottled());

  MakeEBSClient(ebs, standard)->ListSnapshotBlocks(request);

  EXPECT_EQ(quota->GetRetryQuota(), 500 - 5 - 5);
}

TEST_F(SdkSemantics09, ARetryCostsTenTokensAfterATimeoutThatTheServiceReports) {
  Aws::Client::DefaultRetryQuotaContainer quota;

  quota.AcquireRetryQuota(AWSError<CoreErrors>(CoreErrors::REQUEST_TIMEOUT, true));

  EXPECT_EQ(quota.GetRetryQuota(), 500 - 10);
}

TEST_F(SdkSemantics09, TheRetryHandlerIsCalledBeforeTheSleepThatPrecedesARetry) {
  ebs.On(ListSnapshotBlocks).First(3).Refuse(RequestThrottled());
  std::vector<std::chrono::milliseconds> handled;
  request.SetRequestRetryHandler(
      [&](const Aws::AmazonWebServiceRequest&) { handled.push_back(Elapsed()); });

  client->ListSnapshotBlocks(request);

  EXPECT_THAT(handled, ElementsAre(0ms, 0ms, 50ms));
  EXPECT_EQ(Elapsed(), 150ms);
}

// The SDK's own configuration would take both from there; the fake's clients do not.
TEST_F(SdkSemantics09, TheEnvironmentDoesNotDecide) {
  const fauxebs::EnvironmentVariable mode("AWS_RETRY_MODE", "standard");
  const fauxebs::EnvironmentVariable attempts("AWS_MAX_ATTEMPTS", "2");
  ebs.On(ListSnapshotBlocks).First(11).Refuse(RequestThrottled());

  MakeEBSClient(ebs)->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(11));
}

// A configuration of the user's is another matter: the SDK's has read the environment before it is
// handed over, the stand-in's never does.
TEST_F(SdkSemantics09, WhatAConfigurationTookFromTheEnvironmentIsFollowed) {
  const fauxebs::EnvironmentVariable mode("AWS_RETRY_MODE", "standard");
  const Aws::EBS::EBSClientConfiguration configuration;
  ebs.On(ListSnapshotBlocks).First(11).Maybe().Refuse(RequestThrottled());

  MakeEBSClient(ebs, configuration)->ListSnapshotBlocks(request);

#ifdef FAUXEBS_STANDIN
  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(11));
#else
  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(3));
#endif
}

TEST_F(SdkSemantics09, WhatWasAppliedThoughNobodyHeardOfItIsHealedByARetry) {
  ebs.On(StartSnapshot).Once().LoseReply();
  model::StartSnapshotRequest start;
  start.SetVolumeSize(1);

  const auto outcome = client->StartSnapshot(start);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(StartSnapshot), ElementsAre(1, 2));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));  // `id`, and one more
}

TEST_F(SdkSemantics09, OutcomesOfSingleAttemptsAreToBeHad) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(RequestThrottled());

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1));
}

}  // namespace
