#include "fauxebs/aws_gmock/matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "aws/client_fixture.h"
#include "fauxebs/words.h"
#include "support/matcher_text.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

namespace model = Aws::EBS::Model;

using Aws::Client::CoreErrors;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using testing::_;
using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing::ThrowsMessage;

using Outcome = model::ListSnapshotBlocksOutcome;

// What the SDK's client says to errors of the service.
class SdkOutcome : public ClientTest {
 protected:
  Outcome ListAnsweredBy(const Error& error) {
    ebs.On(Operation::kListSnapshotBlocks).Once().Refuse(error);
    return client->ListSnapshotBlocks(ListRequest(id));
  }

  const std::string id = CompletedSnapshot({{7, Block::Filled(1)}});
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs, NoSdkRetries());
  const Outcome ok = client->ListSnapshotBlocks(ListRequest(id));
  const Outcome invalid =
      ListAnsweredBy(Validation(ErrorReason::kInvalidPageToken, "no such page"));
};

// IsOk

class IsOkForTheSdk : public SdkOutcome {};

TEST_F(IsOkForTheSdk, TellsAnswersFromErrors) {
  EXPECT_THAT(ok, IsOk());
  EXPECT_THAT(invalid, Not(IsOk()));
}

TEST_F(IsOkForTheSdk, SaysTheWholeErrorInALine) {
  EXPECT_EQ(Explain(IsOk(), ListAnsweredBy(RequestThrottled())),
            "which failed with THROTTLING: RequestThrottledException: " +
                RequestThrottled().message + " (RESOURCE_LEVEL_THROTTLE, HTTP 400, retryable)");
  EXPECT_EQ(Explain(IsOk(), ok), "");
}

TEST_F(IsOkForTheSdk, Describes) {
  EXPECT_EQ(Describe<Outcome>(IsOk()), "is ok");
  EXPECT_EQ(DescribeNegation<Outcome>(IsOk()), "isn't ok");
}

TEST_F(IsOkForTheSdk, DoesNotCopyTheOutcome) {
  const model::GetSnapshotBlockOutcome got = client->GetSnapshotBlock(GetRequest(id, 7));

  EXPECT_THAT(got, IsOk());
  EXPECT_THAT(client->GetSnapshotBlock(GetRequest(id, 7)), AllOf(IsOk(), Not(FailsWith(_))));
}

TEST_F(IsOkForTheSdk, IsAskedOfEachOutcome) {
  const std::vector<Outcome> outcomes = {ok, invalid};

  EXPECT_THAT(outcomes, ElementsAre(IsOk(), Not(IsOk())));
  EXPECT_TRUE(testing::Matches(IsOk())(ok));
}

// FailsWith

class FailsWithForTheSdk : public SdkOutcome {};

TEST_F(FailsWithForTheSdk, ComparesTypeReasonAndMessage) {
  const auto page_token = Reason(model::ValidationExceptionReason::INVALID_PAGE_TOKEN);

  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION));
  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION, "no such page"));
  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION, page_token));
  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION, page_token, HasSubstr("page")));
  EXPECT_THAT(invalid, Not(FailsWith(EBSErrors::CONFLICT)));
  EXPECT_THAT(invalid, Not(FailsWith(EBSErrors::VALIDATION, "another")));
  EXPECT_THAT(invalid, Not(FailsWith(EBSErrors::VALIDATION, page_token, "another")));
  EXPECT_THAT(invalid, Not(FailsWith(EBSErrors::VALIDATION,
                                     Reason(model::ValidationExceptionReason::INVALID_TAG))));
}

TEST_F(FailsWithForTheSdk, TakesMatchersOfErrors) {
  EXPECT_THAT(invalid, FailsWith(_));
  EXPECT_THAT(invalid,
              FailsWith(testing::Property(&EBSError::GetExceptionName, "ValidationException")));
  EXPECT_THAT(invalid, FailsWith(Reason(model::ValidationExceptionReason::INVALID_PAGE_TOKEN)));
}

TEST_F(FailsWithForTheSdk, AppliesToAnErrorItself) {
  EXPECT_THAT(invalid.GetError(), FailsWith(EBSErrors::VALIDATION, "no such page"));
  EXPECT_THAT(invalid.GetError(), Not(FailsWith(EBSErrors::THROTTLING)));
}

TEST_F(FailsWithForTheSdk, AppliesToABlockThatWasNotRead) {
  model::GetSnapshotBlockRequest request = GetRequest(id, 7);
  request.SetBlockToken("nonsense");

  EXPECT_THAT(client->GetSnapshotBlock(request),
              FailsWith(EBSErrors::VALIDATION,
                        Reason(model::ValidationExceptionReason::INVALID_BLOCK_TOKEN)));
}

