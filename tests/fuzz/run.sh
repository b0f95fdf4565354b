#!/usr/bin/env bash
# Builds the fuzzers and runs each for some seconds from its corpus; then what the corpora reach.
#
#   tests/fuzz/run.sh [seconds]        # 15
#
# Fails on a finding, with the path of what shows it again, and where a corpus reaches too little.
# What is found on the way is kept in build/fuzz/found and never written into the source tree.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds="${1:-15}"
least=90  # per cent of the lines of each of these
covered=(
  src/core/rule_parser.cc
  src/http/ec2_snapshots.cc
  src/http/message.cc
  src/http/query_protocol.cc
  src/http/rest_codec.cc
  src/http/signature.cc
  src/http/signature_claim.cc
  src/http/snapshot_filter.cc)

# The coverage is measured by the same programs.
build=build/fuzz
export LLVM_PROFILE_FILE=/dev/null
mkdir -p "$build/found"
if ! { cmake --preset fuzz && cmake --build "$build" --target fuzzers; } > "$build/build.log" 2>&1; then
  tail -n 30 "$build/build.log"
  echo "error: the fuzzers do not build: $build/build.log"
  exit 1
fi

failed=0
for corpus in tests/fuzz/corpus/*; do
  name="$(basename "$corpus")"
  found="$build/found/$name"
  log="$build/$name.log"
  mkdir -p "$found"
  rm -f "$found"/../"$name"-{crash,leak,oom,timeout}-*
  if "$build/tests/fuzz/${name}_fuzzer" -max_total_time="$seconds" -timeout=5 -print_final_stats=1 \
    -artifact_prefix="$build/found/$name-" "$found" "$corpus" > "$log" 2>&1; then
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
  else
    failed=1
    tail -n 40 "$log"
    echo "error: $name: $(ls "$build/found/$name"-* 2> /dev/null || echo "see $log")"
  fi
done
if [[ "$failed" != 0 ]]; then exit 1; fi

objects=()
for corpus in tests/fuzz/corpus/*; do
  fuzzer="$build/tests/fuzz/$(basename "$corpus")_fuzzer"
  LLVM_PROFILE_FILE="$fuzzer.profraw" "$fuzzer" -runs=0 "$corpus" > "$fuzzer.log" 2>&1
  objects+=(-object "$fuzzer")
done
llvm-profdata-14 merge -o "$build/all.profdata" "$build"/tests/fuzz/*.profraw
report="$build/report.txt"
llvm-cov-14 report "${objects[@]:1}" -instr-profile="$build/all.profdata" \
  -show-region-summary=false -show-branch-summary=false > "$report" 2> /dev/null
for file in "${covered[@]}"; do
  percent="$(awk -v file="$file" '$1 == file {print $NF + 0}' "$report")"
  echo "$file: ${percent:=0} % of its lines"
  if awk -v percent="$percent" -v least="$least" 'BEGIN {exit !(percent < least)}'; then
    failed=1
    echo "error: the corpora reach less than $least % of $file: add to tests/fuzz/corpus"
  fi
done
exit "$failed"
