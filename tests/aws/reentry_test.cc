// Whatever code of the user's the fake calls may call the fake: no lock is held.
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/core/http/HttpRequest.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/threading/Executor.h>
#include <fauxebs/aws/ebs_client.h>

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <streambuf>
#include <string>
#include <utility>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using fauxebs::Block;
using testing::Gt;
namespace model = Aws::EBS::Model;

using Callback = std::function<void()>;

// A body that calls back when it is read or written to.
class CallingBuffer : public std::streambuf {
 public:
  CallingBuffer(Callback call, std::string text) : call_(std::move(call)), text_(std::move(text)) {
    Rewind(0);
  }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize size) override {
    call_();
    return std::streambuf::xsgetn(to, size);
  }
  std::streamsize xsputn(const char* /*from*/, std::streamsize size) override {
    call_();
    return size;
  }
  pos_type seekoff(off_type offset, std::ios_base::seekdir from,
                   std::ios_base::openmode /*which*/) override {
    if (from == std::ios_base::end) Rewind(static_cast<std::ptrdiff_t>(text_.size()) + offset);
    if (from == std::ios_base::beg) Rewind(offset);
    return gptr() - eback();
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode which) override {
    return seekoff(position, std::ios_base::beg, which);
  }

 private:
  void Rewind(std::ptrdiff_t at) {
    setg(text_.data(), text_.data() + at, text_.data() + text_.size());
  }

  Callback call_;
  std::string text_;
};

class CallingStream : private CallingBuffer, public Aws::IOStream {
 public:
  explicit CallingStream(Callback call, std::string text = "")
      : CallingBuffer(std::move(call), std::move(text)),
        Aws::IOStream(static_cast<CallingBuffer*>(this)) {}
};

using Error = Aws::Client::AWSError<Aws::Client::CoreErrors>;

class CallingStrategy : public Aws::Client::DefaultRetryStrategy {
 public:
  explicit CallingStrategy(Callback call) : call_(std::move(call)) {}

  bool ShouldRetry(const Error& error, long attempted) const override {  // NOLINT: the SDK's
    call_();
    return DefaultRetryStrategy::ShouldRetry(error, attempted);
  }
  long CalculateDelayBeforeNextRetry(const Error& error, long attempted) const override {  // NOLINT
    call_();
    return DefaultRetryStrategy::CalculateDelayBeforeNextRetry(error, attempted);
  }
  bool HasSendToken() override {
    call_();
    return true;
  }
  void RequestBookkeeping(const Aws::Client::HttpResponseOutcome& outcome) override {
    call_();
    DefaultRetryStrategy::RequestBookkeeping(outcome);
  }
  void RequestBookkeeping(const Aws::Client::HttpResponseOutcome& outcome,
                          const Error& last) override {
    call_();
    DefaultRetryStrategy::RequestBookkeeping(outcome, last);
  }

 private:
  Callback call_;
};

class CallingExecutor : public Aws::Utils::Threading::Executor {
 public:
  explicit CallingExecutor(Callback call) : call_(std::move(call)) {}

 protected:
  bool SubmitToThread(std::function<void()>&& work) override {
    call_();
    work();
    return true;
  }

 private:
  Callback call_;
};

class Reentry : public fauxebs::ClientTest {
 protected:
  void TearDown() override {
    EXPECT_THAT(calls, Gt(0)) << "the callback was never called";
    ClientTest::TearDown();
  }

