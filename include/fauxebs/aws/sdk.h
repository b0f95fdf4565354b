// AwsSdk: InitAPI and ShutdownAPI of the AWS SDK for C++, as an object.
//
//   AwsSdk                   for those who want their own options, or their own order
//   internal::HoldAwsSdk()   what a FakeEBSClient does otherwise, once, when the first is made
//
//   int main(int argc, char** argv) {
//     Aws::SDKOptions options;
//     options.loggingOptions.logLevel = Aws::Utils::Logging::LogLevel::Info;
//     fauxebs::AwsSdk sdk(options);
//     ...
//   }
//
// Without effect on the stand-in. The first options in a process win: the SDK ignores later ones.
// Made and destroyed on one thread at a time.
#pragma once

#include <aws/core/Aws.h>

#include <utility>

namespace fauxebs {

class AwsSdk {
 public:
  explicit AwsSdk(Aws::SDKOptions options = {}) : options_(std::move(options)) {
    Aws::InitAPI(options_);
  }
  AwsSdk(const AwsSdk&) = delete;
  AwsSdk& operator=(const AwsSdk&) = delete;
  ~AwsSdk() { Aws::ShutdownAPI(options_); }

 private:
  Aws::SDKOptions options_;
};

namespace internal {

// SDK: a configuration made before InitAPI crashes; InitAPI counts its calls, so one of our own
// changes nothing for a program that makes its own, measured at 1.11.332. Complete before the
// object that asks for it is, and so destroyed after it, even where that is of static duration.
inline void HoldAwsSdk() {
#ifndef FAUXEBS_STANDIN
  static const AwsSdk sdk;
#endif
}

}  // namespace internal
}  // namespace fauxebs
