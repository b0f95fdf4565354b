// Stand-in for the AWS SDK for C++: the interface of a service's endpoint provider.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/client/CoreErrors.h>
#include <aws/core/client/GenericClientConfiguration.h>
#include <aws/core/endpoint/AWSEndpoint.h>
#include <aws/core/endpoint/EndpointParameter.h>
#include <aws/core/utils/Outcome.h>

namespace Aws::Endpoint {

using ResolveEndpointOutcome =
    Aws::Utils::Outcome<AWSEndpoint, Aws::Client::AWSError<Aws::Client::CoreErrors>>;

// EBS has none.
class ClientContextParameters {
 public:
  virtual ~ClientContextParameters() = default;
};

class BuiltInParameters {
 public:
  virtual ~BuiltInParameters() = default;
};

template <typename ClientConfigurationT = Aws::Client::GenericClientConfiguration,
          typename BuiltInParametersT = Aws::Endpoint::BuiltInParameters,
          typename ClientContextParametersT = Aws::Endpoint::ClientContextParameters>
class EndpointProviderBase {
 public:
  using BuiltInParameters = BuiltInParametersT;
  using ClientContextParameters = ClientContextParametersT;

  virtual ~EndpointProviderBase() = default;

  virtual void InitBuiltInParameters(const ClientConfigurationT& config) = 0;
  // The form of newer versions.
  virtual void InitBuiltInParameters(const ClientConfigurationT& config,
                                     const Aws::String& /*serviceName*/) {
    InitBuiltInParameters(config);
  }
  virtual void OverrideEndpoint(const Aws::String& endpoint) = 0;
  virtual ClientContextParametersT& AccessClientContextParameters() = 0;
  virtual const ClientContextParametersT& GetClientContextParameters() const = 0;
  virtual ResolveEndpointOutcome ResolveEndpoint(
      const EndpointParameters& endpointParameters) const = 0;
};

}  // namespace Aws::Endpoint
