// What the examples' tests share: a waiter that asks the fake, and a disk image in a file.
#pragma once

#include <fauxebs/fauxebs.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "image_uploader.h"

namespace example {

// In production this polls EC2. Here it asks the fake, and passes the time between.
class Waiter : public backup::SnapshotWaiter {
 public:
  explicit Waiter(fauxebs::Fake& ebs) : ebs_(ebs) {}

  void WaitUntilCompleted(const std::string& snapshot_id) override {
    while (ebs_.Snapshot(snapshot_id).status() == fauxebs::SnapshotStatus::kPending) {
      ebs_.clock().Advance(std::chrono::seconds(15));
    }
    const fauxebs::SnapshotView snapshot = ebs_.Snapshot(snapshot_id);
    if (snapshot.status() == fauxebs::SnapshotStatus::kError) {
      throw backup::Error(snapshot_id + " turned to error: " + snapshot.state_message());
    }
  }

 private:
  fauxebs::Fake& ebs_;
};

// A raw disk image of 12 MiB with data in its blocks 0 to 9 and 20, a block of zeros at 15, holes
// elsewhere. The file goes with the object.
class Image {
 public:
  static constexpr std::uint64_t kSizeBytes = 24 * fauxebs::kBlockSizeBytes;

  // `name` must be unique among the tests that run at once.
  explicit Image(const std::string& name) : path_(TempPath(name)) {
    std::ofstream(path_, std::ios::binary).flush();
    for (std::uint32_t index = 0; index < 10; ++index) Write(index, fauxebs::Block::Random(index));
    Write(15, fauxebs::Block::Zero());
    Write(20, fauxebs::Block::Random(20));
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(kSizeBytes - 1));
    file.put('\0');
  }
  ~Image() { std::remove(path_.c_str()); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  const std::string& path() const { return path_; }

  void Write(std::uint32_t index, const fauxebs::Block& block) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(index * fauxebs::kBlockSizeBytes));
    file.write(block.view().data(), static_cast<std::streamsize>(block.view().size()));
  }

  std::string Contents() const { return ContentsOf(path_); }

  static std::string ContentsOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string contents(static_cast<std::size_t>(file.tellg()), '\0');
    file.seekg(0);
    file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
    return contents;
  }

  static std::string TempPath(const std::string& name) {
    const char* directory = std::getenv("TMPDIR");
    return std::string(directory == nullptr ? "/tmp" : directory) + "/fauxebs-" +
           std::to_string(getpid()) + "-" + name;
  }

 private:
  std::string path_;
};

}  // namespace example
