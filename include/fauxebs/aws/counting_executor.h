// CountingExecutor: runs tasks on another executor and knows which of them are not over yet.
//
//   InFlight           the tasks of one client that wait or run, and a way to wait for them
//   CountingExecutor   puts each task into an InFlight and hands it on
//
//   auto in_flight = std::make_shared<fauxebs::internal::InFlight>(clock, own_time);
//   configuration.executor =
//       std::make_shared<fauxebs::internal::CountingExecutor>(configuration.executor, in_flight);
//   ...
//   in_flight->Drain();
//
// SDK: Callable and Async are not virtual, and their tasks hold a plain pointer to the client; a
// task that waits in a queue is seen by nobody but the executor, measured at 1.11.332.
// Safe for concurrent use.
#pragma once

#include <aws/core/utils/threading/Executor.h>

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "fauxebs/clock.h"

namespace fauxebs::internal {

class InFlight {
  struct Task {
    std::function<void()> work;
    TimePoint submitted;
  };
  struct Running {
    std::thread::id thread;
    TimePoint now;    // its own,
    TimePoint clock;  // and what the clock showed then
  };

  // The one that began last on this thread; a task that drains runs others.
  template <typename Tasks>
  static auto FindRunning(Tasks& tasks, std::thread::id thread) {
    return std::find_if(tasks.rbegin(), tasks.rend(),
                        [&](const Running& task) { return task.thread == thread; });
  }

 public:
  // With time of their own, tasks begin when they were submitted, however late they run.
  InFlight(std::shared_ptr<const Clock> clock, bool own_time)
      : clock_(std::move(clock)), own_time_(own_time) {}

  // A task that is to run, or to be dropped: whichever comes first, and only once.
  std::uint64_t Add(std::function<void()> work) {
    const TimePoint now = Now();
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::uint64_t id = next_id_++;
    waiting_.emplace(id, Task{std::move(work), now});
    changed_.notify_all();
    return id;
  }
  void Run(std::uint64_t id) { Finish(id, true); }
  void Drop(std::uint64_t id) { Finish(id, false); }

  // Whether the caller is itself such a task.
  bool RunsHere() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return IsTask(std::this_thread::get_id());
  }

  // What time it is for the caller: its own, if it is a task that has one.
  TimePoint Now() const {
    if (own_time_) {
      const std::lock_guard<std::mutex> lock(mutex_);
      const auto task = FindRunning(running_, std::this_thread::get_id());
      if (task != running_.rend()) return NowOf(*task);
    }
    return clock_->Now();
  }
  // The caller has made a call, which took until then.
  void PassTo(TimePoint time) {
    if (!own_time_) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto task = FindRunning(running_, std::this_thread::get_id());
    if (task != running_.rend()) Pass(*task, time);
  }

  // Waits until every task is over, and runs those that have not begun: their executor may have no
  // thread for them. Called by one of the tasks it waits for all others, but for those that wait
  // here too.
  void Drain() {
    std::unique_lock<std::mutex> lock(mutex_);
    const std::thread::id self = std::this_thread::get_id();
    const bool is_task = IsTask(self);
    for (;;) {
      if (!waiting_.empty()) {
        const std::uint64_t id = waiting_.begin()->first;
        lock.unlock();
        Run(id);
        lock.lock();
        continue;
      }
      if (is_task) {
        drainers_.push_back(self);
        changed_.notify_all();
      }
      const auto over = [&] { return is_task ? OnlyDrainersRun() : running_.empty(); };
      changed_.wait(lock, [&] { return !waiting_.empty() || over(); });
      const bool done = waiting_.empty();
      if (is_task) Remove(drainers_, self);
      if (done) return;
    }
  }

 private:
  using Threads = std::vector<std::thread::id>;
  bool IsTask(std::thread::id thread) const {
    return FindRunning(running_, thread) != running_.rend();
  }

  static bool Contains(const Threads& threads, std::thread::id id) {
    return std::find(threads.begin(), threads.end(), id) != threads.end();
  }
  static void Remove(Threads& threads, std::thread::id id) {
    threads.erase(std::find(threads.begin(), threads.end(), id));
  }

