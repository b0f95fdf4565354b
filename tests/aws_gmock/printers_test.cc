#include "fauxebs/aws_gmock/printers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "aws/client_fixture.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do

namespace model = Aws::EBS::Model;

using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using testing::AllOf;
using testing::HasSubstr;
using testing::Lt;
using testing::Not;
using testing::PrintToString;
using testing::SizeIs;

constexpr const char* kKey = "arn:aws:kms:us-east-1:111122223333:key/1";
constexpr const char* kChecksum = "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=";

EBSError ErrorOf(EBSErrors type, const char* name, const char* message, bool retryable) {
  return Aws::Client::AWSError<EBSErrors>(type, name, message, retryable);
}

// Requests

TEST(SdkRequests, ThatStartASnapshot) {
  model::StartSnapshotRequest request;
  request.SetVolumeSize(8);
  request.SetParentSnapshotId("snap-0");
  request.SetDescription("two\nlines");
  request.SetClientToken("0123456789");
  request.SetEncrypted(true);
  request.SetKmsKeyArn(kKey);
  request.SetTimeout(60);
  request.AddTags(model::Tag().WithKey("k").WithValue("v"));

  EXPECT_EQ(PrintToString(request),
            "StartSnapshot gib=8 parent=snap-0 description=two lines token=01234567... encrypted=1 "
            "kms-key=<hidden> timeout-minutes=60 tags=1");
}

TEST(SdkRequests, ThatPutABlock) {
  const model::PutSnapshotBlockRequest request = PutRequest("snap-1", 7, Block::Filled('x'));

  EXPECT_EQ(PrintToString(request), "PutSnapshotBlock snap-1[7] data-length=524288 checksum=" +
                                        Block::Filled('x').checksum().substr(0, 8) +
                                        "... algorithm=SHA256");
}

TEST(SdkRequests, ThatPutABlockKeepTheirBodyAsItIs) {
  const model::PutSnapshotBlockRequest request = PutRequest("snap-1", 7, Block::Filled('x'));
  request.GetBody()->seekg(100);

  PrintToString(request);

  EXPECT_EQ(request.GetBody()->tellg(), 100);
}

TEST(SdkRequests, SayWhatTheyLack) {
  EXPECT_EQ(PrintToString(model::PutSnapshotBlockRequest()), "PutSnapshotBlock [] body=none");
  EXPECT_EQ(PrintToString(model::CompleteSnapshotRequest()), "CompleteSnapshot ");
  EXPECT_EQ(PrintToString(model::ListChangedBlocksRequest()), "ListChangedBlocks ..");
}

TEST(SdkRequests, ThatCompleteASnapshot) {
  model::CompleteSnapshotRequest request;
  request.SetSnapshotId("snap-1");
  request.SetChangedBlocksCount(3);
  request.SetChecksum(kChecksum);
  request.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);
  request.SetChecksumAggregationMethod(model::ChecksumAggregationMethod::LINEAR);

  EXPECT_EQ(PrintToString(request),
            "CompleteSnapshot snap-1 count=3 checksum=M6FQvOsT... algorithm=SHA256 method=LINEAR");
}

TEST(SdkRequests, ThatGetABlock) {
  model::GetSnapshotBlockRequest request;
  request.SetSnapshotId("snap-1");
  request.SetBlockIndex(7);
  request.SetBlockToken("AAEBthisisatoken");

  EXPECT_EQ(PrintToString(request), "GetSnapshotBlock snap-1[7] token=AAEBthis...");
}

TEST(SdkRequests, ThatList) {
  model::ListSnapshotBlocksRequest list;
  list.SetSnapshotId("snap-1");
  list.SetMaxResults(100);
  list.SetStartingBlockIndex(7);
  list.SetNextToken("AAEBthisisatoken");
  model::ListChangedBlocksRequest changed;
  changed.SetFirstSnapshotId("snap-1");
  changed.SetSecondSnapshotId("snap-2");

  EXPECT_EQ(PrintToString(list), "ListSnapshotBlocks snap-1 max=100 from=7 next=AAEBthis...");
  EXPECT_EQ(PrintToString(changed), "ListChangedBlocks snap-1..snap-2");
}

