// Replies that do not arrive as they were sent: what the caller hears, what the service holds, and
// what a door is told that puts them on a wire.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::IsEmpty;
using testing::IsNull;
using testing::NotNull;
using testing::Optional;

struct SentReplies : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string pending = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  std::string completed = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));
  GetSnapshotBlockRequest get = GetOf(completed, 0, TokenOf(*service, completed, 0));
  SentReply sent;

  // Of a door that puts replies on a wire.
  CallContext Context() {
    CallContext context;
    context.sent = &sent;
    return context;
  }
  Result<PutSnapshotBlockResponse> Put(std::int64_t index = 7) {
    return service->PutSnapshotBlock(PutOf(pending, index, Block::Filled(2)), Context());
  }
  Result<GetSnapshotBlockResponse> Get() { return service->GetSnapshotBlock(get, Context()); }
  Result<CompleteSnapshotResponse> Complete(std::int64_t count) {
    return service->CompleteSnapshot(CompleteOf(pending, count), Context());
  }
  SnapshotStatus Status() const { return ebs.Snapshot(pending).status(); }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }

  // What the service answered. Requires: sent.answer.
  const Bytes& SentBlock() const {
    return std::get<GetSnapshotBlockResponse>(**sent.answer).block_data;
  }
  const CompleteSnapshotResponse& SentCompletion() const {
    return std::get<CompleteSnapshotResponse>(**sent.answer);
  }
};

struct CutSentReply : SentReplies {};

TEST_F(CutSentReply, IsTheServicesAnswerAndHowMuchOfItArrives) {
  ebs.On(GetSnapshotBlock).CutReply(1000);
  EXPECT_THAT(Get(), FailsWith(ErrorCode::kReplyCut));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_EQ(SentBlock(), Block::Filled(1).bytes());
  EXPECT_EQ(sent.bytes, 1000U);
  EXPECT_FALSE(sent.stalls);
}

TEST_F(CutSentReply, MayBeOfAnyOperationWhoseReplyHasABody) {
  ebs.On(CompleteSnapshot).CutReply(5);
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kReplyCut));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_EQ(SentCompletion().status, SnapshotStatus::kPending);
  EXPECT_EQ(sent.bytes, 5U);
}

TEST_F(CutSentReply, MayBeARefusalOfTheService) {
  ebs.On(CompleteSnapshot).CutReply(5);
  EXPECT_THAT(service->CompleteSnapshot(CompleteOf("snap-0", 0), Context()),
              FailsWith(ErrorCode::kReplyCut));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_THAT(*sent.answer, FailsWith(ErrorCode::kResourceNotFound));
}

TEST_F(CutSentReply, IsNothingWhereItsTimeIsUpBefore) {
  ebs.On(GetSnapshotBlock).Delay(3s);
  ebs.On(GetSnapshotBlock).CutReply(1000);
  EXPECT_THAT(Get(), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(sent.answer, IsNull());
}

TEST_F(CutSentReply, IsNothingWhereTheReplyArrivesWhole) {
  EXPECT_THAT(Get(), Succeeds());
  EXPECT_THAT(sent.answer, IsNull());
}

TEST_F(CutSentReply, IsNothingWhereTheReplyIsLost) {
  ebs.On(GetSnapshotBlock).LoseReply();
  EXPECT_THAT(Get(), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(sent.answer, IsNull());
}

TEST_F(CutSentReply, IsNothingOfAMessageThatLandsLate) {
  ebs.On(CompleteSnapshot).Nth(1).DeliverLate(1s);
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kTimeout));
  ebs.Drain();
  EXPECT_EQ(Status(), SnapshotStatus::kCompleted);
  EXPECT_THAT(sent.answer, IsNull());
}

struct StallFault : SentReplies {};

