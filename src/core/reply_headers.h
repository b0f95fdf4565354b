// The headers of replies that the model knows.
//
//   HasReplyHeader(Operation::kPutSnapshotBlock, "X-Amz-Checksum") == true
//
// Names in any case. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "fauxebs/operations.h"

namespace fauxebs::internal {

bool SameHeader(std::string_view a, std::string_view b);

// Of an operation, or of any.
std::vector<std::string_view> ReplyHeadersOf(std::optional<Operation> operation);
bool HasReplyHeader(std::optional<Operation> operation, std::string_view name);

// The member that travels there is left empty.
void DropReplyHeader(std::string_view name, AnyResponse& response);

}  // namespace fauxebs::internal
