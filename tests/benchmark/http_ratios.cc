// How many blocks a second go through fauxebs-server, for each that goes through a server of the
// same HTTP library that does nothing with them. Exit code 1 where a bound is broken.
//
//   http_ratios <path of fauxebs-server>
//
// Two connections; blocks of 512 KiB; rounds that take turns. Each block put is new to the server,
// which verifies its checksum and keeps it.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "fauxebs/block.h"
#include "fauxebs/operations.h"
#include "http/message.h"
#include "http/rest_codec.h"

namespace fauxebs::internal {
namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

constexpr int kConnections = 2;
constexpr int kRounds = 41;
constexpr std::size_t kReadSize = 65536;  // the most that the library reads at once
constexpr int kBlocks = 64;               // of each connection, in each round

// The bare server: reads messages as the library does, answers with the next of its blocks or with
// nothing.

void ServeBare(tcp::socket socket, const std::vector<Block>& blocks) {
  boost::beast::flat_buffer buffer;
  buffer.reserve(kReadSize);
  std::size_t next = 0;
  while (true) {
    http::request_parser<http::string_body> request;
    boost::system::error_code error;
    http::read(socket, buffer, request, error);
    if (error) return;
    http::response<http::span_body<const char>> response;
    if (request.get().method() == http::verb::get) {
      const std::string_view block = blocks[next++ % blocks.size()].view();
      response.body() = {block.data(), block.size()};
    }
    response.prepare_payload();
    http::write(socket, response, error);
    if (error) return;
  }
}

int RunBare() {
  std::vector<Block> blocks;
  for (int i = 0; i < kConnections * kBlocks; ++i) {
    blocks.push_back(Block::Random(static_cast<std::uint64_t>(i)));
  }
  boost::asio::io_context context;
  tcp::acceptor acceptor(context, {boost::asio::ip::address_v4::loopback(), 0});
  std::cout << "bare listening on http://127.0.0.1:" << acceptor.local_endpoint().port()
            << std::endl;
  while (true) {
    tcp::socket socket = acceptor.accept();
    socket.set_option(tcp::no_delay(true));
    std::thread(ServeBare, std::move(socket), std::cref(blocks)).detach();
  }
}

// A server in a process of its own, until the end of this object.
class ServerProcess {
 public:
  ServerProcess(std::string program, std::vector<std::string> arguments) {
    std::array<int, 2> out{};
    if (::pipe(out.data()) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      std::vector<char*> words = {program.data()};
      for (std::string& argument : arguments) words.push_back(argument.data());
      words.push_back(nullptr);
      ::execv(program.c_str(), words.data());
      ::_exit(127);
    }
    ::close(out[1]);
    std::string line;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(out[0]);
    if (line.empty()) throw std::runtime_error("cannot run " + program);
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
  }
  ~ServerProcess() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

// As little of a client as can be, so that the servers' cost shows.
class Peer {
 public:
  explicit Peer(std::uint16_t port) {
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    socket_.set_option(tcp::no_delay(true));
  }

  // The reply's body.
  std::string_view Exchange(const HttpRequest& request) {
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\nHost: x\r\n";
    for (const auto& [name, value] : request.headers) head += name + ": " + value + "\r\n";
    head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n";
    const std::string_view body = request.body.view();
    boost::asio::write(
        socket_, std::array<boost::asio::const_buffer, 2>{
                     boost::asio::buffer(head), boost::asio::buffer(body.data(), body.size())});
    http::response_parser<http::empty_body> reply;
    reply.body_limit(kBlockSizeBytes);
    http::read_header(socket_, buffer_, reply);
    if (reply.get().result_int() >= 300) throw std::runtime_error("a server refuses " + head);
    body_.resize(reply.content_length().value_or(0));
    const std::size_t had = std::min(body_.size(), buffer_.size());
    std::copy_n(static_cast<const char*>(buffer_.data().data()), had, body_.begin());
    buffer_.consume(had);
    boost::asio::read(socket_, boost::asio::buffer(body_.data() + had, body_.size() - had));
    return {body_.data(), body_.size()};
  }

 private:
  boost::asio::io_context context_;
  tcp::socket socket_{context_};
  boost::beast::flat_buffer buffer_;
  std::vector<char> body_;
};

HttpRequest Post(std::string target) { return {"POST", std::move(target), {}, {}, true}; }

// What is put and got.
class Load {
 public:
  Load() {
    for (int i = 0; i < kConnections * kBlocks; ++i) {
      blocks_.push_back(Block::Random(static_cast<std::uint64_t>(i)));
      static_cast<void>(blocks_.back().checksum());  // known from here on
    }
  }

  std::vector<HttpRequest> Puts(const std::string& id, int connection) const {
    std::vector<HttpRequest> puts;
    for (int i = connection * kBlocks; i < (connection + 1) * kBlocks; ++i) {
      PutSnapshotBlockRequest put;
      put.snapshot_id = id;
      put.block_index = i;
      put.SetBlock(blocks_.at(static_cast<std::size_t>(i)));
      puts.push_back(EncodeRequest(put));
    }
    return puts;
  }

