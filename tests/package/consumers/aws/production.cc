#include "production.h"

#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

std::string StartBackup(const Aws::EBS::EBSClient& client) {
  Aws::EBS::Model::StartSnapshotRequest request;
  request.SetVolumeSize(1);
  const Aws::EBS::Model::StartSnapshotOutcome outcome = client.StartSnapshot(request);
  return outcome.IsSuccess() ? std::string(outcome.GetResult().GetSnapshotId().c_str()) : "";
}
