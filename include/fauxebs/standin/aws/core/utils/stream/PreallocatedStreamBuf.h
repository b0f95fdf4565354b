// Stand-in for the AWS SDK for C++: a stream buffer over memory of the caller's, which must outlive
// it.
#pragma once

#include <aws/core/Core_EXPORTS.h>

#include <cstdint>
#include <streambuf>

namespace Aws::Utils::Stream {

class PreallocatedStreamBuf : public std::streambuf {
 public:
  PreallocatedStreamBuf(unsigned char* buffer, uint64_t lengthToRead);
  PreallocatedStreamBuf(const PreallocatedStreamBuf&) = delete;
  PreallocatedStreamBuf& operator=(const PreallocatedStreamBuf&) = delete;

  unsigned char* GetBuffer() { return m_buffer; }

 protected:
  pos_type seekoff(off_type off, std::ios_base::seekdir dir,
                   std::ios_base::openmode which) override;
  pos_type seekpos(pos_type pos, std::ios_base::openmode which) override;

 private:
  unsigned char* m_buffer;
  off_type m_length;
};

}  // namespace Aws::Utils::Stream
