#!/usr/bin/env bash
# Sourced by tests/run.sh and docs/quickstart.sh: installs Debian packages that are missing.

# What it takes to build and run everything under the preset `release`.
# shellcheck disable=SC2034  # used where it is sourced
readonly build_packages=(cmake ninja-build g++ libssl-dev libfmt-dev libgtest-dev libgmock-dev
  librapidcheck-dev libbenchmark-dev libboost-dev nlohmann-json3-dev libcli11-dev python3-botocore e2fsprogs)
# What the other presets, the style check, the mutants and the linter need besides.
# shellcheck disable=SC2034
readonly check_packages=(clang clang-format clang-tidy patch)
# What the clients of tests/clients need. Node.js is often there from another vendor, whose package
# conflicts with Debian's npm.
client_packages=(python3-boto3 awscli curl openssl)
for program in node:nodejs npm:npm; do
  command -v "${program%:*}" > /dev/null || client_packages+=("${program#*:}")
done

# install_packages <package>...
# Does nothing, and touches no network, where all of them are installed. Where apt-get is not the
# way to install them it says so and goes on: they may have come by another way.
install_packages() {
  local package missing=() as_root=()
  if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
    echo "This is no Debian: not checking for what Debian calls $*." >&2
    return 0
  fi
  for package in "$@"; do
    if [[ "$(dpkg-query -W -f '${Status}' "$package" 2> /dev/null)" != *" installed" ]]; then
      missing+=("$package")
    fi
  done
  if ((${#missing[@]} == 0)); then
    return 0
  fi
  if ((EUID != 0)); then
    if ! command -v sudo > /dev/null; then
      echo "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y update > /dev/null &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y install \
      --no-install-recommends "${missing[@]}" > /dev/null
}
