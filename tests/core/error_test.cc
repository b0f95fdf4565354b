#include "fauxebs/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "fauxebs/operations.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace {

using testing::Eq;
using testing::Optional;
using testing::ValuesIn;

// The list of the service model and of its front end, written out here and not taken from the
// table under test.
struct KnownCode {
  ErrorCode code;
  const char* name;
  const char* exception;
  int http_status;
  bool retryable;

  friend std::ostream& operator<<(std::ostream& out, const KnownCode& known) {
    return out << known.name;
  }
};

const std::vector<KnownCode>& KnownCodes() {
  static const std::vector<KnownCode> kCodes = {
      {ErrorCode::kAccessDenied, "AccessDenied", "AccessDeniedException", 403, false},
      {ErrorCode::kValidation, "Validation", "ValidationException", 400, false},
      {ErrorCode::kResourceNotFound, "ResourceNotFound", "ResourceNotFoundException", 404, false},
      {ErrorCode::kRequestThrottled, "RequestThrottled", "RequestThrottledException", 400, true},
      {ErrorCode::kServiceQuotaExceeded, "ServiceQuotaExceeded", "ServiceQuotaExceededException",
       402, false},
      {ErrorCode::kInternalServer, "InternalServer", "InternalServerException", 500, true},
      {ErrorCode::kConcurrentLimitExceeded, "ConcurrentLimitExceeded",
       "ConcurrentLimitExceededException", 400, false},
      {ErrorCode::kConflict, "Conflict", "ConflictException", 409, false},
      {ErrorCode::kThrottling, "Throttling", "ThrottlingException", 400, true},
      {ErrorCode::kInvalidSignature, "InvalidSignature", "InvalidSignatureException", 403, false},
      {ErrorCode::kUnrecognizedClient, "UnrecognizedClient", "UnrecognizedClientException", 403,
       false},
      {ErrorCode::kMissingAuthenticationToken, "MissingAuthenticationToken",
       "MissingAuthenticationTokenException", 403, false},
      {ErrorCode::kServiceUnavailable, "ServiceUnavailable", "ServiceUnavailableException", 503,
       true},
      {ErrorCode::kTimeout, "Timeout", "", 0, true},
      {ErrorCode::kConnectionReset, "ConnectionReset", "", 0, true},
      {ErrorCode::kConnectionRefused, "ConnectionRefused", "", 0, true},
      {ErrorCode::kReplyCut, "ReplyCut", "", 0, true},
      {ErrorCode::kReplyGarbled, "ReplyGarbled", "", 0, true},
      {ErrorCode::kConnection, "Connection", "", 0, false},
      {ErrorCode::kClient, "Client", "", 0, false},
  };
  return kCodes;
}

std::string NameOfCase(const testing::TestParamInfo<KnownCode>& info) { return info.param.name; }

class EveryErrorCode : public testing::TestWithParam<KnownCode> {};
INSTANTIATE_TEST_SUITE_P(Error, EveryErrorCode, ValuesIn(KnownCodes()), NameOfCase);

TEST_P(EveryErrorCode, HasTheServicesNameAndStatus) {
  const ErrorInfo& info = InfoOf(GetParam().code);
  EXPECT_EQ(info.code, GetParam().code);
  EXPECT_STREQ(info.name, GetParam().name);
  EXPECT_STREQ(info.exception, GetParam().exception);
  EXPECT_EQ(info.http_status, GetParam().http_status);
  EXPECT_EQ(info.retryable, GetParam().retryable);
}

TEST_P(EveryErrorCode, IsFoundByItsName) {
  EXPECT_THAT(ErrorCodeNamed(GetParam().name), Optional(GetParam().code));
}

TEST_P(EveryErrorCode, MakesErrorsWithItsStatus) {
  const Error error = MakeError(GetParam().code, ErrorReason::kNone, "why");
  EXPECT_EQ(error.code, GetParam().code);
  EXPECT_EQ(error.message, "why");
  EXPECT_EQ(error.http_status, GetParam().http_status);
  EXPECT_EQ(error.retryable, GetParam().retryable);
}

