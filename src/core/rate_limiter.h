// RateLimiter: how many requests a second are granted, as token buckets.
//
//   if (std::optional<Error> refusal = rates.Admit(request, account, now)) return *refusal;
//
// AWS: quota-3, quota-6. FAKE: quota-5, quota-7: how AWS counts is not documented.
// It knows no clock: the caller says what time it is. A value, not synchronised.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "fauxebs/error.h"
#include "fauxebs/memory_service.h"

namespace fauxebs::internal {

class RateLimiter {
 public:
  // Without limits everything is granted. All buckets are full.
  explicit RateLimiter(const std::optional<RateLimits>& limits) : limits_(limits) {}

  // From then on; full again where there are limits already, which changes nothing for accounts
  // that are throttled.
  void Limit(const std::optional<RateLimits>& limits);

  // Refuses all that the account asks for before that time.
  void Throttle(const std::string& account, TimePoint until) { throttled_until_[account] = until; }

  // Takes the request out of the account's bucket, and out of the snapshot's where there is one; or
  // takes nothing, and says why. Requires: `now` never goes back.
  std::optional<Error> Admit(const AnyRequest& request, const std::string& account, TimePoint now);

 private:
  // Levels are in thousandths of a request, so that a rate a second is as many a millisecond.
  struct Bucket {
    std::int64_t level = 0;
    TimePoint at{};
  };

  Error Beyond() const;  // an account's rate
  Bucket& Refilled(Operation operation, const std::string& whose, int rate, TimePoint now);

  std::optional<RateLimits> limits_;
  std::map<std::pair<Operation, std::string>, Bucket> buckets_;  // of an account or a snapshot
  std::map<std::string, TimePoint> throttled_until_;             // by account
};

}  // namespace fauxebs::internal
