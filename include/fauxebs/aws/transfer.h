// Transfer: one attempt as the handlers and the stream factory of its request see it.
//
//   fauxebs::internal::Transfer transfer(request, core, "attempt=1", HttpClient::kCurl);
//   if (const auto stopped = transfer.Send()) return *stopped;
//   ... the service answers ...
//   if (const auto lost = transfer.Receive(status, headers, body)) return *lost;
//
// Where a request has neither handlers nor a factory of its own, nothing is made and nobody is
// asked. No lock is held while they run. A transfer belongs to the thread that makes the call.
#pragma once

#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/http/URI.h>
#include <aws/core/http/standard/StandardHttpRequest.h>
#include <aws/core/http/standard/StandardHttpResponse.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/stream/ResponseStream.h>
#include <aws/ebs/EBSErrors.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <ios>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fauxebs/aws/client_options.h"
#include "fauxebs/aws/errors.h"
#include "fauxebs/aws/wire.h"

namespace fauxebs::internal {

// The handler of received headers; none with SDKs that do not have it.
template <typename Request>
auto HeadersHandlerOf(const Request& request, int)
    -> decltype(request.GetHeadersReceivedEventHandler()) {
  return request.GetHeadersReceivedEventHandler();
}
template <typename Request>
std::function<void(const Aws::Http::HttpRequest*, Aws::Http::HttpResponse*)> HeadersHandlerOf(
    const Request& /*request*/, ...) {
  return nullptr;
}

class Transfer {
 public:
  using MaybeError = std::optional<Aws::EBS::EBSError>;

  // Calls the handler of signed requests and asks for the stream of the reply's body, in this
  // order. SDK: both once for each attempt, whatever becomes of it, measured at 1.11.332.
  template <typename Core>
  Transfer(const Aws::AmazonWebServiceRequest& request, const Core& core,
           const std::string& attempt, HttpClient http_client)
      : request_(request), http_client_(http_client) {
    if (HasHandlers()) {
      BuildMessages(RequestLineOf(core), attempt);
    } else if (OperationOf<Core>::kOperation == Operation::kGetSnapshotBlock || HasFactory()) {
      body_ = Aws::Utils::Stream::ResponseStream(MakeBody());
    }
  }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Whether anybody looks at the reply as it comes in.
  bool IsWatched() const { return body_.has_value() || http_response_ != nullptr; }

  // The request goes out. Nothing: all of it did.
  MaybeError Send() {
    // SDK: the CRT's client asks before it sends, read at 1.11.332.
    if (http_client_ == HttpClient::kCrt && !Continues()) return Kept(Cancelled(http_client_));
    std::size_t left = content_length_;
    while (left > 0) {
      const std::size_t piece = std::min(left, kSentPiece);
      left -= piece;
      if (!Continues()) return Aborted(kCurlAborted);
      if (const auto& handler = request_.GetDataSentEventHandler()) {
        handler(http_request_.get(), static_cast<long long>(piece));  // NOLINT(google-runtime-int)
      }
    }
    return std::nullopt;
  }

  // An answer comes in. Nothing: all of it did.
  MaybeError Receive(int status, const Aws::Http::HeaderValueCollection& headers,
                     std::string_view body) {
    MaybeError stopped = TakeIn(status, headers, body);
    if (stopped) return stopped;
    Body().flush();
    Body().seekg(0);
    stopped = End();
    if (!stopped && http_response_ != nullptr) {
      http_response_->SetResponseCode(static_cast<Aws::Http::HttpResponseCode>(status));
    }
    return stopped;
  }

  // The beginning of an answer comes in, and no more. Nothing: all of that did.
  MaybeError ReceivePart(int status, const Aws::Http::HeaderValueCollection& headers,
                         std::string_view beginning) {
    if (!IsWatched()) return std::nullopt;
    MaybeError stopped = TakeIn(status, headers, beginning);
    return stopped ? stopped : End();
  }

  // Nothing comes in, or nothing more. Nothing: the caller goes on.
  // SDK: libcurl's client asks once more at the end, read at 1.11.332.
  MaybeError End() const {
    if (http_client_ == HttpClient::kCurl && !Continues()) return Kept(Cancelled(http_client_));
    return std::nullopt;
  }

  Aws::Utils::Stream::ResponseStream TakeBody() {
    if (http_response_ == nullptr) return std::move(*body_);
    return Aws::Utils::Stream::ResponseStream(http_response_->SwapResponseStreamOwnership());
  }

 private:
  static constexpr const char* kTag = "fauxebs";
  // FAKE: sdk-3: libcurl's buffers; a real transfer's pieces differ from one to the next.
  static constexpr std::size_t kSentPiece = std::size_t{64} << 10;
  static constexpr std::size_t kReceivedPiece = std::size_t{16} << 10;

  bool HasHandlers() const {
    return HeadersHandlerOf(request_, 0) || request_.GetRequestSignedHandler() ||
           request_.GetContinueRequestHandler() || request_.GetDataSentEventHandler() ||
           request_.GetDataReceivedEventHandler();
  }

  bool HasFactory() const {
    using Function = Aws::IOStream* (*)();
    const auto* function = request_.GetResponseStreamFactory().target<Function>();
    return function == nullptr ||
           *function != &Aws::Utils::Stream::DefaultResponseStreamFactoryMethod;
  }

