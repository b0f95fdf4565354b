// The real AWS SDK for C++, with its own serialisation, signing, retries and time-outs, and the
// example's uploader, unchanged, over HTTP.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/DefaultRetryStrategy.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSErrors.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <aws/ebs/model/ValidationException.h>
#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <string>

#include "../../docs/examples/example_support.h"
#include "fauxebs/aws/sdk.h"
#include "fauxebs/fauxebs.h"
#include "fauxebs/http/server.h"
#include "fauxebs/words.h"
#include "image_uploader.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;  // NOLINT(google-build-using-namespace): as tests of users do
using example::Image;
using testing::IsEmpty;

constexpr const char* kKeyId = "AKIDEXAMPLE";
constexpr const char* kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

HttpServerOptions Verifying() {
  HttpServerOptions options;
  options.credentials = {{kKeyId, kSecret}};
  return options;
}

class RealSdk : public testing::Test {
 protected:
  std::shared_ptr<Aws::EBS::EBSClient> Client(const std::string& secret = kSecret) {
    Aws::Client::ClientConfiguration config;
    config.endpointOverride = server_.endpoint();
    config.region = "us-east-1";
    config.retryStrategy = std::make_shared<Aws::Client::DefaultRetryStrategy>(3, 1);
    return std::make_shared<Aws::EBS::EBSClient>(Aws::Auth::AWSCredentials(kKeyId, secret), nullptr,
                                                 config);
  }

  // The uploader's own waits pass on the fake's clock.
  backup::ImageUploader Uploader() {
    backup::Options options;
    options.workers = 2;
    return backup::ImageUploader(Client(), ebs_.clock().Sleeper(), waiter_, options);
  }

  AwsSdk sdk_;
  Fake ebs_;
  HttpServer server_{ebs_, Verifying()};
  example::Waiter waiter_{ebs_};
};

TEST_F(RealSdk, UploadsAndRestoresAnImageThroughFaultsOfTheWire) {
  const Image image("real-sdk.img");
  const std::string restored = Image::TempPath("real-sdk.restored");
  ebs_.On(StartSnapshot).Once().LoseReply();
  ebs_.On(PutSnapshotBlock).Block(0).First(2).Refuse(RequestThrottled());
  ebs_.On(PutSnapshotBlock).Block(1).Once().Refuse(ConnectionReset());
  ebs_.On(PutSnapshotBlock).Block(2).Once().ApplyThenFail(ConnectionReset());
  ebs_.On(PutSnapshotBlock).Block(3).Once().Refuse(BareServiceUnavailable());
  ebs_.On(CompleteSnapshot).Once().CutReply(5);
  ebs_.On(GetSnapshotBlock).Block(4).Once().CutReply(100000);
  ebs_.On(GetSnapshotBlock).Block(5).Once().CorruptReply();

  const backup::UploadReport report = Uploader().Upload(image.path());
  Uploader().Restore(report.snapshot_id, restored, Image::kSizeBytes);

  EXPECT_EQ(report.blocks_put, 11U);
  EXPECT_EQ(ebs_.Snapshot(report.snapshot_id).DifferenceFrom(image.path()), std::nullopt);
  EXPECT_EQ(Image::ContentsOf(restored), image.Contents());
  EXPECT_THAT(ebs_.Verify(), IsEmpty());
  std::remove(restored.c_str());
}

TEST_F(RealSdk, TypesTheServicesErrors) {
  Aws::EBS::Model::StartSnapshotRequest request;
  request.SetVolumeSize(65537);

  const auto outcome = Client()->StartSnapshot(request);

  ASSERT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::VALIDATION);
  auto error = outcome.GetError();
  EXPECT_EQ(error.GetModeledError<Aws::EBS::Model::ValidationException>().GetReason(),
            Aws::EBS::Model::ValidationExceptionReason::INVALID_VOLUME_SIZE);
}

TEST_F(RealSdk, IsToldOfASignatureThatDoesNotMatch) {
  Aws::EBS::Model::StartSnapshotRequest request;
  request.SetVolumeSize(1);

  const auto outcome = Client("another secret")->StartSnapshot(request);

  ASSERT_FALSE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetError().GetErrorType(), Aws::EBS::EBSErrors::INVALID_SIGNATURE);
}

}  // namespace
}  // namespace fauxebs
