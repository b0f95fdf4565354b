// Requests, results, structures and enumerations: every accessor with its types. Versions return
// enumerations and numbers by value or by reference to const, so these are compared decayed.
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/AccessDeniedExceptionReason.h>
#include <aws/ebs/model/Block.h>
#include <aws/ebs/model/ChangedBlock.h>
#include <aws/ebs/model/ChecksumAggregationMethod.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/CompleteSnapshotResult.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/GetSnapshotBlockResult.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListChangedBlocksResult.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksResult.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/PutSnapshotBlockResult.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/RequestThrottledExceptionReason.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ResourceNotFoundExceptionReason.h>
#include <aws/ebs/model/SSEType.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/ServiceQuotaExceededExceptionReason.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/StartSnapshotResult.h>
#include <aws/ebs/model/Status.h>
#include <aws/ebs/model/Tag.h>
#include <aws/ebs/model/ValidationException.h>
#include <aws/ebs/model/ValidationExceptionReason.h>
#include <gtest/gtest.h>

#include <memory>
#include <type_traits>
#include <utility>

#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS::Model;
using Aws::Utils::DateTime;
using Aws::Utils::Json::JsonValue;
using Aws::Utils::Json::JsonView;
using Aws::Utils::Stream::ResponseStream;
using std::declval;
using std::is_same_v;

template <typename T>
using Decay = std::decay_t<T>;

// ---- How accessors look ----

