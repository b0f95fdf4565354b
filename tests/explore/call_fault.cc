#include "explore/call_fault.h"

#include <fmt/format.h>

#include <algorithm>

#include "fauxebs/words.h"

namespace fauxebs::internal {
namespace {

using std::chrono::milliseconds;

CallFault Refusing(Error error, std::string source) {
  return {Verb::kRefuse, std::move(error), {}, "Refuse(" + source + ")"};
}

CallFault Late(milliseconds delay) {
  std::string source = fmt::format("Delay(std::chrono::milliseconds({}))", delay.count());
  return {Verb::kDelay, {}, delay, std::move(source)};
}

CallFault Corrupting(Operation operation) {
  if (operation == Operation::kPutSnapshotBlock) {
    return {Verb::kCorruptRequest, {}, {}, "CorruptRequest()"};
  }
  if (operation == Operation::kGetSnapshotBlock) {
    return {Verb::kCorruptReply, {}, {}, "CorruptReply()"};
  }
  return {};
}

CallFault Garbling(Operation operation) {
  if (operation == Operation::kPutSnapshotBlock || operation == Operation::kGetSnapshotBlock) {
    return {Verb::kDropHeader, {}, {}, "DropHeader(\"x-amz-Checksum\")"};
  }
  return {
      Verb::kGarbleReply,
      MakeError(ErrorCode::kReplyGarbled, ErrorReason::kNone, "the body of the reply is no JSON"),
      {},
      "GarbleReply()"};
}

CallFault Cutting(Operation operation) {
  if (operation == Operation::kPutSnapshotBlock) return Corrupting(operation);
  return {Verb::kCutReply,
          MakeError(ErrorCode::kReplyCut, ErrorReason::kNone,
                    "the reply ended after 1 bytes of its body"),
          {},
          "CutReply(1)"};
}

}  // namespace

CallFault CallFault::Of(const Step& step, Operation operation) {
  switch (step[Step::kFault] - 80) {
    case 0:
      return Refusing(words::InternalServer(), "InternalServer()");
    case 1:
      return Refusing(words::RequestThrottled(), "RequestThrottled()");
    case 2:
      return Refusing(words::ConnectionRefused(), "ConnectionRefused()");
    case 3:
      return Refusing(words::ConnectionReset(), "ConnectionReset()");
    case 4:
      return {Verb::kLoseRequest, {}, {}, "LoseRequest()"};
    case 5:
      return Garbling(operation);
    case 6:
    case 7:
      return {Verb::kLoseReply, {}, {}, "LoseReply()"};
    case 8:
      return {Verb::kStall, {}, {}, "Stall(1)"};
    case 9:
    case 10:
      return {Verb::kApplyThenFail, words::InternalServer(), {}, "ApplyThenFail(InternalServer())"};
    case 11:
      return {
          Verb::kApplyThenFail, words::ConnectionReset(), {}, "ApplyThenFail(ConnectionReset())"};
    case 12:
      return Late(kPatience);
    case 13:
      return Late(kPatience + milliseconds(1));
    case 14:
      return Late(kPatience - milliseconds(1));
    case 15:
      return Late(milliseconds(1));
    case 16:
      return Corrupting(operation);
    case 17:
      return Cutting(operation);
    case 18:
      return {Verb::kDeliverLate, {}, {}, "DeliverLate(std::chrono::milliseconds(0))"};
    case 19:
      return {Verb::kDuplicate, {}, {}, "Duplicate()"};
    default:
      return {};
  }
}

Rule CallFault::PutIntoForce(const RuleBuilder& rule) const {
  switch (*verb) {
    case Verb::kRefuse:
      return rule.Refuse(error);
    case Verb::kLoseRequest:
      return rule.LoseRequest();
    case Verb::kCorruptRequest:
      return rule.CorruptRequest();
    case Verb::kApplyThenFail:
      return rule.ApplyThenFail(error);
    case Verb::kLoseReply:
      return rule.LoseReply();
    case Verb::kDelay:
      return rule.Delay(delay);
    case Verb::kDeliverLate:
      return rule.DeliverLate(delay);
    case Verb::kDuplicate:
      return rule.Duplicate(delay);
    case Verb::kCutReply:
      return rule.CutReply(1);
    case Verb::kHold:  // no step is made by another thread
      return rule.Hold();
    case Verb::kStall:
      return rule.Stall(1);
    case Verb::kGarbleReply:
      return rule.GarbleReply();
    case Verb::kDropHeader:
      return rule.DropHeader("x-amz-Checksum");
    case Verb::kCorruptReply:
      break;
  }
  return rule.CorruptReply();
}

milliseconds CallFault::Wait() const {
  if (verb == Verb::kLoseRequest || verb == Verb::kLoseReply || verb == Verb::kStall ||
      verb == Verb::kDeliverLate) {
    return kPatience;
  }
  return std::min(delay, kPatience);
}

}  // namespace fauxebs::internal
