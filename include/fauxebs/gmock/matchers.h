// Matchers for what a fake holds and for what its service answers.
//
//   HoldsImage(path | blocks | bytes)     on a SnapshotView: the same as a raw disk image, where
//                                         zeros and what was never written are the same
//   HasBlock(index [, block | matcher])   on a SnapshotView
//   IsCompleted() IsPending()             on a SnapshotView
//   IsErrored([message])                  on a SnapshotView
//   HasNoOrphans()                        on a Fake: every snapshot started was also completed
//   IsOk()                                on a Result
//   FailsWith(code [, reason] [, message])
//   FailsWith(error | matcher)            on a Result
//
//   EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HoldsImage("disk.img")));
//   EXPECT_THAT(ebs.service()->CompleteSnapshot(request, {}), FailsWith(SnapshotNotFound(id)));
//
// Messages are strings or matchers of strings. All are in fauxebs::words, too. There is no NotOk():
// say which error you expect. Matchers are immutable values.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fauxebs/block.h"
#include "fauxebs/error.h"
#include "fauxebs/fake.h"
#include "fauxebs/gmock/printers.h"
#include "fauxebs/print.h"
#include "fauxebs/result.h"

namespace fauxebs {
namespace internal {

using MessageMatcher = testing::Matcher<const std::string&>;

class HoldsImageFileMatcher {
 public:
  explicit HoldsImageFileMatcher(std::string path) : path_(std::move(path)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    const std::optional<std::string> difference = snapshot.DifferenceFrom(path_);
    if (difference) *listener << "where " << *difference;
    return !difference;
  }
  void DescribeTo(std::ostream* out) const { *out << "holds the image " << path_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "does not hold the image " << path_; }

 private:
  std::string path_;
};

// The first byte in which two blocks differ, if any. What one lacks at its end counts as zeros.
inline std::optional<std::size_t> FirstDifference(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  if (in_a != a.end()) return static_cast<std::size_t>(in_a - a.begin());
  const std::size_t rest = b.find_first_not_of('\0', a.size());
  if (rest != std::string_view::npos) return rest;
  return std::nullopt;
}

class HoldsBlocksMatcher {
 public:
  // A block may be shorter than kBlockSizeBytes.
  explicit HoldsBlocksMatcher(std::map<std::int32_t, Bytes> image) : image_(std::move(image)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    const std::optional<std::string> difference = DifferenceIn(snapshot);
    if (difference) *listener << "where " << *difference;
    return !difference;
  }
  void DescribeTo(std::ostream* out) const {
    *out << "holds an image of " << image_.size() << " blocks";
  }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "does not hold an image of " << image_.size() << " blocks";
  }

 private:
  std::optional<std::string> DifferenceIn(const SnapshotView& snapshot) const {
    std::map<std::int32_t, Bytes> all = image_;
    for (const std::int32_t index : snapshot.block_indexes()) all.emplace(index, Bytes());
    for (const auto& [index, expected] : all) {
      const std::optional<Block> held = snapshot.block(index);
      const std::optional<std::size_t> at =
          FirstDifference(held ? held->view() : std::string_view(), expected.view());
      if (!at) continue;
      return "block " + std::to_string(index) + " differs from byte " + std::to_string(*at) +
             (held ? " on" : " on: it was never written");
    }
    return std::nullopt;
  }

  std::map<std::int32_t, Bytes> image_;
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

class HasBlockMatcher {
 public:
  HasBlockMatcher(std::int64_t index, std::optional<testing::Matcher<const Block&>> content)
      : index_(index), content_(std::move(content)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    const std::optional<Block> block = snapshot.block(index_);
    if (!block) {
      ExplainAbsence(snapshot, listener);
      return false;
    }
    if (!content_) return true;
    *listener << "whose block " << index_ << " is " << *block;
    testing::StringMatchResultListener inner;
    const bool matches = content_->MatchAndExplain(*block, &inner);
    if (!inner.str().empty()) *listener << ", " << inner.str();
    return matches;
  }
  void DescribeTo(std::ostream* out) const { Describe("has block ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("has no block ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << index_;
    if (content_) content_->DescribeTo(&(*out << " that "));
  }

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
  std::optional<testing::Matcher<const Block&>> content_;
};

class HasStatusMatcher {
 public:
  HasStatusMatcher(SnapshotStatus status, const char* words, std::optional<MessageMatcher> message)
      : status_(status), words_(words), message_(std::move(message)) {}

