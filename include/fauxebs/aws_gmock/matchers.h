// Matchers for what the SDK's client is asked and answers.
//
//   ForSnapshot(id | matcher)                       on the six requests of the SDK
//   ForBlock(index | matcher)
//   IsOk()                                          on the SDK's outcomes
//   FailsWith(type [, Reason(...)] [, message])     on outcomes, or on an EBSError itself
//   Reason(enumerator)                              on an EBSError: its modeled exception's Reason
//   Reason<ValidationExceptionReason>(matcher)
//
//   EXPECT_THAT(client->CompleteSnapshot(request),
//               FailsWith(EBSErrors::VALIDATION,
//                         Reason(ValidationExceptionReason::INVALID_PARAMETER_VALUE)));
//   EXPECT_CALL(*mock, PutSnapshotBlock(AllOf(ForSnapshot(id), ForBlock(7)))).Times(2);
//
// They are the words of fauxebs/gmock/call_matchers.h, and still apply to the core's requests and
// Results. `type` is an EBSErrors, or a CoreErrors for what has no name there (NOT_INITIALIZED).
// Outcomes are not copied: GetSnapshotBlock's cannot be. Matchers are immutable values.
#pragma once

#include <aws/core/client/CoreErrors.h>
#include <aws/core/utils/Outcome.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/EBSServiceClientModel.h>
#include <gmock/gmock.h>

#include <cstdint>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "fauxebs/aws_gmock/error_names.h"
#include "fauxebs/aws_gmock/printers.h"
#include "fauxebs/gmock/call_matchers.h"
#include "fauxebs/operations.h"

namespace fauxebs {
namespace internal {

template <typename Request>
struct SdkRequestTraits {
  static std::string SnapshotIdOf(const Request& request) {
    const Aws::String& id = IdOf(request);
    return {id.data(), id.size()};
  }
  static std::optional<std::int64_t> BlockIndexOf(const Request& request) {
    if constexpr (std::is_same_v<Request, Aws::EBS::Model::PutSnapshotBlockRequest> ||
                  std::is_same_v<Request, Aws::EBS::Model::GetSnapshotBlockRequest>) {
      if (request.BlockIndexHasBeenSet()) return request.GetBlockIndex();
    }
    return std::nullopt;
  }

 private:
  static const Aws::String& IdOf(const Request& request) {
    if constexpr (std::is_same_v<Request, Aws::EBS::Model::StartSnapshotRequest>) {
      return request.GetParentSnapshotId();
    } else if constexpr (std::is_same_v<Request, Aws::EBS::Model::ListChangedBlocksRequest>) {
      return request.GetSecondSnapshotId();
    } else {
      return request.GetSnapshotId();
    }
  }
};

#define FAUXEBS_SDK_REQUEST_TRAITS(Name)               \
  template <>                                          \
  struct RequestTraits<Aws::EBS::Model::Name##Request> \
      : SdkRequestTraits<Aws::EBS::Model::Name##Request> {};
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_SDK_REQUEST_TRAITS)
#undef FAUXEBS_SDK_REQUEST_TRAITS

template <typename R>
struct AnswerTraits<Aws::Utils::Outcome<R, Aws::EBS::EBSError>> {
  using ErrorType = Aws::EBS::EBSError;
  static const ErrorType* ErrorOf(const Aws::Utils::Outcome<R, Aws::EBS::EBSError>& outcome) {
    return outcome.IsSuccess() ? nullptr : &outcome.GetError();
  }
};

template <>
struct AnswerTraits<Aws::EBS::EBSError> {
  using ErrorType = Aws::EBS::EBSError;
  static const ErrorType* ErrorOf(const ErrorType& error) { return &error; }
};

template <typename R>
class ReasonMatcher {
 public:
  explicit ReasonMatcher(testing::Matcher<R> reason) : reason_(std::move(reason)) {}

  bool MatchAndExplain(const Aws::EBS::EBSError& error,
                       testing::MatchResultListener* listener) const {
    if (error.GetErrorType() != ReasonTraits<R>::kType) {
      *listener << "whose type is " << testing::PrintToString(error.GetErrorType());
      return false;
    }
    const R reason = ReasonOf<R>(error);
    if (reason_.Matches(reason)) return true;
    *listener << "whose reason is " << testing::PrintToString(reason);
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    reason_.DescribeTo(&(*out << "has a " << ReasonTraits<R>::kName << " that "));
  }
  void DescribeNegationTo(std::ostream* out) const {
    reason_.DescribeTo(&(*out << "hasn't a " << ReasonTraits<R>::kName << " that "));
  }

