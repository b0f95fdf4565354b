// Says: (use of|call to) deleted (function|constructor).*Fake
#include "fauxebs/fauxebs.h"

bool IsLike(fauxebs::Fake& ebs) {
#ifdef MUST_NOT_COMPILE
  const fauxebs::Fake other(ebs);
#else
  const fauxebs::Fake other(ebs.Checkpoint());
#endif
  return other.StateHash() == ebs.StateHash();
}
