// FrontEnd: what stands between the sockets and a fake: signatures, routes, and how answers go out.
//
//   fauxebs::internal::FrontEnd front_end(ebs, {});
//   fauxebs::internal::Answer answer = front_end(request);
//
// Safe to call concurrently.
#pragma once

#include <string>
#include <vector>

#include "fauxebs/fake.h"
#include "fauxebs/http/server.h"
#include "http/message.h"

namespace fauxebs::internal {

class FrontEnd {
 public:
  // The fake must outlive it.
  FrontEnd(Fake& ebs, HttpServerOptions options);

  Answer operator()(const HttpRequest& request) const;

 private:
  Answer AnswerRest(const HttpRequest& request, const CallContext& context) const;

  Fake& ebs_;
  const HttpServerOptions options_;
};

}  // namespace fauxebs::internal
