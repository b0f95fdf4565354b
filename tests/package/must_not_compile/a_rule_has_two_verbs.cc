// Says: no member named 'Delay'
#include "fauxebs/fauxebs.h"
#include "fauxebs/words.h"

using namespace fauxebs::words;

void AddRule(fauxebs::Fake& ebs) {
#ifdef MUST_NOT_COMPILE
  ebs.On(PutSnapshotBlock).LoseReply().Delay(1s);
#else
  ebs.On(PutSnapshotBlock).LoseReply();
  ebs.On(PutSnapshotBlock).Delay(1s);
#endif
}
