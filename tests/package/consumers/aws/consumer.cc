// Production code of a client of the SDK, with a fake behind it.
#include <fauxebs/aws/ebs_client.h>

#include <cstdio>
#include <memory>
#include <string>

#include "production.h"

#ifdef FAUXEBS_STANDIN
constexpr const char* kSdk = "the stand-in";
bool IsItself() { return true; }
#else
#include <aws/core/http/HttpClientFactory.h>
constexpr const char* kSdk = "the SDK";
// By this function the stand-in knows that the SDK is in its process.
bool IsItself() { return &Aws::Http::InitHttp != nullptr; }
#endif

int main() {
  fauxebs::Fake ebs;
  const std::shared_ptr<Aws::EBS::EBSClient> client = MakeEBSClient(ebs);
  const std::string id = StartBackup(*client);
  std::printf("a client of %s\n", kSdk);
  return IsItself() && ebs.Snapshots().size() == 1 && ebs.Snapshots()[0].id() == id ? 0 : 1;
}
