#!/usr/bin/env bash
# The main job from nothing: installs what it needs, builds, backs up a real ext4 image to the fake
# through faults, restores it, proves it identical and sound, then the same for what changed.
# Exit code 0 only if all of it holds; the last line is then `quickstart: OK`.
set -euo pipefail
export LC_ALL=C AWS_EC2_METADATA_DISABLED=true
export PATH="$PATH:/usr/sbin:/sbin" # mkfs.ext4 and e2fsck, for users other than root
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/install_packages.sh

readonly image_mib=512
work="$(mktemp -d "${TMPDIR:-/tmp}/fauxebs-quickstart.XXXXXX")"
readonly work
trap 'rm -rf "$work"' EXIT

step() { printf '== %s\n' "$*"; }

# quietly <command>...: shows its output only if it fails.
quietly() {
  "$@" > "$work/log" 2>&1 || {
    cat "$work/log"
    echo "quickstart: failed: $*"
    exit 1
  }
}

# A file of random bytes that are the same in every run.
random_file() { # <seed> <size> <path>
  head -c "$2" < <(openssl enc -aes-128-ctr -K "$(printf '%032x' "$1")" \
    -iv 00000000000000000000000000000000 -in /dev/zero 2> /dev/null) > "$3"
  [[ -s "$3" ]]
}

step "installing what is missing"
install_packages "${build_packages[@]}" openssl

step "building (preset release)"
quietly cmake --preset release
quietly cmake --build --preset release --target quickstart
readonly quickstart=build/release/docs/examples/quickstart

step "making an ext4 image of $image_mib MiB with files in it"
mkdir -p "$work/files/logs" "$work/files/data"
for i in 1 2 3 4 5 6; do random_file "$i" 60M "$work/files/data/table$i.db"; done
seq 1 400000 > "$work/files/logs/service.log"
cp -r docs include "$work/files"
truncate --size="${image_mib}M" "$work/before.img"
quietly mkfs.ext4 -q -F -d "$work/files" "$work/before.img"

step "changing some files in a copy of it"
cp --sparse=always "$work/before.img" "$work/after.img"
random_file 7 5M "$work/new.db"
seq 400001 500000 > "$work/more.log"
quietly debugfs -w -f /dev/stdin "$work/after.img" << EOF
rm /data/table2.db
write $work/new.db data/table7.db
write $work/more.log logs/service.log.1
rm /logs/service.log
EOF
quietly e2fsck -fn "$work/after.img"

step "uploading, restoring; then the increment"
"$quickstart" "$work/before.img" "$work/after.img" "$work/before.restored" "$work/after.restored"

step "comparing, checking the file systems"
for name in before after; do
  quietly cmp "$work/$name.img" "$work/$name.restored"
  quietly e2fsck -fn "$work/$name.restored"
done
echo "quickstart: OK"
