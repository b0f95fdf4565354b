#include "http/connection.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <ctime>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fauxebs::internal {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using HeaderParser = http::request_parser<http::empty_body>;

constexpr std::chrono::seconds kFarewell{1};
// Enough for most headers; of a block that comes with them it is copied twice.
constexpr std::size_t kFirstBytes = 4096;
constexpr std::size_t kMostReadAtOnce = 65536;  // by Beast

std::string DateNow() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(std::time(nullptr)));
}

HttpReply PlainRefusal(int status, std::string_view sentence) {
  HttpReply reply;
  reply.status = status;
  reply.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Connection", "close"}};
  reply.body = Bytes::Copy(fmt::format("{}\n", sentence));
  return reply;
}

std::string_view View(beast::string_view text) { return {text.data(), text.size()}; }
beast::string_view View(std::string_view text) { return {text.data(), text.size()}; }

class Session {
 public:
  Session(TimedStream& stream, const HttpLimits& limits, const SocketServer::Handler& handler)
      : stream_(stream),
        limits_(limits),
        handler_(handler),
        // What no other limit bounds: the extensions of chunks, and their trailers.
        buffer_(limits.header_bytes + kMostReadAtOnce) {}

  // One request and its answer; false where it was the last.
  bool Serve() {
    whole_ = false;
    error_code error;
    if (buffer_.size() == 0) {
      stream_.Until(TimedStream::Clock::now() + limits_.idle);
      buffer_.commit(stream_.read_some(buffer_.prepare(kFirstBytes), error));
      if (error) return false;
    }
    stream_.Until(TimedStream::Clock::now() + limits_.request);
    HeaderParser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(limits_.body_bytes);
    http::read_header(stream_, buffer_, parser, error);
    if (error == http::error::end_of_stream || error == boost::asio::error::connection_reset) {
      return false;
    }
    if (error) return Refuse(error);
    HttpRequest request;
    request.method = View(parser.get().method_string());
    request.target = View(parser.get().target());
    for (const auto& field : parser.get()) {
      request.headers.emplace_back(View(field.name_string()), View(field.value()));
    }
    const std::string_view coding =
        Header(request.headers, "Transfer-Encoding").value_or("chunked");
    if (!beast::iequals(View(coding), "chunked")) {
      return Send({PlainRefusal(400, fmt::format("The transfer coding {} is not known.", coding))});
    }
    const bool keep_alive = parser.keep_alive();
    if (!ReadBody(parser, request)) return false;
    whole_ = request.whole;
    return Send(Handle(request), request.method == "HEAD", keep_alive && request.whole);
  }

 private:
  // Whether the request can be answered, whole or not.
  bool ReadBody(HeaderParser& parser, HttpRequest& request) {
    const std::optional<std::uint64_t> length = LengthOf(parser);
    if (!length && !parser.chunked()) return true;
    error_code error;
    if (parser.get().version() >= 11 &&
        beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      boost::asio::write(stream_, boost::asio::buffer(kContinue.data(), kContinue.size()), error);
      if (error) return false;
    }
    if (length) {
      // Straight to where the block will stay.
      request.body = Bytes::Read(*length, [&](char* to, std::size_t size) {
        const std::size_t had = std::min(size, buffer_.size());
        std::copy_n(static_cast<const char*>(buffer_.data().data()), had, to);
        buffer_.consume(had);
        return had + stream_.Read(to + had, size - had, error);
      });
    } else {
      http::request_parser<http::string_body> whole(std::move(parser));
      http::read(stream_, buffer_, whole, error);
      if (error && !IsCut(error)) return Refuse(error);
      request.body = Bytes::Copy(whole.get().body());
    }
    request.whole = !error;
    if (error) request.body = Bytes();
    return true;
  }

  static std::optional<std::uint64_t> LengthOf(const HeaderParser& parser) {
    const auto length = parser.content_length();
    if (!length) return std::nullopt;
    return *length;
  }

  // The peer said less than it had announced, or not in time.
  static bool IsCut(const error_code& error) {
    return error == boost::asio::error::eof || error == boost::asio::error::timed_out ||
           error == boost::asio::error::connection_reset || error == http::error::partial_message;
  }

