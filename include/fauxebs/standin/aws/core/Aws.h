// Stand-in for the AWS SDK for C++: options, InitAPI and ShutdownAPI, which only count.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/VersionConfig.h>
#include <aws/core/utils/logging/LogLevel.h>
#include <aws/core/utils/memory/stl/AWSVector.h>

#include <functional>
#include <memory>

namespace Aws {

namespace Utils {
namespace Logging {
class LogSystemInterface;
class CRTLogSystemInterface;
}  // namespace Logging
namespace Memory {
class MemorySystemInterface;
}
namespace Crypto {
class HashFactory;
class HMACFactory;
class SymmetricCipherFactory;
class SecureRandomFactory;
}  // namespace Crypto
}  // namespace Utils

namespace Http {
class HttpClientFactory;
}

namespace Monitoring {
class MonitoringFactory;
}

namespace Crt::Io {
class ClientBootstrap;
class TlsConnectionOptions;
}  // namespace Crt::Io

static const char* const DEFAULT_LOG_PREFIX = "aws_sdk_";

struct LoggingOptions {
  Utils::Logging::LogLevel logLevel = Utils::Logging::LogLevel::Off;
  const char* defaultLogPrefix = DEFAULT_LOG_PREFIX;
  std::function<std::shared_ptr<Utils::Logging::LogSystemInterface>()> logger_create_fn;
  std::function<std::shared_ptr<Utils::Logging::CRTLogSystemInterface>()> crt_logger_create_fn;
};

struct MemoryManagementOptions {
  Utils::Memory::MemorySystemInterface* memoryManager = nullptr;
};

struct HttpOptions {
  std::function<std::shared_ptr<Http::HttpClientFactory>()> httpClientFactory_create_fn;
  bool initAndCleanupCurl = true;
  bool installSigPipeHandler = false;
  bool compliantRfc3986Encoding = false;
  bool preservePathSeparators = false;
};

struct CryptoOptions {
  std::function<std::shared_ptr<Utils::Crypto::HashFactory>()> md5Factory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::HashFactory>()> sha1Factory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::HashFactory>()> sha256Factory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::HMACFactory>()> sha256HMACFactory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::SymmetricCipherFactory>()> aes_CBCFactory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::SymmetricCipherFactory>()> aes_CTRFactory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::SymmetricCipherFactory>()> aes_GCMFactory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::SymmetricCipherFactory>()>
      aes_KeyWrapFactory_create_fn;
  std::function<std::shared_ptr<Utils::Crypto::SecureRandomFactory>()>
      secureRandomFactory_create_fn;
  bool initAndCleanupOpenSSL = true;
};

struct MonitoringOptions {
  Aws::Vector<std::function<std::unique_ptr<Monitoring::MonitoringFactory>()>>
      customizedMonitoringFactory_create_fn;
};

struct IoOptions {
  std::function<std::shared_ptr<Crt::Io::ClientBootstrap>()> clientBootstrap_create_fn;
  std::function<std::shared_ptr<Crt::Io::TlsConnectionOptions>()> tlsConnectionOptions_create_fn;
};

struct SDKOptions {
  IoOptions ioOptions;
  LoggingOptions loggingOptions;
  MemoryManagementOptions memoryManagementOptions;
  HttpOptions httpOptions;
  CryptoOptions cryptoOptions;
  MonitoringOptions monitoringOptions;
  struct SDKVersion {
    unsigned char major = AWS_SDK_VERSION_MAJOR;
    unsigned char minor = AWS_SDK_VERSION_MINOR;
    unsigned short patch = AWS_SDK_VERSION_PATCH;
  } sdkVersion;
};

// Nothing in the stand-in needs either; calls are counted and may nest. ShutdownAPI terminates no
// client.
void InitAPI(const SDKOptions& options);
void ShutdownAPI(const SDKOptions& options);

}  // namespace Aws
