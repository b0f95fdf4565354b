// Steps: what a random test does to a fake, as small numbers that shrink towards the usual.
//
//   Scenario scenario = *AnyScenario();
//
// What a number means is decided where the step is run (see StateMachine): any step makes sense
// after any other, so that a sequence stays one whatever is taken out of it.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <iosfwd>
#include <vector>

namespace fauxebs::internal {

struct Step {
  enum Number : std::size_t {
    kWhat,
    kAccount,
    kSnapshot,
    kOther,
    kIndex,
    kContent,
    kToken,
    kTwist,  // what is unusual about it
    kTwist2,
    kFault,
    kNumbers,
  };
  std::array<int, kNumbers> numbers{};

  int operator[](Number which) const { return numbers[which]; }
};

struct Scenario {
  std::vector<int> options;  // see OptionsOf; what is missing is 0
  std::vector<Step> steps;
};

inline constexpr int kMostOfANumber = 100;

std::ostream& operator<<(std::ostream& out, const Step& step);
std::ostream& operator<<(std::ostream& out, const Scenario& scenario);

rc::Gen<Scenario> AnyScenario();

}  // namespace fauxebs::internal
