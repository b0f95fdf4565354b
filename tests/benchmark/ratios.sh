#!/usr/bin/env bash
# Prints what costs how many times as much as what, each with its bound: a page of 100 blocks through
# journals and faults without rules, and the service alone; 100 rules that do not match, and one; a
# checkpoint of 100,000 blocks, and of 100; blocks through fauxebs-server and through a bare server of
# its HTTP library. Medians of 25 repetitions each, taken in turns; of the servers, what rounds reach
# that nothing disturbs. Exit code 1 where a bound is broken.
# $1 is the benchmark program, build/release/tests/benchmark/fauxebs_benchmark if it is not given.
set -euo pipefail
export LC_ALL=C

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
program="${1:-$root/build/release/tests/benchmark/fauxebs_benchmark}"
if [[ ! -x "$program" ]]; then
  echo "there is no program $program; build it: cmake --workflow --preset release" >&2
  exit 1
fi

results="$("$program" --benchmark_filter='^List(Of|With)|^CheckpointAndFake/' --benchmark_repetitions=25 \
  --benchmark_min_time=0.02 --benchmark_enable_random_interleaving=true \
  --benchmark_report_aggregates_only=true --benchmark_format=json 2> /dev/null)"

# The CPU time, in nanoseconds, of the median of $1. In the JSON it stands some lines below the name.
median() {
  local ns
  ns="$(awk -v name="\"$1_median\"" '
    $1 == "\"name\":" { found = index($0, name) > 0 }
    found && $1 == "\"cpu_time\":" { sub(",", "", $2); printf "%.0f\n", $2; exit }
  ' <<< "$results")"
  if [[ ! "$ns" =~ ^[1-9][0-9]*$ ]]; then
    echo "$program has no benchmark $1" >&2
    return 1
  fi
  echo "$ns"
}

# compare <what> <benchmark> <benchmark> <limit in hundredths>: the second as a multiple of the first.
status=0
ratios=()
compare() {
  local less more ratio verdict=''
  less="$(median "$2")"
  more="$(median "$3")"
  ratio=$((more * 100 / less))
  if ((ratio > $4)); then
    verdict=', above its limit'
    status=1
  fi
  printf -v line '%s: %d.%02d (%d ns to %d ns)%s' "$1" $((ratio / 100)) $((ratio % 100)) \
    "$more" "$less" "$verdict"
  echo "$line"
  ratios+=("$((ratio / 100)).$(printf %02d $((ratio % 100)))")
}

compare 'journals and faults to the service alone' ListOfTheService ListOfTheFake 130
for kind in another_operation another_snapshot another_block an_unwilling_predicate; do
  compare "100 rules to one, ${kind//_/ }" "ListWithRules/$kind/1" "ListWithRules/$kind/100" 300
done
compare '100,000 blocks to 100, a checkpoint' CheckpointAndFake/100 CheckpointAndFake/100000 150
# The machine's other work makes both servers slower, and not by the same: the best of three.
server="$root/build/release/src/server/fauxebs-server"
for try in 1 2 3; do
  if http="$("$(dirname "$program")/http_ratios" "$server")"; then break; fi
  echo "try $try: $http"
  [[ "$try" != 3 ]] || status=1
done
echo "$http"
echo "ratios ${ratios[*]}; limits 1.3, 3 for rules, 1.5"
exit "$status"
