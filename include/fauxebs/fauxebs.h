// The whole core: `#include <fauxebs/fauxebs.h>`. Doors and matchers have headers of their own.
#pragma once

#include "fauxebs/block.h"
#include "fauxebs/clock.h"
#include "fauxebs/corruption.h"
#include "fauxebs/error.h"
#include "fauxebs/fake.h"
#include "fauxebs/faults.h"
#include "fauxebs/interceptor.h"
#include "fauxebs/journal.h"
#include "fauxebs/memory_service.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/result.h"
#include "fauxebs/rule.h"
#include "fauxebs/service.h"
#include "fauxebs/version.h"
#include "fauxebs/words.h"
