// FakeEBSClient: an Aws::EBS::EBSClient that talks to a Fake.
//
//   MakeEBSClient    the client for production code; one call, any number for one fake
//   ClientOptions    its name in rules and journal, its account, its retries
//   NoSdkRetries     for testing one's own retry loop
//   FakeEBSClient    the class itself, for deriving from
//
//   fauxebs::Fake ebs;
//   std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
//   Uploader uploader(client);  // production code, unchanged
//
// It retries as the SDK's client does, by the configuration's retry strategy, but on the fake's
// clock: nobody sleeps. It makes no connection, reads no environment and looks up no credentials.
// It may outlive its fake: calls then fail with a sentence. Safe for concurrent use as the SDK's.
#pragma once

#include <aws/core/Region.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "fauxebs/aws/attempt_loop.h"
#include "fauxebs/aws/counting_executor.h"
#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/sdk.h"
#include "fauxebs/aws/streams.h"
#include "fauxebs/aws/translate.h"
#include "fauxebs/fake.h"

namespace fauxebs {

struct ClientOptions {
  std::string name = "client";            // as rules and the journal know it
  std::string account = kDefaultAccount;  // 12 digits
  bool sdk_retries = true;                // false: one attempt for each call
  bool init_api = true;                   // false: the test calls InitAPI itself, and first
};

namespace words {

inline ClientOptions NoSdkRetries() {
  ClientOptions options;
  options.sdk_retries = false;
  return options;
}

}  // namespace words
using words::NoSdkRetries;

namespace internal {

// What a FakeEBSClient has before its base is made, and after it is gone.
class ClientParts {
 protected:
  ClientParts(Fake& ebs, const Aws::EBS::EBSClientConfiguration* given,
              const ClientOptions& options)
      : in_flight_(std::make_shared<InFlight>()), configuration_(Configure(given, options)) {
    Connection connection = ebs.connection();
    state_.service = std::move(connection.service);
    state_.clock = std::move(connection.clock);
    state_.name = options.name;
    state_.account = options.account;
    if (options.sdk_retries) state_.retry_strategy = configuration_.retryStrategy;
    state_.timeouts = {configuration_.requestTimeoutMs, configuration_.httpRequestTimeoutMs};
    configuration_.executor =
        Aws::MakeShared<CountingExecutor>(kTag, std::move(configuration_.executor), in_flight_);
  }

  ClientState state_;
  std::shared_ptr<InFlight> in_flight_;
  Aws::EBS::EBSClientConfiguration configuration_;

 private:
  static constexpr const char* kTag = "fauxebs";

  // The user's configuration, or one that comes from nowhere else, with nothing left to guess.
  static Aws::EBS::EBSClientConfiguration Configure(const Aws::EBS::EBSClientConfiguration* given,
                                                    const ClientOptions& options) {
    if (options.init_api) HoldAwsSdk();
    Aws::EBS::EBSClientConfiguration configuration = given ? *given : Unconfigured();
    if (configuration.region.empty()) configuration.region = Aws::Region::US_EAST_1;
    if (configuration.retryStrategy == nullptr) {
      configuration.retryStrategy = Aws::MakeShared<Aws::Client::DefaultRetryStrategy>(kTag);
    }
    if (configuration.executor == nullptr) {
      configuration.executor = Aws::MakeShared<Aws::Utils::Threading::DefaultExecutor>(kTag);
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

  // SDK: its constructors read retry mode, time-outs and region from the environment, and ask the
  // instance's metadata unless told not to, measured at 1.11.332.
  static Aws::EBS::EBSClientConfiguration Unconfigured() {
    Aws::Client::ClientConfigurationInitValues no_metadata;
    no_metadata.shouldDisableIMDS = true;
    Aws::EBS::EBSClientConfiguration configuration(no_metadata);
    configuration.region = Aws::Region::US_EAST_1;
    configuration.retryStrategy = nullptr;
    configuration.requestTimeoutMs = kPatience.count();
    configuration.httpRequestTimeoutMs = 0;
    return configuration;
  }
};

}  // namespace internal

// The fake is named at construction only. Derived classes are made as MakeEBSClient makes this one:
// with calls in flight, a destructor is too late for what they override.
class FakeEBSClient : private internal::ClientParts, public Aws::EBS::EBSClient {
 public:
  explicit FakeEBSClient(Fake& ebs, const ClientOptions& options = {})
      : FakeEBSClient(ebs, nullptr, options) {}

