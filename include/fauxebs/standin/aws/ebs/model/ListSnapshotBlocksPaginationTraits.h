// Stand-in for the AWS SDK for C++: how ListSnapshotBlocks is paged.
#pragma once

#include <aws/ebs/EBSServiceClientModel.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ListSnapshotBlocksResult.h>

#include <type_traits>

namespace Aws::EBS::Pagination {

template <typename Client = EBSClient>
struct ListSnapshotBlocksPaginationTraits {
  // Dependent, so that the request may be incomplete here.
  using RequestType =
      std::conditional_t<std::is_class_v<Client>, Model::ListSnapshotBlocksRequest, void>;
  using ResultType = Model::ListSnapshotBlocksResult;
  using OutcomeType = Model::ListSnapshotBlocksOutcome;
  using ClientType = Client;

  static OutcomeType Invoke(Client* client, const RequestType& request) {
    return client->ListSnapshotBlocks(request);
  }
  static bool HasMoreResults(const ResultType& result) { return !result.GetNextToken().empty(); }
  static void SetNextRequest(const ResultType& result, RequestType& request) {
    request.SetNextToken(result.GetNextToken());
  }
};

}  // namespace Aws::EBS::Pagination
