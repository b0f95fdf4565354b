// Errors: their numbers, what they carry, and how they become one another.
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSErrorMarshaller.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/ValidationException.h>
#include <gtest/gtest.h>

#include <type_traits>
#include <utility>

#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Client::ErrorPayloadType;
using Aws::Client::RetryableType;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using Aws::Http::HttpResponseCode;
using Aws::Utils::Json::JsonValue;
using std::declval;
using std::is_convertible_v;
using std::is_same_v;

// ---- Numbers ----

#define BOTH(Name, number)                                      \
  static_assert(static_cast<int>(EBSErrors::Name) == (number)); \
  static_assert(static_cast<int>(CoreErrors::Name) == (number))

BOTH(INCOMPLETE_SIGNATURE, 0);
BOTH(INTERNAL_FAILURE, 1);
BOTH(INVALID_ACTION, 2);
BOTH(INVALID_CLIENT_TOKEN_ID, 3);
BOTH(INVALID_PARAMETER_COMBINATION, 4);
BOTH(INVALID_QUERY_PARAMETER, 5);
BOTH(INVALID_PARAMETER_VALUE, 6);
BOTH(MISSING_ACTION, 7);
BOTH(MISSING_AUTHENTICATION_TOKEN, 8);
BOTH(MISSING_PARAMETER, 9);
BOTH(OPT_IN_REQUIRED, 10);
BOTH(REQUEST_EXPIRED, 11);
BOTH(SERVICE_UNAVAILABLE, 12);
BOTH(THROTTLING, 13);
BOTH(VALIDATION, 14);
BOTH(ACCESS_DENIED, 15);
BOTH(RESOURCE_NOT_FOUND, 16);
BOTH(UNRECOGNIZED_CLIENT, 17);
BOTH(MALFORMED_QUERY_STRING, 18);
BOTH(SLOW_DOWN, 19);
BOTH(REQUEST_TIME_TOO_SKEWED, 20);
BOTH(INVALID_SIGNATURE, 21);
BOTH(SIGNATURE_DOES_NOT_MATCH, 22);
BOTH(INVALID_ACCESS_KEY_ID, 23);
BOTH(REQUEST_TIMEOUT, 24);
BOTH(NETWORK_CONNECTION, 99);
BOTH(UNKNOWN, 100);
static_assert(static_cast<int>(CoreErrors::NOT_INITIALIZED) == 25);
static_assert(static_cast<int>(CoreErrors::CLIENT_SIGNING_FAILURE) == 101);
static_assert(static_cast<int>(CoreErrors::USER_CANCELLED) == 102);
static_assert(static_cast<int>(CoreErrors::ENDPOINT_RESOLUTION_FAILURE) == 103);
static_assert(static_cast<int>(CoreErrors::SERVICE_EXTENSION_START_RANGE) == 128);
static_assert(static_cast<int>(EBSErrors::CONCURRENT_LIMIT_EXCEEDED) == 129);
static_assert(static_cast<int>(EBSErrors::CONFLICT) == 130);
static_assert(static_cast<int>(EBSErrors::INTERNAL_SERVER) == 131);
static_assert(static_cast<int>(EBSErrors::SERVICE_QUOTA_EXCEEDED) == 132);

// ---- AWSError ----

using Error = AWSError<EBSErrors>;
using CoreError = AWSError<CoreErrors>;

static_assert(std::is_default_constructible_v<Error>);
static_assert(std::is_constructible_v<Error, EBSErrors, Aws::String, Aws::String, bool>);
static_assert(std::is_constructible_v<Error, EBSErrors, const char*, const char*, bool>);
static_assert(std::is_constructible_v<Error, EBSErrors, bool>);
static_assert(std::is_constructible_v<Error, EBSErrors, RetryableType>);
static_assert(std::is_constructible_v<Error, EBSErrors, RetryableType, Aws::String, Aws::String>);
static_assert(is_convertible_v<const CoreError&, Error> && is_convertible_v<CoreError&&, Error>);
static_assert(is_convertible_v<const Error&, CoreError> && is_convertible_v<Error&&, CoreError>);
static_assert(std::is_copy_assignable_v<Error> && std::is_move_assignable_v<Error>);

