// TimedStream: a socket whose reads and writes end at a deadline, for Boost.Beast.
//
//   stream.Until(deadline);
//   boost::beast::http::read_header(stream, buffer, parser, error);
//
// error is timed_out at the deadline. Used by one thread, but for StopReading and Abort.
#pragma once

#include <sys/socket.h>
#include <sys/uio.h>

#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstddef>
#include <vector>

namespace fauxebs::internal {

class TimedStream {
 public:
  using Clock = std::chrono::steady_clock;
  using ErrorCode = boost::system::error_code;

  // Takes over a connected socket, which waits for what it does.
  explicit TimedStream(int socket);
  ~TimedStream() { Close(); }
  TimedStream(const TimedStream&) = delete;
  TimedStream& operator=(const TimedStream&) = delete;

  // Of each read and write from now on.
  void Until(Clock::time_point deadline) { deadline_ = deadline; }

  // As boost::asio's; the first of the buffers is read into.
  template <typename Buffers>
  std::size_t read_some(const Buffers& buffers, ErrorCode& error) {
    const boost::asio::mutable_buffer first = *boost::asio::buffer_sequence_begin(buffers);
    return Receive(first.data(), first.size(), 0, error);
  }
  template <typename Buffers>
  std::size_t write_some(const Buffers& buffers, ErrorCode& error) {
    std::vector<iovec> pieces;
    const auto end = boost::asio::buffer_sequence_end(buffers);
    for (auto each = boost::asio::buffer_sequence_begin(buffers); each != end; ++each) {
      const boost::asio::const_buffer piece = *each;
      pieces.push_back({const_cast<void*>(piece.data()), piece.size()});
    }
    return Send(pieces, error);
  }
  template <typename Buffers>
  std::size_t read_some(const Buffers& buffers) {
    return OrThrow([&](ErrorCode& error) { return read_some(buffers, error); });
  }
  template <typename Buffers>
  std::size_t write_some(const Buffers& buffers) {
    return OrThrow([&](ErrorCode& error) { return write_some(buffers, error); });
  }

  // All of them, or an error: with one call of the system where it can be.
  std::size_t Read(char* to, std::size_t size, ErrorCode& error);

  // Waits until the peer has closed its end; false where it has not by the deadline, or by
  // StopReading.
  bool AwaitEnd();

  // What was sent arrives before the end does.
  void FinishSending() const;
  void Close();
  // The same with a reset instead of an end, at the next Close().
  void CloseByReset() const;

  // From another thread, before Close(): whoever reads finds the end; whoever writes, too.
  void StopReading();
  void Abort();

 private:
  std::size_t Receive(void* to, std::size_t size, int flags, ErrorCode& error);
  std::size_t Send(std::vector<iovec>& pieces, ErrorCode& error);
  // Has the system keep to the deadline in the next call of this kind; false where it has passed.
  bool Limit(int option);

  template <typename Try>
  static std::size_t OrThrow(const Try& attempt) {
    ErrorCode error;
    const std::size_t size = attempt(error);
    if (error) throw boost::system::system_error(error);
    return size;
  }

  int socket_;
  std::atomic<bool> reads_{true};
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace fauxebs::internal
