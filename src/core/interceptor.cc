#include "fauxebs/interceptor.h"

#include "core/call_service.h"

namespace fauxebs {

#define FAUXEBS_INTERCEPT_OPERATION(Name)                                \
  Result<Name##Response> Interceptor::Name(const Name##Request& request, \
                                           const CallContext& context) { \
    AnyResult result = Around(request, context);                         \
    if (!result) return result.error();                                  \
    return std::get<Name##Response>(*std::move(result));                 \
  }
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_INTERCEPT_OPERATION)
#undef FAUXEBS_INTERCEPT_OPERATION

namespace {

#define FAUXEBS_CALL_OPERATION(Name)                                                           \
  AnyResult Call(Service& service, const Name##Request& request, const CallContext& context) { \
    Result<Name##Response> result = service.Name(request, context);                            \
    if (!result) return result.error();                                                        \
    return AnyResponse(*std::move(result));                                                    \
  }
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_CALL_OPERATION)
#undef FAUXEBS_CALL_OPERATION

}  // namespace

AnyResult internal::CallService(Service& service, const AnyRequest& request,
                                const CallContext& context) {
  return request.Visit([&](const auto& concrete) { return Call(service, concrete, context); });
}

AnyResult Interceptor::Forward(const AnyRequest& request, const CallContext& context) {
  return internal::CallService(*next_, request, context);
}

}  // namespace fauxebs
