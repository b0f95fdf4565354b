// CallFault: what happens to the messages of one call of a random test.
//
//   const CallFault fault = CallFault::Of(step, Operation::kPutSnapshotBlock);
//   std::optional<Rule> rule;
//   if (fault.verb) rule = fault.PutIntoForce(ebs.On(PutSnapshotBlock).Once().Maybe());
//
// A value.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "explore/steps.h"
#include "fauxebs/faults.h"

namespace fauxebs::internal {

struct CallFault {
  std::optional<Verb> verb;  // mostly nothing
  Error error;
  std::chrono::milliseconds delay{0};
  std::string source;  // of the verb, in C++

  static CallFault Of(const Step& step, Operation operation);

  Rule PutIntoForce(const RuleBuilder& rule) const;

  // How long a caller waits who has no deadline.
  std::chrono::milliseconds Wait() const;
};

}  // namespace fauxebs::internal