struct KnownReason {
  ErrorReason reason;
  const char* wire_name;
  ErrorCode owner;

  friend std::ostream& operator<<(std::ostream& out, const KnownReason& known) {
    return out << known.wire_name;
  }
};

const std::vector<KnownReason>& KnownReasons() {
  static const std::vector<KnownReason> kReasons = {
      {ErrorReason::kUnauthorizedAccount, "UNAUTHORIZED_ACCOUNT", ErrorCode::kAccessDenied},
      {ErrorReason::kDependencyAccessDenied, "DEPENDENCY_ACCESS_DENIED", ErrorCode::kAccessDenied},
      {ErrorReason::kInvalidCustomerKey, "INVALID_CUSTOMER_KEY", ErrorCode::kValidation},
      {ErrorReason::kInvalidPageToken, "INVALID_PAGE_TOKEN", ErrorCode::kValidation},
      {ErrorReason::kInvalidBlockToken, "INVALID_BLOCK_TOKEN", ErrorCode::kValidation},
      {ErrorReason::kInvalidGrantToken, "INVALID_GRANT_TOKEN", ErrorCode::kValidation},
      {ErrorReason::kInvalidSnapshotId, "INVALID_SNAPSHOT_ID", ErrorCode::kValidation},
      {ErrorReason::kUnrelatedSnapshots, "UNRELATED_SNAPSHOTS", ErrorCode::kValidation},
      {ErrorReason::kInvalidBlock, "INVALID_BLOCK", ErrorCode::kValidation},
      {ErrorReason::kInvalidContentEncoding, "INVALID_CONTENT_ENCODING", ErrorCode::kValidation},
      {ErrorReason::kInvalidTag, "INVALID_TAG", ErrorCode::kValidation},
      {ErrorReason::kInvalidDependencyRequest, "INVALID_DEPENDENCY_REQUEST",
       ErrorCode::kValidation},
      {ErrorReason::kInvalidParameterValue, "INVALID_PARAMETER_VALUE", ErrorCode::kValidation},
      {ErrorReason::kInvalidVolumeSize, "INVALID_VOLUME_SIZE", ErrorCode::kValidation},
      {ErrorReason::kConflictingBlockUpdate, "CONFLICTING_BLOCK_UPDATE", ErrorCode::kValidation},
      {ErrorReason::kInvalidImageId, "INVALID_IMAGE_ID", ErrorCode::kValidation},
      {ErrorReason::kWriteRequestTimeout, "WRITE_REQUEST_TIMEOUT", ErrorCode::kValidation},
      {ErrorReason::kSnapshotNotFound, "SNAPSHOT_NOT_FOUND", ErrorCode::kResourceNotFound},
      {ErrorReason::kGrantNotFound, "GRANT_NOT_FOUND", ErrorCode::kResourceNotFound},
      {ErrorReason::kDependencyResourceNotFound, "DEPENDENCY_RESOURCE_NOT_FOUND",
       ErrorCode::kResourceNotFound},
      {ErrorReason::kImageNotFound, "IMAGE_NOT_FOUND", ErrorCode::kResourceNotFound},
      {ErrorReason::kAccountThrottled, "ACCOUNT_THROTTLED", ErrorCode::kRequestThrottled},
      {ErrorReason::kDependencyRequestThrottled, "DEPENDENCY_REQUEST_THROTTLED",
       ErrorCode::kRequestThrottled},
      {ErrorReason::kResourceLevelThrottle, "RESOURCE_LEVEL_THROTTLE",
       ErrorCode::kRequestThrottled},
      {ErrorReason::kDependencyServiceQuotaExceeded, "DEPENDENCY_SERVICE_QUOTA_EXCEEDED",
       ErrorCode::kServiceQuotaExceeded},
  };
  return kReasons;
}

class EveryErrorReason : public testing::TestWithParam<KnownReason> {};
INSTANTIATE_TEST_SUITE_P(Error, EveryErrorReason, ValuesIn(KnownReasons()),
                         [](const auto& tested) { return std::string(tested.param.wire_name); });

