// Matchers for what a fake holds; with fauxebs/gmock/call_matchers.h, which comes with it, also for
// what its service is asked and answers.
//
//   HoldsImage(path | blocks | bytes)     on a SnapshotView: the same as a raw disk image, where
//                                         zeros and what was never written are the same
//   HasBlock(index [, block | matcher])   on a SnapshotView
//   IsCompleted() IsPending()             on a SnapshotView
//   IsErrored([message])                  on a SnapshotView
//   HasNoOrphans()                        on a Fake: every snapshot started was also completed
//
//   EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage("disk.img")));
//
// Messages are strings or matchers of strings. All are in fauxebs::words, too. Matchers are
// immutable values.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/block.h"
#include "fauxebs/fake.h"
#include "fauxebs/gmock/call_matchers.h"
#include "fauxebs/gmock/printers.h"
#include "fauxebs/print.h"

namespace fauxebs {
namespace internal {

template <typename Image>
class HoldsImageMatcher {
 public:
  HoldsImageMatcher(Image image, std::string words)
      : image_(std::move(image)), words_(std::move(words)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    const std::optional<std::string> difference = snapshot.DifferenceFrom(image_);
    if (difference) *listener << "where " << *difference;
    return !difference;
  }
  void DescribeTo(std::ostream* out) const { *out << "holds " << words_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "does not hold " << words_; }

 private:
  Image image_;
  std::string words_;
};

class EqualsBlockMatcher {
 public:
  explicit EqualsBlockMatcher(Block expected) : expected_(std::move(expected)) {}

  bool MatchAndExplain(const Block& block, testing::MatchResultListener* listener) const {
    const auto difference = FirstDifference(block.view(), expected_.view());
    if (difference) *listener << "which differs from byte " << *difference << " on";
    return !difference;
  }
  void DescribeTo(std::ostream* out) const { *out << "is equal to " << expected_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "isn't equal to " << expected_; }

 private:
  Block expected_;
};

class HasIndexMatcher {
 public:
  explicit HasIndexMatcher(std::int64_t index) : index_(index) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    if (snapshot.block(index_)) return true;
    ExplainAbsence(snapshot, listener);
    return false;
  }
  void DescribeTo(std::ostream* out) const { *out << "has block " << index_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "has no block " << index_; }

 private:
  static void ExplainAbsence(const SnapshotView& snapshot, testing::MatchResultListener* listener) {
    constexpr std::size_t kShown = 8;
    if (!listener->IsInterested()) return;
    const std::vector<std::int32_t> indexes = snapshot.block_indexes();
    *listener << (indexes.empty() ? "which has no blocks" : "which has only");
    for (std::size_t i = 0; i < std::min(indexes.size(), kShown); ++i) {
      *listener << (i == 0 ? " " : ", ") << indexes[i];
    }
    if (indexes.size() > kShown) *listener << " and " << indexes.size() - kShown << " more";
  }

  std::int64_t index_;
};

// A template, so that the matcher of blocks costs compile time only where there is one.
template <typename Content>
class HasBlockMatcher {
 public:
  HasBlockMatcher(std::int64_t index, Content content)
      : index_(index), has_index_(index), content_(std::move(content)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    const std::optional<Block> block = snapshot.block(index_);
    if (!block) return has_index_.MatchAndExplain(snapshot, listener);
    *listener << "whose block " << index_ << " is " << *block;
    testing::StringMatchResultListener inner;
    const bool matches = OfBlocks().MatchAndExplain(*block, &inner);
    if (!inner.str().empty()) *listener << ", " << inner.str();
    return matches;
  }
  void DescribeTo(std::ostream* out) const {
    has_index_.DescribeTo(out);
    OfBlocks().DescribeTo(&(*out << " that "));
  }
  void DescribeNegationTo(std::ostream* out) const {
    has_index_.DescribeNegationTo(out);
    OfBlocks().DescribeTo(&(*out << " that "));
  }

 private:
  testing::Matcher<const Block&> OfBlocks() const {
    return testing::SafeMatcherCast<const Block&>(content_);
  }

