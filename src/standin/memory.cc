// Memory and InitAPI's counter.
#include <aws/core/Aws.h>
#include <aws/core/utils/memory/AWSMemory.h>

#include <atomic>
#include <cstdlib>

namespace Aws {

namespace {

std::atomic<int>& InitCount() {
  static std::atomic<int> count{0};
  return count;
}

}  // namespace

void* Malloc(const char* /*allocationTag*/, std::size_t allocationSize) {
  return std::malloc(allocationSize);
}

void Free(void* memoryPtr) { std::free(memoryPtr); }

void InitAPI(const SDKOptions& /*options*/) { ++InitCount(); }
void ShutdownAPI(const SDKOptions& /*options*/) { --InitCount(); }

}  // namespace Aws
