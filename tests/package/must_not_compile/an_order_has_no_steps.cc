// Says: InOrder\(\) needs steps
#include "fauxebs/gmock/journal_matchers.h"
#include "fauxebs/words.h"

using namespace fauxebs::words;

bool Judge(const fauxebs::Fake& ebs) {
#ifdef MUST_NOT_COMPILE
  return testing::Value(ebs, InOrder());
#else
  return testing::Value(ebs, InOrder(Calls(StartSnapshot)));
#endif
}
