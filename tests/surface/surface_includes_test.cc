#include <aws/ebs/EBSClient.h>
#include <gtest/gtest.h>
TEST(EBSClientHeader, CompilesAlone) { EXPECT_GT(sizeof(Aws::EBS::EBSClient), 0u); }
