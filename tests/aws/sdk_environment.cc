// Holds the SDK for the whole program, as a user's main does: a test may then make a configuration
// before its first client.
#include <fauxebs/aws/sdk.h>
#include <gtest/gtest.h>

#include <optional>

namespace {

class SdkEnvironment : public testing::Environment {
 public:
  void SetUp() override { sdk_.emplace(); }
  void TearDown() override { sdk_.reset(); }

 private:
  std::optional<fauxebs::AwsSdk> sdk_;
};

[[maybe_unused]] const testing::Environment* const kEnvironment =
    testing::AddGlobalTestEnvironment(new SdkEnvironment);

}  // namespace