TEST_F(FailsWithForTheSdk, NamesErrorsOfTheClientItself) {
  const Outcome outcome = EBSError(Aws::Client::AWSError<CoreErrors>(
      CoreErrors::NOT_INITIALIZED, "NOT_INITIALIZED", "not initialized", false));

  EXPECT_THAT(outcome, FailsWith(CoreErrors::NOT_INITIALIZED));
  EXPECT_THAT(outcome, FailsWith(CoreErrors::NOT_INITIALIZED, HasSubstr("initialized")));
  EXPECT_THAT(outcome, Not(FailsWith(CoreErrors::USER_CANCELLED)));
  EXPECT_EQ(Explain(FailsWith(CoreErrors::USER_CANCELLED), outcome),
            "whose type is NOT_INITIALIZED");
  EXPECT_EQ(Describe<Outcome>(FailsWith(CoreErrors::USER_CANCELLED)),
            "is an error that has type USER_CANCELLED");
}

TEST_F(FailsWithForTheSdk, RejectsAnswers) {
  EXPECT_THAT(ok, Not(FailsWith(EBSErrors::VALIDATION)));
  EXPECT_EQ(Explain(FailsWith(EBSErrors::VALIDATION), ok), "which is no error");
}

TEST_F(FailsWithForTheSdk, SaysWhatIsWrongFirst) {
  const auto tag = Reason(model::ValidationExceptionReason::INVALID_TAG);
  const auto page_token = Reason(model::ValidationExceptionReason::INVALID_PAGE_TOKEN);

  EXPECT_EQ(Explain(FailsWith(EBSErrors::CONFLICT, "x"), invalid), "whose type is VALIDATION");
  EXPECT_EQ(Explain(FailsWith(EBSErrors::VALIDATION, tag, "x"), invalid),
            "whose reason is INVALID_PAGE_TOKEN");
  EXPECT_EQ(Explain(FailsWith(EBSErrors::VALIDATION, page_token, "x"), invalid),
            "whose message is \"no such page\"");
}

TEST_F(FailsWithForTheSdk, Describes) {
  const auto matcher = FailsWith(
      EBSErrors::VALIDATION, Reason(model::ValidationExceptionReason::INVALID_TAG), HasSubstr("x"));

  EXPECT_EQ(Describe<Outcome>(matcher),
            "is an error that has type VALIDATION, has a ValidationExceptionReason that is equal "
            "to INVALID_TAG, has a message that has substring \"x\"");
  EXPECT_EQ(DescribeNegation<Outcome>(FailsWith(EBSErrors::CONFLICT)),
            "isn't an error that has type CONFLICT");
}

TEST_F(FailsWithForTheSdk, RefusesAReasonThatTheTypeCannotHave) {
  EXPECT_THAT(
      [] {
        FailsWith(EBSErrors::THROTTLING, Reason(model::ValidationExceptionReason::INVALID_TAG));
      },
      ThrowsMessage<std::logic_error>(
          "an error of type THROTTLING has no ValidationExceptionReason, only one of type "
          "VALIDATION has"));
}

// Reason

class ReasonTest : public SdkOutcome {};

TEST_F(ReasonTest, IsOneOfFiveKinds) {
  EXPECT_THAT(ListAnsweredBy(AccessDenied()),
              FailsWith(EBSErrors::ACCESS_DENIED,
                        Reason(model::AccessDeniedExceptionReason::UNAUTHORIZED_ACCOUNT)));
  EXPECT_THAT(ListAnsweredBy(RequestThrottled()),
              FailsWith(EBSErrors::THROTTLING,
                        Reason(model::RequestThrottledExceptionReason::RESOURCE_LEVEL_THROTTLE)));
  EXPECT_THAT(ListAnsweredBy(SnapshotNotFound(id)),
              FailsWith(EBSErrors::RESOURCE_NOT_FOUND,
                        Reason(model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND)));
  EXPECT_THAT(
      ListAnsweredBy(ServiceQuotaExceeded()),
      FailsWith(
          EBSErrors::SERVICE_QUOTA_EXCEEDED,
          Reason(model::ServiceQuotaExceededExceptionReason::DEPENDENCY_SERVICE_QUOTA_EXCEEDED)));
  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION,
                                 Reason(model::ValidationExceptionReason::INVALID_PAGE_TOKEN)));
}

TEST_F(ReasonTest, TakesMatchersOfAReason) {
  using model::ValidationExceptionReason;
  const auto of_a_token =
      Reason<ValidationExceptionReason>(AnyOf(ValidationExceptionReason::INVALID_PAGE_TOKEN,
                                              ValidationExceptionReason::INVALID_BLOCK_TOKEN));

  EXPECT_THAT(invalid, FailsWith(EBSErrors::VALIDATION, of_a_token));
  EXPECT_THAT(invalid, Not(FailsWith(EBSErrors::VALIDATION,
                                     Reason<ValidationExceptionReason>(
                                         Not(ValidationExceptionReason::INVALID_PAGE_TOKEN)))));
}

