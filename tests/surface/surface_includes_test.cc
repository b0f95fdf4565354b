// What <aws/ebs/EBSClient.h> brings along when it is included alone, and what it does not: code
// that compiles here without the include must compile against every SDK, and the other way round.
#include <aws/ebs/EBSClient.h>
#include <gtest/gtest.h>

#include <type_traits>

namespace Aws {

// What is only declared here may be complete or not, where the header says so.
struct SDKOptions;

namespace Auth {
class AWSCredentials;
class AWSCredentialsProvider;
class SimpleAWSCredentialsProvider;
}  // namespace Auth

namespace Client {
class RetryStrategy;
class DefaultRetryStrategy;
class StandardRetryStrategy;
}  // namespace Client

namespace Utils {
class HashingUtils;
}

namespace EBS::Model {
class CompleteSnapshotRequest;
class GetSnapshotBlockRequest;
class PutSnapshotBlockRequest;
class StartSnapshotRequest;
class ListChangedBlocksRequest;
class ListSnapshotBlocksRequest;
class AccessDeniedException;
class RequestThrottledException;
class ResourceNotFoundException;
class ServiceQuotaExceededException;
class ValidationException;
}  // namespace EBS::Model

}  // namespace Aws

namespace fauxebs {
namespace {

template <typename T, typename = void>
struct IsComplete : std::false_type {};
template <typename T>
struct IsComplete<T, std::void_t<decltype(sizeof(T))>> : std::true_type {};

static_assert(IsComplete<Aws::EBS::EBSClient>());
static_assert(IsComplete<Aws::EBS::EBSError>());
static_assert(IsComplete<Aws::EBS::EBSErrors>());
static_assert(IsComplete<Aws::EBS::EBSClientConfiguration>());
static_assert(IsComplete<Aws::EBS::EBSEndpointProvider>());
static_assert(IsComplete<Aws::EBS::Model::CompleteSnapshotOutcome>());
static_assert(IsComplete<Aws::EBS::Model::GetSnapshotBlockOutcome>());
static_assert(IsComplete<Aws::EBS::Model::ListChangedBlocksOutcome>());
static_assert(IsComplete<Aws::EBS::Model::ListSnapshotBlocksOutcome>());
static_assert(IsComplete<Aws::EBS::Model::PutSnapshotBlockOutcome>());
static_assert(IsComplete<Aws::EBS::Model::StartSnapshotOutcome>());
static_assert(IsComplete<Aws::EBS::Model::StartSnapshotOutcomeCallable>());
static_assert(IsComplete<Aws::EBS::Model::Block>());
static_assert(IsComplete<Aws::EBS::Model::ChangedBlock>());
static_assert(IsComplete<Aws::EBS::Model::Tag>());
static_assert(IsComplete<Aws::Client::AWSError<Aws::Client::CoreErrors>>());
static_assert(IsComplete<Aws::Client::AsyncCallerContext>());
static_assert(IsComplete<Aws::Client::ClientConfiguration>());
static_assert(IsComplete<Aws::Client::CoreErrors>());
static_assert(IsComplete<Aws::AmazonWebServiceRequest>());
static_assert(IsComplete<Aws::AmazonWebServiceResult<Aws::String>>());
static_assert(IsComplete<Aws::Http::HttpResponse>());
static_assert(IsComplete<Aws::Http::URI>());
static_assert(IsComplete<Aws::Utils::ByteBuffer>());
static_assert(IsComplete<Aws::Utils::CryptoBuffer>());
static_assert(IsComplete<Aws::Utils::DateTime>());
static_assert(IsComplete<Aws::Utils::Json::JsonValue>());
static_assert(IsComplete<Aws::Utils::Json::JsonView>());
static_assert(IsComplete<Aws::Utils::Stream::ResponseStream>());
static_assert(IsComplete<Aws::Utils::StringUtils>());
static_assert(IsComplete<Aws::Utils::Threading::DefaultExecutor>());
static_assert(IsComplete<Aws::Utils::Threading::Executor>());
static_assert(IsComplete<Aws::Utils::Threading::PooledThreadExecutor>());
static_assert(IsComplete<Aws::Utils::UUID>());
static_assert(IsComplete<Aws::StringStream>());

static_assert(!IsComplete<Aws::SDKOptions>());
static_assert(!IsComplete<Aws::Auth::AWSCredentials>());
static_assert(!IsComplete<Aws::Auth::AWSCredentialsProvider>());
static_assert(!IsComplete<Aws::Auth::SimpleAWSCredentialsProvider>());
static_assert(!IsComplete<Aws::Client::RetryStrategy>());
static_assert(!IsComplete<Aws::Client::DefaultRetryStrategy>());
static_assert(!IsComplete<Aws::Client::StandardRetryStrategy>());
static_assert(!IsComplete<Aws::Utils::HashingUtils>());
static_assert(!IsComplete<Aws::EBS::Model::CompleteSnapshotRequest>());
static_assert(!IsComplete<Aws::EBS::Model::GetSnapshotBlockRequest>());
static_assert(!IsComplete<Aws::EBS::Model::PutSnapshotBlockRequest>());
static_assert(!IsComplete<Aws::EBS::Model::StartSnapshotRequest>());
static_assert(!IsComplete<Aws::EBS::Model::AccessDeniedException>());
static_assert(!IsComplete<Aws::EBS::Model::RequestThrottledException>());
static_assert(!IsComplete<Aws::EBS::Model::ResourceNotFoundException>());
static_assert(!IsComplete<Aws::EBS::Model::ServiceQuotaExceededException>());
static_assert(!IsComplete<Aws::EBS::Model::ValidationException>());
// The SDK's pagination traits include the requests of the two lists; versions without them, and the
// stand-in, which must not compile more than those, do not.
#if defined(FAUXEBS_STANDIN) || !__has_include(<aws/ebs/EBSPaginationBase.h>)
static_assert(!IsComplete<Aws::EBS::Model::ListChangedBlocksRequest>());
static_assert(!IsComplete<Aws::EBS::Model::ListSnapshotBlocksRequest>());
#endif

TEST(EBSClientHeader, GivesStandardHeadersThatUsersRelyOn) {
  std::promise<Aws::String> promise;
  const std::function<void()> task = [&promise] { promise.set_value("done"); };
  const std::shared_ptr<Aws::Vector<int>> shared = Aws::MakeShared<Aws::Vector<int>>("tag", 1u);
  task();
  EXPECT_EQ(promise.get_future().get(), "done");
  EXPECT_EQ(shared->size(), 1u);
}

TEST(EBSClientHeader, GivesLogMacros) {
  AWS_LOGSTREAM_INFO("surface_test", "nobody reads " << 1);
  AWS_LOG_ERROR("surface_test", "nobody reads %d", 2);
}

}  // namespace
}  // namespace fauxebs
