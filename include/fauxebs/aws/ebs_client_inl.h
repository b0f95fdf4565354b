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

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "fauxebs/aws/attempt_loop.h"
#include "fauxebs/aws/counting_executor.h"
#include "fauxebs/aws/ebs_client.h"
#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/sdk.h"
#include "fauxebs/aws/streams.h"
#include "fauxebs/aws/translate.h"

#ifdef FAUXEBS_STANDIN
#define FAUXEBS_AWS_INLINE
#else
#define FAUXEBS_AWS_INLINE inline
#endif

namespace fauxebs {
namespace words {

FAUXEBS_AWS_INLINE ClientOptions NoSdkRetries() {
  ClientOptions options;
  options.sdk_retries = false;
  return options;
}

}  // namespace words

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

// The user's configuration, or one that comes from nowhere else, with nothing left to guess.
FAUXEBS_AWS_INLINE Aws::EBS::EBSClientConfiguration Configure(
    const Aws::EBS::EBSClientConfiguration* given) {
  Aws::EBS::EBSClientConfiguration configuration = given ? *given : Unconfigured();
  if (configuration.region.empty()) configuration.region = Aws::Region::US_EAST_1;
  if (configuration.retryStrategy == nullptr) {
    configuration.retryStrategy =
        Aws::MakeShared<Aws::Client::DefaultRetryStrategy>(kAllocationTag);
  }
  if (configuration.executor == nullptr) {
    configuration.executor =
        Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>(kAllocationTag);
  }
  // A copy sliced to a plain EBSClient goes nowhere.
  configuration.endpointOverride = "http://fauxebs.invalid";
  // SDK: it waits for its send tokens in real time, measured at 1.11.332.
  if (std::string_view(configuration.retryStrategy->GetStrategyName()) == "adaptive") {
    throw std::logic_error(
        "the adaptive retry strategy sleeps in real time; give the client's configuration "
        "another one, such as Aws::Client::DefaultRetryStrategy");
  }
  return configuration;
}

struct ClientParts {
  Aws::EBS::EBSClientConfiguration configuration;
  ClientState state;
  std::shared_ptr<InFlight> in_flight = std::make_shared<InFlight>();
};

FAUXEBS_AWS_INLINE ClientHolder::ClientHolder(Fake& ebs,
                                              const Aws::EBS::EBSClientConfiguration* configuration,
                                              const ClientOptions& options) {
  if (options.init_api) HoldAwsSdk();
  auto parts = std::make_unique<ClientParts>(ClientParts{Configure(configuration), {}});
  Connection connection = ebs.connection();
  parts->state.service = std::move(connection.service);
  parts->state.clock = std::move(connection.clock);
  parts->state.name = options.name;
  parts->state.account = options.account;
  if (options.sdk_retries) parts->state.retry_strategy = parts->configuration.retryStrategy;
  parts->state.timeouts = {parts->configuration.requestTimeoutMs,
                           parts->configuration.httpRequestTimeoutMs};
  parts->configuration.executor = Aws::MakeShared<CountingExecutor>(
      kAllocationTag, std::move(parts->configuration.executor), parts->in_flight);
  parts_ = std::move(parts);
}

FAUXEBS_AWS_INLINE ClientHolder::~ClientHolder() = default;

// One call of an operation that has no stream.
template <typename Outcome, typename Core, typename Request>
Outcome Call(const ClientState& client,
             Result<ResponseTo<Core>> (Service::*operation)(const Core&, const CallContext&),
             const Request& request) {
  if (const char* field = MissingField(request)) return MissingParameter(field);
  const Core core = ToCore(request);
  AttemptLoop loop(client, request);
  return loop.Run<Outcome>([&]() -> Outcome {
    const Result<ResponseTo<Core>> response = loop.Send(operation, core);
    if (!response) return loop.Report(response.error());
    return ToSdk(*response);
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

FAUXEBS_AWS_INLINE FakeEBSClient::~FakeEBSClient() { parts_->in_flight->Drain(); }

FAUXEBS_AWS_INLINE void FakeEBSClient::Drain() const { parts_->in_flight->Drain(); }

FAUXEBS_AWS_INLINE Aws::EBS::Model::StartSnapshotOutcome FakeEBSClient::StartSnapshot(
    const Aws::EBS::Model::StartSnapshotRequest& request) const {
  return internal::Call<Aws::EBS::Model::StartSnapshotOutcome>(parts_->state,
                                                               &Service::StartSnapshot, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::PutSnapshotBlockOutcome FakeEBSClient::PutSnapshotBlock(
    const Aws::EBS::Model::PutSnapshotBlockRequest& request) const {
  using Outcome = Aws::EBS::Model::PutSnapshotBlockOutcome;
  if (const char* field = internal::MissingField(request)) {
    return internal::MissingParameter(field);
  }
  PutSnapshotBlockRequest core = internal::ToCore(request);
  internal::AttemptLoop loop(parts_->state, request);
  return loop.Run<Outcome>([&]() -> Outcome {
    std::optional<Bytes> body = internal::ReadBody(request.GetBody().get());
    if (!body) return internal::NetworkError(internal::kCurlReceiveError);
    core.block_data = *std::move(body);
    const Result<PutSnapshotBlockResponse> response =
        loop.Send(&Service::PutSnapshotBlock, core, !core.block_data.empty());
    if (!response) return loop.Report(response.error());
    return internal::ToSdk(*response);
  });
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::CompleteSnapshotOutcome FakeEBSClient::CompleteSnapshot(
    const Aws::EBS::Model::CompleteSnapshotRequest& request) const {
  return internal::Call<Aws::EBS::Model::CompleteSnapshotOutcome>(
      parts_->state, &Service::CompleteSnapshot, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::GetSnapshotBlockOutcome FakeEBSClient::GetSnapshotBlock(
    const Aws::EBS::Model::GetSnapshotBlockRequest& request) const {
  using Outcome = Aws::EBS::Model::GetSnapshotBlockOutcome;
  if (const char* field = internal::MissingField(request)) {
    return internal::MissingParameter(field);
  }
  const GetSnapshotBlockRequest core = internal::ToCore(request);
  internal::AttemptLoop loop(parts_->state, request);
  return loop.Run<Outcome>([&]() -> Outcome {
    internal::ReplyStream stream(request);
    const Result<GetSnapshotBlockResponse> response = loop.Send(&Service::GetSnapshotBlock, core);
    if (!response) {
      const Aws::EBS::EBSError error = loop.Report(response.error());
      const std::string body = internal::ServiceError::BodyOf(error);
      if (body.empty() || stream.Fill(body)) return error;
      return internal::NetworkError(internal::kCurlWriteError);
    }
    if (!stream.Fill(response->block_data.view())) {
      return internal::NetworkError(internal::kCurlWriteError);
    }
    Aws::EBS::Model::GetSnapshotBlockResult result = internal::ToSdk(*response);
    result.ReplaceBody(stream.Release());
    return result;
  });
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::ListSnapshotBlocksOutcome FakeEBSClient::ListSnapshotBlocks(
    const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const {
  return internal::Call<Aws::EBS::Model::ListSnapshotBlocksOutcome>(
      parts_->state, &Service::ListSnapshotBlocks, request);
}

FAUXEBS_AWS_INLINE Aws::EBS::Model::ListChangedBlocksOutcome FakeEBSClient::ListChangedBlocks(
    const Aws::EBS::Model::ListChangedBlocksRequest& request) const {
  return internal::Call<Aws::EBS::Model::ListChangedBlocksOutcome>(
      parts_->state, &Service::ListChangedBlocks, request);
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
