// What tests write unqualified: `using namespace fauxebs::words;`
//
//   ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());
//   ebs.clock().Advance(60min);
//
// Clashes with nothing of Aws::EBS::Model or testing. Matchers join it in fauxebs/gmock.
#pragma once

#include <chrono>

#include "fauxebs/corruption.h"
#include "fauxebs/error.h"
#include "fauxebs/latency.h"
#include "fauxebs/operations.h"

namespace fauxebs::words {

using namespace std::chrono_literals;

#define FAUXEBS_OPERATION_WORD(Name) inline constexpr Operation Name = Operation::k##Name;
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_OPERATION_WORD)
#undef FAUXEBS_OPERATION_WORD

}  // namespace fauxebs::words
