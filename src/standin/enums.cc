// The enumerations' names on the wire, in the order of the enumerators.
#include <aws/ebs/model/AccessDeniedExceptionReason.h>
#include <aws/ebs/model/ChecksumAggregationMethod.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>
#include <aws/ebs/model/RequestThrottledExceptionReason.h>
#include <aws/ebs/model/ResourceNotFoundExceptionReason.h>
#include <aws/ebs/model/SSEType.h>
#include <aws/ebs/model/ServiceQuotaExceededExceptionReason.h>
#include <aws/ebs/model/Status.h>
#include <aws/ebs/model/ValidationExceptionReason.h>

#include <cstddef>

namespace Aws::EBS::Model {

namespace {

// NOT_SET, which has no name, is 0.
template <typename Enum, std::size_t N>
Enum ForName(const char* const (&names)[N], const Aws::String& name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<Enum>(i + 1);
  }
  return Enum::NOT_SET;
}

template <typename Enum, std::size_t N>
Aws::String NameFor(const char* const (&names)[N], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index >= 1 && index <= N ? names[index - 1] : "";
}

}  // namespace

#define FAUXEBS_SDK_ENUM_NAMES(Enum, ...)                                               \
  namespace Enum##Mapper {                                                              \
    static constexpr const char* k##Enum##Names[] = {__VA_ARGS__};                      \
    Enum Get##Enum##ForName(const Aws::String& name) {                                  \
      return ForName<Enum>(k##Enum##Names, name);                                       \
    }                                                                                   \
    Aws::String GetNameFor##Enum(Enum value) { return NameFor(k##Enum##Names, value); } \
  }

FAUXEBS_SDK_ENUM_NAMES(Status, "completed", "pending", "error")
FAUXEBS_SDK_ENUM_NAMES(ChecksumAlgorithm, "SHA256")
FAUXEBS_SDK_ENUM_NAMES(ChecksumAggregationMethod, "LINEAR")
FAUXEBS_SDK_ENUM_NAMES(SSEType, "sse-ebs", "sse-kms", "none")
FAUXEBS_SDK_ENUM_NAMES(ValidationExceptionReason, "INVALID_CUSTOMER_KEY", "INVALID_PAGE_TOKEN",
                       "INVALID_BLOCK_TOKEN", "INVALID_GRANT_TOKEN", "INVALID_SNAPSHOT_ID",
                       "UNRELATED_SNAPSHOTS", "INVALID_BLOCK", "INVALID_CONTENT_ENCODING",
                       "INVALID_TAG", "INVALID_DEPENDENCY_REQUEST", "INVALID_PARAMETER_VALUE",
                       "INVALID_VOLUME_SIZE", "CONFLICTING_BLOCK_UPDATE", "INVALID_IMAGE_ID",
                       "WRITE_REQUEST_TIMEOUT")
FAUXEBS_SDK_ENUM_NAMES(ResourceNotFoundExceptionReason, "SNAPSHOT_NOT_FOUND", "GRANT_NOT_FOUND",
                       "DEPENDENCY_RESOURCE_NOT_FOUND", "IMAGE_NOT_FOUND")
FAUXEBS_SDK_ENUM_NAMES(RequestThrottledExceptionReason, "ACCOUNT_THROTTLED",
                       "DEPENDENCY_REQUEST_THROTTLED", "RESOURCE_LEVEL_THROTTLE")
FAUXEBS_SDK_ENUM_NAMES(ServiceQuotaExceededExceptionReason, "DEPENDENCY_SERVICE_QUOTA_EXCEEDED")
FAUXEBS_SDK_ENUM_NAMES(AccessDeniedExceptionReason, "UNAUTHORIZED_ACCOUNT",
                       "DEPENDENCY_ACCESS_DENIED")

}  // namespace Aws::EBS::Model
