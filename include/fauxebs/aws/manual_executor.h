// ManualExecutor: runs what is submitted to it when the test says so, on the test's thread.
//
//   RunOne, RunUntilIdle   run one task, or all, and those that they submit
//   waiting                how many wait
//   Stop                   takes no more
//
//   auto executor = std::make_shared<fauxebs::ManualExecutor>();
//   auto client = MakeEBSClient(ebs, WithExecutor(executor));
//   Uploader(client).Start();  // Async and Callable: nothing is sent yet
//   executor->RunUntilIdle();  // in the order of submission, the same in every run
//
// A future has no value before its task has run: asking for it first waits for ever. A client of a
// fake that drains or goes runs its own waiting calls, in the order of submission; in the executor
// they count as waiting until their turns come, which then do nothing.
// Safe for concurrent use; no lock is held while a task runs or is let go. A task may do all of
// this, and may let the executor and its client go.
#pragma once

#include <aws/core/utils/threading/Executor.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace fauxebs {

namespace internal {

// An executor whose WaitUntilStopped, with SDKs that have one, is Stop.
template <typename Executor, typename = void>
class StoppableExecutor : public Executor {
 public:
  virtual void Stop() = 0;
};
template <typename Executor>
class StoppableExecutor<Executor, std::void_t<decltype(&Executor::WaitUntilStopped)>>
    : public Executor {
 public:
  virtual void Stop() = 0;
  void WaitUntilStopped() override { Stop(); }
};

}  // namespace internal

class ManualExecutor final : public internal::StoppableExecutor<Aws::Utils::Threading::Executor> {
 public:
  // Runs tasks in the order of submission.
  ManualExecutor() = default;

  // Draws each time which of those that wait is next, by seed and number of the draw: the same
  // submissions run in the same order again, and another seed tries another order.
  explicit ManualExecutor(std::uint64_t seed) : queue_(std::make_shared<Queue>(seed)) {}

  ManualExecutor(const ManualExecutor&) = delete;
  ManualExecutor& operator=(const ManualExecutor&) = delete;
  ~ManualExecutor() override { queue_->Close(); }

  // Whether there was one. What it throws comes out here.
  bool RunOne() {
    const std::shared_ptr<Queue> queue = queue_;  // a task may let this object go
    return RunOneOf(*queue);
  }

  // Until none waits; returns how many ran.
  std::size_t RunUntilIdle() {
    const std::shared_ptr<Queue> queue = queue_;
    std::size_t ran = 0;
    while (RunOneOf(*queue)) ++ran;
    return ran;
  }

  std::size_t waiting() const { return queue_->size(); }

  // Drops what waits and refuses what is submitted from now on, as destruction does: futures have
  // broken promises, handlers are not called. Waits for nobody.
  void Stop() override { queue_->Close(); }

 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    return queue_->Push(std::move(task));
  }

 private:
  using Task = std::function<void()>;

  class Queue {
   public:
    explicit Queue(std::optional<std::uint64_t> seed) : seed_(seed) {}

    // False where it is closed.
    bool Push(Task&& task) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (closed_) return false;
      tasks_.push_back(std::move(task));
      return true;
    }

    std::optional<Task> Pop() {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (tasks_.empty()) return std::nullopt;
      const auto next = tasks_.begin() + static_cast<std::ptrdiff_t>(Draw() % tasks_.size());
      Task task = std::move(*next);
      tasks_.erase(next);
      return task;
    }

    void Close() {
      std::deque<Task> dropped;
      const std::lock_guard<std::mutex> lock(mutex_);
      closed_ = true;
      dropped.swap(tasks_);
    }

    std::size_t size() const {
      const std::lock_guard<std::mutex> lock(mutex_);
      return tasks_.size();
    }

   private:
    // SplitMix64's number `draws_` of the sequence that begins at the seed.
    std::uint64_t Draw() {
      if (!seed_) return 0;
      std::uint64_t x = *seed_ + ++draws_ * 0x9e3779b97f4a7c15U;
      x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
      x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
      return x ^ (x >> 31);
    }

    const std::optional<std::uint64_t> seed_;
    mutable std::mutex mutex_;
    std::uint64_t draws_ = 0;
    std::deque<Task> tasks_;
    bool closed_ = false;
  };

  static bool RunOneOf(Queue& queue) {
    const std::optional<Task> task = queue.Pop();
    if (task) (*task)();
    return task.has_value();
  }

  std::shared_ptr<Queue> queue_ = std::make_shared<Queue>(std::nullopt);
};

}  // namespace fauxebs
