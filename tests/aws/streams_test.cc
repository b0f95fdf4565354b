#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <fauxebs/aws/ebs_client.h>

#include <fstream>
#include <streambuf>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSErrors;
using fauxebs::Block;
using fauxebs::PutRequestWithoutBody;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace model = Aws::EBS::Model;

constexpr const char* kReceiveError = "curlCode: 56, Failure when receiving data from the peer";
constexpr const char* kWriteError =
    "curlCode: 23, Failed writing received data to disk/application";

// Accepts nothing and gives nothing.
class BrokenBuffer : public std::streambuf {};

// Says it holds more than it gives.
class ShortBuffer : public std::streambuf {
 protected:
  pos_type seekoff(off_type, std::ios_base::seekdir direction, std::ios_base::openmode) override {
    if (direction == std::ios_base::beg) position_ = 0;
    if (direction == std::ios_base::end) position_ = 524288;
    return position_;
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode) override {
    return position_ = position;
  }

 private:
  pos_type position_ = 0;
};

class RequestBody : public fauxebs::ClientTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::shared_ptr<Aws::EBS::EBSClient> single_minded = MakeEBSClient(ebs, NoSdkRetries());
  std::string id = PendingSnapshot();
  Block block = Block::Random(1);
  model::PutSnapshotBlockRequest request = PutRequestWithoutBody(id, 0, block);
};

TEST_F(RequestBody, IsSentFromItsBeginningWhereverItWasLeft) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->seekg(1000);
  request.SetBody(stream);

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

TEST_F(RequestBody, IsSentFromItsBeginningThoughItWasReadToItsEnd) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->seekg(0, std::ios_base::end);
  stream->peek();
  ASSERT_TRUE(stream->eof());
  request.SetBody(stream);

  const auto outcome = single_minded->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
}

TEST_F(RequestBody, IsLeftAtItsEndAndFailed) {
  const auto stream = fauxebs::StreamOf(block.view());
  request.SetBody(stream);

  client->PutSnapshotBlock(request);

  EXPECT_TRUE(stream->eof());
  EXPECT_TRUE(stream->fail());
  EXPECT_EQ(stream->tellg(), std::streampos(-1));
}

TEST_F(RequestBody, MayBeAnyStream) {
  std::string bytes(block.view());
  Aws::Utils::Stream::PreallocatedStreamBuf buffer(reinterpret_cast<unsigned char*>(bytes.data()),
                                                   bytes.size());
  request.SetBody(Aws::MakeShared<Aws::IOStream>("test", &buffer));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

TEST_F(RequestBody, TooShortIsRefusedByTheServiceWhateverDataLengthSays) {
  request.SetBody(fauxebs::StreamOf("short"));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
  EXPECT_EQ(outcome.GetError().GetMessage(), "Failed to read block data");
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);
}

TEST_F(RequestBody, TooLongIsRefusedByTheService) {
  request.SetBody(fauxebs::StreamOf(std::string(block.view()) + "x"));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);
}

TEST_F(RequestBody, AbsentIsAnEmptyOne) {
  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), "Failed to read block data");
}

TEST_F(RequestBody, HandedOverFailedCostsTheFirstAttempt) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->setstate(std::ios_base::failbit);
  request.SetBody(stream);

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(Attempts(PutSnapshotBlock), ElementsAre(2));
}

TEST_F(RequestBody, SentTwiceUnclearedIsAConnectionErrorToWhoeverDoesNotRetry) {
  request.SetBody(fauxebs::StreamOf(block.view()));
  single_minded->PutSnapshotBlock(request);

  const auto outcome = single_minded->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(), kReceiveError);
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST_F(RequestBody, OfUnknownLengthIsAConnectionError) {
  BrokenBuffer buffer;
  request.SetBody(Aws::MakeShared<Aws::IOStream>("test", &buffer));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), kReceiveError);
  EXPECT_EQ(LastOutcome(), "not sent: its body could not be read");
  EXPECT_THAT(ebs.journal().entries(fauxebs::Side::kService), IsEmpty());
}

TEST_F(RequestBody, ThatRunsOutEarlyReachesNobody) {
  ShortBuffer buffer;
  request.SetBody(Aws::MakeShared<Aws::IOStream>("test", &buffer));

  const auto outcome = single_minded->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), kReceiveError);
  EXPECT_EQ(LastOutcome(), "not sent: its body could not be read");
  EXPECT_THAT(ebs.journal().entries(fauxebs::Side::kService), IsEmpty());
}

TEST_F(RequestBody, IsReadAnewForEachAttempt) {
  ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());
  request.SetBody(fauxebs::StreamOf(block.view()));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

TEST_F(RequestBody, IsReadWhenTheTaskRuns) {
  class Later : public Aws::Utils::Threading::Executor {
   public:
    std::function<void()> task;

   protected:
    bool SubmitToThread(std::function<void()>&& work) override {
      task = std::move(work);
      return true;
    }
  };
  const auto later = Aws::MakeShared<Later>("test");
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = later;
  const auto lazy = MakeEBSClient(ebs, configuration);
  const auto stream = fauxebs::StreamOf("not yet");
  request.SetBody(stream);
  auto future = lazy->PutSnapshotBlockCallable(request);
  stream->seekp(0);
  stream->write(block.view().data(), 524288);

  later->task();

  EXPECT_TRUE(future.get().IsSuccess());
}