TEST(SdkRequests, OfAnyLengthPrintInShort) {
  model::StartSnapshotRequest start;
  start.SetDescription(std::string(1'000'000, 'x'));
  model::ListSnapshotBlocksRequest list;
  list.SetSnapshotId(std::string(1'000'000, 'x'));

  EXPECT_THAT(PrintToString(start), SizeIs(Lt(200U)));
  EXPECT_THAT(PrintToString(list), SizeIs(Lt(200U)));
}

// Results and outcomes

TEST(SdkResults, AreALine) {
  model::StartSnapshotResult start;
  start.SetSnapshotId("snap-1");
  start.SetStatus(model::Status::pending);
  start.SetVolumeSize(8);
  start.SetKmsKeyArn(kKey);
  model::PutSnapshotBlockResult put;
  put.SetChecksum(kChecksum);
  put.SetChecksumAlgorithm(model::ChecksumAlgorithm::SHA256);
  model::CompleteSnapshotResult complete;
  complete.SetStatus(model::Status::completed);
  model::GetSnapshotBlockResult get;
  get.SetDataLength(524288);
  get.SetChecksum(kChecksum);

  EXPECT_EQ(PrintToString(start), "snap-1 pending gib=8 kms-key=<hidden>");
  EXPECT_EQ(PrintToString(put), "stored checksum=M6FQvOsT... algorithm=SHA256");
  EXPECT_EQ(PrintToString(complete), "completed");
  EXPECT_EQ(PrintToString(get), "524288 B checksum=M6FQvOsT...");
}

TEST(SdkResults, OfListsAreTheirSizesAndEnds) {
  model::ListSnapshotBlocksResult list;
  list.AddBlocks(model::Block().WithBlockIndex(2));
  list.AddBlocks(model::Block().WithBlockIndex(7));
  list.SetNextToken("more");
  model::ListChangedBlocksResult changed;

  EXPECT_EQ(PrintToString(list), "2 blocks (2 to 7), more");
  EXPECT_EQ(PrintToString(changed), "0 changed blocks");
}

TEST(SdkResults, OfABlockDoNotTouchItsData) {
  model::GetSnapshotBlockResult result;
  auto* body = Aws::New<Aws::StringStream>("test");
  *body << "xxxx";
  result.ReplaceBody(body);

  EXPECT_THAT(PrintToString(result), Not(HasSubstr("x")));
  EXPECT_EQ(TextIn(result.GetBlockData()), "xxxx");
}

TEST(SdkOutcomes, AreTheirResultOrTheirError) {
  model::CompleteSnapshotResult result;
  result.SetStatus(model::Status::completed);

  EXPECT_EQ(PrintToString(model::CompleteSnapshotOutcome(result)), "ok: completed");
  EXPECT_EQ(PrintToString(model::CompleteSnapshotOutcome(
                ErrorOf(EBSErrors::CONFLICT, "ConflictException", "in use", false))),
            "CONFLICT: ConflictException: in use (no answer)");
}

TEST(SdkOutcomes, OfEveryOperationPrint) {
  const EBSError error = ErrorOf(EBSErrors::CONFLICT, "", "", false);

  EXPECT_EQ(PrintToString(model::StartSnapshotOutcome(error)), "CONFLICT (no answer)");
  EXPECT_EQ(PrintToString(model::PutSnapshotBlockOutcome(error)), "CONFLICT (no answer)");
  EXPECT_EQ(PrintToString(model::GetSnapshotBlockOutcome(error)), "CONFLICT (no answer)");
  EXPECT_EQ(PrintToString(model::ListSnapshotBlocksOutcome(error)), "CONFLICT (no answer)");
  EXPECT_EQ(PrintToString(model::ListChangedBlocksOutcome(error)), "CONFLICT (no answer)");
}

// Errors

