#!/usr/bin/env bash
# Sourced by tests in the shell: fauxebs-server, which the environment variable FAUXEBS_SERVER names.
#
#   start_server --clock manual     endpoint=http://127.0.0.1:PORT
#   control POST faults 'any: lose-reply'
#   stop_server                     fails where it does not end cleanly
#
# It is ended with the script at the latest.

server_pid=""

start_server() {
  local line
  exec {server_output}< <(exec "$FAUXEBS_SERVER" "$@")
  server_pid=$!
  if ! read -r line <&"$server_output"; then
    fail "fauxebs-server said nothing; its flags were: $*"
  fi
  endpoint="${line#fauxebs-server listening on }"
  [[ "$endpoint" =~ ^http://127\.0\.0\.1:[0-9]+$ ]] || fail "fauxebs-server said: $line"
}

stop_server() {
  local pid="$server_pid"
  server_pid=""
  kill -TERM "$pid"
  wait "$pid" || fail "fauxebs-server ended with the exit code $?"
  exec {server_output}<&-
}

trap '[[ -z "$server_pid" ]] || kill -KILL "$server_pid"' EXIT

# control <method> <endpoint> [<body>]
control() {
  curl --silent --show-error --fail --noproxy '*' -X "$1" "$endpoint/_fauxebs/$2" \
    ${3+--data-binary "$3"}
}

fail() {
  echo "$(basename "$0"): line ${BASH_LINENO[1]-}: $*" >&2
  exit 1
}

# require <program> <Debian's package>
require() {
  command -v "$1" > /dev/null || fail "there is no $1; install it: apt-get install $2"
}

# expect <what was said> <what it should be>
expect() {
  [[ "$1" == "$2" ]] || fail "expected '$2', got '$1'"
}

# expect_part <what was said> <a part of it>
expect_part() {
  [[ "$1" == *"$2"* ]] || fail "expected '$2' in '$1'"
}
