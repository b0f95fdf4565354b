// What docs/sdk.md quotes on mocks: expectations on top of a fake, and the way there from a mock
// made by hand.

#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <fauxebs/aws/sdk.h>
#include <fauxebs/aws_gmock/mock_ebs_client.h>
#include <fauxebs/gmock/test.h>

#include <memory>
#include <string>
#include <utility>

using namespace fauxebs::words;
using Aws::Client::AWSError;
using Aws::EBS::EBSErrors;
using Aws::EBS::Model::ChecksumAlgorithm;
using Aws::EBS::Model::GetSnapshotBlockOutcome;
using Aws::EBS::Model::GetSnapshotBlockRequest;
using Aws::EBS::Model::GetSnapshotBlockResult;
using Aws::EBS::Model::PutSnapshotBlockOutcome;
using Aws::EBS::Model::PutSnapshotBlockRequest;
using Aws::EBS::Model::PutSnapshotBlockResult;
using fauxebs::Block;
using testing::AllOf;
using testing::ByMove;
using testing::DoDefault;
using testing::NiceMock;
using testing::Return;

namespace {

using testing::_;

// Production code: puts a block, three times at most.
bool Store(const Aws::EBS::EBSClient& client, const PutSnapshotBlockRequest& request) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (request.GetBody()) request.GetBody()->clear();
    const auto outcome = client.PutSnapshotBlock(request);
    if (outcome.IsSuccess()) return true;
    if (!outcome.GetError().ShouldRetry()) return false;
  }
  return false;
}

PutSnapshotBlockRequest Put(const std::string& id, int index, const Block& block) {
  PutSnapshotBlockRequest request;
  request.SetSnapshotId(id);
  request.SetBlockIndex(index);
  request.SetDataLength(static_cast<int>(fauxebs::kBlockSizeBytes));
  request.SetChecksum(block.checksum());
  request.SetChecksumAlgorithm(ChecksumAlgorithm::SHA256);
  request.SetBody(Aws::MakeShared<Aws::StringStream>("test", std::string(block.view())));
  return request;
}

// ---- Before ----

// [before]
class HandMadeMock : public Aws::EBS::EBSClient {
 public:
  HandMadeMock() : EBSClient(Aws::Auth::AWSCredentials("id", "secret")) {}
  MOCK_METHOD(PutSnapshotBlockOutcome, PutSnapshotBlock, (const PutSnapshotBlockRequest&),
              (const, override));
};

TEST(StoreWithAHandMadeMock, TriesAgainWhereItIsThrottled) {
  const fauxebs::AwsSdk sdk;  // or InitAPI in main
  HandMadeMock client;
  EXPECT_CALL(client, PutSnapshotBlock(_))
      .WillOnce(Return(AWSError<EBSErrors>(EBSErrors::THROTTLING, "ThrottlingException", "", true)))
      .WillOnce(Return(PutSnapshotBlockResult()));

  EXPECT_TRUE(Store(client, Put("snap-1", 7, Block::Random(7))));
}
// [before]

// ---- After ----

class StorePage : public fauxebs::Test {
 protected:
  std::string Pending() {
    fauxebs::SnapshotSpec open;
    open.status = fauxebs::SnapshotStatus::kPending;
    return ebs.AddSnapshot(open);
  }
  std::string Completed() {
    fauxebs::SnapshotSpec spec;
    spec.blocks = {{0, Block::Random(1)}};
    return ebs.AddSnapshot(spec);
  }
};

TEST_F(StorePage, TriesAgainWhereItIsThrottledWithItsExpectations) {
  const std::string id = Pending();
  // [between]
  const auto client = MakeMockEBSClient(ebs, NoSdkRetries());
  EXPECT_CALL(*client, PutSnapshotBlock(_))
      .WillOnce(Return(AWSError<EBSErrors>(EBSErrors::THROTTLING, "ThrottlingException", "", true)))
      .WillOnce(DoDefault());  // the fake's answer

  EXPECT_TRUE(Store(*client, Put(id, 7, Block::Random(7))));
  EXPECT_THAT(ebs.Snapshot(id), HasBlock(7, Block::Random(7)));
  // [between]
}

