// That a test which waits in real time ends with a sentence.
#include <gtest/gtest.h>
#include <poll.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace fauxebs::internal {

namespace {
thread_local bool watchdog_waits = false;
}

// As the core has it.
bool WatchdogWaits();
bool WatchdogWaits() { return watchdog_waits; }

namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): as tests do

constexpr timespec kHour{3600, 0};

timespec InAnHour(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  time.tv_sec += 3600;
  return time;
}

TEST(WaitingInRealTime, NamesTheTestAndTheFunction) {
  EXPECT_DEATH(std::this_thread::sleep_for(1h),
               "The test WaitingInRealTime.NamesTheTestAndTheFunction waits in real time: it calls "
               "nanosleep. Tests move the fake's clock instead; one that has to wait says "
               "REAL_TIME and why in fauxebs_add_test.");
}

TEST(WaitingInRealTime, IsNoSleep) {
  const timespec later = InAnHour(CLOCK_MONOTONIC);

  EXPECT_DEATH(sleep(3600), "calls sleep");
  EXPECT_DEATH(usleep(3600), "calls usleep");
  EXPECT_DEATH(nanosleep(&kHour, nullptr), "calls nanosleep");
  EXPECT_DEATH(clock_nanosleep(CLOCK_MONOTONIC, 0, &kHour, nullptr), "calls clock_nanosleep");
  EXPECT_DEATH(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &later, nullptr),
               "calls clock_nanosleep");
}

TEST(WaitingInRealTime, IsNoConditionWithATimeOut) {
  std::mutex mutex;
  std::unique_lock<std::mutex> lock(mutex);
  std::condition_variable changed;

  EXPECT_DEATH(changed.wait_for(lock, 1h), "calls pthread_cond_clockwait");
  EXPECT_DEATH(changed.wait_until(lock, std::chrono::system_clock::now() + 1h),
               "calls pthread_cond_(timed|clock)wait");
}

TEST(WaitingInRealTime, IsNoLockWithATimeOut) {
  std::timed_mutex mutex;
  std::shared_timed_mutex shared;

  EXPECT_DEATH(static_cast<void>(mutex.try_lock_for(1h)), "calls pthread_mutex_(timed|clock)lock");
  EXPECT_DEATH(static_cast<void>(shared.try_lock_for(1h)),
               "calls pthread_rwlock_(timed|clock)wrlock");
  EXPECT_DEATH(static_cast<void>(shared.try_lock_shared_for(1h)),
               "calls pthread_rwlock_(timed|clock)rdlock");
}

TEST(WaitingInRealTime, IsNoFutureWithATimeOut) {
  std::promise<void> promise;
  const std::future<void> future = promise.get_future();

  EXPECT_DEATH(future.wait_for(1h), "calls futex");
}

TEST(WaitingInRealTime, IsNoSemaphoreAndNoSignalWithATimeOut) {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  sigset_t signals;
  sigemptyset(&signals);
  const timespec later = InAnHour(CLOCK_REALTIME);

  EXPECT_DEATH(sem_timedwait(&semaphore, &later), "calls sem_timedwait");
  EXPECT_DEATH(sem_clockwait(&semaphore, CLOCK_REALTIME, &later), "calls sem_clockwait");
  EXPECT_DEATH(sigtimedwait(&signals, nullptr, &kHour), "calls sigtimedwait");
}

TEST(WaitingInRealTime, IsNoPoll) {
  const int epoll = epoll_create1(0);
  epoll_event event{};
  timeval hour{3600, 0};

  EXPECT_DEATH(poll(nullptr, 0, 3600), "calls poll");
  EXPECT_DEATH(ppoll(nullptr, 0, &kHour, nullptr), "calls ppoll");
  EXPECT_DEATH(select(0, nullptr, nullptr, nullptr, &hour), "calls select");
  EXPECT_DEATH(pselect(0, nullptr, nullptr, nullptr, &kHour, nullptr), "calls pselect");
  EXPECT_DEATH(epoll_wait(epoll, &event, 1, 3600), "calls epoll_wait");
  EXPECT_DEATH(epoll_pwait(epoll, &event, 1, 3600, nullptr), "calls epoll_pwait");
  close(epoll);
}

TEST(LookingWithoutWaiting, IsAllowed) {
  std::promise<void> promise;
  const std::future<void> future = promise.get_future();
  std::mutex mutex;
  std::unique_lock<std::mutex> lock(mutex);
  std::condition_variable changed;

  EXPECT_EQ(future.wait_for(0s), std::future_status::timeout);
  EXPECT_EQ(changed.wait_for(lock, 0s), std::cv_status::timeout);
  EXPECT_EQ(poll(nullptr, 0, 0), 0);
}

TEST(WaitingForAnotherThread, IsAllowed) {
  std::promise<int> promise;
  std::thread other([&promise] { promise.set_value(1); });

  EXPECT_EQ(promise.get_future().get(), 1);
  other.join();
}

TEST(TheWatchdog, MayWait) {
  watchdog_waits = true;
  const timespec instant{0, 1};

  EXPECT_EQ(nanosleep(&instant, nullptr), 0);
  watchdog_waits = false;
}

}  // namespace
}  // namespace fauxebs::internal