class ReplyStream : public fauxebs::ClientTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  Block block = Block::Random(1);
  std::string id = CompletedSnapshot({{0, block}});
  model::GetSnapshotBlockRequest request = GetRequest(id, 0);
};

TEST_F(ReplyStream, StandsAtItsBeginning) {
  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_TRUE(outcome.GetResult().GetBlockData().good());
  EXPECT_EQ(outcome.GetResult().GetBlockData().tellg(), std::streampos(0));
}

TEST_F(ReplyStream, OutlivesItsOutcomeWithTheResult) {
  model::GetSnapshotBlockResult result;
  {
    auto outcome = client->GetSnapshotBlock(request);
    result = outcome.GetResultWithOwnership();
  }

  EXPECT_TRUE(fauxebs::TextIn(result.GetBlockData()) == block.view());
}

TEST_F(ReplyStream, IsMadeByTheFactoryOfTheRequest) {
  const std::string path = testing::TempDir() + "fauxebs_reply_stream";
  request.SetResponseStreamFactory([&path] {
    return Aws::New<Aws::FStream>(
        "test", path,
        std::ios_base::in | std::ios_base::out | std::ios_base::trunc | std::ios_base::binary);
  });

  const auto outcome = client->GetSnapshotBlock(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  std::fstream file(path, std::ios_base::in | std::ios_base::binary);
  EXPECT_TRUE(fauxebs::TextIn(file) == block.view());
}

TEST_F(ReplyStream, IsMadeOnceForEachAttempt) {
  ebs.On(GetSnapshotBlock).First(2).Refuse(RequestThrottled());
  int made = 0;
  request.SetResponseStreamFactory([&made] {
    ++made;
    return Aws::New<Aws::StringStream>("test");
  });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(made, 3);
}

// Hands its text on when it goes.
class Told : public Aws::StringStream {
 public:
  explicit Told(std::vector<std::string>* texts) : texts_(texts) {}
  ~Told() override { texts_->push_back(str()); }

 private:
  std::vector<std::string>* texts_;
};

TEST_F(ReplyStream, TakesTheBodyOfAnErrorToo) {
  std::vector<std::string> texts;
  request.SetBlockToken("AAAB");
  request.SetResponseStreamFactory([&texts] { return Aws::New<Told>("test", &texts); });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
  EXPECT_THAT(texts, ElementsAre(HasSubstr(R"("Reason":"INVALID_BLOCK_TOKEN")")));
}

TEST_F(ReplyStream, TakesNothingWhereNobodyAnswered) {
  ebs.On(GetSnapshotBlock).Once().LoseReply();
  std::vector<std::string> texts;
  request.SetResponseStreamFactory([&texts] { return Aws::New<Told>("test", &texts); });

  MakeEBSClient(ebs, NoSdkRetries())->GetSnapshotBlock(request);

  EXPECT_THAT(texts, ElementsAre(IsEmpty()));
}

TEST_F(ReplyStream, ThatIsNotThereIsAWriteError) {
  request.SetResponseStreamFactory([]() -> Aws::IOStream* { return nullptr; });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_EQ(outcome.GetError().GetMessage(), kWriteError);
  EXPECT_TRUE(outcome.GetError().ShouldRetry());
}

TEST_F(ReplyStream, ThatTakesNothingIsAWriteError) {
  BrokenBuffer buffer;
  request.SetResponseStreamFactory([&buffer] { return Aws::New<Aws::IOStream>("test", &buffer); });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), kWriteError);
  EXPECT_THAT(Attempts(GetSnapshotBlock), testing::SizeIs(11));
  EXPECT_EQ(LastOutcome(), std::string("lost: ") + kWriteError);
}

TEST_F(ReplyStream, ThatTakesNothingKeepsTheHeadersThatHadArrived) {
  request.SetResponseStreamFactory([]() -> Aws::IOStream* { return nullptr; });

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->GetSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetResponseCode(), Aws::Http::HttpResponseCode::REQUEST_NOT_MADE);
  EXPECT_THAT(outcome.GetError().GetResponseHeaders(),
              testing::Contains(testing::Pair("x-amz-data-length", "524288")));
}

TEST_F(ReplyStream, ThatTakesNothingIsNotNoticedByTheClientOfTheCrt) {
  request.SetResponseStreamFactory([]() -> Aws::IOStream* { return nullptr; });
  fauxebs::ClientOptions crt;
  crt.http_client = fauxebs::HttpClient::kCrt;

  const auto outcome = MakeEBSClient(ebs, crt)->GetSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess());
  EXPECT_THAT(fauxebs::TextIn(outcome.GetResult().GetBlockData()), IsEmpty());
}

TEST_F(ReplyStream, IsMadeForEveryOperationWhereItsFactoryIsTheUsers) {
  std::vector<std::string> texts;
  model::ListSnapshotBlocksRequest list = fauxebs::ListRequest(id);
  list.SetResponseStreamFactory([&texts] { return Aws::New<Told>("test", &texts); });

  const auto outcome = client->ListSnapshotBlocks(list);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(texts, ElementsAre(testing::AllOf(HasSubstr(R"("BlockIndex":0)"),
                                                HasSubstr(R"("VolumeSize":1)"))));
}

TEST_F(ReplyStream, CarriesADamagedBlockAsItArrived) {
  ebs.On(GetSnapshotBlock).Once().CorruptReply();

  const auto outcome = client->GetSnapshotBlock(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(outcome.GetResult().GetChecksum(), block.checksum());
  EXPECT_FALSE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == block.view());
}

}  // namespace
