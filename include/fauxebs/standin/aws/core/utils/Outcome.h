// Stand-in for the AWS SDK for C++: a result or an error; both objects always exist.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#include <type_traits>
#include <utility>

namespace Aws::Utils {

// The copy constructor and conversions from other outcomes drop the retry count; moves and
// assignments keep it.
template <typename R, typename E>
class Outcome {
 public:
  Outcome() : result(), error() {}
  Outcome(const R& r) : result(r), error(), success(true) {}
  Outcome(const E& e) : result(), error(e) {}
  Outcome(R&& r) : result(std::move(r)), error(), success(true) {}
  Outcome(E&& e) : result(), error(std::move(e)) {}
  template <typename ET, typename = std::enable_if_t<std::is_convertible_v<ET, E>>>
  Outcome(ET&& e) : result(), error(std::forward<ET>(e)) {}

  Outcome(const Outcome& o) : result(o.result), error(o.error), success(o.success) {}
  Outcome(Outcome&& o)
      : result(std::move(o.result)),
        error(std::move(o.error)),
        success(o.success),
        retryCount(o.retryCount) {}

  template <typename RT, typename ET,
            std::enable_if_t<std::is_convertible_v<RT, R> && std::is_convertible_v<ET, E>, int> = 0>
  Outcome(Outcome<RT, ET>&& o)
      : result(std::move(o.result)), error(std::move(o.error)), success(o.success) {}
  template <
      typename RT, typename ET,
      std::enable_if_t<!std::is_convertible_v<RT, R> && std::is_convertible_v<ET, E>, int> = 0>
  Outcome(Outcome<RT, ET>&& o) : result(), error(std::move(o.error)), success(o.success) {}
  template <
      typename RT, typename ET,
      std::enable_if_t<std::is_convertible_v<RT, R> && !std::is_convertible_v<ET, E>, int> = 0>
  Outcome(Outcome<RT, ET>&& o) : result(std::move(o.result)), error(), success(o.success) {}

  Outcome& operator=(const Outcome& o) {
    result = o.result;
    error = o.error;
    success = o.success;
    retryCount = o.retryCount;
    return *this;
  }
  Outcome& operator=(Outcome&& o) {
    result = std::move(o.result);
    error = std::move(o.error);
    success = o.success;
    retryCount = o.retryCount;
    return *this;
  }

  const R& GetResult() const { return result; }
  R& GetResult() { return result; }
  R&& GetResultWithOwnership() { return std::move(result); }

  const E& GetError() const { return error; }
  template <typename T>
  T GetError() {
    return error.template GetModeledError<T>();
  }

  bool IsSuccess() const { return success; }

  unsigned int GetRetryCount() const { return retryCount; }
  void SetRetryCount(const unsigned int count) { retryCount = count; }

 private:
  template <typename RT, typename ET>
  friend class Outcome;

  R result;
  E error;
  bool success = false;
  unsigned int retryCount = 0;
};

}  // namespace Aws::Utils
