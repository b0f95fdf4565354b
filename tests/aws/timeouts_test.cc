#include <fauxebs/aws/ebs_client.h>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using fauxebs::Block;
namespace model = Aws::EBS::Model;

// How long a call takes that hears nothing.
class Timeouts : public fauxebs::ClientTest {
 protected:
  std::chrono::milliseconds Unheard() {
    ebs.On(ListSnapshotBlocks).Once().LoseReply();
    const auto outcome =
        MakeEBSClient(ebs, configuration, NoSdkRetries())->ListSnapshotBlocks(request);
    EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 28, Timeout was reached");
    return Elapsed();
  }

  std::chrono::milliseconds UnheardUpload() {
    ebs.On(PutSnapshotBlock).Once().LoseReply();
    const auto outcome =
        MakeEBSClient(ebs, configuration, NoSdkRetries())
            ->PutSnapshotBlock(fauxebs::PutRequest(PendingSnapshot(), 0, Block::Filled(1)));
    EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 28, Timeout was reached");
    return Elapsed();
  }

  std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(CompletedSnapshot({}));
  Aws::EBS::EBSClientConfiguration configuration;
};

TEST_F(Timeouts, AreThreeSecondsByDefault) { EXPECT_EQ(Unheard(), 3s); }

TEST_F(Timeouts, AreThreeSecondsWithoutAConfiguration) {
  ebs.On(ListSnapshotBlocks).Once().LoseReply();

  MakeEBSClient(ebs, NoSdkRetries())->ListSnapshotBlocks(request);

  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(Timeouts, AreCutToWholeSeconds) {
  configuration.requestTimeoutMs = 2700;
  EXPECT_EQ(Unheard(), 2s);
}

TEST_F(Timeouts, AreNeverLessThanASecond) {
  configuration.requestTimeoutMs = 1;
  EXPECT_EQ(Unheard(), 1s);
}

TEST_F(Timeouts, ComeSixSecondsLaterAfterAnUpload) { EXPECT_EQ(UnheardUpload(), 9s); }

TEST_F(Timeouts, ComeSixSecondsLaterAfterAnUploadHoweverShort) {
  configuration.requestTimeoutMs = 200;
  EXPECT_EQ(UnheardUpload(), 7s);
}

TEST_F(Timeouts, MayBeATrueDeadline) {
  configuration.httpRequestTimeoutMs = 200;
  EXPECT_EQ(UnheardUpload(), 200ms);
}

TEST_F(Timeouts, AreTheSmallerOfBoth) {
  configuration.requestTimeoutMs = 1000;
  configuration.httpRequestTimeoutMs = 5000;
  EXPECT_EQ(Unheard(), 1s);
}

TEST_F(Timeouts, SwitchedOffLeaveTheFakesOwnPatience) {
  configuration.requestTimeoutMs = 0;
  EXPECT_EQ(Unheard(), fauxebs::kPatience);
}

TEST_F(Timeouts, SwitchedOffWaitForAnAnswerHoweverLate) {
  configuration.requestTimeoutMs = 0;
  ebs.On(ListSnapshotBlocks).Once().Delay(1h);

  const auto outcome = MakeEBSClient(ebs, configuration)->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(Elapsed(), 1h);
}

// The call's own second lies within the 2900 ms that others waited.
TEST_F(Timeouts, AndDelaysAreCountedFromTheCallsOwnTime) {
  ebs.On(ListSnapshotBlocks)
      .Once()
      .Where([this](const fauxebs::AttemptedCall& call) {
        ebs.clock().Advance(call.context.attempt == 1 ? 2900ms : 0ms);
        return true;
      })
      .ApplyThenFail(Throttling());
  ebs.On(ListSnapshotBlocks).Once().Delay(1s);

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(Elapsed(), 2900ms);
}

TEST_F(Timeouts, AreRetriedAfterTheirWait) {
  ebs.On(ListSnapshotBlocks).First(2).LoseReply();

  const auto outcome = client->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(Elapsed(), 3s + 0ms + 3s + 50ms);
}

TEST_F(Timeouts, AreReachedByADelayAsLong) {
  ebs.On(ListSnapshotBlocks).Once().Delay(3s);

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->ListSnapshotBlocks(request);

  EXPECT_EQ(outcome.GetError().GetMessage(), "curlCode: 28, Timeout was reached");
}

TEST_F(Timeouts, AreNotReachedByHalfOfIt) {
  ebs.On(ListSnapshotBlocks).Once().Delay(1500ms);

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())->ListSnapshotBlocks(request);

  EXPECT_TRUE(outcome.IsSuccess()) << outcome.GetError();
  EXPECT_EQ(Elapsed(), 1500ms);
}

TEST_F(Timeouts, LeaveWhatTheServiceDidUnheard) {
  ebs.On(PutSnapshotBlock).Once().LoseReply();
  const std::string pending = PendingSnapshot();

  const auto outcome = MakeEBSClient(ebs, NoSdkRetries())
                           ->PutSnapshotBlock(fauxebs::PutRequest(pending, 0, Block::Filled(1)));

  EXPECT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(ebs.Snapshot(pending).block(0), Block::Filled(1));
}

}  // namespace
