// The stand-in for the AWS SDK: its outcomes, results, requests and errors are as the SDK's.
#include <aws/core/AmazonWebServiceResult.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/StringUtils.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/ValidationException.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Client::RetryableType;
using Aws::Http::HttpResponseCode;
using Aws::Utils::DateTime;
using Aws::Utils::Json::JsonValue;

// An error with the payload that a reply of the service would leave in it.
class ErrorFromReply : public EBSError {
 public:
  ErrorFromReply(EBSErrors type, const Aws::String& name, const Aws::String& reason)
      : EBSError(AWSError<EBSErrors>(type, name, "text", false)) {
    SetJsonPayload(JsonValue().WithString("Message", "text").WithString("Reason", reason));
  }
};

// ---- Outcome ----

TEST(Outcome, IsAFailureByDefault) {
  const PutSnapshotBlockOutcome outcome;
  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
  EXPECT_EQ(outcome.GetError().GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_FALSE(outcome.GetError().ShouldRetry());
}

TEST(Outcome, IsMadeFromAResult) {
  const PutSnapshotBlockOutcome outcome = PutSnapshotBlockResult().WithChecksum("sum");
  EXPECT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetResult().GetChecksum(), "sum");
}

TEST(Outcome, IsMadeFromAnErrorOfTheService) {
  const PutSnapshotBlockOutcome outcome =
      AWSError<EBSErrors>(EBSErrors::CONFLICT, "ConflictException", "no", false);
  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::CONFLICT);
}

TEST(Outcome, IsMadeFromACoreErrorWhoseNumberItKeeps) {
  const PutSnapshotBlockOutcome outcome =
      AWSError<CoreErrors>(CoreErrors::ENDPOINT_RESOLUTION_FAILURE, "name", "text", true);
  EXPECT_EQ(static_cast<int>(outcome.GetError().GetErrorType()), 103);
  EXPECT_EQ(outcome.GetError().GetExceptionName(), "name");
  EXPECT_EQ(outcome.GetError().GetMessage(), "text");
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST(Outcome, IsMadeFromAnEBSErrorThatIsNotATemporary) {
  EBSError error = AWSError<EBSErrors>(EBSErrors::VALIDATION, false);
  const PutSnapshotBlockOutcome outcome = error;
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
}

TEST(Outcome, IsMadeFromTheOutcomeOfATransfer) {
  using Transfer =
      Aws::Utils::Outcome<Aws::AmazonWebServiceResult<JsonValue>, AWSError<CoreErrors>>;
  Transfer transfer(Aws::AmazonWebServiceResult<JsonValue>(
      JsonValue().WithString("Status", "completed"), {{"x-amzn-requestid", "r-1"}}));
  transfer.SetRetryCount(2);
  const CompleteSnapshotOutcome outcome(std::move(transfer));
  ASSERT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetResult().GetStatus(), Status::completed);
  EXPECT_EQ(outcome.GetResult().GetRequestId(), "r-1");
  EXPECT_EQ(outcome.GetRetryCount(), 0u);
}

TEST(Outcome, LosesItsRetryCountOnlyWhenItIsCopyConstructed) {
  CompleteSnapshotOutcome outcome;
  outcome.SetRetryCount(3);
  const CompleteSnapshotOutcome copied(outcome);
  CompleteSnapshotOutcome assigned;
  assigned = outcome;
  const CompleteSnapshotOutcome moved(std::move(outcome));
  EXPECT_EQ(copied.GetRetryCount(), 0u);
  EXPECT_EQ(assigned.GetRetryCount(), 3u);
  EXPECT_EQ(moved.GetRetryCount(), 3u);
}

TEST(Outcome, HandsOverItsResult) {
  GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "bytes"));
  GetSnapshotBlockOutcome outcome(std::move(result));
  GetSnapshotBlockResult taken = outcome.GetResultWithOwnership();
  EXPECT_EQ(ReadAll(taken.GetBlockData()), "bytes");
}

// ---- Results ----

static_assert(!std::is_copy_constructible_v<GetSnapshotBlockResult>);
static_assert(!std::is_copy_assignable_v<GetSnapshotBlockResult>);
static_assert(std::is_nothrow_move_constructible_v<GetSnapshotBlockResult>);
static_assert(std::is_copy_constructible_v<GetSnapshotBlockOutcome>);  // as the SDK's claims
static_assert(std::is_same_v<decltype(std::declval<const GetSnapshotBlockResult&>().GetBlockData()),
                             Aws::IOStream&>);

