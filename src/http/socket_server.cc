#include "http/socket_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <exception>
#include <list>
#include <stdexcept>
#include <thread>
#include <utility>

#include "core/mutex.h"
#include "http/connection.h"
#include "http/timed_stream.h"

namespace fauxebs::internal {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

// How long replies that are going out may take once the server stops.
constexpr std::chrono::seconds kGrace{1};
constexpr std::chrono::milliseconds kRetry{50};
// How many are told that they are too many, at a time; more are not heard at all.
constexpr std::size_t kTurnedAway = 16;

// Which are of the program's own threads. Others inherit it.
void BlockSignals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

tcp::acceptor Listen(boost::asio::io_context& context, const std::string& host, int port) {
  error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  tcp::acceptor acceptor(context);
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(port));
  if (!error) acceptor.open(endpoint.protocol(), error);
  // A program that is started meanwhile is not to keep the port.
  if (!error) ::fcntl(acceptor.native_handle(), F_SETFD, FD_CLOEXEC);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
  if (error) {
    throw std::runtime_error(
        fmt::format("cannot listen on {}:{}: {}", host, port, error.message()));
  }
  return acceptor;
}

}  // namespace

struct SocketServer::State {
  struct Peer {
    explicit Peer(int socket) : stream(socket) {}
    TimedStream stream;
    std::thread thread;
    bool is_done = false;
  };

  State(const std::string& host, int given_port, const HttpLimits& given_limits,
        Handler given_handler)
      : limits(given_limits),
        handler(std::move(given_handler)),
        acceptor(Listen(context, host, given_port)),
        port(acceptor.local_endpoint().port()) {
    Accept();
    listener = std::thread([this] {
      BlockSignals();
      context.run();
    });
  }

  void Accept() {
    acceptor.async_accept([this](const error_code& error, tcp::socket socket) {
      if (stopping) return;
      if (error) {
        // No file descriptor is left, for one; one may be soon.
        retry.expires_after(kRetry);
        retry.async_wait([this](const error_code& /*ignored*/) {
          if (!stopping) Accept();
        });
      } else {
        Welcome(socket.release());
        Accept();
      }
    });
  }

  void Welcome(int socket) {
    const MutexLock lock(mutex);
    RemoveDone();
    Peer& peer = peers.emplace_back(socket);
    const bool is_welcome = peers.size() <= limits.connections;
    try {
      if (peers.size() > limits.connections + kTurnedAway) throw std::length_error("no room");
      peer.thread = std::thread(
          [this, &peer, is_welcome] { Serve(peer, is_welcome ? handler : Handler(TurnAway)); });
    } catch (const std::exception&) {  // or there is no thread left
      peers.pop_back();
    }
  }

  void Serve(Peer& peer, const Handler& its_handler) {
    ServeConnection(peer.stream, limits, its_handler, stopping);
    const MutexLock lock(mutex);
    peer.stream.Close();
    peer.is_done = true;
    changed.NotifyAll();
  }

  void RemoveDone() FAUXEBS_REQUIRES(mutex) {
    peers.remove_if([](Peer& peer) {
      if (peer.is_done) peer.thread.join();
      return peer.is_done;
    });
  }

  void StopReading() {
    stopping = true;
    boost::asio::post(context, [this] {
      acceptor.close();
      retry.cancel();
    });
    if (listener.joinable()) listener.join();
    const MutexLock lock(mutex);
    for (Peer& peer : peers) {
      if (!peer.is_done) peer.stream.StopReading();
    }
  }

  void Stop() {
    StopReading();
    const MutexLock lock(mutex);
    const auto end = std::chrono::steady_clock::now() + kGrace;
    while (HasPeers() && std::chrono::steady_clock::now() < end) changed.WaitUntil(mutex, end);
    for (Peer& peer : peers) peer.stream.Abort();
    while (HasPeers()) changed.Wait(mutex);
  }

  bool HasPeers() FAUXEBS_REQUIRES(mutex) {
    RemoveDone();
    return !peers.empty();
  }

  const HttpLimits limits;
  const Handler handler;
  boost::asio::io_context context{1};
  tcp::acceptor acceptor;
  const int port;
  boost::asio::steady_timer retry{context};
  std::atomic<bool> stopping{false};
  std::thread listener;
  Mutex mutex;
  Condition changed;
  std::list<Peer> peers FAUXEBS_GUARDED_BY(mutex);
};

SocketServer::SocketServer(const std::string& host, int port, const HttpLimits& limits,
                           Handler handler)
    : state_(std::make_unique<State>(host, port, limits, std::move(handler))) {}

SocketServer::~SocketServer() { Stop(); }

int SocketServer::port() const { return state_->port; }

void SocketServer::StopReading() { state_->StopReading(); }

void SocketServer::Stop() { state_->Stop(); }

}  // namespace fauxebs::internal
