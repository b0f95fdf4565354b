// Stand-in for the AWS SDK for C++: the configuration of a client without options of its own.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/ClientConfiguration.h>

namespace Aws::Client {

struct GenericClientConfiguration : public ClientConfiguration {
  GenericClientConfiguration();
  GenericClientConfiguration(const ClientConfigurationInitValues& initValues);
  GenericClientConfiguration(const char* inputProfileName, bool shouldDisableIMDS = false);
  explicit GenericClientConfiguration(bool useSmartDefaults,
                                      const char* inputDefaultMode = "legacy",
                                      bool shouldDisableIMDS = false);
  GenericClientConfiguration(const ClientConfiguration& config);
  GenericClientConfiguration(const GenericClientConfiguration&);
  GenericClientConfiguration& operator=(const GenericClientConfiguration&);
  ~GenericClientConfiguration() override;

  static const bool EndpointDiscoverySupported = false;
};

}  // namespace Aws::Client
