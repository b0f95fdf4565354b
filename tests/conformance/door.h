// Door: a way into the service, through which the whole contract is tested.
//
//   Door        opens a Service for one client of a fake; says what it cannot carry, and why
//   Doors       those linked into this program
//   EveryDoor   those to be tested: all that lead to a fake; with FAUXEBS_REAL_AWS=1 the one to
//               AWS; with FAUXEBS_DOOR=<name> of these that one
//
// A new door is one file, linked in: a class derived from Door and, at namespace scope,
//
//   const bool kAdded = AddDoor(std::make_unique<HttpDoor>());
//
// Doors are immutable; safe for concurrent use.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/service.h"

namespace fauxebs {

// The reason for which a door cannot carry something; nothing where it can.
using WhyNot = std::optional<std::string>;

class Door {
 public:
  Door() = default;
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  virtual ~Door() = default;

  // One word, part of the names of the tests.
  virtual std::string name() const = 0;

  // A client of that name and account. A refusal by the service comes out as it went in. What the
  // door refuses by itself throws std::logic_error.
  virtual std::shared_ptr<Service> Open(Fake& fake, const std::string& client,
                                        const std::string& account) const = 0;

  // Waits until the snapshot, whose completion was accepted, can be read or is in error.
  virtual void Settle(Service& /*service*/, const std::string& /*snapshot_id*/) const {}

  // Deviations: what cannot be said through this door, so that the service never hears it.

  // Requests that lack a required member.
  virtual WhyNot cannot_omit_required_members() const { return std::nullopt; }
  // Checksum algorithms and aggregation methods that are not in the model.
  virtual WhyNot cannot_name_unknown_algorithms() const { return std::nullopt; }
  // Members that travel as headers, without a text.
  virtual WhyNot cannot_send_empty_headers() const { return std::nullopt; }
  // Other accounts than the default one.
  virtual WhyNot cannot_change_accounts() const { return std::nullopt; }
  // What only a fake has: a look at its snapshots, a clock to move, options.
  virtual WhyNot cannot_look_inside() const { return std::nullopt; }
};

bool AddDoor(std::unique_ptr<const Door> door);
const std::vector<std::unique_ptr<const Door>>& Doors();

// How a door is handed to tests: prints as its name.
struct DoorParam {
  const Door* door = nullptr;
};

std::vector<DoorParam> EveryDoor();
void PrintTo(const DoorParam& param, std::ostream* out);

}  // namespace fauxebs
