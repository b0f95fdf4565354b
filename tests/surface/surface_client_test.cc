// The client, its endpoint provider and the bases it shares with every client.
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/ebs/EBSClient.h>
#include <aws/ebs/EBSEndpointProvider.h>
#include <aws/ebs/model/CompleteSnapshotRequest.h>
#include <aws/ebs/model/GetSnapshotBlockRequest.h>
#include <aws/ebs/model/ListChangedBlocksRequest.h>
#include <aws/ebs/model/ListSnapshotBlocksRequest.h>
#include <aws/ebs/model/PutSnapshotBlockRequest.h>
#include <aws/ebs/model/StartSnapshotRequest.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

#include "surface/sdk_environment.h"

#if FAUXEBS_SDK_HAS_PAGINATORS
#include <aws/ebs/EBSClientPagination.h>
#endif

namespace fauxebs {
namespace {

using Aws::Auth::AWSCredentials;
using Aws::Auth::AWSCredentialsProvider;
using Aws::Client::AsyncCallerContext;
using Aws::Client::ClientConfiguration;
using Aws::EBS::EBSClient;
using Aws::EBS::EBSClientConfiguration;
using Aws::EBS::EBSEndpointProvider;
using Aws::EBS::EBSEndpointProviderBase;
using Aws::EBS::EBSError;
using std::declval;
using std::is_constructible_v;
using std::is_convertible_v;
using std::is_same_v;
namespace Model = Aws::EBS::Model;

using Context = std::shared_ptr<const AsyncCallerContext>;

// ---- Construction ----

using Endpoint = std::shared_ptr<EBSEndpointProviderBase>;
using Provider = std::shared_ptr<AWSCredentialsProvider>;

static_assert(std::is_default_constructible_v<EBSClient>);
static_assert(is_constructible_v<EBSClient, const EBSClientConfiguration&>);
static_assert(is_constructible_v<EBSClient, const EBSClientConfiguration&, Endpoint>);
static_assert(is_constructible_v<EBSClient, const AWSCredentials&>);
static_assert(is_constructible_v<EBSClient, const AWSCredentials&, Endpoint>);
static_assert(
    is_constructible_v<EBSClient, const AWSCredentials&, Endpoint, const EBSClientConfiguration&>);
static_assert(is_constructible_v<EBSClient, const Provider&>);
static_assert(is_constructible_v<EBSClient, const Provider&, Endpoint>);
static_assert(
    is_constructible_v<EBSClient, const Provider&, Endpoint, const EBSClientConfiguration&>);
static_assert(is_convertible_v<const ClientConfiguration&, EBSClient>);
static_assert(is_constructible_v<EBSClient, const AWSCredentials&, const ClientConfiguration&>);
static_assert(is_constructible_v<EBSClient, const Provider&, const ClientConfiguration&>);
static_assert(std::is_copy_constructible_v<EBSClient> && std::is_copy_assignable_v<EBSClient>);
static_assert(std::is_move_constructible_v<EBSClient> && std::is_move_assignable_v<EBSClient>);
static_assert(std::has_virtual_destructor_v<EBSClient>);
static_assert(std::is_base_of_v<EBSClient::BASECLASS, EBSClient>);
static_assert(std::is_base_of_v<Aws::Client::ClientWithAsyncTemplateMethods<EBSClient>, EBSClient>);

static_assert(is_same_v<EBSClient::ClientConfigurationType, EBSClientConfiguration>);
static_assert(is_same_v<EBSClient::EndpointProviderType, EBSEndpointProvider>);
static_assert(is_same_v<decltype(EBSClient::GetServiceName()), const char*>);
static_assert(is_same_v<decltype(EBSClient::GetAllocationTag()), const char*>);

// ---- The six operations, each in three forms ----

#define OPERATION(Name, OutcomeParameter)                                                       \
  static_assert(                                                                                \
      is_same_v<Model::Name##Outcome, Aws::Utils::Outcome<Model::Name##Result, EBSError>>);     \
  static_assert(is_same_v<Model::Name##OutcomeCallable, std::future<Model::Name##Outcome>>);    \
  static_assert(is_same_v<Aws::EBS::Name##ResponseReceivedHandler,                              \
                          std::function<void(const EBSClient*, const Model::Name##Request&,     \
                                             OutcomeParameter, const Context&)>>);              \
  static_assert(is_same_v<decltype(&EBSClient::Name), Model::Name##Outcome (EBSClient::*)(      \
                                                          const Model::Name##Request&) const>); \
  static_assert(is_same_v<decltype(declval<const EBSClient&>().Name##Callable(                  \
                              declval<const Model::Name##Request&>())),                         \
                          Model::Name##OutcomeCallable>);                                       \
  static_assert(is_same_v<decltype(declval<const EBSClient&>().SubmitCallable(                  \
                              &EBSClient::Name, declval<const Model::Name##Request&>())),       \
                          Model::Name##OutcomeCallable>);                                       \
  static_assert(std::is_void_v<decltype(declval<const EBSClient&>().Name##Async(                \
                    declval<const Model::Name##Request&>(),                                     \
                    declval<const Aws::EBS::Name##ResponseReceivedHandler&>()))>);              \
  static_assert(std::is_void_v<decltype(declval<const EBSClient&>().Name##Async(                \
                    declval<const Model::Name##Request&>(),                                     \
                    declval<const Aws::EBS::Name##ResponseReceivedHandler&>(),                  \
                    declval<const Context&>()))>);                                              \
  static_assert(                                                                                \
      std::is_void_v<decltype(declval<const EBSClient&>().SubmitAsync(                          \
          &EBSClient::Name, declval<const Model::Name##Request&>(),                             \
          declval<const Aws::EBS::Name##ResponseReceivedHandler&>(), declval<const Context&>()))>)

OPERATION(CompleteSnapshot, const Model::CompleteSnapshotOutcome&);
OPERATION(GetSnapshotBlock, Model::GetSnapshotBlockOutcome);
OPERATION(ListChangedBlocks, const Model::ListChangedBlocksOutcome&);
OPERATION(ListSnapshotBlocks, const Model::ListSnapshotBlocksOutcome&);
OPERATION(PutSnapshotBlock, const Model::PutSnapshotBlockOutcome&);
OPERATION(StartSnapshot, const Model::StartSnapshotOutcome&);

// Compiles only where the six are virtual.
class Overriding : public EBSClient {
 public:
  using EBSClient::EBSClient;
  Model::CompleteSnapshotOutcome CompleteSnapshot(
      const Model::CompleteSnapshotRequest&) const override {
    return {};
  }
  Model::GetSnapshotBlockOutcome GetSnapshotBlock(
      const Model::GetSnapshotBlockRequest&) const override {
    return {};
  }
  Model::ListChangedBlocksOutcome ListChangedBlocks(
      const Model::ListChangedBlocksRequest&) const override {
    return {};
  }
  Model::ListSnapshotBlocksOutcome ListSnapshotBlocks(
      const Model::ListSnapshotBlocksRequest&) const override {
    return {};
  }
  Model::PutSnapshotBlockOutcome PutSnapshotBlock(
      const Model::PutSnapshotBlockRequest&) const override {
    return {};
  }
  Model::StartSnapshotOutcome StartSnapshot(const Model::StartSnapshotRequest&) const override {
    return {};
  }
  const char* GetServiceClientName() const override { return "Overriding"; }
};
static_assert(!std::is_abstract_v<Overriding>);

// ---- The rest ----

static_assert(std::is_void_v<
              decltype(declval<EBSClient&>().OverrideEndpoint(declval<const Aws::String&>()))>);
static_assert(is_same_v<decltype(declval<EBSClient&>().accessEndpointProvider()), Endpoint&>);
static_assert(std::is_void_v<decltype(declval<EBSClient&>().DisableRequestProcessing())>);
static_assert(std::is_void_v<decltype(declval<EBSClient&>().EnableRequestProcessing())>);
static_assert(is_same_v<decltype(declval<const EBSClient&>().GetServiceClientName()), const char*>);
static_assert(std::is_void_v<
              decltype(declval<EBSClient&>().SetServiceClientName(declval<const Aws::String&>()))>);
static_assert(std::is_void_v<
              decltype(declval<EBSClient&>().AppendToUserAgent(declval<const Aws::String&>()))>);
static_assert(std::is_void_v<decltype(EBSClient::ShutdownSdkClient(declval<void*>()))>);
static_assert(
    std::is_void_v<decltype(EBSClient::ShutdownSdkClient(declval<void*>(), declval<int64_t>()))>);
static_assert(is_same_v<decltype(declval<EBSClient&>().GeneratePresignedUrl(
                            declval<const Aws::Http::URI&>(), Aws::Http::HttpMethod::HTTP_GET)),
                        Aws::String>);

static_assert(std::is_default_constructible_v<EBSEndpointProvider>);
static_assert(std::is_base_of_v<EBSEndpointProviderBase, EBSEndpointProvider>);
static_assert(is_same_v<EBSEndpointProvider::EBSResolveEndpointOutcome,
                        Aws::Endpoint::ResolveEndpointOutcome>);
static_assert(is_same_v<decltype(declval<const EBSEndpointProviderBase&>().ResolveEndpoint(
                            declval<const Aws::EBS::Endpoint::EndpointParameters&>())),
                        Aws::Endpoint::ResolveEndpointOutcome>);
static_assert(
    is_same_v<decltype(declval<EBSEndpointProviderBase&>().AccessClientContextParameters()),
              Aws::EBS::Endpoint::EBSClientContextParameters&>);

#if FAUXEBS_SDK_HAS_PAGINATORS
static_assert(is_same_v<decltype(declval<EBSClient&>().ListSnapshotBlocksPaginator(
                            declval<const Model::ListSnapshotBlocksRequest&>())),
                        Aws::EBS::ListSnapshotBlocksPaginator>);
static_assert(is_same_v<decltype(declval<EBSClient&>().ListChangedBlocksPaginator(
                            declval<const Model::ListChangedBlocksRequest&>())),
                        Aws::EBS::ListChangedBlocksPaginator>);
static_assert(is_same_v<decltype(*declval<Aws::EBS::ListSnapshotBlocksPaginator>().begin()),
                        const Model::ListSnapshotBlocksOutcome&>);
#endif

TEST(EBSClient, IsCalledEbs) {
  EXPECT_STREQ(EBSClient::GetServiceName(), "ebs");
  EXPECT_STREQ(EBSClient::GetAllocationTag(), "EBSClient");
  EBSClient client(AWSCredentials("id", "secret"), nullptr, OfflineConfiguration());
  EXPECT_STREQ(client.GetServiceClientName(), "EBS");
  client.SetServiceClientName("other");
  EXPECT_STREQ(client.GetServiceClientName(), "other");
}

TEST(EBSClient, IsConstructedInSixWays) {
  const AWSCredentials credentials("id", "secret");
  const Provider provider =
      Aws::MakeShared<Aws::Auth::SimpleAWSCredentialsProvider>(kTag, credentials);
  const EBSClientConfiguration configuration = OfflineConfiguration();
  const ClientConfiguration legacy = configuration;
  const Overriding clients[] = {
      Overriding(configuration, Aws::MakeShared<EBSEndpointProvider>(kTag)),
      Overriding(credentials, nullptr, configuration),
      Overriding(provider, nullptr, configuration),
      Overriding(legacy),
      Overriding(credentials, legacy),
      Overriding(provider, legacy),
  };
  EXPECT_FALSE(clients[5].StartSnapshot(Model::StartSnapshotRequest()).IsSuccess());
}

TEST(EBSClient, MakesItsOwnEndpointProviderWhereItIsGivenNone) {
  EBSClient client(AWSCredentials("id", "secret"), nullptr, OfflineConfiguration());
  ASSERT_NE(client.accessEndpointProvider(), nullptr);
  const auto resolved = client.accessEndpointProvider()->ResolveEndpoint({});
  ASSERT_TRUE(resolved.IsSuccess());
  EXPECT_EQ(resolved.GetResult().GetURL(), "https://ebs.us-east-1.amazonaws.com");
}

TEST(EBSClient, OverridesItsEndpoint) {
  EBSClient client(AWSCredentials("id", "secret"), nullptr, OfflineConfiguration());
  client.OverrideEndpoint("http://localhost:8080");
  const auto resolved = client.accessEndpointProvider()->ResolveEndpoint({});
  ASSERT_TRUE(resolved.IsSuccess());
  EXPECT_EQ(resolved.GetResult().GetURL(), "http://localhost:8080");
}

}  // namespace
}  // namespace fauxebs
