// The code of docs/http.md.

#include <aws/ebs/EBSClient.h>
#include <fauxebs/aws/ebs_client.h>
#include <fauxebs/gmock/test.h>
#include <fauxebs/http/server.h>

#include <string>

namespace {

// [server]
struct ToolTest : fauxebs::Test {
  fauxebs::HttpServer server{ebs};  // listens when it is made, on a port that was free
};
// [server]

TEST_F(ToolTest, ListensOnThisMachineOnly) {
  EXPECT_THAT(server.endpoint(), testing::StartsWith("http://127.0.0.1:"));
}

// [client]
Aws::EBS::EBSClientConfiguration At(const std::string& endpoint) {
  Aws::EBS::EBSClientConfiguration configuration;
  configuration.endpointOverride = endpoint;
  configuration.region = "us-east-1";
  return configuration;
}
// [client]

TEST_F(ToolTest, IsWhereTheRealClientOfTheSdkIsSentTo) {
  const auto in_process = MakeEBSClient(ebs);  // which initialises the SDK
  EXPECT_EQ(At(server.endpoint()).endpointOverride, server.endpoint());
}

// [signed]
fauxebs::HttpServer::Options Signed() {
  fauxebs::HttpServer::Options options;
  options.credentials = {{"AKIDEXAMPLE", "wJalrXUtnFEMI"}};
  return options;
}
// [signed]

TEST_F(ToolTest, MayVerifySignatures) {
  const fauxebs::HttpServer signed_only(ebs, Signed());
  EXPECT_NE(signed_only.port(), server.port());
}

}  // namespace
