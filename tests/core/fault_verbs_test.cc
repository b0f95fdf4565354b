// What each fault does: what the client sees, what the service holds, what the clock shows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

struct FaultVerb : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string pending = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  std::string completed = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));

  // How long this caller listens.
  std::optional<std::chrono::milliseconds> patience;

  CallContext Context() {
    CallContext context;
    if (patience) context.deadline = ebs.clock().Now() + *patience;
    return context;
  }
  Result<PutSnapshotBlockResponse> Put(std::int64_t index = 7) {
    return service->PutSnapshotBlock(PutOf(pending, index, Block::Filled(2)), Context());
  }
  Result<GetSnapshotBlockResponse> Get() {
    return service->GetSnapshotBlock(GetOf(completed, 0, TokenOf(*service, completed, 0)),
                                     Context());
  }
  Result<CompleteSnapshotResponse> Complete(std::int64_t count) {
    return service->CompleteSnapshot(CompleteOf(pending, count), Context());
  }

  std::uint64_t Held() { return ebs.Snapshot(pending).blocks(); }
  std::chrono::milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }
};

struct RefuseFault : FaultVerb {};

TEST_F(RefuseFault, AnswersWithTheError) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_EQ(Put().error(), RequestThrottled());
}

TEST_F(RefuseFault, LeavesTheServiceAsItWas) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  static_cast<void>(Put());
  EXPECT_EQ(Held(), 0U);
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 0U);
}

TEST_F(RefuseFault, TakesNoTime) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(RefuseFault, GivesEachAnswerARequestIdOfItsOwn) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  const std::string first = Put().error().request_id;
  const std::string second = Put().error().request_id;
  EXPECT_THAT(first, SizeIs(36));
  EXPECT_NE(first, second);
}

TEST_F(RefuseFault, NeverHidesThatTheRequestBreaksTheModel) {
  const Rule rule = ebs.On(PutSnapshotBlock).Maybe().Refuse(RequestThrottled());
  EXPECT_THAT(Put(-1), FailsWith(ErrorCode::kValidation));
  EXPECT_EQ(rule.matched(), 0U);
}

TEST_F(RefuseFault, ComesBeforeWhatTheServiceItselfWouldRefuse) {
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_THAT(Put(2048), FailsWith(ErrorCode::kRequestThrottled));
}

struct LoseRequestFault : FaultVerb {};

TEST_F(LoseRequestFault, IsATimeOutToTheClient) {
  ebs.On(PutSnapshotBlock).LoseRequest();
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(LoseRequestFault, NeverReachesTheService) {
  ebs.On(PutSnapshotBlock).LoseRequest();
  static_cast<void>(Put());
  EXPECT_EQ(Held(), 0U);
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 0U);
}

TEST_F(LoseRequestFault, TakesAsLongAsTheClientListens) {
  patience = 500ms;
  ebs.On(PutSnapshotBlock).LoseRequest();
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 500ms);
}

TEST_F(LoseRequestFault, TakesThreeSecondsWhereTheClientHasNoDeadline) {
  ebs.On(PutSnapshotBlock).LoseRequest();
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(LoseRequestFault, OnACompletionLeavesTheSnapshotOpen) {
  ebs.On(CompleteSnapshot).LoseRequest();
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kTimeout));
  EXPECT_THAT(Put(), Succeeds());
}

struct LoseReplyFault : FaultVerb {};

TEST_F(LoseReplyFault, IsATimeOutToTheClient) {
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
}

TEST_F(LoseReplyFault, LeavesTheEffect) {
  ebs.On(PutSnapshotBlock).LoseReply();
  static_cast<void>(Put());
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 1U);
}

TEST_F(LoseReplyFault, TakesAsLongAsTheClientListens) {
  patience = 500ms;
  ebs.On(PutSnapshotBlock).LoseReply();
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 500ms);
}

TEST_F(LoseReplyFault, LooksToTheClientAsALostRequest) {
  ebs.On(PutSnapshotBlock).Nth(1).LoseReply();
  ebs.On(PutSnapshotBlock).LoseRequest();
  EXPECT_EQ(Put().error(), Put().error());
}

TEST_F(LoseReplyFault, OnACompletionIsStillACompletion) {
  ebs.On(CompleteSnapshot).LoseReply();
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(ebs.Snapshot(pending).status(), SnapshotStatus::kCompleted);
}

TEST_F(LoseReplyFault, OnAStartIsFoundAgainByItsClientToken) {
  StartSnapshotRequest start = StartOf();
  start.client_token = "token";
  ebs.On(StartSnapshot).Once().LoseReply();
  EXPECT_THAT(service->StartSnapshot(start, {}), FailsWith(ErrorCode::kTimeout));

  const std::string id = service->StartSnapshot(start, {}).value().snapshot_id;

  EXPECT_EQ(ebs.Snapshots().back().id(), id);
  EXPECT_THAT(ebs.Snapshots(), SizeIs(3));
}

