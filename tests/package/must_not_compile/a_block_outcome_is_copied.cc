// Says: (use of|call to) deleted (function|constructor).*GetSnapshotBlockResult
#include <aws/ebs/EBSClient.h>

#include <utility>

using Aws::EBS::Model::GetSnapshotBlockOutcome;

GetSnapshotBlockOutcome Keep(GetSnapshotBlockOutcome& outcome) {
#ifdef MUST_NOT_COMPILE
  return outcome;
#else
  return std::move(outcome);
#endif
}
