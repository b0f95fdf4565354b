#!/usr/bin/env bash
# Configures, builds and runs a project that uses fauxebs.
#
#   consume.sh <project> <build folder> <end> <sentence> <arguments of cmake>...
#
# <end> is how it must end, each time with <sentence> said:
#
#   runs         the program succeeds
#   stops        the program fails
#   configures   the configuration succeeds; nothing is built
#   rejected     the configuration fails
#
# With SKIP_IF=<sentence> in the environment, a configuration that fails with that sentence is a
# skipped test, for that reason: exit code 77.
set -euo pipefail
export LC_ALL=C AWS_EC2_METADATA_DISABLED=true

readonly project="$1" build="$2" end="$3" sentence="$4"
shift 4

said=""
# run <command>...: its output is shown, and kept in `said`, each run of white space as one space:
# CMake breaks lines.
run() {
  local status=0
  said="$("$@" 2>&1)" || status=$?
  if ((status != 0)) && [[ -n "${SKIP_IF-}" && "$(in_one_line)" == *"$SKIP_IF"* ]]; then
    echo "skipped: $SKIP_IF"
    exit 77
  fi
  printf '%s\n' "$said"
  said="$(in_one_line)"
  return "$status"
}

in_one_line() { tr -s '[:space:]' ' ' <<< "$said"; }

# judge <status> <runs|stops>: ends the test.
judge() {
  local kind=runs
  (($1 == 0)) || kind=stops
  if [[ "$kind" != "$2" ]]; then
    echo "consume.sh: exit code $1 where it should be '$end'"
    exit 1
  fi
  if [[ "$said" != *"$sentence"* ]]; then
    echo "consume.sh: not said: $sentence"
    exit 1
  fi
  exit 0
}

rm -rf "$build"
status=0
run cmake -S "$project" -B "$build" "$@" || status=$?
case "$end" in
  configures) judge "$status" runs ;;
  rejected) judge "$status" stops ;;
esac
((status == 0)) || judge "$status" runs
run cmake --build "$build" || judge $? runs
status=0
run "$build/consumer" || status=$?
judge "$status" "$end"
