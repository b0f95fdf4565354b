// The door of HTTP: messages on a loopback socket, written and read by the codec.
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "door.h"
#include "fauxebs/http/server.h"
#include "fauxebs/interceptor.h"
#include "http/rest_codec.h"
#include "support/http_client.h"

namespace fauxebs {
namespace {

// The service as a client of HTTP sees it.
class ServiceOverHttp final : public Interceptor {
 public:
  ServiceOverHttp(Fake& fake, std::string client, std::string account)
      : Interceptor(nullptr),
        server_(fake),
        http_(server_.port()),
        client_(std::move(client)),
        account_(std::move(account)) {}

 protected:
  AnyResult Around(const AnyRequest& request, const CallContext& /*context*/) override {
    internal::HttpRequest message = internal::EncodeRequest(request);
    message.headers.emplace_back("User-Agent", client_ + "/1.0");
    // An access key ID of 12 digits is an account.
    message.headers.emplace_back("Authorization",
                                 "AWS4-HMAC-SHA256 Credential=" + account_ +
                                     "/20260101/us-east-1/ebs/aws4_request, SignedHeaders=host, "
                                     "Signature=00");
    const internal::HttpReply reply = http_.Exchange(message);
    AnyResult result = internal::DecodeResult(request.operation(), reply);
    if (!result && result.error().code == ErrorCode::kClient) {
      throw std::logic_error(result.error().message);
    }
    return result;
  }

 private:
  HttpServer server_;
  HttpClient http_;
  const std::string client_;
  const std::string account_;
};

class HttpDoor final : public Door {
 public:
  std::string name() const override { return "http"; }

  std::shared_ptr<Service> Open(Fake& fake, const std::string& client,
                                const std::string& account) const override {
    return std::make_shared<ServiceOverHttp>(fake, client, account);
  }
};

const bool kHttpDoorIsAdded = AddDoor(std::make_unique<HttpDoor>());

}  // namespace
}  // namespace fauxebs
