// ClientOptions: what one client of a fake is like, beside the SDK's own configuration.
//
//   HttpClient      whose words network failures are reported in
//   NoSdkRetries    for testing one's own retry loop
//   WithExecutor    for saying where, or when, Async and Callable run
//
//   auto client = MakeEBSClient(ebs, NoSdkRetries());
//
// Values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "fauxebs/service.h"

namespace Aws::Utils::Threading {
class Executor;
}

namespace fauxebs {

// SDK: on Linux libcurl unless the SDK was built for the client of the CRT (its C runtime).
enum class HttpClient : std::uint8_t { kCurl, kCrt };

struct ClientOptions {
  std::string name = "client";            // as the journal knows it
  std::string account = kDefaultAccount;  // 12 digits
  bool sdk_retries = true;                // false: one attempt for each call
  bool init_api = true;                   // false: the test calls InitAPI itself, and first
  HttpClient http_client = HttpClient::kCurl;
  // Null: the configuration's.
  std::shared_ptr<Aws::Utils::Threading::Executor> executor{};
};

namespace words {

inline ClientOptions NoSdkRetries() {
  ClientOptions options;
  options.sdk_retries = false;
  return options;
}

inline ClientOptions WithExecutor(std::shared_ptr<Aws::Utils::Threading::Executor> executor) {
  ClientOptions options;
  options.executor = std::move(executor);
  return options;
}

}  // namespace words
using words::NoSdkRetries;
using words::WithExecutor;

}  // namespace fauxebs
