#include "surface/sdk_environment.h"

#include <aws/core/Aws.h>
#include <gtest/gtest.h>

namespace fauxebs {
namespace {

// An installed SDK needs InitAPI before anything of it is constructed.
class SdkEnvironment : public testing::Environment {
 public:
  void SetUp() override { Aws::InitAPI(options_); }
  void TearDown() override { Aws::ShutdownAPI(options_); }

 private:
  Aws::SDKOptions options_;
};

const testing::Environment* const kSdkEnvironment =
    testing::AddGlobalTestEnvironment(new SdkEnvironment);

}  // namespace
}  // namespace fauxebs
