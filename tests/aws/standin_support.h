// What the tests of the stand-in share.
#pragma once

#include <aws/core/utils/memory/stl/AWSString.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/threading/Executor.h>
#include <aws/ebs/EBSClient.h>

#include <functional>
#include <memory>
#include <utility>

namespace fauxebs {

inline constexpr char kTag[] = "standin_test";

// Runs tasks where they are submitted.
class InlineExecutor : public Aws::Utils::Threading::Executor {
 protected:
  bool SubmitToThread(std::function<void()>&& task) override {
    task();
    return true;
  }
};

inline Aws::EBS::EBSClientConfiguration ConfigurationWith(
    std::shared_ptr<Aws::Utils::Threading::Executor> executor) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.executor = std::move(executor);
  return configuration;
}

inline Aws::String ReadAll(Aws::IOStream& stream) {
  Aws::StringStream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace fauxebs
