#include "explore/steps.h"

#include <ostream>

namespace fauxebs::internal {
namespace {

constexpr std::size_t kOptions = 12;

rc::Gen<int> AnyNumber() {
  // From the whole range, however long the sequence is.
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, kMostOfANumber));
}

rc::Gen<Step> AnyStep() {
  return rc::gen::map(rc::gen::container<std::array<int, Step::kNumbers>>(AnyNumber()),
                      [](const std::array<int, Step::kNumbers>& numbers) { return Step{numbers}; });
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Step& step) {
  out << '{';
  for (const int number : step.numbers) out << ' ' << number;
  return out << " }";
}

std::ostream& operator<<(std::ostream& out, const Scenario& scenario) {
  out << "options";
  for (const int option : scenario.options) out << ' ' << option;
  for (const Step& step : scenario.steps) out << '\n' << step;
  return out;
}

rc::Gen<Scenario> AnyScenario() {
  return rc::gen::map(rc::gen::pair(rc::gen::container<std::vector<int>>(kOptions, AnyNumber()),
                                    rc::gen::container<std::vector<Step>>(AnyStep())),
                      [](const std::pair<std::vector<int>, std::vector<Step>>& drawn) {
                        return Scenario{drawn.first, drawn.second};
                      });
}

}  // namespace fauxebs::internal
