// Ends the program where a test waits in real time: where it sleeps, or waits with a time-out.
//
// These definitions come before the C library's in every test (tests/support/add_test.cmake), for
// its own code and for that of shared libraries. A time-out that is over already is no wait.
// Allowed are:
//   the core's watchdog of calls that are held, which waits on purpose and says so;
//   what shared libraries do by themselves, such as the SDK's event loops, and its end;
//   AWS itself, where FAUXEBS_REAL_AWS asks for it.
#undef _FORTIFY_SOURCE

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fauxebs::internal {

// Whether the watchdog of a held call is what waits on this thread. Not in every test.
[[gnu::weak]] bool WatchdogWaits();

namespace {

bool MayWait() {
  const char* real_aws = std::getenv("FAUXEBS_REAL_AWS");
  return (&WatchdogWaits != nullptr && WatchdogWaits()) ||
         (real_aws != nullptr && std::string_view(real_aws) == "1");
}

std::string RunningTest() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  if (test == nullptr) return "Code outside of any test";
  return std::string("The test ") + test->test_suite_name() + "." + test->name();
}

bool IsInLibrary(void* address) {
  Dl_info there{};
  Dl_info here{};
  return dladdr(address, &there) != 0 &&
         dladdr(reinterpret_cast<void*>(&IsInLibrary), &here) != 0 &&
         there.dli_fbase != here.dli_fbase;
}

void RefuseEveryone(const char* function) {
  if (MayWait()) return;
  std::fprintf(stderr,
               "%s waits in real time: it calls %s. Tests move the fake's clock instead; one that "
               "has to wait says REAL_TIME and why in fauxebs_add_test.\n",
               RunningTest().c_str(), function);
  std::abort();
}

// Part of the function that says so, for the sake of who called that.
[[gnu::always_inline]] inline void Refuse(const char* function) {
  if (!IsInLibrary(__builtin_return_address(0))) RefuseEveryone(function);
}

bool IsSome(const timespec& duration) { return duration.tv_sec > 0 || duration.tv_nsec > 0; }

bool IsAhead(clockid_t clock, const timespec& time) {
  timespec now{};
  clock_gettime(clock, &now);
  return time.tv_sec > now.tv_sec || (time.tv_sec == now.tv_sec && time.tv_nsec > now.tv_nsec);
}

// The definition that this program would have otherwise: a sanitizer's, or the C library's.
template <typename Function>
Function* Next(Function& /*own*/, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace fauxebs::internal

using fauxebs::internal::IsAhead;
using fauxebs::internal::IsSome;
using fauxebs::internal::Next;
using fauxebs::internal::Refuse;
using fauxebs::internal::RefuseEveryone;

extern "C" {

// Sleeps.

unsigned sleep(unsigned seconds) {
  if (seconds > 0) Refuse("sleep");
  return Next(sleep, "sleep")(seconds);
}

int usleep(useconds_t microseconds) {
  if (microseconds > 0) Refuse("usleep");
  return Next(usleep, "usleep")(microseconds);
}

int nanosleep(const timespec* duration, timespec* left) {
  if (IsSome(*duration)) Refuse("nanosleep");
  return Next(nanosleep, "nanosleep")(duration, left);
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
  const bool absolute = (flags & TIMER_ABSTIME) != 0;
  if (absolute ? IsAhead(clock, *time) : IsSome(*time)) Refuse("clock_nanosleep");
  return Next(clock_nanosleep, "clock_nanosleep")(clock, flags, time, left);
}

// Waits until a time.

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* until) {
  if (IsAhead(CLOCK_REALTIME, *until)) Refuse("pthread_cond_timedwait");
  return Next(pthread_cond_timedwait, "pthread_cond_timedwait")(condition, mutex, until);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* until) {
  if (IsAhead(clock, *until)) Refuse("pthread_cond_clockwait");
  return Next(pthread_cond_clockwait, "pthread_cond_clockwait")(condition, mutex, clock, until);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* until) noexcept {
  if (IsAhead(CLOCK_REALTIME, *until)) Refuse("pthread_mutex_timedlock");
  return Next(pthread_mutex_timedlock, "pthread_mutex_timedlock")(mutex, until);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* until) noexcept {
  if (IsAhead(clock, *until)) Refuse("pthread_mutex_clocklock");
  return Next(pthread_mutex_clocklock, "pthread_mutex_clocklock")(mutex, clock, until);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* until) noexcept {
  if (IsAhead(CLOCK_REALTIME, *until)) Refuse("pthread_rwlock_timedrdlock");
  return Next(pthread_rwlock_timedrdlock, "pthread_rwlock_timedrdlock")(lock, until);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* until) noexcept {
  if (IsAhead(CLOCK_REALTIME, *until)) Refuse("pthread_rwlock_timedwrlock");
  return Next(pthread_rwlock_timedwrlock, "pthread_rwlock_timedwrlock")(lock, until);
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (IsAhead(clock, *until)) Refuse("pthread_rwlock_clockrdlock");
  return Next(pthread_rwlock_clockrdlock, "pthread_rwlock_clockrdlock")(lock, clock, until);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (IsAhead(clock, *until)) Refuse("pthread_rwlock_clockwrlock");
  return Next(pthread_rwlock_clockwrlock, "pthread_rwlock_clockwrlock")(lock, clock, until);
}

int sem_timedwait(sem_t* semaphore, const timespec* until) {
  if (IsAhead(CLOCK_REALTIME, *until)) Refuse("sem_timedwait");
  return Next(sem_timedwait, "sem_timedwait")(semaphore, until);
}

int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
  if (IsAhead(clock, *until)) Refuse("sem_clockwait");
  return Next(sem_clockwait, "sem_clockwait")(semaphore, clock, until);
}

int sigtimedwait(const sigset_t* set, siginfo_t* info, const timespec* duration) {
  if (duration != nullptr && IsSome(*duration)) Refuse("sigtimedwait");
  return Next(sigtimedwait, "sigtimedwait")(set, info, duration);
}

// The standard library's futures, which are in a shared library, and atomics: FUTEX_WAIT has a
// duration, FUTEX_WAIT_BITSET a time. All arguments are handed on, however many there are.
long syscall(long number, ...) noexcept {  // NOLINT(google-runtime-int): as declared
  std::array<long, 6> given{};             // NOLINT(google-runtime-int)
  va_list list;
  va_start(list, number);
  for (long& argument : given) argument = va_arg(list, long);  // NOLINT(google-runtime-int)
  va_end(list);
  if (number == SYS_futex) {
    const auto command = given[1] & FUTEX_CMD_MASK;
    const auto* time = reinterpret_cast<const timespec*>(given[3]);
    const clockid_t clock =
        (given[1] & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    if ((command == FUTEX_WAIT && time != nullptr && IsSome(*time)) ||
        (command == FUTEX_WAIT_BITSET && time != nullptr && IsAhead(clock, *time))) {
      RefuseEveryone("futex, for a std::future or a std::atomic");
    }
  }
  return Next(syscall, "syscall")(number, given[0], given[1], given[2], given[3], given[4],
                                  given[5]);
}

// Polls.

int poll(pollfd* files, nfds_t count, int milliseconds) {
  if (milliseconds > 0) Refuse("poll");
  return Next(poll, "poll")(files, count, milliseconds);
}

int ppoll(pollfd* files, nfds_t count, const timespec* duration, const sigset_t* mask) {
  if (duration != nullptr && IsSome(*duration)) {
    Refuse("ppoll");
  }
  return Next(ppoll, "ppoll")(files, count, duration, mask);
}

int select(int count, fd_set* read, fd_set* write, fd_set* except, timeval* duration) {
  if (duration != nullptr && (duration->tv_sec > 0 || duration->tv_usec > 0)) {
    Refuse("select");
  }
  return Next(select, "select")(count, read, write, except, duration);
}

int pselect(int count, fd_set* read, fd_set* write, fd_set* except, const timespec* duration,
            const sigset_t* mask) {
  if (duration != nullptr && IsSome(*duration)) {
    Refuse("pselect");
  }
  return Next(pselect, "pselect")(count, read, write, except, duration, mask);
}

int epoll_wait(int file, epoll_event* events, int count, int milliseconds) {
  if (milliseconds > 0) Refuse("epoll_wait");
  return Next(epoll_wait, "epoll_wait")(file, events, count, milliseconds);
}

int epoll_pwait(int file, epoll_event* events, int count, int milliseconds, const sigset_t* mask) {
  if (milliseconds > 0) Refuse("epoll_pwait");
  return Next(epoll_pwait, "epoll_pwait")(file, events, count, milliseconds, mask);
}

}  // extern "C"
