// Stand-in for the AWS SDK for C++: the SDK version whose surface this is.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#define AWS_SDK_VERSION_STRING "1.11.757"
#define AWS_SDK_VERSION_MAJOR 1
#define AWS_SDK_VERSION_MINOR 11
#define AWS_SDK_VERSION_PATCH 757
