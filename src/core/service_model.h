// The service's model: every shape, every member of every message, and where it travels. The one
// table of it: limits are checked from it, messages are read and written by it.
//
//   ForEachField(request, [&](const Member& member, const auto& value) { ... });
//   Fields<ListSnapshotBlocksResponse>::kAll     the members with the struct's fields they stand in
//   InfoOf(operation)                            method, URI and status: fauxebs/operations.h
//
// AWS: ops-1, ops-7; the limits: lim-7 to lim-24, beside the shapes.
// Constants.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "fauxebs/operations.h"

namespace fauxebs::internal {

enum class Type : std::uint8_t {
  kString,
  kInteger,  // 32 bits
  kLong,     // 64 bits
  kBoolean,
  kTimestamp,
  kBlob,
  kList,
};

struct Shape {
  static constexpr std::int64_t kNoMin = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kNoMax = std::numeric_limits<std::int64_t>::max();

  std::string_view name;
  Type type = Type::kString;
  // Of a number, or of a text's length in characters.
  std::int64_t min = kNoMin;
  std::int64_t max = kNoMax;
  std::string_view pattern{};
  std::array<std::string_view, 3> values{};  // of an enumeration
  bool sensitive = false;

  constexpr bool is_enum() const { return !values[0].empty(); }
};

enum class Place : std::uint8_t { kBody, kUri, kQuery, kHeader, kPayload };

// Who refuses a value that is none of the enumeration's.
enum class EnumCheck : std::uint8_t { kFramework, kService };

struct Member {
  std::string_view name;
  const Shape* shape;
  bool required = false;
  Place place = Place::kBody;
  std::string_view wire_name{};  // "" in a body: the name
  EnumCheck enum_check = EnumCheck::kFramework;
};

namespace shapes {

inline constexpr std::string_view kTokenPattern = "^[A-Za-z0-9+/=_-]+$";

inline constexpr Shape kSnapshotId{
    // AWS: lim-7, lim-8. FAKE: lim-7: the error for a malformed id is not recorded
    "SnapshotId", Type::kString, 1, 64, "^snap-[0-9a-f]+$"};
inline constexpr Shape kVolumeSize{// AWS: lim-9
                                   "VolumeSize", Type::kLong, 1};
inline constexpr Shape kTags{"Tags", Type::kList};
// AWS: lim-14. FAKE: lim-14: EC2 allows a character more.
inline constexpr Shape kTagKey{"TagKey", Type::kString, Shape::kNoMin, 127, "^[\\S\\s]+$"};
inline constexpr Shape kTagValue{"TagValue", Type::kString, Shape::kNoMin, 255, "^[\\S\\s]*$"};
// AWS: lim-11
inline constexpr Shape kDescription{"Description", Type::kString, Shape::kNoMin, 255,
                                    "^[\\S\\s]+$"};
// AWS: lim-12
inline constexpr Shape kIdempotencyToken{"IdempotencyToken", Type::kString, Shape::kNoMin, 255,
                                         "^[\\S]+$"};
inline constexpr Shape kBoolean{"Boolean", Type::kBoolean};
// AWS: lim-13
inline constexpr Shape kKmsKeyArn{
    "KmsKeyArn", Type::kString, 1, 2048, "arn:aws[a-z\\-]*:kms:.*:[0-9]{12}:key/.*", {}, true};
// AWS: lim-10
inline constexpr Shape kTimeout{"Timeout", Type::kInteger, 10, 4320};
inline constexpr Shape kOwnerId{"OwnerId", Type::kString, 1, 24, "\\S+"};
inline constexpr Shape kStatus{
    "Status", Type::kString, Shape::kNoMin, 32, {}, {"completed", "pending", "error"}};
inline constexpr Shape kTimeStamp{"TimeStamp", Type::kTimestamp};
inline constexpr Shape kBlockSize{"BlockSize", Type::kInteger};
// AWS: lim-15
inline constexpr Shape kBlockIndex{"BlockIndex", Type::kInteger, 0};
inline constexpr Shape kBlockData{"BlockData", Type::kBlob, Shape::kNoMin, Shape::kNoMax,
                                  {},          {},          true};
// AWS: lim-16
inline constexpr Shape kDataLength{"DataLength", Type::kInteger};
// AWS: lim-17
inline constexpr Shape kProgress{"Progress", Type::kInteger, 0, 100};
// AWS: lim-18
inline constexpr Shape kChecksum{"Checksum", Type::kString, Shape::kNoMin, 64, "^[A-Za-z0-9+/=]+$"};
// AWS: lim-19, lim-20
inline constexpr Shape kChecksumAlgorithm{"ChecksumAlgorithm", Type::kString, Shape::kNoMin, 32,
                                          "^[A-Za-z0-9]+$",    {"SHA256"}};
inline constexpr Shape kChecksumAggregationMethod{
    "ChecksumAggregationMethod", Type::kString, Shape::kNoMin, 32, "^[A-Za-z0-9]+$", {"LINEAR"}};
// AWS: lim-21
inline constexpr Shape kChangedBlocksCount{"ChangedBlocksCount", Type::kInteger, 0};
// FAKE: lim-23: page tokens as block tokens.
// AWS: lim-22, lim-23: tokens may have "_" and "-", which the model does not allow.
inline constexpr Shape kBlockToken{"BlockToken", Type::kString, Shape::kNoMin, 256, kTokenPattern};
inline constexpr Shape kPageToken{"PageToken", Type::kString, Shape::kNoMin, 256, kTokenPattern};
// AWS: lim-24
inline constexpr Shape kMaxResults{"MaxResults", Type::kInteger, 100, 10000};
inline constexpr Shape kBlocks{"Blocks", Type::kList, Shape::kNoMin, Shape::kNoMax, {}, {}, true};
inline constexpr Shape kChangedBlocks{
    "ChangedBlocks", Type::kList, Shape::kNoMin, Shape::kNoMax, {}, {}, true};

}  // namespace shapes

// Members of several messages.
namespace members {

inline constexpr Member kSnapshotIdLabel{"SnapshotId", &shapes::kSnapshotId, true, Place::kUri,
                                         "snapshotId"};
inline constexpr Member kBlockIndexLabel{"BlockIndex", &shapes::kBlockIndex, true, Place::kUri,
                                         "blockIndex"};
inline constexpr Member kChecksumHeader{"Checksum", &shapes::kChecksum, false, Place::kHeader,
                                        "x-amz-Checksum"};
inline constexpr Member kChecksumAlgorithmHeader{"ChecksumAlgorithm", &shapes::kChecksumAlgorithm,
                                                 false, Place::kHeader, "x-amz-Checksum-Algorithm"};
inline constexpr Member kPageTokenQuery{"NextToken", &shapes::kPageToken, false, Place::kQuery,
                                        "pageToken"};
inline constexpr Member kMaxResultsQuery{"MaxResults", &shapes::kMaxResults, false, Place::kQuery,
                                         "maxResults"};
inline constexpr Member kStartingBlockIndexQuery{"StartingBlockIndex", &shapes::kBlockIndex, false,
                                                 Place::kQuery, "startingBlockIndex"};
inline constexpr Member kExpiryTime{"ExpiryTime", &shapes::kTimeStamp};
inline constexpr Member kVolumeSize{"VolumeSize", &shapes::kVolumeSize};
inline constexpr Member kBlockSize{"BlockSize", &shapes::kBlockSize};
inline constexpr Member kNextToken{"NextToken", &shapes::kPageToken};

}  // namespace members

// A member and the field of the struct that it stands in.
template <typename Struct, typename Value>
struct Field {
  Member member;
  Value Struct::*value;
};
template <typename Struct, typename Value>
Field(Member, Value Struct::*) -> Field<Struct, Value>;

// Specialised for every request and response and what they are made of: kAll, a tuple of Field in
// the model's order.
template <typename Struct>
struct Fields;

template <>
struct Fields<Tag> {
  static constexpr std::tuple kAll{
      Field{Member{"Key", &shapes::kTagKey}, &Tag::key},
      Field{Member{"Value", &shapes::kTagValue}, &Tag::value},
  };
};

template <>
struct Fields<StartSnapshotRequest> {
  using R = StartSnapshotRequest;
  static constexpr std::tuple kAll{
      Field{Member{"VolumeSize", &shapes::kVolumeSize, true}, &R::volume_size_gib},
      Field{Member{"ParentSnapshotId", &shapes::kSnapshotId}, &R::parent_snapshot_id},
      Field{Member{"Tags", &shapes::kTags}, &R::tags},
      Field{Member{"Description", &shapes::kDescription}, &R::description},
      Field{Member{"ClientToken", &shapes::kIdempotencyToken}, &R::client_token},
      Field{Member{"Encrypted", &shapes::kBoolean}, &R::encrypted},
      Field{Member{"KmsKeyArn", &shapes::kKmsKeyArn}, &R::kms_key_arn},
      Field{Member{"Timeout", &shapes::kTimeout}, &R::timeout_minutes},
  };
};

template <>
struct Fields<StartSnapshotResponse> {
  using R = StartSnapshotResponse;
  static constexpr std::tuple kAll{
      Field{Member{"Description", &shapes::kDescription}, &R::description},
      Field{Member{"SnapshotId", &shapes::kSnapshotId}, &R::snapshot_id},
      Field{Member{"OwnerId", &shapes::kOwnerId}, &R::owner_id},
      Field{Member{"Status", &shapes::kStatus}, &R::status},
      Field{Member{"StartTime", &shapes::kTimeStamp}, &R::start_time},
      Field{members::kVolumeSize, &R::volume_size_gib},
      Field{members::kBlockSize, &R::block_size_bytes},
      Field{Member{"Tags", &shapes::kTags}, &R::tags},
      Field{Member{"ParentSnapshotId", &shapes::kSnapshotId}, &R::parent_snapshot_id},
      Field{Member{"KmsKeyArn", &shapes::kKmsKeyArn}, &R::kms_key_arn},
  };
};

template <>
struct Fields<PutSnapshotBlockRequest> {
  using R = PutSnapshotBlockRequest;
  static constexpr std::tuple kAll{
      Field{members::kSnapshotIdLabel, &R::snapshot_id},
      Field{members::kBlockIndexLabel, &R::block_index},
      Field{Member{"BlockData", &shapes::kBlockData, true, Place::kPayload}, &R::block_data},
      Field{Member{"DataLength", &shapes::kDataLength, true, Place::kHeader, "x-amz-Data-Length"},
            &R::data_length},
      Field{Member{"Progress", &shapes::kProgress, false, Place::kHeader, "x-amz-Progress"},
            &R::progress},
      Field{Member{"Checksum", &shapes::kChecksum, true, Place::kHeader, "x-amz-Checksum"},
            &R::checksum},
      // AWS: sum-3: the service names the algorithms that it supports.
      Field{Member{"ChecksumAlgorithm", &shapes::kChecksumAlgorithm, true, Place::kHeader,
                   "x-amz-Checksum-Algorithm", EnumCheck::kService},
            &R::checksum_algorithm},
  };
};

template <>
struct Fields<PutSnapshotBlockResponse> {
  using R = PutSnapshotBlockResponse;
  static constexpr std::tuple kAll{
      Field{members::kChecksumHeader, &R::checksum},
      Field{members::kChecksumAlgorithmHeader, &R::checksum_algorithm},
  };
};

template <>
struct Fields<CompleteSnapshotRequest> {
  using R = CompleteSnapshotRequest;
  static constexpr std::tuple kAll{
      Field{members::kSnapshotIdLabel, &R::snapshot_id},
      Field{Member{"ChangedBlocksCount", &shapes::kChangedBlocksCount, true, Place::kHeader,
                   "x-amz-ChangedBlocksCount"},
            &R::changed_blocks_count},
      Field{members::kChecksumHeader, &R::checksum},
      Field{members::kChecksumAlgorithmHeader, &R::checksum_algorithm},
      Field{Member{"ChecksumAggregationMethod", &shapes::kChecksumAggregationMethod, false,
                   Place::kHeader, "x-amz-Checksum-Aggregation-Method"},
            &R::checksum_aggregation_method},
  };
};

template <>
struct Fields<CompleteSnapshotResponse> {
  static constexpr std::tuple kAll{
      Field{Member{"Status", &shapes::kStatus}, &CompleteSnapshotResponse::status},
  };
};

template <>
struct Fields<GetSnapshotBlockRequest> {
  using R = GetSnapshotBlockRequest;
  static constexpr std::tuple kAll{
      Field{members::kSnapshotIdLabel, &R::snapshot_id},
      Field{members::kBlockIndexLabel, &R::block_index},
      Field{Member{"BlockToken", &shapes::kBlockToken, true, Place::kQuery, "blockToken"},
            &R::block_token},
  };
};

template <>
struct Fields<GetSnapshotBlockResponse> {
  using R = GetSnapshotBlockResponse;
  static constexpr std::tuple kAll{
      Field{Member{"DataLength", &shapes::kDataLength, false, Place::kHeader, "x-amz-Data-Length"},
            &R::data_length},
      Field{Member{"BlockData", &shapes::kBlockData, false, Place::kPayload}, &R::block_data},
      Field{members::kChecksumHeader, &R::checksum},
      Field{members::kChecksumAlgorithmHeader, &R::checksum_algorithm},
  };
};

template <>
struct Fields<BlockRef> {
  static constexpr std::tuple kAll{
      Field{Member{"BlockIndex", &shapes::kBlockIndex}, &BlockRef::block_index},
      Field{Member{"BlockToken", &shapes::kBlockToken}, &BlockRef::block_token},
  };
};

template <>
struct Fields<ListSnapshotBlocksRequest> {
  using R = ListSnapshotBlocksRequest;
  static constexpr std::tuple kAll{
      Field{members::kSnapshotIdLabel, &R::snapshot_id},
      Field{members::kPageTokenQuery, &R::next_token},
      Field{members::kMaxResultsQuery, &R::max_results},
      Field{members::kStartingBlockIndexQuery, &R::starting_block_index},
  };
};

template <>
struct Fields<ListSnapshotBlocksResponse> {
  using R = ListSnapshotBlocksResponse;
  static constexpr std::tuple kAll{
      Field{Member{"Blocks", &shapes::kBlocks}, &R::blocks},
      Field{members::kExpiryTime, &R::expiry_time},
      Field{members::kVolumeSize, &R::volume_size_gib},
      Field{members::kBlockSize, &R::block_size_bytes},
      Field{members::kNextToken, &R::next_token},
  };
};

template <>
struct Fields<ChangedBlockRef> {
  using R = ChangedBlockRef;
  static constexpr std::tuple kAll{
      Field{Member{"BlockIndex", &shapes::kBlockIndex}, &R::block_index},
      Field{Member{"FirstBlockToken", &shapes::kBlockToken}, &R::first_block_token},
      Field{Member{"SecondBlockToken", &shapes::kBlockToken}, &R::second_block_token},
  };
};

template <>
struct Fields<ListChangedBlocksRequest> {
  using R = ListChangedBlocksRequest;
  static constexpr std::tuple kAll{
      Field{
          Member{"FirstSnapshotId", &shapes::kSnapshotId, false, Place::kQuery, "firstSnapshotId"},
          &R::first_snapshot_id},
      Field{Member{"SecondSnapshotId", &shapes::kSnapshotId, true, Place::kUri, "secondSnapshotId"},
            &R::second_snapshot_id},
      Field{members::kPageTokenQuery, &R::next_token},
      Field{members::kMaxResultsQuery, &R::max_results},
      Field{members::kStartingBlockIndexQuery, &R::starting_block_index},
  };
};

template <>
struct Fields<ListChangedBlocksResponse> {
  using R = ListChangedBlocksResponse;
  static constexpr std::tuple kAll{
      Field{Member{"ChangedBlocks", &shapes::kChangedBlocks}, &R::changed_blocks},
      Field{members::kExpiryTime, &R::expiry_time},
      Field{members::kVolumeSize, &R::volume_size_gib},
      Field{members::kBlockSize, &R::block_size_bytes},
      Field{members::kNextToken, &R::next_token},
  };
};

// visit(const Member&, Value&) for each, in the model's order; const values of a const message.
template <typename Struct, typename Visitor>
void ForEachField(Struct&& message, Visitor&& visit) {
  std::apply([&](const auto&... fields) { (visit(fields.member, message.*(fields.value)), ...); },
             Fields<std::decay_t<Struct>>::kAll);
}

}  // namespace fauxebs::internal
