// Stand-in for the AWS SDK for C++: sources of credentials that read nothing.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Auth {

class AWSCredentialsProvider {
 public:
  virtual ~AWSCredentialsProvider() = default;
  virtual AWSCredentials GetAWSCredentials() = 0;
};

class AnonymousAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  AWSCredentials GetAWSCredentials() override { return AWSCredentials("", ""); }
};

class SimpleAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  SimpleAWSCredentialsProvider(const Aws::String& awsAccessKeyId, const Aws::String& awsSecretKey,
                               const Aws::String& sessionToken = "")
      : m_credentials(awsAccessKeyId, awsSecretKey, sessionToken) {}
  SimpleAWSCredentialsProvider(const AWSCredentials& credentials) : m_credentials(credentials) {}

  AWSCredentials GetAWSCredentials() override { return m_credentials; }

 private:
  AWSCredentials m_credentials;
};

}  // namespace Aws::Auth
