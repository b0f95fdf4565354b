// Streams of responses and over the caller's memory.
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <aws/core/utils/stream/ResponseStream.h>

#include <utility>

namespace Aws::Utils::Stream {

ResponseStream::ResponseStream(ResponseStream&& other) noexcept
    : m_stream(std::exchange(other.m_stream, nullptr)) {}
ResponseStream::ResponseStream(const Aws::IOStreamFactory& factory) : m_stream(factory()) {}
ResponseStream::ResponseStream(IOStream* underlyingStreamToManage)
    : m_stream(underlyingStreamToManage) {}
ResponseStream::~ResponseStream() { Release(); }

ResponseStream& ResponseStream::operator=(ResponseStream&& other) noexcept {
  if (this != &other) {
    Release();
    m_stream = std::exchange(other.m_stream, nullptr);
  }
  return *this;
}

Aws::IOStream& ResponseStream::GetUnderlyingStream() const {
  if (m_stream != nullptr) return *m_stream;
  thread_local Aws::IOStream none(nullptr);
  none.setstate(std::ios_base::failbit);
  return none;
}

void ResponseStream::Release() {
  if (m_stream == nullptr) return;
  m_stream->flush();
  Aws::Delete(std::exchange(m_stream, nullptr));
}

DefaultUnderlyingStream::DefaultUnderlyingStream()
    : DefaultUnderlyingStream(Aws::MakeUnique<Aws::StringBuf>("DefaultUnderlyingStream")) {}
DefaultUnderlyingStream::DefaultUnderlyingStream(Aws::UniquePtr<std::streambuf> buf)
    : Base(buf.get()), m_buf(buf.release()) {}
DefaultUnderlyingStream::~DefaultUnderlyingStream() { Aws::Delete(m_buf); }

Aws::IOStream* DefaultResponseStreamFactoryMethod() {
  return Aws::New<DefaultUnderlyingStream>("DefaultUnderlyingStream");
}

PreallocatedStreamBuf::PreallocatedStreamBuf(unsigned char* buffer, uint64_t lengthToRead)
    : m_buffer(buffer), m_length(static_cast<off_type>(lengthToRead)) {
  char* begin = reinterpret_cast<char*>(m_buffer);
  setp(begin, begin + m_length);
  setg(begin, begin, begin + m_length);
}

PreallocatedStreamBuf::pos_type PreallocatedStreamBuf::seekoff(off_type off,
                                                               std::ios_base::seekdir dir,
                                                               std::ios_base::openmode which) {
  off_type from = 0;
  // SDK: offsets from the end count backwards (measured at 1.11.332).
  if (dir == std::ios_base::end) return seekpos(pos_type(m_length - off), which);
  if (dir == std::ios_base::cur) {
    from = ((which & std::ios_base::in) != 0 ? gptr() : pptr()) - reinterpret_cast<char*>(m_buffer);
  }
  return seekpos(pos_type(from + off), which);
}

PreallocatedStreamBuf::pos_type PreallocatedStreamBuf::seekpos(pos_type pos,
                                                               std::ios_base::openmode which) {
  const auto to = static_cast<off_type>(pos);
  if (to < 0 || to > m_length) return pos_type(off_type{-1});
  char* begin = reinterpret_cast<char*>(m_buffer);
  if ((which & std::ios_base::in) != 0) setg(begin, begin + to, begin + m_length);
  if ((which & std::ios_base::out) != 0) setp(begin + to, begin + m_length);
  return pos;
}

}  // namespace Aws::Utils::Stream