  bool MatchAndExplain(const SnapshotView& snapshot, testing::MatchResultListener* listener) const {
    if (snapshot.status() != status_) {
      *listener << "whose status is " << NameOf(snapshot.status());
      if (!snapshot.state_message().empty()) *listener << ": " << snapshot.state_message();
      return false;
    }
    if (!message_) return true;
    *listener << "whose message is " << testing::PrintToString(snapshot.state_message());
    return message_->Matches(snapshot.state_message());
  }
  void DescribeTo(std::ostream* out) const { Describe("is ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("isn't ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << words_;
    if (message_) message_->DescribeTo(&(*out << " with a message that "));
  }

  SnapshotStatus status_;
  const char* words_;
  std::optional<MessageMatcher> message_;
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

class IsOkMatcher {
 public:
  template <typename T>
  static bool MatchAndExplain(const Result<T>& result, testing::MatchResultListener* listener) {
    if (!result) *listener << "which is an error";
    return result.has_value();
  }
  static void DescribeTo(std::ostream* out) { *out << "is ok"; }
  static void DescribeNegationTo(std::ostream* out) { *out << "isn't ok"; }
};

class FailsWithMatcher {
 public:
  explicit FailsWithMatcher(testing::Matcher<const Error&> error) : error_(std::move(error)) {}

  template <typename T>
  bool MatchAndExplain(const Result<T>& result, testing::MatchResultListener* listener) const {
    if (result) {
      *listener << "which is no error";
      return false;
    }
    return error_.MatchAndExplain(result.error(), listener);
  }
  void DescribeTo(std::ostream* out) const { error_.DescribeTo(&(*out << "is an error that ")); }
  void DescribeNegationTo(std::ostream* out) const {
    error_.DescribeTo(&(*out << "isn't an error that "));
  }

 private:
  testing::Matcher<const Error&> error_;
};

class ErrorIsMatcher {
 public:
  ErrorIsMatcher(ErrorCode code, std::optional<ErrorReason> reason,
                 std::optional<MessageMatcher> message)
      : code_(code), reason_(reason), message_(std::move(message)) {}

  bool MatchAndExplain(const Error& error, testing::MatchResultListener* listener) const {
    if (error.code != code_) {
      *listener << "whose code is " << testing::PrintToString(error.code);
      return false;
    }
    if (reason_ && error.reason != *reason_) {
      *listener << "whose reason is " << testing::PrintToString(error.reason);
      return false;
    }
    if (!message_ || message_->Matches(error.message)) return true;
    *listener << "whose message is " << testing::PrintToString(error.message);
    return false;
  }
  void DescribeTo(std::ostream* out) const { Describe("has code ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("has not code ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << code_;
    if (reason_) *out << ", reason " << *reason_;
    if (message_) message_->DescribeTo(&(*out << ", a message that "));
  }

  ErrorCode code_;
  std::optional<ErrorReason> reason_;
  std::optional<MessageMatcher> message_;
};

}  // namespace internal

// On a mismatch says where the first difference is. Throws std::runtime_error where the file cannot
// be read.
inline auto HoldsImage(std::string path) {
  return testing::MakePolymorphicMatcher(internal::HoldsImageFileMatcher(std::move(path)));
}
// The blocks that are not all zeros, at least.
inline auto HoldsImage(const std::map<std::int32_t, Block>& blocks) {
  return testing::MakePolymorphicMatcher(
      internal::HoldsBlocksMatcher(std::map<std::int32_t, Bytes>(blocks.begin(), blocks.end())));
}
// A raw disk image in memory, of any length.
inline auto HoldsImage(const Bytes& image) {
  std::map<std::int32_t, Bytes> blocks;
  for (std::size_t at = 0; at < image.size(); at += kBlockSizeBytes) {
    blocks.emplace(static_cast<std::int32_t>(at / kBlockSizeBytes),
                   Bytes::Copy(image.view().substr(at, kBlockSizeBytes)));
  }
  return testing::MakePolymorphicMatcher(internal::HoldsBlocksMatcher(std::move(blocks)));
}

inline auto HasBlock(std::int64_t index) {
  return testing::MakePolymorphicMatcher(internal::HasBlockMatcher(index, std::nullopt));
}
inline auto HasBlock(std::int64_t index, testing::Matcher<const Block&> content) {
  return testing::MakePolymorphicMatcher(internal::HasBlockMatcher(index, std::move(content)));
}
inline auto HasBlock(std::int64_t index, const Block& content) {
  return HasBlock(index, testing::Matcher<const Block&>(testing::MakePolymorphicMatcher(
                             internal::EqualsBlockMatcher(content))));
}

inline auto IsCompleted() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kCompleted, "completed", std::nullopt));
}
inline auto IsPending() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kPending, "pending", std::nullopt));
}
inline auto IsErrored() {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kError, "in error", std::nullopt));
}
inline auto IsErrored(internal::MessageMatcher message) {
  return testing::MakePolymorphicMatcher(
      internal::HasStatusMatcher(SnapshotStatus::kError, "in error", std::move(message)));
}

// An orphan is pending without a completion under way, or timed out.
inline auto HasNoOrphans() {
  return testing::MakePolymorphicMatcher(internal::HasNoOrphansMatcher());
}

inline auto IsOk() { return testing::MakePolymorphicMatcher(internal::IsOkMatcher()); }

inline auto FailsWith(testing::Matcher<const Error&> error) {
  return testing::MakePolymorphicMatcher(internal::FailsWithMatcher(std::move(error)));
}
inline auto FailsWith(ErrorCode code) {
  return FailsWith(
      testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code, std::nullopt, std::nullopt)));
}
inline auto FailsWith(ErrorCode code, internal::MessageMatcher message) {
  return FailsWith(testing::MakePolymorphicMatcher(
      internal::ErrorIsMatcher(code, std::nullopt, std::move(message))));
}
inline auto FailsWith(ErrorCode code, ErrorReason reason) {
  return FailsWith(
      testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code, reason, std::nullopt)));
}
inline auto FailsWith(ErrorCode code, ErrorReason reason, internal::MessageMatcher message) {
  return FailsWith(
      testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code, reason, std::move(message))));
}

namespace words {

using fauxebs::FailsWith;
using fauxebs::HasBlock;
using fauxebs::HasNoOrphans;
using fauxebs::HoldsImage;
using fauxebs::IsCompleted;
using fauxebs::IsErrored;
using fauxebs::IsOk;
using fauxebs::IsPending;

}  // namespace words
}  // namespace fauxebs
