// What the journal does not keep: too many entries, too long texts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "calls.h"
#include "fauxebs/journal.h"

namespace fauxebs {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::SizeIs;
using testing::StartsWith;

// A megabyte of text, and what is kept of it.
const std::string kLong(1048576, 'x');
const auto kIsCut = AllOf(SizeIs(512), StartsWith("xxx"), EndsWith("... (1048576 bytes)"));

struct JournalBounds : testing::Test {
  Journal journal;
  ListSnapshotBlocksRequest request = ListOf("snap-1");

  std::uint64_t Begin(const CallContext& context = {}) {
    return journal.Begin(Side::kClient, request, context, kClockEpoch);
  }
  JournalEntry Last() { return journal.entries().back(); }
};

TEST_F(JournalBounds, CutLongNames) {
  request.snapshot_id = kLong;
  Begin(From(kLong));
  EXPECT_THAT(Last().client, kIsCut);
  EXPECT_THAT(Last().snapshot_id, kIsCut);
}

TEST_F(JournalBounds, CutLongChecksums) {
  PutSnapshotBlockRequest put;
  put.checksum = kLong;
  journal.Begin(Side::kClient, put, {}, kClockEpoch);
  EXPECT_EQ(Last().digest, "xxxxxxxx");
}

TEST_F(JournalBounds, CutLongErrors) {
  Error error = MakeError(ErrorCode::kValidation, ErrorReason::kNone, kLong);
  error.request_id = kLong;
  journal.End(Begin(), AnyResult(error), kClockEpoch);
  EXPECT_THAT(Last().error->message, kIsCut);
  EXPECT_THAT(Last().error->request_id, kIsCut);
  EXPECT_THAT(Last().outcome, AllOf(SizeIs(512), StartsWith("Validation 400 \"xxx")));
}

TEST_F(JournalBounds, CutLongRules) {
  const std::uint64_t call = Begin();
  journal.NoteRule(call, kLong, Leg::kRequest);
  EXPECT_THAT(Last().rule, kIsCut);
  journal.NoteRule(call, kLong, Leg::kRequest);
  EXPECT_THAT(Last().rule, SizeIs(512));
}

TEST_F(JournalBounds, CutWhatTheClientSays) {
  journal.NoteUnsent(request, {}, kLong, kClockEpoch);
  EXPECT_THAT(Last().error->message, kIsCut);
  EXPECT_THAT(Last().outcome, AllOf(SizeIs(512), StartsWith("not sent: xxx")));
  journal.NoteLost(Begin(), kLong);
  EXPECT_THAT(Last().error->message, kIsCut);
  EXPECT_THAT(Last().outcome, AllOf(SizeIs(512), StartsWith("lost: xxx")));
}

TEST_F(JournalBounds, CutWhatAStartWasGiven) {
  StartSnapshotResponse response;
  response.snapshot_id = kLong;
  journal.End(Begin(), AnyResponse(response), kClockEpoch);
  EXPECT_THAT(Last().snapshot_id, kIsCut);
  EXPECT_THAT(Last().outcome, SizeIs(512));
}

TEST_F(JournalBounds, KeepNoMoreEntriesThanTheCapacity) {
  Journal small(3);
  for (int i = 0; i < 1000; ++i) small.Begin(Side::kClient, request, {}, kClockEpoch);
  EXPECT_THAT(small.entries(), SizeIs(3));
  EXPECT_EQ(small.dropped(), 997U);
}

}  // namespace
}  // namespace fauxebs
