// Interceptor: something that happens around every call, written once for all six operations.
//
//   class Counting : public fauxebs::Interceptor {
//     using Interceptor::Interceptor;
//     fauxebs::AnyResult Around(const fauxebs::AnyRequest& request,
//                               const fauxebs::CallContext& context) override {
//       ++calls;
//       return Forward(request, context);
//     }
//     std::atomic<int> calls = 0;
//   };
//
// Around may be called from several threads at once.
#pragma once

#include <memory>
#include <utility>

#include "fauxebs/service.h"

namespace fauxebs {

class Interceptor : public Service {
 public:
  explicit Interceptor(std::shared_ptr<Service> next) : next_(std::move(next)) {}

#define FAUXEBS_INTERCEPT_OPERATION(Name) \
  Result<Name##Response> Name(const Name##Request& request, const CallContext& context) final;
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_INTERCEPT_OPERATION)
#undef FAUXEBS_INTERCEPT_OPERATION

 protected:
  // Returns the response of the request's own kind.
  virtual AnyResult Around(const AnyRequest& request, const CallContext& context) = 0;

  // What the next service makes of it.
  AnyResult Forward(const AnyRequest& request, const CallContext& context);

 private:
  std::shared_ptr<Service> next_;
};

}  // namespace fauxebs
