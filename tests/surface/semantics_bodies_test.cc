// The body of PutSnapshotBlock: a stream that is stored, shared, read whole and read late.
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>

#include <ios>
#include <streambuf>

#include "support/temp_file.h"
#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSErrors;
using fauxebs::Block;
using testing::ElementsAre;
namespace model = Aws::EBS::Model;

class BodyTest : public fauxebs::SdkTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::string id = PendingSnapshot();
  Block block = Block::Random(1);
  model::PutSnapshotBlockRequest request = fauxebs::PutRequestWithoutBody(id, 0, block);
};

// Calls run when the test says so, once each.
class LaterTest : public BodyTest {
 protected:
  std::shared_ptr<fauxebs::QueueingExecutor> later =
      Aws::MakeShared<fauxebs::QueueingExecutor>("test");
  std::shared_ptr<Aws::EBS::EBSClient> lazy =
      MakeEBSClient(ebs, fauxebs::RunningOn(later), NoSdkRetries());
};

using SdkSemantics04 = BodyTest;
using SdkSemantics05 = LaterTest;

// ---- 04: a streaming body ----

TEST_F(SdkSemantics04, SetBodyStoresThePointerAndReadsNothing) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->seekg(1000);

  request.SetBody(stream);

  EXPECT_EQ(request.GetBody(), stream);
  EXPECT_EQ(stream->tellg(), std::streampos(1000));
}

TEST_F(SdkSemantics04, TheWholeStreamIsSentWhereverItWasLeft) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->seekg(1000);
  request.SetBody(stream);

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

TEST_F(SdkSemantics04, TheStreamIsAtItsBeginningAgainBeforeEachRetry) {
  ebs.On(PutSnapshotBlock).First(2).Refuse(RequestThrottled());
  const auto stream = fauxebs::StreamOf(block.view());
  request.SetBody(stream);
  std::vector<std::streamoff> positions;
  request.SetRequestRetryHandler(
      [&](const Aws::AmazonWebServiceRequest&) { positions.push_back(stream->tellg()); });

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_THAT(positions, ElementsAre(0, 0));
}

TEST_F(SdkSemantics04, TheStreamIsLeftFailedAtItsEnd) {
  const auto stream = fauxebs::StreamOf(block.view());
  request.SetBody(stream);

  client->PutSnapshotBlock(request);

  EXPECT_TRUE(stream->eof());
  EXPECT_TRUE(stream->fail());
  EXPECT_EQ(stream->tellg(), std::streampos(-1));
}

TEST_F(SdkSemantics04, WithoutABodyNothingIsSentAndTheServiceSaysSo) {
  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
  EXPECT_EQ(outcome.GetError().GetMessage(), "Failed to read block data");
  EXPECT_THAT(Attempts(PutSnapshotBlock), ElementsAre(1));
}

TEST_F(SdkSemantics04, AnEmptyStreamIsAsGoodAsNone) {
  request.SetBody(fauxebs::StreamOf(""));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), "Failed to read block data");
}

TEST_F(SdkSemantics04, TheClientDoesNotCompareDataLengthWithTheStream) {
  request.SetBody(fauxebs::StreamOf(block.view()));
  request.SetDataLength(1);

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_EQ(outcome.GetError().GetExceptionName(), "ValidationException");
  EXPECT_THAT(Attempts(PutSnapshotBlock), ElementsAre(1));
}

