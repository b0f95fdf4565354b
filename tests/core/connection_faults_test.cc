// Connections that are reset or refused: before a request is applied, or after.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using testing::IsEmpty;
using testing::Optional;

struct ConnectionFault : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string pending = service->StartSnapshot(StartOf(), {}).value().snapshot_id;

  Result<PutSnapshotBlockResponse> Put(std::int64_t index = 7) {
    return service->PutSnapshotBlock(PutOf(pending, index, Block::Filled(2)), {});
  }
};

TEST_F(ConnectionFault, ResetBeforeTheRequestLeavesTheServiceAsItWas) {
  ebs.On(PutSnapshotBlock).Refuse(ConnectionReset());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kConnectionReset));
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 0U);
}

TEST_F(ConnectionFault, ResetAfterTheRequestLeavesTheEffect) {
  ebs.On(PutSnapshotBlock).ApplyThenFail(ConnectionReset());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kConnectionReset));
  EXPECT_THAT(ebs.Snapshot(pending).block(7), Optional(Block::Filled(2)));
}

TEST_F(ConnectionFault, ResetAfterTheRequestLosesTheServicesOwnRefusalToo) {
  const Rule rule = ebs.On(PutSnapshotBlock).ApplyThenFail(ConnectionReset());
  EXPECT_THAT(Put(2048), FailsWith(ErrorCode::kConnectionReset));
  EXPECT_EQ(rule.fired(), 1U);
}

TEST_F(ConnectionFault, RefusedLeavesTheServiceAsItWas) {
  ebs.On(PutSnapshotBlock).Refuse(ConnectionRefused());
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kConnectionRefused));
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock, Side::kService), 0U);
}

TEST_F(ConnectionFault, IsNoticedBeforeWhatIsWrongWithTheRequest) {
  ebs.On(PutSnapshotBlock).Refuse(ConnectionRefused());
  EXPECT_THAT(Put(-1), FailsWith(ErrorCode::kConnectionRefused));
}

TEST_F(ConnectionFault, TakesNoTime) {
  ebs.On(PutSnapshotBlock).Refuse(ConnectionReset());
  static_cast<void>(Put());
  EXPECT_EQ(ebs.clock().Now(), kClockEpoch);
}

TEST_F(ConnectionFault, IsNoAnswerAndHasNoRequestId) {
  ebs.On(PutSnapshotBlock).Refuse(ConnectionReset());
  const Error error = Put().error();
  EXPECT_THAT(error.request_id, IsEmpty());
  EXPECT_EQ(error.http_status, 0);
  EXPECT_TRUE(error.retryable);
}

TEST_F(ConnectionFault, MayStrikeAnyOperation) {
  ebs.OnAny().Refuse(ConnectionReset());
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kConnectionReset));
}

TEST_F(ConnectionFault, RefusedAfterTheRequestWasAppliedCannotBe) {
  EXPECT_THAT([&] { ebs.On(PutSnapshotBlock).Anyway().ApplyThenFail(ConnectionRefused()); },
              Misuses("a refused connection carries no request"));
}

TEST_F(ConnectionFault, GivesNoReason) {
  EXPECT_THAT([] { FaultRule::Parse("any: refuse(ConnectionReset/INVALID_BLOCK)"); },
              Misuses("a connection that fails gives no reason"));
}

TEST_F(ConnectionFault, ReadsBackAsItPrints) {
  EXPECT_EQ(FaultRule::Parse("any: refuse(ConnectionReset)").ToText(),
            "any: refuse(ConnectionReset)");
  EXPECT_EQ(FaultRule::Parse("any: refuse(ConnectionRefused)").ToText(),
            "any: refuse(ConnectionRefused)");
  EXPECT_EQ(FaultRule::Parse("any: apply-then-fail(ConnectionReset)").ToText(),
            "any: apply-then-fail(ConnectionReset)");
}

}  // namespace
}  // namespace fauxebs
