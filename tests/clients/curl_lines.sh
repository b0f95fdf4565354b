#!/usr/bin/env bash
# Runs what a page of the documents shows.
#
#   curl_lines.sh <page> <flag of fauxebs-server>...
#
# In blocks of the language `console`, lines that begin with "$ " are commands, and the lines after
# one are what it prints; "..." stands for anything within a line. ENDPOINT is set.
set -euo pipefail
export LC_ALL=C no_proxy='*'
source "$(dirname "${BASH_SOURCE[0]}")/fauxebs_server.sh"
require curl curl

# Prints the lines in blocks of the language `console`.
console_lines() {
  awk '/^```/ { inside = $0 == "```console"; next } inside' "$1"
}

commands=0
# run_command <command> <line that it prints>...
run_command() {
  local command="$1" said line i=0
  shift
  ((commands += 1))
  said="$(bash -c "$command" 2>&1)" || true
  local printed=()
  [[ -z "$said" ]] || mapfile -t printed <<< "$said"
  local matches=$((${#printed[@]} == $# ? 1 : 0))
  for line in "$@"; do
    matches_line "${printed[i]-}" "$line" || matches=0
    ((i += 1))
  done
  if ((!matches)); then
    echo "\$ $command"
    diff -u --label "the page" --label "what it printed" \
      <(printf '%s\n' "$@") <(printf '%s\n' "$said") || true
    fail "the page shows something else than this command prints"
  fi
}

# matches_line <line> <line of the page>
matches_line() {
  local rest="$1" part shown="$2"
  # The parts between "..." in their order; the first at the beginning, the last at the end.
  part="${shown%%...*}"
  [[ "$rest" == "$part"* ]] || return 1
  rest="${rest#"$part"}"
  while [[ "$shown" == *...* ]]; do
    shown="${shown#*...}"
    part="${shown%%...*}"
    if [[ "$shown" != *...* ]]; then
      [[ "$rest" == *"$part" ]]
      return
    fi
    [[ "$rest" == *"$part"* ]] || return 1
    rest="${rest#*"$part"}"
  done
  [[ -z "$rest" ]]
}

readonly page="$1"
shift
start_server "$@"
export ENDPOINT="$endpoint"

command=""
shown=()
while IFS= read -r line; do
  if [[ "$line" != '$ '* ]]; then
    shown+=("$line")
    continue
  fi
  [[ -z "$command" ]] || run_command "$command" "${shown[@]}"
  command="${line#'$ '}"
  shown=()
done < <(console_lines "$page")
[[ -z "$command" ]] || run_command "$command" "${shown[@]}"
((commands > 0)) || fail "there is no command in $page"
stop_server
echo "$commands commands print what $page shows"
