// What the tests of the SDK's semantics share.
//
//   SdkTest            a fake, and an SDK for configurations made before the first client
//   InlineExecutor, RefusingExecutor, QueueingExecutor     executors under the test's control
//   RunningOn            a configuration with such an executor
//   CountedStream      a stream that counts how many of it live
//   HandMade           a client whose six operations are overridden by hand
//
// A test names the number of what it shows in its suite: SdkSemantics01 is row S01 of
// docs/sdk_semantics.md.
#pragma once

#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/threading/Executor.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/aws/sdk.h>
#include <gmock/gmock.h>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "aws/client_fixture.h"

namespace fauxebs {

using Context = std::shared_ptr<const Aws::Client::AsyncCallerContext>;

class SdkTest : public ClientTest {
 private:
  AwsSdk sdk_;
};

// Runs each task where it is submitted.
class InlineExecutor : public Aws::Utils::Threading::Executor {
 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    task();
    return true;
  }
};

class RefusingExecutor : public Aws::Utils::Threading::Executor {
 protected:
  bool SubmitToThread(std::function<void()>&&) override { return false; }
};

// Takes tasks; the test runs them.
class QueueingExecutor : public Aws::Utils::Threading::Executor {
 public:
  void RunAll() {
    while (!queue.empty()) {
      const std::function<void()> task = std::move(queue.front());
      queue.pop_front();
      task();
    }
  }
  std::deque<std::function<void()>> queue;

 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    queue.push_back(std::move(task));
    return true;
  }
};

template <typename T, typename... Args>
Aws::EBS::EBSClientConfiguration RunningOn(Args&&... args) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = Aws::MakeShared<T>("test", std::forward<Args>(args)...);
  return configuration;
}

inline Aws::EBS::EBSClientConfiguration RunningOn(
    const std::shared_ptr<Aws::Utils::Threading::Executor>& executor) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = executor;
  return configuration;
}

class CountedStream : public Aws::StringStream {
 public:
  explicit CountedStream(int* alive) : alive_(alive) { ++*alive_; }
  ~CountedStream() override { --*alive_; }

 private:
  int* alive_;
};

// Names the operations that reach its overrides, and passes them on to the fake.
class HandMade : public FakeEBSClient {
 public:
  using FakeEBSClient::FakeEBSClient;

  Aws::EBS::Model::StartSnapshotOutcome StartSnapshot(
      const Aws::EBS::Model::StartSnapshotRequest& request) const override {
    reached.emplace_back("StartSnapshot");
    return FakeEBSClient::StartSnapshot(request);
  }
  Aws::EBS::Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override {
    reached.emplace_back("PutSnapshotBlock");
    return FakeEBSClient::PutSnapshotBlock(request);
  }
  Aws::EBS::Model::CompleteSnapshotOutcome CompleteSnapshot(
      const Aws::EBS::Model::CompleteSnapshotRequest& request) const override {
    reached.emplace_back("CompleteSnapshot");
    return FakeEBSClient::CompleteSnapshot(request);
  }
  Aws::EBS::Model::GetSnapshotBlockOutcome GetSnapshotBlock(
      const Aws::EBS::Model::GetSnapshotBlockRequest& request) const override {
    reached.emplace_back("GetSnapshotBlock");
    return FakeEBSClient::GetSnapshotBlock(request);
  }
  Aws::EBS::Model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const Aws::EBS::Model::ListSnapshotBlocksRequest& request) const override {
    reached.emplace_back("ListSnapshotBlocks");
    return FakeEBSClient::ListSnapshotBlocks(request);
  }
  Aws::EBS::Model::ListChangedBlocksOutcome ListChangedBlocks(
      const Aws::EBS::Model::ListChangedBlocksRequest& request) const override {
    reached.emplace_back("ListChangedBlocks");
    return FakeEBSClient::ListChangedBlocks(request);
  }

  mutable std::vector<std::string> reached;  // not locked: for one thread at a time
};

}  // namespace fauxebs
