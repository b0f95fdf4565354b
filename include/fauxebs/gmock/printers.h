// How the core's objects print in GoogleTest's messages: one line each, never a payload.
//
//   SnapshotView, Fake, Journal, Rule, Violation, CallContext   PrintTo, found by GoogleTest
//   everything else of the core                                operator<<, of fauxebs/print.h
//
//   // snap-0a1b (pending, 1 GiB, blocks: 3)
//   EXPECT_TRUE(done) << testing::PrintToString(ebs.Snapshot(id));
//
// Functions without state; as safe as what they print.
#pragma once

#include <ostream>

#include "fauxebs/fake.h"
#include "fauxebs/print.h"

namespace fauxebs {

inline void PrintTo(const SnapshotView& snapshot, std::ostream* out) {
  *out << snapshot.id() << " (" << snapshot.status();
  if (!snapshot.state_message().empty()) *out << " \"" << snapshot.state_message() << '"';
  *out << ", " << snapshot.volume_size_gib() << " GiB, blocks: " << snapshot.blocks() << ')';
}

inline void PrintTo(const Fake& ebs, std::ostream* out) {
  *out << "Fake (snapshots: " << ebs.Snapshots().size() << ", rules: " << ebs.rules().size()
       << ", calls: " << ebs.journal().Count(JournalQuery()) << ')';
}

inline void PrintTo(const Journal& journal, std::ostream* out) {
  *out << "Journal (calls: " << journal.Count(JournalQuery());
  if (journal.dropped() > 0) *out << ", entries dropped: " << journal.dropped();
  *out << ')';
}

inline void PrintTo(const Rule& rule, std::ostream* out) {
  *out << rule.text() << " (matched " << rule.matched() << ", fired " << rule.fired() << ')';
}

inline void PrintTo(const Violation& violation, std::ostream* out) {
  *out << violation.file << ':' << violation.line << ": "
       << violation.text.substr(0, violation.text.find('\n'));
}

inline void PrintTo(const CallContext& context, std::ostream* out) {
  *out << context.client << ", attempt " << context.attempt;
}

}  // namespace fauxebs
