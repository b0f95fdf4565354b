#include <aws/ebs/model/AccessDeniedException.h>
#include <aws/ebs/model/RequestThrottledException.h>
#include <aws/ebs/model/ResourceNotFoundException.h>
#include <aws/ebs/model/ServiceQuotaExceededException.h>
#include <aws/ebs/model/ValidationException.h>
#include <fauxebs/aws/ebs_client.h>

#include "aws/client_fixture.h"

namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests do
using Aws::EBS::EBSErrors;
using testing::Contains;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
namespace model = Aws::EBS::Model;

// What a client reports that was refused with this error, once.
class ErrorTest : public fauxebs::ClientTest {
 protected:
  Aws::EBS::EBSError Report(const fauxebs::Error& error) {
    const auto client = MakeEBSClient(ebs, NoSdkRetries());
    ebs.On(StartSnapshot).Once().Anyway().Refuse(error);
    model::StartSnapshotRequest request;
    request.SetVolumeSize(1);
    const auto outcome = client->StartSnapshot(request);
    EXPECT_FALSE(outcome.IsSuccess());
    EXPECT_EQ(outcome.GetRetryCount(), 0U);
    return outcome.GetError();
  }
};

struct Row {
  fauxebs::Error error;
  EBSErrors type;
  std::string name;
  bool retryable;
  int status;
};

class EveryAnswer : public ErrorTest, public testing::WithParamInterface<Row> {};

TEST_P(EveryAnswer, IsReportedAsTheSdkReportsIt) {
  const Row& row = GetParam();

  const Aws::EBS::EBSError error = Report(row.error);

  EXPECT_EQ(error.GetErrorType(), row.type);
  EXPECT_EQ(error.GetExceptionName(), row.name);
  EXPECT_EQ(error.GetMessage(), row.error.message);
  EXPECT_EQ(error.ShouldRetry(), row.retryable);
  EXPECT_FALSE(error.ShouldThrottle());
  EXPECT_EQ(static_cast<int>(error.GetResponseCode()), row.status);
  EXPECT_THAT(error.GetRequestId(), SizeIs(36));
}

INSTANTIATE_TEST_SUITE_P(
    Of, EveryAnswer,
    testing::Values(
        Row{AccessDenied(), EBSErrors::ACCESS_DENIED, "AccessDeniedException", false, 403},
        Row{Validation(fauxebs::ErrorReason::kInvalidTag, "bad tag"), EBSErrors::VALIDATION,
            "ValidationException", false, 400},
        Row{SnapshotNotFound("snap-1"), EBSErrors::RESOURCE_NOT_FOUND, "ResourceNotFoundException",
            false, 404},
        Row{RequestThrottled(), EBSErrors::THROTTLING, "RequestThrottledException", true, 400},
        Row{ServiceQuotaExceeded(), EBSErrors::SERVICE_QUOTA_EXCEEDED,
            "ServiceQuotaExceededException", false, 402},
        Row{InternalServer(), EBSErrors::INTERNAL_SERVER, "InternalServerException", false, 500},
        Row{ConcurrentLimitExceeded(), EBSErrors::CONCURRENT_LIMIT_EXCEEDED,
            "ConcurrentLimitExceededException", false, 400},
        Row{Conflict(), EBSErrors::CONFLICT, "ConflictException", false, 409},
        Row{Throttling(), EBSErrors::THROTTLING, "ThrottlingException", true, 400},
        Row{InvalidSignature(), EBSErrors::INVALID_SIGNATURE, "InvalidSignatureException", false,
            403},
        Row{fauxebs::MakeError(fauxebs::ErrorCode::kUnrecognizedClient, fauxebs::ErrorReason::kNone,
                               "unknown"),
            EBSErrors::UNRECOGNIZED_CLIENT, "UnrecognizedClientException", false, 403},
        Row{fauxebs::MakeError(fauxebs::ErrorCode::kMissingAuthenticationToken,
                               fauxebs::ErrorReason::kNone, "unsigned"),
            EBSErrors::MISSING_AUTHENTICATION_TOKEN, "MissingAuthenticationTokenException", false,
            403},
        Row{ServiceUnavailable(), EBSErrors::SERVICE_UNAVAILABLE, "ServiceUnavailableException",
            true, 503},
        // Whatever the service's documents advise, its name decides.
        Row{FailedToReadBlockData(), EBSErrors::VALIDATION, "ValidationException", false, 400}),
    [](const testing::TestParamInfo<Row>& row) {
      return row.param.name + std::to_string(row.index);
    });

