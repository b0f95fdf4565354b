// Stand-in for the AWS SDK for C++: sources of credentials. Only the environment is ever read, by
// its own provider, when that is asked; there are no files and no network.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/auth/AWSCredentials.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws::Auth {

constexpr int REFRESH_THRESHOLD = 5 * 60 * 1000;  // in milliseconds

class AWSCredentialsProvider {
 public:
  virtual ~AWSCredentialsProvider();
  virtual AWSCredentials GetAWSCredentials() = 0;

 protected:
  virtual bool IsTimeToRefresh(long reloadFrequency);  // in milliseconds
  virtual void Reload();

 private:
  long long m_lastLoadedMs = 0;
};

class AnonymousAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  AWSCredentials GetAWSCredentials() override;
};

class SimpleAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  SimpleAWSCredentialsProvider(const Aws::String& awsAccessKeyId,
                               const Aws::String& awsSecretAccessKey,
                               const Aws::String& sessionToken = "");
  SimpleAWSCredentialsProvider(AWSCredentials credentials);

  AWSCredentials GetAWSCredentials() override;

 private:
  AWSCredentials m_credentials;
};

// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
class EnvironmentAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  AWSCredentials GetAWSCredentials() override;
};

// Empty credentials, as from a file that is not there.
class ProfileConfigFileAWSCredentialsProvider : public AWSCredentialsProvider {
 public:
  ProfileConfigFileAWSCredentialsProvider(long refreshRateMs = REFRESH_THRESHOLD);
  ProfileConfigFileAWSCredentialsProvider(const char* profile,
                                          long refreshRateMs = REFRESH_THRESHOLD);
  AWSCredentials GetAWSCredentials() override;
};

// Empty credentials, as from a machine that is no instance.
class InstanceProfileCredentialsProvider : public AWSCredentialsProvider {
 public:
  InstanceProfileCredentialsProvider(long refreshRateMs = REFRESH_THRESHOLD);
  AWSCredentials GetAWSCredentials() override;
};

}  // namespace Aws::Auth
