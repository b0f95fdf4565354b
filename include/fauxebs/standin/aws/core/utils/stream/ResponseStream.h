// Stand-in for the AWS SDK for C++: the owned stream of a response.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSStreamFwd.h>

#include <streambuf>

namespace Aws::Utils::Stream {

class ResponseStream {
 public:
  ResponseStream() = default;
  ResponseStream(ResponseStream&& other) noexcept;
  ResponseStream(const Aws::IOStreamFactory& factory);
  ResponseStream(IOStream* underlyingStreamToManage);  // released with Aws::Delete
  ResponseStream(const ResponseStream&) = delete;
  ~ResponseStream();

  ResponseStream& operator=(ResponseStream&& other) noexcept;
  ResponseStream& operator=(const ResponseStream&) = delete;

  // Where there is none: a stream in a failed state, shared by all such results of the thread.
  Aws::IOStream& GetUnderlyingStream() const;

 private:
  void Release();

  Aws::IOStream* m_stream = nullptr;
};

class DefaultUnderlyingStream : public Aws::IOStream {
 public:
  using Base = Aws::IOStream;

  DefaultUnderlyingStream();
  DefaultUnderlyingStream(Aws::UniquePtr<std::streambuf> buf);
  DefaultUnderlyingStream(const DefaultUnderlyingStream&) = delete;
  DefaultUnderlyingStream& operator=(const DefaultUnderlyingStream&) = delete;
  ~DefaultUnderlyingStream() override;

 private:
  std::streambuf* m_buf;  // owned
};

Aws::IOStream* DefaultResponseStreamFactoryMethod();

}  // namespace Aws::Utils::Stream
