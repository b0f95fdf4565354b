// Stand-in for the AWS SDK for C++: names of regions.
#pragma once

#include <aws/core/Core_EXPORTS.h>

namespace Aws::Region {

inline constexpr char US_EAST_1[] = "us-east-1";
inline constexpr char US_EAST_2[] = "us-east-2";
inline constexpr char US_WEST_1[] = "us-west-1";
inline constexpr char US_WEST_2[] = "us-west-2";
inline constexpr char AF_SOUTH_1[] = "af-south-1";
inline constexpr char AP_EAST_1[] = "ap-east-1";
inline constexpr char AP_NORTHEAST_1[] = "ap-northeast-1";
inline constexpr char AP_NORTHEAST_2[] = "ap-northeast-2";
inline constexpr char AP_NORTHEAST_3[] = "ap-northeast-3";
inline constexpr char AP_SOUTH_1[] = "ap-south-1";
inline constexpr char AP_SOUTH_2[] = "ap-south-2";
inline constexpr char AP_SOUTHEAST_1[] = "ap-southeast-1";
inline constexpr char AP_SOUTHEAST_2[] = "ap-southeast-2";
inline constexpr char AP_SOUTHEAST_3[] = "ap-southeast-3";
inline constexpr char AP_SOUTHEAST_4[] = "ap-southeast-4";
inline constexpr char CA_CENTRAL_1[] = "ca-central-1";
inline constexpr char CA_WEST_1[] = "ca-west-1";
inline constexpr char CN_NORTH_1[] = "cn-north-1";
inline constexpr char CN_NORTHWEST_1[] = "cn-northwest-1";
inline constexpr char EU_CENTRAL_1[] = "eu-central-1";
inline constexpr char EU_CENTRAL_2[] = "eu-central-2";
inline constexpr char EU_NORTH_1[] = "eu-north-1";
inline constexpr char EU_SOUTH_1[] = "eu-south-1";
inline constexpr char EU_SOUTH_2[] = "eu-south-2";
inline constexpr char EU_WEST_1[] = "eu-west-1";
inline constexpr char EU_WEST_2[] = "eu-west-2";
inline constexpr char EU_WEST_3[] = "eu-west-3";
inline constexpr char IL_CENTRAL_1[] = "il-central-1";
inline constexpr char ME_CENTRAL_1[] = "me-central-1";
inline constexpr char ME_SOUTH_1[] = "me-south-1";
inline constexpr char SA_EAST_1[] = "sa-east-1";
inline constexpr char US_GOV_EAST_1[] = "us-gov-east-1";
inline constexpr char US_GOV_WEST_1[] = "us-gov-west-1";
inline constexpr char AWS_GLOBAL[] = "aws-global";

}  // namespace Aws::Region
