#!/usr/bin/env bash
# Prints what a checkpoint of a fake with 100,000 blocks costs, as a multiple of one with 100: the
# medians of 25 repetitions each, taken in turns. Exit code 1 above 1.5.
# $1 is the benchmark program, build/release/tests/benchmark/fauxebs_benchmark if it is not given.
set -euo pipefail
export LC_ALL=C

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
program="${1:-$root/build/release/tests/benchmark/fauxebs_benchmark}"
if [[ ! -x "$program" ]]; then
  echo "there is no program $program; build it: cmake --workflow --preset release" >&2
  exit 1
fi

results="$("$program" --benchmark_filter='^CheckpointAndFake/' --benchmark_repetitions=25 \
  --benchmark_min_time=0.02 --benchmark_enable_random_interleaving=true \
  --benchmark_report_aggregates_only=true --benchmark_format=json 2> /dev/null)"

# The CPU time, in nanoseconds, of the median of CheckpointAndFake/$1. In the JSON it stands some
# lines below the name.
median() {
  awk -v name="\"CheckpointAndFake/$1_median\"" '
    $1 == "\"name\":" { found = index($0, name) > 0 }
    found && $1 == "\"cpu_time\":" { sub(",", "", $2); printf "%.0f\n", $2; exit }
  ' <<< "$results"
}

few="$(median 100)"
many="$(median 100000)"
if [[ ! "$few" =~ ^[1-9][0-9]*$ || ! "$many" =~ ^[1-9][0-9]*$ ]]; then
  echo "$program has no benchmark CheckpointAndFake with 100 and 100000 blocks" >&2
  exit 1
fi

printf 'a checkpoint with 100 blocks %d ns, with 100000 blocks %d ns, ratio %d.%02d\n' \
  "$few" "$many" $((many * 100 / few / 100)) $((many * 100 / few % 100))
((many * 2 <= few * 3))