 private:
  testing::Matcher<R> reason_;
};

class SdkErrorIsMatcher {
 public:
  explicit SdkErrorIsMatcher(Aws::EBS::EBSErrors type) : type_(type) {}

  // Throws std::logic_error where no error of this type has such a reason.
  template <typename R>
  SdkErrorIsMatcher With(const testing::PolymorphicMatcher<ReasonMatcher<R>>& reason) const {
    if (type_ != ReasonTraits<R>::kType) {
      throw std::logic_error(std::string("an error of type ") + testing::PrintToString(type_) +
                             " has no " + ReasonTraits<R>::kName + ", only one of type " +
                             testing::PrintToString(ReasonTraits<R>::kType) + " has");
    }
    SdkErrorIsMatcher copy = *this;
    copy.reason_ = reason;
    return copy;
  }
  SdkErrorIsMatcher With(TextMatcher message) const {
    SdkErrorIsMatcher copy = *this;
    copy.message_ = std::move(message);
    return copy;
  }

  bool MatchAndExplain(const Aws::EBS::EBSError& error,
                       testing::MatchResultListener* listener) const {
    if (error.GetErrorType() != type_) {
      *listener << "whose type is " << testing::PrintToString(error.GetErrorType());
      return false;
    }
    if (reason_ && !reason_->MatchAndExplain(error, listener)) return false;
    if (!message_) return true;
    const std::string message(error.GetMessage().data(), error.GetMessage().size());
    if (message_->Matches(message)) return true;
    *listener << "whose message is " << testing::PrintToString(message);
    return false;
  }
  void DescribeTo(std::ostream* out) const { Describe("has type ", out); }
  void DescribeNegationTo(std::ostream* out) const { Describe("hasn't type ", out); }

 private:
  void Describe(const char* verb, std::ostream* out) const {
    *out << verb << testing::PrintToString(type_);
    if (reason_) reason_->DescribeTo(&(*out << ", "));
    if (message_) message_->DescribeTo(&(*out << ", has a message that "));
  }

  Aws::EBS::EBSErrors type_;
  std::optional<testing::Matcher<const Aws::EBS::EBSError&>> reason_;
  std::optional<TextMatcher> message_;
};

inline auto FailsWith(const SdkErrorIsMatcher& error) {
  return fauxebs::FailsWith(testing::MakePolymorphicMatcher(error));
}

}  // namespace internal

// One of the five enumerations: AccessDeniedExceptionReason, RequestThrottledExceptionReason,
// ResourceNotFoundExceptionReason, ServiceQuotaExceededExceptionReason, ValidationExceptionReason.
template <typename R, std::enable_if_t<std::is_enum_v<R>, int> = 0>
auto Reason(R reason) {
  return testing::MakePolymorphicMatcher(
      internal::ReasonMatcher<R>(testing::Matcher<R>(std::move(reason))));
}
template <typename R>
auto Reason(testing::Matcher<R> reason) {
  return testing::MakePolymorphicMatcher(internal::ReasonMatcher<R>(std::move(reason)));
}

inline auto FailsWith(Aws::EBS::EBSErrors type) {
  return internal::FailsWith(internal::SdkErrorIsMatcher(type));
}
inline auto FailsWith(Aws::EBS::EBSErrors type, internal::TextMatcher message) {
  return internal::FailsWith(internal::SdkErrorIsMatcher(type).With(std::move(message)));
}
template <typename R>
auto FailsWith(Aws::EBS::EBSErrors type,
               const testing::PolymorphicMatcher<internal::ReasonMatcher<R>>& reason) {
  return internal::FailsWith(internal::SdkErrorIsMatcher(type).With(reason));
}
template <typename R>
auto FailsWith(Aws::EBS::EBSErrors type,
               const testing::PolymorphicMatcher<internal::ReasonMatcher<R>>& reason,
               internal::TextMatcher message) {
  return internal::FailsWith(
      internal::SdkErrorIsMatcher(type).With(reason).With(std::move(message)));
}
inline auto FailsWith(Aws::Client::CoreErrors type) {
  return FailsWith(static_cast<Aws::EBS::EBSErrors>(type));
}
inline auto FailsWith(Aws::Client::CoreErrors type, internal::TextMatcher message) {
  return FailsWith(static_cast<Aws::EBS::EBSErrors>(type), std::move(message));
}

namespace words {

using fauxebs::FailsWith;
using fauxebs::Reason;

}  // namespace words
}  // namespace fauxebs
