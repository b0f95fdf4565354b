// TempFile: a path of a test's own, and the file there if it makes one; removed at the end.
//
//   const TempFile image("data");          // a file with this content
//   ebs.Snapshot(id).WriteImage(TempFile().path());
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fauxebs {

class TempFile {
 public:
  explicit TempFile(std::string_view content = "") : path_(testing::TempDir() + "fauxebs_XXXXXX") {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0) throw std::runtime_error("cannot make a file in " + testing::TempDir());
    close(descriptor);
    WriteAt(0, content);
  }
  ~TempFile() { unlink(path_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  const std::string& path() const { return path_; }

  // What lies between the end of the file and `offset` becomes a hole.
  const TempFile& WriteAt(std::uint64_t offset, std::string_view bytes) const {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(offset));
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path_);
    return *this;
  }

  // Cut, or lengthened by a hole.
  const TempFile& Resize(std::uint64_t size) const {
    if (truncate(path_.c_str(), static_cast<off_t>(size)) != 0) {
      throw std::runtime_error("cannot resize " + path_);
    }
    return *this;
  }

  std::string Read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::uint64_t size() const { return static_cast<std::uint64_t>(Status().st_size); }
  std::uint64_t bytes_on_disk() const {
    return static_cast<std::uint64_t>(Status().st_blocks) * 512;
  }

 private:
  struct stat Status() const {
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) throw std::runtime_error("cannot look at " + path_);
    return status;
  }

  std::string path_;
};

}  // namespace fauxebs
