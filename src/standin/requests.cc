// Requests on the wire: JSON bodies, headers and queries.
#include <aws/core/http/URI.h>
#include <aws/core/utils/UUID.h>
#include <aws/ebs/EBSRequest.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

#include <string>

#include "standin/json_fields.h"

namespace Aws::EBS {

using Aws::Http::HeaderValueCollection;

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
  FAUXEBS_SDK_WRITE(VolumeSize);
  FAUXEBS_SDK_WRITE(ParentSnapshotId);
  FAUXEBS_SDK_WRITE(Tags);
  FAUXEBS_SDK_WRITE(Description);
  FAUXEBS_SDK_WRITE(ClientToken);
  FAUXEBS_SDK_WRITE(Encrypted);
  FAUXEBS_SDK_WRITE(KmsKeyArn);
  FAUXEBS_SDK_WRITE(Timeout);
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
}  // namespace Aws::EBS
