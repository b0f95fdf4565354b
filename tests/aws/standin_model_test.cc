// The stand-in for the AWS SDK: its outcomes, results, requests and errors are as the SDK's.
#include <aws/core/AmazonWebServiceResult.h>
#include <aws/core/client/AWSError.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/StringUtils.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS;
using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::Utils::DateTime;
using Aws::Utils::Json::JsonValue;

// ---- Outcome ----

TEST(Outcome, IsMadeFromAnEBSErrorThatIsNotATemporary) {
  EBSError error = AWSError<EBSErrors>(EBSErrors::VALIDATION, false);
  const PutSnapshotBlockOutcome outcome = error;
  EXPECT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
}

TEST(Outcome, LosesItsRetryCountOnlyWhenItIsCopyConstructed) {
  CompleteSnapshotOutcome outcome;
  outcome.SetRetryCount(3);
  const CompleteSnapshotOutcome copied(outcome);
  CompleteSnapshotOutcome assigned;
  assigned = outcome;
  const CompleteSnapshotOutcome moved(std::move(outcome));
  EXPECT_EQ(copied.GetRetryCount(), 0u);
  EXPECT_EQ(assigned.GetRetryCount(), 3u);
  EXPECT_EQ(moved.GetRetryCount(), 3u);
}

// ---- Results ----

TEST(GetSnapshotBlockResult, WithoutStreamGivesOneThatHasFailed) {
  const GetSnapshotBlockResult result;
  char byte = 0;
  EXPECT_TRUE(result.GetBlockData().fail());
  EXPECT_EQ(result.GetBlockData().read(&byte, 1).gcount(), 0);
}

TEST(GetSnapshotBlockResult, KeepsItsStreamWhenItIsMoved) {
  GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "first"));
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "second"));
  const GetSnapshotBlockResult moved(std::move(result));
  EXPECT_EQ(ReadAll(moved.GetBlockData()), "second");
}

TEST(GetSnapshotBlockResult, LosesItsStreamToANullBody) {
  GetSnapshotBlockResult result;
  result.ReplaceBody(Aws::New<Aws::StringStream>(kTag, "bytes"));
  result.ReplaceBody(nullptr);
  EXPECT_TRUE(result.GetBlockData().fail());
}

TEST(Results, AreZeroAndEmptyByDefault) {
  const StartSnapshotResult result;
  EXPECT_EQ(result.GetStatus(), Status::NOT_SET);
  EXPECT_EQ(result.GetVolumeSize(), 0);
  EXPECT_EQ(result.GetStartTime(), DateTime());
  EXPECT_TRUE(result.GetTags().empty());
}

TEST(Results, ReadTheirJson) {
  const ListChangedBlocksResult result(Aws::AmazonWebServiceResult<JsonValue>(
      JsonValue(R"({"ChangedBlocks":[{"BlockIndex":7,"SecondBlockToken":"t"}],
                    "ExpiryTime":1.576308931973E9,"VolumeSize":3,"BlockSize":524288,
                    "NextToken":null})"),
      {}));
  ASSERT_EQ(result.GetChangedBlocks().size(), 1u);
  EXPECT_EQ(result.GetChangedBlocks()[0].GetBlockIndex(), 7);
  EXPECT_FALSE(result.GetChangedBlocks()[0].FirstBlockTokenHasBeenSet());
  EXPECT_EQ(result.GetChangedBlocks()[0].GetSecondBlockToken(), "t");
  EXPECT_EQ(result.GetExpiryTime().Millis(), 1576308931973);
  EXPECT_EQ(result.GetBlockSize(), 524288);
  EXPECT_EQ(result.GetNextToken(), "");
}

TEST(ResponseStreamFactory, MakesAnEmptyStreamForReadingAndWriting) {
  GetSnapshotBlockResult result;
  Aws::IOStream* body = GetSnapshotBlockRequest().GetResponseStreamFactory()();
  *body << "bytes";
  result.ReplaceBody(body);
  EXPECT_EQ(result.GetBlockData().tellg(), 0);
  EXPECT_EQ(ReadAll(result.GetBlockData()), "bytes");
}

// ---- Requests ----

TEST(Requests, KnowWhatHasBeenSet) {
  PutSnapshotBlockRequest request;
  EXPECT_FALSE(request.BlockIndexHasBeenSet());
  request.WithSnapshotId("snap-1").WithBlockIndex(0);
  EXPECT_TRUE(request.SnapshotIdHasBeenSet());
  EXPECT_TRUE(request.BlockIndexHasBeenSet());
  EXPECT_FALSE(request.ProgressHasBeenSet());
}

TEST(Requests, TakeTextInAnyForm) {
  StartSnapshotRequest request;
  request.SetDescription(std::string_view("view"));
  EXPECT_EQ(request.GetDescription(), "view");
  request.SetDescription(Aws::String("string"));
  EXPECT_EQ(request.GetDescription(), "string");
  request.SetDescription({});
  EXPECT_EQ(request.GetDescription(), "");
}

TEST(StartSnapshotRequest, HasAClientTokenFromTheStart) {
  const StartSnapshotRequest request;
  EXPECT_TRUE(request.ClientTokenHasBeenSet());
  EXPECT_EQ(request.GetClientToken().size(), 36u);
  EXPECT_EQ(request.GetClientToken(), Aws::Utils::StringUtils::ToUpper(request.GetClientToken()));
}

TEST(StartSnapshotRequest, KeepsItsClientTokenInACopyOnly) {
  const StartSnapshotRequest request;
  const StartSnapshotRequest copy = request;
  EXPECT_EQ(copy.GetClientToken(), request.GetClientToken());
  EXPECT_NE(StartSnapshotRequest().GetClientToken(), request.GetClientToken());
}

TEST(Requests, ShareTheirBodyWithTheirCopies) {
  PutSnapshotBlockRequest request;
  request.SetBody(Aws::MakeShared<Aws::StringStream>(kTag, "bytes"));
  const PutSnapshotBlockRequest copy = request;
  EXPECT_EQ(copy.GetBody(), request.GetBody());
  EXPECT_EQ(CompleteSnapshotRequest().GetBody(), nullptr);
}

// ---- Errors and enumerations ----

TEST(ErrorMappers, KnowTheServicesNames) {
  const auto conflict = EBSErrorMapper::GetErrorForName("ConflictException");
  const auto throttled =
      Aws::Client::CoreErrorsMapper::GetErrorForName("RequestThrottledException");
  const auto slow = Aws::Client::CoreErrorsMapper::GetErrorForName("SlowDown");
  const auto unknown = Aws::Client::CoreErrorsMapper::GetErrorForName("ExpiredTokenException");
  EXPECT_EQ(static_cast<int>(conflict.GetErrorType()), 130);
  EXPECT_TRUE(throttled.ShouldRetry());
  EXPECT_EQ(slow.GetErrorType(), CoreErrors::SLOW_DOWN);
  EXPECT_EQ(unknown.GetErrorType(), CoreErrors::UNKNOWN);
}

TEST(EnumMappers, GiveNotSetForUnknownNames) {
  EXPECT_EQ(StatusMapper::GetStatusForName("later"), Status::NOT_SET);
  EXPECT_EQ(StatusMapper::GetNameForStatus(Status::NOT_SET), "");
}

}  // namespace
}  // namespace fauxebs
