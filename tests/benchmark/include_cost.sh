#!/usr/bin/env bash
# Prints what the headers that tests include cost, as a fraction of <gmock/gmock.h>: the least user
# time of eleven compilations each, at -O0. Exit code 1 where one is above its limit.
# The compiler is $CXX, or else g++.
set -euo pipefail
export LC_ALL=C

# Each header with its limit in hundredths.
headers=(fauxebs/fauxebs.h fauxebs/aws/ebs_client.h fauxebs/gmock/test.h)
limits=(50 80 140)

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
compiler="${CXX:-g++}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

# The user time, in milliseconds, of compiling a file that includes <$1> and nothing else. The AWS
# SDK is the stand-in.
compile() {
  local seconds TIMEFORMAT=%3U
  echo "#include <$1>" > "$folder/include.cc"
  seconds="$({ time "$compiler" -std=c++17 -O0 -DFAUXEBS_STANDIN=1 -I"$root/include" \
    -I"$root/include/fauxebs/standin" -c "$folder/include.cc" -o "$folder/include.o" >&2; } 2>&1)"
  if [[ ! "$seconds" =~ ^[0-9]+\.[0-9]{3}$ ]]; then
    echo "$seconds" >&2
    echo "<$1> does not compile" >&2
    return 1
  fi
  echo $((10#${seconds/./}))
}

declare -A least
for _ in {1..11}; do
  for header in gmock/gmock.h "${headers[@]}"; do
    ms="$(compile "$header")"
    ((ms >= ${least[$header]:-1000000})) || least[$header]=$ms
  done
done

gmock=${least[gmock/gmock.h]}
status=0
printf '%-30s %7s %6s %6s\n' header ms ratio limit
printf '%-30s %7d\n' '<gmock/gmock.h>' "$gmock"
for i in "${!headers[@]}"; do
  ms=${least[${headers[$i]}]}
  limit=${limits[$i]}
  ratio=$((ms * 100 / gmock))
  verdict=''
  if ((ms * 100 > limit * gmock)); then
    verdict=' above its limit'
    status=1
  fi
  printf '%-30s %7d %3d.%02d %3d.%02d%s\n' "<${headers[$i]}>" "$ms" $((ratio / 100)) \
    $((ratio % 100)) $((limit / 100)) $((limit % 100)) "$verdict"
done
exit $status
