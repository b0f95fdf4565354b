#!/usr/bin/env bash
# The AWS CLI, unmodified, against fauxebs-server.
set -euo pipefail
export LC_ALL=C AWS_PAGER=""
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./fauxebs_server.sh

readonly aws=/usr/bin/aws  # others may come before it in PATH
[[ -x "$aws" ]] || fail "there is no $aws; install it: apt-get install awscli"
require curl curl
require openssl openssl

folder="$(mktemp -d)"
trap 'rm -rf "$folder"; [[ -z "$server_pid" ]] || kill -KILL "$server_pid"' EXIT

call() { "$aws" --endpoint-url "$endpoint" --output text "$@"; }

# refused <arguments>...: what the CLI says, which must fail.
refused() {
  if call "$@" > /dev/null 2> "$folder/said"; then
    fail "this went well: aws $*"
  fi
  cat "$folder/said"
}

checksum() { openssl dgst -sha256 -binary "$@" | base64; }

# made_of <character> <file>: a block.
made_of() { head -c 524288 /dev/zero | tr '\0' "$1" > "$2"; }

# put <snapshot> <index> <file>
put() {
  call ebs put-snapshot-block --snapshot-id "$1" --block-index "$2" --block-data "$3" \
    --data-length 524288 --checksum "$(checksum "$3")" --checksum-algorithm SHA256 \
    --query Checksum
}

# complete <snapshot> <file>...: with the aggregate of these blocks.
complete() {
  local snapshot="$1" file
  shift
  call ebs complete-snapshot --snapshot-id "$snapshot" --changed-blocks-count "$#" \
    --checksum "$(for file in "$@"; do openssl dgst -sha256 -binary "$file"; done | checksum)" \
    --checksum-algorithm SHA256 --checksum-aggregation-method LINEAR --query Status
}

life_of_a_snapshot() {
  local parent child token
  start=(ebs start-snapshot --volume-size 1 --description first --tags Key=Name,Value=disk
    --client-token t --query SnapshotId)
  parent="$(call "${start[@]}")"
  expect "$(call "${start[@]}")" "$parent"
  expect_part "$(refused ebs start-snapshot --volume-size 2 --client-token t)" \
    "(ConflictException) when calling the StartSnapshot operation: Current request does not match"

  expect "$(put "$parent" 0 "$folder/a")" "$(checksum "$folder/a")"
  put "$parent" 3 "$folder/b" > /dev/null
  expect_part "$(refused ebs put-snapshot-block --snapshot-id "$parent" --block-index 0 \
    --block-data "$folder/a" --data-length 524288 --checksum "$(checksum "$folder/b")" \
    --checksum-algorithm SHA256)" "(InvalidSignatureException)"
  expect_part "$(refused ebs put-snapshot-block --snapshot-id "$parent" --block-index 2048 \
    --block-data "$folder/a" --data-length 524288 --checksum "$(checksum "$folder/a")" \
    --checksum-algorithm SHA256)" \
    "(ValidationException) when calling the PutSnapshotBlock operation: Block index 2048 is beyond"

  expect "$(complete "$parent" "$folder/a" "$folder/b")" pending
  expect "$(call ec2 describe-snapshots --snapshot-ids "$parent" \
    --query 'Snapshots[0].[State,Description,VolumeSize]')" $'pending\tfirst\t1'
  control POST clock/advance '{"seconds": 30}' > /dev/null
  call ec2 wait snapshot-completed --snapshot-ids "$parent"

  token="$(call ebs list-snapshot-blocks --snapshot-id "$parent" \
    --query 'Blocks[?BlockIndex==`3`].BlockToken')"
  expect "$(call ebs get-snapshot-block --snapshot-id "$parent" --block-index 3 \
    --block-token "$token" --query Checksum "$folder/got")" "$(checksum "$folder/b")"
  cmp "$folder/got" "$folder/b"

  child="$(call ebs start-snapshot --volume-size 1 --parent-snapshot-id "$parent" \
    --query SnapshotId)"
  put "$child" 3 "$folder/a" > /dev/null
  complete "$child" "$folder/a" > /dev/null
  control POST clock/advance '{"seconds": 30}' > /dev/null
  expect "$(call ebs list-changed-blocks --first-snapshot-id "$parent" \
    --second-snapshot-id "$child" --query 'ChangedBlocks[].BlockIndex')" 3

  call ec2 delete-snapshot --snapshot-id "$parent"
  expect_part "$(refused ec2 describe-snapshots --snapshot-ids "$parent")" \
    "(InvalidSnapshot.NotFound)"
}

pages() {
  local page next="" sizes=""
  while [[ "$next" != None ]]; do
    page="$(call ebs list-snapshot-blocks --snapshot-id snap-0123 --max-results 100 \
      ${next:+--next-token "$next"} --query '[NextToken,length(Blocks)]')"
    next="${page%%$'\t'*}"
    sizes+=" ${page##*$'\t'}"
  done
  expect "$sizes" " 100 100 50"
}

retries() {
  local snapshot
  control POST faults 'StartSnapshot#1: lose-reply; PutSnapshotBlock#1: refuse(RequestThrottled)' \
    > /dev/null
  snapshot="$(call ebs start-snapshot --volume-size 1 --query SnapshotId)"
  put "$snapshot" 0 "$folder/a" > /dev/null
  expect "$(control GET faults | grep -o '"fired":[0-9]*' | tr '\n' ' ')" '"fired":1 "fired":1 '
  expect "$(control GET journal | grep '"side":"client"' | grep '"snapshot_id":"'"$snapshot" |
    grep -c '"client":"aws-cli"')" 3
}

for letter in a b; do made_of "$letter" "$folder/$letter"; done
# A byte in each of 250 blocks; the rest is holes.
truncate --size=131072000 "$folder/disk.img"
for ((i = 0; i < 250; ++i)); do
  printf x | dd of="$folder/disk.img" bs=1 seek=$((i * 524288)) conv=notrunc status=none
done

start_server --clock manual --completion-delay 30 --load-image "snap-0123=$folder/disk.img"
life_of_a_snapshot
pages
retries
expect "$(AWS_ACCESS_KEY_ID=999900001111 call sts get-caller-identity --query Account)" 999900001111
stop_server

start_server --verify-signatures "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"
snapshot="$(call ebs start-snapshot --volume-size 1 --query SnapshotId)"
call ec2 describe-snapshots --snapshot-ids "$snapshot" > /dev/null
expect_part "$(AWS_SECRET_ACCESS_KEY=wrong refused ebs start-snapshot --volume-size 1)" \
  "(InvalidSignatureException) when calling the StartSnapshot operation"
stop_server
