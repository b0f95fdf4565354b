// The source tree that the tests of the package read. Reads only.
#pragma once

#include <string>
#include <vector>

namespace fauxebs::internal {

// The paths, from the root of the sources, of all files under `folder` that end in one of
// `endings`; sorted. Throws if there is none: a check of nothing is not passed.
std::vector<std::string> FilesUnder(const std::string& folder,
                                    const std::vector<std::string>& endings);

// Throws if there is no such file.
std::string TextOf(const std::string& path);

bool FileExists(const std::string& path);

}  // namespace fauxebs::internal
