// Stand-in for the AWS SDK for C++: where the Async and Callable forms run their calls.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#include <functional>
#include <utility>

namespace Aws::Utils::Threading {

class Executor {
 public:
  virtual ~Executor() = default;

  // False where the executor refuses the task.
  template <class Fn, class... Args>
  bool Submit(Fn&& fn, Args&&... args) {
    return SubmitToThread(
        std::function<void()>(std::bind(std::forward<Fn>(fn), std::forward<Args>(args)...)));
  }
  bool Submit(std::function<void()>&& task) { return SubmitToThread(std::move(task)); }

  // Refuses tasks from now on.
  virtual void WaitUntilStopped() {}

 protected:
  virtual bool SubmitToThread(std::function<void()>&& task) = 0;
};

}  // namespace Aws::Utils::Threading

#include <aws/core/utils/threading/DefaultExecutor.h>
#include <aws/core/utils/threading/PooledThreadExecutor.h>
