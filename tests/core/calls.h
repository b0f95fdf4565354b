// What the tests of the core call a service with, and what they see of the answers.
//
//   StartOf, PutOf, CompleteOf, GetOf, ListOf    requests as a correct client sends them
//   SpecOf                                       a completed snapshot, put there
//   TokenOf                                      a block token, by listing
//   From(client)                                 a call context
//   Succeeds(), FailsWith(code)                  matchers for a Result
//   Misuses(text)                                a matcher for a callable: std::logic_error, text
//   in it
//   Reading(text)                                a callable that parses rules
//
//   EXPECT_THAT(service.PutSnapshotBlock(PutOf(id, 7, Block::Filled(1)), {}), Succeeds());
#pragma once

#include <gmock/gmock.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/memory_service.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/rule.h"
#include "fauxebs/service.h"

namespace fauxebs {

inline StartSnapshotRequest StartOf(std::int64_t gib = 1) {
  StartSnapshotRequest request;
  request.volume_size_gib = gib;
  return request;
}

inline PutSnapshotBlockRequest PutOf(const std::string& id, std::int64_t index,
                                     const Block& block) {
  PutSnapshotBlockRequest request;
  request.snapshot_id = id;
  request.block_index = index;
  request.SetBlock(block);
  return request;
}

inline CompleteSnapshotRequest CompleteOf(const std::string& id, std::int64_t count) {
  CompleteSnapshotRequest request;
  request.snapshot_id = id;
  request.changed_blocks_count = count;
  return request;
}

inline GetSnapshotBlockRequest GetOf(const std::string& id, std::int64_t index,
                                     const std::string& token) {
  GetSnapshotBlockRequest request;
  request.snapshot_id = id;
  request.block_index = index;
  request.block_token = token;
  return request;
}

inline ListSnapshotBlocksRequest ListOf(const std::string& id) {
  ListSnapshotBlocksRequest request;
  request.snapshot_id = id;
  return request;
}

inline SnapshotSpec SpecOf(std::int64_t gib,
                           std::vector<std::pair<std::int32_t, Block>> blocks = {}) {
  SnapshotSpec spec;
  spec.volume_size_gib = gib;
  spec.blocks = std::move(blocks);
  return spec;
}

// Of the first block at or after `index`.
inline std::string TokenOf(Service& service, const std::string& id, std::int64_t index) {
  ListSnapshotBlocksRequest request = ListOf(id);
  request.starting_block_index = index;
  return service.ListSnapshotBlocks(request, {}).value().blocks.at(0).block_token;
}

inline CallContext From(const std::string& client) {
  CallContext context;
  context.client = client;
  return context;
}

MATCHER(Succeeds, negation ? "is refused" : "is no refusal") { return arg.has_value(); }

MATCHER_P(FailsWith, code, std::string("is the error ") + InfoOf(code).name) {
  return !arg.has_value() && arg.error().code == code;
}

inline auto Misuses(const std::string& text) {
  return testing::ThrowsMessage<std::logic_error>(testing::HasSubstr(text));
}

inline auto Reading(const char* text) {
  return [text] { static_cast<void>(FaultRule::ParseAll(text)); };
}

}  // namespace fauxebs
