// The stand-in for the AWS SDK behaves as the SDK where users of the EBS client can tell.
#include <aws/core/AmazonWebServiceResult.h>
#include <aws/core/Aws.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/ValidationException.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AsyncCallerContext;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Client::DefaultRetryStrategy;
using Aws::Client::HttpResponseOutcome;
using Aws::Client::RetryableType;
using Aws::Client::StandardRetryStrategy;
using Aws::Http::HttpResponseCode;
using Aws::Utils::ByteBuffer;
using Aws::Utils::DateFormat;
using Aws::Utils::DateTime;
using Aws::Utils::HashingUtils;
using Aws::Utils::Json::JsonValue;
using Aws::Utils::Stream::PreallocatedStreamBuf;
using Aws::Utils::Threading::DefaultExecutor;
using Aws::Utils::Threading::Executor;
using Aws::Utils::Threading::OverflowPolicy;
using Aws::Utils::Threading::PooledThreadExecutor;

constexpr char kTag[] = "standin_test";

// Runs tasks where they are submitted.
class InlineExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    task();
    return true;
  }
};

class RefusingExecutor : public Executor {
 protected:
  bool SubmitToThread(std::function<void()>&&) override { return false; }
};

EBSClientConfiguration ConfigurationWith(std::shared_ptr<Executor> executor) {
  EBSClientConfiguration configuration;
  configuration.executor = std::move(executor);
  return configuration;
}

// Overrides the six operations with a success that carries the request's snapshot id as its request
// id.
class AnsweringClient : public EBSClient {
 public:
  explicit AnsweringClient(
      std::shared_ptr<Executor> executor = Aws::MakeShared<InlineExecutor>(kTag))
      : EBSClient(Aws::Auth::AWSCredentials("id", "secret"), nullptr,
                  ConfigurationWith(std::move(executor))) {}

  StartSnapshotOutcome StartSnapshot(const StartSnapshotRequest& request) const override {
    return StartSnapshotResult().WithRequestId(request.GetDescription());
  }
  PutSnapshotBlockOutcome PutSnapshotBlock(const PutSnapshotBlockRequest& request) const override {
    return PutSnapshotBlockResult().WithRequestId(request.GetSnapshotId());
  }
  CompleteSnapshotOutcome CompleteSnapshot(const CompleteSnapshotRequest& request) const override {
    return CompleteSnapshotResult().WithRequestId(request.GetSnapshotId());
  }
  GetSnapshotBlockOutcome GetSnapshotBlock(const GetSnapshotBlockRequest& request) const override {
    Aws::IOStream* body = request.GetResponseStreamFactory()();
    *body << "data of " << request.GetSnapshotId();
    GetSnapshotBlockResult result;
    result.WithRequestId(request.GetSnapshotId()).ReplaceBody(body);
    return GetSnapshotBlockOutcome(std::move(result));
  }
  ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const ListSnapshotBlocksRequest& request) const override {
    return ListSnapshotBlocksResult().WithRequestId(request.GetSnapshotId());
  }
  ListChangedBlocksOutcome ListChangedBlocks(
      const ListChangedBlocksRequest& request) const override {
    return ListChangedBlocksResult().WithRequestId(request.GetSecondSnapshotId());
  }
};

// An error with the payload that a reply of the service would leave in it.
class ErrorFromReply : public EBSError {
 public:
  ErrorFromReply(EBSErrors type, const Aws::String& name, const Aws::String& reason)
      : EBSError(AWSError<EBSErrors>(type, name, "text", false)) {
    SetJsonPayload(JsonValue().WithString("Message", "text").WithString("Reason", reason));
  }
};

Aws::String ReadAll(Aws::IOStream& stream) {
  Aws::StringStream text;
  text << stream.rdbuf();
  return text.str();
}

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
  const auto throttled = EBSErrorMapper::GetErrorForName("RequestThrottledException");
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

// ---- Hashing ----

