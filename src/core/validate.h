// Validate: the limits of the service model, checked before anything else.
//
//   if (std::optional<Error> refusal = Validate(request)) return *refusal;
//
// Pure.
#pragma once

#include <optional>

#include "fauxebs/error.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// One ValidationException without a reason that names every broken limit, or nothing.
std::optional<Error> Validate(const AnyRequest& request);

}  // namespace fauxebs::internal
