#include "package/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace fauxebs::internal {
namespace {

const std::filesystem::path kRoot = FAUXEBS_SOURCE_DIR;

}  // namespace

std::vector<std::string> FilesUnder(const std::string& folder,
                                    const std::vector<std::string>& endings) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / folder)) {
    const std::string path = entry.path().lexically_relative(kRoot).generic_string();
    const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return path.size() >= ending.size() &&
             path.compare(path.size() - ending.size(), ending.size(), ending) == 0;
    });
    if (wanted && entry.is_regular_file()) files.push_back(path);
  }
  if (files.empty()) throw std::runtime_error("no file to check under " + folder);
  std::sort(files.begin(), files.end());
  return files;
}

std::string TextOf(const std::string& path) {
  std::ifstream file(kRoot / path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool FileExists(const std::string& path) { return std::filesystem::exists(kRoot / path); }

}  // namespace fauxebs::internal
