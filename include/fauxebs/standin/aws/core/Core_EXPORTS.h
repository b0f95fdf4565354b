// Stand-in for the AWS SDK for C++: included first by every header of the stand-in.
#pragma once

#ifndef FAUXEBS_STANDIN
#error \
    "fauxebs: the stand-in for the AWS SDK is used through its CMake target fauxebs::standin (which defines FAUXEBS_STANDIN and links the library); do not add its include directory by hand"
#endif

#define AWS_CORE_API
#define AWS_CORE_LOCAL

#define FAUXEBS_STANDIN_HEADERS

// Says and aborts, before main, where the SDK is in the process too: whichever of the two libraries
// then answers to a name, it is wrong for half of its callers.
namespace fauxebs_standin {
bool IsAlone();
inline const bool is_alone = IsAlone();
}  // namespace fauxebs_standin