  // All that a test can ask of a fake, by another client; not what it does in its own middle.
  void UseTheFake() {
    if (inside) return;
    inside = true;
    ++calls;
    const std::string id = PendingSnapshot();
    EXPECT_TRUE(other->PutSnapshotBlock(fauxebs::PutRequest(id, 0, block)).IsSuccess());
    model::CompleteSnapshotRequest complete;
    complete.SetSnapshotId(id);
    complete.SetChangedBlocksCount(1);
    EXPECT_TRUE(other->CompleteSnapshot(complete).IsSuccess());
    EXPECT_TRUE(other->GetSnapshotBlock(GetRequest(id, 0)).IsSuccess());
    ebs.On(StartSnapshot).Maybe().LoseReply().Cancel();
    ebs.clock().Advance(1ms);
    ebs.Drain();
    EXPECT_NE(ebs.journal().Timeline(), "");
    EXPECT_NE(ebs.RulesTable(), "");
    EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);
    EXPECT_NE(ebs.StateHash(), 0U);
    ebs.DeleteSnapshot(id);
    inside = false;
  }

  void Put() { EXPECT_TRUE(client->PutSnapshotBlock(put).IsSuccess()); }
  void Get() { EXPECT_TRUE(client->GetSnapshotBlock(get).IsSuccess()); }
  // With a retry.
  void PutTwice() {
    ebs.On(PutSnapshotBlock).Snapshot(pending).Once().Refuse(Throttling());
    Put();
  }

  bool inside = false;
  int calls = 0;
  Callback call = [this] { UseTheFake(); };
  Block block = Block::Random(1);
  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  std::shared_ptr<Aws::EBS::EBSClient> other = MakeEBSClient(ebs);
  std::string pending = PendingSnapshot();
  std::string completed = CompletedSnapshot({{0, block}});
  model::PutSnapshotBlockRequest put = fauxebs::PutRequest(pending, 0, block);
  model::GetSnapshotBlockRequest get = GetRequest(completed, 0);
};

TEST_F(Reentry, IsLegalInAWherePredicate) {
  ebs.On(PutSnapshotBlock)
      .Where([&] {
        call();
        return true;
      })
      .Delay(1ms);
  Put();
}

TEST_F(Reentry, IsLegalInAnUntilPredicate) {
  ebs.On(PutSnapshotBlock)
      .Until([&] {
        call();
        return false;
      })
      .Delay(1ms);
  Put();
}

TEST_F(Reentry, IsLegalInTheStreamOfARequest) {
  put.SetBody(Aws::MakeShared<CallingStream>("test", call, std::string(block.view())));
  Put();
}

TEST_F(Reentry, IsLegalInTheFactoryOfAReplysStream) {
  get.SetResponseStreamFactory([&] {
    call();
    return Aws::New<Aws::StringStream>("test");
  });
  Get();
}

TEST_F(Reentry, IsLegalInTheStreamOfAReply) {
  get.SetResponseStreamFactory([&] { return Aws::New<CallingStream>("test", call); });
  Get();
}

TEST_F(Reentry, IsLegalInAHandlerOfSignedRequests) {
  put.SetRequestSignedHandler([&](const Aws::Http::HttpRequest&) { call(); });
  Put();
}

TEST_F(Reentry, IsLegalInAHandlerOfSentData) {
  put.SetDataSentEventHandler([&](const Aws::Http::HttpRequest*, long long) { call(); });  // NOLINT
  Put();
}

TEST_F(Reentry, IsLegalInAHandlerOfReceivedData) {
  get.SetDataReceivedEventHandler([&](const Aws::Http::HttpRequest*, Aws::Http::HttpResponse*,
                                      long long) { call(); });  // NOLINT(google-runtime-int)
  Get();
}

TEST_F(Reentry, IsLegalInAHandlerOfContinuation) {
  get.SetContinueRequestHandler([&](const Aws::Http::HttpRequest*) {
    call();
    return true;
  });
  Get();
}

TEST_F(Reentry, IsLegalInAHandlerOfRetries) {
  put.SetRequestRetryHandler([&](const Aws::AmazonWebServiceRequest&) { call(); });
  PutTwice();
}

TEST_F(Reentry, IsLegalInARetryStrategy) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.retryStrategy = std::make_shared<CallingStrategy>(call);
  client = MakeEBSClient(ebs, configuration);
  PutTwice();
}

TEST_F(Reentry, IsLegalInAnExecutor) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = std::make_shared<CallingExecutor>(call);
  client = MakeEBSClient(ebs, configuration);
  EXPECT_TRUE(client->PutSnapshotBlockCallable(put).get().IsSuccess());
}

TEST_F(Reentry, IsLegalInAHandlerOfAnAsyncCall) {
  client->PutSnapshotBlockAsync(
      put, [&](const Aws::EBS::EBSClient*, const model::PutSnapshotBlockRequest&,
               const model::PutSnapshotBlockOutcome& outcome,
               const std::shared_ptr<const Aws::Client::AsyncCallerContext>&) {
        EXPECT_TRUE(outcome.IsSuccess());
        call();
      });
  client.reset();
}

}  // namespace
