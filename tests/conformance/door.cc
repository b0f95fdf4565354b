#include "door.h"

#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace fauxebs {
namespace {

// Built when first asked for: doors add themselves while the program's statics are initialised.
std::vector<std::unique_ptr<const Door>>& Registry() {
  static std::vector<std::unique_ptr<const Door>> doors;
  return doors;
}

}  // namespace

bool AddDoor(std::unique_ptr<const Door> door) {
  Registry().push_back(std::move(door));
  return true;
}

const std::vector<std::unique_ptr<const Door>>& Doors() { return Registry(); }

std::vector<DoorParam> EveryDoor() {
  const char* asked = std::getenv("FAUXEBS_REAL_AWS");
  const std::string_view answer = asked == nullptr ? "" : asked;
  const bool real = answer == "1";
  if (!real && !answer.empty() && answer != "0") {
    throw std::logic_error("FAUXEBS_REAL_AWS is 1 for AWS itself, or 0; it is \"" +
                           std::string(answer) + "\"");
  }
  const char* only = std::getenv("FAUXEBS_DOOR");
  std::vector<DoorParam> params;
  for (const std::unique_ptr<const Door>& door : Doors()) {
    if (door->cannot_look_inside().has_value() != real) continue;
    if (only == nullptr || door->name() == only) params.push_back({door.get()});
  }
  if (params.empty()) {
    throw std::logic_error(real
                               ? "FAUXEBS_REAL_AWS is 1, but this program is built without the AWS "
                                 "SDK: docs/real_aws.md says how it is built with it"
                               : "no door is linked into this program: nothing to test");
  }
  return params;
}

void PrintTo(const DoorParam& param, std::ostream* out) { *out << param.door->name(); }

}  // namespace fauxebs
