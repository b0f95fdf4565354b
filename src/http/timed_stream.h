// TimedStream: a socket whose reads and writes end at a deadline, for Boost.Beast.
//
//   stream.Until(deadline);
//   boost::beast::http::read_header(stream, buffer, parser, error);
//
// error is timed_out at the deadline. Used by one thread, but for StopReading and Abort.
#pragma once

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstddef>
#include <utility>

namespace fauxebs::internal {

class TimedStream {
 public:
  using Clock = std::chrono::steady_clock;
  using ErrorCode = boost::system::error_code;

  explicit TimedStream(boost::asio::ip::tcp::socket socket) : socket_(std::move(socket)) {
    ErrorCode ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  }

  void Until(Clock::time_point deadline) { deadline_ = deadline; }

  template <typename Buffers>
  std::size_t read_some(const Buffers& buffers, ErrorCode& error) {
    return Some(POLLIN, error, [&] { return socket_.read_some(buffers, error); });
  }
  template <typename Buffers>
  std::size_t write_some(const Buffers& buffers, ErrorCode& error) {
    return Some(POLLOUT, error, [&] { return socket_.write_some(buffers, error); });
  }
  template <typename Buffers>
  std::size_t read_some(const Buffers& buffers) {
    return OrThrow([&](ErrorCode& error) { return read_some(buffers, error); });
  }
  template <typename Buffers>
  std::size_t write_some(const Buffers& buffers) {
    return OrThrow([&](ErrorCode& error) { return write_some(buffers, error); });
  }

  // Whether there is something to read, or the end, before the deadline.
  bool AwaitInput() { return Await(POLLIN); }

  // Waits until the peer has closed its end, or the deadline.
  void AwaitEnd() {
    ErrorCode error;
    char ignored = 0;
    while (!error) read_some(boost::asio::buffer(&ignored, 1), error);
  }

  // What was sent arrives before the end does.
  void FinishSending() { ::shutdown(socket_.native_handle(), SHUT_WR); }

  // Close() will be a reset instead of an end.
  void CloseByReset() {
    ErrorCode ignored;
    socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  }
  void Close() {
    ErrorCode ignored;
    socket_.close(ignored);
  }

  // From another thread, before Close(): whoever reads finds the end; whoever writes, too.
  void StopReading() { ::shutdown(socket_.native_handle(), SHUT_RD); }
  void Abort() { ::shutdown(socket_.native_handle(), SHUT_RDWR); }

 private:
  template <typename Try>
  std::size_t Some(short events, ErrorCode& error, const Try& attempt) {
    while (true) {
      const std::size_t size = attempt();
      if (error != boost::asio::error::would_block) return size;
      if (!Await(events)) {
        error = boost::asio::error::timed_out;
        return 0;
      }
    }
  }

  template <typename Try>
  static std::size_t OrThrow(const Try& attempt) {
    ErrorCode error;
    const std::size_t size = attempt(error);
    if (error) throw boost::system::system_error(error);
    return size;
  }

  bool Await(short events) {
    while (true) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
      if (left.count() <= 0) return false;
      pollfd file{socket_.native_handle(), events, 0};
      const auto most = std::min<std::chrono::milliseconds>(left, std::chrono::hours(1));
      if (::poll(&file, 1, static_cast<int>(most.count())) > 0) return true;
    }
  }

  boost::asio::ip::tcp::socket socket_;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace fauxebs::internal
