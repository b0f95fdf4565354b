// ServiceOverClient: a Service that asks an Aws::EBS::EBSClient, real or fake. SdkDoor: what all
// doors that lead through it have in common.
//
//   std::shared_ptr<Service> service = std::make_shared<ServiceOverClient>(MakeEBSClient(ebs));
//
// Requests and answers are translated member by member, by the SDK's public interface only, so that
// what a user of the SDK can see is what is tested. Safe for concurrent use as the client is.
#pragma once

#include <aws/ebs/EBSClient.h>

#include <memory>

#include "door.h"
#include "fauxebs/service.h"

namespace fauxebs {

class ServiceOverClient final : public Service {
 public:
  explicit ServiceOverClient(std::shared_ptr<const Aws::EBS::EBSClient> client);

  // The client knows who calls; the context is not used. std::logic_error for a request that the
  // SDK cannot express, or refuses before sending it.
#define FAUXEBS_OVERRIDE_OPERATION(Name) \
  Result<Name##Response> Name(const Name##Request& request, const CallContext& context) override;
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_OVERRIDE_OPERATION)
#undef FAUXEBS_OVERRIDE_OPERATION

 private:
  std::shared_ptr<const Aws::EBS::EBSClient> client_;
};

class SdkDoor : public Door {
 public:
  WhyNot cannot_omit_required_members() const override {
    return "the SDK refuses a request that lacks a required member, and does not send it";
  }

  WhyNot cannot_name_unknown_algorithms() const override {
    return "the SDK names algorithms by enumerators, and has those of the model only";
  }

  WhyNot cannot_send_empty_headers() const override {
    return "the SDK's HTTP client leaves out a header that has no value";
  }
};

}  // namespace fauxebs