  Answer Handle(const HttpRequest& request) {
    try {
      return handler_(request);
    } catch (const std::exception& exception) {
      return {PlainRefusal(500, exception.what())};
    }
  }

  // A peer that breaks the protocol or a limit. Always false: the connection is over.
  bool Refuse(const error_code& error) {
    if (error == http::error::header_limit) {
      Send({PlainRefusal(431,
                         fmt::format("The request line and the headers are longer than {} bytes.",
                                     limits_.header_bytes))});
    } else if (error == http::error::body_limit) {
      Send({PlainRefusal(413,
                         fmt::format("The body is longer than {} bytes.", limits_.body_bytes))});
    } else if (error == boost::asio::error::timed_out) {
      Send({PlainRefusal(
          408, fmt::format("The request took longer than {} ms.", limits_.request.count()))});
    } else if (error.category() == http::make_error_code(http::error::bad_method).category()) {
      Send(
          {PlainRefusal(400, fmt::format("This is no request of HTTP/1.1: {}.", error.message()))});
    }
    return false;
  }

  bool Send(const Answer& answer, bool is_head = false, bool keep_alive = false) {
    switch (answer.delivery) {
      case Delivery::kClose:
        return false;
      case Delivery::kReset:
        stream_.CloseByReset();
        return false;
      case Delivery::kWhole:
      case Delivery::kCut:
      case Delivery::kStall:
        break;
    }
    const std::string_view body = answer.reply.body.view();
    const bool is_whole = answer.delivery == Delivery::kWhole;
    const bool closes = !keep_alive || !is_whole || is_head || HasClose(answer.reply.headers);
    http::response<http::span_body<const char>> response;
    response.result(static_cast<unsigned>(answer.reply.status));
    for (const auto& [name, value] : answer.reply.headers) response.insert(name, value);
    response.set(http::field::date, DateNow());
    response.content_length(body.size());
    if (closes) response.set(http::field::connection, "close");
    response.body() = {body.data(), is_head ? 0 : SizeSent(answer)};

    stream_.Until(TimedStream::Clock::now() + limits_.request);
    error_code error;
    http::response_serializer<http::span_body<const char>> serializer(response);
    http::write(stream_, serializer, error);
    if (error || !closes) return !error;
    if (answer.delivery == Delivery::kStall) {
      stream_.Until(TimedStream::Clock::time_point::max());
    } else {
      // A peer that is still sending would otherwise be reset before it has read this.
      stream_.FinishSending();
      stream_.Until(TimedStream::Clock::now() + kFarewell);
    }
    // Nothing less reaches a peer in the middle of a request: a socket that is not read any more
    // has no room for the rest, and the kernels try again for minutes.
    if (!stream_.AwaitEnd() && !whole_) stream_.CloseByReset();
    return false;
  }

  // Of the body. One that is cut or stalls lacks a byte at least.
  static std::size_t SizeSent(const Answer& answer) {
    const std::size_t size = answer.reply.body.size();
    if (answer.delivery == Delivery::kWhole || size == 0) return size;
    return std::min(answer.bytes, size - 1);
  }

  static bool HasClose(const HttpHeaders& headers) {
    return Header(headers, "Connection") == "close";
  }

  TimedStream& stream_;
  const HttpLimits& limits_;
  const SocketServer::Handler& handler_;
  beast::flat_buffer buffer_;
  bool whole_ = false;  // the request that is answered
};

}  // namespace

Answer TurnAway(const HttpRequest& /*request*/) {
  return {PlainRefusal(429, "There are too many connections already.")};
}

void ServeConnection(TimedStream& stream, const HttpLimits& limits,
                     const SocketServer::Handler& handler, const std::atomic<bool>& stopping) {
  try {
    Session session(stream, limits, handler);
    while (!stopping && session.Serve()) {
    }
  } catch (const std::exception&) {
    // Nothing to say, and nobody to say it to: out of memory, for one.
    stream.CloseByReset();
  }
}

}  // namespace fauxebs::internal
