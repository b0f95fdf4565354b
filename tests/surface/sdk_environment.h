// What the surface tests share: a client configuration that looks nothing up, and what the SDK at
// hand has.
#pragma once

#include <aws/ebs/EBSClient.h>

#include <iterator>
#include <string>

// Paginators came with 1.11.757.
#if __has_include(<aws/ebs/EBSPaginationBase.h>)
#define FAUXEBS_SDK_HAS_PAGINATORS 1
#else
#define FAUXEBS_SDK_HAS_PAGINATORS 0
#endif

namespace fauxebs {

inline constexpr char kTag[] = "surface_test";

// InitAPI has run by the time that a test runs, and ShutdownAPI runs after the last one.
inline Aws::EBS::EBSClientConfiguration OfflineConfiguration() {
  Aws::Client::ClientConfigurationInitValues init;
  init.shouldDisableIMDS = true;
  Aws::EBS::EBSClientConfiguration configuration(init);
  configuration.region = "us-east-1";
  return configuration;
}

inline std::string ReadAll(Aws::IOStream& stream) {
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

}  // namespace fauxebs
