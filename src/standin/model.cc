// Structs, exceptions and results from JSON.
#include <aws/core/AmazonWebServiceResult.h>
#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/Block.h>
#include <aws/ebs/model/ChangedBlock.h>
#include <aws/ebs/model/CompleteSnapshotResult.h>
#include <aws/ebs/model/GetSnapshotBlockResult.h>
#include <aws/ebs/model/ListChangedBlocksResult.h>
#include <aws/ebs/model/ListSnapshotBlocksResult.h>
#include <aws/ebs/model/PutSnapshotBlockResult.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/StartSnapshotResult.h>
#include <aws/ebs/model/Tag.h>
#include <aws/ebs/model/ValidationException.h>

#include <cstdlib>
#include <utility>

#include "standin/json_fields.h"

namespace fauxebs::internal {

FAUXEBS_SDK_JSON_ENUM(SSEType);
FAUXEBS_SDK_JSON_ENUM(Status);
FAUXEBS_SDK_JSON_ENUM(AccessDeniedExceptionReason);
FAUXEBS_SDK_JSON_ENUM(RequestThrottledExceptionReason);
FAUXEBS_SDK_JSON_ENUM(ResourceNotFoundExceptionReason);
FAUXEBS_SDK_JSON_ENUM(ServiceQuotaExceededExceptionReason);
FAUXEBS_SDK_JSON_ENUM(ValidationExceptionReason);

}  // namespace fauxebs::internal

namespace Aws::EBS::Model {

using Aws::Utils::Json::JsonValue;
using Aws::Utils::Json::JsonView;
using Aws::Utils::Stream::ResponseStream;
using JsonResult = Aws::AmazonWebServiceResult<JsonValue>;
using Headers = Aws::Http::HeaderValueCollection;

namespace {

Aws::String Header(const Headers& headers, const char* name) {
  const auto header = headers.find(name);
  return header != headers.end() ? header->second : Aws::String();
}

constexpr char kRequestId[] = "x-amzn-requestid";
constexpr char kChecksum[] = "x-amz-checksum";
constexpr char kChecksumAlgorithm[] = "x-amz-checksum-algorithm";
constexpr char kDataLength[] = "x-amz-data-length";

}  // namespace

// NOLINTBEGIN(bugprone-macro-parentheses): the name of a type cannot stand in parentheses
#define FAUXEBS_SDK_STRUCT_FIELDS(Class, ...)               \
  Class::Class(JsonView jsonValue) { *this = jsonValue; }   \
  Class& Class::operator=(JsonView json) {                  \
    FAUXEBS_SDK_EACH(FAUXEBS_SDK_READ_FLAGGED, __VA_ARGS__) \
    return *this;                                           \
  }                                                         \
  JsonValue Class::Jsonize() const {                        \
    JsonValue json;                                         \
    FAUXEBS_SDK_EACH(FAUXEBS_SDK_WRITE, __VA_ARGS__)        \
    return json;                                            \
  }

#define FAUXEBS_SDK_RESULT_FIELDS(Class, ...)                            \
  Class::Class(const JsonResult& result) { *this = result; }             \
  Class& Class::operator=(const JsonResult& result) {                    \
    const JsonView json = result.GetPayload().View();                    \
    FAUXEBS_SDK_EACH(FAUXEBS_SDK_READ, __VA_ARGS__)                      \
    m_RequestId = Header(result.GetHeaderValueCollection(), kRequestId); \
    return *this;                                                        \
  }
// NOLINTEND(bugprone-macro-parentheses)

FAUXEBS_SDK_STRUCT_FIELDS(Tag, Key, Value)
FAUXEBS_SDK_STRUCT_FIELDS(Block, BlockIndex, BlockToken)
FAUXEBS_SDK_STRUCT_FIELDS(ChangedBlock, BlockIndex, FirstBlockToken, SecondBlockToken)

FAUXEBS_SDK_STRUCT_FIELDS(AccessDeniedException, Message, Reason)
FAUXEBS_SDK_STRUCT_FIELDS(RequestThrottledException, Message, Reason)
FAUXEBS_SDK_STRUCT_FIELDS(ResourceNotFoundException, Message, Reason)
FAUXEBS_SDK_STRUCT_FIELDS(ServiceQuotaExceededException, Message, Reason)
FAUXEBS_SDK_STRUCT_FIELDS(ValidationException, Message, Reason)

FAUXEBS_SDK_RESULT_FIELDS(StartSnapshotResult, Description, SnapshotId, OwnerId, Status, StartTime,
                          VolumeSize, BlockSize, Tags, ParentSnapshotId, KmsKeyArn, SseType)
FAUXEBS_SDK_RESULT_FIELDS(CompleteSnapshotResult, Status)
FAUXEBS_SDK_RESULT_FIELDS(ListSnapshotBlocksResult, Blocks, ExpiryTime, VolumeSize, BlockSize,
                          NextToken)
FAUXEBS_SDK_RESULT_FIELDS(ListChangedBlocksResult, ChangedBlocks, ExpiryTime, VolumeSize, BlockSize,
                          NextToken)

PutSnapshotBlockResult::PutSnapshotBlockResult(const JsonResult& result) { *this = result; }
PutSnapshotBlockResult& PutSnapshotBlockResult::operator=(const JsonResult& result) {
  const Headers& headers = result.GetHeaderValueCollection();
  m_Checksum = Header(headers, kChecksum);
  m_ChecksumAlgorithm =
      ChecksumAlgorithmMapper::GetChecksumAlgorithmForName(Header(headers, kChecksumAlgorithm));
  m_RequestId = Header(headers, kRequestId);
  return *this;
}

GetSnapshotBlockResult::GetSnapshotBlockResult(
    Aws::AmazonWebServiceResult<ResponseStream>&& result) {
  *this = std::move(result);
}
GetSnapshotBlockResult& GetSnapshotBlockResult::operator=(
    Aws::AmazonWebServiceResult<ResponseStream>&& result) {
  const Headers& headers = result.GetHeaderValueCollection();
  m_blockData = result.TakeOwnershipOfPayload();
  m_DataLength = static_cast<int>(std::strtol(Header(headers, kDataLength).c_str(), nullptr, 10));
  m_Checksum = Header(headers, kChecksum);
  m_ChecksumAlgorithm =
      ChecksumAlgorithmMapper::GetChecksumAlgorithmForName(Header(headers, kChecksumAlgorithm));
  m_RequestId = Header(headers, kRequestId);
  return *this;
}

}  // namespace Aws::EBS::Model
