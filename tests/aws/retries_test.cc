#if __has_include(<aws/core/client/AdaptiveRetryStrategy.h>)
#include <aws/core/client/AdaptiveRetryStrategy.h>
#endif
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <fauxebs/aws/attempt_loop.h>
#include <fauxebs/aws/ebs_client.h>

#include <stdexcept>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::EBS::EBSErrors;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

Aws::EBS::EBSClientConfiguration With(std::shared_ptr<Aws::Client::RetryStrategy> strategy) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.retryStrategy = std::move(strategy);
  return configuration;
}

class Retries : public fauxebs::ClientTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::string id = CompletedSnapshot({});
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(id);
};

TEST_F(Retries, HealTwoThrottledAttempts) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetRetryCount(), 0U);
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1, 2, 3));
}

TEST_F(Retries, AreNotMadeWhereTheTestWantsNone) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(RequestThrottled());

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1));
}

TEST_F(Retries, AreNotMadeAfterAnInternalServerException) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(InternalServer());

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::INTERNAL_SERVER);
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1));
}

TEST_F(Retries, AreTenByDefaultAndWaitInVirtualTime) {
  ebs.On(ListSnapshotBlocks).First(11).Refuse(RequestThrottled());

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(11));
  // 0 + 50 + 100 + 200 + ... + 12800
  EXPECT_EQ(Elapsed(), 25550ms);
}

TEST_F(Retries, WaitBeforeTheAttemptThatTheyPrecede) {
  ebs.On(ListSnapshotBlocks).First(3).Refuse(RequestThrottled());

  client->ListSnapshotBlocks(request);

  const auto attempts = ebs.journal().entries(fauxebs::Side::kClient);
  ASSERT_THAT(attempts, SizeIs(4));
  EXPECT_EQ(attempts[1].started - attempts[0].finished, 0ms);
  EXPECT_EQ(attempts[2].started - attempts[1].finished, 50ms);
  EXPECT_EQ(attempts[3].started - attempts[2].finished, 100ms);
}

TEST_F(Retries, TellTheJournalWhatTheyWaited) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());

  client->ListSnapshotBlocks(request);

  const auto attempts = ebs.journal().entries(fauxebs::Side::kClient);
  ASSERT_THAT(attempts, SizeIs(3));
  EXPECT_EQ(attempts[0].backoff, 0ms);
  EXPECT_EQ(attempts[1].backoff, 0ms);
  EXPECT_EQ(attempts[2].backoff, 50ms);
  EXPECT_THAT(ebs.journal().Timeline(), HasSubstr("attempt 3 after 50 ms  ok"));
}

TEST_F(Retries, ResendAStartWithItsToken) {
  ebs.On(StartSnapshot).Once().LoseReply();
  model::StartSnapshotRequest start;
  start.SetVolumeSize(1);

  const auto outcome = client->StartSnapshot(start);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(StartSnapshot), ElementsAre(1, 2));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
}

TEST_F(Retries, CallTheRetryHandlerBeforeTheyWait) {
  ebs.On(ListSnapshotBlocks).First(2).Refuse(RequestThrottled());
  std::vector<std::chrono::milliseconds> handled;
  request.SetRequestRetryHandler([&](const Aws::AmazonWebServiceRequest& retried) {
    EXPECT_EQ(&retried, &request);
    handled.push_back(Elapsed());
  });

  client->ListSnapshotBlocks(request);

  EXPECT_THAT(handled, ElementsAre(0ms, 0ms));
  EXPECT_EQ(Elapsed(), 50ms);
}

TEST_F(Retries, OfCallsAtTheSameTimeWaitAtTheSameTime) {
  fauxebs::internal::ClientState state;
  const fauxebs::ListSnapshotBlocksRequest core;
  state.clock = ebs.connection().clock;
  state.in_flight = std::make_shared<fauxebs::internal::InFlight>(state.clock, false);
  state.retry_strategy = Aws::MakeShared<Aws::Client::DefaultRetryStrategy>("test");
  fauxebs::internal::AttemptLoop one(state, request, core);
  fauxebs::internal::AttemptLoop other(state, request, core);
  const auto refused = []() -> model::ListSnapshotBlocksOutcome {
    return Aws::EBS::EBSError(AWSError<EBSErrors>(EBSErrors::THROTTLING, true));
  };

  one.Run<model::ListSnapshotBlocksOutcome>(refused);
  other.Run<model::ListSnapshotBlocksOutcome>(refused);

  EXPECT_EQ(Elapsed(), 25550ms);
}