TEST_P(EveryErrorReason, HasTheServicesName) {
  EXPECT_STREQ(WireName(GetParam().reason), GetParam().wire_name);
}

TEST_P(EveryErrorReason, IsFoundByItsName) {
  EXPECT_THAT(ErrorReasonNamed(GetParam().wire_name), Optional(GetParam().reason));
}

TEST_P(EveryErrorReason, BelongsToOneCode) {
  EXPECT_THAT(OwnerOf(GetParam().reason), Optional(GetParam().owner));
}

TEST_P(EveryErrorReason, IsReturnedWithItsCode) {
  const Error error = MakeError(GetParam().owner, GetParam().reason, "why");
  EXPECT_TRUE(CanReturn(Operation::kStartSnapshot, error) ||
              CanReturn(Operation::kPutSnapshotBlock, error) ||
              CanReturn(Operation::kGetSnapshotBlock, error) ||
              CanReturn(Operation::kListChangedBlocks, error));
}

TEST_P(EveryErrorReason, IsNotReturnedWithAnotherCode) {
  const Error error = MakeError(ErrorCode::kInternalServer, GetParam().reason, "why");
  EXPECT_FALSE(CanReturn(Operation::kPutSnapshotBlock, error));
}

TEST(ErrorReason, IsReturnedOnlyByOperationsThatItIsAbout) {
  const Error unrelated = words::Validation(ErrorReason::kUnrelatedSnapshots, "why");
  EXPECT_TRUE(CanReturn(Operation::kListChangedBlocks, unrelated));
  EXPECT_FALSE(CanReturn(Operation::kListSnapshotBlocks, unrelated));
  const Error page_token = words::Validation(ErrorReason::kInvalidPageToken, "why");
  EXPECT_TRUE(CanReturn(Operation::kListChangedBlocks, page_token));
  EXPECT_TRUE(CanReturn(Operation::kListSnapshotBlocks, page_token));
  EXPECT_FALSE(CanReturn(Operation::kGetSnapshotBlock, page_token));
  EXPECT_TRUE(CanReturn(Operation::kPutSnapshotBlock, words::FailedToReadBlockData()));
  EXPECT_FALSE(CanReturn(Operation::kCompleteSnapshot, words::FailedToReadBlockData()));
}

TEST(ErrorReason, NoneHasNoNameAndNoOwner) {
  EXPECT_STREQ(WireName(ErrorReason::kNone), "");
  EXPECT_THAT(OwnerOf(ErrorReason::kNone), Eq(std::nullopt));
}

TEST(ErrorReason, IsNotFoundByAnUnknownName) {
  EXPECT_THAT(ErrorReasonNamed("NO_SUCH_REASON"), Eq(std::nullopt));
  EXPECT_THAT(ErrorReasonNamed(""), Eq(std::nullopt));
}

TEST(ErrorCode, IsNotFoundByAnUnknownName) {
  EXPECT_THAT(ErrorCodeNamed("NoSuchCode"), Eq(std::nullopt));
  EXPECT_THAT(ErrorCodeNamed(""), Eq(std::nullopt));
}

class EveryOperation : public testing::TestWithParam<Operation> {};
INSTANTIATE_TEST_SUITE_P(Error, EveryOperation,
                         testing::Values(Operation::kStartSnapshot, Operation::kPutSnapshotBlock,
                                         Operation::kCompleteSnapshot, Operation::kGetSnapshotBlock,
                                         Operation::kListSnapshotBlocks,
                                         Operation::kListChangedBlocks),
                         [](const auto& tested) { return std::string(NameOf(tested.param)); });

TEST_P(EveryOperation, ReturnsWhatTheModelListsForAllOfThem) {
  EXPECT_TRUE(CanReturn(GetParam(), words::AccessDenied()));
  EXPECT_TRUE(CanReturn(GetParam(), words::Validation(ErrorReason::kInvalidSnapshotId, "why")));
  EXPECT_TRUE(CanReturn(GetParam(), words::SnapshotNotFound("snap-1")));
  EXPECT_TRUE(CanReturn(GetParam(), words::RequestThrottled()));
  EXPECT_TRUE(CanReturn(GetParam(), words::ServiceQuotaExceeded()));
  EXPECT_TRUE(CanReturn(GetParam(), words::InternalServer()));
}

