// A fake's snapshots as EC2 shows and deletes them.
//
//   QueryOutcome outcome = DescribeSnapshots(call, ebs);
//
// Errors carry EC2's codes: "InvalidSnapshot.NotFound". Safe to call concurrently.
#pragma once

#include <string>
#include <variant>

#include "fauxebs/fake.h"
#include "http/message.h"

namespace fauxebs::internal {

// One call in the Query protocol.
struct QueryCall {
  std::string action;
  Parameters parameters;  // of the query and of the form
  std::string account;
  std::string request_id;
};

// The XML of the answer, or why not.
using QueryOutcome = std::variant<std::string, FrontEndError>;

inline constexpr const char* kEc2Version = "2016-11-15";
inline constexpr const char* kEc2Namespace = "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"";

QueryOutcome DescribeSnapshots(const QueryCall& call, Fake& ebs);
QueryOutcome DeleteSnapshot(const QueryCall& call, Fake& ebs);

}  // namespace fauxebs::internal
