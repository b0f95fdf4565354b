// Stand-in for the AWS SDK for C++: a fixed number of threads and a queue.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/threading/Executor.h>

#include <cstddef>
#include <functional>
#include <memory>

namespace Aws::Utils::Threading {

enum class OverflowPolicy {
  QUEUE_TASKS_EVENLY_ACROSS_THREADS,
  REJECT_IMMEDIATELY  // refuses a task while as many tasks wait as there are threads
};

// The destructor and WaitUntilStopped wait for the running tasks and drop the queued ones.
class PooledThreadExecutor : public Executor {
 public:
  PooledThreadExecutor(std::size_t poolSize, OverflowPolicy overflowPolicy =
                                                 OverflowPolicy::QUEUE_TASKS_EVENLY_ACROSS_THREADS);
  ~PooledThreadExecutor() override;
  PooledThreadExecutor(const PooledThreadExecutor&) = delete;
  PooledThreadExecutor& operator=(const PooledThreadExecutor&) = delete;
  PooledThreadExecutor(PooledThreadExecutor&&) = delete;
  PooledThreadExecutor& operator=(PooledThreadExecutor&&) = delete;

  void WaitUntilStopped() override;

 protected:
  bool SubmitToThread(std::function<void()>&& task) override;

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace Aws::Utils::Threading
