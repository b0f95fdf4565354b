#!/usr/bin/env bash
# How fauxebs-server begins and ends.
set -euo pipefail
export LC_ALL=C no_proxy='*'
source "$(dirname "${BASH_SOURCE[0]}")/fauxebs_server.sh"
require curl curl

# refused <exit code> <part of the sentence> <flag>...
refused() {
  local exit_code="$1" sentence="$2" status=0 said
  shift 2
  said="$("$FAUXEBS_SERVER" "$@" 2>&1 > /dev/null)" || status=$?
  expect "$status" "$exit_code"
  expect_part "$said" "$sentence"
}

ends_on() {
  local pid
  start_server
  pid="$server_pid"
  server_pid=""
  kill "-$1" "$pid"
  wait "$pid" || fail "on $1 fauxebs-server ended with the exit code $?"
  if read -r line <&"$server_output"; then
    fail "fauxebs-server said one line more: $line"
  fi
}

ends_on TERM
ends_on INT

refused 2 "--bogus" --bogus
refused 2 "'0.0.0.0' is not of this machine alone" --host 0.0.0.0
refused 2 "rules, line 2, column 21: expected a verb" --rules <(printf '\nCompleteSnapshot#1: lose')
refused 2 "cannot open the disk image '/no/such/file'" --load-image snap-0123=/no/such/file
refused 2 "'snap-XY' is no id of a snapshot" --load-image snap-XY=/dev/null
expect "$("$FAUXEBS_SERVER" --version)" "fauxebs-server $(
  sed -n 's/^#define FAUXEBS_VERSION_[A-Z]* \([0-9]*\)$/\1/p' \
    "$(dirname "${BASH_SOURCE[0]}")/../../include/fauxebs/version.h" | paste -s -d .)"

start_server
refused 1 "cannot listen on 127.0.0.1:${endpoint##*:}" --port "${endpoint##*:}"
stop_server

# A call that a rule holds does not keep it from ending.
start_server
control POST faults 'StartSnapshot: hold' > /dev/null
curl --silent "$endpoint/snapshots" -d '{"VolumeSize": 1}' > /dev/null &
held=$!
until [[ "$(control GET faults)" == *'"matched":1'* ]]; do :; done
stop_server
wait "$held" || true
