#include "http/timed_stream.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <cerrno>

namespace fauxebs::internal {
namespace {

TimedStream::ErrorCode LastError() {
  // What SO_RCVTIMEO and SO_SNDTIMEO end with.
  if (errno == EAGAIN || errno == EWOULDBLOCK) return boost::asio::error::timed_out;
  return {errno, boost::system::system_category()};
}

}  // namespace

TimedStream::TimedStream(int socket) : socket_(socket) {
  ::fcntl(socket_, F_SETFD, FD_CLOEXEC);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool TimedStream::Limit(int option) {
  using std::chrono::microseconds;
  const auto left = std::chrono::ceil<microseconds>(deadline_ - Clock::now());
  if (left.count() <= 0) return false;
  // 0 is for ever.
  const auto limit = std::min<microseconds>(left, std::chrono::hours(1));
  const timeval time{static_cast<time_t>(limit.count() / 1'000'000),
                     static_cast<suseconds_t>(limit.count() % 1'000'000)};
  return ::setsockopt(socket_, SOL_SOCKET, option, &time, sizeof time) == 0;
}

std::size_t TimedStream::Read(char* to, std::size_t size, ErrorCode& error) {
  std::size_t read = 0;
  error = {};
  while (read < size && !error) read += Receive(to + read, size - read, MSG_WAITALL, error);
  return read;
}

std::size_t TimedStream::Receive(void* to, std::size_t size, int flags, ErrorCode& error) {
  error = {};
  if (size == 0) return 0;
  ssize_t read = 0;
  do {
    // Also where there is something to read: a peer that never stops sending does not move it.
    if (!Limit(SO_RCVTIMEO)) return error = boost::asio::error::timed_out, 0;
    read = ::recv(socket_, to, size, flags);
  } while (read < 0 && errno == EINTR);
  if (read < 0) error = LastError();
  if (read == 0) error = boost::asio::error::eof;
  return read < 0 ? 0 : static_cast<std::size_t>(read);
}

std::size_t TimedStream::Send(std::vector<iovec>& pieces, ErrorCode& error) {
  error = {};
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  ssize_t sent = 0;
  do {
    if (!Limit(SO_SNDTIMEO)) return error = boost::asio::error::timed_out, 0;
    sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent < 0) error = LastError();
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

bool TimedStream::AwaitEnd() {
  ErrorCode error;
  std::array<char, 4096> ignored{};
  while (!error) Receive(ignored.data(), ignored.size(), 0, error);
  return error == boost::asio::error::eof && reads_;
}

void TimedStream::FinishSending() const { ::shutdown(socket_, SHUT_WR); }

void TimedStream::Close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void TimedStream::CloseByReset() const {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void TimedStream::StopReading() {
  reads_ = false;
  ::shutdown(socket_, SHUT_RD);
}

void TimedStream::Abort() {
  reads_ = false;
  ::shutdown(socket_, SHUT_RDWR);
}

}  // namespace fauxebs::internal
