// The executors' threads. State is shared with the threads, so that a task may destroy its own
// executor.
#include <aws/core/utils/threading/DefaultExecutor.h>
#include <aws/core/utils/threading/PooledThreadExecutor.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace Aws::Utils::Threading {

struct DefaultExecutor::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
  std::map<std::thread::id, std::thread> running;
  std::vector<std::thread> finished;  // or about to be: joining them does not wait for a task

  // Joins what has finished.
  void Reap(std::unique_lock<std::mutex>& lock) {
    std::vector<std::thread> threads = std::exchange(finished, {});
    lock.unlock();
    for (std::thread& thread : threads) thread.join();
    lock.lock();
  }

  static void Run(const std::shared_ptr<State>& state, std::function<void()> task) {
    task();
    task = nullptr;  // what it captured is gone before it counts as finished
    const std::lock_guard<std::mutex> lock(state->mutex);
    const auto self = state->running.find(std::this_thread::get_id());
    if (self == state->running.end()) return;
    state->finished.push_back(std::move(self->second));
    state->running.erase(self);
    state->changed.notify_all();
  }
};

DefaultExecutor::DefaultExecutor() : m_state(std::make_shared<State>()) {}

DefaultExecutor::~DefaultExecutor() {
  DefaultExecutor::WaitUntilStopped();
  const std::lock_guard<std::mutex> lock(m_state->mutex);
  for (auto& self : m_state->running) self.second.detach();
  m_state->running.clear();
}

void DefaultExecutor::WaitUntilStopped() {
  std::unique_lock<std::mutex> lock(m_state->mutex);
  m_state->stopped = true;
  m_state->changed.wait(lock, [this] {
    return m_state->running.size() == m_state->running.count(std::this_thread::get_id());
  });
  m_state->Reap(lock);
}

bool DefaultExecutor::SubmitToThread(std::function<void()>&& task) {
  std::unique_lock<std::mutex> lock(m_state->mutex);
  if (m_state->stopped) return false;
  m_state->Reap(lock);
  if (m_state->stopped) return false;
  try {
    std::thread thread(State::Run, m_state, std::move(task));
    const std::thread::id id = thread.get_id();
    m_state->running.emplace(id, std::move(thread));
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

struct PooledThreadExecutor::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
  std::size_t pool_size = 0;
  OverflowPolicy overflow_policy = OverflowPolicy::QUEUE_TASKS_EVENLY_ACROSS_THREADS;
  std::deque<std::function<void()>> queue;
  std::vector<std::thread> threads;

  static void Run(const std::shared_ptr<State>& state) {
    std::unique_lock<std::mutex> lock(state->mutex);
    for (;;) {
      state->changed.wait(lock, [&] { return state->stopped || !state->queue.empty(); });
      if (state->stopped) return;
      std::function<void()> task = std::move(state->queue.front());
      state->queue.pop_front();
      lock.unlock();
      task();
      task = nullptr;
      lock.lock();
    }
  }
};

PooledThreadExecutor::PooledThreadExecutor(std::size_t poolSize, OverflowPolicy overflowPolicy)
    : m_state(std::make_shared<State>()) {
  m_state->pool_size = poolSize;
  m_state->overflow_policy = overflowPolicy;
  const std::lock_guard<std::mutex> lock(m_state->mutex);
  for (std::size_t i = 0; i < poolSize; ++i) m_state->threads.emplace_back(State::Run, m_state);
}

PooledThreadExecutor::~PooledThreadExecutor() {
  PooledThreadExecutor::WaitUntilStopped();
  const std::lock_guard<std::mutex> lock(m_state->mutex);
  for (std::thread& self : m_state->threads) self.detach();
  m_state->threads.clear();
}

void PooledThreadExecutor::WaitUntilStopped() {
  std::deque<std::function<void()>> dropped;
  std::vector<std::thread> others;
  {
    const std::lock_guard<std::mutex> lock(m_state->mutex);
    m_state->stopped = true;
    dropped.swap(m_state->queue);
    auto& threads = m_state->threads;
    const auto first_other = std::partition(threads.begin(), threads.end(), [](const auto& thread) {
      return thread.get_id() == std::this_thread::get_id();
    });
    std::move(first_other, threads.end(), std::back_inserter(others));
    threads.erase(first_other, threads.end());
  }
  m_state->changed.notify_all();
  dropped.clear();
  for (std::thread& thread : others) thread.join();
}

bool PooledThreadExecutor::SubmitToThread(std::function<void()>&& task) {
  {
    const std::lock_guard<std::mutex> lock(m_state->mutex);
    if (m_state->stopped) return false;
    if (m_state->overflow_policy == OverflowPolicy::REJECT_IMMEDIATELY &&
        m_state->queue.size() >= m_state->pool_size) {
      return false;
    }
    m_state->queue.push_back(std::move(task));
  }
  m_state->changed.notify_one();
  return true;
}

}  // namespace Aws::Utils::Threading
