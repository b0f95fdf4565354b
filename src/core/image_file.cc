#include "core/image_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "fauxebs/block.h"

namespace fauxebs::internal {
namespace {

[[noreturn]] void ThrowErrno(const char* what, const std::string& path) {
  throw std::system_error(errno, std::generic_category(),
                          fmt::format("cannot {} the disk image '{}'", what, path));
}

}  // namespace

ImageFile::ImageFile(std::string path, int descriptor, std::uint64_t size_bytes)
    : path_(std::move(path)), descriptor_(descriptor), size_bytes_(size_bytes) {}

ImageFile::ImageFile(ImageFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_bytes_(other.size_bytes_) {}

ImageFile::~ImageFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

ImageFile ImageFile::Open(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) ThrowErrno("open", path);
  ImageFile image(path, descriptor, 0);
  struct stat status {};
  if (fstat(descriptor, &status) != 0) ThrowErrno("look at", path);
  if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode)) {
    throw std::logic_error(
        fmt::format("'{}' is no disk image: neither a file nor a block device", path));
  }
  const off_t end = lseek(descriptor, 0, SEEK_END);
  if (end < 0) ThrowErrno("measure", path);
  image.size_bytes_ = static_cast<std::uint64_t>(end);
  return image;
}

ImageFile ImageFile::Create(const std::string& path, std::uint64_t size_bytes) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) ThrowErrno("create", path);
  ImageFile image(path, descriptor, size_bytes);
  if (ftruncate(descriptor, static_cast<off_t>(size_bytes)) != 0) ThrowErrno("size", path);
  return image;
}

void ImageFile::ReadAt(std::uint64_t offset, char* to, std::size_t size) const {
  while (size > 0) {
    const ssize_t got = pread(descriptor_, to, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) ThrowErrno("read", path_);
    if (got == 0) throw std::runtime_error(fmt::format("'{}' became shorter while read", path_));
    to += got;
    offset += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
}

void ImageFile::ForEachDataBlock(
    const std::function<bool(std::uint32_t index, std::string_view block)>& visit) const {
  std::vector<char> block(kBlockSizeBytes);
  std::uint64_t offset = 0;
  while (offset < size_bytes_) {
    const off_t data = lseek(descriptor_, static_cast<off_t>(offset), SEEK_DATA);
    if (data < 0 && errno == ENXIO) return;  // only a hole is left
    // A file system without holes answers EINVAL: then all is data.
    if (data >= 0) offset = static_cast<std::uint64_t>(data);
    offset -= offset % kBlockSizeBytes;
    const std::size_t size = std::min<std::uint64_t>(kBlockSizeBytes, size_bytes_ - offset);
    ReadAt(offset, block.data(), size);
    std::fill(block.begin() + static_cast<std::ptrdiff_t>(size), block.end(), '\0');
    const std::string_view bytes(block.data(), block.size());
    const auto index = static_cast<std::uint32_t>(offset / kBlockSizeBytes);
    if (!IsAllZero(bytes) && !visit(index, bytes)) return;
    offset += kBlockSizeBytes;
  }
}

bool ImageFile::WriteBlock(std::uint32_t index, std::string_view block) {
  std::uint64_t offset = std::uint64_t{index} * kBlockSizeBytes;
  const std::uint64_t room = offset < size_bytes_ ? size_bytes_ - offset : 0;
  if (room < block.size() && !IsAllZero(block.substr(room))) return false;
  block = block.substr(0, room);
  while (!block.empty()) {
    const ssize_t put = pwrite(descriptor_, block.data(), block.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) ThrowErrno("write", path_);
    block.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
  return true;
}

}  // namespace fauxebs::internal