 private:
  std::vector<Block> blocks_;
};

std::string StartSnapshotAt(Peer& peer) {
  StartSnapshotRequest start;
  start.volume_size_gib = 1;
  HttpReply reply;
  reply.status = 201;
  reply.body = Bytes::Copy(peer.Exchange(EncodeRequest(start)));
  return std::get<StartSnapshotResponse>(DecodeResult(Operation::kStartSnapshot, reply).value())
      .snapshot_id;
}

std::vector<HttpRequest> GetsAt(Peer& peer, const std::string& id) {
  CompleteSnapshotRequest complete;
  complete.snapshot_id = id;
  complete.changed_blocks_count = kConnections * kBlocks;
  peer.Exchange(EncodeRequest(complete));
  ListSnapshotBlocksRequest list;
  list.snapshot_id = id;
  list.max_results = 1000;
  HttpReply reply;
  reply.body = Bytes::Copy(peer.Exchange(EncodeRequest(list)));
  const AnyResult page = DecodeResult(Operation::kListSnapshotBlocks, reply);
  std::vector<HttpRequest> gets;
  for (const BlockRef& block : std::get<ListSnapshotBlocksResponse>(page.value()).blocks) {
    GetSnapshotBlockRequest get;
    get.snapshot_id = id;
    get.block_index = block.block_index;
    get.block_token = block.block_token;
    gets.push_back(EncodeRequest(get));
  }
  return gets;
}

// Blocks a second, all connections at once.
double Rate(std::deque<Peer>& peers, const std::vector<std::vector<HttpRequest>>& requests) {
  std::vector<std::thread> threads;
  std::vector<std::exception_ptr> failures(peers.size());
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < peers.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        for (const HttpRequest& request : requests[i]) peers[i].Exchange(request);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return static_cast<double>(requests.size() * requests.front().size()) / taken.count();
}

// What nine of ten rounds do not exceed: a round that nothing disturbed. Whatever else the machine
// does makes rounds slower, and those that compute slower than those that copy.
double Undisturbed(std::vector<double> rates) {
  const auto decile = rates.end() - 1 - static_cast<std::ptrdiff_t>(rates.size() / 10);
  std::nth_element(rates.begin(), decile, rates.end());
  return *decile;
}

// Of rounds in which both had the same to do.
struct Rates {
  std::vector<double> ours;
  std::vector<double> bare;
};

bool Tell(const char* what, const Rates& rates, double bound) {
  const double ours = Undisturbed(rates.ours);
  const double bare = Undisturbed(rates.bare);
  const bool is_met = ours / bare >= bound;
  std::printf("%s: %.2f of the bare server (%.0f to %.0f blocks a second; at least %.1f)%s\n", what,
              ours / bare, ours, bare, bound, is_met ? "" : ", below its bound");
  return is_met;
}

std::deque<Peer> PeersOf(std::uint16_t port) {
  std::deque<Peer> peers;
  for (int i = 0; i < kConnections; ++i) peers.emplace_back(port);
  return peers;
}

int Compare(const std::string& self, const std::string& program) {
  const ServerProcess bare(self, {"bare"});
  const ServerProcess ours(program, {});
  const Load load;
  Rates puts;
  Rates gets;
  for (int round = 0; round < kRounds; ++round) {
    // New connections: which core serves which is drawn anew.
    std::deque<Peer> bare_peers = PeersOf(bare.port());
    std::deque<Peer> our_peers = PeersOf(ours.port());
    our_peers[0].Exchange(Post("/_fauxebs/reset"));
    const std::string id = StartSnapshotAt(our_peers[0]);
    const std::vector<std::vector<HttpRequest>> to_put = {load.Puts(id, 0), load.Puts(id, 1)};
    puts.bare.push_back(Rate(bare_peers, to_put));
    puts.ours.push_back(Rate(our_peers, to_put));
    const std::vector<HttpRequest> to_get = GetsAt(our_peers[0], id);
    gets.bare.push_back(Rate(bare_peers, {to_get, to_get}));
    gets.ours.push_back(Rate(our_peers, {to_get, to_get}));
  }
  const bool get_is_met = Tell("GetSnapshotBlock", gets, 0.7);
  const bool put_is_met = Tell("PutSnapshotBlock", puts, 0.5);
  return get_is_met && put_is_met ? 0 : 1;
}

int Main(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2) {
    std::cerr << "usage: http_ratios <path of fauxebs-server>\n";
    return 2;
  }
  if (arguments[1] == "bare") return RunBare();
  return Compare(arguments[0], arguments[1]);
}

}  // namespace
}  // namespace fauxebs::internal

int main(int argc, char** argv) {
  try {
    return fauxebs::internal::Main({argv, argv + argc});
  } catch (const std::exception& exception) {
    std::cerr << "http_ratios: " << exception.what() << '\n';
    return 1;
  }
}