TEST_F(Retries, AreNotTooLateBecauseTimeWentByForOthers) {
  ebs.On(ListSnapshotBlocks).Once().Refuse(RequestThrottled());
  request.SetRequestRetryHandler(
      [&](const Aws::AmazonWebServiceRequest&) { ebs.clock().Advance(60min); });

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
}

// NOLINTBEGIN(google-runtime-int): the SDK's own types

// Writes down what it is asked; retries as long as it is told to.
class Noted : public Aws::Client::RetryStrategy {
 public:
  explicit Noted(long retries) : retries_(retries) {}

  bool ShouldRetry(const AWSError<CoreErrors>& error, long attempted) const override {
    Note("ShouldRetry", error, attempted);
    return attempted < retries_;
  }
  long CalculateDelayBeforeNextRetry(const AWSError<CoreErrors>& error,
                                     long attempted) const override {
    Note("Delay", error, attempted);
    return 7;
  }
  long GetMaxAttempts() const override {
    notes.push_back("MaxAttempts");
    return retries_ + 1;
  }
  bool HasSendToken() override {
    notes.push_back("HasSendToken");
    return tokens-- > 0;
  }
  void RequestBookkeeping(const Aws::Client::HttpResponseOutcome& outcome) override {
    notes.push_back(outcome.IsSuccess() ? "Ok" : "Failed");
  }
  void RequestBookkeeping(const Aws::Client::HttpResponseOutcome& outcome,
                          const AWSError<CoreErrors>& last) override {
    notes.push_back((outcome.IsSuccess() ? "Ok after " : "Failed after ") +
                    last.GetExceptionName());
  }

  int tokens = 100;
  mutable std::vector<std::string> notes;

 private:
  void Note(const char* question, const AWSError<CoreErrors>& error, long attempted) const {
    notes.push_back(question + (" " + error.GetExceptionName()) + " " + std::to_string(attempted));
  }

  long retries_;
};

// NOLINTEND(google-runtime-int)

TEST_F(Retries, AskTheUsersStrategyInTheSdksOrder) {
  const auto strategy = Aws::MakeShared<Noted>("test", 2);
  ebs.On(ListSnapshotBlocks).Nth(1).Refuse(Throttling());
  ebs.On(ListSnapshotBlocks).Nth(1).Refuse(ServiceUnavailable());
  const auto noted = MakeEBSClient(ebs, With(strategy));
  strategy->notes.clear();

  const auto outcome = noted->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(strategy->notes,
              ElementsAre("HasSendToken", "Failed", "Delay ThrottlingException 0",
                          "ShouldRetry ThrottlingException 0", "MaxAttempts",          //
                          "HasSendToken", "Failed after ThrottlingException",          //
                          "Delay ServiceUnavailableException 1",                       //
                          "ShouldRetry ServiceUnavailableException 1", "MaxAttempts",  //
                          "HasSendToken", "Ok after ServiceUnavailableException"));
  EXPECT_EQ(Elapsed(), 14ms);
}

TEST_F(Retries, AreForTheStrategyAloneToDecide) {
  const auto strategy = Aws::MakeShared<Noted>("test", 1);
  ebs.On(ListSnapshotBlocks).Once().Refuse(AccessDenied());

  const auto outcome = MakeEBSClient(ebs, With(strategy))->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
}

TEST_F(Retries, AskForTheDelayOfAnErrorThatIsFinalToo) {
  const auto strategy = Aws::MakeShared<Noted>("test", 0);
  ebs.On(ListSnapshotBlocks).Once().Refuse(AccessDenied());
  const auto noted = MakeEBSClient(ebs, With(strategy));
  strategy->notes.clear();

  noted->ListSnapshotBlocks(request);

  EXPECT_THAT(strategy->notes,
              ElementsAre("HasSendToken", "Failed", "Delay AccessDeniedException 0",
                          "ShouldRetry AccessDeniedException 0"));
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(Retries, SendNothingWithoutASendToken) {
  const auto strategy = Aws::MakeShared<Noted>("test", 5);
  strategy->tokens = 0;

  const auto outcome = MakeEBSClient(ebs, With(strategy))->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::SLOW_DOWN);
  EXPECT_EQ(outcome.GetError().GetMessage(),
            "Unable to acquire enough send tokens to execute request.");
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_THAT(Attempts(ListSnapshotBlocks), IsEmpty());
  EXPECT_EQ(LastOutcome(), "not sent: Unable to acquire enough send tokens to execute request.");
}