TEST(SdkErrors, OfANetworkHaveNoNameAndNoAnswer) {
  EXPECT_EQ(PrintToString(ErrorOf(EBSErrors::NETWORK_CONNECTION, "",
                                  "curlCode: 28, Timeout was reached", true)),
            "NETWORK_CONNECTION: curlCode: 28, Timeout was reached (no answer, retryable)");
}

TEST(SdkErrors, DoNotSayTheirTypeTwice) {
  EXPECT_EQ(PrintToString(ErrorOf(EBSErrors::MISSING_PARAMETER, "MISSING_PARAMETER",
                                  "Missing required field [SnapshotId]", false)),
            "MISSING_PARAMETER: Missing required field [SnapshotId] (no answer)");
}

TEST(SdkErrors, OfAnyLengthPrintInShort) {
  const std::string page(1'000'000, '\n');
  const std::string text =
      PrintToString(ErrorOf(EBSErrors::UNKNOWN, page.c_str(), page.c_str(), false));

  EXPECT_THAT(text, AllOf(SizeIs(Lt(400U)), Not(HasSubstr("\n"))));
}

class SdkErrorsOfTheService : public ClientTest {};

TEST_F(SdkErrorsOfTheService, SayReasonAndStatus) {
  ebs.On(ListSnapshotBlocks)
      .Once()
      .Refuse(Validation(ErrorReason::kInvalidPageToken, "no such page"));
  const model::ListSnapshotBlocksOutcome outcome =
      MakeEBSClient(ebs)->ListSnapshotBlocks(ListRequest(ebs.AddSnapshot()));

  EXPECT_EQ(PrintToString(outcome),
            "VALIDATION: ValidationException: no such page (INVALID_PAGE_TOKEN, HTTP 400)");
}

TEST_F(SdkErrorsOfTheService, HaveAModelThatPrints) {
  ebs.On(ListSnapshotBlocks)
      .Once()
      .Refuse(Validation(ErrorReason::kInvalidPageToken, "no such page"));
  model::ListSnapshotBlocksOutcome outcome =
      MakeEBSClient(ebs)->ListSnapshotBlocks(ListRequest(ebs.AddSnapshot()));

  EXPECT_EQ(PrintToString(outcome.GetError<model::ValidationException>()),
            "ValidationException: no such page (INVALID_PAGE_TOKEN)");
}

// Enumerations and parts of requests and results

TEST(SdkEnumerations, PrintTheirNames) {
  EXPECT_EQ(PrintToString(EBSErrors::THROTTLING), "THROTTLING");
  EXPECT_EQ(PrintToString(static_cast<EBSErrors>(25)), "NOT_INITIALIZED");
  EXPECT_EQ(PrintToString(static_cast<EBSErrors>(77)), "77");
  EXPECT_EQ(PrintToString(model::Status::error), "error");
  EXPECT_EQ(PrintToString(model::Status::NOT_SET), "NOT_SET");
  EXPECT_EQ(PrintToString(model::SSEType::sse_kms), "sse-kms");
  EXPECT_EQ(PrintToString(model::ChecksumAlgorithm::SHA256), "SHA256");
  EXPECT_EQ(PrintToString(model::ChecksumAggregationMethod::LINEAR), "LINEAR");
  EXPECT_EQ(PrintToString(model::ValidationExceptionReason::INVALID_TAG), "INVALID_TAG");
  EXPECT_EQ(PrintToString(model::AccessDeniedExceptionReason::UNAUTHORIZED_ACCOUNT),
            "UNAUTHORIZED_ACCOUNT");
}

TEST(SdkParts, Print) {
  model::ChangedBlock changed;
  changed.SetBlockIndex(7);
  changed.SetSecondBlockToken("AAEB");

  EXPECT_EQ(PrintToString(model::Tag().WithKey("k").WithValue("v")), "k=v");
  EXPECT_EQ(PrintToString(model::Block().WithBlockIndex(7).WithBlockToken("AAEB")), "[7]");
  EXPECT_EQ(PrintToString(changed), "[7 -+]");
}

}  // namespace
}  // namespace fauxebs