TEST(HashingUtils, ComputesSha256OfText) {
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HashingUtils, ComputesSha256OfAStreamLongerThanItsBuffer) {
  const Aws::String block(524288, '\0');
  Aws::StringStream stream(block);
  EXPECT_EQ(HashingUtils::Base64Encode(HashingUtils::CalculateSHA256(stream)),
            "B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=");
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256(block));
}

TEST(HashingUtils, HashesAStreamFromItsBeginningAndLeavesItWhereItWas) {
  Aws::StringStream stream("abc");
  stream.seekg(1);
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256("abc"));
  EXPECT_TRUE(stream.good());
  EXPECT_EQ(stream.tellg(), 1);
}

TEST(HashingUtils, RewindsAStreamThatWasAtItsEnd) {
  Aws::StringStream stream("abc");
  EXPECT_EQ(ReadAll(stream), "abc");
  stream.get();
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256("abc"));
  EXPECT_TRUE(stream.good());
  EXPECT_EQ(stream.tellg(), 0);
}

TEST(HashingUtils, ComputesHmac) {
  const Aws::String key = "Jefe";
  const Aws::String text = "what do ya want for nothing?";
  EXPECT_EQ(
      HashingUtils::HexEncode(HashingUtils::CalculateSHA256HMAC(ByteBuffer(text), ByteBuffer(key))),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(HashingUtils, EncodesBase64) {
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String(""))), "");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("f"))), "Zg==");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("fo"))), "Zm8=");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("foobar"))), "Zm9vYmFy");
}

TEST(HashingUtils, DecodesBase64) {
  EXPECT_EQ(HashingUtils::Base64Decode("Zg=="), ByteBuffer(Aws::String("f")));
  EXPECT_EQ(HashingUtils::Base64Decode("Zm9vYmE="), ByteBuffer(Aws::String("fooba")));
  EXPECT_EQ(HashingUtils::Base64Decode("no*!").GetLength(), 0u);
  EXPECT_EQ(HashingUtils::Base64Decode("Zg").GetLength(), 0u);
}

TEST(HashingUtils, DecodesHex) {
  EXPECT_EQ(HashingUtils::HexDecode("0x666F6f"), ByteBuffer(Aws::String("foo")));
}

// ---- Time, streams, JSON, memory ----

TEST(DateTime, PrintsInGmt) {
  const DateTime time(int64_t{1576308931973});
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601), "2019-12-14T07:35:31Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601_BASIC), "20191214T073531Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::RFC822), "Sat, 14 Dec 2019 07:35:31 GMT");
  EXPECT_EQ(time.ToGmtStringWithMs(), "2019-12-14T07:35:31.973Z");
  EXPECT_EQ(time.ToGmtString("%Y/%j"), "2019/348");
}

TEST(DateTime, CutsSecondsToMilliseconds) {
  EXPECT_EQ(DateTime(1576308931.9996).Millis(), 1576308931999);
  EXPECT_DOUBLE_EQ(DateTime(int64_t{1500}).SecondsWithMSPrecision(), 1.5);
}

TEST(DateTime, ReadsTimestamps) {
  EXPECT_EQ(DateTime("2019-12-14T07:35:31.973Z", DateFormat::ISO_8601).Millis(), 1576308931973);
  EXPECT_EQ(DateTime("2019-12-14T08:35:31+01:00", DateFormat::AutoDetect).Seconds(), 1576308931);
  EXPECT_EQ(DateTime("Sat, 14 Dec 2019 07:35:31 GMT", DateFormat::RFC822).Seconds(), 1576308931);
  EXPECT_EQ(DateTime("2000-02-29T00:00:00Z", DateFormat::ISO_8601).Seconds(), 951782400);
  EXPECT_FALSE(DateTime("yesterday", DateFormat::AutoDetect).WasParseSuccessful());
  EXPECT_FALSE(DateTime("2019-13-14T07:35:31Z", DateFormat::ISO_8601).WasParseSuccessful());
}

