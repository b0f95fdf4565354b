// AWS's Query protocol: what tools of the EBS direct APIs ask of EC2 and STS beside them.
//
//   EC2: DescribeSnapshots, DeleteSnapshot        STS: GetCallerIdentity
//
//   if (IsQuery(request)) return AnswerQuery(request, ebs, account);
//
// Safe to call concurrently.
#pragma once

#include <string>

#include "fauxebs/fake.h"
#include "http/message.h"

namespace fauxebs::internal {

// Whether it speaks this protocol: a form, or an Action in the query, sent to "/".
bool IsQuery(const HttpRequest& request);

// "ec2" or "sts": whom it is for, and so signed for. Requires: IsQuery(request).
const char* QueryServiceOf(const HttpRequest& request);

HttpReply AnswerQuery(const HttpRequest& request, Fake& ebs, const std::string& account);

// The error as that service has it, in its form and by its name: AuthFailure,
// SignatureDoesNotMatch. Requires: IsQuery(request).
HttpReply EncodeQueryError(const HttpRequest& request, const FrontEndError& error);

}  // namespace fauxebs::internal
