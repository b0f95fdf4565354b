// FakeEBSClient: an Aws::EBS::EBSClient that talks to a Fake.
//
//   MakeEBSClient   the client for production code; any number of them for one fake
//   ClientOptions   its name, account, retries, HTTP client, executor; NoSdkRetries()
//   FakeEBSClient   the class itself, for deriving from
//
//   fauxebs::Fake ebs;
//   std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
//   Uploader uploader(client);  // production code, unchanged
//
// It retries as the SDK's client does, by the configuration's retry strategy, but on the fake's
// clock: nobody sleeps. It makes no connection, reads no environment and looks up no credentials.
// It may outlive its fake: calls then fail with a sentence. Safe for concurrent use as the SDK's.
#pragma once

#include <aws/ebs/EBSClient.h>

#include <memory>
#include <utility>

#include "fauxebs/aws/client_options.h"
#include "fauxebs/fake.h"

namespace fauxebs {

namespace internal {

struct ClientParts;

// Holds what a FakeEBSClient has before its base is made, and after it is gone.
class ClientHolder {
 public:
  ClientHolder(const ClientHolder&) = delete;
  ClientHolder& operator=(const ClientHolder&) = delete;

 protected:
  ClientHolder(Fake& ebs, const Aws::EBS::EBSClientConfiguration* configuration,
               const ClientOptions& options);
  ~ClientHolder();

  std::shared_ptr<const ClientParts> parts_;
};

}  // namespace internal

// The fake is named at construction only. Derived classes are made as MakeEBSClient makes this one:
// with calls in flight, a destructor is too late for what they override. As with the SDK's client,
// no synchronous call may be running on another thread when it is destroyed.
class FakeEBSClient : private internal::ClientHolder, public Aws::EBS::EBSClient {
 public:
  explicit FakeEBSClient(Fake& ebs, const ClientOptions& options = {})
      : FakeEBSClient(ebs, nullptr, options) {}

  // Time-outs, retry strategy and executor are taken from it and shared with its other users.
  FakeEBSClient(Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
                const ClientOptions& options = {})
      : FakeEBSClient(ebs, &configuration, options) {}

  // Null, for which {} stands too: as without one.
  FakeEBSClient(Fake& ebs, const Aws::EBS::EBSClientConfiguration* configuration,
                const ClientOptions& options = {});

  FakeEBSClient(const FakeEBSClient&) = delete;
  FakeEBSClient& operator=(const FakeEBSClient&) = delete;
  ~FakeEBSClient() override;

  // Waits until no Callable or Async call is waiting or running, its handler included. In such a
  // handler: until none but those whose handlers wait here.
  void Drain() const;

  // SDK: the other two forms of each operation, and the paginators, call these, measured at
  // 1.11.332.
  Aws::EBS::Model::StartSnapshotOutcome StartSnapshot(
      const Aws::EBS::Model::StartSnapshotRequest& request) const override;
  Aws::EBS::Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override;
  Aws::EBS::Model::CompleteSnapshotOutcome CompleteSnapshot(
      const Aws::EBS::Model::CompleteSnapshotRequest& request) const override;
  Aws::EBS::Model::GetSnapshotBlockOutcome GetSnapshotBlock(
      const Aws::EBS::Model::GetSnapshotBlockRequest& request) const override;
  Aws::EBS::Model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const override;
  Aws::EBS::Model::ListChangedBlocksOutcome ListChangedBlocks(
      const Aws::EBS::Model::ListChangedBlocksRequest& request) const override;
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

// Found without naming fauxebs, by their argument. Each stands for the constructor that it looks
// like.
std::shared_ptr<FakeEBSClient> MakeEBSClient(Fake& ebs, const ClientOptions& options = {});
std::shared_ptr<FakeEBSClient> MakeEBSClient(Fake& ebs,
                                             const Aws::EBS::EBSClientConfiguration& configuration,
                                             const ClientOptions& options = {});
std::shared_ptr<FakeEBSClient> MakeEBSClient(Fake& ebs,
                                             const Aws::EBS::EBSClientConfiguration* configuration,
                                             const ClientOptions& options = {});

}  // namespace fauxebs

// On the stand-in they are in the library: src/aws/ebs_client.cc.
#ifndef FAUXEBS_STANDIN
#include "fauxebs/aws/ebs_client_inl.h"
#elif !defined(FAUXEBS_STANDIN_HEADERS)
#error \
    "fauxebs: the headers of the AWS SDK for C++ are found before those of its stand-in, which is linked; use fauxebs::aws with FAUXEBS_AWS=sdk, or leave the SDK out"
#endif
