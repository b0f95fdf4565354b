// What the SDK's errors are called, and the reasons of those that have one.
//
//   TypeName                   EBSErrors by name
//   ReasonTraits<R>            for the five enumerations of reasons: the error that has them
//   ReasonOf<R>, ReasonNameOf  an error's reason
//
//   fauxebs::internal::TypeName(error.GetErrorType());  // "THROTTLING"
//
// Pure functions.
#pragma once

#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/ValidationException.h>

// The exceptions that have a model, with the types of their errors.
#define FAUXEBS_FOR_EACH_MODELED_EXCEPTION(X)              \
  X(AccessDeniedException, ACCESS_DENIED)                  \
  X(RequestThrottledException, THROTTLING)                 \
  X(ResourceNotFoundException, RESOURCE_NOT_FOUND)         \
  X(ServiceQuotaExceededException, SERVICE_QUOTA_EXCEEDED) \
  X(ValidationException, VALIDATION)

namespace fauxebs::internal {

// "" where the SDK knows an error that is not known here.
inline const char* TypeName(Aws::EBS::EBSErrors type) {
  switch (static_cast<int>(type)) {
#define FAUXEBS_TYPE_NAME(Name)                     \
  case static_cast<int>(Aws::EBS::EBSErrors::Name): \
    return #Name;
    FAUXEBS_TYPE_NAME(INCOMPLETE_SIGNATURE)
    FAUXEBS_TYPE_NAME(INTERNAL_FAILURE)
    FAUXEBS_TYPE_NAME(INVALID_ACTION)
    FAUXEBS_TYPE_NAME(INVALID_CLIENT_TOKEN_ID)
    FAUXEBS_TYPE_NAME(INVALID_PARAMETER_COMBINATION)
    FAUXEBS_TYPE_NAME(INVALID_QUERY_PARAMETER)
    FAUXEBS_TYPE_NAME(INVALID_PARAMETER_VALUE)
    FAUXEBS_TYPE_NAME(MISSING_ACTION)
    FAUXEBS_TYPE_NAME(MISSING_AUTHENTICATION_TOKEN)
    FAUXEBS_TYPE_NAME(MISSING_PARAMETER)
    FAUXEBS_TYPE_NAME(OPT_IN_REQUIRED)
    FAUXEBS_TYPE_NAME(REQUEST_EXPIRED)
    FAUXEBS_TYPE_NAME(SERVICE_UNAVAILABLE)
    FAUXEBS_TYPE_NAME(THROTTLING)
    FAUXEBS_TYPE_NAME(VALIDATION)
    FAUXEBS_TYPE_NAME(ACCESS_DENIED)
    FAUXEBS_TYPE_NAME(RESOURCE_NOT_FOUND)
    FAUXEBS_TYPE_NAME(UNRECOGNIZED_CLIENT)
    FAUXEBS_TYPE_NAME(MALFORMED_QUERY_STRING)
    FAUXEBS_TYPE_NAME(SLOW_DOWN)
    FAUXEBS_TYPE_NAME(REQUEST_TIME_TOO_SKEWED)
    FAUXEBS_TYPE_NAME(INVALID_SIGNATURE)
    FAUXEBS_TYPE_NAME(SIGNATURE_DOES_NOT_MATCH)
    FAUXEBS_TYPE_NAME(INVALID_ACCESS_KEY_ID)
    FAUXEBS_TYPE_NAME(REQUEST_TIMEOUT)
    FAUXEBS_TYPE_NAME(NETWORK_CONNECTION)
    FAUXEBS_TYPE_NAME(UNKNOWN)
    FAUXEBS_TYPE_NAME(CONCURRENT_LIMIT_EXCEEDED)
    FAUXEBS_TYPE_NAME(CONFLICT)
    FAUXEBS_TYPE_NAME(INTERNAL_SERVER)
    FAUXEBS_TYPE_NAME(SERVICE_QUOTA_EXCEEDED)
#undef FAUXEBS_TYPE_NAME
    // SDK: errors of the core that no service's enumeration names, measured at 1.11.332; the second
    // is newer.
    case 25:
      return "NOT_INITIALIZED";
    case 26:
      return "MEMORY_ALLOCATION";
    case 101:
      return "CLIENT_SIGNING_FAILURE";
    case 102:
      return "USER_CANCELLED";
    case 103:
      return "ENDPOINT_RESOLUTION_FAILURE";
    default:
      return "";
  }
}

// What the SDK knows of a modeled exception's reasons.
template <typename Reason>
struct ReasonTraits;

#define FAUXEBS_REASON_TRAITS(Exception, Type)                                                \
  template <>                                                                                 \
  struct ReasonTraits<Aws::EBS::Model::Exception##Reason> {                                   \
    using Modeled = Aws::EBS::Model::Exception;                                               \
    static constexpr Aws::EBS::EBSErrors kType = Aws::EBS::EBSErrors::Type;                   \
    static constexpr const char* kName = #Exception "Reason";                                 \
    static Aws::String NameOf(Aws::EBS::Model::Exception##Reason reason) {                    \
      return Aws::EBS::Model::Exception##ReasonMapper::GetNameFor##Exception##Reason(reason); \
    }                                                                                         \
  };
FAUXEBS_FOR_EACH_MODELED_EXCEPTION(FAUXEBS_REASON_TRAITS)
#undef FAUXEBS_REASON_TRAITS

// SDK: not const, and it asserts the error's type, measured at 1.11.332: so the error is a copy.
// Requires: an error of the type that ReasonTraits names.
template <typename Reason>
Reason ReasonOf(Aws::EBS::EBSError error) {
  return error.GetModeledError<typename ReasonTraits<Reason>::Modeled>().GetReason();
}

// "" where there is none.
inline Aws::String ReasonNameOf(const Aws::EBS::EBSError& error) {
#define FAUXEBS_REASON_NAME(Exception, Type)                      \
  if (error.GetErrorType() == Aws::EBS::EBSErrors::Type) {        \
    using Reason = Aws::EBS::Model::Exception##Reason;            \
    return ReasonTraits<Reason>::NameOf(ReasonOf<Reason>(error)); \
  }
  FAUXEBS_FOR_EACH_MODELED_EXCEPTION(FAUXEBS_REASON_NAME)
#undef FAUXEBS_REASON_NAME
  return "";
}

}  // namespace fauxebs::internal
