// Stand-in for the AWS SDK for C++: sources of credentials that are asked in turn.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/auth/AWSCredentialsProvider.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <memory>
#include <mutex>

namespace Aws::Auth {

class AWSCredentialsProviderChain : public AWSCredentialsProvider {
 public:
  // Of the first provider that has both an id and a secret; that one is asked first from then on.
  AWSCredentials GetAWSCredentials() override;
  const Aws::Vector<std::shared_ptr<AWSCredentialsProvider>>& GetProviders() const {
    return m_providerChain;
  }

 protected:
  AWSCredentialsProviderChain();
  void AddProvider(const std::shared_ptr<AWSCredentialsProvider>& provider);

 private:
  Aws::Vector<std::shared_ptr<AWSCredentialsProvider>> m_providerChain;
  std::shared_ptr<AWSCredentialsProvider> m_cachedProvider;
  std::mutex m_mutex;
};

// The environment, profile files and the instance's profile, of which the last two have nothing.
class DefaultAWSCredentialsProviderChain : public AWSCredentialsProviderChain {
 public:
  DefaultAWSCredentialsProviderChain();
  DefaultAWSCredentialsProviderChain(const DefaultAWSCredentialsProviderChain& chain);
};

}  // namespace Aws::Auth
