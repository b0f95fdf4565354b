// Fake: one EBS universe for one test: the service, its clock, its faults, its journal.
//
//   fauxebs::Fake ebs;
//   std::string id = ebs.LoadImage("disk.img");
//   ebs.On(GetSnapshotBlock).Block(3).Once().CorruptReply();
//   ... hand MakeEBSClient(ebs) to production code ...
//   ebs.Snapshot(id).status();
//
// Two fakes share nothing. Clients may outlive their fake: they then answer with a sentence.
// Safe for concurrent use, but for construction and destruction.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fauxebs/clock.h"
#include "fauxebs/faults.h"
#include "fauxebs/journal.h"
#include "fauxebs/memory_service.h"

namespace fauxebs {

namespace internal {
class Doorkeeper;
struct FaultsState;
struct CheckpointState;
}  // namespace internal

struct FakeOptions {
  TimePoint start = kClockEpoch;
  // In real time: what waits longer at the gate of a Hold() is a hang, and ends with a sentence. 0:
  // no watchdog.
  std::chrono::milliseconds watchdog{30'000};
  std::size_t journal_capacity = 100'000;  // entries
  MemoryServiceOptions service;            // its seed is the seed of all that is drawn
};

// A universe, kept: store, clock, rules with their counts, counters. Not its journal, not its
// clients. A value; copying copies a pointer.
class Checkpoint {
 private:
  friend class Fake;
  explicit Checkpoint(std::shared_ptr<const internal::CheckpointState> state);
  std::shared_ptr<const internal::CheckpointState> state_;
};

// What a door needs of a fake. It keeps alive what it names.
struct Connection {
  std::shared_ptr<Service> service;
  std::shared_ptr<ManualClock> clock;
  std::shared_ptr<Journal> journal;  // for calls that the door turns down by itself
};

class Fake {
 public:
  using Options = FakeOptions;
  explicit Fake(const Options& options = {});
  // Another universe that goes on from there.
  explicit Fake(const Checkpoint& checkpoint);
  ~Fake();
  Fake(const Fake&) = delete;
  Fake& operator=(const Fake&) = delete;

  ManualClock& clock() { return *clock_; }
  // What has landed by now is in it.
  Journal& journal() {
    faults_->LandDue();
    return *journal_;
  }
  const Journal& journal() const {
    faults_->LandDue();
    return *journal_;
  }

  // The direct door.
  std::shared_ptr<Service> service() { return connection().service; }
  Connection connection();

  // Rules. The defaults are the place in the test that a failure points to.
  RuleBuilder On(Operation operation, const char* file = __builtin_FILE(),
                 int line = __builtin_LINE());
  RuleBuilder OnAny(const char* file = __builtin_FILE(), int line = __builtin_LINE());
  // Rule text, as rules print: "PutSnapshotBlock#1: lose-reply; ...". All of them, or none where
  // one throws. Rules of line 0 belong to no thread: any may make the calls that they hold.
  std::vector<Rule> Load(std::string_view rules, const char* file = __builtin_FILE(),
                         int line = __builtin_LINE());
  std::vector<Rule> rules() const { return faults_->rules(); }
  // One line each: how often it matched and fired, and what it lacked; then the network's speed. ""
  // without rules and speed.
  std::string RulesTable() const { return faults_->Table(); }

  // What was sent late or twice lands at its own time, before any call and any look at the fake
  // then. This lets all land that is still under way; the clock moves to the last one's time.
  void Drain();

  // What every call takes, on virtual time; less than a caller's patience, or it is a lost reply.
  // FAKE: late-2: a request is applied when it is sent, whatever part of the time is its way.
  void Latency(Operation operation, const LatencyModel& model);
  void Latency(const LatencyModel& model);  // of all operations
  // Of each call's block, there or back, on a way of its own; 0: no limit.
  void Bandwidth(std::uint64_t bytes_per_second);

  // Snapshots, without going through the API; std::logic_error for what cannot be.
  std::string AddSnapshot(const SnapshotSpec& spec = {});
  std::string LoadImage(const std::string& path, const ImageSpec& spec = {});
  SnapshotView Snapshot(const std::string& id) const;
  std::vector<SnapshotView> Snapshots() const;
  void DeleteSnapshot(const std::string& id);
  void ShareSnapshot(const std::string& id, const std::string& account);
  void MakePublic(const std::string& id);

  // State faults, as MemoryService has them.
  void FailSnapshot(const std::string& id, const std::string& state_message = "Internal error");
  void RotBlock(const std::string& id, std::int64_t index, Corruption how = {});
  void TearBlock(const std::string& id, std::int64_t index, std::int64_t byte);
  void ForgetBlock(const std::string& id, std::int64_t index);
  void ExpireTokens();
  void Limits(const RateLimits& limits);
  void NoLimits();
  void ThrottleAccount(const std::string& account, std::chrono::milliseconds duration);

  // Cost: O(snapshots + rules), whatever they hold.
  // Requires: no call in flight; std::logic_error otherwise.
  fauxebs::Checkpoint Checkpoint() const;

  // What the test should hear of: rules that never fired, calls that nobody let go. Whoever asks
  // has collected them; a fake destroyed with violations that nobody collected prints them to
  // stderr.
  std::vector<Violation> Verify();

  std::uint64_t seed() const { return memory_->options().seed; }

  // Equal for equal stores: for comparing universes.
  std::uint64_t StateHash() const;

 private:
  void Assemble(std::unique_ptr<internal::FaultsState> faults);
  MemoryService& memory() const;

  std::shared_ptr<ManualClock> clock_;
  std::shared_ptr<Journal> journal_;
  std::shared_ptr<MemoryService> memory_;
  std::shared_ptr<Faults> faults_;
  std::shared_ptr<internal::Doorkeeper> doorkeeper_;
  std::atomic<std::size_t> verified_rules_{0};  // how many there were when Verify was last asked
};

}  // namespace fauxebs
