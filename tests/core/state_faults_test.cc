// State faults: misuse, checkpoints, and what only a look inside shows. What a client sees of them
// is tested in tests/conformance.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;

constexpr const char* kUnknownId = "snap-0123456789abcdef0";

struct StateFaults : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = ebs.AddSnapshot(SpecOf(1, {{7, Block::Filled(1)}}));

  std::string ChildOf(const std::string& parent) {
    SnapshotSpec spec;
    spec.parent_snapshot_id = parent;
    return ebs.AddSnapshot(spec);
  }
};

TEST_F(StateFaults, NeedASnapshot) {
  EXPECT_THAT([&] { ebs.RotBlock(kUnknownId, 7); }, Misuses("there is no snapshot"));
  EXPECT_THAT([&] { ebs.TearBlock(kUnknownId, 7, 0); }, Misuses("there is no snapshot"));
  EXPECT_THAT([&] { ebs.ForgetBlock(kUnknownId, 7); }, Misuses("there is no snapshot"));
}

TEST_F(StateFaults, NeedABlock) {
  EXPECT_THAT([&] { ebs.RotBlock(id, 8); }, Misuses("has no block 8"));
  EXPECT_THAT([&] { ebs.TearBlock(id, 8, 0); }, Misuses("has no block 8"));
  EXPECT_THAT([&] { ebs.ForgetBlock(id, 8); }, Misuses("has no block 8"));
}

TEST_F(StateFaults, NeedABlockInsideOfTheVolume) {
  EXPECT_THAT([&] { ebs.RotBlock(id, -1); }, Misuses("has no block -1"));
  EXPECT_THAT([&] { ebs.RotBlock(id, 2048); }, Misuses("has no block 2048"));
  EXPECT_THAT([&] { ebs.RotBlock(id, 4294967303); }, Misuses("has no block 4294967303"));
}

TEST_F(StateFaults, CannotForgetABlockTwice) {
  ebs.ForgetBlock(id, 7);

  EXPECT_THAT([&] { ebs.ForgetBlock(id, 7); }, Misuses("has no block 7"));
}

TEST_F(StateFaults, TearAndForgetWritesOnlyWhereTheyWereMade) {
  const std::string child = ChildOf(id);

  EXPECT_THAT([&] { ebs.TearBlock(child, 7, 0); }, Misuses("not written to it but to an ancestor"));
  EXPECT_THAT([&] { ebs.ForgetBlock(child, 7); }, Misuses("not written to it but to an ancestor"));
}

TEST_F(StateFaults, StayInsideOfTheBlock) {
  EXPECT_THAT([&] { ebs.RotBlock(id, 7, FlipBit(4194304)); }, Misuses("the bits 0 to 4194303"));
  EXPECT_THAT([&] { ebs.RotBlock(id, 7, TearAt(524288)); }, Misuses("the bytes 0 to 524287"));
  EXPECT_THAT([&] { ebs.TearBlock(id, 7, 524288); }, Misuses("the bytes 0 to 524287"));
  EXPECT_THAT([&] { ebs.TearBlock(id, 7, -1); }, Misuses("the bytes 0 to 524287"));
}

TEST_F(StateFaults, RefuseATearThatChangesNothing) {
  const std::string zeros = ebs.AddSnapshot(SpecOf(1, {{0, Block::Zero()}}));

  EXPECT_THAT([&] { ebs.TearBlock(zeros, 0, 100); }, Misuses("changes nothing"));
}

TEST_F(StateFaults, LeaveTheBlocksThatATestHolds) {
  const SnapshotView before = ebs.Snapshot(id);

  ebs.RotBlock(id, 7);

  EXPECT_EQ(before.block(7), Block::Filled(1));
  EXPECT_NE(ebs.Snapshot(id).block(7), Block::Filled(1));
}

TEST_F(StateFaults, ChangeTheCountsOfForgottenBlocksOnly) {
  ebs.RotBlock(id, 7);
  EXPECT_EQ(ebs.Snapshot(id).changed_blocks(), 1U);

  ebs.ForgetBlock(id, 7);
  EXPECT_EQ(ebs.Snapshot(id).changed_blocks(), 0U);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 0U);
}

TEST_F(StateFaults, MakeAnotherUniverse) {
  const std::uint64_t sound = ebs.StateHash();

  ebs.RotBlock(id, 7, FlipBit(3));
  EXPECT_NE(ebs.StateHash(), sound);
}

TEST_F(StateFaults, RefuseADamageThatHeals) {
  ebs.RotBlock(id, 7, FlipBit(3));

  EXPECT_THAT([&] { ebs.RotBlock(id, 7, FlipBit(3)); }, Misuses("would heal it"));
  EXPECT_NE(ebs.Snapshot(id).block(7), Block::Filled(1));

  ebs.RotBlock(id, 7, FlipBit(4));
  EXPECT_NE(ebs.Snapshot(id).block(7), Block::Filled(1));
}

