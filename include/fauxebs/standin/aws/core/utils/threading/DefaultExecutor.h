// Stand-in for the AWS SDK for C++: one thread per task.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/threading/Executor.h>

#include <functional>
#include <memory>

namespace Aws::Utils::Threading {

// The destructor and WaitUntilStopped wait for every accepted task (but not for the one that calls
// them).
class DefaultExecutor : public Executor {
 public:
  DefaultExecutor();
  ~DefaultExecutor() override;
  DefaultExecutor(const DefaultExecutor&) = delete;
  DefaultExecutor& operator=(const DefaultExecutor&) = delete;

  void WaitUntilStopped() override;

 protected:
  bool SubmitToThread(std::function<void()>&& task) override;

 private:
  struct State;
  std::shared_ptr<State> m_state;
};

}  // namespace Aws::Utils::Threading