TEST_P(EveryOperation, ReturnsWhatTheFrontEndSends) {
  EXPECT_TRUE(CanReturn(GetParam(), words::Throttling()));
  EXPECT_TRUE(CanReturn(GetParam(), words::InvalidSignature()));
  EXPECT_TRUE(CanReturn(GetParam(), words::ServiceUnavailable()));
}

TEST_P(EveryOperation, NeverReturnsTheLackOfAnAnswer) {
  EXPECT_FALSE(CanReturn(GetParam(), MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "")));
  EXPECT_FALSE(CanReturn(GetParam(), MakeError(ErrorCode::kConnection, ErrorReason::kNone, "")));
  EXPECT_FALSE(CanReturn(GetParam(), MakeError(ErrorCode::kReplyGarbled, ErrorReason::kNone, "")));
  EXPECT_FALSE(CanReturn(GetParam(), words::ConnectionReset()));
  EXPECT_FALSE(CanReturn(GetParam(), words::ConnectionRefused()));
}

TEST_P(EveryOperation, IsFoundByItsName) {
  EXPECT_THAT(OperationNamed(NameOf(GetParam())), Optional(GetParam()));
}

TEST(Operation, IsNotFoundByAnUnknownName) {
  EXPECT_THAT(OperationNamed("DescribeSnapshots"), Eq(std::nullopt));
}

TEST(CanReturn, AllowsStartSnapshotAConflictAndALimitOfPendingSnapshots) {
  EXPECT_TRUE(CanReturn(Operation::kStartSnapshot, words::Conflict()));
  EXPECT_TRUE(CanReturn(Operation::kStartSnapshot, words::ConcurrentLimitExceeded()));
}

TEST(CanReturn, AllowsNoOtherOperationThese) {
  EXPECT_FALSE(CanReturn(Operation::kPutSnapshotBlock, words::Conflict()));
  EXPECT_FALSE(CanReturn(Operation::kCompleteSnapshot, words::ConcurrentLimitExceeded()));
}

TEST(IsFrameworkError, HoldsForAValidationWithoutAReasonAndForTheFrontEnd) {
  EXPECT_TRUE(IsFrameworkError(MakeError(ErrorCode::kValidation, ErrorReason::kNone, "why")));
  EXPECT_TRUE(IsFrameworkError(words::InvalidSignature()));
  EXPECT_TRUE(IsFrameworkError(words::Throttling()));
}

TEST(IsFrameworkError, DoesNotHoldForTheServicesOwn) {
  EXPECT_FALSE(IsFrameworkError(words::Validation(ErrorReason::kInvalidSnapshotId, "why")));
  EXPECT_FALSE(IsFrameworkError(words::InternalServer()));
}

TEST(FailedToReadBlockData, IsTheOneValidationThatMayBeRetried) {
  const Error error = words::FailedToReadBlockData();
  EXPECT_EQ(error.code, ErrorCode::kValidation);
  EXPECT_TRUE(error.retryable);
}

TEST(Error, ComparesWithoutItsRequestId) {
  Error error = words::Throttling();
  error.request_id = "7";
  EXPECT_EQ(error, words::Throttling());
}

TEST(Error, DiffersByItsMessage) {
  Error error = words::Throttling();
  error.message = "another";
  EXPECT_NE(error, words::Throttling());
}

TEST(Error, PrintsItsCodeReasonStatusAndMessage) {
  EXPECT_EQ(ToString(words::Validation(ErrorReason::kInvalidSnapshotId, "why")),
            "Validation/INVALID_SNAPSHOT_ID 400 \"why\"");
}

TEST(Error, PrintsWithoutWhatItHasNot) {
  EXPECT_EQ(ToString(MakeError(ErrorCode::kTimeout, ErrorReason::kNone, "")), "Timeout");
}

}  // namespace
}  // namespace fauxebs
