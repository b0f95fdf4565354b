// Says: (cannot convert|no viable conversion from) .*Result
#include "fauxebs/fauxebs.h"

int Count(const fauxebs::Result<fauxebs::StartSnapshotResponse>& started) {
#ifdef MUST_NOT_COMPILE
  return started;
#else
  return started ? 1 : 0;
#endif
}
