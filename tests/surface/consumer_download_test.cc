// Code in the style of those who read: token loops, streams that are moved out, own streams,
// errors.
#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "surface/canned_client.h"
#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

// Blocks 0 to 4, each of which holds its index.
void Fill(const CannedClient& client) {
  for (const int index : {0, 1, 2, 3, 4}) {
    Aws::EBS::Model::PutSnapshotBlockRequest put;
    put.SetBlockIndex(index);
    put.SetBody(Aws::MakeShared<Aws::StringStream>(kTag, std::to_string(index)));
    client.PutSnapshotBlock(put);
  }
}

Aws::EBS::Model::GetSnapshotBlockRequest GetOf(int index) {
  Aws::EBS::Model::GetSnapshotBlockRequest get;
  get.SetSnapshotId("snap-canned");
  get.SetBlockIndex(index);
  get.SetBlockToken("t");
  return get;
}

// ---- Lists ----

std::vector<int> IndexesByTokens(const Aws::EBS::EBSClient& client) {
  std::vector<int> indexes;
  Aws::EBS::Model::ListSnapshotBlocksRequest request;
  request.SetSnapshotId("snap-canned");
  request.SetMaxResults(1000);
  Aws::String token;
  do {
    if (!token.empty()) request.SetNextToken(token);
    const auto outcome = client.ListSnapshotBlocks(request);
    if (!outcome.IsSuccess()) break;
    for (const auto& block : outcome.GetResult().GetBlocks()) {
      indexes.push_back(block.GetBlockIndex());
    }
    token = outcome.GetResult().GetNextToken();
  } while (!token.empty());
  return indexes;
}

