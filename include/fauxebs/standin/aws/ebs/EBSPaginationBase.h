// Stand-in for the AWS SDK for C++: the client's paginators. The header of the request is the
// caller's to include.
#pragma once

#include <aws/core/utils/pagination/Paginator.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/ListChangedBlocksPaginationTraits.h>
#include <aws/ebs/model/ListSnapshotBlocksPaginationTraits.h>

namespace Aws::EBS {

template <typename DerivedClient>
class EBSPaginationBase {
  template <typename RequestT, typename TraitsT>
  using Paginator = Aws::Utils::Pagination::Paginator<DerivedClient, RequestT, TraitsT>;

 public:
  virtual ~EBSPaginationBase() = default;

  Paginator<Model::ListChangedBlocksRequest,
            Pagination::ListChangedBlocksPaginationTraits<DerivedClient>>
  ListChangedBlocksPaginator(const Model::ListChangedBlocksRequest& request) {
    return {static_cast<DerivedClient*>(this), request};
  }

  Paginator<Model::ListSnapshotBlocksRequest,
            Pagination::ListSnapshotBlocksPaginationTraits<DerivedClient>>
  ListSnapshotBlocksPaginator(const Model::ListSnapshotBlocksRequest& request) {
    return {static_cast<DerivedClient*>(this), request};
  }
};

}  // namespace Aws::EBS