  // FAKE: sdk-4: neither signed nor dated.
  void BuildMessages(const RequestLine& line, const std::string& attempt) {
    Aws::Http::URI uri("http://fauxebs.invalid");
    uri.SetPath(ToAws(line.path));
    request_.AddQueryStringParameters(uri);
    http_request_ =
        Aws::MakeShared<Aws::Http::Standard::StandardHttpRequest>(kTag, uri, line.method);
    for (const auto& [name, value] : request_.GetHeaders()) {
      http_request_->SetHeaderValue(name, value);
    }
    for (const auto& [name, value] : request_.GetAdditionalCustomHeaders()) {
      http_request_->SetHeaderValue(name, value);
    }
    http_request_->SetHeaderValue("amz-sdk-request", ToAws(attempt));
    AddBody();
    if (const auto& handler = request_.GetRequestSignedHandler()) handler(*http_request_);
    http_request_->SetResponseStreamFactory([this] { return MakeBody(); });
    http_response_ =
        Aws::MakeShared<Aws::Http::Standard::StandardHttpResponse>(kTag, http_request_);
  }

  // SDK: the length is found by seeking, -1 in a stream that has failed; a request that has a verb
  // for bodies and none says 0; measured at 1.11.332.
  void AddBody() {
    const std::shared_ptr<Aws::IOStream> body = request_.GetBody();
    http_request_->AddContentBody(body);
    if (body == nullptr) {
      if (http_request_->GetMethod() != Aws::Http::HttpMethod::HTTP_GET) {
        http_request_->SetHeaderValue("content-length", "0");
      }
      return;
    }
    body->seekg(0, std::ios_base::end);
    const std::streamoff length = body->tellg();
    body->seekg(0, std::ios_base::beg);
    http_request_->SetHeaderValue("content-length", ToAws(std::to_string(length)));
    content_length_ = static_cast<std::size_t>(std::max<std::streamoff>(length, 0));
  }

  // SDK: released with Aws::Delete, measured at 1.11.332.
  Aws::IOStream* MakeBody() const {
    const Aws::IOStreamFactory& factory = request_.GetResponseStreamFactory();
    Aws::IOStream* body = factory ? factory() : nullptr;
    if (body == nullptr) {
      body = Aws::New<Aws::StringStream>(kTag);
      body->setstate(std::ios_base::badbit);  // takes nothing
    }
    return body;
  }

  Aws::IOStream& Body() const {
    return http_response_ != nullptr ? http_response_->GetResponseBody()
                                     : body_->GetUnderlyingStream();
  }

  MaybeError TakeIn(int status, const Aws::Http::HeaderValueCollection& headers,
                    std::string_view body) {
    headers_ = &headers;
    if (http_response_ != nullptr) {
      for (const auto& [name, value] : headers) http_response_->AddHeader(name, value);
      // SDK: with libcurl the code is known once all is there, read at 1.11.332.
      if (http_client_ == HttpClient::kCrt) {
        http_response_->SetResponseCode(static_cast<Aws::Http::HttpResponseCode>(status));
      }
    }
    const std::size_t size = http_response_ != nullptr ? kReceivedPiece : body.size();
    for (std::size_t at = 0; at < body.size(); at += size) {
      const std::string_view piece = body.substr(at, size);
      if (!Continues()) return Aborted(kCurlWriteError);
      if (const auto& handler = HeadersHandlerOf(request_, 0); handler && at == 0) {
        handler(http_request_.get(), http_response_.get());
      }
      // SDK: the CRT's client does not look whether the stream took it, read at 1.11.332.
      if (!Write(piece) && http_client_ == HttpClient::kCurl) return Aborted(kCurlWriteError);
      if (const auto& handler = request_.GetDataReceivedEventHandler()) {
        handler(http_request_.get(), http_response_.get(),
                static_cast<long long>(piece.size()));  // NOLINT(google-runtime-int)
      }
    }
    return std::nullopt;
  }

  bool Write(std::string_view bytes) const {
    Body().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!Body().fail()) Body().flush();
    return !Body().fail();
  }

  bool Continues() const {
    const auto& handler = request_.GetContinueRequestHandler();
    return !handler || handler(http_request_.get());
  }

  // What is reported where the handler or the stream stops the transfer in its middle.
  MaybeError Aborted(const NetworkFailure& failure) const {
    if (MaybeError cancelled = End()) return cancelled;
    const bool curl = http_client_ == HttpClient::kCurl;
    return Kept(NetworkError(curl ? failure : kCrtClosed, http_client_));
  }

  // SDK: the headers that had arrived are kept, measured at 1.11.332.
  Aws::EBS::EBSError Kept(Aws::EBS::EBSError error) const {
    if (headers_ != nullptr) error.SetResponseHeaders(*headers_);
    return error;
  }

  const Aws::AmazonWebServiceRequest& request_;
  const HttpClient http_client_;
  std::size_t content_length_ = 0;
  std::shared_ptr<Aws::Http::HttpRequest> http_request_;    // null: nobody looks
  std::shared_ptr<Aws::Http::HttpResponse> http_response_;  // owns the body where it is there
  std::optional<Aws::Utils::Stream::ResponseStream> body_;
  const Aws::Http::HeaderValueCollection* headers_ = nullptr;  // of the answer that comes in
};

}  // namespace fauxebs::internal
