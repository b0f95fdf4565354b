// How long calls take: latency and bandwidth, on virtual time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "calls.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;
using std::chrono::milliseconds;
using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::Le;
using testing::SizeIs;

TEST(LatencyModel, FixedIsAlwaysAsLong) {
  EXPECT_EQ(Fixed(8ms).At(0), 8ms);
  EXPECT_EQ(Fixed(8ms).At(0.999), 8ms);
}

TEST(LatencyModel, UniformIsAnythingInBetween) {
  const LatencyModel model = Uniform(5ms, 25ms);
  EXPECT_EQ(model.At(0), 5ms);
  EXPECT_EQ(model.At(0.25), 10ms);
  EXPECT_EQ(model.At(0.5), 15ms);
  EXPECT_EQ(model.At(0.9999), 25ms);
}

TEST(LatencyModel, PercentilesAreThoseOfTheTable) {
  const LatencyModel model = Percentiles({{50, 8ms}, {90, 40ms}, {99, 900ms}});
  EXPECT_EQ(model.At(0), 8ms);
  EXPECT_EQ(model.At(0.4999), 8ms);
  EXPECT_EQ(model.At(0.7), 24ms);
  EXPECT_EQ(model.At(0.9), 40ms);
  EXPECT_EQ(model.At(0.99), 900ms);
  EXPECT_EQ(model.At(0.9999), 900ms);
}

TEST(LatencyModel, RefusesATableThatFalls) {
  EXPECT_THAT(
      [] {
        static_cast<void>(Percentiles({{50, 8ms}, {40, 9ms}}));
      },
      Misuses("percentiles rise to 100"));
  EXPECT_THAT(
      [] {
        static_cast<void>(Percentiles({{50, 8ms}, {60, 7ms}}));
      },
      Misuses("60 % of the calls within 7 ms cannot follow on 50 % within 8 ms"));
  EXPECT_THAT([] { static_cast<void>(Percentiles({{101, 8ms}})); }, Misuses("rise to 100"));
  EXPECT_THAT([] { static_cast<void>(Uniform(-1ms, 8ms)); }, Misuses("from 0 ms"));
  EXPECT_THAT([] { static_cast<void>(Percentiles({})); }, Misuses("at least one percentile"));
}

struct NetworkSpeed : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;
  std::string completed = ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}}));

  Result<PutSnapshotBlockResponse> Put(std::int64_t index = 7) {
    return service->PutSnapshotBlock(PutOf(id, index, Block::Zero()), {});
  }
  milliseconds Elapsed() { return ebs.clock().Now() - kClockEpoch; }
};

TEST_F(NetworkSpeed, LatencyIsChargedToEachCallOfItsOperation) {
  ebs.Latency(PutSnapshotBlock, Fixed(8ms));
  static_cast<void>(Put());
  static_cast<void>(Put());
  static_cast<void>(service->ListSnapshotBlocks(ListOf(completed), {}));
  EXPECT_EQ(Elapsed(), 16ms);
}

TEST_F(NetworkSpeed, LatencyOfAllOperationsIsSetAtOnce) {
  ebs.Latency(Fixed(8ms));
  static_cast<void>(Put());
  static_cast<void>(service->ListSnapshotBlocks(ListOf(completed), {}));
  EXPECT_EQ(Elapsed(), 16ms);
}

TEST_F(NetworkSpeed, LatencyIsTheOneThatWasSetLast) {
  ebs.Latency(Fixed(8ms));
  ebs.Latency(PutSnapshotBlock, Fixed(0ms));
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(NetworkSpeed, LatencyOfARefusalIsTheSame) {
  ebs.Latency(Fixed(8ms));
  ebs.On(PutSnapshotBlock).Refuse(RequestThrottled());
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 8ms);
}

TEST_F(NetworkSpeed, LatencyAddsToDelays) {
  ebs.Latency(Fixed(8ms));
  ebs.On(PutSnapshotBlock).Delay(1s);
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 1008ms);
}

TEST_F(NetworkSpeed, LatencyBelowTheDeadlineIsHeard) {
  ebs.Latency(Fixed(2999ms));
  EXPECT_THAT(Put(), Succeeds());
  EXPECT_EQ(Elapsed(), 2999ms);
}

TEST_F(NetworkSpeed, LatencyOfTheDeadlineIsALostReply) {
  ebs.Latency(Fixed(3000ms));
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
  EXPECT_EQ(ebs.Snapshot(id).blocks(), 1U);
}

TEST_F(NetworkSpeed, IsNamedByTheJournalWhereItCausesATimeOut) {
  ebs.Latency(Fixed(5s));
  static_cast<void>(Put());
  EXPECT_EQ(ebs.journal().entries(Side::kClient).back().rule, "the network took 5000 ms");
}

