// Says: (but does not override|only virtual member functions can be marked)
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>

struct Client : Aws::EBS::EBSClient {
  Aws::EBS::Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override;
#ifdef MUST_NOT_COMPILE
  Aws::EBS::Model::PutSnapshotBlockOutcomeCallable PutSnapshotBlockCallable(
      const Aws::EBS::Model::PutSnapshotBlockRequest& request) const override;
#endif
};
