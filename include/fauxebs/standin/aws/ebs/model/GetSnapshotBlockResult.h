// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/standin/Fields.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>
#include <aws/core/utils/stream/ResponseStream.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ChecksumAlgorithm.h>

namespace Aws::EBS::Model {

// Move-only: it owns the stream.
class GetSnapshotBlockResult {
 public:
  GetSnapshotBlockResult() = default;
  GetSnapshotBlockResult(GetSnapshotBlockResult&&) = default;
  GetSnapshotBlockResult& operator=(GetSnapshotBlockResult&&) = default;
  GetSnapshotBlockResult(const GetSnapshotBlockResult&) = delete;
  GetSnapshotBlockResult& operator=(const GetSnapshotBlockResult&) = delete;
  GetSnapshotBlockResult(Aws::AmazonWebServiceResult<Aws::Utils::Stream::ResponseStream>&& result);
  GetSnapshotBlockResult& operator=(
      Aws::AmazonWebServiceResult<Aws::Utils::Stream::ResponseStream>&& result);

  // A stream in a failed state where the result has none.
  Aws::IOStream& GetBlockData() const { return m_blockData.GetUnderlyingStream(); }
  // Takes ownership; released with Aws::Delete.
  void ReplaceBody(Aws::IOStream* body) { m_blockData = Aws::Utils::Stream::ResponseStream(body); }

  FAUXEBS_SDK_RESULT_SCALAR(GetSnapshotBlockResult, int, DataLength);
  FAUXEBS_SDK_RESULT_FIELD(GetSnapshotBlockResult, Aws::String, Checksum);
  FAUXEBS_SDK_RESULT_SCALAR(GetSnapshotBlockResult, ChecksumAlgorithm, ChecksumAlgorithm);
  FAUXEBS_SDK_RESULT_FIELD(GetSnapshotBlockResult, Aws::String, RequestId);
  Aws::Utils::Stream::ResponseStream m_blockData;
};

}  // namespace Aws::EBS::Model