struct ApplyThenFailFault : FaultVerb {};

TEST_F(ApplyThenFailFault, AnswersWithTheError) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(InternalServer());
  EXPECT_EQ(Put().error(), InternalServer());
}

TEST_F(ApplyThenFailFault, LeavesTheEffect) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(InternalServer());
  static_cast<void>(Put());
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
}

TEST_F(ApplyThenFailFault, TakesNoTime) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(InternalServer());
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(ApplyThenFailFault, AnswersWithTheServicesOwnRefusalWhereNothingWasApplied) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(InternalServer());
  EXPECT_THAT(Put(2048), FailsWith(ErrorCode::kValidation));
}

struct DelayFault : FaultVerb {};

TEST_F(DelayFault, BelowTheDeadlineIsHeardLater) {
  ebs.On(PutSnapshotBlock).Delay(2999ms);
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(Elapsed(), 2999ms);
}

TEST_F(DelayFault, ToTheDeadlineIsALostReply) {
  ebs.On(PutSnapshotBlock).Delay(3s);
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Held(), 1U);
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DelayFault, PastTheDeadlineIsALostReplyThatCostsNoMoreThanTheDeadline) {
  ebs.On(PutSnapshotBlock).Delay(1h);
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Held(), 1U);
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DelayFault, ForEverIsALostReply) {
  ebs.On(PutSnapshotBlock).Delay(std::chrono::milliseconds::max());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DelayFault, IsMeasuredByTheCallersOwnDeadline) {
  patience = 10s;
  ebs.On(PutSnapshotBlock).Delay(9s);
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(Elapsed(), 9s);
}

TEST_F(DelayFault, AddsToOtherDelays) {
  ebs.On(PutSnapshotBlock).Delay(1s);
  ebs.On(PutSnapshotBlock).Delay(500ms);
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(Elapsed(), 1500ms);
}

TEST_F(DelayFault, AddsToOtherDelaysUpToTheDeadline) {
  ebs.On(PutSnapshotBlock).Delay(1s);
  ebs.On(PutSnapshotBlock).Delay(2s);
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DelayFault, DelaysARefusalToo) {
  ebs.On(PutSnapshotBlock).Delay(1s);
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kRequestThrottled));
  EXPECT_EQ(Elapsed(), 1s);
}

TEST_F(DelayFault, PastTheDeadlineHidesARefusal) {
  ebs.On(PutSnapshotBlock).Delay(1h);
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Held(), 0U);
}

TEST_F(DelayFault, DoesNotPutOffTheTimeOutOfALostReply) {
  ebs.On(PutSnapshotBlock).Delay(1s);
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(DelayFault, OfCallsOneAfterTheOtherAddsUp) {
  ebs.On(PutSnapshotBlock).Delay(1s);
  EXPECT_THAT(Put(1), Succeeds());
  EXPECT_THAT(Put(2), Succeeds());
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(DelayFault, OfOneBlockDoesNotDelayAnother) {
  ebs.On(PutSnapshotBlock).Block(3).Maybe().Delay(1s);
  EXPECT_THAT(Put(4), Succeeds());
  EXPECT_EQ(Elapsed(), 0ms);
}

struct CorruptRequestFault : FaultVerb {};

TEST_F(CorruptRequestFault, MakesTheServiceRefuseTheChecksum) {
  ebs.On(PutSnapshotBlock).CorruptRequest();
  const Error error = Put().error();
  EXPECT_EQ(error.code, ErrorCode::kInvalidSignature);
  EXPECT_EQ(error.http_status, 403);
  EXPECT_THAT(error.message, HasSubstr("expected checksum: " + Block::Filled(2).checksum()));
}

TEST_F(CorruptRequestFault, DamagesTheBlockAsItIsTold) {
  ebs.On(PutSnapshotBlock).CorruptRequest(ZeroOut());
  EXPECT_THAT(Put().error().message, HasSubstr("Computed checksum: " + Block::Zero().checksum()));
}

TEST_F(CorruptRequestFault, LeavesTheServiceAsItWas) {
  ebs.On(PutSnapshotBlock).CorruptRequest();
  static_cast<void>(Put());
  EXPECT_EQ(Held(), 0U);
}

TEST_F(CorruptRequestFault, LeavesTheClientsOwnBytesAsTheyWere) {
  ebs.On(PutSnapshotBlock).CorruptRequest();
  const PutSnapshotBlockRequest put = PutOf(pending, 7, Block::Filled(2));
  static_cast<void>(service->PutSnapshotBlock(put, {}));
  EXPECT_EQ(put.block_data, Block::Filled(2).bytes());
}

TEST_F(CorruptRequestFault, IsFoundOutAlsoWhereTheDamagedBlockIsHeldAlready) {
  static_cast<void>(service->PutSnapshotBlock(PutOf(pending, 0, Block::Zero()), {}));
  ebs.On(PutSnapshotBlock).CorruptRequest(ZeroOut());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kInvalidSignature));
}