  // Time-outs, retry strategy and executor are taken from it and shared with its other users.
  FakeEBSClient(Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
                const ClientOptions& options = {})
      : FakeEBSClient(ebs, &configuration, options) {}

  FakeEBSClient(const FakeEBSClient&) = delete;
  FakeEBSClient& operator=(const FakeEBSClient&) = delete;
  ~FakeEBSClient() override { Drain(); }

  // Waits until no Callable or Async call is waiting or running, its handler included. In such a
  // handler: until none but those whose handlers wait here.
  void Drain() const { in_flight_->Drain(); }

  // SDK: the other two forms of each operation, and the paginators, call these, measured at
  // 1.11.332.
  Aws::EBS::Model::StartSnapshotOutcome StartSnapshot(
      const Aws::EBS::Model::StartSnapshotRequest& request) const override {
    return Call<Aws::EBS::Model::StartSnapshotOutcome>(&Service::StartSnapshot, request);
  }

  Aws::EBS::Model::CompleteSnapshotOutcome CompleteSnapshot(
      const Aws::EBS::Model::CompleteSnapshotRequest& request) const override {
    return Call<Aws::EBS::Model::CompleteSnapshotOutcome>(&Service::CompleteSnapshot, request);
  }

  Aws::EBS::Model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const override {
    return Call<Aws::EBS::Model::ListSnapshotBlocksOutcome>(&Service::ListSnapshotBlocks, request);
  }

  Aws::EBS::Model::ListChangedBlocksOutcome ListChangedBlocks(
      const Aws::EBS::Model::ListChangedBlocksRequest& request) const override {
    return Call<Aws::EBS::Model::ListChangedBlocksOutcome>(&Service::ListChangedBlocks, request);
  }

  Aws::EBS::Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override {
    using Outcome = Aws::EBS::Model::PutSnapshotBlockOutcome;
    if (const char* field = internal::MissingField(request)) {
      return internal::MissingParameter(field);
    }
    PutSnapshotBlockRequest core = internal::ToCore(request);
    internal::AttemptLoop loop(state_, request);
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

  Aws::EBS::Model::GetSnapshotBlockOutcome GetSnapshotBlock(
      const Aws::EBS::Model::GetSnapshotBlockRequest& request) const override {
    using Outcome = Aws::EBS::Model::GetSnapshotBlockOutcome;
    if (const char* field = internal::MissingField(request)) {
      return internal::MissingParameter(field);
    }
    const GetSnapshotBlockRequest core = internal::ToCore(request);
    internal::AttemptLoop loop(state_, request);
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

 private:
  FakeEBSClient(Fake& ebs, const Aws::EBS::EBSClientConfiguration* configuration,
                const ClientOptions& options)
      : ClientParts(ebs, configuration, options),
        // SDK: this constructor has been there in every version; with credentials given nothing is
        // looked up, measured at 1.11.332.
        EBSClient(Aws::Auth::AWSCredentials("fauxebs", "fauxebs"),
                  static_cast<const Aws::Client::ClientConfiguration&>(configuration_)) {}

  template <typename Outcome, typename Core, typename Request>
  Outcome Call(Result<ResponseTo<Core>> (Service::*operation)(const Core&, const CallContext&),
               const Request& request) const {
    if (const char* field = internal::MissingField(request)) {
      return internal::MissingParameter(field);
    }
    const Core core = internal::ToCore(request);
    internal::AttemptLoop loop(state_, request);
    return loop.Run<Outcome>([&]() -> Outcome {
      const Result<ResponseTo<Core>> response = loop.Send(operation, core);
      if (!response) return loop.Report(response.error());
      return internal::ToSdk(*response);
    });
  }
};

namespace internal {

// Waits for the calls in flight before any destructor of the client runs.
template <typename Client, typename... Args>
std::shared_ptr<Client> MakeDraining(Args&&... args) {
  return std::shared_ptr<Client>(new Client(std::forward<Args>(args)...), [](Client* client) {
    client->Drain();
    delete client;
  });
}

}  // namespace internal

// Found without naming fauxebs, by their argument.
inline std::shared_ptr<FakeEBSClient> MakeEBSClient(Fake& ebs, const ClientOptions& options = {}) {
  return internal::MakeDraining<FakeEBSClient>(ebs, options);
}

inline std::shared_ptr<FakeEBSClient> MakeEBSClient(
    Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
    const ClientOptions& options = {}) {
  return internal::MakeDraining<FakeEBSClient>(ebs, configuration, options);
}

}  // namespace fauxebs
