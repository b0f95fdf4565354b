// AttemptLoop: one call as the SDK makes it, attempt by attempt, on virtual time.
//
//   RequestTimeouts   for how long a client listens
//   ClientState       what the calls of one client have in common
//   AttemptLoop       one call
//
//   fauxebs::internal::AttemptLoop loop(state, sdk_request, core_request);
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

#include "fauxebs/aws/client_options.h"
#include "fauxebs/aws/counting_executor.h"
#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/streams.h"
#include "fauxebs/aws/transfer.h"
#include "fauxebs/block.h"
#include "fauxebs/clock.h"
#include "fauxebs/journal.h"
#include "fauxebs/service.h"

namespace fauxebs::internal {

struct RequestTimeouts {
  std::int64_t request_ms = 0;       // ClientConfiguration::requestTimeoutMs
  std::int64_t http_request_ms = 0;  // ClientConfiguration::httpRequestTimeoutMs

  // SDK: after a 512 KiB upload the request time-out fires 6 s late (7.0 s for 200 ms, 9.0 s for
  // 3000 ms), because libcurl's average speed still contains the upload; measured at 1.11.332.
  // FAKE: sdk-7: so after every upload that is not empty.
  static constexpr std::chrono::seconds kUploadLag{6};

  // Nothing: the client waits for ever.
  // SDK: with libcurl requestTimeoutMs is cut to whole seconds, less than one counts as one, 0
  // switches it off; httpRequestTimeoutMs is a deadline in milliseconds; measured at 1.11.332. The
  // CRT's client knows the first only, to the millisecond; read there.
  std::optional<std::chrono::milliseconds> After(bool upload, HttpClient http_client) const {
    constexpr std::int64_t kLongest = std::int64_t{10} * 365 * 24 * 3600 * 1000;  // sums fit
    std::optional<std::chrono::milliseconds> timeout;
    if (http_client == HttpClient::kCrt) {
      if (request_ms > 0) timeout.emplace(std::min(request_ms, kLongest));
      return timeout;
    }
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
  std::shared_ptr<Journal> journal;
  std::string name;
  std::string account;
  HttpClient http_client = HttpClient::kCurl;
  std::shared_ptr<Aws::Client::RetryStrategy> retry_strategy;  // null: one attempt for each call
  RequestTimeouts timeouts;
  std::shared_ptr<InFlight> in_flight;  // of its other two forms
};

// SDK: which questions a retry strategy is asked, and when, measured at 1.11.332.
class AttemptLoop {
 public:
  // `core` is what `request` comes to; both outlive the loop.
  AttemptLoop(const ClientState& client, const Aws::AmazonWebServiceRequest& request,
              const AnyRequest& core)
      : client_(client), request_(request), core_(core), now_(client.in_flight->Now()) {}
  ~AttemptLoop() { client_.in_flight->PassTo(now_); }
  AttemptLoop(const AttemptLoop&) = delete;
  AttemptLoop& operator=(const AttemptLoop&) = delete;

  // Calls attempt(), which Sends at most once, until it succeeds or the strategy gives up.
  template <typename Outcome, typename Attempt>
  Outcome Run(Attempt&& attempt) {
    for (;;) {
      if (!HasSendToken()) return Unsent(OutOfSendTokens());
      Outcome outcome = attempt();
      if (!WantsAnother(outcome.IsSuccess() ? nullptr : &outcome.GetError())) return outcome;
    }
  }

  // What the request's handlers and stream see of the attempt that begins now.
  template <typename Core>
  Transfer NewTransfer(const Core& core) const {
    return Transfer(request_, core, AttemptHeader(), client_.http_client);
  }

  // `sent` is told of a reply that does not arrive as it was sent.
  template <typename Request>
  Result<ResponseTo<Request>> Send(
      Result<ResponseTo<Request>> (Service::*operation)(const Request&, const CallContext&),
      const Request& request, bool upload = false, SentReply* sent = nullptr) {
    CallContext context = Context();
    context.sent = sent;
    const std::optional<std::chrono::milliseconds> timeout =
        client_.timeouts.After(upload, client_.http_client);
    context.started = now_;
    context.deadline = timeout ? now_ + *timeout : TimePoint::max();
    std::chrono::milliseconds waited{0};
    context.waited = &waited;
    recorded_ = 0;
    context.recorded = &recorded_;
    Result<ResponseTo<Request>> result = (client_.service.get()->*operation)(request, context);
    now_ += waited;
    return result;
  }

  // An error of the service, or of the way there.
  Aws::EBS::EBSError Report(const Error& error) const {
    return ToSdk(error, now_, client_.http_client);
  }

  // An error that the client makes by itself: before it sends anything, and after it has. The
  // journal is told.
  Aws::EBS::EBSError Unsent(Aws::EBS::EBSError error) const {
    const std::string why = ToStd(error.GetMessage());
    return Unsent(std::move(error), why);
  }
  Aws::EBS::EBSError Unsent(Aws::EBS::EBSError error, const std::string& why) const {
    client_.journal->NoteUnsent(core_, Context(), why, now_);
    return error;
  }
  Aws::EBS::EBSError Lost(Aws::EBS::EBSError error) const {
    client_.journal->NoteLost(recorded_, ToStd(error.GetMessage()));
    return error;
  }

  TimePoint now() const { return now_; }
  HttpClient http_client() const { return client_.http_client; }

 private:
  using CoreError = Aws::Client::AWSError<Aws::Client::CoreErrors>;

  CallContext Context() const {
    CallContext context;
    context.client = client_.name;
    context.account = client_.account;
    context.attempt = static_cast<int>(retries_) + 1;
    context.backoff = backoff_;
    return context;
  }

  std::string AttemptHeader() const {
    std::string text = "attempt=" + std::to_string(retries_ + 1);
    if (max_attempts_ > 0) text += "; max=" + std::to_string(max_attempts_);
    return text;
  }

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
    max_attempts_ = strategy.GetMaxAttempts();
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
    backoff_ = duration;
  }

  const ClientState& client_;
  const Aws::AmazonWebServiceRequest& request_;
  const AnyRequest core_;
  TimePoint now_;  // of this call: other calls' waits are not its own
  std::chrono::milliseconds backoff_{0};
  long retries_ = 0;                     // NOLINT(google-runtime-int): as the SDK counts them
  long max_attempts_ = 0;                // NOLINT(google-runtime-int): as the strategy says
  std::uint64_t recorded_ = 0;           // the journal's number of the attempt
  std::optional<CoreError> last_error_;  // of the attempt before
};

}  // namespace fauxebs::internal
