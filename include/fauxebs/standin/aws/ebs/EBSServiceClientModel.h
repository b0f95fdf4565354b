// Stand-in for the AWS SDK for C++: outcomes, futures and handlers of the six operations. The
// requests are only declared.
#pragma once

#include <aws/core/client/AsyncCallerContext.h>
#include <aws/core/client/GenericClientConfiguration.h>
#include <aws/core/http/HttpTypes.h>
#include <aws/core/utils/Outcome.h>
#include <aws/ebs/EBSEndpointProvider.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/EBS_EXPORTS.h>
#include <aws/ebs/model/CompleteSnapshotResult.h>
#include <aws/ebs/model/GetSnapshotBlockResult.h>
#include <aws/ebs/model/ListChangedBlocksResult.h>
#include <aws/ebs/model/ListSnapshotBlocksResult.h>
#include <aws/ebs/model/PutSnapshotBlockResult.h>
#include <aws/ebs/model/StartSnapshotResult.h>

#include <functional>
#include <future>
#include <memory>

namespace Aws::EBS {

using EBSClientConfiguration = Aws::Client::GenericClientConfiguration;
using EBSEndpointProviderBase = Aws::EBS::Endpoint::EBSEndpointProviderBase;
using EBSEndpointProvider = Aws::EBS::Endpoint::EBSEndpointProvider;

class EBSClient;

namespace Model {

class CompleteSnapshotRequest;
class GetSnapshotBlockRequest;
class ListChangedBlocksRequest;
class ListSnapshotBlocksRequest;
class PutSnapshotBlockRequest;
class StartSnapshotRequest;

using CompleteSnapshotOutcome = Aws::Utils::Outcome<CompleteSnapshotResult, EBSError>;
using GetSnapshotBlockOutcome = Aws::Utils::Outcome<GetSnapshotBlockResult, EBSError>;
using ListChangedBlocksOutcome = Aws::Utils::Outcome<ListChangedBlocksResult, EBSError>;
using ListSnapshotBlocksOutcome = Aws::Utils::Outcome<ListSnapshotBlocksResult, EBSError>;
using PutSnapshotBlockOutcome = Aws::Utils::Outcome<PutSnapshotBlockResult, EBSError>;
using StartSnapshotOutcome = Aws::Utils::Outcome<StartSnapshotResult, EBSError>;

using CompleteSnapshotOutcomeCallable = std::future<CompleteSnapshotOutcome>;
using GetSnapshotBlockOutcomeCallable = std::future<GetSnapshotBlockOutcome>;
using ListChangedBlocksOutcomeCallable = std::future<ListChangedBlocksOutcome>;
using ListSnapshotBlocksOutcomeCallable = std::future<ListSnapshotBlocksOutcome>;
using PutSnapshotBlockOutcomeCallable = std::future<PutSnapshotBlockOutcome>;
using StartSnapshotOutcomeCallable = std::future<StartSnapshotOutcome>;

}  // namespace Model

using CompleteSnapshotResponseReceivedHandler = std::function<void(
    const EBSClient*, const Model::CompleteSnapshotRequest&, const Model::CompleteSnapshotOutcome&,
    const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;
// By value: the handler may keep the stream.
using GetSnapshotBlockResponseReceivedHandler = std::function<void(
    const EBSClient*, const Model::GetSnapshotBlockRequest&, Model::GetSnapshotBlockOutcome,
    const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;
using ListChangedBlocksResponseReceivedHandler =
    std::function<void(const EBSClient*, const Model::ListChangedBlocksRequest&,
                       const Model::ListChangedBlocksOutcome&,
                       const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;
using ListSnapshotBlocksResponseReceivedHandler =
    std::function<void(const EBSClient*, const Model::ListSnapshotBlocksRequest&,
                       const Model::ListSnapshotBlocksOutcome&,
                       const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;
using PutSnapshotBlockResponseReceivedHandler = std::function<void(
    const EBSClient*, const Model::PutSnapshotBlockRequest&, const Model::PutSnapshotBlockOutcome&,
    const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;
using StartSnapshotResponseReceivedHandler = std::function<void(
    const EBSClient*, const Model::StartSnapshotRequest&, const Model::StartSnapshotOutcome&,
    const std::shared_ptr<const Aws::Client::AsyncCallerContext>&)>;

}  // namespace Aws::EBS
