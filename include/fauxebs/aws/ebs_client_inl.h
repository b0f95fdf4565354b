// The definitions of ebs_client.h: part of it with the real SDK, compiled once on the stand-in.
//
//   #include <fauxebs/aws/ebs_client.h>  // includes this where it is needed
//
// As ebs_client.h.
#pragma once

#include <aws/core/Region.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/threading/Executor.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fauxebs/aws/attempt_loop.h"
#include "fauxebs/aws/counting_executor.h"
#include "fauxebs/aws/ebs_client.h"
#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/manual_executor.h"
#include "fauxebs/aws/sdk.h"
#include "fauxebs/aws/streams.h"
#include "fauxebs/aws/transfer.h"
#include "fauxebs/aws/translate.h"
#include "fauxebs/aws/wire.h"

#if __has_include(<aws/core/client/AdaptiveRetryStrategy.h>)
#include <aws/core/client/AdaptiveRetryStrategy.h>
#endif

#ifdef FAUXEBS_STANDIN
#define FAUXEBS_AWS_INLINE
#else
#define FAUXEBS_AWS_INLINE inline
#endif

// NOLINTBEGIN(misc-definitions-in-headers): one source includes it where they are not inline.

namespace fauxebs {
namespace internal {

inline constexpr const char* kAllocationTag = "fauxebs";

// SDK: its constructors read retry mode, time-outs and region from the environment, and ask the
// instance's metadata unless told not to, measured at 1.11.332.
FAUXEBS_AWS_INLINE Aws::EBS::EBSClientConfiguration Unconfigured() {
  Aws::Client::ClientConfigurationInitValues no_metadata;
  no_metadata.shouldDisableIMDS = true;
  Aws::EBS::EBSClientConfiguration configuration(no_metadata);
  configuration.region = Aws::Region::US_EAST_1;
  configuration.retryStrategy = nullptr;
  configuration.requestTimeoutMs = kPatience.count();
  configuration.httpRequestTimeoutMs = 0;
  return configuration;
}

// What a configuration makes where it names none; null with SDKs whose configurations name them.
// SDK: since some version after 1.11.332 `configFactories` makes what is null.
template <typename Configuration>
auto MadeStrategy(const Configuration& configuration, int)
    -> decltype(configuration.configFactories.retryStrategyCreateFn()) {
  const auto& make = configuration.configFactories.retryStrategyCreateFn;
  return make ? make() : nullptr;
}
template <typename Configuration>
std::shared_ptr<Aws::Client::RetryStrategy> MadeStrategy(const Configuration&, ...) {
  return nullptr;
}
template <typename Configuration>
auto MadeExecutor(const Configuration& configuration, int)
    -> decltype(configuration.configFactories.executorCreateFn()) {
  const auto& make = configuration.configFactories.executorCreateFn;
  return make ? make() : nullptr;
}
template <typename Configuration>
std::shared_ptr<Aws::Utils::Threading::Executor> MadeExecutor(const Configuration&, ...) {
  return nullptr;
}

// SDK: the adaptive strategy waits for its send tokens in real time, measured at 1.11.332.
FAUXEBS_AWS_INLINE bool ReallySleeps(const Aws::Client::RetryStrategy& strategy) {
#if __has_include(<aws/core/client/AdaptiveRetryStrategy.h>)
  if (dynamic_cast<const Aws::Client::AdaptiveRetryStrategy*>(&strategy) != nullptr) return true;
#endif
  return std::string_view(strategy.GetStrategyName()) == "adaptive";
}

// The user's configuration, or one that comes from nowhere else, with nothing left to guess.
FAUXEBS_AWS_INLINE Aws::EBS::EBSClientConfiguration Configure(
    const Aws::EBS::EBSClientConfiguration* given,
    std::shared_ptr<Aws::Utils::Threading::Executor> executor) {
  Aws::EBS::EBSClientConfiguration configuration = given ? *given : Unconfigured();
  if (executor != nullptr) configuration.executor = std::move(executor);
  if (configuration.region.empty()) configuration.region = Aws::Region::US_EAST_1;
  std::shared_ptr<Aws::Client::RetryStrategy>& strategy = configuration.retryStrategy;
  if (strategy == nullptr && given != nullptr) strategy = MadeStrategy(*given, 0);
  if (strategy == nullptr) {
    strategy = Aws::MakeShared<Aws::Client::DefaultRetryStrategy>(kAllocationTag);
  }
  if (configuration.executor == nullptr) configuration.executor = MadeExecutor(configuration, 0);
  if (configuration.executor == nullptr) {
    configuration.executor =
        Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>(kAllocationTag);
  }
  // A copy sliced to a plain EBSClient goes nowhere.
  configuration.endpointOverride = "http://fauxebs.invalid";
  if (ReallySleeps(*strategy)) {
    throw std::logic_error(
        "the adaptive retry strategy sleeps in real time; give the client's configuration "
        "another one, such as Aws::Client::DefaultRetryStrategy");
  }
  return configuration;
}

struct ClientParts {
  Aws::EBS::EBSClientConfiguration configuration;
  ClientState state;
};

FAUXEBS_AWS_INLINE ClientHolder::ClientHolder(Fake& ebs,
                                              const Aws::EBS::EBSClientConfiguration* configuration,
                                              const ClientOptions& options) {
  if (options.init_api) {
    HoldAwsSdk();
  } else if (!InitApiRan()) {
    throw std::logic_error(
        "Aws::InitAPI has not been called, and ClientOptions::init_api is false: call it first (a "
        "fauxebs::AwsSdk in main does), or leave init_api as it is");
  }
  auto parts =
      std::make_shared<ClientParts>(ClientParts{Configure(configuration, options.executor), {}});
  Connection connection = ebs.connection();
  parts->state.service = std::move(connection.service);
  parts->state.clock = std::move(connection.clock);
  parts->state.journal = std::move(connection.journal);
  parts->state.name = options.name;
  parts->state.account = options.account;
  parts->state.http_client = options.http_client;
  if (options.sdk_retries) parts->state.retry_strategy = parts->configuration.retryStrategy;
  parts->state.timeouts = {parts->configuration.requestTimeoutMs,
                           parts->configuration.httpRequestTimeoutMs};
  std::shared_ptr<Aws::Utils::Threading::Executor>& executor = parts->configuration.executor;
  const bool own_time = dynamic_cast<const ManualExecutor*>(executor.get()) != nullptr;
  parts->state.in_flight = std::make_shared<InFlight>(parts->state.clock, own_time);
  executor = Aws::MakeShared<CountingExecutor>(kAllocationTag, std::move(executor),
                                               parts->state.in_flight);
  parts_ = std::move(parts);
}

FAUXEBS_AWS_INLINE ClientHolder::~ClientHolder() = default;

// What handlers and streams see of an error; it may become another one.
inline Aws::EBS::EBSError Received(const AttemptLoop& loop, Transfer& transfer,
                                   const Error& error) {
  Aws::EBS::EBSError reported = loop.Report(error);
  const bool answered = reported.GetResponseCode() != Aws::Http::HttpResponseCode::REQUEST_NOT_MADE;
  Transfer::MaybeError other;
  if (!answered) {
    other = transfer.End();
  } else if (transfer.IsWatched()) {
    other = transfer.Receive(static_cast<int>(reported.GetResponseCode()),
                             reported.GetResponseHeaders(), ServiceError::BodyOf(reported));
  }
  if (other) return loop.Lost(*std::move(other));
  return reported;
}

// An answer as it would have been on the wire.
inline WireReply WireReplyOf(const AnyResult& answer, const AttemptLoop& loop) {
  if (!answer) {
    const Aws::EBS::EBSError error = loop.Report(answer.error());
    return {static_cast<int>(error.GetResponseCode()), error.GetResponseHeaders(),
            ServiceError::BodyOf(error)};
  }
  return std::visit(
      [&](const auto& response) {
        if constexpr (std::is_same_v<decltype(response), const GetSnapshotBlockResponse&>) {
          WireReply reply = WireReplyOf(response, loop.now());
          reply.body = response.block_data.view();
          return reply;
        } else {
          return WireReplyOf(ToSdk(response), loop.now());
        }
      },
      *answer);
}

// What is reported of an attempt that did not succeed; `sent` has more of a reply that did not
// arrive as it was sent.
inline Aws::EBS::EBSError Failed(const AttemptLoop& loop, Transfer& transfer, const Error& error,
                                 const SentReply& sent) {
  if (sent.answer == nullptr) return Received(loop, transfer, error);
  const WireReply reply = WireReplyOf(*sent.answer, loop);
  // FAKE: wire-3: a reply that stalls has taken as long as one that never begins.
  // At least a byte of the body is missing.
  const std::size_t bytes = std::min<std::size_t>(sent.bytes, reply.body.size() - 1);
  const std::string beginning = reply.body.substr(0, bytes);
  if (auto other = transfer.ReceivePart(reply.status, reply.headers, beginning)) {
    return loop.Lost(*std::move(other));
  }
  // SDK: the headers that had arrived are kept, measured at 1.11.332.
  Aws::EBS::EBSError reported = loop.Report(error);
  reported.SetResponseHeaders(reply.headers);
  return reported;
}

// What is reported of an answer whose body is no JSON.
// SDK: one of success is taken for an empty one: the result has nothing but the request id; one of
// an error is UNKNOWN, with that body in its message; measured at 1.11.332.
template <typename Outcome>
Outcome Garbled(const AttemptLoop& loop, Transfer& transfer, const AnyResult& answer) {
  WireReply reply = WireReplyOf(answer, loop);
  reply.body = kGarbledBody;
  reply.headers["content-length"] = ToAws(std::to_string(reply.body.size()));
  if (transfer.IsWatched()) {
    if (const auto lost = transfer.Receive(reply.status, reply.headers, reply.body)) {
      return loop.Lost(*lost);
    }
  }
  const Aws::String& request_id = reply.headers["x-amzn-requestid"];
  if (!answer) {
    Aws::EBS::EBSError error = StatusError("Failed to parse error payload: " + reply.body,
                                           reply.status, reply.headers, loop.http_client());
    error.SetRequestId(request_id);
    return error;
  }
  std::decay_t<decltype(std::declval<Outcome&>().GetResult())> result;
  result.SetRequestId(request_id);
  return result;
}

// One attempt of an operation whose answer is no stream.
template <typename Outcome, typename Core>
Outcome Attempt(AttemptLoop& loop, Transfer& transfer,
                Result<ResponseTo<Core>> (Service::*operation)(const Core&, const CallContext&),
                const Core& core, bool upload = false) {
  if (const auto stopped = transfer.Send()) return loop.Unsent(*stopped);
  SentReply sent;
  const Result<ResponseTo<Core>> response = loop.Send(operation, core, upload, &sent);
  if (!response && response.error().code == ErrorCode::kReplyGarbled) {
    return Garbled<Outcome>(loop, transfer, *sent.answer);
  }
  if (!response) return Failed(loop, transfer, response.error(), sent);
  auto result = ToSdk(*response);
  if (transfer.IsWatched()) {
    const WireReply reply = WireReplyOf(result, loop.now());
    if (const auto lost = transfer.Receive(reply.status, reply.headers, reply.body)) {
      return loop.Lost(*lost);
    }
  }
  return result;
}

// One call of an operation that has no streams.
template <typename Outcome, typename Core, typename Request>
Outcome Call(const ClientState& client, bool is_initialized,
             Result<ResponseTo<Core>> (Service::*operation)(const Core&, const CallContext&),
             const Request& request) {
  const Core core = ToCore(request);
  AttemptLoop loop(client, request, core);
  if (!is_initialized) return loop.Unsent(NotInitialized());
  if (const char* field = MissingField(request)) return loop.Unsent(MissingParameter(field));
  return loop.Run<Outcome>([&]() -> Outcome {
    Transfer transfer = loop.NewTransfer(core);
    return Attempt<Outcome>(loop, transfer, operation, core);
  });
}

}  // namespace internal

FAUXEBS_AWS_INLINE FakeEBSClient::FakeEBSClient(
    Fake& ebs, const Aws::EBS::EBSClientConfiguration* configuration, const ClientOptions& options)
    : ClientHolder(ebs, configuration, options),
      // SDK: this constructor has been there in every version; with credentials given nothing is
      // looked up, measured at 1.11.332.
      EBSClient(Aws::Auth::AWSCredentials("fauxebs", "fauxebs"),
                static_cast<const Aws::Client::ClientConfiguration&>(parts_->configuration)) {}

FAUXEBS_AWS_INLINE FakeEBSClient::~FakeEBSClient() { parts_->state.in_flight->Drain(); }

FAUXEBS_AWS_INLINE void FakeEBSClient::Drain() const { parts_->state.in_flight->Drain(); }

FAUXEBS_AWS_INLINE Aws::EBS::Model::StartSnapshotOutcome FakeEBSClient::StartSnapshot(
    const Aws::EBS::Model::StartSnapshotRequest& request) const {
  return internal::Call<Aws::EBS::Model::StartSnapshotOutcome>(parts_->state, m_isInitialized,
                                                               &Service::StartSnapshot, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::PutSnapshotBlockOutcome FakeEBSClient::PutSnapshotBlock(
    const Aws::EBS::Model::PutSnapshotBlockRequest& request) const {
  using Outcome = Aws::EBS::Model::PutSnapshotBlockOutcome;
  PutSnapshotBlockRequest core = internal::ToCore(request);
  internal::AttemptLoop loop(parts_->state, request, core);
  if (!m_isInitialized) return loop.Unsent(internal::NotInitialized());
  if (const char* field = internal::MissingField(request)) {
    return loop.Unsent(internal::MissingParameter(field));
  }
  return loop.Run<Outcome>([&]() -> Outcome {
    internal::Transfer transfer = loop.NewTransfer(core);
    std::optional<Bytes> body = internal::ReadBody(request.GetBody().get());
    if (!body) {
      return loop.Unsent(
          internal::NetworkError(
              internal::NetworkFailureOf(ErrorCode::kConnectionReset, loop.http_client()),
              loop.http_client()),
          "its body could not be read");
    }
    core.block_data = *std::move(body);
    return internal::Attempt<Outcome>(loop, transfer, &Service::PutSnapshotBlock, core,
                                      !core.block_data.empty());
  });
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::CompleteSnapshotOutcome FakeEBSClient::CompleteSnapshot(
    const Aws::EBS::Model::CompleteSnapshotRequest& request) const {
  return internal::Call<Aws::EBS::Model::CompleteSnapshotOutcome>(
      parts_->state, m_isInitialized, &Service::CompleteSnapshot, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::GetSnapshotBlockOutcome FakeEBSClient::GetSnapshotBlock(
    const Aws::EBS::Model::GetSnapshotBlockRequest& request) const {
  using Outcome = Aws::EBS::Model::GetSnapshotBlockOutcome;
  const GetSnapshotBlockRequest core = internal::ToCore(request);
  internal::AttemptLoop loop(parts_->state, request, core);
  if (!m_isInitialized) return loop.Unsent(internal::NotInitialized());
  if (const char* field = internal::MissingField(request)) {
    return loop.Unsent(internal::MissingParameter(field));
  }
  return loop.Run<Outcome>([&]() -> Outcome {
    internal::Transfer transfer = loop.NewTransfer(core);
    if (const auto stopped = transfer.Send()) return loop.Unsent(*stopped);
    SentReply sent;
    const Result<GetSnapshotBlockResponse> response =
        loop.Send(&Service::GetSnapshotBlock, core, false, &sent);
    if (!response) return internal::Failed(loop, transfer, response.error(), sent);
    const internal::WireReply reply = internal::WireReplyOf(*response, loop.now());
    if (const auto lost =
            transfer.Receive(reply.status, reply.headers, response->block_data.view())) {
      return loop.Lost(*lost);
    }
    return internal::ToSdk(*response, transfer.TakeBody());
  });
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::ListSnapshotBlocksOutcome FakeEBSClient::ListSnapshotBlocks(
    const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const {
  return internal::Call<Aws::EBS::Model::ListSnapshotBlocksOutcome>(
      parts_->state, m_isInitialized, &Service::ListSnapshotBlocks, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::ListChangedBlocksOutcome FakeEBSClient::ListChangedBlocks(
    const Aws::EBS::Model::ListChangedBlocksRequest& request) const {
  return internal::Call<Aws::EBS::Model::ListChangedBlocksOutcome>(
      parts_->state, m_isInitialized, &Service::ListChangedBlocks, request);
}

FAUXEBS_AWS_INLINE std::shared_ptr<FakeEBSClient> MakeEBSClient(Fake& ebs,
                                                                const ClientOptions& options) {
  return internal::MakeDraining<FakeEBSClient>(ebs, options);
}

FAUXEBS_AWS_INLINE std::shared_ptr<FakeEBSClient> MakeEBSClient(
    Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
    const ClientOptions& options) {
  return internal::MakeDraining<FakeEBSClient>(ebs, configuration, options);
}

FAUXEBS_AWS_INLINE std::shared_ptr<FakeEBSClient> MakeEBSClient(
    Fake& ebs, const Aws::EBS::EBSClientConfiguration* configuration,
    const ClientOptions& options) {
  return internal::MakeDraining<FakeEBSClient>(ebs, configuration, options);
}

}  // namespace fauxebs

// NOLINTEND(misc-definitions-in-headers)

#undef FAUXEBS_AWS_INLINE
