// Stand-in for the AWS SDK for C++: how ListChangedBlocks is paged.
#pragma once

#include <aws/ebs/EBSServiceClientModel.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ListChangedBlocksResult.h>

#include <type_traits>

namespace Aws::EBS::Pagination {

template <typename Client = EBSClient>
struct ListChangedBlocksPaginationTraits {
  // Dependent, so that the request may be incomplete here.
  using RequestType =
      std::conditional_t<std::is_class_v<Client>, Model::ListChangedBlocksRequest, void>;
  using ResultType = Model::ListChangedBlocksResult;
  using OutcomeType = Model::ListChangedBlocksOutcome;
  using ClientType = Client;

  static OutcomeType Invoke(Client* client, const RequestType& request) {
    return client->ListChangedBlocks(request);
  }
  static bool HasMoreResults(const ResultType& result) { return !result.GetNextToken().empty(); }
  static void SetNextRequest(const ResultType& result, RequestType& request) {
    request.SetNextToken(result.GetNextToken());
  }
};

}  // namespace Aws::EBS::Pagination
