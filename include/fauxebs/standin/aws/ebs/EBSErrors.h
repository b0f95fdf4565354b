// Stand-in for the AWS SDK for C++: the errors of EBS.
#pragma once

#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS {

namespace Model {
class AccessDeniedException;
class RequestThrottledException;
class ResourceNotFoundException;
class ServiceQuotaExceededException;
class ValidationException;
}  // namespace Model

enum class EBSErrors {
  INCOMPLETE_SIGNATURE = 0,
  INTERNAL_FAILURE = 1,
  INVALID_ACTION = 2,
  INVALID_CLIENT_TOKEN_ID = 3,
  INVALID_PARAMETER_COMBINATION = 4,
  INVALID_QUERY_PARAMETER = 5,
  INVALID_PARAMETER_VALUE = 6,
  MISSING_ACTION = 7,
  MISSING_AUTHENTICATION_TOKEN = 8,
  MISSING_PARAMETER = 9,
  OPT_IN_REQUIRED = 10,
  REQUEST_EXPIRED = 11,
  SERVICE_UNAVAILABLE = 12,
  THROTTLING = 13,
  VALIDATION = 14,
  ACCESS_DENIED = 15,
  RESOURCE_NOT_FOUND = 16,
  UNRECOGNIZED_CLIENT = 17,
  MALFORMED_QUERY_STRING = 18,
  SLOW_DOWN = 19,
  REQUEST_TIME_TOO_SKEWED = 20,
  INVALID_SIGNATURE = 21,
  SIGNATURE_DOES_NOT_MATCH = 22,
  INVALID_ACCESS_KEY_ID = 23,
  REQUEST_TIMEOUT = 24,
  NETWORK_CONNECTION = 99,
  UNKNOWN = 100,
  CONCURRENT_LIMIT_EXCEEDED =
      static_cast<int>(Aws::Client::CoreErrors::SERVICE_EXTENSION_START_RANGE) + 1,
  CONFLICT,
  INTERNAL_SERVER,
  SERVICE_QUOTA_EXCEEDED
};

class EBSError : public Aws::Client::AWSError<EBSErrors> {
 public:
  EBSError();
  EBSError(const Aws::Client::AWSError<Aws::Client::CoreErrors>& rhs);
  EBSError(Aws::Client::AWSError<Aws::Client::CoreErrors>&& rhs);
  EBSError(const Aws::Client::AWSError<EBSErrors>& rhs);
  EBSError(Aws::Client::AWSError<EBSErrors>&& rhs);

  // For the five exceptions that have a model, whose headers the caller includes. Asserts that the
  // error is of that kind.
  template <typename T>
  T GetModeledError();
};

template <>
Model::AccessDeniedException EBSError::GetModeledError();
template <>
Model::RequestThrottledException EBSError::GetModeledError();
template <>
Model::ResourceNotFoundException EBSError::GetModeledError();
template <>
Model::ServiceQuotaExceededException EBSError::GetModeledError();
template <>
Model::ValidationException EBSError::GetModeledError();

namespace EBSErrorMapper {
// EBS's own exceptions; UNKNOWN for any other name.
Aws::Client::AWSError<Aws::Client::CoreErrors> GetErrorForName(const char* errorName);
}  // namespace EBSErrorMapper

}  // namespace Aws::EBS
