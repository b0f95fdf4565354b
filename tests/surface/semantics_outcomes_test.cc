// Outcomes: what they hold, what they are made from, and the one that cannot be copied.
#include <future>
#include <type_traits>

#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::EBS::EBSClient;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using Aws::Http::HttpResponseCode;
using fauxebs::Block;
using fauxebs::Context;
using testing::IsEmpty;
namespace model = Aws::EBS::Model;

using SdkSemantics01 = fauxebs::SdkTest;
using SdkSemantics02 = fauxebs::SdkTest;
using SdkSemantics03 = fauxebs::SdkTest;

// ---- 01: both objects always exist ----

TEST_F(SdkSemantics01, ADefaultOutcomeIsAFailureWithTheFirstErrorOfTheEnumeration) {
  const model::PutSnapshotBlockOutcome outcome;

  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
  EXPECT_THAT(outcome.GetError().GetExceptionName(), IsEmpty());
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
}

TEST_F(SdkSemantics01, ASuccessHasADefaultErrorBesideItsResult) {
  const std::string id = CompletedSnapshot({});

  const auto outcome = MakeEBSClient(ebs)->ListSnapshotBlocks(fauxebs::ListRequest(id));

  EXPECT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
  EXPECT_THAT(outcome.GetError().GetMessage(), IsEmpty());
}

TEST_F(SdkSemantics01, AFailureHasADefaultResultBesideItsError) {
  const auto outcome = MakeEBSClient(ebs)->ListSnapshotBlocks(fauxebs::ListRequest("snap-0"));

  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_THAT(outcome.GetResult().GetBlocks(), IsEmpty());
  EXPECT_EQ(outcome.GetResult().GetVolumeSize(), 0);
  EXPECT_EQ(outcome.GetResult().GetExpiryTime().Millis(), 0);
}

struct BareMock : fauxebs::FakeEBSClient {
  using FakeEBSClient::FakeEBSClient;
  MOCK_METHOD(model::CompleteSnapshotOutcome, CompleteSnapshot,
              (const model::CompleteSnapshotRequest&), (const, override));
};

TEST_F(SdkSemantics01, AMockWithoutAnActionAnswersWithADefaultOutcome) {
  const testing::NiceMock<BareMock> mock(ebs);

  const auto outcome = mock.CompleteSnapshot(model::CompleteSnapshotRequest());

  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
}

// ---- 02: what an outcome is made from ----

template <typename Outcome, typename Result>
constexpr bool kIsReturnedByAnyOfFour = std::is_convertible_v<Result, Outcome>&&
    std::is_convertible_v<EBSError, Outcome>&& std::is_convertible_v<AWSError<EBSErrors>, Outcome>&&
        std::is_convertible_v<AWSError<CoreErrors>, Outcome>;

TEST_F(SdkSemantics02, AResultAndThreeKindsOfErrorsAreOutcomes) {
  using namespace Aws::EBS::Model;  // NOLINT(google-build-using-namespace): twelve names
  static_assert(kIsReturnedByAnyOfFour<StartSnapshotOutcome, StartSnapshotResult>);
  static_assert(kIsReturnedByAnyOfFour<PutSnapshotBlockOutcome, PutSnapshotBlockResult>);
  static_assert(kIsReturnedByAnyOfFour<CompleteSnapshotOutcome, CompleteSnapshotResult>);
  static_assert(kIsReturnedByAnyOfFour<GetSnapshotBlockOutcome, GetSnapshotBlockResult>);
  static_assert(kIsReturnedByAnyOfFour<ListSnapshotBlocksOutcome, ListSnapshotBlocksResult>);
  static_assert(kIsReturnedByAnyOfFour<ListChangedBlocksOutcome, ListChangedBlocksResult>);
}

