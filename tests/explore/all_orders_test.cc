// The search for an explanation, held against the plainest one there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "explore/linearizability.h"
#include "explore/told.h"

namespace fauxebs::internal {
namespace {

using ::testing::Gt;

constexpr const char* kOtherId = "snap-00000000000000002";

// Tries all orders of all that may have happened.
bool SomeOrderExplains(const History& history, std::vector<bool>& done, const ReferenceModel& model,
                       TimePoint now) {
  bool all_heard_done = true;
  for (std::size_t i = 0; i < history.size(); ++i) {
    all_heard_done &= done[i] || !history[i].heard();
  }
  if (all_heard_done) return true;
  for (std::size_t i = 0; i < history.size(); ++i) {
    bool may_be_next = !done[i];
    for (std::size_t j = 0; j < history.size(); ++j) {
      may_be_next &= done[j] || !history[j].heard() || history[i].invoked <= history[j].returned;
    }
    if (!may_be_next) continue;
    ReferenceModel after = model;
    TimePoint then = now;
    if (const OwnedRequest* owned = history[i].request()) {
      const bool happened = VisitRequest(*owned, [&](const AnyRequest& request) {
        if (history[i].answer) return !after.Accept(request, {}, now, *history[i].answer);
        static_cast<void>(after.Apply(request, {}, now));
        return true;
      });
      if (!happened) continue;
    } else {
      then = std::max(then, std::get<ClockMove>(history[i].what).to);
    }
    done[i] = true;
    if (SomeOrderExplains(history, done, after, then)) return true;
    done[i] = false;
  }
  return false;
}

// A few calls about two snapshots, answered as they are in some order, and then spread out and lost
// and exchanged.
History RandomHistory(std::mt19937& random, const ReferenceModel& start) {
  const auto draw = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  ReferenceModel model = start;
  TimePoint now = kClockEpoch;
  History history;
  const unsigned count = 3 + draw(4);
  for (unsigned i = 0; i < count; ++i) {
    Event event;
    const std::string id = draw(3) == 0 ? kOtherId : kId;
    const unsigned what = draw(10);
    if (what == 0) {
      now += std::chrono::minutes(30);
      event.what = ClockMove{now};
    } else if (what == 1) {
      StartSnapshotRequest another;
      another.volume_size_gib = 1;
      another.client_token = draw(2) == 0 ? "a" : "b";
      event.what = OwnedRequest(another);
    } else if (what < 6) {
      PutSnapshotBlockRequest put;
      put.snapshot_id = id;
      put.block_index = draw(2);
      event.what = OwnedRequest(put.SetBlock(draw(2) == 0 ? kOne : kTwo));
    } else {
      CompleteSnapshotRequest complete;
      complete.snapshot_id = id;
      complete.changed_blocks_count = draw(3);
      if (draw(2) == 0) {
        std::tie(complete.changed_blocks_count, complete.checksum) = model.CountAndAggregate(id);
        complete.checksum_algorithm = "SHA256";
        complete.checksum_aggregation_method = "LINEAR";
      }
      event.what = OwnedRequest(complete);
    }
    if (event.request() != nullptr) {
      AnyResult answer = VisitRequest(*event.request(), [&](const AnyRequest& request) {
        return model.Apply(request, {}, now);
      });
      event.answer = Told(std::move(answer), static_cast<int>(i));
      if (draw(5) == 0) event.answer.reset();
    }
    const std::uint64_t point = 1000 + std::uint64_t{100} * i;
    event.invoked = (point - draw(200)) * 10 + i;
    event.returned = (point + 1 + draw(200)) * 10 + i;
    history.push_back(event);
  }
  for (Event& event : history) {
    if (draw(8) != 0 || !event.answer || !*event.answer) continue;
    if (auto* status = std::get_if<CompleteSnapshotResponse>(&**event.answer)) {
      status->status = draw(2) == 0 ? kError : kCompleted;
    }
  }
  return history;
}

TEST(Linearizability, AgreesWithTryingAllOrders) {
  ReferenceModel start;
  SnapshotSpec pending;
  pending.status = kPending;
  start.AddSnapshot(pending, kId, kClockEpoch);
  start.AddSnapshot(pending, kOtherId, kClockEpoch);
  std::mt19937 random(20250301);
  int explained = 0;
  int unexplained = 0;
  for (int i = 0; i < 1000; ++i) {
    const History history = RandomHistory(random, start);
    std::vector<bool> done(history.size(), false);
    const bool expected = SomeOrderExplains(history, done, start, kClockEpoch);
    const Verdict verdict = Explain(history, start, kClockEpoch);
    ASSERT_EQ(verdict.explained(), expected) << "history " << i << '\n'
                                             << testing::PrintToString(history);
    ++(expected ? explained : unexplained);
  }
  EXPECT_THAT(explained, Gt(300));
  EXPECT_THAT(unexplained, Gt(100));
}

}  // namespace
}  // namespace fauxebs::internal
