// What the door needs of an SDK and older versions do not have.
#include <aws/core/Aws.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/core/http/standard/StandardHttpRequest.h>
#include <aws/core/http/standard/StandardHttpResponse.h>
#include <aws/ebs/EBSClient.h>

int main() {
  const Aws::SDKOptions options;
  Aws::InitAPI(options);
  {
    Aws::Client::ClientConfigurationInitValues no_metadata;
    no_metadata.shouldDisableIMDS = true;
    Aws::EBS::EBSClientConfiguration configuration(no_metadata);
    configuration.region = "us-east-1";
    const Aws::EBS::EBSClient client(
        Aws::Auth::AWSCredentials("id", "secret"),
        static_cast<const Aws::Client::ClientConfiguration&>(configuration));
    Aws::EBS::Model::PutSnapshotBlockResult result;
    result.SetRequestId(client.GetServiceClientName());
    Aws::IOStream& (Aws::EBS::Model::GetSnapshotBlockResult::*data)() const =
        &Aws::EBS::Model::GetSnapshotBlockResult::GetBlockData;
    static_cast<void>(data);
  }
  Aws::ShutdownAPI(options);
}