TEST_F(StateFaults, RefuseATearThatHeals) {
  const std::string zeros = ebs.AddSnapshot(SpecOf(1, {{0, Block::Zero()}}));
  ebs.RotBlock(zeros, 0);

  EXPECT_THAT([&] { ebs.TearBlock(zeros, 0, 0); }, Misuses("would heal it"));
}

TEST_F(StateFaults, AreGoneWithTheNextWrite) {
  const std::string pending = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  const PutSnapshotBlockRequest put = PutOf(pending, 0, Block::Filled(1));
  static_cast<void>(service->PutSnapshotBlock(put, {}).value());
  const std::uint64_t sound = ebs.StateHash();

  ebs.RotBlock(pending, 0);
  static_cast<void>(service->PutSnapshotBlock(put, {}).value());

  EXPECT_EQ(ebs.StateHash(), sound);
}

TEST_F(StateFaults, ShowTheParentsRotWhereAWriteOverItIsForgotten) {
  ebs.RotBlock(id, 7, ZeroOut());
  SnapshotSpec spec;
  spec.parent_snapshot_id = id;
  spec.blocks = {{7, Block::Filled(2)}};
  const std::string child = ebs.AddSnapshot(spec);

  ebs.ForgetBlock(child, 7);

  EXPECT_EQ(ebs.Snapshot(child).block(7), Block::Zero());
}

TEST_F(StateFaults, AreInCheckpoints) {
  const std::string token = TokenOf(*service, id, 7);
  ebs.RotBlock(id, 7, ZeroOut());
  ebs.ExpireTokens();

  Fake copy(ebs.Checkpoint());

  EXPECT_EQ(copy.Snapshot(id).block(7), Block::Zero());
  EXPECT_THAT(copy.service()->GetSnapshotBlock(GetOf(id, 7, token), {}),
              FailsWith(ErrorCode::kValidation));
}

TEST_F(StateFaults, AreNotInEarlierCheckpoints) {
  const std::string token = TokenOf(*service, id, 7);
  const Checkpoint sound = ebs.Checkpoint();
  ebs.RotBlock(id, 7);
  ebs.ExpireTokens();
  ebs.ThrottleAccount(kDefaultAccount, 1h);
  RateLimits limits;
  limits.start_snapshot = 1;
  ebs.Limits(limits);

  Fake copy(sound);

  EXPECT_EQ(copy.service()->GetSnapshotBlock(GetOf(id, 7, token), {})->block_data,
            Block::Filled(1).bytes());
  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), Succeeds());
  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), Succeeds());
}

TEST_F(StateFaults, OfLimitsAreInCheckpoints) {
  RateLimits limits;
  limits.start_snapshot = 1;
  ebs.Limits(limits);
  static_cast<void>(service->StartSnapshot(StartOf(), {}).value());

  Fake copy(ebs.Checkpoint());

  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
  copy.clock().Advance(1s);
  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), Succeeds());
}

TEST_F(StateFaults, OfAThrottledAccountAreInCheckpoints) {
  ebs.ThrottleAccount(kDefaultAccount, 10s);

  Fake copy(ebs.Checkpoint());

  copy.clock().Advance(9999ms);
  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
  copy.clock().Advance(1ms);
  EXPECT_THAT(copy.service()->StartSnapshot(StartOf(), {}), Succeeds());
}

TEST_F(StateFaults, RefuseLimitsWithWhichNothingWorks) {
  RateLimits limits;
  limits.put_snapshot_block = 0;

  EXPECT_THAT([&] { ebs.Limits(limits); },
              Misuses("Limits: put_snapshot_block is 1 to 1000000 requests a second, not 0; call "
                      "NoLimits() for no limits"));
}

TEST_F(StateFaults, RefuseAnAccountThatNobodyHas) {
  EXPECT_THAT([&] { ebs.ThrottleAccount("bob", 1s); }, Misuses("an account has 12 digits"));
}

TEST_F(StateFaults, RefuseToThrottleForNoTime) {
  EXPECT_THAT([&] { ebs.ThrottleAccount(kDefaultAccount, 0s); }, Misuses("for 0 ms"));
  EXPECT_THAT([&] { ebs.ThrottleAccount(kDefaultAccount, -1ms); }, Misuses("for -1 ms"));
}

TEST_F(StateFaults, ThrottleForEver) {
  ebs.ThrottleAccount(kDefaultAccount, std::chrono::milliseconds::max());

  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
  ebs.clock().Advance(std::chrono::milliseconds::max());
  EXPECT_THAT(service->StartSnapshot(StartOf(), {}), FailsWith(ErrorCode::kThrottling));
}

}  // namespace
}  // namespace fauxebs
