// The client's own operations, its endpoint provider and its errors.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSEndpointProvider.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

#include <utility>

namespace Aws::EBS {

using Aws::Client::AWSError;
using Aws::Client::CoreErrors;

namespace {

// The first required field that has never been set, in the service model's order; null if there is
// none.
#define FAUXEBS_SDK_REQUIRE(Field) \
  if (!request.Field##HasBeenSet()) return #Field

const char* FirstMissing(const Model::StartSnapshotRequest& /*request*/) { return nullptr; }
const char* FirstMissing(const Model::PutSnapshotBlockRequest& request) {
  FAUXEBS_SDK_REQUIRE(SnapshotId);
  FAUXEBS_SDK_REQUIRE(BlockIndex);
  FAUXEBS_SDK_REQUIRE(DataLength);
  FAUXEBS_SDK_REQUIRE(Checksum);
  FAUXEBS_SDK_REQUIRE(ChecksumAlgorithm);
  return nullptr;
}
const char* FirstMissing(const Model::CompleteSnapshotRequest& request) {
  FAUXEBS_SDK_REQUIRE(SnapshotId);
  FAUXEBS_SDK_REQUIRE(ChangedBlocksCount);
  return nullptr;
}
const char* FirstMissing(const Model::GetSnapshotBlockRequest& request) {
  FAUXEBS_SDK_REQUIRE(SnapshotId);
  FAUXEBS_SDK_REQUIRE(BlockIndex);
  FAUXEBS_SDK_REQUIRE(BlockToken);
  return nullptr;
}
const char* FirstMissing(const Model::ListSnapshotBlocksRequest& request) {
  FAUXEBS_SDK_REQUIRE(SnapshotId);
  return nullptr;
}
const char* FirstMissing(const Model::ListChangedBlocksRequest& request) {
  FAUXEBS_SDK_REQUIRE(SecondSnapshotId);
  return nullptr;
}

}  // namespace

const char* EBSClient::GetServiceName() { return "ebs"; }
const char* EBSClient::GetAllocationTag() { return "EBSClient"; }
const char* const EBSClient::SERVICE_NAME = EBSClient::GetServiceName();
const char* const EBSClient::ALLOCATION_TAG = EBSClient::GetAllocationTag();

EBSClient::EBSClient(const EBSClientConfiguration& clientConfiguration,
                     std::shared_ptr<EBSEndpointProviderBase> endpointProvider)
    : BASECLASS(clientConfiguration),
      m_clientConfiguration(clientConfiguration),
      m_endpointProvider(std::move(endpointProvider)) {
  init(m_clientConfiguration);
}
EBSClient::EBSClient(const Aws::Auth::AWSCredentials& /*credentials*/,
                     std::shared_ptr<EBSEndpointProviderBase> endpointProvider,
                     const EBSClientConfiguration& clientConfiguration)
    : EBSClient(clientConfiguration, std::move(endpointProvider)) {}
EBSClient::EBSClient(
    const std::shared_ptr<Aws::Auth::AWSCredentialsProvider>& /*credentialsProvider*/,
    std::shared_ptr<EBSEndpointProviderBase> endpointProvider,
    const EBSClientConfiguration& clientConfiguration)
    : EBSClient(clientConfiguration, std::move(endpointProvider)) {}
EBSClient::EBSClient(const Aws::Client::ClientConfiguration& clientConfiguration)
    : EBSClient(EBSClientConfiguration(clientConfiguration), nullptr) {}
EBSClient::EBSClient(const Aws::Auth::AWSCredentials& /*credentials*/,
                     const Aws::Client::ClientConfiguration& clientConfiguration)
    : EBSClient(clientConfiguration) {}
EBSClient::EBSClient(
    const std::shared_ptr<Aws::Auth::AWSCredentialsProvider>& /*credentialsProvider*/,
    const Aws::Client::ClientConfiguration& clientConfiguration)
    : EBSClient(clientConfiguration) {}
EBSClient::EBSClient(const EBSClient& other) = default;
EBSClient& EBSClient::operator=(const EBSClient& other) = default;
EBSClient::~EBSClient() = default;

void EBSClient::init(const EBSClientConfiguration& clientConfiguration) {
  SetServiceClientName("EBS");
  const auto& factories = clientConfiguration.configFactories;
  if (m_clientConfiguration.executor == nullptr && factories.executorCreateFn) {
    m_clientConfiguration.executor = factories.executorCreateFn();
  }
  if (m_clientConfiguration.retryStrategy == nullptr && factories.retryStrategyCreateFn) {
    m_clientConfiguration.retryStrategy = factories.retryStrategyCreateFn();
  }
  if (m_endpointProvider == nullptr) {
    m_endpointProvider = Aws::MakeShared<EBSEndpointProvider>(GetAllocationTag());
  }
  m_endpointProvider->InitBuiltInParameters(clientConfiguration);
}

void EBSClient::OverrideEndpoint(const Aws::String& endpoint) {
  if (m_endpointProvider != nullptr) m_endpointProvider->OverrideEndpoint(endpoint);
}
std::shared_ptr<EBSEndpointProviderBase>& EBSClient::accessEndpointProvider() {
  return m_endpointProvider;
}

template <typename OutcomeT, typename RequestT>
OutcomeT EBSClient::Refuse(const RequestT& request) const {
  if (!m_isInitialized) {
    return AWSError<CoreErrors>(CoreErrors::NOT_INITIALIZED, "NOT_INITIALIZED",
                                "Client is not initialized or already terminated", false);
  }
  if (m_endpointProvider == nullptr) {
    return AWSError<CoreErrors>(CoreErrors::ENDPOINT_RESOLUTION_FAILURE,
                                "CoreErrors::ENDPOINT_RESOLUTION_FAILURE",
                                "Unexpected nullptr: m_endpointProvider", false);
  }
  if (const char* field = FirstMissing(request)) {
    return AWSError<EBSErrors>(EBSErrors::MISSING_PARAMETER, "MISSING_PARAMETER",
                               Aws::String("Missing required field [") + field + "]", false);
  }
  return AWSError<CoreErrors>(
      CoreErrors::NETWORK_CONNECTION, "",
      "no transport in the stand-in: hand a fauxebs client to the code under test", false);
}

#define FAUXEBS_SDK_REFUSING_OPERATION(Name)                                        \
  Model::Name##Outcome EBSClient::Name(const Model::Name##Request& request) const { \
    return Refuse<Model::Name##Outcome>(request);                                   \
  }

FAUXEBS_SDK_REFUSING_OPERATION(CompleteSnapshot)
FAUXEBS_SDK_REFUSING_OPERATION(GetSnapshotBlock)
FAUXEBS_SDK_REFUSING_OPERATION(ListChangedBlocks)
FAUXEBS_SDK_REFUSING_OPERATION(ListSnapshotBlocks)
FAUXEBS_SDK_REFUSING_OPERATION(PutSnapshotBlock)
FAUXEBS_SDK_REFUSING_OPERATION(StartSnapshot)

namespace Endpoint {

EBSEndpointProvider::EBSEndpointProvider() = default;
EBSEndpointProvider::~EBSEndpointProvider() = default;

EBSClientContextParameters& EBSEndpointProvider::AccessClientContextParameters() {
  return m_context;
}
const EBSClientContextParameters& EBSEndpointProvider::GetClientContextParameters() const {
  return m_context;
}

void EBSEndpointProvider::InitBuiltInParameters(const EBSClientConfiguration& config) {
  m_region = config.region;
  if (!config.endpointOverride.empty()) OverrideEndpoint(config.endpointOverride);
}

void EBSEndpointProvider::OverrideEndpoint(const Aws::String& endpoint) {
  const bool has_scheme = endpoint.find("://") != Aws::String::npos;
  m_endpoint = has_scheme ? endpoint : "https://" + endpoint;
}

Aws::Endpoint::ResolveEndpointOutcome EBSEndpointProvider::ResolveEndpoint(
    const EndpointParameters& endpointParameters) const {
  Aws::String region = m_region;
  Aws::String url = m_endpoint;
  for (const auto& parameter : endpointParameters) {
    if (parameter.GetName() == "Region") region = parameter.GetStrValueNoCheck();
    if (parameter.GetName() == "Endpoint") url = parameter.GetStrValueNoCheck();
  }
  if (url.empty() && region.empty()) {
    return AWSError<CoreErrors>(CoreErrors::ENDPOINT_RESOLUTION_FAILURE, "",
                                "Invalid Configuration: Missing Region", false);
  }
  Aws::Endpoint::AWSEndpoint endpoint;
  endpoint.SetURL(!url.empty() ? url : "https://ebs." + region + ".amazonaws.com");
  return endpoint;
}

}  // namespace Endpoint

}  // namespace Aws::EBS
