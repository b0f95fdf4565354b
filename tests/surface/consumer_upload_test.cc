// Code in the style of those who upload: one block after another, with futures, with handlers.
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "surface/canned_client.h"
#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

using Blocks = std::map<int, std::string>;

// ---- One after another, with SetX ----

Aws::String StartAndPut(const Aws::EBS::EBSClient& client, const std::vector<Aws::String>& blocks) {
  Aws::EBS::Model::StartSnapshotRequest start;
  start.SetVolumeSize(1);
  start.SetDescription("nightly");
  Aws::EBS::Model::Tag tag;
  tag.SetKey("Name");
  tag.SetValue("backup");
  start.AddTags(tag);
  auto started = client.StartSnapshot(start);
  if (!started.IsSuccess()) return "";
  const Aws::String id = started.GetResult().GetSnapshotId();

  int index = 0;
  for (const Aws::String& block : blocks) {
    auto body = Aws::MakeShared<Aws::StringStream>("uploader");
    *body << block;
    body->seekg(0);
    Aws::EBS::Model::PutSnapshotBlockRequest put;
    put.SetSnapshotId(id);
    put.SetBlockIndex(index++);
    put.SetDataLength(static_cast<int>(block.size()));
    put.SetChecksum(
        Aws::Utils::HashingUtils::Base64Encode(Aws::Utils::HashingUtils::CalculateSHA256(*body)));
    put.SetChecksumAlgorithm(Aws::EBS::Model::ChecksumAlgorithm::SHA256);
    put.SetBody(body);
    auto outcome = client.PutSnapshotBlock(put);
    if (!outcome.IsSuccess()) return "";
  }
  return id;
}

TEST(Uploader, PutsBlocksOneAfterAnother) {
  CannedClient client;
  EXPECT_EQ(StartAndPut(client, {"zero", "one"}), "snap-canned");
  EXPECT_EQ(client.blocks(), (Blocks{{0, "zero"}, {1, "one"}}));
}

TEST(Uploader, CompletesOrLearnsWhyNot) {
  const CannedClient client;
  const Aws::String id = StartAndPut(client, {"zero"});
  Aws::EBS::Model::CompleteSnapshotRequest request;
  request.WithSnapshotId(id).WithChangedBlocksCount(2);
  const auto refused = client.CompleteSnapshot(request);
  const auto completed = client.CompleteSnapshot(request.WithChangedBlocksCount(1));
  ASSERT_FALSE(refused.IsSuccess());
  EXPECT_EQ(refused.GetError().GetErrorType(), Aws::EBS::EBSErrors::CONFLICT);
  EXPECT_EQ(refused.GetError().GetExceptionName(), "ConflictException");
  ASSERT_TRUE(completed.IsSuccess());
  EXPECT_EQ(completed.GetResult().GetStatus(), Aws::EBS::Model::Status::completed);
}

// ---- From memory, with WithX ----

TEST(Uploader, PutsMemoryWithoutCopyingIt) {
  const CannedClient client;
  std::vector<unsigned char> memory(8, 'm');
  Aws::Utils::Stream::PreallocatedStreamBuf buffer(memory.data(), memory.size());
  const auto body = Aws::MakeShared<Aws::IOStream>("uploader", &buffer);
  Aws::EBS::Model::PutSnapshotBlockRequest put;
  put.WithSnapshotId("snap-canned")
      .WithBlockIndex(3)
      .WithDataLength(static_cast<int>(memory.size()))
      .WithChecksum("sum")
      .WithChecksumAlgorithm(Aws::EBS::Model::ChecksumAlgorithm::SHA256)
      .SetBody(body);
  put.SetContentType("application/octet-stream");
  const auto outcome = client.PutSnapshotBlock(put);
  ASSERT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetResult().GetChecksum(), "sum");
  EXPECT_EQ(client.blocks(), (Blocks{{3, "mmmmmmmm"}}));
}

// ---- With futures ----

Aws::EBS::Model::PutSnapshotBlockRequest PutOf(int index, const Aws::String& data) {
  Aws::EBS::Model::PutSnapshotBlockRequest put;
  put.WithSnapshotId("snap-canned").WithBlockIndex(index);
  put.SetBody(Aws::MakeShared<Aws::StringStream>("uploader", data));
  return put;
}

TEST(Uploader, PutsBlocksAtTheSameTimeWithFutures) {
  Aws::EBS::EBSClientConfiguration configuration = OfflineConfiguration();
  configuration.executor =
      Aws::MakeShared<Aws::Utils::Threading::PooledThreadExecutor>("uploader", 4u);
  const CannedClient client(configuration);
  std::vector<Aws::EBS::Model::PutSnapshotBlockOutcomeCallable> pending;
  for (const int index : {0, 1, 2, 3}) {
    pending.push_back(client.PutSnapshotBlockCallable(PutOf(index, "data")));
  }
  for (auto& future : pending) EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_EQ(client.blocks().size(), 4u);
}

