// The operations as HTTP messages, for handlers and streams that look at them.
//
//   RequestLine, RequestLineOf   method and path
//   WireReply, WireReplyOf       status, headers, body
//
//   fauxebs::internal::WireReply reply = fauxebs::internal::WireReplyOf(sdk_result, now);
//
// Pure functions.
#pragma once

#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/Array.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/model/Block.h>
#include <aws/ebs/model/ChangedBlock.h>
#include <aws/ebs/model/CompleteSnapshotResult.h>
#include <aws/ebs/model/ListChangedBlocksResult.h>
#include <aws/ebs/model/ListSnapshotBlocksResult.h>
#include <aws/ebs/model/PutSnapshotBlockResult.h>
#include <aws/ebs/model/StartSnapshotResult.h>
#include <aws/ebs/model/Tag.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fauxebs/aws/errors.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

struct RequestLine {
  Aws::Http::HttpMethod method;
  std::string path;
};

inline RequestLine RequestLineOf(const AnyRequest& request) {
  using Aws::Http::HttpMethod;
  const std::string_view method = InfoOf(request.operation()).method;
  return {method == "GET"   ? HttpMethod::HTTP_GET
          : method == "PUT" ? HttpMethod::HTTP_PUT
                            : HttpMethod::HTTP_POST,
          request.path()};
}

struct WireReply {
  int status = 200;
  Aws::Http::HeaderValueCollection headers{};
  std::string body{};
};

inline WireReply MakeReply(Operation operation, const Aws::String& request_id, TimePoint now,
                           const char* content_type, std::string body) {
  WireReply reply{InfoOf(operation).success, {}, std::move(body)};
  reply.headers["content-type"] = content_type;
  reply.headers["content-length"] = ToAws(std::to_string(reply.body.size()));
  reply.headers["date"] = HttpDate(now);
  reply.headers["x-amzn-requestid"] = request_id;
  return reply;
}

inline WireReply MakeReply(Operation operation, const Aws::String& request_id, TimePoint now,
                           const Aws::Utils::Json::JsonValue& body) {
  return MakeReply(operation, request_id, now, "application/json",
                   ToStd(body.View().WriteCompact()));
}

// Where it is not dropped.
inline void AddHeader(const char* name, const Aws::String& value, WireReply& reply) {
  if (!value.empty()) reply.headers[name] = value;
}

template <typename Models>
void AddArray(const char* key, const Models& models, Aws::Utils::Json::JsonValue& body) {
  Aws::Utils::Array<Aws::Utils::Json::JsonValue> array(models.size());
  for (std::size_t i = 0; i < models.size(); ++i) array[i] = models[i].Jsonize();
  body.WithArray(key, array);
}

inline WireReply WireReplyOf(const Aws::EBS::Model::StartSnapshotResult& result, TimePoint now) {
  namespace model = Aws::EBS::Model;
  Aws::Utils::Json::JsonValue body;
  body.WithString("SnapshotId", result.GetSnapshotId())
      .WithString("OwnerId", result.GetOwnerId())
      .WithString("Status", model::StatusMapper::GetNameForStatus(result.GetStatus()))
      .WithDouble("StartTime", result.GetStartTime().SecondsWithMSPrecision())
      .WithInt64("VolumeSize", result.GetVolumeSize())
      .WithInteger("BlockSize", result.GetBlockSize());
  if (!result.GetTags().empty()) AddArray("Tags", result.GetTags(), body);
  if (!result.GetDescription().empty()) body.WithString("Description", result.GetDescription());
  if (!result.GetParentSnapshotId().empty()) {
    body.WithString("ParentSnapshotId", result.GetParentSnapshotId());
  }
  if (!result.GetKmsKeyArn().empty()) body.WithString("KmsKeyArn", result.GetKmsKeyArn());
  return MakeReply(Operation::kStartSnapshot, result.GetRequestId(), now, body);
}

inline WireReply WireReplyOf(const Aws::EBS::Model::PutSnapshotBlockResult& result, TimePoint now) {
  namespace model = Aws::EBS::Model;
  WireReply reply =
      MakeReply(Operation::kPutSnapshotBlock, result.GetRequestId(), now, "application/json", "{}");
  AddHeader("x-amz-checksum", result.GetChecksum(), reply);
  AddHeader(
      "x-amz-checksum-algorithm",
      model::ChecksumAlgorithmMapper::GetNameForChecksumAlgorithm(result.GetChecksumAlgorithm()),
      reply);
  return reply;
}

inline WireReply WireReplyOf(const Aws::EBS::Model::CompleteSnapshotResult& result, TimePoint now) {
  namespace model = Aws::EBS::Model;
  Aws::Utils::Json::JsonValue body;
  body.WithString("Status", model::StatusMapper::GetNameForStatus(result.GetStatus()));
  return MakeReply(Operation::kCompleteSnapshot, result.GetRequestId(), now, body);
}

// What both listings have beside their blocks.
template <typename Result>
WireReply WirePageOf(Operation operation, const Result& result, TimePoint now,
                     Aws::Utils::Json::JsonValue& body) {
  // AWS: diff-8: the last page is bare where nothing is on it.
  if (result.GetBlockSize() != 0) {
    body.WithDouble("ExpiryTime", result.GetExpiryTime().SecondsWithMSPrecision())
        .WithInt64("VolumeSize", result.GetVolumeSize())
        .WithInteger("BlockSize", result.GetBlockSize());
  }
  if (!result.GetNextToken().empty()) body.WithString("NextToken", result.GetNextToken());
  return MakeReply(operation, result.GetRequestId(), now, body);
}

inline WireReply WireReplyOf(const Aws::EBS::Model::ListSnapshotBlocksResult& result,
                             TimePoint now) {
  Aws::Utils::Json::JsonValue body;
  AddArray("Blocks", result.GetBlocks(), body);
  return WirePageOf(Operation::kListSnapshotBlocks, result, now, body);
}

inline WireReply WireReplyOf(const Aws::EBS::Model::ListChangedBlocksResult& result,
                             TimePoint now) {
  Aws::Utils::Json::JsonValue body;
  AddArray("ChangedBlocks", result.GetChangedBlocks(), body);
  return WirePageOf(Operation::kListChangedBlocks, result, now, body);
}

// Without the body, which is a block.
inline WireReply WireReplyOf(const GetSnapshotBlockResponse& response, TimePoint now) {
  WireReply reply = MakeReply(Operation::kGetSnapshotBlock, ToAws(response.request_id), now,
                              "application/octet-stream", "");
  reply.headers["content-length"] = ToAws(std::to_string(response.block_data.size()));
  if (response.data_length != 0) {
    reply.headers["x-amz-data-length"] = ToAws(std::to_string(response.data_length));
  }
  AddHeader("x-amz-checksum", ToAws(response.checksum), reply);
  AddHeader("x-amz-checksum-algorithm", ToAws(response.checksum_algorithm), reply);
  return reply;
}

}  // namespace fauxebs::internal