TEST_F(Retries, EndWhereTheSendTokensEnd) {
  const auto strategy = Aws::MakeShared<Noted>("test", 5);
  strategy->tokens = 1;
  ebs.On(ListSnapshotBlocks).Once().Refuse(RequestThrottled());

  const auto outcome = MakeEBSClient(ebs, With(strategy))->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::SLOW_DOWN);
  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1));
}

TEST_F(Retries, DrawOnOneQuotaWhereClientsShareAStrategy) {
  const auto quota = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>("test");
  const auto configuration =
      With(Aws::MakeShared<Aws::Client::StandardRetryStrategy>("test", quota));
  ebs.On(ListSnapshotBlocks).First(6).Refuse(RequestThrottled());

  MakeEBSClient(ebs, configuration)->ListSnapshotBlocks(request);
  MakeEBSClient(ebs, configuration)->ListSnapshotBlocks(request);

  EXPECT_EQ(quota->GetRetryQuota(), 500 - 20);
}

TEST_F(Retries, DrawOnOneQuotaUntilItIsSpent) {
  const auto quota = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>("test");
  ASSERT_TRUE(quota->AcquireRetryQuota(494));
  const auto configuration =
      With(Aws::MakeShared<Aws::Client::StandardRetryStrategy>("test", quota));
  ebs.On(ListSnapshotBlocks).Refuse(RequestThrottled());

  MakeEBSClient(ebs, configuration)->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), ElementsAre(1, 2));
}

TEST_F(Retries, CostMoreQuotaAfterATimeOutOfTheCrtsClient) {
  const auto quota = Aws::MakeShared<Aws::Client::DefaultRetryQuotaContainer>("test");
  // SDK: its time-outs are not retryable, so that only a strategy of one's own goes on.
  class Stubborn : public Aws::Client::StandardRetryStrategy {
   public:
    using StandardRetryStrategy::StandardRetryStrategy;
    bool ShouldRetry(const AWSError<CoreErrors>& error,
                     long attempted) const override {  // NOLINT(google-runtime-int)
      return attempted == 0 && m_retryQuotaContainer->AcquireRetryQuota(error);
    }
  };
  fauxebs::ClientOptions crt;
  crt.http_client = fauxebs::HttpClient::kCrt;
  ebs.On(ListSnapshotBlocks).First(2).LoseReply();

  MakeEBSClient(ebs, With(Aws::MakeShared<Stubborn>("test", quota)), crt)
      ->ListSnapshotBlocks(request);

  EXPECT_EQ(quota->GetRetryQuota(), 490);
}

TEST_F(Retries, OfNamedErrorsAreForTheStrategyOfTheUser) {
  // In the manner of SpecifiedRetryableErrorsRetryStrategy, which not every SDK has.
  class Named : public Aws::Client::DefaultRetryStrategy {
   public:
    bool ShouldRetry(const AWSError<CoreErrors>& error,
                     long attempted) const override {  // NOLINT(google-runtime-int)
      return error.GetExceptionName() == "InternalServerException" && attempted < m_maxRetries;
    }
  };
  ebs.On(ListSnapshotBlocks).First(3).Refuse(InternalServer());

  const auto outcome =
      MakeEBSClient(ebs, With(Aws::MakeShared<Named>("test")))->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(4));
}

TEST_F(Retries, AreTheDefaultOnesWhereTheConfigurationHasNone) {
  ebs.On(ListSnapshotBlocks).Refuse(RequestThrottled());

  MakeEBSClient(ebs, With(nullptr))->ListSnapshotBlocks(request);

  EXPECT_THAT(Attempts(ListSnapshotBlocks), SizeIs(11));
}

TEST_F(Retries, ByAStrategyThatReallySleepsAreRefusedWithASentence) {
  class Adaptive : public Aws::Client::DefaultRetryStrategy {
   public:
    const char* GetStrategyName() const override { return "adaptive"; }
  };

  EXPECT_THAT([&] { MakeEBSClient(ebs, With(Aws::MakeShared<Adaptive>("test"))); },
              testing::ThrowsMessage<std::logic_error>(HasSubstr("sleeps in real time")));
}

#if __has_include(<aws/core/client/AdaptiveRetryStrategy.h>)
TEST_F(Retries, ByAStrategyThatReallySleepsAreRefusedWhateverItIsCalled) {
  class Renamed : public Aws::Client::AdaptiveRetryStrategy {
   public:
    const char* GetStrategyName() const override { return "mine"; }
  };

  EXPECT_THAT([&] { MakeEBSClient(ebs, With(Aws::MakeShared<Renamed>("test"))); },
              testing::ThrowsMessage<std::logic_error>(HasSubstr("sleeps in real time")));
}
#endif

}  // namespace
