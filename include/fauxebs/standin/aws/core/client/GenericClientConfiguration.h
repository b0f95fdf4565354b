// Stand-in for the AWS SDK for C++: the configuration of a client without options of its own.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/ClientConfiguration.h>

namespace Aws::Client {

struct GenericClientConfiguration : public ClientConfiguration {
  GenericClientConfiguration() = default;
  GenericClientConfiguration(const ClientConfigurationInitValues& initValues)
      : ClientConfiguration(initValues) {}
  GenericClientConfiguration(const char* inputProfileName, bool shouldDisableIMDS = false)
      : ClientConfiguration(inputProfileName, shouldDisableIMDS) {}
  explicit GenericClientConfiguration(bool useSmartDefaults,
                                      const char* inputDefaultMode = "legacy",
                                      bool shouldDisableIMDS = false)
      : ClientConfiguration(useSmartDefaults, inputDefaultMode, shouldDisableIMDS) {}
  GenericClientConfiguration(const ClientConfiguration& config) : ClientConfiguration(config) {}

  static const bool EndpointDiscoverySupported = false;
};

}  // namespace Aws::Client