TEST_F(NetworkSpeed, LatencyFollowsItsTable) {
  ebs.Latency(PutSnapshotBlock, Percentiles({{50, 1ms}, {50, 101ms}, {100, 101ms}}));
  for (int i = 0; i < 1000; ++i) static_cast<void>(Put(i));
  EXPECT_THAT(Elapsed(), AllOf(Ge(1000ms + 45'000ms), Le(1000ms + 55'000ms)));
}

// How long the put of each block took, by eight workers with 50 blocks each.
std::map<std::int64_t, milliseconds> LatenciesAmongEightThreads() {
  Fake ebs;
  const std::string id = ebs.service()->StartSnapshot(StartOf(), {}).value().snapshot_id;
  ebs.Latency(PutSnapshotBlock, Uniform(1ms, 1000ms));
  std::vector<milliseconds> waited(400);
  std::vector<std::thread> workers;
  for (std::size_t first = 0; first < 400; first += 50) {
    workers.emplace_back([&ebs, &id, &waited, first] {
      for (std::size_t index = first; index < first + 50; ++index) {
        CallContext context;
        context.waited = &waited[index];
        static_cast<void>(ebs.service()->PutSnapshotBlock(
            PutOf(id, static_cast<std::int64_t>(index), Block::Zero()), context));
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  std::map<std::int64_t, milliseconds> latencies;
  for (std::size_t i = 0; i < waited.size(); ++i)
    latencies[static_cast<std::int64_t>(i)] = waited[i];
  return latencies;
}

TEST_F(NetworkSpeed, LatencyDoesNotDependOnTheOrderOfThreads) {
  const std::map<std::int64_t, milliseconds> latencies = LatenciesAmongEightThreads();
  EXPECT_EQ(LatenciesAmongEightThreads(), latencies);
  std::set<milliseconds> distinct;
  for (const auto& [index, latency] : latencies) distinct.insert(latency);
  EXPECT_THAT(distinct, SizeIs(Ge(200U)));
  EXPECT_THAT(distinct, Each(AllOf(Ge(1ms), Le(1000ms))));
}

TEST_F(NetworkSpeed, LatencyDoesNotDependOnRules) {
  ebs.Latency(PutSnapshotBlock, Uniform(1ms, 1000ms));
  Fake other(ebs.Checkpoint());
  other.On(PutSnapshotBlock).Chance(0.5).Maybe().Refuse(RequestThrottled());
  static_cast<void>(Put());
  static_cast<void>(other.service()->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), {}));
  EXPECT_GT(Elapsed(), 0ms);
  EXPECT_EQ(other.clock().Now(), ebs.clock().Now());
}

TEST_F(NetworkSpeed, BandwidthIsChargedForABlockSent) {
  ebs.Bandwidth(524'288 * 10);  // ten blocks a second
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 100ms);
}

TEST_F(NetworkSpeed, BandwidthIsChargedForABlockReceived) {
  const std::string token = TokenOf(*service, completed, 0);
  ebs.Bandwidth(524'288 * 10);
  static_cast<void>(service->GetSnapshotBlock(GetOf(completed, 0, token), {}));
  EXPECT_EQ(Elapsed(), 100ms);
}

TEST_F(NetworkSpeed, BandwidthIsNotChargedWhereNoBlockTravels) {
  ebs.Bandwidth(1);
  static_cast<void>(service->ListSnapshotBlocks(ListOf(completed), {}));
  EXPECT_EQ(Elapsed(), 0ms);
}

TEST_F(NetworkSpeed, BandwidthRoundsUp) {
  ebs.Bandwidth(524'288 * 3);
  static_cast<void>(Put());
  EXPECT_EQ(Elapsed(), 334ms);
}

TEST_F(NetworkSpeed, BandwidthThatIsTooSmallIsALostReply) {
  ebs.Bandwidth(100'000);
  EXPECT_THAT(Put(), FailsWith(ErrorCode::kTimeout));
  EXPECT_EQ(Elapsed(), 3s);
}

TEST_F(NetworkSpeed, GoesOnInAnotherUniverse) {
  ebs.Latency(Fixed(8ms));
  ebs.Bandwidth(524'288 * 10);
  Fake other(ebs.Checkpoint());
  static_cast<void>(other.service()->PutSnapshotBlock(PutOf(id, 7, Block::Zero()), {}));
  EXPECT_EQ(other.clock().Now() - kClockEpoch, 108ms);
}

}  // namespace
}  // namespace fauxebs
