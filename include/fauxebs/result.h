// Result<T>: a value, or the service's refusal. The names are those of std::expected.
//
//   Result<StartSnapshotResponse> started = service.StartSnapshot(request, context);
//   if (!started) return started.error();
//   Use(started->snapshot_id);
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "fauxebs/error.h"

namespace fauxebs {

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // NOLINTNEXTLINE(google-explicit-constructor): `return value;`, as with std::expected
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): `return error;`
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // Requires: has_value(); std::logic_error with the error's text otherwise.
  const T& value() const& { return RequireValue(), std::get<0>(state_); }
  T& value() & { return RequireValue(), std::get<0>(state_); }
  T&& value() && { return RequireValue(), std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  // Requires: !has_value().
  const Error& error() const& {
    if (has_value()) throw std::logic_error("error() asked of a Result that holds a value");
    return std::get<1>(state_);
  }

 private:
  void RequireValue() const {
    if (!has_value()) {
      throw std::logic_error("value() asked of a Result that holds an error: " +
                             ToString(std::get<1>(state_)));
    }
  }

  std::variant<T, Error> state_;
};

}  // namespace fauxebs
