// What eight threads see of one fake can be explained, call by call.
//
// FAUXEBS_HISTORIES and FAUXEBS_HISTORIES_SECONDS make the test longer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "explore/history.h"
#include "explore/linearizability.h"
#include "fauxebs/fake.h"
#include "fauxebs/words.h"
#include "support/environment.h"

namespace fauxebs::internal {
namespace {

using ::testing::Gt;
using ::testing::HasSubstr;

constexpr int kThreads = 8;
constexpr int kCallsOfAThread = 12;

// Lets other threads run in the middle of calls, now and then.
class Yielding final : public Interceptor {
 public:
  using Interceptor::Interceptor;

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    const unsigned number = calls_++;
    if (number % 4 == 0) std::this_thread::yield();
    AnyResult answer = Forward(request, context);
    if (number % 4 == 1) std::this_thread::yield();
    return answer;
  }

 private:
  std::atomic<unsigned> calls_{0};
};

// A client that writes, completes and reads what all the others do too.
class Client {
 public:
  Client(HistoryRecorder& service, std::uint64_t seed) : service_(service), random_(seed) {}

  void Run() {
    for (int i = 0; i < kCallsOfAThread; ++i) Call(Draw(20));
  }

 private:
  unsigned Draw(unsigned below) { return static_cast<unsigned>(random_() % below); }

  // All have the same client tokens, so that they share snapshots, whoever starts them.
  void Start() {
    StartSnapshotRequest start;
    start.volume_size_gib = 1;
    start.client_token = "token-" + std::to_string(Draw(2));
    start.timeout_minutes = 10;
    const auto started = service_.StartSnapshot(start, {});
    if (started) id_ = started->snapshot_id;
  }

  void Put() {
    PutSnapshotBlockRequest put;
    put.snapshot_id = id_;
    put.block_index = Draw(3);
    put.SetBlock(Draw(2) == 0 ? one_ : two_);
    static_cast<void>(service_.PutSnapshotBlock(put, {}));
  }

  void Complete() {
    CompleteSnapshotRequest complete;
    complete.snapshot_id = id_;
    complete.changed_blocks_count = 3;
    static_cast<void>(service_.CompleteSnapshot(complete, {}));
  }

  void Read() {
    ListSnapshotBlocksRequest list;
    list.snapshot_id = id_;
    const auto listed = service_.ListSnapshotBlocks(list, {});
    if (!listed || listed->blocks.empty()) return;
    const BlockRef& block = listed->blocks[Draw(3) % listed->blocks.size()];
    static_cast<void>(service_.GetSnapshotBlock({id_, block.block_index, block.block_token}, {}));
  }

  void Compare() {
    ListChangedBlocksRequest changed;
    changed.first_snapshot_id = id_;
    changed.second_snapshot_id = id_;
    static_cast<void>(service_.ListChangedBlocks(changed, {}));
  }

  void Call(unsigned number) {
    if (id_.empty() || number == 0) {
      Start();
    } else if (number < 12) {
      Put();
    } else if (number < 14) {
      Complete();
    } else if (number < 18) {
      Read();
    } else if (number < 19) {
      Compare();
    } else {
      service_.Advance(std::chrono::minutes(Draw(4)));
    }
  }

  HistoryRecorder& service_;
  std::mt19937_64 random_;
  std::string id_;
  const Block one_ = Block::Filled(1);
  const Block two_ = Block::Filled(2);
};

struct Recorded {
  History history;
  std::size_t overlaps = 0;  // calls that began while another one ran
  std::size_t lost = 0;
};

Recorded Record(std::uint64_t seed) {
  Fake::Options options;
  options.service.seed = seed;
  Fake ebs(options);
  ebs.OnAny().Chance(0.06).Maybe().LoseReply();
  const auto recorder = std::make_shared<HistoryRecorder>(std::make_shared<Yielding>(ebs.service()),
                                                          ebs.connection().clock);
  std::atomic<int> ready{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      Client client(*recorder, seed * kThreads + static_cast<std::uint64_t>(i));
      ++ready;
      while (ready < kThreads) std::this_thread::yield();
      client.Run();
    });
  }
  for (std::thread& thread : threads) thread.join();
  Recorded recorded{recorder->history()};
  std::uint64_t latest_return = 0;
  for (const Event& event : recorded.history) {
    recorded.overlaps += event.invoked < latest_return ? 1 : 0;
    recorded.lost += event.heard() ? 0 : 1;
    latest_return = std::max(latest_return, event.returned);
  }
  return recorded;
}

