// How the SDK's EBS types print in GoogleTest's messages: a short line each.
//
//   the six requests, results and outcomes
//   EBSError, and the modeled exceptions    THROTTLING: RequestThrottledException: Rate exceeded
//                                           (RESOURCE_LEVEL_THROTTLE, HTTP 400, retryable)
//   EBSErrors and the other enumerations    by name
//   Tag, Block, ChangedBlock
//
//   // PutSnapshotBlock snap-0a1b[7] data-length=524288 checksum=M6FQvOsT... algorithm=SHA256
//   std::string line = testing::PrintToString(request);
//
// No block data, no KMS key, no whole token, and a body stream is not touched.
//
// GoogleTest finds a printer in its type's namespace, so these are there. A program's files should
// all see them or none, lest two of them print one type in two ways: the other headers of this
// folder bring them. A test that has its own for one of these types drops it.
// Functions without state; as safe as what they print.
#pragma once

#include <aws/core/client/AWSError.h>
#include <aws/core/http/HttpResponse.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSVector.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/EBSServiceClientModel.h>
#include <aws/ebs/model/Block.h>
#include <aws/ebs/model/ChangedBlock.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/Tag.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>

#include "fauxebs/aws_gmock/error_names.h"
#include "fauxebs/operations.h"

namespace fauxebs::internal {

// The beginning of a text, on one line.
inline std::string Shortened(const Aws::String& text, std::size_t limit) {
  std::string line(text.data(), std::min(text.size(), limit));
  const auto is_control = [](char c) { return c >= 0 && c < ' '; };
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  if (text.size() > limit) line += "...";
  return line;
}

inline constexpr std::size_t kShownOfToken = 8;  // and of a checksum
inline constexpr std::size_t kShownOfText = 64;
inline constexpr std::size_t kShownOfMessage = 200;

// The members of a request or result, as " name=value", those that have been set.
class MemberPrinter {
 public:
  explicit MemberPrinter(std::ostream* out) : out_(*out) {}

  template <typename T>
  MemberPrinter& Value(const char* name, bool has_been_set, const T& value) {
    if (has_been_set) out_ << ' ' << name << '=' << value;
    return *this;
  }
  MemberPrinter& Text(const char* name, const Aws::String& text) {
    return Value(name, !text.empty(), Shortened(text, kShownOfText));
  }
  MemberPrinter& Token(const char* name, const Aws::String& token) {
    return Value(name, !token.empty(), Shortened(token, kShownOfToken));
  }
  // AWS: ops-1: sensitive.
  MemberPrinter& KmsKey(const Aws::String& arn) {
    return Value("kms-key", !arn.empty(), "<hidden>");
  }
  template <typename Checked>  // has a checksum and its algorithm
  MemberPrinter& Checksum(const Checked& checked) {
    Token("checksum", checked.GetChecksum());
    return Text("algorithm", Aws::EBS::Model::ChecksumAlgorithmMapper::GetNameForChecksumAlgorithm(
                                 checked.GetChecksumAlgorithm()));
  }
  template <typename ListRequest>
  MemberPrinter& Paging(const ListRequest& request) {
    Value("max", request.MaxResultsHasBeenSet(), request.GetMaxResults());
    Value("from", request.StartingBlockIndexHasBeenSet(), request.GetStartingBlockIndex());
    return Token("next", request.GetNextToken());
  }

 private:
  std::ostream& out_;
};

// "PutSnapshotBlock snap-0a1b[7]"
template <typename Request>
void PrintBlockRequest(const char* operation, const Request& request, std::ostream* out) {
  *out << operation << ' ' << Shortened(request.GetSnapshotId(), kShownOfText) << '[';
  if (request.BlockIndexHasBeenSet()) *out << request.GetBlockIndex();
  *out << ']';
}

// "2 blocks (0 to 7), more"
template <typename Blocks>
void PrintPage(const Blocks& blocks, const char* noun, bool more, std::ostream* out) {
  *out << blocks.size() << noun;
  if (!blocks.empty()) {
    *out << " (" << blocks.front().GetBlockIndex() << " to " << blocks.back().GetBlockIndex()
         << ')';
  }
  if (more) *out << ", more";
}

inline void PrintEnum(const Aws::String& name, int value, std::ostream* out) {
  if (value == 0) {
    *out << "NOT_SET";
  } else if (name.empty()) {
    *out << value;
  } else {
    *out << Shortened(name, kShownOfText);
  }
}

}  // namespace fauxebs::internal

