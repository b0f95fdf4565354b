#include "door.h"

#include <stdexcept>
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
  if (Doors().empty())
    throw std::logic_error("no door is linked into this program: nothing to test");
  std::vector<DoorParam> params;
  for (const std::unique_ptr<const Door>& door : Doors()) params.push_back({door.get()});
  return params;
}

void PrintTo(const DoorParam& param, std::ostream* out) { *out << param.door->name(); }

}  // namespace fauxebs
