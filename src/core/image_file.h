// ImageFile: a raw disk image, read or written block by block, sparsely.
//
//   ImageFile image = ImageFile::Open(path);
//   image.ForEachDataBlock([](std::uint32_t index, std::string_view block) { ... });
//
// What the file system refuses throws std::runtime_error, what is no file or block device
// std::logic_error. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace fauxebs::internal {

inline constexpr std::uint64_t kGib = std::uint64_t{1} << 30;

class ImageFile {
 public:
  static ImageFile Open(const std::string& path);
  static ImageFile Create(const std::string& path, std::uint64_t size_bytes);  // all hole
  ImageFile(ImageFile&& other) noexcept;
  ImageFile& operator=(ImageFile&&) = delete;
  ~ImageFile();

  std::uint64_t size_bytes() const { return size_bytes_; }

  // Visits, in ascending order, the blocks that are neither holes nor zeros, as long as the visitor
  // says so. The last one is filled up with zeros.
  void ForEachDataBlock(
      const std::function<bool(std::uint32_t index, std::string_view block)>& visit) const;

  // False, and nothing is written, where data would lie beyond the size.
  [[nodiscard]] bool WriteBlock(std::uint32_t index, std::string_view block);

 private:
  ImageFile(std::string path, int descriptor, std::uint64_t size_bytes);
  void ReadAt(std::uint64_t offset, char* to, std::size_t size) const;

  std::string path_;
  int descriptor_;
  std::uint64_t size_bytes_;
};

}  // namespace fauxebs::internal
