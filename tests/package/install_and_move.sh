#!/usr/bin/env bash
# Installs a build, whole and the component fauxebs_core alone, and moves both away from where they
# were installed: what the consumers use has been moved. Fails where a header is not installed, where
# the core brings those of others, and where the package names a folder of this machine.
#
#   install_and_move.sh <source folder> <build folder> <parent of the prefixes>
set -euo pipefail
export LC_ALL=C

readonly source="$1" build="$2" parent="$3"

rm -rf "$parent"
mkdir -p "$parent"
cmake --install "$build" --prefix "$parent/made_here/whole" > "$parent/install.log"
cmake --install "$build" --prefix "$parent/made_here/core" --component fauxebs_core \
  >> "$parent/install.log"
mv "$parent/made_here/whole" "$parent/made_here/core" "$parent"

headers_under() { (cd "$1" && find . -name '*.h' "${@:2}" | sort); }
if ! diff <(headers_under "$source/include") <(headers_under "$parent/whole/include"); then
  echo "Not the headers that the sources have."
  exit 1
fi
if ! diff <(headers_under "$source/include/fauxebs" -maxdepth 1) \
  <(headers_under "$parent/core/include/fauxebs"); then
  echo "Not the headers of the core alone."
  exit 1
fi
if grep -rF -e "$parent" -e "$source" -e "$build" "$parent"/{whole,core}/lib*/cmake; then
  echo "The package names a folder of the machine that built it."
  exit 1
fi
