// The direct door: the core's own interface, with nothing in between.
#include "door.h"

namespace fauxebs {
namespace {

class DirectDoor final : public Door {
 public:
  std::string name() const override { return "direct"; }

  // Client and account travel in each call's context.
  std::shared_ptr<Service> Open(Fake& fake, const std::string& /*client*/,
                                const std::string& /*account*/) const override {
    return fake.service();
  }
};

const bool kDirectDoorIsAdded = AddDoor(std::make_unique<DirectDoor>());

}  // namespace
}  // namespace fauxebs