TEST(DateTime, GoesBackBeforeTheEpoch) {
  const DateTime time(int64_t{-1});
  EXPECT_EQ(time.ToGmtStringWithMs(), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(time.GetDayOfWeek(), Aws::Utils::DayOfWeek::Wednesday);
}

TEST(DateTime, Compares) {
  const DateTime earlier(int64_t{1});
  const DateTime later = earlier + std::chrono::milliseconds(2);
  EXPECT_LT(earlier, later);
  EXPECT_EQ(later - earlier, std::chrono::milliseconds(2));
}

TEST(PreallocatedStreamBuf, ReadsTheCallersMemory) {
  unsigned char memory[] = {'a', 'b', 'c', 'd'};
  PreallocatedStreamBuf buffer(memory, sizeof(memory));
  Aws::IOStream stream(&buffer);
  stream.seekg(0, std::ios_base::end);
  EXPECT_EQ(stream.tellg(), 4);
  stream.seekg(2);
  EXPECT_EQ(ReadAll(stream), "cd");
}

TEST(PreallocatedStreamBuf, WritesTheCallersMemoryAndNotBeyond) {
  unsigned char memory[4] = {};
  PreallocatedStreamBuf buffer(memory, 3);
  Aws::IOStream stream(&buffer);
  stream << "abcd";
  EXPECT_TRUE(stream.fail());
  EXPECT_EQ(memory[2], 'c');
  EXPECT_EQ(memory[3], 0);
}

TEST(PreallocatedStreamBuf, RefusesPositionsOutsideTheMemory) {
  unsigned char memory[4] = {};
  PreallocatedStreamBuf buffer(memory, sizeof(memory));
  Aws::IOStream stream(&buffer);
  stream.seekg(5);
  EXPECT_TRUE(stream.fail());
}

TEST(ResponseStreamFactory, MakesAnEmptyStreamForReadingAndWriting) {
  GetSnapshotBlockResult result;
  Aws::IOStream* body = GetSnapshotBlockRequest().GetResponseStreamFactory()();
  *body << "bytes";
  result.ReplaceBody(body);
  EXPECT_EQ(result.GetBlockData().tellg(), 0);
  EXPECT_EQ(ReadAll(result.GetBlockData()), "bytes");
}

TEST(Json, ReadsWhatItWrites) {
  const auto value = JsonValue()
                         .WithString("text", "\"\\\n\x01\xc3\xa4")
                         .WithInt64("big", 9007199254740993)
                         .WithDouble("real", 0.1)
                         .WithNull("null")
                         .WithObject("object", JsonValue().WithBool("flag", true));
  EXPECT_EQ(JsonValue(value.View().WriteCompact()), value);
  EXPECT_EQ(JsonValue(value.View().WriteReadable()), value);
}

TEST(Json, WritesReadablyWithTabs) {
  EXPECT_EQ(JsonValue().WithInteger("a", 1).WithString("b", "c").View().WriteReadable(),
            "{\n\t\"a\":\t1,\n\t\"b\":\t\"c\"\n}");
}

TEST(Json, ReadsEscapes) {
  EXPECT_EQ(JsonValue(R"({"t":"\u00e4\ud83d\ude00\/"})").View().GetString("t"),
            "\xc3\xa4\xf0\x9f\x98\x80/");
}

TEST(Json, SaysWhereItCannotBeRead) {
  EXPECT_FALSE(JsonValue("<html>").WasParseSuccessful());
  EXPECT_FALSE(JsonValue("{\"a\":1,}").WasParseSuccessful());
  EXPECT_NE(JsonValue("{\"a\":1,}").GetErrorMessage(), "");
  EXPECT_FALSE(JsonValue(Aws::String(100000, '[')).WasParseSuccessful());
}

TEST(Json, TellsNullFromAbsent) {
  const JsonValue value(R"({"null":null})");
  EXPECT_TRUE(value.View().KeyExists("null"));
  EXPECT_FALSE(value.View().ValueExists("null"));
  EXPECT_FALSE(value.View().KeyExists("Null"));
}

struct Counted {
  explicit Counted(int& alive_in) : alive(alive_in) { ++alive; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  virtual ~Counted() { --alive; }
  int& alive;
};
struct OtherBase {
  virtual ~OtherBase() = default;
  int filler = 0;
};
struct CountedSecond : OtherBase, Counted {
  using Counted::Counted;
};

TEST(Memory, DeleteEndsWhatNewBegan) {
  int alive = 0;
  Counted* counted = Aws::New<Counted>(kTag, alive);
  EXPECT_EQ(alive, 1);
  Aws::Delete(counted);
  EXPECT_EQ(alive, 0);
}

TEST(Memory, DeleteFindsTheBlockBehindASecondBase) {
  int alive = 0;
  Counted* counted = Aws::New<CountedSecond>(kTag, alive);
  Aws::Delete(counted);
  EXPECT_EQ(alive, 0);
}

TEST(Memory, UniquePointersConvertToTheirBase) {
  int alive = 0;
  { const Aws::UniquePtr<Counted> counted = Aws::MakeUnique<CountedSecond>(kTag, alive); }
  EXPECT_EQ(alive, 0);
}

TEST(Memory, ArraysAreOfObjects) {
  const auto strings = Aws::MakeUniqueArray<Aws::String>(3, kTag);
  strings.get()[2] = "long enough to be on the heap, not in the string";
  EXPECT_EQ(strings.get()[0], "");
}

// ---- Executors ----

TEST(DefaultExecutor, WaitsForItsTasksBeforeItGoes) {
  std::atomic<int> done{0};
  {
    DefaultExecutor executor;
    EXPECT_TRUE(executor.Submit([&done] { ++done; }));
    EXPECT_TRUE(executor.Submit([&done](int n) { done += n; }, 2));
  }
  EXPECT_EQ(done, 3);
}

TEST(DefaultExecutor, RunsTasksSideBySide) {
  std::promise<void> first;
  std::promise<void> second;
  std::promise<void> both;
  DefaultExecutor executor;
  executor.Submit([&] {
    first.set_value();
    second.get_future().wait();
    both.set_value();
  });
  executor.Submit([&] {
    first.get_future().wait();
    second.set_value();
  });
  both.get_future().wait();
}

TEST(DefaultExecutor, RefusesTasksOnceItIsStopped) {
  DefaultExecutor executor;
  executor.WaitUntilStopped();
  EXPECT_FALSE(executor.Submit([] {}));
}

TEST(DefaultExecutor, MayBeDestroyedByItsOwnTask) {
  std::promise<void> destroyed;
  auto executor = std::make_shared<DefaultExecutor>();
  std::promise<std::shared_ptr<DefaultExecutor>> last;
  executor->Submit([&destroyed, &last] {
    last.get_future().get().reset();
    destroyed.set_value();
  });
  last.set_value(std::move(executor));
  destroyed.get_future().wait();
}

TEST(PooledThreadExecutor, RunsQueuedTasksInOrder) {
  std::vector<int> order;
  std::promise<void> last;
  PooledThreadExecutor executor(1);
  executor.Submit([&order] { order.push_back(1); });
  executor.Submit([&order] { order.push_back(2); });
  executor.Submit([&last] { last.set_value(); });
  last.get_future().wait();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST(PooledThreadExecutor, DropsQueuedTasksWhenItStops) {
  std::promise<void> started;
  std::promise<void> release;
  auto dropped = std::make_shared<std::packaged_task<void()>>([] {});
  std::future<void> never = dropped->get_future();
  PooledThreadExecutor executor(1);
  executor.Submit([&] {
    started.set_value();
    release.get_future().wait();
  });
  started.get_future().wait();
  executor.Submit([task = std::exchange(dropped, nullptr)] { (*task)(); });
  std::thread stopper([&] { executor.WaitUntilStopped(); });
  EXPECT_THROW(never.get(), std::future_error);
  release.set_value();
  stopper.join();
  EXPECT_FALSE(executor.Submit([] {}));
}

TEST(PooledThreadExecutor, RejectsWhatWouldOverflowItsQueue) {
  std::promise<void> started;
  std::promise<void> release;
  PooledThreadExecutor executor(1, OverflowPolicy::REJECT_IMMEDIATELY);
  EXPECT_TRUE(executor.Submit([&] {
    started.set_value();
    release.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(executor.Submit([] {}));
  EXPECT_FALSE(executor.Submit([] {}));
  release.set_value();
}

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

// ---- Callable and Async ----

TEST(Callable, ReachesTheOverride) {
  const AnsweringClient client;
  const EBSClient& base = client;
  EXPECT_EQ(base.PutSnapshotBlockCallable(PutSnapshotBlockRequest().WithSnapshotId("s1"))
                .get()
                .GetResult()
                .GetRequestId(),
            "s1");
  EXPECT_EQ(base.SubmitCallable(&EBSClient::CompleteSnapshot,
                                CompleteSnapshotRequest().WithSnapshotId("s2"))
                .get()
                .GetResult()
                .GetRequestId(),
            "s2");
}

TEST(Callable, HandsOverAMoveOnlyResult) {
  const AnsweringClient client;
  GetSnapshotBlockOutcome outcome =
      client.GetSnapshotBlockCallable(GetSnapshotBlockRequest().WithSnapshotId("s")).get();
  EXPECT_EQ(ReadAll(outcome.GetResult().GetBlockData()), "data of s");
}

TEST(Callable, LeavesABrokenPromiseWhereTheExecutorRefuses) {
  const AnsweringClient client(Aws::MakeShared<RefusingExecutor>(kTag));
  auto future = client.StartSnapshotCallable(StartSnapshotRequest());
  EXPECT_THROW(future.get(), std::future_error);
}

TEST(Async, CallsItsHandlerWithClientRequestOutcomeAndContext) {
  const AnsweringClient client;
  const auto context = std::make_shared<const AsyncCallerContext>("mine");
  const EBSClient* seen_client = nullptr;
  Aws::String seen;
  client.ListSnapshotBlocksAsync(
      ListSnapshotBlocksRequest().WithSnapshotId("s"),
      [&](const EBSClient* from, const ListSnapshotBlocksRequest& request,
          const ListSnapshotBlocksOutcome& outcome,
          const std::shared_ptr<const AsyncCallerContext>& given) {
        seen_client = from;
        seen = request.GetSnapshotId() + outcome.GetResult().GetRequestId() + given->GetUUID();
      },
      context);
  EXPECT_EQ(seen_client, &client);
  EXPECT_EQ(seen, "ssmine");
}

TEST(Async, GivesBlockDataToItsHandlerByValue) {
  const AnsweringClient client;
  Aws::String data;
  client.GetSnapshotBlockAsync(
      GetSnapshotBlockRequest().WithSnapshotId("s"),
      [&data](const EBSClient*, const GetSnapshotBlockRequest&, GetSnapshotBlockOutcome outcome,
              const std::shared_ptr<const AsyncCallerContext>& context) {
        EXPECT_EQ(context, nullptr);
        data = ReadAll(outcome.GetResultWithOwnership().GetBlockData());
      });
  EXPECT_EQ(data, "data of s");
}

TEST(Async, NeverCallsItsHandlerWhereTheExecutorRefuses) {
  const AnsweringClient client(Aws::MakeShared<RefusingExecutor>(kTag));
  bool called = false;
  client.StartSnapshotAsync(
      StartSnapshotRequest(),
      [&called](const EBSClient*, const StartSnapshotRequest&, const StartSnapshotOutcome&,
                const std::shared_ptr<const AsyncCallerContext>&) { called = true; });
  EXPECT_FALSE(called);
}

TEST(Async, RunsOnTheThreadsOfThePool) {
  const AnsweringClient client(Aws::MakeShared<PooledThreadExecutor>(kTag, 2u));
  auto first = client.StartSnapshotCallable(StartSnapshotRequest().WithDescription("1"));
  auto second = client.StartSnapshotCallable(StartSnapshotRequest().WithDescription("2"));
  EXPECT_EQ(first.get().GetResult().GetRequestId(), "1");
  EXPECT_EQ(second.get().GetResult().GetRequestId(), "2");
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