TEST_F(ReasonTest, IsNotAskedOfAnErrorOfAnotherType) {
  const EBSError& error = invalid.GetError();
  const auto throttle = Reason(model::RequestThrottledExceptionReason::ACCOUNT_THROTTLED);

  EXPECT_THAT(error, Not(throttle));
  EXPECT_EQ(Explain(throttle, error), "whose type is VALIDATION");
}

TEST_F(ReasonTest, OfTheServicesFrontEndIsNotSet) {
  EXPECT_THAT(
      ListAnsweredBy(Throttling()),
      FailsWith(EBSErrors::THROTTLING, Reason(model::RequestThrottledExceptionReason::NOT_SET)));
}

TEST_F(ReasonTest, OfAnErrorMadeByHandIsNotSet) {
  const EBSError error = Aws::Client::AWSError<EBSErrors>(EBSErrors::VALIDATION,
                                                          "ValidationException", "by hand", false);

  EXPECT_THAT(error, Reason(model::ValidationExceptionReason::NOT_SET));
  EXPECT_EQ(Explain(Reason(model::ValidationExceptionReason::INVALID_TAG), error),
            "whose reason is NOT_SET");
}

TEST_F(ReasonTest, Describes) {
  const auto tag = Reason(model::ValidationExceptionReason::INVALID_TAG);

  EXPECT_EQ(Describe<EBSError>(tag),
            "has a ValidationExceptionReason that is equal to INVALID_TAG");
  EXPECT_EQ(DescribeNegation<EBSError>(tag),
            "hasn't a ValidationExceptionReason that is equal to INVALID_TAG");
}

// ForSnapshot and ForBlock

TEST(ForSnapshotForTheSdk, IsWhatEachRequestIsAbout) {
  model::StartSnapshotRequest start;
  start.SetParentSnapshotId("snap-1");
  model::PutSnapshotBlockRequest put;
  put.SetSnapshotId("snap-1");
  model::CompleteSnapshotRequest complete;
  complete.SetSnapshotId("snap-1");
  model::GetSnapshotBlockRequest get;
  get.SetSnapshotId("snap-1");
  model::ListSnapshotBlocksRequest list;
  list.SetSnapshotId("snap-1");
  model::ListChangedBlocksRequest changed;
  changed.SetFirstSnapshotId("snap-0");
  changed.SetSecondSnapshotId("snap-1");

  EXPECT_THAT(start, ForSnapshot("snap-1"));
  EXPECT_THAT(put, ForSnapshot("snap-1"));
  EXPECT_THAT(complete, ForSnapshot("snap-1"));
  EXPECT_THAT(get, ForSnapshot("snap-1"));
  EXPECT_THAT(list, ForSnapshot("snap-1"));
  EXPECT_THAT(changed, ForSnapshot("snap-1"));
  EXPECT_THAT(changed, Not(ForSnapshot("snap-0")));
}

TEST(ForSnapshotForTheSdk, TakesMatchersAndExplains) {
  model::ListSnapshotBlocksRequest list;
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), list), "which is for no snapshot");
  list.SetSnapshotId("snap-2");

  EXPECT_THAT(list, ForSnapshot(StartsWith("snap-")));
  EXPECT_EQ(Explain(ForSnapshot("snap-1"), list), "which is for snapshot snap-2");
  EXPECT_EQ(Describe<model::ListSnapshotBlocksRequest>(ForSnapshot("snap-1")),
            "is for a snapshot that is equal to \"snap-1\"");
}

TEST(ForBlockForTheSdk, IsWhatPutAndGetAreAbout) {
  model::PutSnapshotBlockRequest put;
  put.SetSnapshotId("snap-1");
  put.SetBlockIndex(7);
  model::GetSnapshotBlockRequest get;
  get.SetBlockIndex(7);
  model::ListSnapshotBlocksRequest list;
  list.SetStartingBlockIndex(7);

  EXPECT_THAT(put, AllOf(ForSnapshot("snap-1"), ForBlock(7)));
  EXPECT_THAT(get, ForBlock(Ge(7)));
  EXPECT_THAT(get, Not(ForBlock(8)));
  EXPECT_THAT(list, Not(ForBlock(7)));
}

TEST(ForBlockForTheSdk, Explains) {
  model::GetSnapshotBlockRequest get;
  EXPECT_EQ(Explain(ForBlock(0), get), "which is for no block");
  get.SetBlockIndex(7);

  EXPECT_EQ(Explain(ForBlock(8), get), "which is for block 7");
}

}  // namespace
}  // namespace fauxebs
