#!/usr/bin/env bash
# Prints what <fauxebs/fauxebs.h> costs to include, as a fraction of <gmock/gmock.h>: the least user
# time of seven compilations each, at -O0. Exit code 1 above 0.5.
# The compiler is $CXX, or else g++.
set -euo pipefail
export LC_ALL=C

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
compiler="${CXX:-g++}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

# The user time, in milliseconds, of compiling a file that includes <$1> and nothing else.
compile() {
  local seconds TIMEFORMAT=%3U
  echo "#include <$1>" > "$folder/include.cc"
  seconds="$({ time "$compiler" -std=c++17 -O0 -I"$root/include" -c "$folder/include.cc" \
    -o "$folder/include.o" >&2; } 2>&1)"
  if [[ ! "$seconds" =~ ^[0-9]+\.[0-9]{3}$ ]]; then
    echo "$seconds" >&2
    echo "<$1> does not compile" >&2
    return 1
  fi
  echo $((10#${seconds/./}))
}

fauxebs=1000000
gmock=1000000
for _ in 1 2 3 4 5 6 7; do
  ms="$(compile fauxebs/fauxebs.h)"
  ((ms >= fauxebs)) || fauxebs=$ms
  ms="$(compile gmock/gmock.h)"
  ((ms >= gmock)) || gmock=$ms
done

printf '<fauxebs/fauxebs.h> %d ms, <gmock/gmock.h> %d ms, ratio %d.%02d\n' "$fauxebs" "$gmock" \
  $((fauxebs * 100 / gmock / 100)) $((fauxebs * 100 / gmock % 100))
((fauxebs * 2 <= gmock))
