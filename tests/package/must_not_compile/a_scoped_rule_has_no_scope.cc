// Says: ignoring return(ed)? value of .*nodiscard
#include "fauxebs/fauxebs.h"
#include "fauxebs/words.h"

using namespace fauxebs::words;

void AddRule(fauxebs::Fake& ebs) {
#ifdef MUST_NOT_COMPILE
  ebs.On(PutSnapshotBlock).LoseReply().Scoped();
#else
  const fauxebs::ScopedRule lost = ebs.On(PutSnapshotBlock).LoseReply().Scoped();
#endif
}
