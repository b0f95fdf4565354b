// Stand-in for the AWS SDK for C++: credentials, which the stand-in carries and never uses.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/memory/stl/AWSString.h>

#include <cstdint>

namespace Aws::Auth {

class AWSCredentials {
 public:
  AWSCredentials();  // never expire
  AWSCredentials(Aws::String accessKeyId, Aws::String secretKey, Aws::String sessionToken = "");
  AWSCredentials(Aws::String accessKeyId, Aws::String secretKey, Aws::String sessionToken,
                 Aws::Utils::DateTime expiration, Aws::String accountId = "");

  bool operator==(const AWSCredentials& other) const;
  bool operator!=(const AWSCredentials& other) const { return !(*this == other); }

  bool IsEmpty() const { return m_accessKeyId.empty() && m_secretKey.empty(); }
  bool IsExpired() const;
  bool ExpiresSoon(int64_t gracePeriodMs = 5000) const;
  bool IsExpiredOrEmpty() const { return IsEmpty() || IsExpired(); }

  const Aws::String& GetAWSAccessKeyId() const { return m_accessKeyId; }
  const Aws::String& GetAWSSecretKey() const { return m_secretKey; }
  const Aws::String& GetSessionToken() const { return m_sessionToken; }
  Aws::Utils::DateTime GetExpiration() const { return m_expiration; }
  const Aws::String& GetAccountId() const { return m_accountId; }

  void SetAWSAccessKeyId(const Aws::String& value) { m_accessKeyId = value; }
  void SetAWSAccessKeyId(const char* value) { m_accessKeyId = value; }
  void SetAWSSecretKey(const Aws::String& value) { m_secretKey = value; }
  void SetAWSSecretKey(const char* value) { m_secretKey = value; }
  void SetSessionToken(const Aws::String& value) { m_sessionToken = value; }
  void SetSessionToken(const char* value) { m_sessionToken = value; }
  void SetExpiration(Aws::Utils::DateTime value) { m_expiration = value; }
  void SetAccountId(const Aws::String& value) { m_accountId = value; }
  void SetAccountId(const char* value) { m_accountId = value; }

 private:
  Aws::String m_accessKeyId;
  Aws::String m_secretKey;
  Aws::String m_sessionToken;
  Aws::Utils::DateTime m_expiration;
  Aws::String m_accountId;
};

}  // namespace Aws::Auth
