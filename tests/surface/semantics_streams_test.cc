// The stream of GetSnapshotBlock: made by the request's factory, filled, and owned by the result.
#include <fstream>
#include <ios>
#include <new>
#include <string>
#include <vector>

#include "support/temp_file.h"
#include "surface/semantics_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using fauxebs::Block;
using fauxebs::CountedStream;
using testing::ElementsAre;
using testing::HasSubstr;
namespace model = Aws::EBS::Model;

class StreamsTest : public fauxebs::SdkTest {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  Block block = Block::Random(1);
  std::string id = CompletedSnapshot({{0, block}});
  model::GetSnapshotBlockRequest request = GetRequest(id, 0);
};

using SdkSemantics10 = StreamsTest;
using SdkSemantics11 = StreamsTest;

// ---- 10: where the stream comes from ----

TEST_F(SdkSemantics10, WithoutAFactoryOfTheUsersItIsInMemory) {
  const auto outcome = client->GetSnapshotBlock(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_TRUE(fauxebs::TextIn(outcome.GetResult().GetBlockData()) == block.view());
}

TEST_F(SdkSemantics10, ItIsGoodAndStandsAtItsBeginning) {
  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_TRUE(outcome.GetResult().GetBlockData().good());
  EXPECT_EQ(outcome.GetResult().GetBlockData().tellg(), std::streampos(0));
}

TEST_F(SdkSemantics10, ItMayBeAFileThatIsWrittenWhenTheCallReturns) {
  const fauxebs::TempFile file;
  request.SetResponseStreamFactory([&] {
    return Aws::New<Aws::FStream>(
        "test", file.path().c_str(),
        std::ios_base::in | std::ios_base::out | std::ios_base::trunc | std::ios_base::binary);
  });

  const auto outcome = client->GetSnapshotBlock(request);

  ASSERT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  std::fstream written(file.path(), std::ios_base::in | std::ios_base::binary);
  EXPECT_TRUE(fauxebs::TextIn(written) == block.view());
}

TEST_F(SdkSemantics10, TheFactoryIsAskedOnceForEachAttemptAlsoForThoseThatFail) {
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
  ~Told() override { texts_->push_back(str().c_str()); }

 private:
  std::vector<std::string>* texts_;
};

TEST_F(SdkSemantics10, TheBodyOfAnErrorIsWrittenIntoAStreamOfTheUsersToo) {
  ebs.On(GetSnapshotBlock).Once().Refuse(RequestThrottled());
  std::vector<std::string> texts;
  request.SetResponseStreamFactory([&texts] { return Aws::New<Told>("test", &texts); });

  MakeEBSClient(ebs, NoSdkRetries())->GetSnapshotBlock(request);

  EXPECT_THAT(texts, ElementsAre(HasSubstr(R"("Reason":"RESOURCE_LEVEL_THROTTLE")")));
}

// ---- 11: who owns it ----

TEST_F(SdkSemantics11, TheStreamLivesAsLongAsTheResult) {
  int alive = 0;
  {
    model::GetSnapshotBlockResult result;
    result.ReplaceBody(Aws::New<CountedStream>("test", &alive));
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

TEST_F(SdkSemantics11, TheStreamMovesWithTheResult) {
  int alive = 0;
  model::GetSnapshotBlockResult result;
  {
    model::GetSnapshotBlockResult first;
    first.ReplaceBody(Aws::New<CountedStream>("test", &alive));
    result = std::move(first);
  }
  EXPECT_EQ(alive, 1);
}

TEST_F(SdkSemantics11, AReplacedBodyIsFreed) {
  int alive = 0;
  model::GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<CountedStream>("test", &alive));
  result.ReplaceBody(Aws::New<CountedStream>("test", &alive));
  EXPECT_EQ(alive, 1);

  result.ReplaceBody(nullptr);
  EXPECT_EQ(alive, 0);
}

TEST_F(SdkSemantics11, TheStreamsOfAttemptsThatFailedAreFreed) {
  ebs.On(GetSnapshotBlock).First(2).Refuse(RequestThrottled());
  int alive = 0;
  request.SetResponseStreamFactory([&alive] { return Aws::New<CountedStream>("test", &alive); });

  const auto outcome = client->GetSnapshotBlock(request);

  EXPECT_EQ(alive, 1);
}

TEST_F(SdkSemantics11, WithoutAStreamAResultHasOneThatGivesNothing) {
  const model::GetSnapshotBlockResult result;

  EXPECT_EQ(result.GetBlockData().get(), std::char_traits<char>::eof());
  EXPECT_TRUE(result.GetBlockData().fail());
}

// Notes every use of the ordinary operator delete.
class Ordinary : public Aws::StringStream {
 public:
  explicit Ordinary(int* deleted) { counter = deleted; }
  static void* operator new(std::size_t size) { return ::operator new(size); }
  static void* operator new(std::size_t, void* place) { return place; }
  static void operator delete(void* memory) {
    ++*counter;
    ::operator delete(memory);
  }
  static void operator delete(void*, void*) {}

 private:
  static inline int* counter = nullptr;
};

// So what comes from a plain `new` must not be given to ReplaceBody: an address sanitizer tells.
TEST_F(SdkSemantics11, NewAndDeleteAreNotTheOnesOfTheLanguage) {
  int deleted = 0;
  model::GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Ordinary>("test", &deleted));

  result.ReplaceBody(nullptr);

  EXPECT_EQ(deleted, 0);
}

}  // namespace
