// The order of the layers, as the #include lines of the sources show it.
//
//   values -> service, clock -> memory | interceptor, rules, faults, journal -> fake -> explore
//          -> aws | http -> gmock
//
// A file includes its own layer and those to its left. What stands beside a "|" does not see what
// stands on its other side.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fauxebs::internal {

// The layer of a file, by its path from the root of the sources; none for a file that
// include_rules.cc does not place.
std::optional<std::string> LayerOf(std::string_view path);

// One sentence for each thing that `path`, whose text is `text`, may not include.
std::vector<std::string> IncludeViolations(std::string_view path, std::string_view text);

}  // namespace fauxebs::internal
