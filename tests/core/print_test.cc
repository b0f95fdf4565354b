#include "fauxebs/print.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "calls.h"
#include "fauxebs/clock.h"

namespace fauxebs {
namespace {

using testing::PrintToString;

constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/secret";

TEST(Print, ShowsOfAPutItsSizeAndChecksumAndNotItsData) {
  EXPECT_EQ(PrintToString(PutOf("snap-1", 7, Block::Filled(0x41))),
            "PutSnapshotBlock snap-1[7] 524288 B data-length=524288 "
            "checksum=" +
                Block::Filled(0x41).checksum() + " algorithm=SHA256");
}

TEST(Print, ShowsOfABlockReadItsLengthAndChecksumAndNotItsData) {
  const Block block = Block::Filled(0x41);
  const GetSnapshotBlockResponse response{block, 524288, block.checksum(), "SHA256", {}};
  EXPECT_EQ(PrintToString(response), "524288 B " + block.checksum());
}

TEST(Print, HidesTheKeyThatAStartIsSentWith) {
  StartSnapshotRequest request = StartOf(8);
  request.kms_key_arn = kKey;
  EXPECT_EQ(PrintToString(request), "StartSnapshot gib=8 kms-key=<hidden>");
}

TEST(Print, HidesTheKeyThatAStartIsAnsweredWith) {
  StartSnapshotResponse response;
  response.snapshot_id = "snap-1";
  response.volume_size_gib = 8;
  response.kms_key_arn = kKey;
  EXPECT_EQ(PrintToString(response), "snap-1 pending 8 GiB kms-key=<hidden>");
}

TEST(Print, ShowsWhatElseAStartIsSentWith) {
  StartSnapshotRequest request = StartOf(8);
  request.parent_snapshot_id = "snap-1";
  request.description = "nightly";
  request.client_token = "token";
  request.timeout_minutes = 10;
  request.tags = {{"owner", "me"}};
  EXPECT_EQ(PrintToString(request),
            "StartSnapshot gib=8 parent=snap-1 description=nightly token=token timeout-minutes=10 "
            "owner=me");
}

TEST(Print, ShowsACompletion) {
  EXPECT_EQ(PrintToString(CompleteOf("snap-1", 3)), "CompleteSnapshot snap-1 count=3");
  EXPECT_EQ(PrintToString(CompleteSnapshotResponse{}), "pending");
}

TEST(Print, ShowsListings) {
  ListSnapshotBlocksRequest list = ListOf("snap-1");
  list.max_results = 100;
  EXPECT_EQ(PrintToString(list), "ListSnapshotBlocks snap-1 max=100");

  ListSnapshotBlocksResponse page;
  page.blocks = {{7, "token"}};
  page.next_token = "next";
  EXPECT_EQ(PrintToString(page), "1 blocks, more");
}

TEST(Print, ShowsChangedBlocks) {
  ListChangedBlocksRequest changes;
  changes.second_snapshot_id = "snap-2";
  EXPECT_EQ(PrintToString(changes), "ListChangedBlocks (none)..snap-2");

  EXPECT_EQ(PrintToString(ChangedBlockRef{7, std::nullopt, "token"}), "[7 -+]");
}

TEST(Print, ShowsOfAResultItsValueOrItsError) {
  EXPECT_EQ(PrintToString(Result<CompleteSnapshotResponse>(CompleteSnapshotResponse{})), "pending");
  EXPECT_EQ(PrintToString(Result<CompleteSnapshotResponse>(words::Throttling())),
            "Throttling 400 \"Rate exceeded\"");
}

TEST(Print, ShowsAnyRequestAsItself) {
  const GetSnapshotBlockRequest get = GetOf("snap-1", 7, "token");
  EXPECT_EQ(PrintToString(AnyRequest(get)), PrintToString(get));
}

TEST(Print, ShowsTimesInUtcToTheMillisecond) {
  EXPECT_EQ(ToString(kClockEpoch), "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(ToString(kClockEpoch + std::chrono::hours(25) + std::chrono::milliseconds(78)),
            "2026-01-02T01:00:00.078Z");
}

}  // namespace
}  // namespace fauxebs
