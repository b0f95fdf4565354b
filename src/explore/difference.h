// Difference: the first member in which an answer is not the expected one, as C++ source.
//
//   std::vector<Opaque> opaque;
//   std::optional<Difference> difference = FirstDifference(expected, actual, opaque);
//
// Pure.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "fauxebs/operations.h"

namespace fauxebs::internal {

struct Difference {
  std::string member;    // "->status", ".error()"; "": one is an error and the other is not
  std::string expected;  // C++ source of a value
  std::string actual;

  // "answer->status is SnapshotStatus::kError, not SnapshotStatus::kPending as expected"
  std::string ToText(const std::string& of = "answer") const;
};

// A text that the service invents: what the model calls it, and what it is.
struct Opaque {
  enum class Kind { kSnapshotId, kToken, kRequestId };
  Kind kind;
  std::string member;
  std::string expected;
  std::string actual;
};

// Leaves out what is opaque, that is, where `expected` has a name with a '?', and collects it; the
// request id too.
std::optional<Difference> FirstDifference(const AnyResult& expected, const AnyResult& actual,
                                          std::vector<Opaque>& opaque);

// Nothing if a text of this kind has the form that clients rely on.
std::optional<Difference> FormDifference(const Opaque& opaque);

// C++ source of values.
std::string Source(const std::string& text);
inline std::string Source(const char* text) { return Source(std::string(text)); }
template <typename Number, typename = std::enable_if_t<std::is_integral_v<Number>>>
std::string Source(Number number) {
  return std::to_string(number);
}
inline std::string Source(bool value) { return value ? "true" : "false"; }
std::string Source(SnapshotStatus status);
std::string Source(TimePoint time);
std::string Source(const std::vector<Tag>& tags);
std::string Source(const Error& error);
template <typename T>
std::string Source(const std::optional<T>& value) {
  return value ? Source(*value) : "std::nullopt";
}

// Member by member; the first difference stays.
class Comparison {
 public:
  template <typename T>
  void Member(const std::string& member, const T& expected, const T& actual) {
    if (!first_ && !(expected == actual)) {
      first_ = Difference{member, Source(expected), Source(actual)};
    }
  }

  const std::optional<Difference>& first() const { return first_; }

 private:
  std::optional<Difference> first_;
};

}  // namespace fauxebs::internal