TEST(GetSnapshotBlockResult, WithoutStreamGivesOneThatHasFailed) {
  const GetSnapshotBlockResult result;
  char byte = 0;
  EXPECT_TRUE(result.GetBlockData().fail());
  EXPECT_EQ(result.GetBlockData().read(&byte, 1).gcount(), 0);
}

TEST(GetSnapshotBlockResult, KeepsItsStreamWhenItIsMoved) {
  GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "first"));
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "second"));
  const GetSnapshotBlockResult moved(std::move(result));
  EXPECT_EQ(ReadAll(moved.GetBlockData()), "second");
}

TEST(GetSnapshotBlockResult, LosesItsStreamToANullBody) {
  GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "bytes"));
  result.ReplaceBody(nullptr);
  EXPECT_TRUE(result.GetBlockData().fail());
}

TEST(Results, AreZeroAndEmptyByDefault) {
  const StartSnapshotResult result;
  EXPECT_EQ(result.GetStatus(), Status::NOT_SET);
  EXPECT_EQ(result.GetVolumeSize(), 0);
  EXPECT_EQ(result.GetStartTime(), DateTime());
  EXPECT_TRUE(result.GetTags().empty());
}

TEST(Results, ReadTheirJson) {
  const ListChangedBlocksResult result(Aws::AmazonWebServiceResult<JsonValue>(
      JsonValue(R"({"ChangedBlocks":[{"BlockIndex":7,"SecondBlockToken":"t"}],
                    "ExpiryTime":1.576308931973E9,"VolumeSize":3,"BlockSize":524288,
                    "NextToken":null})"),
      {}));
  ASSERT_EQ(result.GetChangedBlocks().size(), 1u);
  EXPECT_EQ(result.GetChangedBlocks()[0].GetBlockIndex(), 7);
  EXPECT_FALSE(result.GetChangedBlocks()[0].FirstBlockTokenHasBeenSet());
  EXPECT_EQ(result.GetChangedBlocks()[0].GetSecondBlockToken(), "t");
  EXPECT_EQ(result.GetExpiryTime().Millis(), 1576308931973);
  EXPECT_EQ(result.GetBlockSize(), 524288);
  EXPECT_EQ(result.GetNextToken(), "");
}

TEST(ResponseStreamFactory, MakesAnEmptyStreamForReadingAndWriting) {
  GetSnapshotBlockResult result;
  Aws::IOStream* body = GetSnapshotBlockRequest().GetResponseStreamFactory()();
  *body << "bytes";
  result.ReplaceBody(body);
  EXPECT_EQ(result.GetBlockData().tellg(), 0);
  EXPECT_EQ(ReadAll(result.GetBlockData()), "bytes");
}

// ---- Requests ----

TEST(Requests, KnowWhatHasBeenSet) {
  PutSnapshotBlockRequest request;
  EXPECT_FALSE(request.BlockIndexHasBeenSet());
  request.WithSnapshotId("snap-1").WithBlockIndex(0);
  EXPECT_TRUE(request.SnapshotIdHasBeenSet());
  EXPECT_TRUE(request.BlockIndexHasBeenSet());
  EXPECT_FALSE(request.ProgressHasBeenSet());
}

TEST(Requests, TakeTextInAnyForm) {
  StartSnapshotRequest request;
  request.SetDescription(std::string_view("view"));
  EXPECT_EQ(request.GetDescription(), "view");
  request.SetDescription(Aws::String("string"));
  EXPECT_EQ(request.GetDescription(), "string");
  request.SetDescription({});
  EXPECT_EQ(request.GetDescription(), "");
}

TEST(Requests, TakeListsInBraces) {
  const auto request = StartSnapshotRequest()
                           .WithTags({Tag().WithKey("a").WithValue("1")})
                           .AddTags(Tag().WithKey("b"))
                           .AddTags({});
  ASSERT_EQ(request.GetTags().size(), 3u);
  EXPECT_EQ(request.GetTags()[1].GetKey(), "b");
}

TEST(StartSnapshotRequest, HasAClientTokenFromTheStart) {
  const StartSnapshotRequest request;
  EXPECT_TRUE(request.ClientTokenHasBeenSet());
  EXPECT_EQ(request.GetClientToken().size(), 36u);
  EXPECT_EQ(request.GetClientToken(), Aws::Utils::StringUtils::ToUpper(request.GetClientToken()));
}

TEST(StartSnapshotRequest, KeepsItsClientTokenInACopyOnly) {
  const StartSnapshotRequest request;
  const StartSnapshotRequest copy = request;
  EXPECT_EQ(copy.GetClientToken(), request.GetClientToken());
  EXPECT_NE(StartSnapshotRequest().GetClientToken(), request.GetClientToken());
}

