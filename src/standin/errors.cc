// Errors: by their names and codes, of EBS, and their models.
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/ebs/EBSErrorMarshaller.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/ValidationException.h>

#include <cassert>
#include <cstddef>
#include <cstring>
#include <utility>

namespace Aws {
namespace Client {

namespace {

// Names come as they are, with "Exception" at their end, or in both ways.
enum class Form { kBoth, kBare, kException };

struct NamedError {
  const char* name = "";
  CoreErrors type = CoreErrors::UNKNOWN;
  bool retryable = false;
  Form form = Form::kBoth;
};

constexpr NamedError kErrors[] = {
    {"IncompleteSignature", CoreErrors::INCOMPLETE_SIGNATURE, false},
    {"InvalidSignature", CoreErrors::INVALID_SIGNATURE, false},
    {"InternalFailure", CoreErrors::INTERNAL_FAILURE, true},
    {"InternalServerError", CoreErrors::INTERNAL_FAILURE, true, Form::kBare},
    {"InternalError", CoreErrors::INTERNAL_FAILURE, true, Form::kBare},
    {"InvalidAction", CoreErrors::INVALID_ACTION, false},
    {"InvalidClientTokenId", CoreErrors::INVALID_CLIENT_TOKEN_ID, false},
    {"InvalidParameterCombination", CoreErrors::INVALID_PARAMETER_COMBINATION, false},
    {"InvalidQueryParameter", CoreErrors::INVALID_QUERY_PARAMETER, false},
    {"InvalidParameterValue", CoreErrors::INVALID_PARAMETER_VALUE, false},
    {"MissingAction", CoreErrors::MISSING_ACTION, false},
    {"MissingAuthenticationToken", CoreErrors::MISSING_AUTHENTICATION_TOKEN, false},
    {"MissingParameter", CoreErrors::MISSING_PARAMETER, false},
    {"OptInRequired", CoreErrors::OPT_IN_REQUIRED, false, Form::kBare},
    {"RequestExpired", CoreErrors::REQUEST_EXPIRED, true},
    {"ServiceUnavailable", CoreErrors::SERVICE_UNAVAILABLE, true},
    {"ServiceUnavailableError", CoreErrors::SERVICE_UNAVAILABLE, true, Form::kBare},
    {"Throttling", CoreErrors::THROTTLING, true},
    {"Throttled", CoreErrors::THROTTLING, true, Form::kException},
    {"RequestThrottled", CoreErrors::THROTTLING, true},
    {"ValidationError", CoreErrors::VALIDATION, false},
    {"Validation", CoreErrors::VALIDATION, false, Form::kException},
    {"AccessDenied", CoreErrors::ACCESS_DENIED, false},
    {"ResourceNotFound", CoreErrors::RESOURCE_NOT_FOUND, false},
    {"UnrecognizedClient", CoreErrors::UNRECOGNIZED_CLIENT, false},
    {"MalformedQueryString", CoreErrors::MALFORMED_QUERY_STRING, false},
    {"SlowDown", CoreErrors::SLOW_DOWN, true},
    {"RequestTimeTooSkewed", CoreErrors::REQUEST_TIME_TOO_SKEWED, true},
    {"SignatureDoesNotMatch", CoreErrors::SIGNATURE_DOES_NOT_MATCH, false},
    {"InvalidAccessKeyId", CoreErrors::INVALID_ACCESS_KEY_ID, false},
    {"RequestTimeout", CoreErrors::REQUEST_TIMEOUT, true},
};

}  // namespace

AWSError<CoreErrors> CoreErrorsMapper::GetErrorForName(const char* errorName) {
  Aws::String name = errorName;
  constexpr std::size_t kSuffix = sizeof("Exception") - 1;
  const bool has_suffix =
      name.size() > kSuffix && name.compare(name.size() - kSuffix, kSuffix, "Exception") == 0;
  if (has_suffix) name.resize(name.size() - kSuffix);
  for (const NamedError& error : kErrors) {
    if (name == error.name && error.form != (has_suffix ? Form::kBare : Form::kException)) {
      return AWSError<CoreErrors>(error.type, error.retryable);
    }
  }
  return AWSError<CoreErrors>(CoreErrors::UNKNOWN, false);
}

AWSError<CoreErrors> CoreErrorsMapper::GetErrorForHttpResponseCode(
    Aws::Http::HttpResponseCode code) {
  using Aws::Http::HttpResponseCode;
  const int number = static_cast<int>(code);
  const bool retryable =
      Aws::Http::IsRetryableHttpResponseCode(code) || (number >= 500 && number < 600);
  CoreErrors type = CoreErrors::UNKNOWN;
  switch (code) {
    case HttpResponseCode::UNAUTHORIZED:
    case HttpResponseCode::FORBIDDEN:
      type = CoreErrors::ACCESS_DENIED;
      break;
    case HttpResponseCode::NOT_FOUND:
      type = CoreErrors::RESOURCE_NOT_FOUND;
      break;
    case HttpResponseCode::TOO_MANY_REQUESTS:
      type = CoreErrors::SLOW_DOWN;
      break;
    case HttpResponseCode::INTERNAL_SERVER_ERROR:
      type = CoreErrors::INTERNAL_FAILURE;
      break;
    case HttpResponseCode::BANDWIDTH_LIMIT_EXCEEDED:
      type = CoreErrors::THROTTLING;
      break;
    case HttpResponseCode::SERVICE_UNAVAILABLE:
      type = CoreErrors::SERVICE_UNAVAILABLE;
      break;
    case HttpResponseCode::REQUEST_TIMEOUT:
    case HttpResponseCode::AUTHENTICATION_TIMEOUT:
    case HttpResponseCode::LOGIN_TIMEOUT:
    case HttpResponseCode::GATEWAY_TIMEOUT:
    case HttpResponseCode::NETWORK_READ_TIMEOUT:
    case HttpResponseCode::NETWORK_CONNECT_TIMEOUT:
      type = CoreErrors::REQUEST_TIMEOUT;
      break;
    default:
      break;
  }
  AWSError<CoreErrors> error(type, retryable);
  error.SetResponseCode(code);
  return error;
}

AWSErrorMarshaller::~AWSErrorMarshaller() = default;
AWSError<CoreErrors> AWSErrorMarshaller::FindErrorByName(const char* exceptionName) const {
  return CoreErrorsMapper::GetErrorForName(exceptionName);
}
AWSError<CoreErrors> AWSErrorMarshaller::FindErrorByHttpResponseCode(
    Aws::Http::HttpResponseCode code) const {
  return CoreErrorsMapper::GetErrorForHttpResponseCode(code);
}

AWSError<CoreErrors> EBSErrorMarshaller::FindErrorByName(const char* exceptionName) const {
  const AWSError<CoreErrors> error = Aws::EBS::EBSErrorMapper::GetErrorForName(exceptionName);
  return error.GetErrorType() != CoreErrors::UNKNOWN
             ? error
             : AWSErrorMarshaller::FindErrorByName(exceptionName);
}

}  // namespace Client

namespace EBS {

using Aws::Client::AWSError;
using Aws::Client::CoreErrors;

EBSError::EBSError() = default;
EBSError::EBSError(const AWSError<CoreErrors>& rhs) : AWSError<EBSErrors>(rhs) {}
EBSError::EBSError(AWSError<CoreErrors>&& rhs) : AWSError<EBSErrors>(std::move(rhs)) {}
EBSError::EBSError(const AWSError<EBSErrors>& rhs) : AWSError<EBSErrors>(rhs) {}
EBSError::EBSError(AWSError<EBSErrors>&& rhs) : AWSError<EBSErrors>(std::move(rhs)) {}

#define FAUXEBS_SDK_MODELED_ERROR(Exception, type)    \
  template <>                                         \
  Model::Exception EBSError::GetModeledError() {      \
    assert(GetErrorType() == EBSErrors::type);        \
    return Model::Exception(GetJsonPayload().View()); \
  }

FAUXEBS_SDK_MODELED_ERROR(AccessDeniedException, ACCESS_DENIED)
FAUXEBS_SDK_MODELED_ERROR(RequestThrottledException, THROTTLING)
FAUXEBS_SDK_MODELED_ERROR(ResourceNotFoundException, RESOURCE_NOT_FOUND)
FAUXEBS_SDK_MODELED_ERROR(ServiceQuotaExceededException, SERVICE_QUOTA_EXCEEDED)
FAUXEBS_SDK_MODELED_ERROR(ValidationException, VALIDATION)

AWSError<CoreErrors> EBSErrorMapper::GetErrorForName(const char* errorName) {
  struct NamedError {
    const char* name;
    EBSErrors type;
  };
  static constexpr NamedError kErrors[] = {
      {"ConcurrentLimitExceededException", EBSErrors::CONCURRENT_LIMIT_EXCEEDED},
      {"ConflictException", EBSErrors::CONFLICT},
      {"InternalServerException", EBSErrors::INTERNAL_SERVER},
      {"ServiceQuotaExceededException", EBSErrors::SERVICE_QUOTA_EXCEEDED},
  };
  for (const NamedError& error : kErrors) {
    if (std::strcmp(errorName, error.name) == 0) {
      return AWSError<CoreErrors>(static_cast<CoreErrors>(error.type), false);
    }
  }
  return AWSError<CoreErrors>(CoreErrors::UNKNOWN, false);
}

}  // namespace EBS
}  // namespace Aws
