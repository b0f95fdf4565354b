// OwnedRequest: a request that nobody else keeps.
//
//   fauxebs::internal::OwnedRequest owned(request);
//   owned.any().operation();
//
// A value.
#pragma once

#include <variant>

#include "fauxebs/operations.h"

namespace fauxebs::internal {

class OwnedRequest {
 public:
  explicit OwnedRequest(const AnyRequest& request)
      : request_(request.Visit([](const auto& concrete) { return Owned(concrete); })) {}

  AnyRequest any() const {
    return std::visit([](const auto& concrete) { return AnyRequest(concrete); }, request_);
  }

 private:
  using Owned =
      std::variant<StartSnapshotRequest, PutSnapshotBlockRequest, CompleteSnapshotRequest,
                   GetSnapshotBlockRequest, ListSnapshotBlocksRequest, ListChangedBlocksRequest>;
  Owned request_;
};

}  // namespace fauxebs::internal