TEST_F(SdkSemantics04, AStreamHandedOverFailedCostsTheFirstAttempt) {
  const auto stream = fauxebs::StreamOf(block.view());
  stream->setstate(std::ios_base::failbit);
  request.SetBody(stream);

  const auto dropped = MakeEBSClient(ebs, NoSdkRetries())->PutSnapshotBlock(request);
  const auto retried = client->PutSnapshotBlock(request);

  EXPECT_EQ(dropped.GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
  EXPECT_TRUE(dropped.GetError().ShouldRetry());
  EXPECT_TRUE(retried.IsSuccess()) << retried.GetError();
}

TEST_F(SdkSemantics04, AFileIsABody) {
  const fauxebs::TempFile file(block.view());
  request.SetBody(Aws::MakeShared<Aws::FStream>("test", file.path().c_str(),
                                                std::ios_base::in | std::ios_base::binary));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

TEST_F(SdkSemantics04, APreallocatedBufferIsABody) {
  std::string bytes(block.view());
  Aws::Utils::Stream::PreallocatedStreamBuf buffer(reinterpret_cast<unsigned char*>(bytes.data()),
                                                   bytes.size());
  request.SetBody(Aws::MakeShared<Aws::IOStream>("test", &buffer));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

// Knows no more than to seek and to give the next byte.
class OneByteBuffer : public std::streambuf {
 public:
  explicit OneByteBuffer(std::string_view bytes) : bytes_(bytes) {}

 protected:
  int_type underflow() override {
    return position_ < bytes_.size() ? traits_type::to_int_type(bytes_[position_])
                                     : traits_type::eof();
  }
  int_type uflow() override {
    const int_type next = underflow();
    ++position_;
    return next;
  }
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) override {
    if (from == std::ios_base::beg) position_ = 0;
    if (from == std::ios_base::end) position_ = bytes_.size();
    position_ += static_cast<std::size_t>(offset);
    return static_cast<off_type>(position_);
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode which) override {
    return seekoff(position, std::ios_base::beg, which);
  }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

TEST_F(SdkSemantics04, AStreamBufferOfTheUsersIsABody) {
  OneByteBuffer buffer(block.view());
  request.SetBody(Aws::MakeShared<Aws::IOStream>("test", &buffer));

  const auto outcome = client->PutSnapshotBlock(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

// ---- 05: the request is copied, its stream is shared ----

TEST_F(SdkSemantics05, WhatIsChangedInTheRequestAfterTheCallIsNotSent) {
  request.SetBody(fauxebs::StreamOf(block.view()));
  auto future = lazy->PutSnapshotBlockCallable(request);

  request.SetBlockIndex(5);
  later->RunAll();

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_THAT(ebs.Snapshot(id).block_indexes(), ElementsAre(0));
}

TEST_F(SdkSemantics05, TheStreamIsSharedByTheCopyAndReadWhenTheTaskRuns) {
  const auto stream = fauxebs::StreamOf("not yet");
  request.SetBody(stream);
  auto future = lazy->PutSnapshotBlockCallable(request);

  stream->seekp(0);
  stream->write(block.view().data(), static_cast<std::streamsize>(block.view().size()));
  later->RunAll();

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_EQ(ebs.Snapshot(id).block(0), block);
}

// One after the other the second finds the stream as the first left it; at once they would race.
TEST_F(SdkSemantics05, TwoRequestsWithOneStreamAreInEachOthersWay) {
  request.SetBody(fauxebs::StreamOf(block.view()));
  model::PutSnapshotBlockRequest other = request;
  other.SetBlockIndex(1);
  auto first = lazy->PutSnapshotBlockCallable(request);
  auto second = lazy->PutSnapshotBlockCallable(other);

  later->RunAll();

  EXPECT_TRUE(first.get().IsSuccess());
  EXPECT_EQ(second.get().GetError().GetErrorType(), EBSErrors::NETWORK_CONNECTION);
}

struct Labelled : model::PutSnapshotBlockRequest {
  using PutSnapshotBlockRequest::PutSnapshotBlockRequest;
  std::string label;
};

TEST_F(SdkSemantics05, ADerivedRequestKeepsItsTypeInTheCopy) {
  Labelled labelled;
  labelled.label = "mine";
  std::string heard;
  lazy->PutSnapshotBlockAsync(
      labelled, [&](const Aws::EBS::EBSClient*, const model::PutSnapshotBlockRequest& sent,
                    const model::PutSnapshotBlockOutcome&, const fauxebs::Context&) {
        if (const auto* copy = dynamic_cast<const Labelled*>(&sent)) heard = copy->label;
      });

  labelled.label = "changed";
  later->RunAll();

  EXPECT_EQ(heard, "mine");
}

}  // namespace