TEST_F(StorePage, TriesAgainWhereItIsThrottled) {
  const std::string id = Pending();
  // [after]
  const auto client = MakeEBSClient(ebs, NoSdkRetries());
  ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());

  EXPECT_TRUE(Store(*client, Put(id, 7, Block::Random(7))));
  EXPECT_THAT(ebs.Snapshot(id), HasBlock(7, Block::Random(7)));
  // [after]
}

// ---- Mocks on top of a fake ----

TEST_F(StorePage, Mock) {
  const std::string id = Pending();
  // [mock]
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, PutSnapshotBlock(AllOf(ForSnapshot(id), ForBlock(7)))).Times(1);

  EXPECT_TRUE(Store(*client, Put(id, 7, Block::Random(7))));
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);  // an expectation changes nothing of what is done
  // [mock]
}

TEST_F(StorePage, Recipe) {
  // [mock-recipe]
  const std::string id = Pending();
  const auto client = MakeMockEBSClient(ebs);
  EXPECT_CALL(*client, PutSnapshotBlock(AllOf(ForSnapshot(id), ForBlock(7)))).Times(1);

  EXPECT_TRUE(client->PutSnapshotBlock(Put(id, 7, Block::Random(7))).IsSuccess());
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);  // an expectation changes nothing of what is done
  // [mock-recipe]
}

TEST_F(StorePage, Lambda) {
  const auto client = MakeMockEBSClient(ebs);
  // [lambda]
  EXPECT_CALL(*client, GetSnapshotBlock(_)).WillRepeatedly([](const GetSnapshotBlockRequest&) {
    GetSnapshotBlockResult result;
    result.ReplaceBody(Aws::New<Aws::StringStream>("test", "too short"));
    return GetSnapshotBlockOutcome(std::move(result));
  });
  // [lambda]
  EXPECT_TRUE(client->GetSnapshotBlock(GetSnapshotBlockRequest()).IsSuccess());
}

TEST_F(StorePage, Once) {
  const auto client = MakeMockEBSClient(ebs);
  // [by-move]
  EXPECT_CALL(*client, GetSnapshotBlock(_))
      .WillOnce(Return(ByMove(GetSnapshotBlockOutcome(GetSnapshotBlockResult()))));
  // [by-move]
  EXPECT_TRUE(client->GetSnapshotBlock(GetSnapshotBlockRequest()).IsSuccess());
}

TEST_F(StorePage, Outcomes) {
  const std::string id = Completed();
  const auto client = MakeEBSClient(ebs);
  // [outcomes]
  GetSnapshotBlockRequest request;
  request.SetSnapshotId(id);
  request.SetBlockIndex(0);
  request.SetBlockToken("AAAB");

  EXPECT_THAT(client->GetSnapshotBlock(request),
              FailsWith(EBSErrors::VALIDATION,
                        Reason(Aws::EBS::Model::ValidationExceptionReason::INVALID_BLOCK_TOKEN)));
  // [outcomes]
}

TEST_F(StorePage, Stack) {
  const std::string id = Pending();
  // [stack]
  NiceMock<fauxebs::MockEBSClient> client(ebs);
  EXPECT_CALL(client, PutSnapshotBlock(_)).Times(2);
  auto first = client.PutSnapshotBlockCallable(Put(id, 0, Block::Random(0)));
  auto second = client.PutSnapshotBlockCallable(Put(id, 1, Block::Random(1)));

  client.Drain();  // before it goes: a destructor is too late for what is mocked
  // [stack]
  EXPECT_TRUE(first.get().IsSuccess());
  EXPECT_TRUE(second.get().IsSuccess());
}

}  // namespace
