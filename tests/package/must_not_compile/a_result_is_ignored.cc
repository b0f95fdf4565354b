// Says: ignoring return(ed)? value of .*nodiscard
#include "fauxebs/fauxebs.h"

void Start(fauxebs::Service& service) {
#ifdef MUST_NOT_COMPILE
  service.StartSnapshot({}, {});
#else
  (void)service.StartSnapshot({}, {});
#endif
}
