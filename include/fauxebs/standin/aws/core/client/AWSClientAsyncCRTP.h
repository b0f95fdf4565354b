// Stand-in for the AWS SDK for C++: SubmitAsync and SubmitCallable of every client.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/AWSAsyncOperationTemplate.h>
#include <aws/core/client/AsyncCallerContext.h>

#include <atomic>
#include <cstdint>
#include <future>
#include <memory>

namespace Aws::Client {

template <typename AwsServiceClientT>
class ClientWithAsyncTemplateMethods {
 public:
  ClientWithAsyncTemplateMethods() = default;
  ClientWithAsyncTemplateMethods(const ClientWithAsyncTemplateMethods& other)
      : m_isInitialized(other.m_isInitialized.load()) {}
  ClientWithAsyncTemplateMethods& operator=(const ClientWithAsyncTemplateMethods& other) {
    m_isInitialized = other.m_isInitialized.load();
    return *this;
  }

  // The client's own operations answer NOT_INITIALIZED from now on. Does not wait for calls in
  // flight.
  static void ShutdownSdkClient(void* pThis, int64_t /*timeoutMs*/ = -1) {
    auto* client = static_cast<AwsServiceClientT*>(pThis);
    static_cast<ClientWithAsyncTemplateMethods*>(client)->m_isInitialized = false;
  }

  template <typename OperationFuncT, typename RequestT, typename HandlerT>
  void SubmitAsync(OperationFuncT operationFunc, const RequestT& request, const HandlerT& handler,
                   const std::shared_ptr<const AsyncCallerContext>& context = nullptr) const {
    MakeAsyncOperation(operationFunc, Client(), request, handler, context, ClientExecutor());
  }
  template <typename OperationFuncT, typename HandlerT>
  void SubmitAsync(OperationFuncT operationFunc, const HandlerT& handler,
                   const std::shared_ptr<const AsyncCallerContext>& context = nullptr) const {
    MakeAsyncOperation(operationFunc, Client(), handler, context, ClientExecutor());
  }

  template <typename OperationFuncT, typename RequestT>
  auto SubmitCallable(OperationFuncT operationFunc, const RequestT& request) const -> std::future<
      decltype((static_cast<const AwsServiceClientT*>(nullptr)->*operationFunc)(request))> {
    return MakeCallableOperation(AwsServiceClientT::GetAllocationTag(), operationFunc, Client(),
                                 request, ClientExecutor());
  }
  template <typename OperationFuncT>
  auto SubmitCallable(OperationFuncT operationFunc) const
      -> std::future<decltype((static_cast<const AwsServiceClientT*>(nullptr)->*operationFunc)())> {
    return MakeCallableOperation(AwsServiceClientT::GetAllocationTag(), operationFunc, Client(),
                                 ClientExecutor());
  }

 protected:
  virtual ~ClientWithAsyncTemplateMethods() = default;

  std::atomic<bool> m_isInitialized{true};

 private:
  const AwsServiceClientT* Client() const { return static_cast<const AwsServiceClientT*>(this); }
  Aws::Utils::Threading::Executor* ClientExecutor() const {
    return Client()->m_clientConfiguration.executor.get();
  }
};

}  // namespace Aws::Client