namespace Aws::EBS {

inline void PrintTo(EBSErrors type, std::ostream* out) {
  const char* name = fauxebs::internal::TypeName(type);
  if (*name == '\0') {
    *out << static_cast<int>(type);
  } else {
    *out << name;
  }
}

inline void PrintTo(const EBSError& error, std::ostream* out) {
  using fauxebs::internal::Shortened;
  PrintTo(error.GetErrorType(), out);
  const Aws::String& exception = error.GetExceptionName();
  if (!exception.empty() && exception != fauxebs::internal::TypeName(error.GetErrorType())) {
    *out << ": " << Shortened(exception, fauxebs::internal::kShownOfText);
  }
  if (!error.GetMessage().empty()) {
    *out << ": " << Shortened(error.GetMessage(), fauxebs::internal::kShownOfMessage);
  }
  *out << " (";
  const Aws::String reason = fauxebs::internal::ReasonNameOf(error);
  if (!reason.empty()) *out << Shortened(reason, fauxebs::internal::kShownOfText) << ", ";
  if (error.GetResponseCode() == Aws::Http::HttpResponseCode::REQUEST_NOT_MADE) {
    *out << "no answer";
  } else {
    *out << "HTTP " << static_cast<int>(error.GetResponseCode());
  }
  *out << (error.ShouldRetry() ? ", retryable)" : ")");
}

namespace Model {

#define FAUXEBS_PRINT_ENUM(Enum)                                                                 \
  inline void PrintTo(Enum value, std::ostream* out) {                                           \
    fauxebs::internal::PrintEnum(Enum##Mapper::GetNameFor##Enum(value), static_cast<int>(value), \
                                 out);                                                           \
  }
FAUXEBS_PRINT_ENUM(ChecksumAggregationMethod)
FAUXEBS_PRINT_ENUM(ChecksumAlgorithm)
FAUXEBS_PRINT_ENUM(SSEType)
FAUXEBS_PRINT_ENUM(Status)
#undef FAUXEBS_PRINT_ENUM

#define FAUXEBS_PRINT_EXCEPTION(Exception, Type)                             \
  inline void PrintTo(Exception##Reason value, std::ostream* out) {          \
    fauxebs::internal::PrintEnum(                                            \
        fauxebs::internal::ReasonTraits<Exception##Reason>::NameOf(value),   \
        static_cast<int>(value), out);                                       \
  }                                                                          \
  inline void PrintTo(const Exception& exception, std::ostream* out) {       \
    *out << #Exception ": "                                                  \
         << fauxebs::internal::Shortened(exception.GetMessage(),             \
                                         fauxebs::internal::kShownOfMessage) \
         << " (";                                                            \
    PrintTo(exception.GetReason(), out);                                     \
    *out << ')';                                                             \
  }
FAUXEBS_FOR_EACH_MODELED_EXCEPTION(FAUXEBS_PRINT_EXCEPTION)
#undef FAUXEBS_PRINT_EXCEPTION

inline void PrintTo(const Tag& tag, std::ostream* out) {
  using fauxebs::internal::Shortened;
  *out << Shortened(tag.GetKey(), fauxebs::internal::kShownOfText) << '='
       << Shortened(tag.GetValue(), fauxebs::internal::kShownOfText);
}

inline void PrintTo(const Block& block, std::ostream* out) {
  *out << '[' << block.GetBlockIndex() << ']';
}

// A plus for each snapshot that has a token for the block.
inline void PrintTo(const ChangedBlock& block, std::ostream* out) {
  *out << '[' << block.GetBlockIndex() << ' ' << (block.FirstBlockTokenHasBeenSet() ? '+' : '-')
       << (block.SecondBlockTokenHasBeenSet() ? '+' : '-') << ']';
}

inline void PrintTo(const StartSnapshotRequest& request, std::ostream* out) {
  *out << "StartSnapshot";
  fauxebs::internal::MemberPrinter(out)
      .Value("gib", request.VolumeSizeHasBeenSet(), request.GetVolumeSize())
      .Text("parent", request.GetParentSnapshotId())
      .Text("description", request.GetDescription())
      .Token("token", request.GetClientToken())
      .Value("encrypted", request.EncryptedHasBeenSet(), request.GetEncrypted())
      .KmsKey(request.GetKmsKeyArn())
      .Value("timeout-minutes", request.TimeoutHasBeenSet(), request.GetTimeout())
      .Value("tags", !request.GetTags().empty(), request.GetTags().size());
}

inline void PrintTo(const PutSnapshotBlockRequest& request, std::ostream* out) {
  fauxebs::internal::PrintBlockRequest("PutSnapshotBlock", request, out);
  fauxebs::internal::MemberPrinter(out)
      .Value("data-length", request.DataLengthHasBeenSet(), request.GetDataLength())
      .Checksum(request)
      .Value("progress", request.ProgressHasBeenSet(), request.GetProgress())
      .Value("body", request.GetBody() == nullptr, "none");
}

inline void PrintTo(const CompleteSnapshotRequest& request, std::ostream* out) {
  *out << "CompleteSnapshot "
       << fauxebs::internal::Shortened(request.GetSnapshotId(), fauxebs::internal::kShownOfText);
  fauxebs::internal::MemberPrinter(out)
      .Value("count", request.ChangedBlocksCountHasBeenSet(), request.GetChangedBlocksCount())
      .Checksum(request)
      .Text("method", ChecksumAggregationMethodMapper::GetNameForChecksumAggregationMethod(
                          request.GetChecksumAggregationMethod()));
}

inline void PrintTo(const GetSnapshotBlockRequest& request, std::ostream* out) {
  fauxebs::internal::PrintBlockRequest("GetSnapshotBlock", request, out);
  fauxebs::internal::MemberPrinter(out).Token("token", request.GetBlockToken());
}

inline void PrintTo(const ListSnapshotBlocksRequest& request, std::ostream* out) {
  *out << "ListSnapshotBlocks "
       << fauxebs::internal::Shortened(request.GetSnapshotId(), fauxebs::internal::kShownOfText);
  fauxebs::internal::MemberPrinter(out).Paging(request);
}

inline void PrintTo(const ListChangedBlocksRequest& request, std::ostream* out) {
  using fauxebs::internal::Shortened;
  *out << "ListChangedBlocks "
       << Shortened(request.GetFirstSnapshotId(), fauxebs::internal::kShownOfText) << ".."
       << Shortened(request.GetSecondSnapshotId(), fauxebs::internal::kShownOfText);
  fauxebs::internal::MemberPrinter(out).Paging(request);
}

inline void PrintTo(const StartSnapshotResult& result, std::ostream* out) {
  *out << fauxebs::internal::Shortened(result.GetSnapshotId(), fauxebs::internal::kShownOfText)
       << ' ';
  PrintTo(result.GetStatus(), out);
  fauxebs::internal::MemberPrinter(out)
      .Value("gib", true, result.GetVolumeSize())
      .Text("parent", result.GetParentSnapshotId())
      .KmsKey(result.GetKmsKeyArn())
      .Value("tags", !result.GetTags().empty(), result.GetTags().size());
}

inline void PrintTo(const PutSnapshotBlockResult& result, std::ostream* out) {
  *out << "stored";
  fauxebs::internal::MemberPrinter(out).Checksum(result);
}

inline void PrintTo(const CompleteSnapshotResult& result, std::ostream* out) {
  PrintTo(result.GetStatus(), out);
}

inline void PrintTo(const GetSnapshotBlockResult& result, std::ostream* out) {
  *out << result.GetDataLength() << " B";
  fauxebs::internal::MemberPrinter(out).Checksum(result);
}

inline void PrintTo(const ListSnapshotBlocksResult& result, std::ostream* out) {
  fauxebs::internal::PrintPage(result.GetBlocks(), " blocks", !result.GetNextToken().empty(), out);
}

inline void PrintTo(const ListChangedBlocksResult& result, std::ostream* out) {
  fauxebs::internal::PrintPage(result.GetChangedBlocks(), " changed blocks",
                               !result.GetNextToken().empty(), out);
}

#define FAUXEBS_PRINT_OUTCOME(Name)                                      \
  inline void PrintTo(const Name##Outcome& outcome, std::ostream* out) { \
    if (outcome.IsSuccess()) {                                           \
      *out << "ok: ";                                                    \
      PrintTo(outcome.GetResult(), out);                                 \
    } else {                                                             \
      PrintTo(outcome.GetError(), out);                                  \
    }                                                                    \
  }
FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_PRINT_OUTCOME)
#undef FAUXEBS_PRINT_OUTCOME

}  // namespace Model
}  // namespace Aws::EBS
