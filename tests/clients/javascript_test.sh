#!/usr/bin/env bash
# The AWS SDK for JavaScript against fauxebs-server.
#
#   javascript_test.sh <folder>
#
# The SDK is installed there, once for each lock file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./fauxebs_server.sh

require node nodejs
require npm npm

readonly folder="$1"
mkdir -p "$folder"
cp javascript/package.json javascript/package-lock.json javascript/ebs_test.mjs "$folder"
cd "$folder"
if ! cmp --silent package-lock.json installed-lock.json; then
  npm ci --no-audit --no-fund || fail "the SDK cannot be installed: see above"
  cp package-lock.json installed-lock.json
fi
exec node ebs_test.mjs
