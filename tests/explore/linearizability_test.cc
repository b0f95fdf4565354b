#include "explore/linearizability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "explore/told.h"
#include "fauxebs/words.h"

namespace fauxebs::internal {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace fauxebs::words;  // the errors of the service

// When a call began and ended.
struct During {
  std::uint64_t invoked;
  std::uint64_t returned;
};

// A history written by hand. Answers left out are lost.
class Story {
 public:
  Story& Start(During during, const std::optional<std::string>& id, const char* token = nullptr) {
    StartSnapshotRequest request;
    request.volume_size_gib = 1;
    if (token != nullptr) request.client_token = token;
    StartSnapshotResponse response;
    response.snapshot_id = id.value_or("");
    response.owner_id = kDefaultAccount;
    response.start_time = kClockEpoch;
    response.volume_size_gib = 1;
    response.block_size_bytes = 524288;
    return id ? Answered(during, request, response) : Lost(during, request);
  }

  Story& Put(During during, std::int64_t index, const Block& block) {
    return Answered(during, PutOf(index, block),
                    PutSnapshotBlockResponse{block.checksum(), "SHA256", {}});
  }
  Story& PutLost(During during, std::int64_t index, const Block& block) {
    return Lost(during, PutOf(index, block));
  }
  Story& PutRefused(During during, std::int64_t index, const Block& block, Error error) {
    return Answered(during, PutOf(index, block), std::move(error));
  }

  Story& Complete(During during, std::int64_t count, SnapshotStatus status) {
    return Answered(during, CompleteOf(count), CompleteSnapshotResponse{status, {}});
  }
  Story& CompleteLost(During during, std::int64_t count) { return Lost(during, CompleteOf(count)); }

  // With a token for each block that Get knows.
  Story& List(During during, const std::vector<std::int32_t>& indexes,
              TimePoint now = kClockEpoch) {
    ListSnapshotBlocksRequest request;
    request.snapshot_id = kId;
    ListSnapshotBlocksResponse response;
    for (const std::int32_t index : indexes) {
      token_ = "token" + std::to_string(++answers_);
      response.blocks.push_back({index, token_});
    }
    response.expiry_time = indexes.empty() ? now : now + std::chrono::hours(7 * 24);
    response.volume_size_gib = 1;
    response.block_size_bytes = 524288;
    return Answered(during, request, response);
  }

  // The block listed last.
  Story& Get(During during, std::int64_t index, const Block& block) {
    GetSnapshotBlockRequest request;
    request.snapshot_id = kId;
    request.block_index = index;
    request.block_token = token_;
    return Answered(during, request,
                    GetSnapshotBlockResponse{block, 524288, block.checksum(), "SHA256", {}});
  }

  Story& Clock(During during, TimePoint to) {
    Event event;
    event.what = ClockMove{to};
    return Add(during, event);
  }

  Verdict Judge(std::size_t most_states = 100'000) const {
    return Explain(history_, ReferenceModel(), kClockEpoch, most_states);
  }

 private:
  static PutSnapshotBlockRequest PutOf(std::int64_t index, const Block& block) {
    PutSnapshotBlockRequest request;
    request.snapshot_id = kId;
    request.block_index = index;
    return request.SetBlock(block);
  }

  static CompleteSnapshotRequest CompleteOf(std::int64_t count) {
    CompleteSnapshotRequest request;
    request.snapshot_id = kId;
    request.changed_blocks_count = count;
    return request;
  }

  template <typename Request>
  Story& Answered(During during, const Request& request, ResponseTo<Request> response) {
    Event event;
    event.what = OwnedRequest(request);
    event.answer = Told(AnyResponse(std::move(response)), ++answers_);
    return Add(during, event);
  }

  template <typename Request>
  Story& Answered(During during, const Request& request, Error error) {
    Event event;
    event.what = OwnedRequest(request);
    event.answer = Told(std::move(error), ++answers_);
    return Add(during, event);
  }

