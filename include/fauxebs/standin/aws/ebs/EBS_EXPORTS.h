// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#define AWS_EBS_API
