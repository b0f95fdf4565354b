// Stand-in for the AWS SDK for C++: the paginators of EBS.
#pragma once

#include <aws/core/utils/pagination/Paginator.h>
#include <aws/ebs/EBSServiceClientModel.h>
#include <aws/ebs/model/ListChangedBlocksPaginationTraits.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksPaginationTraits.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>

namespace Aws::EBS {

using ListChangedBlocksPaginator =
    Aws::Utils::Pagination::Paginator<EBSClient, Model::ListChangedBlocksRequest,
                                      Pagination::ListChangedBlocksPaginationTraits<EBSClient>>;
using ListSnapshotBlocksPaginator =
    Aws::Utils::Pagination::Paginator<EBSClient, Model::ListSnapshotBlocksRequest,
                                      Pagination::ListSnapshotBlocksPaginationTraits<EBSClient>>;

}  // namespace Aws::EBS