TEST_F(ErrorTest, OfValidationHasItsModel) {
  Aws::EBS::EBSError error =
      Report(Validation(fauxebs::ErrorReason::kInvalidVolumeSize, "too large"));

  const auto modeled = error.GetModeledError<model::ValidationException>();

  EXPECT_EQ(modeled.GetReason(), model::ValidationExceptionReason::INVALID_VOLUME_SIZE);
  EXPECT_EQ(modeled.GetMessage(), "too large");
}

TEST_F(ErrorTest, OfAccessHasItsModel) {
  Aws::EBS::EBSError error = Report(AccessDenied());

  EXPECT_EQ(error.GetModeledError<model::AccessDeniedException>().GetReason(),
            model::AccessDeniedExceptionReason::UNAUTHORIZED_ACCOUNT);
}

TEST_F(ErrorTest, OfAnUnknownSnapshotHasItsModel) {
  Aws::EBS::EBSError error = Report(SnapshotNotFound("snap-1"));

  EXPECT_EQ(error.GetModeledError<model::ResourceNotFoundException>().GetReason(),
            model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
}

TEST_F(ErrorTest, OfThrottlingHasItsModel) {
  Aws::EBS::EBSError error = Report(RequestThrottled(fauxebs::ErrorReason::kAccountThrottled));

  EXPECT_EQ(error.GetModeledError<model::RequestThrottledException>().GetReason(),
            model::RequestThrottledExceptionReason::ACCOUNT_THROTTLED);
}

TEST_F(ErrorTest, OfAQuotaHasItsModel) {
  Aws::EBS::EBSError error = Report(ServiceQuotaExceeded());

  EXPECT_EQ(error.GetModeledError<model::ServiceQuotaExceededException>().GetReason(),
            model::ServiceQuotaExceededExceptionReason::DEPENDENCY_SERVICE_QUOTA_EXCEEDED);
}

TEST_F(ErrorTest, HasItsModelInANonConstOutcome) {
  const auto client = MakeEBSClient(ebs);

  auto outcome = client->ListSnapshotBlocks(fauxebs::ListRequest("snap-0"));

  EXPECT_EQ(outcome.GetError<model::ResourceNotFoundException>().GetReason(),
            model::ResourceNotFoundExceptionReason::SNAPSHOT_NOT_FOUND);
}

TEST_F(ErrorTest, OfTheFrameworkHasAMessageButAnEmptyModel) {
  const auto client = MakeEBSClient(ebs);
  auto outcome =
      client->ListSnapshotBlocks(fauxebs::ListRequest(CompletedSnapshot({})).WithMaxResults(99));

  ASSERT_EQ(outcome.GetError().GetErrorType(), EBSErrors::VALIDATION);
  EXPECT_THAT(outcome.GetError().GetMessage(),
              testing::HasSubstr("Value '99' at 'maxResults' failed to satisfy constraint"));
  const auto modeled = outcome.GetError<model::ValidationException>();
  EXPECT_THAT(modeled.GetMessage(), IsEmpty());
  EXPECT_EQ(modeled.GetReason(), model::ValidationExceptionReason::NOT_SET);
}

TEST_F(ErrorTest, HasTheHeadersOfTheAnswerInLowerCase) {
  const Aws::EBS::EBSError error = Report(RequestThrottled());

  EXPECT_THAT(error.GetResponseHeaders(),
              Contains(Pair("x-amzn-errortype",
                            "RequestThrottledException:http://internal.amazon.com/coral/"
                            "com.amazon.zeppelindataservice/")));
  EXPECT_THAT(error.GetResponseHeaders(), Contains(Pair("x-amzn-requestid", error.GetRequestId())));
  EXPECT_THAT(error.GetResponseHeaders(), Contains(Pair("content-type", "application/json")));
  EXPECT_THAT(error.GetResponseHeaders(), Contains(Pair("date", "Thu, 01 Jan 2026 00:00:00 GMT")));
  EXPECT_THAT(error.GetResponseHeaders(), Contains(Pair("connection", "close")));
  EXPECT_TRUE(error.ResponseHeaderExists("X-Amzn-RequestId"));
}

TEST_F(ErrorTest, KeepsTheConnectionAfterAnythingBut400) {
  const Aws::EBS::EBSError error = Report(AccessDenied());

  EXPECT_THAT(error.GetResponseHeaders(), Not(Contains(Key("connection"))));
}

TEST_F(ErrorTest, HasThePeersAddress) {
  EXPECT_EQ(Report(AccessDenied()).GetRemoteHostIpAddress(), "192.0.2.1");
}

}  // namespace