TEST_F(StallFault, IsATimeOutToTheClient) {
  ebs.On(PutSnapshotBlock).Stall(0);
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(StallFault, LeavesTheEffect) {
  ebs.On(PutSnapshotBlock).Stall(0);
  static_cast<void>(Put());
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
}

TEST_F(StallFault, TakesAsLongAsTheClientListens) {
  ebs.On(GetSnapshotBlock).Stall(1000);
  CallContext patient;
  patient.deadline = kClockEpoch + 10s;
  static_cast<void>(service->GetSnapshotBlock(get, patient));
  EXPECT_EQ(Elapsed(), 10s);
}

TEST_F(StallFault, LooksToTheClientAsALostReply) {
  ebs.On(GetSnapshotBlock).Nth(1).Stall(1000);
  ebs.On(GetSnapshotBlock).LoseReply();
  EXPECT_EQ(Get().error(), Get().error());
}

TEST_F(StallFault, TellsTheDoorHowMuchComesBeforeTheSilence) {
  ebs.On(GetSnapshotBlock).Stall(1000);
  static_cast<void>(Get());
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_EQ(SentBlock(), Block::Filled(1).bytes());
  EXPECT_EQ(sent.bytes, 1000U);
  EXPECT_TRUE(sent.stalls);
}

TEST_F(StallFault, StallsARefusalToo) {
  ebs.On(PutSnapshotBlock).Stall(5);
  EXPECT_THAT(Put(2048), FailsWith(ErrorCode::kTimeout));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_THAT(*sent.answer, FailsWith(ErrorCode::kValidation));
}

TEST_F(StallFault, MayStrikeAnyOperation) {
  ebs.OnAny().Stall(0);
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(Complete(1), FailsWith(ErrorCode::kTimeout));
}

TEST_F(StallFault, SendsNothingWhereItsTimeIsUpBefore) {
  ebs.On(GetSnapshotBlock).Delay(3s);
  ebs.On(GetSnapshotBlock).Stall(1000);
  EXPECT_THAT(Get(), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(sent.answer, IsNull());
  EXPECT_FALSE(sent.stalls);
}

struct GarbleReplyFault : SentReplies {};

TEST_F(GarbleReplyFault, IsAnErrorOfItsOwn) {
  ebs.On(CompleteSnapshot).GarbleReply();
  const auto heard = Complete(0);
  ASSERT_THAT(heard, FailsWith(ErrorCode::kReplyGarbled));
  EXPECT_EQ(heard.error().message, "the body of the reply is no JSON");
  EXPECT_TRUE(heard.error().retryable);
  EXPECT_EQ(heard.error().http_status, 0);
}

TEST_F(GarbleReplyFault, LeavesTheEffect) {
  ebs.On(CompleteSnapshot).GarbleReply();
  static_cast<void>(Complete(0));
  EXPECT_EQ(Status(), SnapshotStatus::kCompleted);
}

TEST_F(GarbleReplyFault, TakesNoTime) {
  ebs.On(CompleteSnapshot).GarbleReply();
  static_cast<void>(Complete(0));
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(GarbleReplyFault, TellsTheDoorWhatTheServiceAnswered) {
  ebs.On(CompleteSnapshot).GarbleReply();
  static_cast<void>(Complete(0));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_EQ(SentCompletion().status, SnapshotStatus::kPending);
  EXPECT_FALSE(sent.stalls);
}

TEST_F(GarbleReplyFault, GarblesARefusalToo) {
  ebs.On(CompleteSnapshot).GarbleReply();
  EXPECT_THAT(service->CompleteSnapshot(CompleteOf("snap-0", 0), Context()),
              FailsWith(ErrorCode::kReplyGarbled));
  ASSERT_THAT(sent.answer, NotNull());
  EXPECT_THAT(*sent.answer, FailsWith(ErrorCode::kResourceNotFound));
}

struct DropHeaderFault : SentReplies {
  Rule checksum = ebs.OnAny().Maybe().DropHeader("x-amz-Checksum");
};

TEST_F(DropHeaderFault, LeavesTheMemberEmptyThatTravelsThere) {
  const GetSnapshotBlockResponse got = Get().value();
  EXPECT_THAT(got.checksum, IsEmpty());
  EXPECT_EQ(got.checksum_algorithm, "SHA256");
  EXPECT_EQ(got.data_length, 524288);
  EXPECT_EQ(got.block_data, Block::Filled(1).bytes());
}

TEST_F(DropHeaderFault, MayDropAnyHeaderOfTheReply) {
  ebs.On(GetSnapshotBlock).Nth(1).DropHeader("x-amz-Data-Length");
  ebs.On(GetSnapshotBlock).Nth(1).DropHeader("x-amz-Checksum-Algorithm");
  checksum.Cancel();
  EXPECT_EQ(Get().value().data_length, 0);
  EXPECT_THAT(Get().value().checksum_algorithm, IsEmpty());
}

TEST_F(DropHeaderFault, TakesTheNameInAnyCase) {
  checksum.Cancel();
  ebs.On(PutSnapshotBlock).DropHeader("X-AMZ-CHECKSUM");
  EXPECT_THAT(Put().value().checksum, IsEmpty());
}

TEST_F(DropHeaderFault, LeavesTheEffect) {
  EXPECT_THAT(Put().value().checksum, IsEmpty());
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
}

TEST_F(DropHeaderFault, LeavesARefusalAsItIs) {
  EXPECT_THAT(Put(2048), FailsWith(ErrorCode::kValidation));
  EXPECT_EQ(checksum.fired(), 0U);
}

TEST_F(DropHeaderFault, IsNotAboutOperationsWhoseRepliesHaveNoSuchHeader) {
  EXPECT_THAT(Complete(0), Succeeds());
  EXPECT_EQ(checksum.matched(), 0U);
}

struct BareServiceUnavailableFault : SentReplies {
  Rule bare = ebs.On(PutSnapshotBlock).Refuse(BareServiceUnavailable());
};

TEST_F(BareServiceUnavailableFault, IsA503WithoutAMessage) {
  const auto heard = Put();
  ASSERT_THAT(heard, FailsWith(ErrorCode::kServiceUnavailable));
  EXPECT_EQ(heard.error().http_status, 503);
  EXPECT_THAT(heard.error().message, IsEmpty());
  EXPECT_TRUE(heard.error().retryable);
}

TEST_F(BareServiceUnavailableFault, IsNotTheServicesAndHasNoRequestId) {
  EXPECT_THAT(Put().error().request_id, IsEmpty());
}

TEST(BareServiceUnavailable, AloneIsBare) {
  EXPECT_TRUE(IsBare(BareServiceUnavailable()));
  EXPECT_FALSE(IsBare(ServiceUnavailable()));
  EXPECT_FALSE(IsBare(Validation(ErrorReason::kInvalidTag, "")));
}

}  // namespace
}  // namespace fauxebs