  template <typename Request>
  Story& Lost(During during, const Request& request) {
    Event event;
    event.what = OwnedRequest(request);
    return Add(during, event);
  }

  Story& Add(During during, Event event) {
    event.invoked = during.invoked;
    event.returned = during.returned;
    history_.push_back(std::move(event));
    return *this;
  }

  History history_;
  std::string token_;
  int answers_ = 0;
};

MATCHER(IsExplained, "is explained by some order") {
  *result_listener << arg.text;
  return arg.explained();
}

MATCHER(IsUnexplained, "is explained by no order") {
  return arg.kind == Verdict::Kind::kUnexplained;
}

TEST(Linearizability, NothingIsExplained) { EXPECT_THAT(Story().Judge(), IsExplained()); }

TEST(Linearizability, ExplainsCallsOneAfterTheOther) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 4}, 0, kOne).Complete({5, 6}, 1, kPending);
  story.List({7, 8}, {0}).Get({9, 10}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, RefusesAReadBeforeCompletion) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 4}, 0, kOne).List({5, 6}, {0});
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, OverlappingPutsToOneIndexMayLeaveTheFirst) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 6}, 0, kOne).Put({4, 5}, 0, kTwo);
  story.Complete({7, 8}, 1, kPending).List({9, 10}, {0}).Get({11, 12}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, OverlappingPutsToOneIndexMayLeaveTheSecond) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 6}, 0, kOne).Put({4, 5}, 0, kTwo);
  story.Complete({7, 8}, 1, kPending).List({9, 10}, {0}).Get({11, 12}, 0, kTwo);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, RefusesAStaleRead) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 4}, 0, kOne).Put({5, 6}, 0, kTwo);
  story.Complete({7, 8}, 1, kPending).List({9, 10}, {0}).Get({11, 12}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, ALostPutMayBeSeen) {
  Story story;
  story.Start({1, 2}, kId).PutLost({3, 4}, 0, kOne).Complete({5, 6}, 1, kPending);
  story.List({7, 8}, {0}).Get({9, 10}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, ALostPutMayHaveHappenedNever) {
  Story story;
  story.Start({1, 2}, kId).PutLost({3, 4}, 0, kOne).Complete({5, 6}, 0, kPending);
  story.List({7, 8}, {});
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, ALostPutMayLandAfterTheNextOne) {
  Story story;
  story.Start({1, 2}, kId).PutLost({3, 4}, 0, kOne).Put({5, 6}, 0, kTwo);
  story.Complete({7, 8}, 1, kPending).List({9, 10}, {0}).Get({11, 12}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, ALostPutIsNotSeenBeforeItIsSent) {
  Story story;
  story.Start({1, 2}, kId).Complete({3, 4}, 1, kPending).Complete({5, 6}, 1, kCompleted);
  story.PutLost({7, 8}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, ALostCompletionMayBeSeen) {
  Story story;
  story.Start({1, 2}, kId).CompleteLost({3, 4}, 0).Complete({5, 6}, 0, kCompleted);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, ALostStartIsLearntOfByItsClientToken) {
  Story story;
  story.Start({1, 2}, std::nullopt, "t").Start({3, 4}, kId, "t").Put({5, 6}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsExplained());
}

TEST(Linearizability, OneClientTokenStartsOneSnapshot) {
  Story story;
  story.Start({1, 4}, kId, "t").Start({2, 3}, "snap-00000000000000002", "t");
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, RefusesAStatusThatGoesBack) {
  Story story;
  story.Start({1, 2}, kId).Complete({3, 4}, 0, kPending).Complete({5, 6}, 0, kCompleted);
  story.Complete({7, 8}, 0, kPending);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, APutThatOverlapsACompletionMayCountOrBeRefused) {
  Story counts;
  counts.Start({1, 2}, kId).Complete({3, 6}, 1, kPending).Put({4, 5}, 0, kOne);
  counts.Complete({7, 8}, 1, kCompleted);
  EXPECT_THAT(counts.Judge(), IsExplained());

  Story refused;
  refused.Start({1, 2}, kId).Complete({3, 6}, 0, kPending);
  refused.PutRefused({4, 5}, 0, kOne,
                     Validation(ErrorReason::kInvalidSnapshotId, "Snapshot is already completed"));
  refused.Complete({7, 8}, 0, kCompleted);
  EXPECT_THAT(refused.Judge(), IsExplained());
}

TEST(Linearizability, RefusesAPutThatCountsForACompletionItDoesNotOverlap) {
  Story story;
  story.Start({1, 2}, kId).Complete({3, 4}, 1, kPending).Put({5, 6}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, ACallThatOverlapsAMoveOfTheClockIsBeforeOrAfterIt) {
  constexpr TimePoint kAbandoned = kClockEpoch + std::chrono::minutes(60);
  Story before;
  before.Start({1, 2}, kId).Clock({3, 6}, kAbandoned).Put({4, 5}, 0, kOne);
  EXPECT_THAT(before.Judge(), IsExplained());

  Story after;
  after.Start({1, 2}, kId).Clock({3, 6}, kAbandoned);
  after.PutRefused({4, 5}, 0, kOne, SnapshotNotFound(kId));
  EXPECT_THAT(after.Judge(), IsExplained());
}

TEST(Linearizability, RefusesAWriteToASnapshotThatIsAbandoned) {
  Story story;
  story.Start({1, 2}, kId).Clock({3, 4}, kClockEpoch + std::chrono::minutes(60));
  story.Put({5, 6}, 0, kOne);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, RefusesAnAbandonmentBeforeItsTime) {
  Story story;
  story.Start({1, 2}, kId).Clock({3, 4}, kClockEpoch + std::chrono::milliseconds(3'599'999));
  story.Complete({5, 6}, 0, kError);
  EXPECT_THAT(story.Judge(), IsUnexplained());
}

TEST(Linearizability, TheOrderThatExplainsIsTold) {
  Story story;
  story.Start({1, 2}, kId).Complete({3, 6}, 1, kPending).Put({4, 5}, 0, kOne);
  const Verdict verdict = story.Judge();
  ASSERT_THAT(verdict.order, SizeIs(3));
  EXPECT_EQ(verdict.order.at(1).invoked, 4);
  EXPECT_EQ(verdict.order.at(2).invoked, 3);
}

TEST(Linearizability, TellsTheShortestBeginningThatIsUnexplained) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 4}, 0, kOne).Complete({5, 6}, 1, kPending);
  story.Complete({7, 9}, 1, kPending).List({8, 10}, {0}).Get({11, 12}, 0, kOne);
  const Verdict verdict = story.Judge();
  EXPECT_THAT(verdict.prefix, SizeIs(5)) << "the listing had begun, and is not to blame";
  EXPECT_THAT(verdict.text, HasSubstr("t1 [  8,   ] ListSnapshotBlocks"));
  EXPECT_THAT(
      verdict.text,
      HasSubstr("After it, each that could be next differs:\n"
                "  t1 [  7,  9] CompleteSnapshot snap-00000000000000001 count=1 -> pending\n"
                "    answer->status is SnapshotStatus::kPending, not "
                "SnapshotStatus::kCompleted as expected\n"));
}

TEST(Linearizability, GivesUpWhereThereIsTooMuchToLookAt) {
  Story story;
  story.Start({1, 2}, kId).Put({3, 4}, 0, kOne).Complete({5, 6}, 1, kPending);
  const Verdict verdict = story.Judge(/*most_states=*/2);
  EXPECT_EQ(verdict.kind, Verdict::Kind::kGaveUp);
  EXPECT_THAT(verdict.order, IsEmpty());
}

}  // namespace
}  // namespace fauxebs::internal
