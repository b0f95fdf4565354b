// FrameworkConstraints: the limits of the service model once more, as one table of regular
// expressions, for the reference model.
//
//   if (std::optional<Error> refusal = BrokenConstraints(request)) return *refusal;
//
// Pure. Written apart from core/validate.h, so that each checks the other.
#pragma once

#include <optional>

#include "fauxebs/error.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// The framework's refusal, which names every constraint that is broken, or nothing.
std::optional<Error> BrokenConstraints(const AnyRequest& request);

}  // namespace fauxebs::internal
