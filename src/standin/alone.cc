// Keeps the stand-in out of processes that hold the SDK.
#include <aws/core/Core_EXPORTS.h>

#include <cstdio>
#include <cstdlib>

#if defined(__GNUC__) && defined(__ELF__)
// Aws::Http::InitHttp(). SDK: of its core library, measured at 1.11.332; not of the stand-in.
extern "C" __attribute__((weak)) void fauxebs_standin_marker_of_the_sdk() __asm__(
    "_ZN3Aws4Http8InitHttpEv");
#define FAUXEBS_STANDIN_SEES_THE_SDK (fauxebs_standin_marker_of_the_sdk != nullptr)
#else
#define FAUXEBS_STANDIN_SEES_THE_SDK false
#endif

namespace fauxebs_standin {

bool IsAlone() {
  if (FAUXEBS_STANDIN_SEES_THE_SDK) {
    std::fputs(
        "fauxebs: this process holds both the AWS SDK for C++ and its stand-in, which define the "
        "same names. Link fauxebs::aws with FAUXEBS_AWS=sdk, or leave the SDK out.\n",
        stderr);
    std::abort();
  }
  return true;
}

}  // namespace fauxebs_standin