// A request class of the user's own is kept through the call.
class LabelledPut : public Aws::EBS::Model::PutSnapshotBlockRequest {
 public:
  std::string label = "labelled";
};

TEST(Uploader, SubmitsOperationsByTheirAddress) {
  const CannedClient client;
  const Aws::EBS::EBSClient& base = client;
  LabelledPut put;
  put.SetBody(PutOf(5, "five").GetBody());
  put.SetBlockIndex(5);
  EXPECT_TRUE(base.SubmitCallable(&Aws::EBS::EBSClient::PutSnapshotBlock, PutOf(4, "four"))
                  .get()
                  .IsSuccess());
  EXPECT_TRUE(base.PutSnapshotBlockCallable(put).get().IsSuccess());
  EXPECT_EQ(client.blocks(), (Blocks{{4, "four"}, {5, "five"}}));
}

// ---- With handlers, and a context that tells which call was which ----

class BlockContext : public Aws::Client::AsyncCallerContext {
 public:
  explicit BlockContext(int index) : index_(index) {}
  int index() const { return index_; }

 private:
  int index_;
};

class ParallelUpload {
 public:
  void Put(const Aws::EBS::EBSClient& client, int index) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ++in_flight_;
    }
    client.PutSnapshotBlockAsync(
        PutOf(index, "data"),
        [this](const Aws::EBS::EBSClient* /*client*/,
               const Aws::EBS::Model::PutSnapshotBlockRequest& request,
               const Aws::EBS::Model::PutSnapshotBlockOutcome& outcome,
               const std::shared_ptr<const Aws::Client::AsyncCallerContext>& context) {
          const auto block = std::dynamic_pointer_cast<const BlockContext>(context);
          const std::lock_guard<std::mutex> lock(mutex_);
          if (outcome.IsSuccess() && block->index() == request.GetBlockIndex()) ++succeeded_;
          --in_flight_;
          changed_.notify_all();
        },
        Aws::MakeShared<BlockContext>("uploader", index));
  }

  int Wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return in_flight_ == 0; });
    return succeeded_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int in_flight_ = 0;
  int succeeded_ = 0;
};

TEST(Uploader, PutsBlocksAtTheSameTimeWithHandlers) {
  Aws::EBS::EBSClientConfiguration configuration = OfflineConfiguration();
  configuration.executor =
      Aws::MakeShared<Aws::Utils::Threading::PooledThreadExecutor>("uploader", 4u);
  const CannedClient client(configuration);
  ParallelUpload upload;
  for (const int index : {0, 1, 2, 3, 4, 5}) upload.Put(client, index);
  EXPECT_EQ(upload.Wait(), 6);
  EXPECT_EQ(client.blocks().size(), 6u);
}

// ---- Executors of the user's own ----

class QueueExecutor : public Aws::Utils::Threading::Executor {
 public:
  void RunAll() {
    for (auto& task : std::exchange(tasks_, {})) task();
  }
  size_t size() const { return tasks_.size(); }

 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    tasks_.push_back(std::move(task));
    return true;
  }

 private:
  std::vector<std::function<void()>> tasks_;
};

TEST(Uploader, RunsCallsWhereItsExecutorRunsThem) {
  const auto executor = Aws::MakeShared<QueueExecutor>("uploader");
  Aws::EBS::EBSClientConfiguration configuration = OfflineConfiguration();
  configuration.executor = executor;
  const CannedClient client(configuration);
  auto future = client.PutSnapshotBlockCallable(PutOf(0, "data"));
  ParallelUpload upload;
  upload.Put(client, 1);
  EXPECT_EQ(executor->size(), 2u);
  EXPECT_TRUE(client.blocks().empty());
  executor->RunAll();
  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_EQ(upload.Wait(), 1);
}

// ---- Handlers that requests carry ----

TEST(Uploader, HangsHandlersOnItsRequests) {
  Aws::EBS::Model::PutSnapshotBlockRequest put;
  int calls = 0;
  put.SetRequestRetryHandler([&calls](const Aws::AmazonWebServiceRequest&) { ++calls; });
  put.SetDataSentEventHandler([&calls](const Aws::Http::HttpRequest*, long long) { ++calls; });
  put.SetDataReceivedEventHandler(
      [&calls](const Aws::Http::HttpRequest*, Aws::Http::HttpResponse*, long long) { ++calls; });
  put.SetContinueRequestHandler([](const Aws::Http::HttpRequest*) { return false; });
  put.SetRequestSignedHandler([&calls](const Aws::Http::HttpRequest&) { ++calls; });
  const Aws::EBS::Model::PutSnapshotBlockRequest copy = put;
  copy.GetRequestRetryHandler()(copy);
  copy.GetDataSentEventHandler()(nullptr, 1);
  copy.GetDataReceivedEventHandler()(nullptr, nullptr, 1);
  EXPECT_FALSE(copy.GetContinueRequestHandler()(nullptr));
  EXPECT_NE(copy.GetRequestSignedHandler(), nullptr);
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace fauxebs