TEST(StartSnapshotRequest, SerialisesWhatHasBeenSet) {
  StartSnapshotRequest request;
  request.WithVolumeSize(8).WithEncrypted(true).WithClientToken("t").AddTags(Tag().WithKey("k"));
  const JsonValue payload(request.SerializePayload());
  EXPECT_EQ(payload.View().WriteCompact(),
            R"({"VolumeSize":8,"Tags":[{"Key":"k"}],"ClientToken":"t","Encrypted":true})");
}

TEST(Requests, PutTheirFieldsIntoHeaders) {
  PutSnapshotBlockRequest request;
  request.WithDataLength(4).WithChecksum("sum").SetChecksumAlgorithm(ChecksumAlgorithm::SHA256);
  const Aws::Http::HeaderValueCollection expected = {{"content-type", "binary/octet-stream"},
                                                     {"x-amz-checksum", "sum"},
                                                     {"x-amz-checksum-algorithm", "SHA256"},
                                                     {"x-amz-data-length", "4"}};
  EXPECT_EQ(request.GetHeaders(), expected);
  EXPECT_EQ(CompleteSnapshotRequest().GetHeaders().at("x-amz-api-version"), "2019-11-02");
}

TEST(Requests, EncodeTheirQuery) {
  Aws::Http::URI uri("https://ebs.us-east-1.amazonaws.com/snapshots/s/blocks/0");
  GetSnapshotBlockRequest().WithBlockToken("a b/c+d=&").AddQueryStringParameters(uri);
  EXPECT_EQ(uri.GetURIString(),
            "https://ebs.us-east-1.amazonaws.com/snapshots/s/blocks/0"
            "?blockToken=a%20b%2Fc%2Bd%3D%26");
}

TEST(Requests, ShareTheirBodyWithTheirCopies) {
  PutSnapshotBlockRequest request;
  request.SetBody(Aws::MakeShared<Aws::StringStream>(kTag, "bytes"));
  const PutSnapshotBlockRequest copy = request;
  EXPECT_EQ(copy.GetBody(), request.GetBody());
  EXPECT_EQ(CompleteSnapshotRequest().GetBody(), nullptr);
}

// ---- Errors and enumerations ----

TEST(EBSErrors, HasTheNumbersOfTheSdk) {
  EXPECT_EQ(static_cast<int>(EBSErrors::REQUEST_TIMEOUT), 24);
  EXPECT_EQ(static_cast<int>(EBSErrors::CONCURRENT_LIMIT_EXCEEDED), 129);
  EXPECT_EQ(static_cast<int>(EBSErrors::CONFLICT), 130);
  EXPECT_EQ(static_cast<int>(EBSErrors::INTERNAL_SERVER), 131);
  EXPECT_EQ(static_cast<int>(EBSErrors::SERVICE_QUOTA_EXCEEDED), 132);
}

TEST(ModeledError, IsReadFromThePayload) {
  PutSnapshotBlockOutcome outcome =
      ErrorFromReply(EBSErrors::VALIDATION, "ValidationException", "INVALID_BLOCK");
  const auto exception = outcome.GetError<ValidationException>();
  EXPECT_EQ(exception.GetMessage(), "text");
  EXPECT_EQ(exception.GetReason(), ValidationExceptionReason::INVALID_BLOCK);
}

