// Errors: the headers they came with, and the typed model inside them.
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ValidationException.h>

#include <cctype>
#include <type_traits>

#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using fauxebs::Context;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::ResultOf;
namespace model = Aws::EBS::Model;

class ErrorsTest : public fauxebs::SdkTest {
 protected:
  model::ListSnapshotBlocksOutcome NotFound() {
    return MakeEBSClient(ebs)->ListSnapshotBlocks(fauxebs::ListRequest("snap-0"));
  }
  // Refused by the framework in front of the service.
  model::ListSnapshotBlocksOutcome OutOfRange() {
    return MakeEBSClient(ebs)->ListSnapshotBlocks(
        fauxebs::ListRequest(CompletedSnapshot({})).WithMaxResults(99));
  }
};

using SdkSemantics15 = ErrorsTest;
using SdkModeledErrors = ErrorsTest;

// ---- 15: header keys ----

bool HasUpperCase(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isupper(c); });
}

TEST_F(SdkSemantics15, TheKeysOfResponseHeadersAreInLowerCase) {
  const auto outcome = NotFound();

  EXPECT_THAT(outcome.GetError().GetResponseHeaders(), Not(IsEmpty()));
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              Each(Key(ResultOf("has upper case", HasUpperCase, false))));
}

TEST_F(SdkSemantics15, AHeaderIsAskedForInAnyCase) {
  const auto outcome = NotFound();

  EXPECT_TRUE(outcome.GetError().ResponseHeaderExists("X-Amzn-ErrorType"));
  EXPECT_TRUE(outcome.GetError().ResponseHeaderExists("x-amzn-errortype"));
  EXPECT_FALSE(outcome.GetError().ResponseHeaderExists("X-Amzn-Nothing"));
}

// ---- GetModeledError ----

template <typename Outcome, typename = void>
struct GivesItsModel : std::false_type {};
template <typename Outcome>
struct GivesItsModel<
    Outcome,
    std::void_t<decltype(std::declval<Outcome&>().template GetError<model::ValidationException>())>>
    : std::true_type {};

template <typename Error, typename = void>
struct IsItselfModeled : std::false_type {};
template <typename Error>
struct IsItselfModeled<
    Error, std::void_t<decltype(std::declval<Error&>()
                                    .template GetModeledError<model::ValidationException>())>>
    : std::true_type {};

TEST_F(SdkModeledErrors, AreAskedOfAnOutcomeThatIsNotConst) {
  static_assert(GivesItsModel<model::ListSnapshotBlocksOutcome>::value);
  static_assert(!GivesItsModel<const model::ListSnapshotBlocksOutcome>::value);

  auto outcome = NotFound();

  EXPECT_EQ(outcome.GetError<model::ResourceNotFoundException>().GetReason(),
            model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
}

TEST_F(SdkModeledErrors, AreAskedOfACopyOfTheErrorAndNotOfTheErrorInTheOutcome) {
  static_assert(IsItselfModeled<EBSError>::value);
  static_assert(!IsItselfModeled<
                decltype(std::declval<model::ListSnapshotBlocksOutcome&>().GetError())>::value);
  const auto outcome = NotFound();

  EBSError copy = outcome.GetError();

  EXPECT_EQ(copy.GetModeledError<model::ResourceNotFoundException>().GetReason(),
            model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
}

TEST_F(SdkModeledErrors, AreAskedOfACopyInAHandler) {
  auto reason = model::ResourceNotFoundExceptionReason::NOT_SET;

  MakeEBSClient(ebs, fauxebs::RunningOn<fauxebs::InlineExecutor>())
      ->ListSnapshotBlocksAsync(
          fauxebs::ListRequest("snap-0"),
          [&](const Aws::EBS::EBSClient*, const model::ListSnapshotBlocksRequest&,
              const model::ListSnapshotBlocksOutcome& outcome, const Context&) {
            EBSError copy = outcome.GetError();
            reason = copy.GetModeledError<model::ResourceNotFoundException>().GetReason();
          });

  EXPECT_EQ(reason, model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
}

TEST_F(SdkModeledErrors, OfTheFrameworkAreEmptyThoughTheErrorHasAMessage) {
  auto outcome = OutOfRange();

  const auto modeled = outcome.GetError<model::ValidationException>();

  EXPECT_THAT(outcome.GetError().GetMessage(), HasSubstr("maxResults"));
  EXPECT_THAT(modeled.GetMessage(), IsEmpty());
  EXPECT_EQ(modeled.GetReason(), model::ValidationExceptionReason::NOT_SET);
  EXPECT_FALSE(modeled.ReasonHasBeenSet());
}

TEST_F(SdkModeledErrors, WithoutAPayloadAreEmpty) {
  EBSError error(
      AWSError<EBSErrors>(EBSErrors::VALIDATION, "ValidationException", "by hand", false));

  const auto modeled = error.GetModeledError<model::ValidationException>();

  EXPECT_FALSE(modeled.MessageHasBeenSet());
  EXPECT_FALSE(modeled.ReasonHasBeenSet());
}

TEST_F(SdkModeledErrors, SurviveCopiesMovesAndTheWayThroughTheCoresErrors) {
  const auto outcome = NotFound();

  const AWSError<CoreErrors> core(outcome.GetError());
  AWSError<CoreErrors> copy = core;
  EBSError back(std::move(copy));
  const model::ListSnapshotBlocksOutcome again(std::move(back));
  EBSError last = again.GetError();

  const auto modeled = last.GetModeledError<model::ResourceNotFoundException>();
  EXPECT_EQ(modeled.GetReason(), model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
  EXPECT_EQ(modeled.GetMessage(), outcome.GetError().GetMessage());
}

// What a hand-made client of the user's has to do, on the SDK and on the stand-in.
class ByHand : public EBSError {
 public:
  ByHand()
      : EBSError(AWSError<EBSErrors>(EBSErrors::VALIDATION, "ValidationException", "bad", false)) {
    Aws::Utils::Json::JsonValue payload;
    payload.WithString("Message", "bad");
    payload.WithString("Reason", "INVALID_BLOCK");
    SetJsonPayload(payload);
  }
};

TEST_F(SdkModeledErrors, AreMadeByHandInADerivedErrorThatIsSliced) {
  model::PutSnapshotBlockOutcome outcome{EBSError(ByHand())};

  EXPECT_EQ(outcome.GetError<model::ValidationException>().GetReason(),
            model::ValidationExceptionReason::INVALID_BLOCK);
}

}  // namespace
