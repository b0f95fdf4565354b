// Matchers for calls: what was asked, and what was answered.
//
//   ForSnapshot(id | matcher)               on a request: the snapshot that it is about
//   ForBlock(index | matcher)               on a request: the block that it is about
//   IsOk()                                  on an answer
//   FailsWith(code [, reason] [, message])  on an answer, or on the error itself
//   FailsWith(error | matcher)
//
//   EXPECT_THAT(ebs.service()->CompleteSnapshot(request, {}), FailsWith(SnapshotNotFound(id)));
//   EXPECT_CALL(mock, PutSnapshotBlock(AllOf(ForSnapshot(id), ForBlock(7)), _)).Times(2);
//
// They apply to the core's requests and Results; with fauxebs/gmock/journal_matchers.h to entries
// of the journal, with fauxebs/aws_gmock/matchers.h to the SDK's requests and outcomes. Messages
// are strings or matchers of strings. All are in fauxebs::words, too. There is no NotOk(): say
// which error you expect. Matchers are immutable values.
#pragma once

#include <gmock/gmock.h>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "fauxebs/error.h"
#include "fauxebs/gmock/printers.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/result.h"

namespace fauxebs {
namespace internal {

using TextMatcher = testing::Matcher<const std::string&>;

template <typename T>
using Plain = std::remove_cv_t<std::remove_reference_t<T>>;

// How matchers see a request. Other kinds than the core's have a specialisation.
template <typename Request>
struct RequestTraits {
  static std::string SnapshotIdOf(const Request& request) {
    return AnyRequest(request).snapshot_id();
  }
  static std::optional<std::int64_t> BlockIndexOf(const Request& request) {
    return AnyRequest(request).block_index();
  }
};

// How matchers see an answer, or an error: ErrorOf is null for success.
template <typename Answer>
struct AnswerTraits;

template <typename T>
struct AnswerTraits<Result<T>> {
  using ErrorType = Error;
  static const Error* ErrorOf(const Result<T>& result) {
    return result ? nullptr : &result.error();
  }
};

template <>
struct AnswerTraits<Error> {
  using ErrorType = Error;
  static const Error* ErrorOf(const Error& error) { return &error; }
};

// Whether there is no answer yet.
template <typename Answer>
bool StillRuns(const Answer&) {
  return false;
}

class ForSnapshotMatcher {
 public:
  explicit ForSnapshotMatcher(TextMatcher id) : id_(std::move(id)) {}

  template <typename Request>
  bool MatchAndExplain(const Request& request, testing::MatchResultListener* listener) const {
    const std::string id = RequestTraits<Request>::SnapshotIdOf(request);
    if (id_.Matches(id)) return true;
    *listener << (id.empty() ? "which is for no snapshot" : "which is for snapshot " + id);
    return false;
  }
  void DescribeTo(std::ostream* out) const { id_.DescribeTo(&(*out << "is for a snapshot that ")); }
  void DescribeNegationTo(std::ostream* out) const {
    id_.DescribeTo(&(*out << "isn't for a snapshot that "));
  }

 private:
  TextMatcher id_;
};

// A template, so that the matcher of indexes costs compile time only where there is one.
template <typename Index>
class ForBlockMatcher {
 public:
  explicit ForBlockMatcher(Index index) : index_(std::move(index)) {}

  template <typename Request>
  bool MatchAndExplain(const Request& request, testing::MatchResultListener* listener) const {
    const std::optional<std::int64_t> index = RequestTraits<Request>::BlockIndexOf(request);
    if (index && OfIndexes().Matches(*index)) return true;
    *listener << (index ? "which is for block " + std::to_string(*index) : "which is for no block");
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    OfIndexes().DescribeTo(&(*out << "is for a block that "));
  }
  void DescribeNegationTo(std::ostream* out) const {
    OfIndexes().DescribeTo(&(*out << "isn't for a block that "));
  }

 private:
  testing::Matcher<std::int64_t> OfIndexes() const {
    return testing::SafeMatcherCast<std::int64_t>(index_);
  }

  Index index_;
};

class IsOkMatcher {
 public:
  template <typename Answer>
  bool MatchAndExplain(const Answer& answer, testing::MatchResultListener* listener) const {
    if (StillRuns(answer)) {
      *listener << "which still runs";
      return false;
    }
    const auto* error = AnswerTraits<Answer>::ErrorOf(answer);
    if (error != nullptr) *listener << "which failed with " << testing::PrintToString(*error);
    return error == nullptr;
  }
  void DescribeTo(std::ostream* out) const { *out << "is ok"; }
  void DescribeNegationTo(std::ostream* out) const { *out << "isn't ok"; }
};

// Of any answer whose error the inner matcher can be asked of.
template <typename ErrorMatcher>
class FailsWithMatcher {
 public:
  explicit FailsWithMatcher(ErrorMatcher error) : error_(std::move(error)) {}

