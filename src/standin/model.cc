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

namespace Aws::EBS::Model {

using Aws::Utils::Json::JsonValue;
using Aws::Utils::Json::JsonView;
using Aws::Utils::Stream::ResponseStream;

Tag::Tag(JsonView jsonValue) { *this = jsonValue; }
Tag& Tag::operator=(JsonView json) {
  FAUXEBS_SDK_READ_FLAGGED(Key);
  FAUXEBS_SDK_READ_FLAGGED(Value);
  return *this;
}
JsonValue Tag::Jsonize() const {
  JsonValue json;
  FAUXEBS_SDK_WRITE(Key);
  FAUXEBS_SDK_WRITE(Value);
  return json;
}

Block::Block(JsonView jsonValue) { *this = jsonValue; }
Block& Block::operator=(JsonView json) {
  FAUXEBS_SDK_READ_FLAGGED(BlockIndex);
  FAUXEBS_SDK_READ_FLAGGED(BlockToken);
  return *this;
}
JsonValue Block::Jsonize() const {
  JsonValue json;
  FAUXEBS_SDK_WRITE(BlockIndex);
  FAUXEBS_SDK_WRITE(BlockToken);
  return json;
}

ChangedBlock::ChangedBlock(JsonView jsonValue) { *this = jsonValue; }
ChangedBlock& ChangedBlock::operator=(JsonView json) {
  FAUXEBS_SDK_READ_FLAGGED(BlockIndex);
  FAUXEBS_SDK_READ_FLAGGED(FirstBlockToken);
  FAUXEBS_SDK_READ_FLAGGED(SecondBlockToken);
  return *this;
}
JsonValue ChangedBlock::Jsonize() const {
  JsonValue json;
  FAUXEBS_SDK_WRITE(BlockIndex);
  FAUXEBS_SDK_WRITE(FirstBlockToken);
  FAUXEBS_SDK_WRITE(SecondBlockToken);
  return json;
}

// NOLINTBEGIN(bugprone-macro-parentheses): the name of a type cannot stand in parentheses
#define FAUXEBS_SDK_EXCEPTION(Name)                                                         \
  Name::Name(JsonView jsonValue) { *this = jsonValue; }                                     \
  Name& Name::operator=(JsonView json) {                                                    \
    FAUXEBS_SDK_READ_FLAGGED(Message);                                                      \
    if (json.ValueExists("Reason")) {                                                       \
      SetReason(Name##ReasonMapper::Get##Name##ReasonForName(json.GetString("Reason")));    \
    }                                                                                       \
    return *this;                                                                           \
  }                                                                                         \
  JsonValue Name::Jsonize() const {                                                         \
    JsonValue json;                                                                         \
    FAUXEBS_SDK_WRITE(Message);                                                             \
    if (ReasonHasBeenSet()) {                                                               \
      json.WithString("Reason", Name##ReasonMapper::GetNameFor##Name##Reason(GetReason())); \
    }                                                                                       \
    return json;                                                                            \
  }
// NOLINTEND(bugprone-macro-parentheses)

FAUXEBS_SDK_EXCEPTION(AccessDeniedException)
FAUXEBS_SDK_EXCEPTION(RequestThrottledException)
FAUXEBS_SDK_EXCEPTION(ResourceNotFoundException)
FAUXEBS_SDK_EXCEPTION(ServiceQuotaExceededException)
FAUXEBS_SDK_EXCEPTION(ValidationException)

namespace {

using JsonResult = Aws::AmazonWebServiceResult<JsonValue>;
using Headers = Aws::Http::HeaderValueCollection;

Aws::String Header(const Headers& headers, const char* name) {
  const auto header = headers.find(name);
  return header != headers.end() ? header->second : Aws::String();
}

constexpr char kRequestId[] = "x-amzn-requestid";
constexpr char kChecksum[] = "x-amz-checksum";
constexpr char kChecksumAlgorithm[] = "x-amz-checksum-algorithm";
constexpr char kDataLength[] = "x-amz-data-length";

}  // namespace

StartSnapshotResult::StartSnapshotResult(const JsonResult& result) { *this = result; }
StartSnapshotResult& StartSnapshotResult::operator=(const JsonResult& result) {
  const JsonView json = result.GetPayload().View();
  FAUXEBS_SDK_READ(Description);
  FAUXEBS_SDK_READ(SnapshotId);
  FAUXEBS_SDK_READ(OwnerId);
  FAUXEBS_SDK_READ_AS(Status, "Status", Status);
  FAUXEBS_SDK_READ(StartTime);
  FAUXEBS_SDK_READ(VolumeSize);
  FAUXEBS_SDK_READ(BlockSize);
  FAUXEBS_SDK_READ(Tags);
  FAUXEBS_SDK_READ(ParentSnapshotId);
  FAUXEBS_SDK_READ(KmsKeyArn);
  FAUXEBS_SDK_READ_AS(SseType, "SseType", SSEType);
  m_RequestId = Header(result.GetHeaderValueCollection(), kRequestId);
  return *this;
}

PutSnapshotBlockResult::PutSnapshotBlockResult(const JsonResult& result) { *this = result; }
PutSnapshotBlockResult& PutSnapshotBlockResult::operator=(const JsonResult& result) {
  const Headers& headers = result.GetHeaderValueCollection();
  m_Checksum = Header(headers, kChecksum);
  m_ChecksumAlgorithm =
      ChecksumAlgorithmMapper::GetChecksumAlgorithmForName(Header(headers, kChecksumAlgorithm));
  m_RequestId = Header(headers, kRequestId);
  return *this;
}

CompleteSnapshotResult::CompleteSnapshotResult(const JsonResult& result) { *this = result; }
CompleteSnapshotResult& CompleteSnapshotResult::operator=(const JsonResult& result) {
  const JsonView json = result.GetPayload().View();
  FAUXEBS_SDK_READ_AS(Status, "Status", Status);
  m_RequestId = Header(result.GetHeaderValueCollection(), kRequestId);
  return *this;
}

ListSnapshotBlocksResult::ListSnapshotBlocksResult(const JsonResult& result) { *this = result; }
ListSnapshotBlocksResult& ListSnapshotBlocksResult::operator=(const JsonResult& result) {
  const JsonView json = result.GetPayload().View();
  FAUXEBS_SDK_READ(Blocks);
  FAUXEBS_SDK_READ(ExpiryTime);
  FAUXEBS_SDK_READ(VolumeSize);
  FAUXEBS_SDK_READ(BlockSize);
  FAUXEBS_SDK_READ(NextToken);
  m_RequestId = Header(result.GetHeaderValueCollection(), kRequestId);
  return *this;
}

ListChangedBlocksResult::ListChangedBlocksResult(const JsonResult& result) { *this = result; }
ListChangedBlocksResult& ListChangedBlocksResult::operator=(const JsonResult& result) {
  const JsonView json = result.GetPayload().View();
  FAUXEBS_SDK_READ(ChangedBlocks);
  FAUXEBS_SDK_READ(ExpiryTime);
  FAUXEBS_SDK_READ(VolumeSize);
  FAUXEBS_SDK_READ(BlockSize);
  FAUXEBS_SDK_READ(NextToken);
  m_RequestId = Header(result.GetHeaderValueCollection(), kRequestId);
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
