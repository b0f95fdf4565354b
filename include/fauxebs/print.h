// Everything prints: short, and never a payload or a key.
//
//   std::cout << request << result;     // "GetSnapshotBlock snap-0a1b[7] token=AAEB..."
#pragma once

#include <iosfwd>
#include <string>
#include <type_traits>

#include "fauxebs/operations.h"

namespace fauxebs {

std::ostream& operator<<(std::ostream& out, Operation operation);
std::ostream& operator<<(std::ostream& out, SnapshotStatus status);
std::ostream& operator<<(std::ostream& out, const Tag& tag);
std::ostream& operator<<(std::ostream& out, const BlockRef& block);
std::ostream& operator<<(std::ostream& out, const ChangedBlockRef& block);
std::ostream& operator<<(std::ostream& out, const StartSnapshotResponse& response);
std::ostream& operator<<(std::ostream& out, const PutSnapshotBlockResponse& response);
std::ostream& operator<<(std::ostream& out, const CompleteSnapshotResponse& response);
std::ostream& operator<<(std::ostream& out, const GetSnapshotBlockResponse& response);
std::ostream& operator<<(std::ostream& out, const ListSnapshotBlocksResponse& response);
std::ostream& operator<<(std::ostream& out, const ListChangedBlocksResponse& response);

namespace internal {
void Print(std::ostream& out, const AnyRequest& request);
void Print(std::ostream& out, const AnyResponse& response);
}  // namespace internal

// Of these two alone: both can be made of other things, and to have each `<<` look whether its
// operand is one costs compile time.
template <typename Any, typename = std::enable_if_t<std::is_same_v<Any, AnyRequest> ||
                                                    std::is_same_v<Any, AnyResponse>>>
std::ostream& operator<<(std::ostream& out, const Any& any) {
  internal::Print(out, any);
  return out;
}

template <typename Request, Operation = OperationOf<Request>::kOperation>
std::ostream& operator<<(std::ostream& out, const Request& request) {
  return out << AnyRequest(request);
}

template <typename T>
std::ostream& operator<<(std::ostream& out, const Result<T>& result) {
  return result ? out << *result : out << result.error();
}

// "2026-01-02T03:04:05.678Z".
std::string ToString(TimePoint time);

}  // namespace fauxebs
