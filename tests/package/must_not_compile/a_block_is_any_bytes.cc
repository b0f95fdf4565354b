// Says: (could not convert|no viable conversion from) .*Bytes
#include "fauxebs/fauxebs.h"

fauxebs::Block Make(const fauxebs::Bytes& bytes) {
#ifdef MUST_NOT_COMPILE
  return bytes;
#else
  return fauxebs::Block::Of(bytes);  // throws where they are not 512 KiB
#endif
}