TEST_F(CorruptRequestFault, IsHealedBySendingItAgain) {
  ebs.On(PutSnapshotBlock).Once().CorruptRequest();
  static_cast<void>(Put());
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
}

struct CorruptReplyFault : FaultVerb {};

TEST_F(CorruptReplyFault, MakesTheClientsOwnCheckFail) {
  ebs.On(GetSnapshotBlock).CorruptReply();
  const GetSnapshotBlockResponse got = Get().value();
  EXPECT_NE(got.block_data.checksum(), got.checksum);
  EXPECT_EQ(got.checksum, Block::Filled(1).checksum());
}

TEST_F(CorruptReplyFault, DamagesTheBlockAsItIsToldAndKeepsItsLength) {
  ebs.On(GetSnapshotBlock).CorruptReply(ZeroOut());
  const GetSnapshotBlockResponse got = Get().value();
  EXPECT_EQ(got.block_data, Block::Zero().bytes());
  EXPECT_EQ(got.data_length, 524288);
}

TEST_F(CorruptReplyFault, LeavesWhatIsStoredAsItWas) {
  ebs.On(GetSnapshotBlock).Once().CorruptReply();
  static_cast<void>(Get());
  EXPECT_EQ(Get().value().block_data, Block::Filled(1).bytes());
  EXPECT_THAT(ebs.Snapshot(completed).block(0), Optional(Block::Filled(1)));
}

TEST_F(CorruptReplyFault, LeavesARefusalAsItIs) {
  ebs.On(GetSnapshotBlock).CorruptReply();
  EXPECT_THAT(service->GetSnapshotBlock(GetOf("snap-0", 0, "token"), {}),
              FailsWith(ErrorCode::kResourceNotFound));
}

struct AnyFault : FaultVerb {};

TEST_F(AnyFault, LeavesOtherOperationsAlone) {
  ebs.On(GetSnapshotBlock).Maybe().LoseReply();
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(AnyFault, StrikesEveryOperationIfToldSo) {
  ebs.OnAny().Refuse(Throttling());
  ListChangedBlocksRequest changes;
  changes.first_snapshot_id = completed;
  changes.second_snapshot_id = completed;
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(Complete(0), FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service->GetSnapshotBlock(GetOf(completed, 0, "token"), {}),
              FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service->ListSnapshotBlocks(ListOf(completed), {}),
              FailsWith(ErrorCode::kThrottling));
  EXPECT_THAT(service->ListChangedBlocks(changes, {}), FailsWith(ErrorCode::kThrottling));
}

TEST_F(AnyFault, LetsACallTimeOutWhoseDeadlineIsPast) {
  ebs.clock().Advance(1s);
  CallContext late;
  late.deadline = kClockEpoch;
  ebs.On(PutSnapshotBlock).LoseReply();
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(pending, 7, Block::Filled(2)), late),
              FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 1s);
}

TEST_F(AnyFault, ChargesCallsFromTheirOwnStart) {
  ebs.On(PutSnapshotBlock).LoseReply();
  CallContext worker;
  worker.started = kClockEpoch;
  static_cast<void>(service->PutSnapshotBlock(PutOf(pending, 1, Block::Filled(2)), worker));
  static_cast<void>(service->PutSnapshotBlock(PutOf(pending, 2, Block::Filled(2)), worker));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(AnyFault, DelaysCallsFromTheirOwnStart) {
  ebs.On(PutSnapshotBlock).Delay(2s);
  CallContext worker;
  worker.started = kClockEpoch;
  ebs.clock().Advance(1s);
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(pending, 1, Block::Filled(2)), worker), Succeeds());
  EXPECT_EQ(Elapsed(), 2s);
}

TEST_F(AnyFault, IsNeededForACallToTimeOut) {
  ebs.clock().Advance(1s);
  CallContext late;
  late.deadline = kClockEpoch;
  EXPECT_THAT(service->PutSnapshotBlock(PutOf(pending, 7, Block::Filled(2)), late), Succeeds());
}

TEST_F(AnyFault, DoesNotReachTheTestsOwnLooksAtTheStore) {
  ebs.OnAny().Maybe().LoseRequest();
  EXPECT_THAT(ebs.Snapshot(completed).block_indexes(), ElementsAre(0));
  EXPECT_THAT(ebs.Snapshots(), SizeIs(2));
}

}  // namespace
}  // namespace fauxebs
