// Stand-in for the AWS SDK for C++: the endpoint provider of EBS. It builds a URL from the region
// and reads no rules.
#pragma once

#include <aws/core/client/GenericClientConfiguration.h>
#include <aws/core/endpoint/EndpointParameter.h>
#include <aws/core/endpoint/EndpointProviderBase.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBS_EXPORTS.h>

namespace Aws::EBS::Endpoint {

using EndpointParameters = Aws::Endpoint::EndpointParameters;
using EBSClientContextParameters = Aws::Endpoint::ClientContextParameters;
using EBSClientConfiguration = Aws::Client::GenericClientConfiguration;
using EBSBuiltInParameters = Aws::Endpoint::BuiltInParameters;
using EBSEndpointProviderBase =
    Aws::Endpoint::EndpointProviderBase<EBSClientConfiguration, EBSBuiltInParameters,
                                        EBSClientContextParameters>;

using EBSDefaultEpProviderBase = EBSEndpointProviderBase;

class EBSEndpointProvider : public EBSDefaultEpProviderBase {
 public:
  using EBSResolveEndpointOutcome = Aws::Endpoint::ResolveEndpointOutcome;

  EBSEndpointProvider();
  ~EBSEndpointProvider() override;

  using EBSDefaultEpProviderBase::InitBuiltInParameters;
  void InitBuiltInParameters(const EBSClientConfiguration& config) override;
  void OverrideEndpoint(const Aws::String& endpoint) override;
  EBSClientContextParameters& AccessClientContextParameters() override;
  const EBSClientContextParameters& GetClientContextParameters() const override;
  EBSResolveEndpointOutcome ResolveEndpoint(
      const EndpointParameters& endpointParameters) const override;

 private:
  EBSClientContextParameters m_context;
  Aws::String m_region;
  Aws::String m_endpoint;
};

}  // namespace Aws::EBS::Endpoint
