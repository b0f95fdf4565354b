// FrontEnd: what stands between the sockets and a fake: signatures, routes, and how answers go out.
//
//   fauxebs::internal::FrontEnd front_end(ebs, {});
//   fauxebs::internal::Answer answer = front_end(request);
//
// Safe to call concurrently.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fauxebs/fake.h"
#include "fauxebs/http/server.h"
#include "http/message.h"

namespace fauxebs::internal {

TimePoint RealTime();

class FrontEnd {
 public:
  // The fake must outlive it.
  FrontEnd(Fake& ebs, HttpServerOptions options);

  Answer operator()(const HttpRequest& request);

 private:
  std::string NextRequestId();
  std::optional<FrontEndError> Refuse(const HttpRequest& request, std::string_view service,
                                      TimePoint now) const;
  Answer AnswerRest(const HttpRequest& message, const std::string& account);

  Fake& ebs_;
  const HttpServerOptions options_;
  std::atomic<std::uint64_t> refusals_{0};
};

}  // namespace fauxebs::internal
