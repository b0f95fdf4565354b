// The client's own operations, its endpoint provider and its errors.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSEndpointProvider.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/ValidationException.h>

#include <cassert>
#include <cstring>
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
EBSClient::~EBSClient() = default;

void EBSClient::init(const EBSClientConfiguration& clientConfiguration) {
  SetServiceClientName("EBS");
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

Model::CompleteSnapshotOutcome EBSClient::CompleteSnapshot(
    const Model::CompleteSnapshotRequest& request) const {
  return Refuse<Model::CompleteSnapshotOutcome>(request);
}
Model::GetSnapshotBlockOutcome EBSClient::GetSnapshotBlock(
    const Model::GetSnapshotBlockRequest& request) const {
  return Refuse<Model::GetSnapshotBlockOutcome>(request);
}
Model::ListChangedBlocksOutcome EBSClient::ListChangedBlocks(
    const Model::ListChangedBlocksRequest& request) const {
  return Refuse<Model::ListChangedBlocksOutcome>(request);
}
Model::ListSnapshotBlocksOutcome EBSClient::ListSnapshotBlocks(
    const Model::ListSnapshotBlocksRequest& request) const {
  return Refuse<Model::ListSnapshotBlocksOutcome>(request);
}
Model::PutSnapshotBlockOutcome EBSClient::PutSnapshotBlock(
    const Model::PutSnapshotBlockRequest& request) const {
  return Refuse<Model::PutSnapshotBlockOutcome>(request);
}
Model::StartSnapshotOutcome EBSClient::StartSnapshot(
    const Model::StartSnapshotRequest& request) const {
  return Refuse<Model::StartSnapshotOutcome>(request);
}

namespace Endpoint {

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

#define FAUXEBS_SDK_MODELED_ERROR(Exception, type)    \
  template <>                                         \
  Model::Exception EBSError::GetModeledError() {      \
    assert(GetErrorType() == EBSErrors::type);        \
    return Model::Exception(GetJsonPayload().View()); \
  }

FAUXEBS_SDK_MODELED_ERROR(AccessDeniedException, ACCESS_DENIED)
FAUXEBS_SDK_MODELED_ERROR(RequestThrottledException, THROTTLING)
FAUXEBS_SDK_MODELED_ERROR(ResourceNotFoundException, RESOURCE_NOT_FOUND)
FAUXEBS_SDK_MODELED_ERROR(ServiceQuotaExceededException, SERVICE_QUOTA_EXCEEDED)
FAUXEBS_SDK_MODELED_ERROR(ValidationException, VALIDATION)

AWSError<CoreErrors> EBSErrorMapper::GetErrorForName(const char* errorName) {
  struct NamedError {
    const char* name;
    EBSErrors type;
    bool retryable;
  };
  static constexpr NamedError kErrors[] = {
      {"ConcurrentLimitExceededException", EBSErrors::CONCURRENT_LIMIT_EXCEEDED, false},
      {"ConflictException", EBSErrors::CONFLICT, false},
      {"InternalServerException", EBSErrors::INTERNAL_SERVER, false},
      {"RequestThrottledException", EBSErrors::THROTTLING, true},
      {"ServiceQuotaExceededException", EBSErrors::SERVICE_QUOTA_EXCEEDED, false},
  };
  for (const NamedError& error : kErrors) {
    if (std::strcmp(errorName, error.name) == 0) {
      return AWSError<CoreErrors>(static_cast<CoreErrors>(error.type), error.retryable);
    }
  }
  return AWSError<CoreErrors>(CoreErrors::UNKNOWN, false);
}

}  // namespace Aws::EBS