  template <typename Answer>
  operator testing::Matcher<Answer>() const {  // NOLINT(google-explicit-constructor): GoogleMock's
    return testing::Matcher<Answer>(new Impl<const Answer&>(error_));
  }

 private:
  template <typename Answer>
  class Impl : public testing::MatcherInterface<Answer> {
   public:
    explicit Impl(const ErrorMatcher& error)
        : error_(testing::SafeMatcherCast<const typename Traits::ErrorType&>(error)) {}

    bool MatchAndExplain(Answer answer, testing::MatchResultListener* listener) const override {
      const auto* error = Traits::ErrorOf(answer);
      if (error != nullptr) return error_.MatchAndExplain(*error, listener);
      *listener << "which is no error";
      return false;
    }
    void DescribeTo(std::ostream* out) const override {
      error_.DescribeTo(&(*out << "is an error that "));
    }
    void DescribeNegationTo(std::ostream* out) const override {
      error_.DescribeTo(&(*out << "isn't an error that "));
    }

   private:
    using Traits = AnswerTraits<Plain<Answer>>;
    testing::Matcher<const typename Traits::ErrorType&> error_;
  };

  ErrorMatcher error_;
};

class ErrorIsMatcher {
 public:
  explicit ErrorIsMatcher(ErrorCode code) : code_(code) {}
  ErrorIsMatcher With(ErrorReason reason) const {
    ErrorIsMatcher copy = *this;
    copy.reason_ = reason;
    return copy;
  }
  ErrorIsMatcher With(TextMatcher message) const {
    ErrorIsMatcher copy = *this;
    copy.has_message_ = true;
    copy.message_ = std::move(message);
    return copy;
  }

  bool MatchAndExplain(const Error& error, testing::MatchResultListener* listener) const {
    if (error.code != code_) {
      *listener << "whose code is " << InfoOf(error.code).name;
      return false;
    }
    if (reason_ && error.reason != *reason_) {
      *listener << "whose reason is " << error.reason;
      return false;
    }
    if (!has_message_ || message_.Matches(error.message)) return true;
    *listener << "whose message is " << testing::PrintToString(error.message);
    return false;
  }
  void DescribeTo(std::ostream* out) const { Describe("has code ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("hasn't code ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << code_;
    if (reason_) *out << ", reason " << *reason_;
    if (has_message_) message_.DescribeTo(&(*out << ", a message that "));
  }

  ErrorCode code_;
  std::optional<ErrorReason> reason_;
  bool has_message_ = false;
  TextMatcher message_;  // null without a message
};

}  // namespace internal

// ListChangedBlocks is about its second snapshot, StartSnapshot about its parent.
inline auto ForSnapshot(internal::TextMatcher id) {
  return testing::MakePolymorphicMatcher(internal::ForSnapshotMatcher(std::move(id)));
}

// Only PutSnapshotBlock and GetSnapshotBlock are about a block.
template <typename Index>
auto ForBlock(Index index) {
  return testing::MakePolymorphicMatcher(internal::ForBlockMatcher<Index>(std::move(index)));
}

inline auto IsOk() { return testing::MakePolymorphicMatcher(internal::IsOkMatcher()); }

// The whole error, or a matcher of it.
template <typename ErrorMatcher>
auto FailsWith(ErrorMatcher error) {
  return internal::FailsWithMatcher<ErrorMatcher>(std::move(error));
}
inline auto FailsWith(ErrorCode code) {
  return FailsWith(testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code)));
}
inline auto FailsWith(ErrorCode code, internal::TextMatcher message) {
  return FailsWith(
      testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code).With(std::move(message))));
}
inline auto FailsWith(ErrorCode code, ErrorReason reason) {
  return FailsWith(testing::MakePolymorphicMatcher(internal::ErrorIsMatcher(code).With(reason)));
}
inline auto FailsWith(ErrorCode code, ErrorReason reason, internal::TextMatcher message) {
  return FailsWith(testing::MakePolymorphicMatcher(
      internal::ErrorIsMatcher(code).With(reason).With(std::move(message))));
}

namespace words {

using fauxebs::FailsWith;
using fauxebs::ForBlock;
using fauxebs::ForSnapshot;
using fauxebs::IsOk;

}  // namespace words
}  // namespace fauxebs
