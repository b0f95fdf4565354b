#!/usr/bin/env bash
# Installs a build, whole and the component fauxebs_core alone, and moves both away from where they
# were installed: what the consumers use has been moved.
#
#   install_and_move.sh <source folder> <build folder> <parent of the prefixes>
set -euo pipefail

readonly source="$1" build="$2" parent="$3"

rm -rf "$parent"
mkdir -p "$parent"
cmake --install "$build" --prefix "$parent/made_here/whole"
cmake --install "$build" --prefix "$parent/made_here/core" --component fauxebs_core
mv "$parent/made_here/whole" "$parent/made_here/core" "$parent"

if grep -rF -e "$parent" -e "$source" -e "$build" "$parent"/*/lib*/cmake; then
  echo "The package names a folder of the machine that built it."
  exit 1
fi
