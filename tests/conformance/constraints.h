// Tables of what becomes of a correct request in which one member is given another value.
//
//   Case       a spoiled request, by name, and the answer to it
//   CasesOf    the cases of one operation, written member by member
//
//   CasesOf<StartSnapshotRequest> of;
//   of.Member("timeout", &StartSnapshotRequest::timeout_minutes)
//       .Refuses("BelowMinimum", 9, "have value greater than or equal to 10")
//       .Takes("AtMinimum", 10);
//
// Members have the names that the service's refusals give them. Values; not synchronised.
#pragma once

#include <gmock/gmock.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {

using Answer = testing::Matcher<const AnyResult&>;
using Deviation = WhyNot (Door::*)() const;

struct Case {
  std::string name;
  std::function<AnyResult(const Caller&)> send;
  Answer answer;
  Deviation deviation = nullptr;  // doors that have it cannot say this
};

inline void PrintTo(const Case& a_case, std::ostream* out) { *out << a_case.name; }

// Requests that succeed, for a case to spoil.

inline void MakeCorrect(const Caller& /*caller*/, StartSnapshotRequest& request) {
  request = StartOf(1);
}
inline void MakeCorrect(const Caller& caller, PutSnapshotBlockRequest& request) {
  request = PutOf(caller.Start(1), 0, A());
}
inline void MakeCorrect(const Caller& caller, CompleteSnapshotRequest& request) {
  constexpr const char* kChecksumOfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  request = CompleteOf(caller.Start(1), 0, kChecksumOfNothing);
}
inline void MakeCorrect(const Caller& caller, GetSnapshotBlockRequest& request) {
  const std::string id = caller.Upload({{0, A()}});
  request = GetOf(id, 0, caller.Token(id, 0));
}
inline void MakeCorrect(const Caller& caller, ListSnapshotBlocksRequest& request) {
  request = ListOf(caller.Upload({}));
}
inline void MakeCorrect(const Caller& caller, ListChangedBlocksRequest& request) {
  const std::string id = caller.Upload({});
  request = ChangesOf(id, id);
}

template <typename Request>
Case Spoiled(const std::string& name, std::function<void(Request&)> spoil, Answer answer,
             Deviation deviation = nullptr) {
  const auto send = [spoil = std::move(spoil)](const Caller& caller) -> AnyResult {
    Request request;
    MakeCorrect(caller, request);
    spoil(request);
    Result<ResponseTo<Request>> result = caller.Send(request);
    if (!result) return result.error();
    return AnyResponse(*std::move(result));
  };
  return {NameOf(OperationOf<Request>::kOperation) + ("_" + name), send, std::move(answer),
          deviation};
}

inline std::string Text(const std::string& value) { return value; }
inline std::string Text(std::int64_t value) { return std::to_string(value); }

// The cases of one member.
template <typename Request, typename Value>
class MemberCases {
 public:
  using Set = std::function<void(Request&, const std::optional<Value>&)>;

  MemberCases(std::vector<Case>* cases, std::string label, std::string member, Set set)
      : cases_(cases), label_(std::move(label)), member_(std::move(member)), set_(std::move(set)) {}

  // From here on for doors without this deviation.
  MemberCases& UnlessDoor(Deviation deviation) {
    deviation_ = deviation;
    return *this;
  }

  // From here on the value is not shown in refusals.
  MemberCases& Masked() {
    masked_ = true;
    return *this;
  }

  MemberCases& Takes(const std::string& name, const Value& value) {
    return Add(name, value, Succeeds());
  }
  MemberCases& Refuses(const std::string& name, const Value& value, const std::string& must) {
    return Add(name, value, IsInvalid(Shown(value), member_, "Member must " + must));
  }
  // For two reasons.
  MemberCases& Refuses(const std::string& name, const Value& value, const std::string& must,
                       const std::string& must_too) {
    const std::string where = "Value '" + Shown(value) + "' at '" + member_ +
                              "' failed to satisfy constraint: Member must ";
    return Add(
        name, value,
        IsRefused(ErrorCode::kValidation, ErrorReason::kNone,
                  "2 validation errors detected: " + where + must + "; " + where + must_too));
  }
  MemberCases& RefusesNone() { return Add("Missing", std::nullopt, IsMissing(member_)); }
  // The framework does not; a later check may.
  MemberCases& LeavesToTheService(const std::string& name, const std::optional<Value>& value,
                                  Answer answer) {
    return Add(name, value, std::move(answer));
  }

 private:
  std::string Shown(const Value& value) const { return masked_ ? "***" : Text(value); }

  MemberCases& Add(const std::string& name, const std::optional<Value>& value, Answer answer) {
    cases_->push_back(Spoiled<Request>(
        label_ + "_" + name, [set = set_, value](Request& request) { set(request, value); },
        std::move(answer), deviation_));
    return *this;
  }

  std::vector<Case>* cases_;
  std::string label_;
  std::string member_;
  Set set_;
  Deviation deviation_ = nullptr;
  bool masked_ = false;
};

template <typename Request>
class CasesOf {
 public:
  template <typename Value>
  MemberCases<Request, Value> Member(const std::string& name,
                                     std::optional<Value> Request::*member) {
    return {&cases, name, name, [member](Request& request, const std::optional<Value>& value) {
              request.*member = value;
            }};
  }
  template <typename Value>
  MemberCases<Request, Value> Member(const std::string& name, Value Request::*member) {
    return {&cases, name, name, [member](Request& request, const std::optional<Value>& value) {
              request.*member = value.value();
            }};
  }
  // A member of a member: a label for the test, and its name in refusals.
  MemberCases<Request, std::string> Member(const std::string& label, const std::string& name,
                                           typename MemberCases<Request, std::string>::Set set) {
    return {&cases, label, name, std::move(set)};
  }

  CasesOf& Several(const std::string& name, std::function<void(Request&)> spoil,
                   const std::string& message) {
    cases.push_back(Spoiled<Request>(
        name, std::move(spoil), IsRefused(ErrorCode::kValidation, ErrorReason::kNone, message)));
    return *this;
  }

  std::vector<Case> cases;
};

}  // namespace fauxebs
