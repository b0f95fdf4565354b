// Text that comes from anywhere, made fit for a place with rules of its own.
//
//   Bounded      so that many can be kept
//   OneLine      for a line of text
//   Fitted       for a column
//   JsonString   for JSON, with its quotes
//
//   Fitted("PutSnapshotBlock", 10);   // "PutSnap..."
//
// Columns are counted in code points. Functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fauxebs::internal {

inline constexpr std::size_t kMostBytes = 512;

// At most kMostBytes bytes; what is cut ends with a mark: "... (1048576 bytes)".
std::string Bounded(std::string text);

// Control characters become spaces, bytes that are not UTF-8 become '?'.
std::string OneLine(std::string_view text);

// Of valid UTF-8, in code points.
std::size_t ColumnsOf(std::string_view text);

// Cut to so many columns, or filled up with spaces. Requires: valid UTF-8.
std::string Cut(std::string_view text, std::size_t columns);
std::string Fitted(std::string_view text, std::size_t columns);

// Bytes that are not UTF-8 become the replacement character.
std::string JsonString(std::string_view text);

}  // namespace fauxebs::internal