  std::int64_t index_;
  HasIndexMatcher has_index_;
  Content content_;
};

class HasStatusMatcher {
 public:
  HasStatusMatcher(SnapshotStatus status, const char* words) : status_(status), words_(words) {}
  HasStatusMatcher(SnapshotStatus status, const char* words, TextMatcher message)
      : status_(status), words_(words), has_message_(true), message_(std::move(message)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    if (snapshot.status() != status_) {
      *listener << "whose status is " << NameOf(snapshot.status());
      if (!snapshot.state_message().empty()) *listener << ": " << snapshot.state_message();
      return false;
    }
    if (!has_message_) return true;
    *listener << "whose message is " << testing::PrintToString(snapshot.state_message());
    return message_.Matches(snapshot.state_message());
  }
  void DescribeTo(std::ostream* out) const { Describe("is ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("isn't ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << words_;
    if (has_message_) message_.DescribeTo(&(*out << " with a message that "));
  }

  SnapshotStatus status_;
  const char* words_;
  bool has_message_ = false;
  TextMatcher message_;  // null without a message
};

class HasNoOrphansMatcher {
 public:
  static bool MatchAndExplain(const Fake& ebs, testing::MatchResultListener* listener) {
    bool found = false;
    for (const SnapshotView& snapshot : ebs.Snapshots()) {
      if (!IsOrphan(snapshot)) continue;
      *listener << (found ? ", " : "with ") << testing::PrintToString(snapshot);
      found = true;
    }
    return !found;
  }
  static void DescribeTo(std::ostream* out) {
    *out << "has no snapshots started but not completed";
  }
  static void DescribeNegationTo(std::ostream* out) {
    *out << "has snapshots started but not completed";
  }

 private:
  static bool IsOrphan(const SnapshotView& snapshot) {
    const bool pending = snapshot.status() == SnapshotStatus::kPending;
    return (pending && !snapshot.completion_accepted()) || snapshot.timed_out();
  }
};

}  // namespace internal

// On a mismatch says where the first difference is. Throws std::runtime_error where the file cannot
// be read.
inline auto HoldsImage(std::string path) {
  std::string words = "the image " + path;
  return testing::MakePolymorphicMatcher(
      internal::HoldsImageMatcher<std::string>(std::move(path), std::move(words)));
}
// The blocks that are not all zeros, at least. Braces will do: {{0, block}, {7, block}}.
template <typename OfBlocks = Block>
auto HoldsImage(const std::map<std::int32_t, OfBlocks>& blocks) {
  return testing::MakePolymorphicMatcher(
      internal::HoldsImageMatcher<std::map<std::int32_t, OfBlocks>>(
          blocks, "an image of " + std::to_string(blocks.size()) + " blocks"));
}
// A raw disk image in memory, of any length.
inline auto HoldsImage(const Bytes& image) {
  return testing::MakePolymorphicMatcher(internal::HoldsImageMatcher<Bytes>(
      image, "an image of " + std::to_string(image.size()) + " bytes"));
}

inline auto HasBlock(std::int64_t index) {
  return testing::MakePolymorphicMatcher(internal::HasIndexMatcher(index));
}
template <typename Content>
auto HasBlock(std::int64_t index, Content content) {
  return testing::MakePolymorphicMatcher(
      internal::HasBlockMatcher<Content>(index, std::move(content)));
}
inline auto HasBlock(std::int64_t index, const Block& content) {
  return HasBlock(index, testing::MakePolymorphicMatcher(internal::EqualsBlockMatcher(content)));
}

inline auto IsCompleted() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kCompleted, "completed"));
}
inline auto IsPending() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kPending, "pending"));
}
inline auto IsErrored() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kError, "in error"));
}
inline auto IsErrored(internal::TextMatcher message) {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kError, "in error", std::move(message)));
}

// An orphan is pending without a completion under way, or timed out.
inline auto HasNoOrphans() {
  return testing::MakePolymorphicMatcher(internal::HasNoOrphansMatcher());
}

namespace words {

using fauxebs::HasBlock;
using fauxebs::HasNoOrphans;
using fauxebs::HoldsImage;
using fauxebs::IsCompleted;
using fauxebs::IsErrored;
using fauxebs::IsPending;

}  // namespace words
}  // namespace fauxebs