  // It is alone on its thread: what has moved the clock since, a sleep in its handler, is its own.
  TimePoint NowOf(const Running& task) const { return task.now + (clock_->Now() - task.clock); }
  void Pass(Running& task, TimePoint time) const {
    task = {task.thread, std::max(task.now, time), clock_->Now()};
  }

  bool OnlyDrainersRun() const {
    return std::all_of(running_.begin(), running_.end(),
                       [this](const Running& task) { return Contains(drainers_, task.thread); });
  }

  // A task that runs another waits for it, and so goes on at the later of their times.
  void Begin(TimePoint submitted) {
    const std::thread::id self = std::this_thread::get_id();
    const auto outer = FindRunning(running_, self);
    if (outer != running_.rend()) Pass(*outer, NowOf(*outer));
    running_.push_back({self, submitted, clock_->Now()});
  }
  void End(bool has_run) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::thread::id self = std::this_thread::get_id();
    const auto task = FindRunning(running_, self);
    const TimePoint ended = NowOf(*task);
    running_.erase(std::prev(task.base()));
    const auto outer = FindRunning(running_, self);
    if (has_run && outer != running_.rend()) Pass(*outer, ended);
    changed_.notify_all();
  }
  struct Ending {
    bool has_run;
    void operator()(InFlight* in_flight) const { in_flight->End(has_run); }
  };

  void Finish(std::uint64_t id, bool run) {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto found = waiting_.find(id);
    if (found == waiting_.end()) return;
    Begin(found->second.submitted);
    auto node = waiting_.extract(found);
    lock.unlock();
    // What the task holds (the request, the handler) is let go before the task counts as over.
    const std::unique_ptr<InFlight, Ending> ending(this, Ending{run});
    const auto owned = std::move(node);
    if (run) owned.mapped().work();
  }

  const std::shared_ptr<const Clock> clock_;
  const bool own_time_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_id_ = 0;
  std::map<std::uint64_t, Task> waiting_;
  std::vector<Running> running_;  // each task begun
  Threads drainers_;              // tasks that wait in Drain
};

class CountingExecutor final : public Aws::Utils::Threading::Executor {
 public:
  CountingExecutor(std::shared_ptr<Aws::Utils::Threading::Executor> inner,
                   std::shared_ptr<InFlight> in_flight)
      : inner_(std::move(inner)), in_flight_(std::move(in_flight)) {}
  CountingExecutor(const CountingExecutor&) = delete;
  CountingExecutor& operator=(const CountingExecutor&) = delete;

  // SDK: an executor waits for its threads when it is destroyed, and so must not be destroyed on
  // one of them, measured at 1.11.332: where a client is let go in its own handler, another thread
  // does that.
  ~CountingExecutor() override {
    if (in_flight_->RunsHere()) std::thread([inner = std::move(inner_)] {}).detach();
  }

 protected:
  bool SubmitToThread(std::function<void()>&& work) override {
    // An executor that runs the task here and now may see the client go, and this object with it.
    const std::shared_ptr<Aws::Utils::Threading::Executor> inner = inner_;
    auto ticket = std::make_shared<const Ticket>(in_flight_, std::move(work));
    return inner->Submit([ticket = std::move(ticket)] { ticket->Run(); });
  }

 private:
  // A place in the inner executor's queue. Refused or dropped there, its task is dropped.
  class Ticket {
   public:
    Ticket(std::shared_ptr<InFlight> in_flight, std::function<void()> work)
        : in_flight_(std::move(in_flight)), id_(in_flight_->Add(std::move(work))) {}
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket() { in_flight_->Drop(id_); }
    void Run() const { in_flight_->Run(id_); }

   private:
    std::shared_ptr<InFlight> in_flight_;
    std::uint64_t id_;
  };

  std::shared_ptr<Aws::Utils::Threading::Executor> inner_;
  std::shared_ptr<InFlight> in_flight_;
};

}  // namespace fauxebs::internal
