// Traps of macros: this file is compiled with those that others leave behind, defined between the
// SDK's headers and fauxebs's.
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>

// SDK: 1.10 had no Async and no Callable, but macros of their names that expand to a Submit. Where
// fauxebs used such a name for something of its own, this would not compile.
#define StartSnapshotCallable(...) SubmitCallable(&EBSClient::StartSnapshot, __VA_ARGS__)
#define StartSnapshotAsync(...) SubmitAsync(&EBSClient::StartSnapshot, __VA_ARGS__)
#define PutSnapshotBlockCallable(...) SubmitCallable(&EBSClient::PutSnapshotBlock, __VA_ARGS__)
#define PutSnapshotBlockAsync(...) SubmitAsync(&EBSClient::PutSnapshotBlock, __VA_ARGS__)
#define CompleteSnapshotCallable(...) SubmitCallable(&EBSClient::CompleteSnapshot, __VA_ARGS__)
#define CompleteSnapshotAsync(...) SubmitAsync(&EBSClient::CompleteSnapshot, __VA_ARGS__)
#define GetSnapshotBlockCallable(...) SubmitCallable(&EBSClient::GetSnapshotBlock, __VA_ARGS__)
#define GetSnapshotBlockAsync(...) SubmitAsync(&EBSClient::GetSnapshotBlock, __VA_ARGS__)
#define ListSnapshotBlocksCallable(...) SubmitCallable(&EBSClient::ListSnapshotBlocks, __VA_ARGS__)
#define ListSnapshotBlocksAsync(...) SubmitAsync(&EBSClient::ListSnapshotBlocks, __VA_ARGS__)
#define ListChangedBlocksCallable(...) SubmitCallable(&EBSClient::ListChangedBlocks, __VA_ARGS__)
#define ListChangedBlocksAsync(...) SubmitAsync(&EBSClient::ListChangedBlocks, __VA_ARGS__)

#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>

#include "surface/semantics_fixture.h"

namespace {

using Aws::EBS::EBSClient;
namespace model = Aws::EBS::Model;

class SdkTrap07 : public fauxebs::ClientTest {
 protected:
  model::ListSnapshotBlocksRequest request = fauxebs::ListRequest(CompletedSnapshot({}));
};

TEST_F(SdkTrap07, TheMacrosOfOldVersionsReachTheFake) {
  const auto client = MakeEBSClient(ebs);
  bool heard = false;

  auto future = client->ListSnapshotBlocksCallable(request);
  client->ListSnapshotBlocksAsync(request,
                                  [&](const EBSClient*, const model::ListSnapshotBlocksRequest&,
                                      const model::ListSnapshotBlocksOutcome& outcome,
                                      const fauxebs::Context&) { heard = outcome.IsSuccess(); });
  client->Drain();

  EXPECT_TRUE(future.get().IsSuccess());
  EXPECT_TRUE(heard);
}

}  // namespace