#define CARRIES_TEXT(Name)                                                                     \
  static_assert(is_same_v<decltype(declval<const Error&>().Get##Name()), const Aws::String&>); \
  static_assert(                                                                               \
      std::is_void_v<decltype(declval<Error&>().Set##Name(declval<const Aws::String&>()))>)

CARRIES_TEXT(ExceptionName);
CARRIES_TEXT(Message);
CARRIES_TEXT(RemoteHostIpAddress);
CARRIES_TEXT(RequestId);
static_assert(is_same_v<std::decay_t<decltype(declval<const Error&>().GetErrorType())>, EBSErrors>);
static_assert(is_same_v<decltype(declval<const Error&>().ShouldRetry()), bool>);
static_assert(is_same_v<decltype(declval<const Error&>().ShouldThrottle()), bool>);
static_assert(is_same_v<decltype(declval<const Error&>().GetResponseHeaders()),
                        const Aws::Http::HeaderValueCollection&>);
static_assert(std::is_void_v<decltype(declval<Error&>().SetResponseHeaders(
                  declval<const Aws::Http::HeaderValueCollection&>()))>);
static_assert(
    is_same_v<decltype(declval<const Error&>().ResponseHeaderExists(Aws::String())), bool>);
static_assert(is_same_v<decltype(declval<const Error&>().GetResponseCode()), HttpResponseCode>);
static_assert(std::is_void_v<decltype(declval<Error&>().SetResponseCode(HttpResponseCode::OK))>);
static_assert(
    is_same_v<decltype(declval<Aws::OStream&>() << declval<const Error&>()), Aws::OStream&>);
static_assert(is_same_v<decltype(declval<Aws::OStream&>() << CoreErrors::UNKNOWN), Aws::OStream&>);

// The payload is for derived classes only.
template <typename E, typename = void>
struct TakesAPayloadFromOutside : std::false_type {};
template <typename E>
struct TakesAPayloadFromOutside<
    E, std::void_t<decltype(declval<E&>().SetJsonPayload(declval<JsonValue>()))>> : std::true_type {
};
static_assert(!TakesAPayloadFromOutside<EBSError>());

class ErrorFromReply : public EBSError {
 public:
  ErrorFromReply(EBSErrors type, const Aws::String& reason)
      : EBSError(Error(type, "Name", "text", false)) {
    const JsonValue payload =
        JsonValue().WithString("Message", "text").WithString("Reason", reason);
    SetJsonPayload(payload);
    SetJsonPayload(JsonValue(payload));
    EXPECT_EQ(GetErrorPayloadType(), ErrorPayloadType::JSON);
    EXPECT_EQ(GetJsonPayload().View().GetString("Reason"), reason);
  }
};

// ---- EBSError ----

static_assert(std::is_base_of_v<Error, EBSError>);
static_assert(std::is_default_constructible_v<EBSError>);
static_assert(is_convertible_v<const CoreError&, EBSError>);
static_assert(is_convertible_v<CoreError&&, EBSError>);
static_assert(is_convertible_v<const Error&, EBSError>);
static_assert(is_convertible_v<Error&&, EBSError>);
static_assert(is_convertible_v<const EBSError&, CoreError>);
static_assert(is_same_v<decltype(Aws::EBS::EBSErrorMapper::GetErrorForName("")), CoreError>);

// GetModeledError and the outcome's GetError<T> are not const.
template <typename E, typename = void>
struct HasModel : std::false_type {};
template <typename E>
struct HasModel<E,
                std::void_t<decltype(declval<E>().template GetModeledError<ValidationException>())>>
    : std::true_type {};
static_assert(HasModel<EBSError&>());
static_assert(!HasModel<const EBSError&>());

template <typename Outcome, typename = void>
struct GivesModel : std::false_type {};
template <typename Outcome>
struct GivesModel<
    Outcome, std::void_t<decltype(declval<Outcome>().template GetError<ValidationException>())>>
    : std::true_type {};
static_assert(GivesModel<PutSnapshotBlockOutcome&>());
static_assert(!GivesModel<const PutSnapshotBlockOutcome&>());

TEST(AWSError, IsUnknownToItselfByDefault) {
  const EBSError error;
  EXPECT_EQ(error.GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
  EXPECT_EQ(error.GetExceptionName(), "");
  EXPECT_FALSE(error.ShouldRetry());
  EXPECT_FALSE(error.ShouldThrottle());
  EXPECT_EQ(error.GetResponseCode(), HttpResponseCode::REQUEST_NOT_MADE);
}

TEST(AWSError, IsRetryableInThreeDegrees) {
  EXPECT_FALSE(Error(EBSErrors::UNKNOWN, RetryableType::NOT_RETRYABLE).ShouldRetry());
  EXPECT_TRUE(Error(EBSErrors::UNKNOWN, RetryableType::RETRYABLE).ShouldRetry());
  EXPECT_FALSE(Error(EBSErrors::UNKNOWN, RetryableType::RETRYABLE).ShouldThrottle());
  EXPECT_TRUE(Error(EBSErrors::UNKNOWN, RetryableType::RETRYABLE_THROTTLING).ShouldThrottle());
}

TEST(AWSError, KeepsEveryFieldWhenItBecomesAnotherKindOfError) {
  Error error(EBSErrors::CONFLICT, "ConflictException", "text", true);
  error.SetResponseCode(HttpResponseCode::CONFLICT);
  error.SetRequestId("r");
  error.SetRemoteHostIpAddress("127.0.0.1");
  error.SetResponseHeaders({{"x-amzn-requestid", "r"}});
  const CoreError core = error;
  const EBSError back = core;
  EXPECT_EQ(static_cast<int>(core.GetErrorType()), 130);
  EXPECT_EQ(back.GetErrorType(), EBSErrors::CONFLICT);
  EXPECT_EQ(back.GetExceptionName(), "ConflictException");
  EXPECT_EQ(back.GetMessage(), "text");
  EXPECT_TRUE(back.ShouldRetry());
  EXPECT_EQ(back.GetResponseCode(), HttpResponseCode::CONFLICT);
  EXPECT_EQ(back.GetRequestId(), "r");
  EXPECT_EQ(back.GetRemoteHostIpAddress(), "127.0.0.1");
  EXPECT_TRUE(back.ResponseHeaderExists("X-Amzn-RequestId"));
}

TEST(AWSError, IsPrintedWithWhatACallerLooksFor) {
  Error error(EBSErrors::CONFLICT, "ConflictException", "too late", false);
  error.SetResponseCode(HttpResponseCode::CONFLICT);
  Aws::OStringStream out;
  out << error;
  EXPECT_NE(out.str().find("409"), Aws::String::npos);
  EXPECT_NE(out.str().find("ConflictException"), Aws::String::npos);
  EXPECT_NE(out.str().find("too late"), Aws::String::npos);
}

TEST(EBSError, HasFiveModels) {
  auto denied = ErrorFromReply(EBSErrors::ACCESS_DENIED, "UNAUTHORIZED_ACCOUNT");
  auto missing = ErrorFromReply(EBSErrors::RESOURCE_NOT_FOUND, "SNAPSHOT_NOT_FOUND");
  auto throttled = ErrorFromReply(EBSErrors::THROTTLING, "ACCOUNT_THROTTLED");
  auto quota =
      ErrorFromReply(EBSErrors::SERVICE_QUOTA_EXCEEDED, "DEPENDENCY_SERVICE_QUOTA_EXCEEDED");
  auto invalid = ErrorFromReply(EBSErrors::VALIDATION, "INVALID_BLOCK");
  EXPECT_EQ(denied.GetModeledError<AccessDeniedException>().GetReason(),
            AccessDeniedExceptionReason::UNAUTHORIZED_ACCOUNT);
  EXPECT_EQ(missing.GetModeledError<ResourceNotFoundException>().GetReason(),
            ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
  EXPECT_EQ(throttled.GetModeledError<RequestThrottledException>().GetReason(),
            RequestThrottledExceptionReason::ACCOUNT_THROTTLED);
  EXPECT_EQ(quota.GetModeledError<ServiceQuotaExceededException>().GetReason(),
            ServiceQuotaExceededExceptionReason::DEPENDENCY_SERVICE_QUOTA_EXCEEDED);
  EXPECT_EQ(invalid.GetModeledError<ValidationException>().GetReason(),
            ValidationExceptionReason::INVALID_BLOCK);
}

TEST(EBSError, KeepsItsModelInCopiesConversionsAndOutcomes) {
  const EBSError sliced = ErrorFromReply(EBSErrors::VALIDATION, "INVALID_TAG");
  const CoreError core = sliced;
  PutSnapshotBlockOutcome outcome = EBSError(core);
  const auto model = outcome.GetError<ValidationException>();
  EXPECT_EQ(model.GetMessage(), "text");
  EXPECT_EQ(model.GetReason(), ValidationExceptionReason::INVALID_TAG);
}

TEST(EBSError, HasAnEmptyModelWithoutPayload) {
  EBSError error = Error(EBSErrors::VALIDATION, false);
  const auto model = error.GetModeledError<ValidationException>();
  EXPECT_FALSE(model.MessageHasBeenSet());
  EXPECT_FALSE(model.ReasonHasBeenSet());
}

TEST(EBSErrorMapper, KnowsTheServicesOwnNames) {
  using Aws::EBS::EBSErrorMapper::GetErrorForName;
  EXPECT_EQ(static_cast<int>(GetErrorForName("ConflictException").GetErrorType()), 130);
  EXPECT_EQ(static_cast<int>(GetErrorForName("InternalServerException").GetErrorType()), 131);
  EXPECT_FALSE(GetErrorForName("InternalServerException").ShouldRetry());
  EXPECT_EQ(GetErrorForName("RequestThrottledException").GetErrorType(), CoreErrors::UNKNOWN);
}

TEST(EBSErrorMarshaller, FindsErrorsByNameServiceFirst) {
  const Aws::Client::EBSErrorMarshaller marshaller;
  const CoreError conflict = marshaller.FindErrorByName("ConflictException");
  const CoreError throttled = marshaller.FindErrorByName("RequestThrottledException");
  EXPECT_EQ(static_cast<int>(conflict.GetErrorType()), 130);
  EXPECT_EQ(conflict.GetExceptionName(), "");
  EXPECT_EQ(throttled.GetErrorType(), CoreErrors::THROTTLING);
  EXPECT_TRUE(throttled.ShouldRetry());
  EXPECT_EQ(marshaller.FindErrorByName("NoSuchThing").GetErrorType(), CoreErrors::UNKNOWN);
}

}  // namespace
}  // namespace fauxebs
