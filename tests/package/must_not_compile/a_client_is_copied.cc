// Says: (use of|call to) deleted (function|constructor).*FakeEBSClient
#include <memory>

#include "fauxebs/aws/ebs_client.h"

std::shared_ptr<Aws::EBS::EBSClient> Share(const std::shared_ptr<fauxebs::FakeEBSClient>& client) {
#ifdef MUST_NOT_COMPILE
  return std::make_shared<fauxebs::FakeEBSClient>(*client);
#else
  return client;
#endif
}
