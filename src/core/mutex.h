// Mutex: std::mutex with clang's thread-safety annotations, which libstdc++'s lacks.
//
//   Mutex mutex_;
//   int value_ FAUXEBS_GUARDED_BY(mutex_);
//   ...
//   const MutexLock lock(mutex_);
//   while (value_ == 0) changed_.Wait(mutex_);  // Condition changed_;
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define FAUXEBS_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define FAUXEBS_THREAD_ANNOTATION(x)
#endif
#define FAUXEBS_GUARDED_BY(x) FAUXEBS_THREAD_ANNOTATION(guarded_by(x))
#define FAUXEBS_REQUIRES(x) FAUXEBS_THREAD_ANNOTATION(requires_capability(x))

namespace fauxebs::internal {

class FAUXEBS_THREAD_ANNOTATION(capability("mutex")) Mutex {
 public:
  void Lock() FAUXEBS_THREAD_ANNOTATION(acquire_capability()) { mutex_.lock(); }
  void Unlock() FAUXEBS_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }

 private:
  friend class Condition;
  std::mutex mutex_;
};

class FAUXEBS_THREAD_ANNOTATION(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) FAUXEBS_THREAD_ANNOTATION(acquire_capability(mutex))
      : mutex_(mutex) {
    mutex_.Lock();
  }
  ~MutexLock() FAUXEBS_THREAD_ANNOTATION(release_capability()) { mutex_.Unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

class Condition {
 public:
  void NotifyAll() { condition_.notify_all(); }
  // Both may return early.
  void Wait(Mutex& mutex) FAUXEBS_REQUIRES(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();
  }
  void WaitUntil(Mutex& mutex, std::chrono::steady_clock::time_point end) FAUXEBS_REQUIRES(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait_until(lock, end);
    lock.release();
  }

 private:
  std::condition_variable condition_;
};

}  // namespace fauxebs::internal