TEST(ModeledError, ExistsForFiveExceptions) {
  auto denied = ErrorFromReply(EBSErrors::ACCESS_DENIED, "", "DEPENDENCY_ACCESS_DENIED");
  auto throttled = ErrorFromReply(EBSErrors::THROTTLING, "", "ACCOUNT_THROTTLED");
  auto unknown = ErrorFromReply(EBSErrors::RESOURCE_NOT_FOUND, "", "SNAPSHOT_NOT_FOUND");
  auto quota =
      ErrorFromReply(EBSErrors::SERVICE_QUOTA_EXCEEDED, "", "DEPENDENCY_SERVICE_QUOTA_EXCEEDED");
  EXPECT_EQ(denied.GetModeledError<AccessDeniedException>().GetReason(),
            AccessDeniedExceptionReason::DEPENDENCY_ACCESS_DENIED);
  EXPECT_EQ(throttled.GetModeledError<RequestThrottledException>().GetReason(),
            RequestThrottledExceptionReason::ACCOUNT_THROTTLED);
  EXPECT_EQ(unknown.GetModeledError<ResourceNotFoundException>().GetReason(),
            ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
  EXPECT_EQ(quota.GetModeledError<ServiceQuotaExceededException>().GetReason(),
            ServiceQuotaExceededExceptionReason::DEPENDENCY_SERVICE_QUOTA_EXCEEDED);
}

TEST(ModeledError, SurvivesConversionToACoreErrorAndBack) {
  const EBSError error =
      ErrorFromReply(EBSErrors::VALIDATION, "ValidationException", "INVALID_TAG");
  const AWSError<CoreErrors> core = error;
  EBSError back = core;
  EXPECT_EQ(back.GetModeledError<ValidationException>().GetReason(),
            ValidationExceptionReason::INVALID_TAG);
}

TEST(ModeledError, IsEmptyWithoutPayload) {
  EBSError error = AWSError<EBSErrors>(EBSErrors::VALIDATION, false);
  const auto exception = error.GetModeledError<ValidationException>();
  EXPECT_FALSE(exception.MessageHasBeenSet());
  EXPECT_EQ(exception.GetReason(), ValidationExceptionReason::NOT_SET);
}

TEST(AWSError, IsRetryableInThreeDegrees) {
  const AWSError<CoreErrors> no(CoreErrors::UNKNOWN, RetryableType::NOT_RETRYABLE);
  const AWSError<CoreErrors> yes(CoreErrors::UNKNOWN, RetryableType::RETRYABLE);
  const AWSError<CoreErrors> throttled(CoreErrors::UNKNOWN, RetryableType::RETRYABLE_THROTTLING);
  EXPECT_FALSE(no.ShouldRetry());
  EXPECT_TRUE(yes.ShouldRetry());
  EXPECT_FALSE(yes.ShouldThrottle());
  EXPECT_TRUE(throttled.ShouldRetry());
  EXPECT_TRUE(throttled.ShouldThrottle());
}

TEST(AWSError, FindsHeadersByTheirNameInLowerCase) {
  AWSError<CoreErrors> error;
  error.SetResponseHeaders({{"x-amzn-requestid", "r"}});
  EXPECT_TRUE(error.ResponseHeaderExists("X-Amzn-RequestId"));
  EXPECT_FALSE(error.ResponseHeaderExists("x-amzn-errortype"));
}

TEST(AWSError, PrintsWhatACallerLooksFor) {
  AWSError<EBSErrors> error(EBSErrors::CONFLICT, "ConflictException", "text", false);
  error.SetResponseCode(HttpResponseCode::CONFLICT);
  std::ostringstream out;
  out << error;
  EXPECT_NE(out.str().find("409"), std::string::npos);
  EXPECT_NE(out.str().find("ConflictException"), std::string::npos);
}

TEST(ErrorMappers, KnowTheServicesNames) {
  const auto conflict = EBSErrorMapper::GetErrorForName("ConflictException");
  const auto throttled =
      Aws::Client::CoreErrorsMapper::GetErrorForName("RequestThrottledException");
  const auto slow = Aws::Client::CoreErrorsMapper::GetErrorForName("SlowDown");
  const auto unknown = Aws::Client::CoreErrorsMapper::GetErrorForName("ExpiredTokenException");
  EXPECT_EQ(static_cast<int>(conflict.GetErrorType()), 130);
  EXPECT_TRUE(throttled.ShouldRetry());
  EXPECT_EQ(slow.GetErrorType(), CoreErrors::SLOW_DOWN);
  EXPECT_EQ(unknown.GetErrorType(), CoreErrors::UNKNOWN);
}

TEST(EnumMappers, TranslateNamesBothWays) {
  EXPECT_EQ(SSETypeMapper::GetSSETypeForName("sse-kms"), SSEType::sse_kms);
  EXPECT_EQ(SSETypeMapper::GetNameForSSEType(SSEType::sse_ebs), "sse-ebs");
  EXPECT_EQ(StatusMapper::GetNameForStatus(Status::error), "error");
  EXPECT_EQ(ValidationExceptionReasonMapper::GetNameForValidationExceptionReason(
                ValidationExceptionReason::WRITE_REQUEST_TIMEOUT),
            "WRITE_REQUEST_TIMEOUT");
  EXPECT_EQ(ResourceNotFoundExceptionReasonMapper::GetResourceNotFoundExceptionReasonForName(
                "IMAGE_NOT_FOUND"),
            ResourceNotFoundExceptionReason::IMAGE_NOT_FOUND);
}

TEST(EnumMappers, GiveNotSetForUnknownNames) {
  EXPECT_EQ(StatusMapper::GetStatusForName("later"), Status::NOT_SET);
  EXPECT_EQ(StatusMapper::GetNameForStatus(Status::NOT_SET), "");
}

}  // namespace
}  // namespace fauxebs