#define GETS(Class, Type, Name) \
  static_assert(is_same_v<Decay<decltype(declval<const Class&>().Get##Name())>, Type>)

#define SETS(Class, Argument, Name)                                                          \
  static_assert(std::is_void_v<decltype(declval<Class&>().Set##Name(declval<Argument>()))>); \
  static_assert(is_same_v<decltype(declval<Class&>().With##Name(declval<Argument>())), Class&>)

// A string or structure: by reference to const, set by copying and by moving.
#define OBJECT(Class, Type, Name)                                                       \
  static_assert(is_same_v<decltype(declval<const Class&>().Get##Name()), const Type&>); \
  SETS(Class, const Type&, Name);                                                       \
  SETS(Class, Type&&, Name)
#define TEXT(Class, Name)           \
  OBJECT(Class, Aws::String, Name); \
  SETS(Class, const char*, Name);   \
  SETS(Class, const char(&)[4], Name)
#define SCALAR(Class, Type, Name) \
  GETS(Class, Type, Name);        \
  SETS(Class, Type, Name)
#define LIST(Class, Element, Name)                                                          \
  OBJECT(Class, Aws::Vector<Element>, Name);                                                \
  static_assert(                                                                            \
      is_same_v<decltype(declval<Class&>().Add##Name(declval<const Element&>())), Class&>); \
  static_assert(is_same_v<decltype(declval<Class&>().Add##Name(declval<Element>())), Class&>)

// Requests and structures tell what has been set, results do not.
#define FLAG(Class, Name) \
  static_assert(is_same_v<decltype(declval<const Class&>().Name##HasBeenSet()), bool>)
#define FLAGGED_TEXT(Class, Name) \
  TEXT(Class, Name);              \
  FLAG(Class, Name)
#define FLAGGED_SCALAR(Class, Type, Name) \
  SCALAR(Class, Type, Name);              \
  FLAG(Class, Name)

template <typename Class, typename = void>
struct TellsItsChecksumIsSet : std::false_type {};
template <typename Class>
struct TellsItsChecksumIsSet<Class,
                             std::void_t<decltype(declval<const Class&>().ChecksumHasBeenSet())>>
    : std::true_type {};
static_assert(TellsItsChecksumIsSet<PutSnapshotBlockRequest>());
static_assert(!TellsItsChecksumIsSet<PutSnapshotBlockResult>());
static_assert(!TellsItsChecksumIsSet<GetSnapshotBlockResult>());

// ---- Requests ----

#define REQUEST(Class)                                                                    \
  static_assert(std::is_default_constructible_v<Class>);                                  \
  static_assert(std::is_copy_constructible_v<Class> && std::is_copy_assignable_v<Class>); \
  static_assert(std::is_move_constructible_v<Class> && std::is_move_assignable_v<Class>); \
  static_assert(std::is_base_of_v<Aws::AmazonWebServiceRequest, Class>);                  \
  static_assert(                                                                          \
      is_same_v<decltype(declval<const Class&>().GetServiceRequestName()), const char*>); \
  static_assert(is_same_v<decltype(declval<const Class&>().GetHeaders()),                 \
                          Aws::Http::HeaderValueCollection>);                             \
  static_assert(                                                                          \
      is_same_v<decltype(declval<const Class&>().GetBody()), std::shared_ptr<Aws::IOStream>>)

#define SERIALIZED(Class)                                        \
  REQUEST(Class);                                                \
  static_assert(std::is_base_of_v<Aws::EBS::EBSRequest, Class>); \
  static_assert(is_same_v<decltype(declval<const Class&>().SerializePayload()), Aws::String>)

SERIALIZED(StartSnapshotRequest);
FLAGGED_SCALAR(StartSnapshotRequest, long long, VolumeSize);
FLAGGED_TEXT(StartSnapshotRequest, ParentSnapshotId);
LIST(StartSnapshotRequest, Tag, Tags);
FLAG(StartSnapshotRequest, Tags);
FLAGGED_TEXT(StartSnapshotRequest, Description);
FLAGGED_TEXT(StartSnapshotRequest, ClientToken);
FLAGGED_SCALAR(StartSnapshotRequest, bool, Encrypted);
FLAGGED_TEXT(StartSnapshotRequest, KmsKeyArn);
FLAGGED_SCALAR(StartSnapshotRequest, int, Timeout);

REQUEST(PutSnapshotBlockRequest);
static_assert(std::is_base_of_v<Aws::EBS::StreamingEBSRequest, PutSnapshotBlockRequest>);
FLAGGED_TEXT(PutSnapshotBlockRequest, SnapshotId);
FLAGGED_SCALAR(PutSnapshotBlockRequest, int, BlockIndex);
FLAGGED_SCALAR(PutSnapshotBlockRequest, int, DataLength);
FLAGGED_SCALAR(PutSnapshotBlockRequest, int, Progress);
FLAGGED_TEXT(PutSnapshotBlockRequest, Checksum);
FLAGGED_SCALAR(PutSnapshotBlockRequest, ChecksumAlgorithm, ChecksumAlgorithm);
static_assert(std::is_void_v<decltype(declval<PutSnapshotBlockRequest&>().SetBody(
                  declval<const std::shared_ptr<Aws::IOStream>&>()))>);
static_assert(is_same_v<decltype(declval<const PutSnapshotBlockRequest&>().GetContentType()),
                        const Aws::String&>);
static_assert(std::is_void_v<decltype(declval<PutSnapshotBlockRequest&>().SetContentType(
                  declval<const Aws::String&>()))>);

SERIALIZED(CompleteSnapshotRequest);
FLAGGED_TEXT(CompleteSnapshotRequest, SnapshotId);
FLAGGED_SCALAR(CompleteSnapshotRequest, int, ChangedBlocksCount);
FLAGGED_TEXT(CompleteSnapshotRequest, Checksum);
FLAGGED_SCALAR(CompleteSnapshotRequest, ChecksumAlgorithm, ChecksumAlgorithm);
FLAGGED_SCALAR(CompleteSnapshotRequest, ChecksumAggregationMethod, ChecksumAggregationMethod);

SERIALIZED(GetSnapshotBlockRequest);
FLAGGED_TEXT(GetSnapshotBlockRequest, SnapshotId);
FLAGGED_SCALAR(GetSnapshotBlockRequest, int, BlockIndex);
FLAGGED_TEXT(GetSnapshotBlockRequest, BlockToken);

SERIALIZED(ListSnapshotBlocksRequest);
FLAGGED_TEXT(ListSnapshotBlocksRequest, SnapshotId);
FLAGGED_TEXT(ListSnapshotBlocksRequest, NextToken);
FLAGGED_SCALAR(ListSnapshotBlocksRequest, int, MaxResults);
FLAGGED_SCALAR(ListSnapshotBlocksRequest, int, StartingBlockIndex);

SERIALIZED(ListChangedBlocksRequest);
FLAGGED_TEXT(ListChangedBlocksRequest, FirstSnapshotId);
FLAGGED_TEXT(ListChangedBlocksRequest, SecondSnapshotId);
FLAGGED_TEXT(ListChangedBlocksRequest, NextToken);
FLAGGED_SCALAR(ListChangedBlocksRequest, int, MaxResults);
FLAGGED_SCALAR(ListChangedBlocksRequest, int, StartingBlockIndex);

// ---- Results ----

#define RESULT(Class)                                                                         \
  static_assert(std::is_default_constructible_v<Class>);                                      \
  static_assert(std::is_copy_constructible_v<Class> && std::is_copy_assignable_v<Class>);     \
  static_assert(std::is_move_constructible_v<Class> && std::is_move_assignable_v<Class>);     \
  static_assert(std::is_convertible_v<const Aws::AmazonWebServiceResult<JsonValue>&, Class>); \
  static_assert(std::is_assignable_v<Class&, const Aws::AmazonWebServiceResult<JsonValue>&>); \
  TEXT(Class, RequestId)

RESULT(StartSnapshotResult);
TEXT(StartSnapshotResult, Description);
TEXT(StartSnapshotResult, SnapshotId);
TEXT(StartSnapshotResult, OwnerId);
SCALAR(StartSnapshotResult, Status, Status);
OBJECT(StartSnapshotResult, DateTime, StartTime);
SCALAR(StartSnapshotResult, long long, VolumeSize);
SCALAR(StartSnapshotResult, int, BlockSize);
LIST(StartSnapshotResult, Tag, Tags);
TEXT(StartSnapshotResult, ParentSnapshotId);
TEXT(StartSnapshotResult, KmsKeyArn);
SCALAR(StartSnapshotResult, SSEType, SseType);

RESULT(PutSnapshotBlockResult);
TEXT(PutSnapshotBlockResult, Checksum);
SCALAR(PutSnapshotBlockResult, ChecksumAlgorithm, ChecksumAlgorithm);

RESULT(CompleteSnapshotResult);
SCALAR(CompleteSnapshotResult, Status, Status);

RESULT(ListSnapshotBlocksResult);
LIST(ListSnapshotBlocksResult, Block, Blocks);
OBJECT(ListSnapshotBlocksResult, DateTime, ExpiryTime);
SCALAR(ListSnapshotBlocksResult, long long, VolumeSize);
SCALAR(ListSnapshotBlocksResult, int, BlockSize);
TEXT(ListSnapshotBlocksResult, NextToken);

RESULT(ListChangedBlocksResult);
LIST(ListChangedBlocksResult, ChangedBlock, ChangedBlocks);
OBJECT(ListChangedBlocksResult, DateTime, ExpiryTime);
SCALAR(ListChangedBlocksResult, long long, VolumeSize);
SCALAR(ListChangedBlocksResult, int, BlockSize);
TEXT(ListChangedBlocksResult, NextToken);

static_assert(std::is_default_constructible_v<GetSnapshotBlockResult>);
static_assert(!std::is_copy_constructible_v<GetSnapshotBlockResult>);
static_assert(!std::is_copy_assignable_v<GetSnapshotBlockResult>);
static_assert(std::is_move_constructible_v<GetSnapshotBlockResult>);
static_assert(std::is_move_assignable_v<GetSnapshotBlockResult>);
static_assert(
    std::is_convertible_v<Aws::AmazonWebServiceResult<ResponseStream>&&, GetSnapshotBlockResult>);
static_assert(
    std::is_assignable_v<GetSnapshotBlockResult&, Aws::AmazonWebServiceResult<ResponseStream>&&>);
SCALAR(GetSnapshotBlockResult, int, DataLength);
TEXT(GetSnapshotBlockResult, Checksum);
SCALAR(GetSnapshotBlockResult, ChecksumAlgorithm, ChecksumAlgorithm);
TEXT(GetSnapshotBlockResult, RequestId);
static_assert(
    is_same_v<decltype(declval<const GetSnapshotBlockResult&>().GetBlockData()), Aws::IOStream&>);
static_assert(std::is_void_v<
              decltype(declval<GetSnapshotBlockResult&>().ReplaceBody(declval<Aws::IOStream*>()))>);

// ---- Structures and exceptions ----

#define STRUCT(Class)                                                                     \
  static_assert(std::is_default_constructible_v<Class>);                                  \
  static_assert(std::is_copy_constructible_v<Class> && std::is_copy_assignable_v<Class>); \
  static_assert(std::is_convertible_v<JsonView, Class>);                                  \
  static_assert(std::is_assignable_v<Class&, JsonView>);                                  \
  static_assert(is_same_v<decltype(declval<const Class&>().Jsonize()), JsonValue>)

STRUCT(Tag);
FLAGGED_TEXT(Tag, Key);
FLAGGED_TEXT(Tag, Value);

STRUCT(Block);
FLAGGED_SCALAR(Block, int, BlockIndex);
FLAGGED_TEXT(Block, BlockToken);

STRUCT(ChangedBlock);
FLAGGED_SCALAR(ChangedBlock, int, BlockIndex);
FLAGGED_TEXT(ChangedBlock, FirstBlockToken);
FLAGGED_TEXT(ChangedBlock, SecondBlockToken);

#define EXCEPTION(Class)        \
  STRUCT(Class);                \
  FLAGGED_TEXT(Class, Message); \
  FLAGGED_SCALAR(Class, Class##Reason, Reason)

EXCEPTION(AccessDeniedException);
EXCEPTION(RequestThrottledException);
EXCEPTION(ResourceNotFoundException);
EXCEPTION(ServiceQuotaExceededException);
EXCEPTION(ValidationException);

// ---- Enumerations ----

#define NUMBER(Enum, Name, number) static_assert(static_cast<int>(Enum::Name) == (number))
#define MAPPER(Enum)                                                                         \
  NUMBER(Enum, NOT_SET, 0);                                                                  \
  static_assert(is_same_v<decltype(Enum##Mapper::Get##Enum##ForName(Aws::String())), Enum>); \
  static_assert(is_same_v<decltype(Enum##Mapper::GetNameFor##Enum(Enum::NOT_SET)), Aws::String>)

MAPPER(Status);
NUMBER(Status, completed, 1);
NUMBER(Status, pending, 2);
NUMBER(Status, error, 3);
MAPPER(ChecksumAlgorithm);
NUMBER(ChecksumAlgorithm, SHA256, 1);
MAPPER(ChecksumAggregationMethod);
NUMBER(ChecksumAggregationMethod, LINEAR, 1);
MAPPER(SSEType);
NUMBER(SSEType, sse_ebs, 1);
NUMBER(SSEType, sse_kms, 2);
NUMBER(SSEType, none, 3);
MAPPER(ValidationExceptionReason);
NUMBER(ValidationExceptionReason, INVALID_CUSTOMER_KEY, 1);
NUMBER(ValidationExceptionReason, INVALID_PAGE_TOKEN, 2);
NUMBER(ValidationExceptionReason, INVALID_BLOCK_TOKEN, 3);
NUMBER(ValidationExceptionReason, INVALID_GRANT_TOKEN, 4);
NUMBER(ValidationExceptionReason, INVALID_SNAPSHOT_ID, 5);
NUMBER(ValidationExceptionReason, UNRELATED_SNAPSHOTS, 6);
NUMBER(ValidationExceptionReason, INVALID_BLOCK, 7);
NUMBER(ValidationExceptionReason, INVALID_CONTENT_ENCODING, 8);
NUMBER(ValidationExceptionReason, INVALID_TAG, 9);
NUMBER(ValidationExceptionReason, INVALID_DEPENDENCY_REQUEST, 10);
NUMBER(ValidationExceptionReason, INVALID_PARAMETER_VALUE, 11);
NUMBER(ValidationExceptionReason, INVALID_VOLUME_SIZE, 12);
NUMBER(ValidationExceptionReason, CONFLICTING_BLOCK_UPDATE, 13);
NUMBER(ValidationExceptionReason, INVALID_IMAGE_ID, 14);
NUMBER(ValidationExceptionReason, WRITE_REQUEST_TIMEOUT, 15);
MAPPER(ResourceNotFoundExceptionReason);
NUMBER(ResourceNotFoundExceptionReason, SNAPSHOT_NOT_FOUND, 1);
NUMBER(ResourceNotFoundExceptionReason, GRANT_NOT_FOUND, 2);
NUMBER(ResourceNotFoundExceptionReason, DEPENDENCY_RESOURCE_NOT_FOUND, 3);
NUMBER(ResourceNotFoundExceptionReason, IMAGE_NOT_FOUND, 4);
MAPPER(RequestThrottledExceptionReason);
NUMBER(RequestThrottledExceptionReason, ACCOUNT_THROTTLED, 1);
NUMBER(RequestThrottledExceptionReason, DEPENDENCY_REQUEST_THROTTLED, 2);
NUMBER(RequestThrottledExceptionReason, RESOURCE_LEVEL_THROTTLE, 3);
MAPPER(ServiceQuotaExceededExceptionReason);
NUMBER(ServiceQuotaExceededExceptionReason, DEPENDENCY_SERVICE_QUOTA_EXCEEDED, 1);
MAPPER(AccessDeniedExceptionReason);
NUMBER(AccessDeniedExceptionReason, UNAUTHORIZED_ACCOUNT, 1);
NUMBER(AccessDeniedExceptionReason, DEPENDENCY_ACCESS_DENIED, 2);

// ---- Behaviour that the types do not tell ----

TEST(Requests, AreNamedAfterTheirOperations) {
  EXPECT_STREQ(StartSnapshotRequest().GetServiceRequestName(), "StartSnapshot");
  EXPECT_STREQ(PutSnapshotBlockRequest().GetServiceRequestName(), "PutSnapshotBlock");
  EXPECT_STREQ(CompleteSnapshotRequest().GetServiceRequestName(), "CompleteSnapshot");
  EXPECT_STREQ(GetSnapshotBlockRequest().GetServiceRequestName(), "GetSnapshotBlock");
  EXPECT_STREQ(ListSnapshotBlocksRequest().GetServiceRequestName(), "ListSnapshotBlocks");
  EXPECT_STREQ(ListChangedBlocksRequest().GetServiceRequestName(), "ListChangedBlocks");
}

TEST(Requests, TakeBracesForStructuresAndLists) {
  StartSnapshotRequest request;
  request.WithTags({Tag().WithKey("a"), Tag()}).AddTags({}).AddTags(Tag().WithValue("1"));
  ASSERT_EQ(request.GetTags().size(), 4u);
  EXPECT_EQ(request.GetTags()[0].GetKey(), "a");
  EXPECT_EQ(request.GetTags()[3].GetValue(), "1");
}

TEST(Requests, StreamOnlyWhatAPutCarries) {
  EXPECT_TRUE(PutSnapshotBlockRequest().IsStreaming());
  EXPECT_FALSE(PutSnapshotBlockRequest().SignBody());
  EXPECT_EQ(PutSnapshotBlockRequest().GetContentType(), "binary/octet-stream");
  EXPECT_FALSE(StartSnapshotRequest().IsStreaming());
  EXPECT_FALSE(StartSnapshotRequest().IsEventStreamRequest());
  EXPECT_FALSE(StartSnapshotRequest().IsChunked());
}

TEST(Requests, SerialiseToReadableJson) {
  StartSnapshotRequest request;
  request.WithVolumeSize(8).WithClientToken("t").AddTags(Tag().WithKey("k").WithValue("v"));
  EXPECT_EQ(request.SerializePayload(),
            "{\n\t\"VolumeSize\":\t8,\n\t\"Tags\":\t[{\n\t\t\t\"Key\":\t\"k\",\n\t\t\t\"Value\":\t"
            "\"v\"\n\t\t}],\n\t\"ClientToken\":\t\"t\"\n}");
}

TEST(Requests, MakeANewBodyWithEachCall) {
  StartSnapshotRequest request;
  request.SetClientToken("t");
  const auto first = request.GetBody();
  EXPECT_NE(first, request.GetBody());
  EXPECT_EQ(ReadAll(*first), request.SerializePayload());
  EXPECT_EQ(CompleteSnapshotRequest().GetBody(), nullptr);
}

TEST(Requests, KeepHeadersOfTheCallerInLowerCaseAndTrimmed) {
  PutSnapshotBlockRequest request;
  request.SetAdditionalCustomHeaderValue("X-My-Header", " value ");
  const Aws::Http::HeaderValueCollection expected = {{"x-my-header", "value"}};
  EXPECT_EQ(request.GetAdditionalCustomHeaders(), expected);
}

TEST(Requests, PutNumbersAndNamesIntoHeaders) {
  CompleteSnapshotRequest request;
  request.WithChangedBlocksCount(3).WithChecksum("sum").SetChecksumAggregationMethod(
      ChecksumAggregationMethod::LINEAR);
  auto headers = request.GetHeaders();
  EXPECT_EQ(headers["x-amz-changedblockscount"], "3");
  EXPECT_EQ(headers["x-amz-checksum"], "sum");
  EXPECT_EQ(headers["x-amz-checksum-aggregation-method"], "LINEAR");
  EXPECT_EQ(headers["x-amz-api-version"], "2019-11-02");
}

TEST(Requests, PutTheirPlaceIntoAQuery) {
  Aws::Http::URI uri("https://ebs.us-east-1.amazonaws.com/snapshots/s/changedblocks");
  ListChangedBlocksRequest()
      .WithFirstSnapshotId("first")
      .WithNextToken("a b/c+d=&")
      .WithMaxResults(100)
      .WithStartingBlockIndex(7)
      .AddQueryStringParameters(uri);
  EXPECT_EQ(uri.GetQueryString(),
            "?firstSnapshotId=first&pageToken=a%20b%2Fc%2Bd%3D%26&maxResults=100"
            "&startingBlockIndex=7");
}

TEST(EnumMappers, TranslateWireNamesBothWays) {
  EXPECT_EQ(SSETypeMapper::GetSSETypeForName("sse-kms"), SSEType::sse_kms);
  EXPECT_EQ(SSETypeMapper::GetNameForSSEType(SSEType::sse_ebs), "sse-ebs");
  EXPECT_EQ(StatusMapper::GetStatusForName("pending"), Status::pending);
  EXPECT_EQ(StatusMapper::GetNameForStatus(Status::NOT_SET), "");
  EXPECT_EQ(ValidationExceptionReasonMapper::GetNameForValidationExceptionReason(
                ValidationExceptionReason::WRITE_REQUEST_TIMEOUT),
            "WRITE_REQUEST_TIMEOUT");
}

TEST(Structures, AreReadFromJsonAndWrittenBack) {
  const JsonValue json(Aws::String(R"({"BlockIndex":7,"SecondBlockToken":"t"})"));
  const ChangedBlock block(json.View());
  EXPECT_TRUE(block.BlockIndexHasBeenSet());
  EXPECT_FALSE(block.FirstBlockTokenHasBeenSet());
  EXPECT_EQ(block.Jsonize().View().WriteCompact(), R"({"BlockIndex":7,"SecondBlockToken":"t"})");
}

TEST(Results, AreReadFromPayloadAndHeaders) {
  const StartSnapshotResult result(Aws::AmazonWebServiceResult<JsonValue>(
      JsonValue(Aws::String(R"({"SnapshotId":"snap-1","Status":"pending","StartTime":1.5,
                               "VolumeSize":8,"BlockSize":524288,"SseType":"none",
                               "Tags":[{"Key":"k","Value":"v"}]})")),
      {{"x-amzn-requestid", "r-1"}}));
  EXPECT_EQ(result.GetSnapshotId(), "snap-1");
  EXPECT_EQ(result.GetStatus(), Status::pending);
  EXPECT_EQ(result.GetStartTime().Millis(), 1500);
  EXPECT_EQ(result.GetVolumeSize(), 8);
  EXPECT_EQ(result.GetSseType(), SSEType::none);
  EXPECT_EQ(result.GetTags().at(0).GetValue(), "v");
  EXPECT_EQ(result.GetRequestId(), "r-1");
}

TEST(Results, OfAReadTakeStreamAndHeaders) {
  Aws::AmazonWebServiceResult<ResponseStream> reply(
      ResponseStream(Aws::New<Aws::StringStream>(kTag, "bytes")),
      {{"x-amz-data-length", "5"},
       {"x-amz-checksum", "sum"},
       {"x-amz-checksum-algorithm", "SHA256"}});
  const GetSnapshotBlockResult result(std::move(reply));
  EXPECT_EQ(result.GetDataLength(), 5);
  EXPECT_EQ(result.GetChecksum(), "sum");
  EXPECT_EQ(result.GetChecksumAlgorithm(), ChecksumAlgorithm::SHA256);
  EXPECT_EQ(ReadAll(result.GetBlockData()), "bytes");
}

}  // namespace
}  // namespace fauxebs
