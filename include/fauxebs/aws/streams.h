// A request's body, handled as the SDK handles it.
//
//   ReadBody     the whole stream, wherever its owner left it
//   RewindBody   before a retry
//
//   std::optional<fauxebs::Bytes> body = fauxebs::internal::ReadBody(request.GetBody().get());
//
// A stream belongs to one call at a time.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>

#include <algorithm>
#include <cstddef>
#include <ios>
#include <istream>
#include <memory>
#include <optional>

#include "fauxebs/block.h"

namespace fauxebs::internal {

// FAKE: sdk-5: of a longer body the service is shown the beginning; it refuses what is not a block.
inline constexpr std::streamoff kLongestBody = std::streamoff{64} << 20;

// From position 0 to the end, whatever position the stream was left at. Nothing where no length
// can be found or the bytes run out early: no whole request gets through then.
// SDK: seeks to the end for the length and then to 0; a stream that has failed before the first
// attempt is announced with a length of -1, which the peer drops; afterwards eofbit and failbit are
// set. No stream is an empty body. Measured at 1.11.332.
inline std::optional<Bytes> ReadBody(Aws::IOStream* stream) {
  if (stream == nullptr) return Bytes();
  if (stream->fail()) return std::nullopt;
  stream->seekg(0, std::ios_base::end);
  const std::streamoff end = stream->tellg();
  stream->seekg(0, std::ios_base::beg);
  if (stream->fail() || end < 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(std::min(end, kLongestBody));
  Bytes body = Bytes::Read(size, [stream](char* to, std::size_t length) {
    stream->read(to, static_cast<std::streamsize>(length));
    return static_cast<std::size_t>(stream->gcount());
  });
  stream->setstate(std::ios_base::eofbit | std::ios_base::failbit);
  if (body.size() != size) return std::nullopt;
  return body;
}

// SDK: the rewind before each retry, measured at 1.11.332.
inline void RewindBody(const Aws::AmazonWebServiceRequest& request) {
  if (!request.IsStreaming()) return;
  const std::shared_ptr<Aws::IOStream> body = request.GetBody();
  if (body == nullptr) return;
  body->clear();
  body->seekg(0);
}

}  // namespace fauxebs::internal
