// Matchers for what the service answers.
//
//   IsRefused(code, reason, message)     message: the text, or a matcher; the HTTP status follows
//   IsThrottled()                        400: beyond a rate of the account
//   IsNotFound(id)                       404: unknown, or not this caller's, or not readable
//   IsInvalid(value, member, constraint) the framework's refusal of one member
//   IsInvalid(member, constraint)        the same, whatever the value
//   IsMissing(member)                    the framework's refusal of a null
//   IsInvalidBlockToken(token), IsInvalidPageToken(token)
//   Succeeds()                           any answer but a refusal
//   IsTime("2026-01-08T00:00:00.000Z"), IsRange(0, 99), IsTokenText()
//   InFirstOnly(7), InSecondOnly(7), InBoth(7)    one changed block
//
//   EXPECT_THAT(Send(list), IsInvalid("99", "maxResults",
//                                     "Member must have value greater than or equal to 100"));
//
// The wording and the statuses are written out here, not taken from the library under test.
#pragma once

#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/error.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/result.h"

namespace fauxebs {

// The HTTP status of each refusal that the service gives on its own accord; 0 for the others.
constexpr int HttpStatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kValidation:
    case ErrorCode::kConcurrentLimitExceeded:
    case ErrorCode::kRequestThrottled:
    case ErrorCode::kThrottling:
      return 400;
    case ErrorCode::kServiceQuotaExceeded:
      return 402;
    case ErrorCode::kAccessDenied:
    case ErrorCode::kInvalidSignature:
      return 403;
    case ErrorCode::kResourceNotFound:
      return 404;
    case ErrorCode::kConflict:
      return 409;
    default:
      return 0;
  }
}

class RefusalMatcher {
 public:
  using is_gtest_matcher = void;

  RefusalMatcher(ErrorCode code, testing::Matcher<ErrorReason> reason,
                 testing::Matcher<const std::string&> message)
      : code_(code), reason_(std::move(reason)), message_(std::move(message)) {}

  template <typename T>
  bool MatchAndExplain(const Result<T>& result, testing::MatchResultListener* listener) const {
    if (result) {
      *listener << "which is no refusal: " << *result;
      return false;
    }
    return Explain(result.error(), listener);
  }

  void DescribeTo(std::ostream* out) const {
    *out << "is refused with " << code_ << ", HTTP " << HttpStatusOf(code_) << ", a reason that ";
    reason_.DescribeTo(out);
    *out << ", and a message that ";
    message_.DescribeTo(out);
  }

  void DescribeNegationTo(std::ostream* out) const {
    *out << "is not refused, or not so: ";
    DescribeTo(out);
  }

 private:
  bool Explain(const Error& error, testing::MatchResultListener* listener) const {
    std::ostringstream wrong;
    if (error.code != code_) wrong << "; whose code is " << error.code;
    if (!reason_.Matches(error.reason)) wrong << "; whose reason is " << error.reason;
    if (error.http_status != HttpStatusOf(code_)) {
      wrong << "; whose HTTP status is " << error.http_status;
    }
    testing::StringMatchResultListener detail;
    if (!message_.MatchAndExplain(error.message, &detail)) {
      wrong << "; whose message is \"" << error.message << "\"";
      if (!detail.str().empty()) wrong << ", " << detail.str();
    }
    if (wrong.str().empty()) return true;
    *listener << wrong.str().substr(2);  // without the first separator
    return false;
  }

  ErrorCode code_;
  testing::Matcher<ErrorReason> reason_;
  testing::Matcher<const std::string&> message_;
};

inline RefusalMatcher IsRefused(ErrorCode code, testing::Matcher<ErrorReason> reason,
                                testing::Matcher<const std::string&> message) {
  return RefusalMatcher(code, std::move(reason), std::move(message));
}

// Beyond a rate of the account.
inline RefusalMatcher IsThrottled() {
  return IsRefused(ErrorCode::kThrottling, ErrorReason::kNone, testing::Not(testing::IsEmpty()));
}

inline RefusalMatcher IsNotFound(const std::string& snapshot_id) {
  return IsRefused(ErrorCode::kResourceNotFound, ErrorReason::kSnapshotNotFound,
                   "The snapshot '" + snapshot_id + "' does not exist.");
}