TEST(Downloader, FollowsTokens) {
  const CannedClient client;
  Fill(client);
  EXPECT_EQ(IndexesByTokens(client), (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(Downloader, SeesWhichBlocksAreNew) {
  const CannedClient client;
  Fill(client);
  Aws::EBS::Model::ListChangedBlocksRequest request;
  request.WithFirstSnapshotId("snap-1").WithSecondSnapshotId("snap-2");
  const auto outcome = client.ListChangedBlocks(request);
  ASSERT_EQ(outcome.GetResult().GetChangedBlocks().size(), 5u);
  EXPECT_FALSE(outcome.GetResult().GetChangedBlocks()[0].FirstBlockTokenHasBeenSet());
  EXPECT_TRUE(outcome.GetResult().GetChangedBlocks()[1].FirstBlockTokenHasBeenSet());
  EXPECT_EQ(outcome.GetResult().GetChangedBlocks()[1].GetFirstBlockToken(), "first");
}

#if FAUXEBS_SDK_HAS_PAGINATORS
TEST(Downloader, WalksPages) {
  CannedClient client;
  Fill(client);
  Aws::EBS::EBSClient& base = client;
  Aws::EBS::Model::ListSnapshotBlocksRequest request;
  request.SetSnapshotId("snap-canned");
  std::vector<size_t> sizes;
  for (const auto& outcome : base.ListSnapshotBlocksPaginator(request)) {
    ASSERT_TRUE(outcome.IsSuccess());
    sizes.push_back(outcome.GetResult().GetBlocks().size());
  }
  EXPECT_EQ(sizes, (std::vector<size_t>{2, 2, 1}));
}

TEST(Downloader, SeesTheFailedPageAsTheLast) {
  CannedClient client;
  Aws::EBS::Model::ListSnapshotBlocksRequest request;
  request.WithSnapshotId("snap-canned").SetNextToken("expired");
  auto pages = client.ListSnapshotBlocksPaginator(request);
  auto page = pages.begin();
  ASSERT_NE(page, pages.end());
  EXPECT_EQ((*page).GetError().GetErrorType(), Aws::EBS::EBSErrors::VALIDATION);
  ++page;
  EXPECT_EQ(page, pages.end());
}
#endif

// ---- Reads ----

TEST(Downloader, ReadsABlockIntoMemory) {
  const CannedClient client;
  Fill(client);
  auto outcome = client.GetSnapshotBlock(GetOf(3));
  ASSERT_TRUE(outcome.IsSuccess());
  std::vector<char> data(static_cast<size_t>(outcome.GetResult().GetDataLength()));
  outcome.GetResult().GetBlockData().read(data.data(), static_cast<std::streamsize>(data.size()));
  EXPECT_EQ(data, std::vector<char>{'3'});
}

TEST(Downloader, TakesTheStreamAndLetsTheOutcomeGo) {
  const CannedClient client;
  Fill(client);
  Aws::EBS::Model::GetSnapshotBlockResult result;
  {
    auto outcome = client.GetSnapshotBlockCallable(GetOf(2)).get();
    result = outcome.GetResultWithOwnership();
  }
  EXPECT_EQ(ReadAll(result.GetBlockData()), "2");
}

// A stream as users derive it.
class MarkedStream : public Aws::StringStream {
 public:
  explicit MarkedStream(std::string mark) : mark_(std::move(mark)) {}
  const std::string& mark() const { return mark_; }

 private:
  std::string mark_;
};

TEST(Downloader, ReadsIntoItsOwnStream) {
  const CannedClient client;
  Fill(client);
  auto get = GetOf(4);
  get.SetResponseStreamFactory([] { return Aws::New<MarkedStream>("downloader", "mine"); });
  auto outcome = client.GetSnapshotBlock(get);
  auto& stream = dynamic_cast<MarkedStream&>(outcome.GetResult().GetBlockData());
  EXPECT_EQ(stream.mark(), "mine");
  EXPECT_EQ(stream.str(), "4");
}

TEST(Downloader, KeepsBlocksThatHandlersBring) {
  const CannedClient client;
  Fill(client);
  std::promise<Aws::EBS::Model::GetSnapshotBlockResult> promise;
  client.GetSnapshotBlockAsync(
      GetOf(1),
      [&promise](const Aws::EBS::EBSClient*, const Aws::EBS::Model::GetSnapshotBlockRequest&,
                 Aws::EBS::Model::GetSnapshotBlockOutcome outcome,
                 const std::shared_ptr<const Aws::Client::AsyncCallerContext>& context) {
        EXPECT_EQ(context, nullptr);
        promise.set_value(outcome.GetResultWithOwnership());
      });
  EXPECT_EQ(ReadAll(promise.get_future().get().GetBlockData()), "1");
}

TEST(Downloader, BindsHandlersThatTakeTheOutcomeByReference) {
  const CannedClient client;
  Fill(client);
  std::promise<std::string> promise;
  client.SubmitAsync(
      &Aws::EBS::EBSClient::GetSnapshotBlock, GetOf(0),
      [&promise](const Aws::EBS::EBSClient*, const Aws::EBS::Model::GetSnapshotBlockRequest&,
                 const Aws::EBS::Model::GetSnapshotBlockOutcome& outcome,
                 const std::shared_ptr<const Aws::Client::AsyncCallerContext>&) {
        promise.set_value(ReadAll(outcome.GetResult().GetBlockData()));
      });
  EXPECT_EQ(promise.get_future().get(), "0");
}

// ---- Errors ----

std::string Advice(const Aws::EBS::EBSError& error) {
  switch (error.GetErrorType()) {
    case Aws::EBS::EBSErrors::THROTTLING:
    case Aws::EBS::EBSErrors::NETWORK_CONNECTION:
      return "again";
    case Aws::EBS::EBSErrors::RESOURCE_NOT_FOUND:
      return "gone";
    default:
      return error.ShouldRetry() ? "again" : "report";
  }
}

TEST(Downloader, DecidesByTheErrorsType) {
  const CannedClient client;
  const auto outcome = client.GetSnapshotBlock(GetOf(0));
  EXPECT_EQ(Advice(outcome.GetError()), "gone");
  EXPECT_EQ(Advice(Aws::Client::AWSError<Aws::EBS::EBSErrors>(Aws::EBS::EBSErrors::INTERNAL_SERVER,
                                                              false)),
            "report");
}

TEST(Downloader, TakesTheErrorOutToAskForItsModel) {
  const CannedClient client;
  const auto outcome = client.GetSnapshotBlock(GetOf(0));
  auto error = outcome.GetError();
  EXPECT_EQ(error.GetModeledError<Aws::EBS::Model::ResourceNotFoundException>().GetReason(),
            Aws::EBS::Model::ResourceNotFoundExceptionReason::NOT_SET);
  Aws::EBS::EBSError moved = std::move(error);
  EXPECT_EQ(moved.GetMessage(), "no");
}

// ---- Clients as members ----

class BackupTool {
 public:
  void Connect(const Aws::EBS::EBSClientConfiguration& configuration) {
    client_ = Aws::EBS::EBSClient(configuration);
  }
  Aws::EBS::EBSClient& client() { return client_; }

 private:
  Aws::EBS::EBSClient client_;
};

TEST(BackupTool, AssignsToItsDefaultConstructedClient) {
  BackupTool tool;
  tool.Connect(OfflineConfiguration());
  const Aws::EBS::EBSClient copy = tool.client();
  EXPECT_STREQ(copy.GetServiceClientName(), "EBS");
}

TEST(BackupTool, IsHandedAFakeByReferenceOrPointer) {
  const auto client = std::make_shared<CannedClient>();
  Fill(*client);
  const std::shared_ptr<Aws::EBS::EBSClient> base = client;
  EXPECT_EQ(IndexesByTokens(*base).size(), 5u);
}

}  // namespace
}  // namespace fauxebs
