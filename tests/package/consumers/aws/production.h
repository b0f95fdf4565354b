// Production code that uses the AWS SDK.
#pragma once

#include <string>

namespace Aws::EBS {
class EBSClient;
}

// The id of a new snapshot; empty if there is none.
std::string StartBackup(const Aws::EBS::EBSClient& client);
