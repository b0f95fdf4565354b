// TempFile: a file of given content for the time of a scope.
//
//   const TempFile image("...");
//   EXPECT_THAT(snapshot, HoldsImage(image.path()));
//
// For one thread.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace fauxebs {

class TempFile {
 public:
  explicit TempFile(std::string_view content) : path_(testing::TempDir() + "fauxebs_XXXXXX") {
    const int created = mkstemp(path_.data());
    EXPECT_NE(created, -1) << path_;
    close(created);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TempFile() { std::remove(path_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace fauxebs
