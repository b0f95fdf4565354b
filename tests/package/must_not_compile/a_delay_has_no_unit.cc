// Says: (cannot convert|no viable conversion from) 'int' to
#include "fauxebs/fauxebs.h"
#include "fauxebs/words.h"

using namespace fauxebs::words;

void AddRule(fauxebs::Fake& ebs) {
#ifdef MUST_NOT_COMPILE
  ebs.On(PutSnapshotBlock).Delay(3);
#else
  ebs.On(PutSnapshotBlock).Delay(3s);
#endif
}
