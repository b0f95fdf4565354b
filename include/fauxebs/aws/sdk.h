// AwsSdk: InitAPI and ShutdownAPI of the AWS SDK for C++, as an object.
//
//   AwsSdk   for those who want their own options, or their own order; or a configuration before
//            the first client
//
// A FakeEBSClient holds the SDK by itself, from the first one on, unless ClientOptions::init_api is
// false.
//
//   int main(int argc, char** argv) {
//     Aws::SDKOptions options;
//     options.loggingOptions.logLevel = Aws::Utils::Logging::LogLevel::Info;
//     fauxebs::AwsSdk sdk(options);
//     ...
//   }
//
// Without effect on the stand-in. The first options in a process win: the SDK ignores later ones.
// Cheap ones for a test (no TLS options, no event loop; they spoil real users of the CRT):
//
//   options.ioOptions.tlsConnectionOptions_create_fn = [] { return nullptr; };
//   options.ioOptions.clientBootstrap_create_fn = [] { return nullptr; };
//
// Made and destroyed on one thread at a time.
#pragma once

#include <aws/core/Aws.h>
#include <aws/ebs/model/Status.h>

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

// Whether somebody holds the SDK now.
// SDK: a name that an enumeration does not know is kept, and has a number of its own, only between
// InitAPI and ShutdownAPI; nothing else that tells them apart fails so softly; measured
// at 1.11.332.
inline bool InitApiRan() {
#ifdef FAUXEBS_STANDIN
  return true;
#else
  return Aws::EBS::Model::StatusMapper::GetStatusForName("fauxebs") !=
         Aws::EBS::Model::Status::NOT_SET;
#endif
}

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
