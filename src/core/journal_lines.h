// Parts of the lines that the journal's entries and its timeline have in common.
#pragma once

#include <chrono>
#include <string>

#include "fauxebs/journal.h"

namespace fauxebs::internal {

// "50 ms", "25 s"
std::string Words(std::chrono::milliseconds duration);

// "+90.050s"
std::string Offset(std::chrono::milliseconds since_origin);

// "PutSnapshotBlock snap-0123[7]", with a name for the snapshot.
std::string Subject(const JournalEntry& entry, const std::string& snapshot);

// " attempt 2 after 50 ms"; nothing of a first attempt.
std::string AttemptOf(const JournalEntry& entry);

}  // namespace fauxebs::internal
