// ServeConnection: HTTP/1.1 with one peer, from its first request to its last.
//
//   fauxebs::internal::ServeConnection(stream, limits, handler, stopping);
//
// Returns when the connection is over; throws nothing. Used by one thread.
#pragma once

#include <atomic>

#include "http/socket_server.h"
#include "http/timed_stream.h"

namespace fauxebs::internal {

void ServeConnection(TimedStream& stream, const HttpLimits& limits,
                     const SocketServer::Handler& handler, const std::atomic<bool>& stopping);

// The handler for a peer that is one too many.
Answer TurnAway(const HttpRequest& request);

}  // namespace fauxebs::internal
