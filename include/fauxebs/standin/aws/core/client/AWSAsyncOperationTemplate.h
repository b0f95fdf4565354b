// Stand-in for the AWS SDK for C++: an operation turned into a task. The task copies the request
// (its body stream is shared), and calls through the pointer to member, so that overrides are
// reached.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>
#include <aws/core/utils/threading/Executor.h>

#include <future>
#include <memory>
#include <type_traits>

namespace Aws::Client {

class AsyncCallerContext;

// A refused task is forgotten: its handler is never called.
template <typename ClientT, typename OperationFuncT, typename RequestT, typename HandlerT>
void MakeAsyncOperation(OperationFuncT operationFunc, const ClientT* clientThis,
                        const RequestT& request, const HandlerT& handler,
                        const std::shared_ptr<const AsyncCallerContext>& context,
                        Aws::Utils::Threading::Executor* pExecutor) {
  pExecutor->Submit([operationFunc, clientThis, request, handler, context]() {
    handler(clientThis, request, (clientThis->*operationFunc)(request), context);
  });
}

template <typename ClientT, typename OperationFuncT, typename HandlerT>
void MakeAsyncOperation(OperationFuncT operationFunc, const ClientT* clientThis,
                        const HandlerT& handler,
                        const std::shared_ptr<const AsyncCallerContext>& context,
                        Aws::Utils::Threading::Executor* pExecutor) {
  pExecutor->Submit([operationFunc, clientThis, handler, context]() {
    handler(clientThis, (clientThis->*operationFunc)(), context);
  });
}

// A refused task leaves a broken promise.
template <typename ClientT, typename OperationFuncT, typename RequestT>
auto MakeCallableOperation(const char* allocationTag, OperationFuncT operationFunc,
                           const ClientT* clientThis, const RequestT& request,
                           Aws::Utils::Threading::Executor* pExecutor)
    -> std::future<decltype((clientThis->*operationFunc)(request))> {
  using OutcomeT = decltype((clientThis->*operationFunc)(request));
  auto task = Aws::MakeShared<std::packaged_task<OutcomeT()>>(
      allocationTag, [operationFunc, clientThis, request]() -> OutcomeT {
        return (clientThis->*operationFunc)(request);
      });
  pExecutor->Submit([task]() { (*task)(); });
  return task->get_future();
}

template <typename ClientT, typename OperationFuncT>
auto MakeCallableOperation(const char* allocationTag, OperationFuncT operationFunc,
                           const ClientT* clientThis, Aws::Utils::Threading::Executor* pExecutor)
    -> std::future<decltype((clientThis->*operationFunc)())> {
  using OutcomeT = decltype((clientThis->*operationFunc)());
  auto task = Aws::MakeShared<std::packaged_task<OutcomeT()>>(
      allocationTag,
      [operationFunc, clientThis]() -> OutcomeT { return (clientThis->*operationFunc)(); });
  pExecutor->Submit([task]() { (*task)(); });
  return task->get_future();
}

}  // namespace Aws::Client
