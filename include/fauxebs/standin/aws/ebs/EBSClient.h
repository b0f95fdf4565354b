// Stand-in for the AWS SDK for C++: the EBS client. It has no transport: code under test is handed
// a client that derives from it and overrides the six operations; the Callable and Async forms and
// the paginators follow.
//
// Thread-safe as the SDK's: the const members may be called concurrently. Nobody may destroy it
// with calls in flight.
#pragma once

#include <aws/core/client/AWSClient.h>
#include <aws/core/client/AWSClientAsyncCRTP.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSPaginationBase.h>
#include <aws/ebs/EBSServiceClientModel.h>
#include <aws/ebs/EBS_EXPORTS.h>

#include <memory>

namespace Aws {

namespace Auth {
class AWSCredentials;
class AWSCredentialsProvider;
}  // namespace Auth

namespace EBS {

// An operation in its three forms. The request of the last two may be of a derived class.
#define FAUXEBS_SDK_OPERATION(Name)                                                            \
  virtual Model::Name##Outcome Name(const Model::Name##Request& request) const;                \
  template <typename Name##RequestT = Model::Name##Request>                                    \
  Model::Name##OutcomeCallable Name##Callable(const Name##RequestT& request) const {           \
    return SubmitCallable(&EBSClient::Name, request);                                          \
  }                                                                                            \
  template <typename Name##RequestT = Model::Name##Request>                                    \
  void Name##Async(                                                                            \
      const Name##RequestT& request, const Name##ResponseReceivedHandler& handler,             \
      const std::shared_ptr<const Aws::Client::AsyncCallerContext>& context = nullptr) const { \
    return SubmitAsync(&EBSClient::Name, request, handler, context);                           \
  }

class EBSClient : public Aws::Client::AWSJsonClient,
                  public Aws::Client::ClientWithAsyncTemplateMethods<EBSClient>,
                  public EBSPaginationBase<EBSClient> {
 public:
  using BASECLASS = Aws::Client::AWSJsonClient;
  using ClientConfigurationType = EBSClientConfiguration;
  using EndpointProviderType = EBSEndpointProvider;

  static const char* GetServiceName();
  static const char* GetAllocationTag();
  static const char* const SERVICE_NAME;  // of older versions
  static const char* const ALLOCATION_TAG;

  EBSClient(const EBSClientConfiguration& clientConfiguration = EBSClientConfiguration(),
            std::shared_ptr<EBSEndpointProviderBase> endpointProvider = nullptr);
  EBSClient(const Aws::Auth::AWSCredentials& credentials,
            std::shared_ptr<EBSEndpointProviderBase> endpointProvider = nullptr,
            const EBSClientConfiguration& clientConfiguration = EBSClientConfiguration());
  EBSClient(const std::shared_ptr<Aws::Auth::AWSCredentialsProvider>& credentialsProvider,
            std::shared_ptr<EBSEndpointProviderBase> endpointProvider = nullptr,
            const EBSClientConfiguration& clientConfiguration = EBSClientConfiguration());

  EBSClient(const Aws::Client::ClientConfiguration& clientConfiguration);
  EBSClient(const Aws::Auth::AWSCredentials& credentials,
            const Aws::Client::ClientConfiguration& clientConfiguration);
  EBSClient(const std::shared_ptr<Aws::Auth::AWSCredentialsProvider>& credentialsProvider,
            const Aws::Client::ClientConfiguration& clientConfiguration);

  EBSClient(const EBSClient& other);  // shares the executor and the retry strategy
  EBSClient& operator=(const EBSClient& other);
  ~EBSClient() override;

  // Each answers the errors that a real client makes before it sends, in the same order, and then
  // NETWORK_CONNECTION, not retryable.
  FAUXEBS_SDK_OPERATION(CompleteSnapshot)
  FAUXEBS_SDK_OPERATION(GetSnapshotBlock)
  FAUXEBS_SDK_OPERATION(ListChangedBlocks)
  FAUXEBS_SDK_OPERATION(ListSnapshotBlocks)
  FAUXEBS_SDK_OPERATION(PutSnapshotBlock)
  FAUXEBS_SDK_OPERATION(StartSnapshot)

  virtual void OverrideEndpoint(const Aws::String& endpoint);
  virtual std::shared_ptr<EBSEndpointProviderBase>& accessEndpointProvider();

 private:
  friend class Aws::Client::ClientWithAsyncTemplateMethods<EBSClient>;

  void init(const EBSClientConfiguration& clientConfiguration);
  template <typename OutcomeT, typename RequestT>
  OutcomeT Refuse(const RequestT& request) const;

  EBSClientConfiguration m_clientConfiguration;
  std::shared_ptr<EBSEndpointProviderBase> m_endpointProvider;
};

}  // namespace EBS
}  // namespace Aws
