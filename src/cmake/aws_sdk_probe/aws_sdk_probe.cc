#include <aws/core/Aws.h>
#include <aws/ebs/EBSErrors.h>

int main() {
  Aws::SDKOptions options;
  Aws::InitAPI(options);
  Aws::ShutdownAPI(options);
  return Aws::EBS::EBSErrorMapper::GetErrorForName("").ShouldRetry() ? 1 : 0;
}
