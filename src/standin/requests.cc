// Requests: their bases, and what they are on the wire.
#include <aws/core/AmazonSerializableWebServiceRequest.h>
#include <aws/core/AmazonStreamingWebServiceRequest.h>
#include <aws/core/AmazonWebServiceRequest.h>
#include <aws/core/http/URI.h>
#include <aws/core/utils/StringUtils.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

#include <string>
#include <utility>

#include "standin/json_fields.h"

namespace Aws {

using Aws::Http::HeaderValueCollection;

AmazonWebServiceRequest::AmazonWebServiceRequest()
    : m_responseStreamFactory(Aws::Utils::Stream::DefaultResponseStreamFactoryMethod) {}
AmazonWebServiceRequest::~AmazonWebServiceRequest() = default;

const HeaderValueCollection& AmazonWebServiceRequest::GetAdditionalCustomHeaders() const {
  return m_additionalCustomHeaders;
}
void AmazonWebServiceRequest::SetAdditionalCustomHeaderValue(const Aws::String& headerName,
                                                             const Aws::String& headerValue) {
  using Aws::Utils::StringUtils;
  m_additionalCustomHeaders[StringUtils::ToLower(headerName)] =
      StringUtils::Trim(headerValue.c_str());
}
void AmazonWebServiceRequest::AddQueryStringParameters(Aws::Http::URI& /*uri*/) const {}
void AmazonWebServiceRequest::SetResponseStreamFactory(const Aws::IOStreamFactory& factory) {
  m_responseStreamFactory = factory;
}

// NOLINTBEGIN(bugprone-macro-parentheses): the name of a type cannot stand in parentheses
#define FAUXEBS_SDK_HANDLER_BODIES(Type, Name)                                               \
  void AmazonWebServiceRequest::Set##Name(const Type& handler) { m_##Name = handler; }       \
  void AmazonWebServiceRequest::Set##Name(Type&& handler) { m_##Name = std::move(handler); } \
  const Type& AmazonWebServiceRequest::Get##Name() const { return m_##Name; }
// NOLINTEND(bugprone-macro-parentheses)

FAUXEBS_SDK_HANDLER_BODIES(Aws::Http::HeadersReceivedEventHandler, HeadersReceivedEventHandler)
FAUXEBS_SDK_HANDLER_BODIES(Aws::Http::DataReceivedEventHandler, DataReceivedEventHandler)
FAUXEBS_SDK_HANDLER_BODIES(Aws::Http::DataSentEventHandler, DataSentEventHandler)
FAUXEBS_SDK_HANDLER_BODIES(Aws::Http::ContinueRequestHandler, ContinueRequestHandler)
FAUXEBS_SDK_HANDLER_BODIES(Aws::RequestRetryHandler, RequestRetryHandler)
FAUXEBS_SDK_HANDLER_BODIES(Aws::RequestSignedHandler, RequestSignedHandler)

AmazonSerializableWebServiceRequest::AmazonSerializableWebServiceRequest() = default;
AmazonSerializableWebServiceRequest::~AmazonSerializableWebServiceRequest() = default;
std::shared_ptr<Aws::IOStream> AmazonSerializableWebServiceRequest::GetBody() const {
  const Aws::String payload = SerializePayload();
  if (payload.empty()) return nullptr;
  return Aws::MakeShared<Aws::StringStream>("AmazonSerializableWebServiceRequest", payload);
}

AmazonStreamingWebServiceRequest::AmazonStreamingWebServiceRequest()
    : m_contentType("binary/octet-stream") {}
AmazonStreamingWebServiceRequest::~AmazonStreamingWebServiceRequest() = default;
std::shared_ptr<Aws::IOStream> AmazonStreamingWebServiceRequest::GetBody() const {
  return m_bodyStream;
}
void AmazonStreamingWebServiceRequest::SetBody(const std::shared_ptr<Aws::IOStream>& body) {
  m_bodyStream = body;
}
void AmazonStreamingWebServiceRequest::SetContentType(const Aws::String& contentType) {
  m_contentType = contentType;
}
HeaderValueCollection AmazonStreamingWebServiceRequest::GetHeaders() const {
  HeaderValueCollection headers = GetRequestSpecificHeaders();
  headers.emplace("content-type", m_contentType);
  return headers;
}
HeaderValueCollection AmazonStreamingWebServiceRequest::GetRequestSpecificHeaders() const {
  return {};
}

namespace EBS {

EBSRequest::~EBSRequest() = default;
HeaderValueCollection EBSRequest::GetRequestSpecificHeaders() const { return {}; }
HeaderValueCollection EBSRequest::GetHeaders() const {
  HeaderValueCollection headers = GetRequestSpecificHeaders();
  headers.emplace("content-type", "application/json");
  headers.emplace("x-amz-api-version", "2019-11-02");
  return headers;
}

namespace Model {

StartSnapshotRequest::StartSnapshotRequest() {
  SetClientToken(Aws::Utils::UUID::PseudoRandomUUID());
}

Aws::String StartSnapshotRequest::SerializePayload() const {
  Aws::Utils::Json::JsonValue json;
  FAUXEBS_SDK_EACH(FAUXEBS_SDK_WRITE, VolumeSize, ParentSnapshotId, Tags, Description, ClientToken,
                   Encrypted, KmsKeyArn, Timeout)
  return json.View().WriteReadable();
}

Aws::String CompleteSnapshotRequest::SerializePayload() const { return {}; }
Aws::String GetSnapshotBlockRequest::SerializePayload() const { return {}; }
Aws::String ListSnapshotBlocksRequest::SerializePayload() const { return {}; }
Aws::String ListChangedBlocksRequest::SerializePayload() const { return {}; }

HeaderValueCollection PutSnapshotBlockRequest::GetRequestSpecificHeaders() const {
  HeaderValueCollection headers;
  if (m_DataLengthHasBeenSet) headers["x-amz-data-length"] = std::to_string(m_DataLength);
  if (m_ProgressHasBeenSet) headers["x-amz-progress"] = std::to_string(m_Progress);
  if (m_ChecksumHasBeenSet) headers["x-amz-checksum"] = m_Checksum;
  if (m_ChecksumAlgorithmHasBeenSet && m_ChecksumAlgorithm != ChecksumAlgorithm::NOT_SET) {
    headers["x-amz-checksum-algorithm"] =
        ChecksumAlgorithmMapper::GetNameForChecksumAlgorithm(m_ChecksumAlgorithm);
  }
  return headers;
}

HeaderValueCollection CompleteSnapshotRequest::GetRequestSpecificHeaders() const {
  HeaderValueCollection headers;
  if (m_ChangedBlocksCountHasBeenSet) {
    headers["x-amz-changedblockscount"] = std::to_string(m_ChangedBlocksCount);
  }
  if (m_ChecksumHasBeenSet) headers["x-amz-checksum"] = m_Checksum;
  if (m_ChecksumAlgorithmHasBeenSet && m_ChecksumAlgorithm != ChecksumAlgorithm::NOT_SET) {
    headers["x-amz-checksum-algorithm"] =
        ChecksumAlgorithmMapper::GetNameForChecksumAlgorithm(m_ChecksumAlgorithm);
  }
  if (m_ChecksumAggregationMethodHasBeenSet &&
      m_ChecksumAggregationMethod != ChecksumAggregationMethod::NOT_SET) {
    headers["x-amz-checksum-aggregation-method"] =
        ChecksumAggregationMethodMapper::GetNameForChecksumAggregationMethod(
            m_ChecksumAggregationMethod);
  }
  return headers;
}

void GetSnapshotBlockRequest::AddQueryStringParameters(Aws::Http::URI& uri) const {
  if (m_BlockTokenHasBeenSet) uri.AddQueryStringParameter("blockToken", m_BlockToken);
}

void ListSnapshotBlocksRequest::AddQueryStringParameters(Aws::Http::URI& uri) const {
  if (m_NextTokenHasBeenSet) uri.AddQueryStringParameter("pageToken", m_NextToken);
  if (m_MaxResultsHasBeenSet) {
    uri.AddQueryStringParameter("maxResults", std::to_string(m_MaxResults));
  }
  if (m_StartingBlockIndexHasBeenSet) {
    uri.AddQueryStringParameter("startingBlockIndex", std::to_string(m_StartingBlockIndex));
  }
}

void ListChangedBlocksRequest::AddQueryStringParameters(Aws::Http::URI& uri) const {
  if (m_FirstSnapshotIdHasBeenSet) {
    uri.AddQueryStringParameter("firstSnapshotId", m_FirstSnapshotId);
  }
  if (m_NextTokenHasBeenSet) uri.AddQueryStringParameter("pageToken", m_NextToken);
  if (m_MaxResultsHasBeenSet) {
    uri.AddQueryStringParameter("maxResults", std::to_string(m_MaxResults));
  }
  if (m_StartingBlockIndexHasBeenSet) {
    uri.AddQueryStringParameter("startingBlockIndex", std::to_string(m_StartingBlockIndex));
  }
}

}  // namespace Model
}  // namespace EBS
}  // namespace Aws