TEST_F(SdkSemantics02, AnErrorOfTheCoreKeepsItsNumberAndItsTexts) {
  const auto refuse = []() -> model::StartSnapshotOutcome {
    return AWSError<CoreErrors>(CoreErrors::THROTTLING, "Throttling", "slower", true);
  };

  const model::StartSnapshotOutcome outcome = refuse();

  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::THROTTLING);
  EXPECT_EQ(outcome.GetError().GetExceptionName(), "Throttling");
  EXPECT_EQ(outcome.GetError().GetMessage(), "slower");
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST_F(SdkSemantics02, AnErrorOfTheServiceIsAnOutcomeAsItStands) {
  const auto refuse = []() -> model::StartSnapshotOutcome {
    return AWSError<EBSErrors>(EBSErrors::CONFLICT, "ConflictException", "again", false);
  };

  EXPECT_EQ(refuse().GetError().GetErrorType(), EBSErrors::CONFLICT);
}

TEST_F(SdkSemantics02, AResultIsASuccess) {
  const auto answer = []() -> model::StartSnapshotOutcome {
    model::StartSnapshotResult result;
    result.SetSnapshotId("snap-1");
    return result;
  };

  EXPECT_TRUE(answer().IsSuccess());
  EXPECT_EQ(answer().GetResult().GetSnapshotId(), "snap-1");
}

// ---- 03: the move-only result ----

TEST_F(SdkSemantics03, TheResultOfGetSnapshotBlockIsMovedAndNeverCopied) {
  static_assert(!std::is_copy_constructible_v<model::GetSnapshotBlockResult>);
  static_assert(!std::is_copy_assignable_v<model::GetSnapshotBlockResult>);
  static_assert(std::is_move_constructible_v<model::GetSnapshotBlockResult>);
  static_assert(std::is_move_assignable_v<model::GetSnapshotBlockResult>);
}

// Copying it fails all the same, inside the copy constructor: what must not compile is tested with
// the package.
TEST_F(SdkSemantics03, ItsOutcomeClaimsToBeCopyable) {
  static_assert(std::is_copy_constructible_v<model::GetSnapshotBlockOutcome>);
}

TEST_F(SdkSemantics03, ItsHandlerTakesTheOutcomeByValue) {
  static_assert(
      std::is_same_v<
          Aws::EBS::GetSnapshotBlockResponseReceivedHandler,
          std::function<void(const EBSClient*, const model::GetSnapshotBlockRequest&,
                             model::GetSnapshotBlockOutcome,
                             const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>>);
}

TEST_F(SdkSemantics03, ALambdaThatTakesItByReferenceIsAHandlerToo) {
  const std::string id = CompletedSnapshot({{0, Block::Filled(7)}});
  bool heard = false;

  MakeEBSClient(ebs, fauxebs::RunningOn<fauxebs::InlineExecutor>())
      ->GetSnapshotBlockAsync(GetRequest(id, 0),
                              [&](const EBSClient*, const model::GetSnapshotBlockRequest&,
                                  const model::GetSnapshotBlockOutcome& outcome,
                                  const Context&) { heard = outcome.IsSuccess(); });

  EXPECT_TRUE(heard);
}

TEST_F(SdkSemantics03, GetResultWithOwnershipTakesTheStreamOutOfAHandler) {
  const std::string id = CompletedSnapshot({{0, Block::Filled(7)}});
  model::GetSnapshotBlockResult kept;

  MakeEBSClient(ebs, fauxebs::RunningOn<fauxebs::InlineExecutor>())
      ->GetSnapshotBlockAsync(GetRequest(id, 0),
                              [&](const EBSClient*, const model::GetSnapshotBlockRequest&,
                                  model::GetSnapshotBlockOutcome outcome,
                                  const Context&) { kept = outcome.GetResultWithOwnership(); });

  EXPECT_TRUE(fauxebs::TextIn(kept.GetBlockData()) == Block::Filled(7).view());
}

TEST_F(SdkSemantics03, AFutureHandsTheOutcomeOver) {
  const std::string id = CompletedSnapshot({{0, Block::Filled(7)}});

  model::GetSnapshotBlockOutcome outcome =
      MakeEBSClient(ebs)->GetSnapshotBlockCallable(GetRequest(id, 0)).get();

  EXPECT_TRUE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == Block::Filled(7).view());
}

}  // namespace
