// Linearizability: whether some order of a history's calls explains what they answered.
//
//   Verdict verdict = Explain(recorder->history(), ReferenceModel(options), kClockEpoch);
//   EXPECT_TRUE(verdict.explained()) << verdict.text;
//
// An order explains a history if the reference model, asked in that order, may answer the same, and
// if no call stands before one that had returned when it was invoked. What was not heard may stand
// anywhere after its invocation, or nowhere.
// The search is that of Wing and Gong, with Lowe's memory of what was found to lead nowhere: the
// set of calls done, and the state they have led to.
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "explore/history.h"
#include "explore/reference_model.h"

namespace fauxebs::internal {

struct Verdict {
  enum class Kind { kExplained, kUnexplained, kGaveUp };
  Kind kind = Kind::kExplained;
  History order;           // that explains it
  History prefix;          // the shortest beginning that no order explains, by when calls returned
  std::string text;        // says so
  std::size_t states = 0;  // looked at

  bool explained() const { return kind == Kind::kExplained; }
};

// Gives up after `most_states`.
Verdict Explain(const History& history, const ReferenceModel& start, TimePoint start_time,
                std::size_t most_states = 1'000'000);

}  // namespace fauxebs::internal
