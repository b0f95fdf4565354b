// CallService: the operation that a request of any kind asks for.
//
//   AnyResult result = fauxebs::internal::CallService(service, owned.any(), context);
#pragma once

#include "fauxebs/service.h"

namespace fauxebs::internal {

AnyResult CallService(Service& service, const AnyRequest& request, const CallContext& context);

}  // namespace fauxebs::internal