inline RefusalMatcher IsInvalid(const std::string& value, const std::string& member,
                                const std::string& constraint) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                   "1 validation error detected: Value '" + value + "' at '" + member +
                       "' failed to satisfy constraint: " + constraint);
}

inline RefusalMatcher IsInvalid(const std::string& member, const std::string& constraint) {
  return IsRefused(
      ErrorCode::kValidation, ErrorReason::kNone,
      testing::AllOf(
          testing::StartsWith("1 validation error detected: Value "),
          testing::EndsWith(" at '" + member + "' failed to satisfy constraint: " + constraint)));
}

inline RefusalMatcher IsMissing(const std::string& member) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                   "1 validation error detected: Value null at '" + member +
                       "' failed to satisfy constraint: Member must not be null");
}

inline RefusalMatcher IsInvalidBlockToken(const std::string& token) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlockToken,
                   "The block token " + token + " is invalid.");
}

inline RefusalMatcher IsInvalidPageToken(const std::string& token) {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidPageToken,
                   "The pagination token " + token + " is invalid.");
}

class SuccessMatcher {
 public:
  using is_gtest_matcher = void;

  template <typename T>
  bool MatchAndExplain(const Result<T>& result, testing::MatchResultListener* listener) const {
    if (!result) *listener << "which is refused: " << result.error();
    return result.has_value();
  }

  void DescribeTo(std::ostream* out) const { *out << "succeeds"; }
  void DescribeNegationTo(std::ostream* out) const { *out << "is refused"; }
};

inline SuccessMatcher Succeeds() { return SuccessMatcher(); }

MATCHER_P(IsTime, text, std::string(negation ? "is not " : "is ") + text) {
  *result_listener << "which is " << ToString(arg);
  return ToString(arg) == text;
}

// Exactly the indexes from `first` to `last`, in this order.
MATCHER_P2(IsRange, first, last,
           std::string(negation ? "is not " : "is ") + testing::PrintToString(first) + " to " +
               testing::PrintToString(last) + ", ascending") {
  std::vector<std::int32_t> expected;
  for (std::int32_t index = first; index <= last; ++index) expected.push_back(index);
  *result_listener << "which has " << arg.size() << " indexes";
  return arg == expected;
}

// What both the old and the new pattern of tokens accept.
MATCHER(IsTokenText, std::string(negation ? "is no token" : "is a token") +
                         ": 1 to 256 characters of A-Z, a-z, 0-9, +, / and =") {
  constexpr const char* kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  constexpr std::size_t kLongest = 256;
  *result_listener << "which has " << arg.size() << " characters";
  return !arg.empty() && arg.size() <= kLongest &&
         arg.find_first_not_of(kAlphabet) == std::string::npos;
}

// A changed block, by the sides that have it.
inline testing::Matcher<ChangedBlockRef> InFirstOnly(std::int32_t index) {
  return testing::AllOf(testing::Field("block_index", &ChangedBlockRef::block_index, index),
                        testing::Field("first_block_token", &ChangedBlockRef::first_block_token,
                                       testing::Optional(IsTokenText())),
                        testing::Field("second_block_token", &ChangedBlockRef::second_block_token,
                                       testing::Eq(std::nullopt)));
}

inline testing::Matcher<ChangedBlockRef> InSecondOnly(std::int32_t index) {
  return testing::AllOf(testing::Field("block_index", &ChangedBlockRef::block_index, index),
                        testing::Field("first_block_token", &ChangedBlockRef::first_block_token,
                                       testing::Eq(std::nullopt)),
                        testing::Field("second_block_token", &ChangedBlockRef::second_block_token,
                                       testing::Optional(IsTokenText())));
}

inline testing::Matcher<ChangedBlockRef> InBoth(std::int32_t index) {
  return testing::AllOf(testing::Field("block_index", &ChangedBlockRef::block_index, index),
                        testing::Field("first_block_token", &ChangedBlockRef::first_block_token,
                                       testing::Optional(IsTokenText())),
                        testing::Field("second_block_token", &ChangedBlockRef::second_block_token,
                                       testing::Optional(IsTokenText())));
}

}  // namespace fauxebs