TEST(History, OfEightThreadsIsExplained) {
  const auto start = std::chrono::steady_clock::now();
  const int histories = FromEnvironment("FAUXEBS_HISTORIES", 20);
  const std::chrono::seconds time(FromEnvironment("FAUXEBS_HISTORIES_SECONDS", 0));
  std::size_t calls = 0;
  std::size_t overlaps = 0;
  std::size_t lost = 0;
  std::size_t states = 0;
  std::size_t most_states = 0;
  int recorded = 0;
  for (std::uint64_t seed = 1;
       recorded < histories || std::chrono::steady_clock::now() - start < time; ++seed) {
    const Recorded of_seed = Record(seed);
    const Verdict verdict = Explain(of_seed.history, ReferenceModel(), kClockEpoch);
    ASSERT_TRUE(verdict.explained()) << "seed " << seed << '\n' << verdict.text;
    ++recorded;
    calls += of_seed.history.size();
    overlaps += of_seed.overlaps;
    lost += of_seed.lost;
    states += verdict.states;
    most_states = std::max(most_states, verdict.states);
  }
  std::cout << recorded << " histories, " << calls << " calls, of which " << overlaps
            << " began while another one ran and " << lost << " were lost; " << states
            << " states, at most " << most_states << " for one history\n";
  EXPECT_THAT(overlaps, Gt(0));
  EXPECT_THAT(lost, Gt(0));
}

// Something that happens once, to wait for.
class Signal {
 public:
  void Give() {
    const std::lock_guard<std::mutex> lock(mutex_);
    given_ = true;
    changed_.notify_all();
  }
  void Await() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return given_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool given_ = false;
};

// Judges the count of a completion, and seals in a second step: what is written between the two is
// in the snapshot, and was not counted.
class TwoStepCompletion final : public Interceptor {
 public:
  TwoStepCompletion(std::shared_ptr<Service> next, Signal& judged, Signal& may_seal)
      : Interceptor(std::move(next)), judged_(judged), may_seal_(may_seal) {}

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    const auto* complete = request.As<CompleteSnapshotRequest>();
    if (complete == nullptr) {
      written_ += request.operation() == Operation::kPutSnapshotBlock ? 1 : 0;
      return Forward(request, context);
    }
    const bool right = complete->changed_blocks_count == written_;
    judged_.Give();
    may_seal_.Await();
    CompleteSnapshotRequest seal = *complete;
    if (right) seal.changed_blocks_count = written_;
    return Forward(seal, context);
  }

 private:
  Signal& judged_;
  Signal& may_seal_;
  std::atomic<int> written_{0};
};

TEST(History, OfACompletionInTwoStepsIsNotExplained) {
  Fake ebs;
  Signal judged;
  Signal may_seal;
  HistoryRecorder recorder(std::make_shared<TwoStepCompletion>(ebs.service(), judged, may_seal),
                           ebs.connection().clock);
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  const std::string id = recorder.StartSnapshot(start, {}).value().snapshot_id;
  PutSnapshotBlockRequest put;
  put.snapshot_id = id;
  put.SetBlock(Block::Filled(1));
  CompleteSnapshotRequest complete;
  complete.snapshot_id = id;
  complete.changed_blocks_count = 0;

  std::thread completing([&] { static_cast<void>(recorder.CompleteSnapshot(complete, {})); });
  judged.Await();
  const bool written = recorder.PutSnapshotBlock(put, {}).has_value();
  may_seal.Give();
  completing.join();
  const auto status = recorder.CompleteSnapshot(complete, {});

  ASSERT_TRUE(written);
  ASSERT_EQ(status.value().status, SnapshotStatus::kCompleted);
  const Verdict verdict = Explain(recorder.history(), ReferenceModel(), kClockEpoch);
  EXPECT_EQ(verdict.kind, Verdict::Kind::kUnexplained);
  EXPECT_THAT(verdict.text, HasSubstr("as expected"));
  std::cout << verdict.text;
}

TEST(History, HasTheWaitForALostReplyAsAMoveOfTheClock) {
  Fake ebs;
  ebs.On(words::StartSnapshot).Once().LoseReply();
  HistoryRecorder recorder(ebs.service(), ebs.connection().clock);
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  static_cast<void>(recorder.StartSnapshot(start, {}));

  const History history = recorder.history();

  ASSERT_EQ(history.size(), 2);
  EXPECT_FALSE(history.at(0).heard());
  EXPECT_EQ(std::get<ClockMove>(history.at(1).what).to, kClockEpoch + kPatience);
}

TEST(History, LeavesOutWhatWasNeverSent) {
  Fake ebs;
  ebs.On(words::StartSnapshot).Once().Refuse(words::ConnectionRefused());
  HistoryRecorder recorder(ebs.service(), ebs.connection().clock);
  static_cast<void>(recorder.StartSnapshot({}, {}));
  EXPECT_TRUE(recorder.history().empty());
}

}  // namespace
}  // namespace fauxebs::internal
