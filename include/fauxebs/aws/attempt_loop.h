// AttemptLoop: one call as the SDK makes it, attempt by attempt, on virtual time.
//
//   RequestTimeouts   for how long a client listens
//   ClientState       what the calls of one client have in common
//   AttemptLoop       one call
//
//   fauxebs::internal::AttemptLoop loop(state, sdk_request);
//   return loop.Run<Outcome>([&]() -> Outcome { ... loop.Send(&Service::X, core_request) ... });
//
// A loop belongs to the thread that makes the call.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/Outcome.h>
#include <aws/ebs/EBSErrors.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/streams.h"
#include "fauxebs/clock.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

struct RequestTimeouts {
  std::int64_t request_ms = 0;       // ClientConfiguration::requestTimeoutMs
  std::int64_t http_request_ms = 0;  // ClientConfiguration::httpRequestTimeoutMs

  // SDK: after a 512 KiB upload the request time-out fires 6 s late (7.0 s for 200 ms, 9.0 s for
  // 3000 ms), because libcurl's average speed still contains the upload; measured at 1.11.332.
  // FAKE: so after every upload that is not empty.
  static constexpr std::chrono::seconds kUploadLag{6};

  // Nothing: the client waits for ever.
  // SDK: requestTimeoutMs is cut to whole seconds, less than one counts as one, 0 switches it off;
  // httpRequestTimeoutMs is a deadline in milliseconds; measured at 1.11.332.
  std::optional<std::chrono::milliseconds> After(bool upload) const {
    constexpr std::int64_t kLongest = std::int64_t{10} * 365 * 24 * 3600 * 1000;  // sums fit
    std::optional<std::chrono::milliseconds> timeout;
    if (request_ms > 0) {
      timeout =
          std::chrono::seconds(std::max<std::int64_t>(std::min(request_ms, kLongest) / 1000, 1));
      if (upload) *timeout += kUploadLag;
    }
    if (http_request_ms > 0) {
      const std::chrono::milliseconds deadline(std::min(http_request_ms, kLongest));
      timeout = timeout ? std::min(*timeout, deadline) : deadline;
    }
    return timeout;
  }
};

struct ClientState {
  std::shared_ptr<Service> service;
  std::shared_ptr<ManualClock> clock;
  std::string name;
  std::string account;
  std::shared_ptr<Aws::Client::RetryStrategy> retry_strategy;  // null: one attempt for each call
  RequestTimeouts timeouts;
};

// SDK: which questions a retry strategy is asked, and when, measured at 1.11.332.
class AttemptLoop {
 public:
  AttemptLoop(const ClientState& client, const Aws::AmazonWebServiceRequest& request)
      : client_(client), request_(request), now_(client.clock->Now()) {}

  // Calls attempt(), which Sends at most once, until it succeeds or the strategy gives up.
  template <typename Outcome, typename Attempt>
  Outcome Run(Attempt&& attempt) {
    for (;;) {
      if (!HasSendToken()) return OutOfSendTokens();
      Outcome outcome = attempt();
      if (!WantsAnother(outcome.IsSuccess() ? nullptr : &outcome.GetError())) return outcome;
    }
  }

  template <typename Request>
  Result<ResponseTo<Request>> Send(
      Result<ResponseTo<Request>> (Service::*operation)(const Request&, const CallContext&),
      const Request& request, bool upload = false) {
    CallContext context;
    context.client = client_.name;
    context.account = client_.account;
    context.attempt = static_cast<int>(retries_) + 1;
    context.started = now_;
    const std::optional<std::chrono::milliseconds> timeout = client_.timeouts.After(upload);
    context.deadline = timeout ? now_ + *timeout : TimePoint::max();
    std::chrono::milliseconds waited{0};
    context.waited = &waited;
    Result<ResponseTo<Request>> result = (client_.service.get()->*operation)(request, context);
    now_ += waited;
    return result;
  }

  Aws::EBS::EBSError Report(const Error& error) const { return ToSdk(error, now_); }

 private:
  using CoreError = Aws::Client::AWSError<Aws::Client::CoreErrors>;

  bool HasSendToken() const {
    return client_.retry_strategy == nullptr || client_.retry_strategy->HasSendToken();
  }

  // Null: the attempt succeeded.
  bool WantsAnother(const Aws::EBS::EBSError* error) {
    if (client_.retry_strategy == nullptr) return false;
    Aws::Client::RetryStrategy& strategy = *client_.retry_strategy;
    if (error == nullptr) {
      Bookkeep(std::shared_ptr<Aws::Http::HttpResponse>());
      return false;
    }
    const CoreError core(*error);
    Bookkeep(core);
    const std::chrono::milliseconds delay(strategy.CalculateDelayBeforeNextRetry(core, retries_));
    if (!strategy.ShouldRetry(core, retries_)) return false;
    RewindBody(request_);
    if (const auto& handler = request_.GetRequestRetryHandler()) handler(request_);
    Wait(std::max(delay, std::chrono::milliseconds(0)));
    static_cast<void>(strategy.GetMaxAttempts());
    ++retries_;
    last_error_ = core;
    return true;
  }

  void Bookkeep(const Aws::Client::HttpResponseOutcome& outcome) {
    if (last_error_) {
      client_.retry_strategy->RequestBookkeeping(outcome, *last_error_);
    } else {
      client_.retry_strategy->RequestBookkeeping(outcome);
    }
  }

  void Wait(std::chrono::milliseconds duration) {
    client_.clock->Charge(now_, duration);
    now_ += duration;
  }

  const ClientState& client_;
  const Aws::AmazonWebServiceRequest& request_;
  TimePoint now_;                        // of this call: other calls' waits are not its own
  long retries_ = 0;                     // NOLINT(google-runtime-int): as the SDK counts them
  std::optional<CoreError> last_error_;  // of the attempt before
};

}  // namespace fauxebs::internal
