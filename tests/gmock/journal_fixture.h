// JournalTest: a journal that tests write calls into, for matchers.
//
//   Call(PutOf("snap-1", 7), kThrottled);
//   EXPECT_THAT(Last(), FailsWith(ErrorCode::kRequestThrottled));
#pragma once

#include <gtest/gtest.h>

#include <cstdint>

#include "fauxebs/fake.h"
#include "fauxebs/words.h"

namespace fauxebs {

struct JournalTest : testing::Test {
  static inline const AnyResult kOk = AnyResponse(PutSnapshotBlockResponse());
  static inline const AnyResult kThrottled = words::RequestThrottled();

  Journal journal;
  TimePoint now = kClockEpoch;
  CallContext context;

  std::uint64_t Begin(const AnyRequest& request, Side side = Side::kClient) {
    return journal.Begin(side, request, context, now);
  }
  void Call(const AnyRequest& request, const AnyResult& result = kOk) {
    journal.End(Begin(request), result, now);
  }
  JournalEntry Last() const { return journal.entries().back(); }
};

}  // namespace fauxebs
